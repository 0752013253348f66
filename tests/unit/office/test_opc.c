/* test_opc.c - foreign Office files: what is read, refused and copied. */

#include "office/opc_read.h"
#include "test.h"

#include <zip.h>

#define WML "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define RELS "http://schemas.openxmlformats.org/package/2006/relationships"
#define NS_W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define NS_A "http://schemas.openxmlformats.org/drawingml/2006/main"
#define NS_R                                                                   \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

typedef struct {
    const char *name;
    const char *text;
    size_t len; /* 0: up to the first zero byte; zeros, if there is no text */
} Entry;

#define TYPES_OF(main)                                                         \
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/"            \
    "content-types'><Default Extension='RELS' ContentType='application/"       \
    "vnd.openxmlformats-package.relationships+xml'/><Default Extension='png' " \
    "ContentType='image/png'/><Override PartName='/word/document.xml' "        \
    "ContentType='" main "'/><Override PartName='/word/header1.xml' "          \
    "ContentType='" WML "header+xml'/><Override PartName='/word/loop.xml' "    \
    "ContentType='" WML "header+xml'/></Types>"
#define TYPES TYPES_OF(WML "document.main+xml")
#define ROOT_RELS                                                              \
    "<Relationships xmlns='" RELS "'><Relationship Id='rId1' "                 \
    "Type='" REL_OFFICE "officeDocument' Target='word/document.xml'/>"         \
    "</Relationships>"
#define BODY "<w:document xmlns:w='" NS_W "'><w:body/></w:document>"

/* The zip of entries up to one without a name. */
static Str zip_of(Arena *a, const Entry *entries)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    zip_stat_t stat;

    zip_source_keep(source);
    for (size_t i = 0; entries[i].name; i++) {
        size_t len = entries[i].len ? entries[i].len : strlen(entries[i].text);
        char *bytes = arena_alloc(a, len + 1);
        if (entries[i].text)
            memcpy(bytes, entries[i].text, len);
        zip_source_t *body = zip_source_buffer(zip, bytes, len, 0);
        assert_true(zip_file_add(zip, entries[i].name, body, 0) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_stat(source, &stat), 0);
    assert_int_equal(zip_source_open(source), 0);
    char *out = arena_alloc(a, stat.size);
    assert_int_equal(zip_source_read(source, out, stat.size), stat.size);
    zip_source_close(source);
    zip_source_free(source);
    return (Str){ out, stat.size };
}

static Opc *opened(Env *env, const Entry *entries)
{
    return opc_open(env, env->arena, OPC_WORD, STR("house.docx"),
                    zip_of(env->arena, entries), (Span){ 0 });
}

/* The message of the only error. */
static const char *fault(Env *env)
{
    assert_int_equal(env->diags->error_count, 1);
    for (size_t i = 0; i < env->diags->list.len; i++)
        if (env->diags->list.at[i].level == DIAG_ERROR)
            return env->diags->list.at[i].message.at;
    return "";
}

static void assert_refused(const Entry *entries, const char *message)
{
    Env *env = env_new();
    Opc *o = opened(env, entries);

    assert_null(o);
    assert_string_equal(fault(env), message);
    env_free(env);
}

TEST(parts_and_relations_are_found)
{
    const Entry entries[] = {
        { "[Content_Types].xml", TYPES, 0 },
        { "_rels/.rels", ROOT_RELS, 0 },
        { "Word/Document.xml", BODY, 0 },
        { "word/_rels/document.xml.rels",
          "<Relationships xmlns='" RELS "'>"
          "<Relationship Id='a' Type='" REL_OFFICE
          "header' Target='/word/header1.xml'/>"
          "<Relationship Id='b' Type='" REL_OFFICE
          "image' Target='./media/a%20b.png'/>"
          "<Relationship Id='c' Type='" REL_OFFICE
          "hyperlink' TargetMode='External' Target='https://a.b/'/>"
          "<Relationship Id='d' Type='" REL_OFFICE
          "styles' Target='styles.xml'/></Relationships>",
          0 },
        { "word/header1.xml", "<w:hdr xmlns:w='" NS_W "'/>", 0 },
        { "word/media/a b.png", "picture", 0 },
        { NULL, NULL, 0 },
    };
    Env *env = env_new();
    Opc *o = opened(env, entries);
    Str bytes;

    assert_non_null(o);
    assert_string_equal(o->main->path.at, "Word/Document.xml");
    assert_false(o->is_template);
    OpcPart *header = opc_related(o, o->main, REL_OFFICE "header");
    assert_non_null(header);
    assert_string_equal(header->content_type.at, WML "header+xml");
    OpcPart *image = opc_related(o, o->main, REL_OFFICE "image");
    assert_true(image && opc_bytes(o, image, &bytes));
    assert_true(str_is(bytes, "picture"));
    const OpcRelation *link = opc_relation(o, o->main, STR("c"));
    assert_true(link && !link->to && !link->is_missing);
    assert_true(str_is(link->url, "https://a.b/"));
    assert_null(opc_related(o, o->main, REL_OFFICE "settings"));
    assert_false(o->refused);
    assert_null(opc_related(o, o->main, REL_OFFICE "styles"));
    assert_string_equal(fault(env),
                        "'house.docx': Word/Document.xml: refers to "
                        "'styles.xml', which is not in the file");
    opc_close(o);
    env_free(env);
}

