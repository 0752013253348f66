/*
 * workbook.c - the cells behind a chart, as a workbook of one sheet
 * (SpreadsheetML, ECMA-376 part 1, 18).
 */

#include "office/archive.h"
#include "office/native.h"
#include "office/xml.h"

#include <math.h>

#define NS_S "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define SML_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."
#define DECLARATION                                                            \
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define PACKAGE_NS "http://schemas.openxmlformats.org/package/2006/"

enum {
    MOST_ROWS = 1048576,
    MOST_LETTERS = 32767 /* of a cell */
};

/* The parts that are the same in every workbook. */
static const struct {
    const char *path, *text;
} FIXED[] = {
    { "[Content_Types].xml", DECLARATION
      "<Types xmlns=\"" PACKAGE_NS "content-types\"><Default "
      "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-"
      "package.relationships+xml\"/><Default Extension=\"xml\" "
      "ContentType=\"application/xml\"/><Override "
      "PartName=\"/xl/workbook.xml\" ContentType=\"" SML_TYPE
      "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" "
      "ContentType=\"" SML_TYPE "styles+xml\"/><Override "
      "PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" SML_TYPE
      "worksheet+xml\"/></Types>" },
    { "_rels/.rels", DECLARATION
      "<Relationships xmlns=\"" PACKAGE_NS "relationships\"><Relationship "
      "Id=\"rId1\" Type=\"" REL_OFFICE "officeDocument\" "
      "Target=\"xl/workbook.xml\"/></Relationships>" },
    { "xl/workbook.xml",
      DECLARATION "<workbook xmlns=\"" NS_S
                  "\" xmlns:r=\"http://schemas.openxmlformats.org/"
                  "officeDocument/2006/relationships\"><sheets><sheet "
                  "name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
                  "</workbook>" },
    { "xl/_rels/workbook.xml.rels", DECLARATION
      "<Relationships xmlns=\"" PACKAGE_NS "relationships\"><Relationship "
      "Id=\"rId1\" Type=\"" REL_OFFICE "worksheet\" "
      "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" "
      "Type=\"" REL_OFFICE "styles\" Target=\"styles.xml\"/>"
      "</Relationships>" },
    { "xl/styles.xml", DECLARATION
      "<styleSheet xmlns=\"" NS_S "\"><fonts count=\"1\"><font><sz "
      "val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>"
      "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
      "<fill><patternFill patternType=\"gray125\"/></fill></fills><borders "
      "count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border>"
      "</borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" "
      "fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"1\"><xf "
      "numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
      "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" "
      "xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>" },
};

/* ---- Cells --------------------------------------------------------------- */

void column_name(char out[4], size_t column)
{
    char letters[3];
    size_t count = 0;

    for (size_t rest = column + 1; rest && count < 3; rest = (rest - 1) / 26)
        letters[count++] = (char)('A' + (rest - 1) % 26);
    for (size_t i = 0; i < count; i++)
        out[i] = letters[count - 1 - i];
    out[count] = '\0';
}

static void cell_open(Xml *x, size_t row, size_t column)
{
    char name[4], place[32];

    column_name(name, column);
    snprintf(place, sizeof place, "%s%zu", name, row + 1);
    xml_open(x, "c");
    xml_attr(x, "r", place);
}

/* As much of `s` as a cell holds. */
static Str cell_words(Str s)
{
    size_t len = s.len < MOST_LETTERS ? s.len : MOST_LETTERS;

    while (len < s.len && len && ((unsigned char)s.at[len] & 0xC0) == 0x80)
        len--;
    return str_slice(s, 0, len);
}

static void word_cell(Xml *x, size_t row, size_t column, Str words)
{
    if (!words.len)
        return;
    cell_open(x, row, column);
    xml_attr(x, "t", "inlineStr");
    xml_open(x, "is");
    xml_open(x, "t");
    xml_attr(x, "xml:space", "preserve");
    xml_text(x, cell_words(words));
    xml_close(x);
    xml_close(x);
    xml_close(x);
}

static void number_cell(Xml *x, size_t row, size_t column, double value)
{
    if (!isfinite(value))
        return;
    cell_open(x, row, column);
    xml_open(x, "v");
    xml_number(x, value);
    xml_close(x);
    xml_close(x);
}

/* ---- The sheet ----------------------------------------------------------- */

/* Groups and categories stand before the series. */
static size_t first_series(const NativeChart *c)
{
    return c->groups ? 2 : 1;
}

/* Where points stand and how large they are, after the series. */
static size_t after_series(const NativeChart *c)
{
    return 1 + c->series_count;
}

static void head_row(Xml *x, const NativeChart *c)
{
    xml_open(x, "row");
    xml_attr_int(x, "r", 1);
    for (size_t s = 0; s < c->series_count; s++)
        word_cell(x, 0, first_series(c) + s, c->series[s].name);
    if (c->x_values)
        word_cell(x, 0, after_series(c), STR("x"));
    if (c->sizes)
        word_cell(x, 0, after_series(c) + 1, STR("size"));
    xml_close(x);
}

static void body_row(Xml *x, const NativeChart *c, size_t i)
{
    size_t row = i + 1;

    xml_open(x, "row");
    xml_attr_int(x, "r", (long)row + 1);
    if (c->groups && (i == 0 || !str_equal(c->groups[i], c->groups[i - 1])))
        word_cell(x, row, 0, c->groups[i]);
    word_cell(x, row, first_series(c) - 1, c->categories[i]);
    for (size_t s = 0; s < c->series_count; s++)
        number_cell(x, row, first_series(c) + s, c->series[s].values[i]);
    if (c->x_values)
        number_cell(x, row, after_series(c), c->x_values[i]);
    if (c->sizes)
        number_cell(x, row, after_series(c) + 1, c->sizes[i]);
    xml_close(x);
}

static bool sheet_write(const NativeChart *c, Buf *out)
{
    Xml x;

    xml_begin(&x, out);
    xml_open(&x, "worksheet");
    xml_attr(&x, "xmlns", NS_S);
    xml_open(&x, "sheetData");
    head_row(&x, c);
    for (size_t i = 0; i < c->category_count; i++)
        body_row(&x, c, i);
    xml_close(&x);
    xml_close(&x);
    return xml_end(&x);
}

bool workbook_write(Env *env, Deflater *deflater, const NativeChart *c,
                    Buf *out)
{
    Archive z;
    Buf sheet = { 0 };
    ArenaMark mark = arena_save(env->scratch);
    bool ok = c->category_count < MOST_ROWS && sheet_write(c, &sheet);

    archive_begin(&z, env->scratch, deflater, out);
    for (size_t i = 0; i < COUNT_OF(FIXED); i++)
        archive_add(&z, str_of(FIXED[i].path), str_of(FIXED[i].text), false);
    archive_add(&z, STR("xl/worksheets/sheet1.xml"), buf_str(&sheet), false);
    ok &= archive_end(&z);
    buf_free(&sheet);
    arena_rewind(env->scratch, mark);
    if (!ok)
        diag_error(env->diags, (Span){ 0 },
                   "the workbook of a chart could not be made")
            ->fault = FAULT_FILE;
    return ok;
}
