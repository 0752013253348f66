/* options.c - the command line read. */

#include "app/app.h"

#include "locale/locale.h"

#include <getopt.h>
#include <stdlib.h>

enum { /* long options without a letter */
       OPTION_AGENCY = 256,
       OPTION_FORMAT,
       OPTION_SET,
       OPTION_LOCALE,
       OPTION_DATE,
       OPTION_STRICT,
       OPTION_DIAGNOSTICS,
       OPTION_DOCX_EMBED_FONTS,
       OPTION_DOCX_UPDATE_FIELDS,
       OPTION_HANDOUT,
       OPTION_EXPLAIN,
       OPTION_FIND,
       OPTION_ONLY,
       OPTION_REFERENCE,
       OPTION_VERSION
};

static const struct option LONG_OPTIONS[] = {
    { "template", required_argument, NULL, 't' },
    { "output", required_argument, NULL, 'o' },
    { "agency", required_argument, NULL, OPTION_AGENCY },
    { "format", required_argument, NULL, OPTION_FORMAT },
    { "set", required_argument, NULL, OPTION_SET },
    { "locale", required_argument, NULL, OPTION_LOCALE },
    { "date", required_argument, NULL, OPTION_DATE },
    { "strict", no_argument, NULL, OPTION_STRICT },
    { "diagnostics", required_argument, NULL, OPTION_DIAGNOSTICS },
    { "docx-embed-fonts", no_argument, NULL, OPTION_DOCX_EMBED_FONTS },
    { "docx-update-fields", no_argument, NULL, OPTION_DOCX_UPDATE_FIELDS },
    { "handout", required_argument, NULL, OPTION_HANDOUT },
    { "explain", optional_argument, NULL, OPTION_EXPLAIN },
    { "find", required_argument, NULL, OPTION_FIND },
    { "only", required_argument, NULL, OPTION_ONLY },
    { "reference", required_argument, NULL, OPTION_REFERENCE },
    { "verbose", no_argument, NULL, 'v' },
    { "quiet", no_argument, NULL, 'q' },
    { "help", no_argument, NULL, 'h' },
    { "version", no_argument, NULL, OPTION_VERSION },
    { NULL, 0, NULL, 0 },
};

PRINTF_LIKE(2, 3)
static Diag *usage_error(Env *env, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    Str message = str_vformat(env->arena, fmt, args);
    va_end(args);

    Diag *d = diag_error(env->diags, (Span){ 0 }, "%.*s", STR_ARG(message));
    d->fault = FAULT_USAGE;
    d->code = "usage";
    return d;
}

static void unknown_option(Env *env, const char *written)
{
    Str names[COUNT_OF(LONG_OPTIONS) - 1];
    for (size_t i = 0; i < COUNT_OF(names); i++)
        names[i] = str_of(LONG_OPTIONS[i].name);

    Str word = str_of(written);
    Str name =
        str_starts(word, STR("--")) ? str_slice(word, 2, word.len) : word;
    name = str_slice(name, 0, str_find(name, STR("=")));
    Str nearest = str_nearest(name, names, COUNT_OF(names));
    Diag *d = usage_error(env, "unknown option '%s'", written);
    d->hint = nearest.len ? str_format(env->arena, "did you mean '--%.*s'?",
                                       STR_ARG(nearest))
                          : STR("'reportgen --help' lists the options");
}

static bool set_date(Env *env, Str text)
{
    Date date;

    if (!date_parse(text, &date) || text.len != 10) {
        usage_error(env, "--date wants a day as 2026-10-04, found '%.*s'",
                    STR_ARG(text));
        return false;
    }
    env->date = str_copy(env->arena, text);
    return true;
}

/* SOURCE_DATE_EPOCH: seconds since 1970, for builds that can be repeated. */
static bool date_from_environment(Env *env)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");

    if (!text || !*text)
        return true;
    char *end;
    long long seconds = strtoll(text, &end, 10);
    if (*end || seconds < 0 || seconds > 253402300799LL) {
        usage_error(env, "SOURCE_DATE_EPOCH wants seconds, found '%s'", text);
        return false;
    }
    env->date = date_iso(env->arena, date_of_days((int32_t)(seconds / 86400)));
    return true;
}