TEST(templates_and_wrong_kinds_are_told_apart)
{
    Entry entries[] = {
        { "[Content_Types].xml", TYPES_OF(WML "template.main+xml"), 0 },
        { "_rels/.rels", ROOT_RELS, 0 },
        { "word/document.xml", BODY, 0 },
        { NULL, NULL, 0 },
    };
    Env *env = env_new();
    Opc *o = opened(env, entries);

    assert_true(o && o->is_template);
    opc_close(o);
    env_free(env);
    entries[0].text = TYPES_OF("application/vnd.openxmlformats-officedocument."
                               "presentationml.presentation.main+xml");
    assert_refused(entries, "'house.docx': word/document.xml: is not a Word "
                            "document (.docx or .dotx)");
    entries[0].text =
        TYPES_OF("application/vnd.ms-word.document.macroEnabled.main+xml");
    assert_refused(entries, "'house.docx': word/document.xml: holds macros, "
                            "which are not taken");
    entries[0].text = TYPES;
    entries[1].text =
        "<Relationships xmlns='" RELS "'><Relationship Id='rId1' "
        "Type='http://purl.oclc.org/ooxml/officeDocument/relationships/"
        "officeDocument' Target='word/document.xml'/></Relationships>";
    assert_refused(entries, "'house.docx': is saved as Strict Open XML, which "
                            "is not read");
}

TEST(files_that_are_none_are_refused)
{
    const struct {
        Str bytes;
        const char *message;
    } cases[] = {
        { STR("no zip at all"), "'house.docx': is not a Word document (.docx "
                                "or .dotx), or is damaged: Not a zip archive" },
        { STR(""), "'house.docx': is empty" },
        { STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
          "'house.docx': is protected by a password, or of the format before "
          "2007" },
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Env *env = env_new();
        assert_null(opc_open(env, env->arena, OPC_WORD, STR("house.docx"),
                             cases[i].bytes, (Span){ 0 }));
        assert_string_equal(fault(env), cases[i].message);
        env_free(env);
    }
}

static const Entry PLAIN[] = {
    { "[Content_Types].xml", TYPES, 0 },
    { "_rels/.rels", ROOT_RELS, 0 },
    { "word/document.xml", BODY, 0 },
    { NULL, NULL, 0 },
};

TEST(every_truncation_is_refused)
{
    Env *whole = env_new();
    Str bytes = zip_of(whole->arena, PLAIN);

    for (size_t len = 0; len < bytes.len; len++) {
        Env *env = env_new();
        Opc *o = opc_open(env, env->arena, OPC_WORD, STR("house.docx"),
                          str_slice(bytes, 0, len), (Span){ 0 });
        assert_null(o);
        assert_true(env->diags->error_count == 1);
        env_free(env);
    }
    env_free(whole);
}

/* What a damaged byte anywhere does: refused or read, never a crash. */
TEST(damaged_bytes_do_no_harm)
{
    Env *whole = env_new();
    Str bytes = zip_of(whole->arena, PLAIN);
    size_t refused = 0;

    for (size_t i = 0; i < bytes.len; i++) {
        Env *env = env_new();
        char *damaged = arena_alloc(env->arena, bytes.len);
        memcpy(damaged, bytes.at, bytes.len);
        damaged[i] = (char)(damaged[i] ^ 0x55);
        Opc *o = opc_open(env, env->arena, OPC_WORD, STR("house.docx"),
                          (Str){ damaged, bytes.len }, (Span){ 0 });
        bool ok = o && opc_tree(o, o->main);
        assert_int_equal(ok, env->diags->error_count == 0);
        refused += !ok;
        opc_close(o);
        env_free(env);
    }
    assert_true(refused > bytes.len / 2);
    env_free(whole);
}

TEST(missing_parts_are_named)
{
    const Entry none[] = { { "readme.txt", "hello", 0 }, { NULL, NULL, 0 } };
    const Entry no_rels[] = { { "[Content_Types].xml", TYPES, 0 },
                              { NULL, NULL, 0 } };
    const Entry no_main[] = { { "[Content_Types].xml", TYPES, 0 },
                              { "_rels/.rels", ROOT_RELS, 0 },
                              { NULL, NULL, 0 } };

    assert_refused(none, "'house.docx': is no Office file: the zip has no "
                         "[Content_Types].xml");
    assert_refused(no_rels, "'house.docx': is not a Word document (.docx or "
                            ".dotx): it has no main part");
    assert_refused(no_main, "'house.docx': refers to 'word/document.xml', "
                            "which is not in the file");
}

