/*
 * fuzz_office.c - a house's Word document or presentation with any parts, whose
 * styles or masters a small report takes.
 *
 * A zip's checksums would stop nearly every change to its bytes, so an input is
 * a list of parts, which is zipped here: 'W' or 'S' for Word or slides, then
 * for each part 0x1E, its path, a line end and what it holds.  'w' and 's' are
 * followed by the bytes of a zip instead.  A report is written or a fault is
 * reported: never neither, and none that calls itself a bug.
 */
#include "docx/docx.h"
#include "pptx/pptx.h"

#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PART 0x1E
#define PARTS_MOST 80

static const char *house_path(void)
{
    static char path[64];

    if (!path[0])
        snprintf(path, sizeof path, "/tmp/fuzz-office-%ld", (long)getpid());
    return path;
}

static bool part_add(zip_t *zip, const uint8_t *part, size_t size)
{
    const uint8_t *end = memchr(part, '\n', size);
    char name[256];

    if (!end || end == part || (size_t)(end - part) >= sizeof name)
        return true;
    memcpy(name, part, (size_t)(end - part));
    name[end - part] = '\0';
    zip_source_t *source =
        zip_source_buffer(zip, end + 1, (size_t)(part + size - end - 1), 0);
    zip_int64_t at = source ? zip_file_add(zip, name, source, 0) : -1;
    if (at < 0) {
        zip_source_free(source);
        return true; /* a name twice, or none that a zip can have */
    }
    return zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0) ==
           0;
}

static bool parts_zip(const uint8_t *data, size_t size)
{
    zip_t *zip = zip_open(house_path(), ZIP_CREATE | ZIP_TRUNCATE, NULL);
    const uint8_t *at = data, *end = data + size;
    bool ok = zip != NULL;

    for (int i = 0; ok && i < PARTS_MOST && at < end; i++) {
        const uint8_t *next = memchr(at, PART, (size_t)(end - at));
        size_t length = (size_t)((next ? next : end) - at);
        ok = part_add(zip, at, length);
        at += length + 1;
    }
    if (ok && zip_get_num_entries(zip, 0) > 0)
        return zip_close(zip) == 0;
    if (zip)
        zip_discard(zip);
    return false;
}

static bool bytes_write(const uint8_t *data, size_t size)
{
    FILE *f = fopen(house_path(), "wb");
    bool ok = f && fwrite(data, 1, size, f) == size;

    return f && fclose(f) == 0 && ok;
}

/* A heading, words, a list's worth of a table: each takes a style. */
static Blocks small_body(Arena *a)
{
    static const Cell cells[] = { { .text = { "A", 1 } },
                                  { .text = { "1", 1 } } };
    static const Row row = { .cells = cells, .cell_count = 2 };
    static const Column columns[] = { { .label = { "Name", 4 },
                                        .is_header = true },
                                      { .label = { "Count", 5 } } };
    static const Table table = {
        .columns = columns, .column_count = 2, .rows = &row, .row_count = 1
    };
    Block *body = arena_make_array(a, Block, 3), *inner = body + 1;

    inner[0].kind = BLOCK_PARAGRAPH;
    inner[0].as.paragraph.runs = runs_of(a, STR("Words."));
    inner[1].kind = BLOCK_TABLE;
    inner[1].as.table = arena_make(a, Table);
    *inner[1].as.table = table;
    body[0].kind = BLOCK_SECTION;
    body[0].as.section = (Section){ .title = runs_of(a, STR("Heading")),
                                    .level = 1,
                                    .body = { inner, 2 } };
    return (Blocks){ body, 1 };
}

static void write_in_clothes(bool word)
{
    Env *env = env_new();
    Report r = { .title = STR("A report"),
                 .lang = STR("en-GB"),
                 .running_title = STR("A report"),
                 .page_of = STR("{page} / {pages}"),
                 .watermark = STR("Draft"),
                 .body = small_body(env->arena) };
    ReferenceFile file = { .path = str_of(house_path()) };
    DocxOptions options = { 0 };
    Buf out = { 0 };
    bool ok;

    *list_add(env->arena, &env->paths) = STR(".");
    r.locale = locale_open(env, r.lang, STR("GBP"), (Span){ 0 });
    if (word)
        r.brand.reference_docx = file;
    else
        r.brand.reference_pptx = file;
    ok = word ? docx_write(env, &r, &options, &out) : pptx_write(env, &r, &out);
    if (!ok && !env->diags->error_count)
        abort();
    for (size_t i = 0; i < env->diags->list.len; i++)
        if (env->diags->list.at[i].fault == FAULT_BUG)
            abort();
    buf_free(&out);
    locale_close(r.locale);
    env_free(env);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bool made;

    if (!size)
        return 0;
    made = data[0] == 'W' || data[0] == 'S' ? parts_zip(data + 1, size - 1)
                                            : bytes_write(data + 1, size - 1);
    if (made)
        write_in_clothes(data[0] == 'W' || data[0] == 'w');
    unlink(house_path());
    return 0;
}