static bool set_diagnostics(Env *env, CommandLine *o, const char *how)
{
    o->json_diagnostics = strcmp(how, "json") == 0;
    if (o->json_diagnostics || strcmp(how, "human") == 0)
        return true;
    usage_error(env, "--diagnostics wants 'human' or 'json', found '%s'", how);
    return false;
}

static bool set_format(Env *env, CommandLine *o, const char *name)
{
    bool is_form = o->command == COMMAND_EXPLAIN &&
                   (strcmp(name, "json") == 0 || strcmp(name, "text") == 0);

    if (!writer_find(str_of(name)) && !is_form) {
        StrList names = { 0 };
        for (const Writer *w = WRITERS; w->name; w++)
            *list_add(env->arena, &names) = str_of(w->name);
        Str all = str_join(env->arena, names.at, names.len, STR(", "));
        usage_error(env, "unknown format '%s'", name)->hint =
            str_format(env->arena, "formats are %.*s", STR_ARG(all));
        return false;
    }
    o->format = str_of(name);
    return true;
}

static bool set_reference(Env *env, CommandLine *o, const char *path)
{
    if (reference_add(env, &o->job, str_of(path)))
        return true;
    usage_error(env,
                "--reference wants a Word document (.docx, .dotx) or a "
                "presentation (.pptx, .potx), found '%s'",
                path);
    return false;
}

/* One option with its argument; false if reported. */
static bool option_apply(Env *env, CommandLine *o, int option, char *written)
{
    switch (option) {
    case 't':
        o->job.template_name = str_of(optarg);
        return true;
    case 'o':
        *list_add(env->arena, &o->outputs) = str_of(optarg);
        return true;
    case 'v':
        o->voice = VOICE_VERBOSE;
        env->verbose = true;
        return true;
    case 'q':
        o->voice = VOICE_QUIET;
        return true;
    case 'h':
        o->command = COMMAND_HELP;
        return true;
    case OPTION_VERSION:
        o->command = COMMAND_VERSION;
        return true;
    case OPTION_AGENCY:
        o->job.agency_name = str_of(optarg);
        o->has_agency = true;
        return true;
    case OPTION_FORMAT:
        return set_format(env, o, optarg);
    case OPTION_SET:
        *list_add(env->arena, &o->job.inputs.sets) = str_of(optarg);
        return true;
    case OPTION_LOCALE:
        o->job.locale = str_of(optarg);
        return true;
    case OPTION_DATE:
        return set_date(env, str_of(optarg));
    case OPTION_STRICT:
        o->job.strict = true;
        return true;
    case OPTION_DIAGNOSTICS:
        return set_diagnostics(env, o, optarg);
    case OPTION_DOCX_EMBED_FONTS:
        o->how.docx.embed_fonts = true;
        return true;
    case OPTION_DOCX_UPDATE_FIELDS:
        o->how.docx.update_fields = true;
        return true;
    case OPTION_HANDOUT:
        if (handout_read(optarg, &o->how))
            return true;
        usage_error(env, "--handout wants 2, 3 or 6 slides to a page, not '%s'",
                    optarg);
        return false;
    case OPTION_EXPLAIN:
        o->job.explain = true;
        o->explain_path = optarg ? str_of(optarg) : STR("");
        return true;
    case OPTION_FIND:
        o->only.find = str_of(optarg);
        return true;
    case OPTION_ONLY:
        o->only.place = str_of(optarg);
        return true;
    case OPTION_REFERENCE:
        return set_reference(env, o, optarg);
    case ':':
        usage_error(env, "option '%s' wants a value", written);
        return false;
    default:
        unknown_option(env, written);
        return false;
    }
}