TEST(relations_may_not_leave_the_file)
{
    const Entry entries[] = {
        { "[Content_Types].xml", TYPES, 0 },
        { "_rels/.rels",
          "<Relationships xmlns='" RELS "'><Relationship Id='rId1' "
          "Type='" REL_OFFICE "officeDocument' "
          "Target='word/../../etc/passwd'/></Relationships>",
          0 },
        { NULL, NULL, 0 },
    };

    assert_refused(entries, "'house.docx': refers to 'word/../../etc/passwd', "
                            "which lies outside of the file");
}

TEST(bombs_are_refused)
{
    const Entry bomb[] = {
        { "[Content_Types].xml", TYPES, 0 },
        { "word/document.xml", NULL, (size_t)8 << 20 },
        { NULL, NULL, 0 },
    };
    const Entry twice[] = {
        { "[Content_Types].xml", TYPES, 0 },
        { "word/document.xml", BODY, 0 },
        { "word/DOCUMENT.xml", BODY, 0 },
        { NULL, NULL, 0 },
    };

    assert_refused(bomb, "'house.docx': word/document.xml: packed more than "
                         "200 times smaller, as a zip bomb is");
    assert_refused(twice, "'house.docx': word/DOCUMENT.xml: stands in the zip "
                          "twice");
}

TEST(limits_hold)
{
    const struct {
        size_t Limits_field; /* offset in Limits */
        size_t value;
        const char *message;
    } cases[] = {
        { offsetof(Limits, package_entries), 2,
          "'house.docx': more than 2 entries" },
        { offsetof(Limits, package_bytes), 900,
          "'house.docx': more than 900 bytes when unpacked" },
        { offsetof(Limits, package_xml_bytes), 100,
          "'house.docx': [Content_Types].xml: more than 100 bytes of XML in "
          "one part" },
        { offsetof(Limits, depth), 0,
          "'house.docx': [Content_Types].xml: more than 0 elements within "
          "each other" },
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Env *env = env_new();
        memcpy((char *)&env->limits + cases[i].Limits_field, &cases[i].value,
               sizeof(size_t));
        assert_null(opened(env, PLAIN));
        assert_string_equal(fault(env), cases[i].message);
        assert_int_equal(env->diags->list.at[0].fault, FAULT_LIMIT);
        env_free(env);
    }
}

TEST(doctypes_are_refused)
{
    const Str bodies[] = {
        STR("<!DOCTYPE w:document SYSTEM 'http://a.b/c.dtd'>" BODY),
        STR("<!DOCTYPE x [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><x>&b;"
            "</x>"),
        STR("\xFF\xFE<\0!\0D\0O\0C\0T\0Y\0P\0E\0 \0x\0>\0<\0x\0/\0>\0"),
    };

    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        const Entry entries[] = {
            { "[Content_Types].xml", TYPES, 0 },
            { "_rels/.rels", ROOT_RELS, 0 },
            { "word/document.xml", bodies[i].at, bodies[i].len },
            { NULL, NULL, 0 },
        };
        Env *env = env_new();
        Opc *o = opened(env, entries);
        assert_non_null(o);
        assert_null(opc_tree(o, o->main));
        assert_string_equal(fault(env),
                            "'house.docx': word/document.xml: has a "
                            "document type (DTD), which no Office program "
                            "writes");
        opc_close(o);
        env_free(env);
    }
}

/* ---- Copying ------------------------------------------------------------- */

#define HEADER                                                                 \
    "<w:hdr xmlns:w='" NS_W "' xmlns:r='" NS_R "' xmlns:a='" NS_A "'><w:p>"    \
    "<w:r><w:drawing><a:blip r:embed='rId7'/></w:drawing></w:r>"               \
    "<w:r><w:drawing><a:blip r:link='rId8'/></w:drawing></w:r>"                \
    "<w:hyperlink r:id='x'><w:r/></w:hyperlink>"                               \
    "<w:r><w:object r:id='ole'/></w:r></w:p></w:hdr>"

