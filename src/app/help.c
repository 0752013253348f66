/* help.c - what --help prints. */

#include "app/app.h"

#include <stdio.h>

void help_print(void)
{
    fputs(
        "reportgen - client data and a template into a finished report\n"
        "\n"
        "usage: reportgen --template NAME DATA... -o OUTPUT\n"
        "       reportgen check --template NAME DATA...   all but the writing\n"
        "       reportgen explain --template NAME DATA... where its numbers "
        "come from\n"
        "       reportgen templates [NAME]                what there is; what "
        "one needs\n"
        "       reportgen schema NAME                     JSON Schema of its "
        "data\n"
        "       reportgen init [-o client.yaml]           a client file to "
        "start from\n"
        "       reportgen import EXPORT... [-o client.yaml]   one that reads "
        "exports\n"
        "\n"
        "examples:\n"
        "  reportgen --template quarterly client.json -o acme.pdf\n"
        "  reportgen -t monthly --agency northwind client.yaml october.yaml -o "
        "acme.pdf\n"
        "  curl -s https://example.com/acme.json | reportgen -t quarterly - "
        "--set report.status=final -o - > acme.pdf\n"
        "\n"
        "options:\n"
        "  -t, --template NAME|PATH  a template by name, or a file of your "
        "own\n"
        "  -o, --output FILE         '-' is standard output; may be given "
        "again for\n"
        "                            another format of the same report\n"
        "      --format NAME         instead of the output's extension:\n",
        stdout);
    for (const Writer *w = WRITERS; w->name; w++)
        printf("                              %-7s %s\n", w->name, w->help);
    fputs(
        "      --agency NAME|DIR     whose brand it wears (default: neutral)\n"
        "      --reference FILE      a Word document or presentation of the "
        "house whose\n"
        "                            styles or masters are taken\n"
        "      --set PATH=TEXT       set one value of the data to a text\n"
        "      --set PATH:=JSON      or to any JSON value\n"
        "      --locale TAG          language and region, as en-GB or de-DE\n"
        "      --date DAY            the day of the report, as 2026-10-04\n"
        "      --strict              warnings and missing data are errors\n"
        "      --diagnostics HOW     human (default) or json, one object a "
        "line\n"
        "      --docx-embed-fonts    the agency's fonts into the Word "
        "document\n"
        "      --docx-update-fields  Word asks on opening whether to update\n"
        "      --handout N           slides as a PDF to print, 2, 3 or 6 to a "
        "page,\n"
        "                            with what the speaker says\n"
        "      --explain[=FILE]      beside the output, where its numbers come "
        "from, as\n"
        "                            JSON (acme.pdf: acme.explain.json)\n"
        "      --find TEXT           explain: the numbers printed so, as 4.31\n"
        "      --only ID|PAGE        explain: those of a block or a page\n"
        "  -v, --verbose             also say what was left out, chosen and "
        "mended\n"
        "  -q, --quiet               errors alone\n"
        "      --version\n"
        "  -h, --help\n"
        "\n"
        "DATA is JSON or YAML; several files are merged in order; '-' is "
        "standard\n"
        "input.  Exit status: 0 done, 1 data or template at fault, 2 usage,\n"
        "3 warnings under --strict, 4 cannot read or write, 5 standard not "
        "met,\n"
        "7 a limit reached, 70 a bug.  The manual: docs/manual.md, man "
        "reportgen.\n",
        stdout);
}
