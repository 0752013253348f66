/* workbook.c - the cells behind a chart, by libxlsxwriter. */

#include "office/native.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* The library knows files only; this one never reaches a disk. */
static bool read_file(int fd, Buf *out)
{
    struct stat s;
    size_t done = 0;

    if (fstat(fd, &s) != 0)
        return false;
    buf_reserve(out, (size_t)s.st_size);
    while (done < (size_t)s.st_size) {
        ssize_t n = pread(fd, out->at + out->len + done,
                          (size_t)s.st_size - done, (off_t)done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    out->len += done;
    return true;
}

/* Names end in NUL: native.c made them. */
static bool write_cells(lxw_worksheet *sheet, const NativeChart *c)
{
    lxw_col_t first = c->groups ? 2 : 1; /* column of the first series */
    lxw_error e = LXW_NO_ERROR;

    for (size_t i = 0; i < c->category_count && !e; i++) {
        lxw_row_t row = (lxw_row_t)i + 1;
        if (c->groups && (i == 0 || !str_equal(c->groups[i], c->groups[i - 1])))
            e = worksheet_write_string(sheet, row, 0, c->groups[i].at, NULL);
        if (!e)
            e = worksheet_write_string(sheet, row, (lxw_col_t)(first - 1),
                                       c->categories[i].at, NULL);
    }
    for (size_t s = 0; s < c->series_count && !e; s++) {
        lxw_col_t column = (lxw_col_t)(first + s);
        e = worksheet_write_string(sheet, 0, column, c->series[s].name.at,
                                   NULL);
        for (size_t i = 0; i < c->category_count && !e; i++)
            if (isfinite(c->series[s].values[i]))
                e = worksheet_write_number(sheet, (lxw_row_t)i + 1, column,
                                           c->series[s].values[i], NULL);
    }
    return !e;
}

/* A column of numbers under its heading. */
static lxw_error write_column(lxw_worksheet *sheet, const NativeChart *c,
                              lxw_col_t column, const char *heading,
                              const double *values)
{
    lxw_error e = worksheet_write_string(sheet, 0, column, heading, NULL);

    for (size_t i = 0; i < c->category_count && !e; i++)
        if (isfinite(values[i]))
            e = worksheet_write_number(sheet, (lxw_row_t)i + 1, column,
                                       values[i], NULL);
    return e;
}

/* Where points stand and how large they are, after the series. */
static bool write_places(lxw_worksheet *sheet, const NativeChart *c)
{
    lxw_col_t after = (lxw_col_t)(1 + c->series_count);
    lxw_error e = LXW_NO_ERROR;

    if (c->x_values)
        e = write_column(sheet, c, after, "x", c->x_values);
    if (c->sizes && !e)
        e = write_column(sheet, c, (lxw_col_t)(after + 1), "size", c->sizes);
    return !e;
}

static bool write_book(const char *path, const NativeChart *c)
{
    lxw_workbook_options options = { 0 };
    lxw_workbook *book = workbook_new_opt(path, &options);
    /* the same bytes whenever it is made */
    lxw_doc_properties properties = { .created = 315532800 };

    if (!book)
        return false;
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Sheet1");
    workbook_set_properties(book, &properties);
    bool ok = sheet && write_cells(sheet, c) && write_places(sheet, c);
    return workbook_close(book) == LXW_NO_ERROR && ok;
}

bool workbook_write(Env *env, const NativeChart *c, Buf *out)
{
    char path[64];
    int fd = memfd_create("chart", MFD_CLOEXEC);
    bool ok = fd >= 0;

    if (ok) {
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        ok = write_book(path, c) && read_file(fd, out);
        close(fd);
    }
    if (!ok)
        diag_error(env->diags, (Span){ 0 },
                   "the workbook of a chart could not be made")
            ->fault = FAULT_FILE;
    return ok;
}