static Command command_of(Str word)
{
    static const struct {
        const char *word;
        Command command;
    } commands[] = {
        { "check", COMMAND_CHECK },   { "templates", COMMAND_TEMPLATES },
        { "schema", COMMAND_SCHEMA }, { "init", COMMAND_INIT },
        { "import", COMMAND_IMPORT }, { "help", COMMAND_HELP },
        { "render", COMMAND_RENDER }, { "explain", COMMAND_EXPLAIN }
    };

    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (str_is(word, commands[i].word))
            return commands[i].command;
    return COMMAND_VERSION; /* none of them */
}

static bool options_make_sense(Env *env, const CommandLine *o)
{
    bool is_agency_check = o->command == COMMAND_CHECK && o->has_agency &&
                           !o->job.template_name.len &&
                           !o->job.inputs.paths.len && !o->job.inputs.sets.len;
    bool renders = o->command == COMMAND_RENDER ||
                   o->command == COMMAND_EXPLAIN ||
                   (o->command == COMMAND_CHECK && !is_agency_check);
    size_t before = env->diags->error_count;

    if (renders && !o->job.template_name.len)
        usage_error(env, "no template given")->hint =
            STR("add --template NAME; 'reportgen templates' lists them");
    if (renders && !o->job.inputs.paths.len && !o->job.inputs.sets.len)
        usage_error(env, "no data given")->hint =
            STR("name the client's file; 'reportgen init' writes one to "
                "start from");
    if (o->command == COMMAND_IMPORT && !o->job.inputs.paths.len)
        usage_error(env, "no exports given")->hint =
            STR("name the CSV or JSON files that platforms gave");
    if (o->command == COMMAND_RENDER && !o->outputs.len)
        usage_error(env, "no output given")->hint =
            STR("add -o FILE, or -o - for standard output");
    if (o->command == COMMAND_RENDER && o->job.explain && o->outputs.len &&
        !o->explain_path.len && str_is(o->outputs.at[0], "-"))
        usage_error(env, "--explain does not know where to write")->hint =
            STR("name its file: --explain=acme.explain.json");
    if (o->command != COMMAND_EXPLAIN &&
        (o->only.find.len || o->only.place.len))
        usage_error(env, "--find and --only belong to the command 'explain'");
    if (o->command == COMMAND_SCHEMA && o->names.len != 1 &&
        !o->job.template_name.len)
        usage_error(env, "'schema' wants the name of one template");
    if (o->command == COMMAND_RENDER && !o->format.len)
        for (size_t i = 0; i < o->outputs.len; i++) {
            Str output = o->outputs.at[i];
            if (!writer_find(path_extension(output)))
                usage_error(env, "cannot tell the format of '%.*s'",
                            STR_ARG(output))
                    ->hint = STR("give it an extension such as .pdf, or add "
                                 "--format");
        }
    return env->diags->error_count == before;
}

bool options_read(Env *env, int argc, char **argv, CommandLine *out)
{
    CommandLine o = { .job.agency_name = STR("neutral") };
    int first = 1;

    *out = o;
    if (!date_from_environment(env))
        return false;
    if (argc > 1 && command_of(str_of(argv[1])) != COMMAND_VERSION) {
        o.command = command_of(str_of(argv[1]));
        first = 2;
    }
    bool names_follow =
        o.command == COMMAND_TEMPLATES || o.command == COMMAND_SCHEMA;
    bool ok = true;
    int option;
    optind = first;
    opterr = 0;
    while ((option = getopt_long(argc, argv, "-:t:o:vqh", LONG_OPTIONS,
                                 NULL)) != -1) {
        if (option == 1)
            *list_add(env->arena,
                      names_follow ? &o.names : &o.job.inputs.paths) =
                str_of(optarg);
        else
            ok &= option_apply(env, &o, option, argv[optind - 1]);
    }
    for (int i = optind; i < argc; i++) /* behind "--" */
        *list_add(env->arena, names_follow ? &o.names : &o.job.inputs.paths) =
            str_of(argv[i]);
    if (argc == 1)
        o.command = COMMAND_HELP;
    *out = o;
    return ok && options_make_sense(env, &o);
}