static const Entry RICH[] = {
    { "[Content_Types].xml", TYPES, 0 },
    { "_rels/.rels", ROOT_RELS, 0 },
    { "word/document.xml", BODY, 0 },
    { "word/_rels/document.xml.rels",
      "<Relationships xmlns='" RELS "'><Relationship Id='h' Type='" REL_OFFICE
      "header' Target='header1.xml'/></Relationships>",
      0 },
    { "word/header1.xml", HEADER, 0 },
    { "word/_rels/header1.xml.rels",
      "<Relationships xmlns='" RELS "'>"
      "<Relationship Id='rId7' Type='" REL_OFFICE
      "image' Target='media/logo.png'/>"
      "<Relationship Id='rId8' Type='" REL_OFFICE
      "image' TargetMode='External' Target='file:///secret.png'/>"
      "<Relationship Id='x' Type='" REL_OFFICE
      "hyperlink' TargetMode='External' Target='https://a.b/'/>"
      "<Relationship Id='loop' Type='http://a.b/loop' Target='loop.xml'/>"
      "<Relationship Id='unused' Type='" REL_OFFICE
      "image' Target='media/unused.png'/>"
      "<Relationship Id='ole' Type='" REL_OFFICE
      "oleObject' Target='media/unused.png'/></Relationships>",
      0 },
    { "word/loop.xml", "<a/>", 0 },
    { "word/_rels/loop.xml.rels",
      "<Relationships xmlns='" RELS "'><Relationship Id='back' "
      "Type='http://a.b/loop' Target='header1.xml'/></Relationships>",
      0 },
    { "word/media/logo.png", "logo", 0 },
    { "word/media/unused.png", "unused", 0 },
    { NULL, NULL, 0 },
};

static const Relation *relation(const Part *part, const char *id)
{
    for (size_t i = 0; i < part->relations.len; i++)
        if (str_is(part->relations.at[i].id, id))
            return &part->relations.at[i];
    return NULL;
}

TEST(a_part_is_copied_with_what_it_refers_to)
{
    Env *env = env_new();
    Opc *o = opened(env, RICH);
    Package p;
    package_begin(env, env->arena, ARCHIVE_QUICK, &p);
    OpcCopy c = { .from = o, .to = &p };

    part_add(&p, STR("word/media/LOGO.png"), NULL);
    OpcPart *header = opc_related(o, o->main, REL_OFFICE "header");
    Part *copy = opc_copy(&c, header);
    assert_non_null(copy);
    assert_ptr_equal(opc_copy(&c, header), copy);
    assert_int_equal(p.parts.len, 4); /* ours, header, logo, loop */
    assert_string_equal(relation(copy, "rId7")->target.at, "media/logo_2.png");
    assert_true(str_is(relation(copy, "x")->target, "https://a.b/"));
    assert_true(relation(copy, "x")->is_external);
    assert_null(relation(copy, "rId8"));
    assert_null(relation(copy, "ole"));
    assert_null(relation(copy, "unused"));
    Part *loop = part_find(&p, STR("word/loop.xml"));
    assert_string_equal(relation(loop, "back")->target.at, "header1.xml");
    Str body = buf_str(&copy->body);
    assert_true(str_find(body, STR("rId7")) < body.len);
    assert_int_equal(str_find(body, STR("rId8")), body.len);
    assert_int_equal(str_find(body, STR("ole")), body.len);
    assert_int_equal(env->diags->warning_count, 2);
    assert_string_equal(env->diags->list.at[0].message.at,
                        "'house.docx': word/header1.xml: 'file:///secret.png' "
                        "(image) is left out: it is not in the file");
    assert_int_equal(part_link(&p, copy, STR("https://c.d/")), 8);
    package_end(&p);
    opc_close(o);
    env_free(env);
}

TEST(what_is_copied_can_be_read_again)
{
    Env *env = env_new();
    Opc *o = opened(env, RICH);
    Package p;
    Buf out = { 0 };
    Str bytes;
    package_begin(env, env->arena, ARCHIVE_QUICK, &p);
    OpcCopy c = { .from = o, .to = &p };

    Part *main = opc_copy(&c, o->main);
    assert_non_null(main);
    part_relate(&p, &p.root, REL_OFFICE "officeDocument", main);
    assert_true(package_write(&p, &out));
    Opc *again = opc_open(env, env->arena, OPC_WORD, STR("again.docx"),
                          buf_str(&out), (Span){ 0 });
    assert_non_null(again);
    assert_true(opc_bytes(again, again->main, &bytes));
    assert_true(str_is(bytes, BODY));
    opc_close(again);
    buf_free(&out);
    package_end(&p);
    opc_close(o);
    env_free(env);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(parts_and_relations_are_found),
        RUN(templates_and_wrong_kinds_are_told_apart),
        RUN(files_that_are_none_are_refused),
        RUN(every_truncation_is_refused),
        RUN(damaged_bytes_do_no_harm),
        RUN(missing_parts_are_named),
        RUN(relations_may_not_leave_the_file),
        RUN(bombs_are_refused),
        RUN(limits_hold),
        RUN(doctypes_are_refused),
        RUN(a_part_is_copied_with_what_it_refers_to),
        RUN(what_is_copied_can_be_read_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
