"""The command line as users meet it."""
import json
import os
import re
import shutil
import subprocess
import tempfile

from tool import run_program

QUARTERLY = ["--template", "quarterly", "samples/client.json"]


def expect(condition, text=""):
    if not condition:
        raise AssertionError(text)


def help_has_three_examples(setup):
    status, out, _ = run_program(setup, ["--help"])
    text = out.decode()
    expect(status == 0 and text.count("\n  reportgen -") + text.count("\n  curl") >= 3, text)


def version_is_printed(setup):
    status, out, _ = run_program(setup, ["--version"])
    expect(status == 0 and out.startswith(b"reportgen "), out)


def no_arguments_is_help(setup):
    status, out, _ = run_program(setup, [])
    expect(status == 0 and b"usage:" in out, out)


def templates_are_listed(setup):
    status, out, err = run_program(setup, ["templates"])
    expect(status == 0 and b"quarterly" in out and b"monthly" in out, out.decode() + err)


def one_template_is_described(setup):
    status, out, err = run_program(setup, ["templates", "quarterly"])
    expect(status == 0 and b"needs:" in out and b"section" in out, out.decode() + err)


def schema_is_draft_07(setup):
    status, out, err = run_program(setup, ["schema", "quarterly"])
    expect(status == 0, err)
    schema = json.loads(out)
    expect(schema["$schema"].startswith("http://json-schema.org/draft-07/"), schema["$schema"])
    expect({"client", "report"} <= set(schema["properties"]), list(schema["properties"]))


def init_gives_a_file_that_renders(setup):
    with tempfile.TemporaryDirectory() as temp:
        status, _, err = run_program(setup, ["init", "-o", "acme.yaml"], cwd=temp)
        expect(status == 0, err)
        with open(os.path.join(temp, "acme.yaml"), encoding="utf-8") as f:
            first = f.readline()
        expect(first.startswith("# yaml-language-server: $schema=acme.schema.json"), first)
        with open(os.path.join(temp, "acme.schema.json"), encoding="utf-8") as f:
            json.load(f)
        status, _, err = run_program(setup, ["-t", "quarterly", "acme.yaml", "-o", "acme.pdf"],
                                     cwd=temp)
        expect(status == 0, err)
        status, _, err = run_program(setup, ["init", "-o", "acme.yaml"], cwd=temp)
        expect(status == 4 and "there already" in err, err)


# What `import` recognises each file of tests/csv as; None has no dates.
IMPORTED = {
    "amazon.csv": "amazon", "apple-search.csv": "apple-search", "ga4-de.csv": "ga4",
    "ga4-run-report.json": "ga4-api", "ga4.csv": "ga4", "google-ads-api.csv": "google-ads-api",
    "google-ads-campaign.csv": "google-ads", "google-ads-excel.csv": "google-ads",
    "google-ads-auction.csv": "google-ads-auction", "google-ads-landing.csv": "google-ads",
    "google-ads-shares.csv": "google-ads", "linkedin-api.csv": "linkedin-api",
    "linkedin.csv": "linkedin", "meta-actions.csv": "meta-actions", "meta-api.csv": "meta-api",
    "meta-de.csv": "meta",
    "meta-es.csv": "meta", "meta-pt.csv": "meta", "meta-th.csv": "meta",
    "meta-total-row.csv": "meta", "meta-vi.csv": "meta", "microsoft.csv": "microsoft",
    "pinterest.csv": "pinterest", "reddit.csv": "reddit", "search-console-dates.csv":
    "search-console", "search-console-queries.csv": None, "snapchat.csv": "snapchat",
    "tiktok.csv": "tiktok", "tv-plan-months.csv": "tv-plan",
    "universal-analytics.csv": "universal-analytics", "youtube-studio.csv": None,
}


def import_gives_a_file_that_renders(setup):
    source = os.path.join(setup.root, "tests/csv")
    for name, preset in IMPORTED.items():
        with tempfile.TemporaryDirectory() as temp:
            shutil.copy(os.path.join(source, name), temp)
            status, out, err = run_program(setup, ["import", name, "-o", "acme.yaml"], cwd=temp)
            if not preset:
                expect(status == 1 and "has no dates" in err and os.listdir(temp) == [name], err)
                continue
            expect(status == 0 and out.startswith(name.encode() + b": "), err)
            with open(os.path.join(temp, "acme.yaml"), encoding="utf-8") as f:
                text = f.read()
            expect(f"\n    preset: {preset}\n" in text, text)
            status, _, err = run_program(setup, ["check", "-t", "monthly", "acme.yaml"], cwd=temp)
            expect(status == 0, f"{name}: {err}")


def import_joins_exports_and_says_what_it_did(setup):
    with tempfile.TemporaryDirectory() as temp:
        for name in ("meta_ads_campaigns_daily.csv", "google_ads_day_report.csv"):
            shutil.copy(os.path.join(setup.root, "samples/open", name), temp)
        names = sorted(os.listdir(temp))
        status, out, err = run_program(setup, ["import", *names], cwd=temp)
        text = out.decode()
        expect(status == 0, err)
        expect("Google Ads, 96 rows" in text and "Meta Ads Manager, 107 rows" in text, text)
        expect("skipped: 2 lines above the header" in text, text)
        expect("check: other conversions that are not read: On-Facebook Purchases" in text, text)
        with open(os.path.join(temp, "client.yaml"), encoding="utf-8") as f:
            client = f.read()
        expect("currency: USD   # found" in client, client)
        expect("period: { from: 2021-03-19, to: 2021-04-22 }" in client, client)
        expect('spend: { from: "Amount Spent (USD)", type: money }' in client, client)
        status, out, err = run_program(setup, ["-t", "monthly", "client.yaml", "--format",
                                               "model", "-o", "-"], cwd=temp)
        expect(status == 0 and b"Meta" in out and b"Google Ads" in out, err)
        status, _, err = run_program(setup, ["import", *names], cwd=temp)
        expect(status == 4 and "there already" in err, err)


def import_says_the_currency_of_exports_that_do_not(setup):
    with tempfile.TemporaryDirectory() as temp:
        names = ["linkedin-api.csv", "meta-total-row.csv"]
        for name in names:
            shutil.copy(os.path.join(setup.root, "tests/csv", name), temp)
        status, out, err = run_program(setup, ["import", *names], cwd=temp)
        expect(status == 0, err)
        expect(b"does not say its currency; taken to be USD" in out, out)
        expect(b"a row speaks of several days" in out, out)
        status, _, err = run_program(setup, ["check", "-t", "monthly", "client.yaml"], cwd=temp)
        expect(status == 0, err)


def import_takes_the_currency_of_signs(setup):
    with tempfile.TemporaryDirectory() as temp:
        shutil.copy(os.path.join(setup.root, "tests/csv/amazon.csv"), temp)
        status, out, err = run_program(setup, ["import", "amazon.csv"], cwd=temp)
        expect(status == 0 and b"its currency is said by a sign alone; taken to be USD" in out, f"{out}{err}")
        with open(os.path.join(temp, "client.yaml"), encoding="utf-8") as f:
            expect('currency: { value: "USD" }   # check: by the sign' in f.read(), "in the mapping")


def import_leaves_what_is_ambiguous_to_people(setup):
    with tempfile.TemporaryDirectory() as temp:
        with open(os.path.join(temp, "a.csv"), "w", encoding="utf-8") as f:
            f.write("Date,Channel,Clicks,Cost\n09/01/2026,Search,12,5.5\n10/01/2026,TV,9,4\n")
        status, out, err = run_program(setup, ["import", "a.csv"], cwd=temp)
        expect(status == 0 and b"check: '09/01/2026' is 2026-01-09 or 2026-09-01" in out, err)
        args = ["check", "-t", "monthly", "client.yaml", "--set", "report.period=2026-09"]
        status, _, err = run_program(setup, args, cwd=temp)
        expect(status == 1 and "09/01/2026" in err, err)
        path = os.path.join(temp, "client.yaml")
        with open(path, encoding="utf-8") as f:
            text = f.read()
        with open(path, "w", encoding="utf-8") as f:
            f.write(text.replace("    columns:", "    date_format: mdy\n    columns:"))
        status, _, err = run_program(setup, args, cwd=temp)
        expect(status == 0, err)


def import_says_when_no_measure_was_found(setup):
    with tempfile.TemporaryDirectory() as temp:
        with open(os.path.join(temp, "a.csv"), "w", encoding="utf-8") as f:
            f.write("Date,y\n2026-09-01,12\n2026-10-01,9\n")
        status, out, err = run_program(setup, ["import", "a.csv"], cwd=temp)
        expect(status == 0 and b'no column has the name of a measure; name one, such as revenue: { from: "y"' in out,
               f"{out}{err}")


def import_refuses_what_it_cannot_use(setup):
    with tempfile.TemporaryDirectory() as temp:
        with open(os.path.join(temp, "a.csv"), "w", encoding="utf-8") as f:
            f.write("Name,Value\nx,1\n")
        for args, status, message in ((["a.csv"], 1, "has no table with dates"),
                                      (["b.csv"], 4, "cannot find"),
                                      (["a.csv", "-o", "none/c.yaml"], 4, "not below the folder"),
                                      (["a.csv", "-o", "none/c.yaml"], 4, "beside its exports: -o client.yaml"),
                                      ([], 2, "no exports given")):
            found, _, err = run_program(setup, ["import", *args], cwd=temp)
            expect(found == status and message in err, f"{found}: {err}")
        expect(os.listdir(temp) == ["a.csv"], os.listdir(temp))


def standard_input_and_output(setup):
    with open(os.path.join(setup.root, "samples/client.json"), "rb") as f:
        data = f.read()
    status, out, err = run_program(setup, ["-t", "quarterly", "-", "--format", "pdf", "-o", "-"],
                                   stdin=data)
    expect(status == 0 and out.startswith(b"%PDF-1.7"), err)


def json_and_yaml_give_the_same_report(setup):
    texts = []
    for name in ("samples/client.json", "samples/client.yaml"):
        status, out, err = run_program(setup, ["-t", "quarterly", name, "--format", "model",
                                               "-o", "-"])
        expect(status == 0, err)
        texts.append(out)
    expect(texts[0] == texts[1], "the models differ")


def files_are_merged_in_order(setup):
    with tempfile.TemporaryDirectory() as temp:
        more = os.path.join(temp, "more.yaml")
        with open(more, "w", encoding="utf-8") as f:
            f.write("client: { name: Second Name }\n")
        status, out, err = run_program(setup, ["-t", "quarterly", "samples/client.json", more,
                                               "--format", "model", "-o", "-"])
        expect(status == 0 and b"Second Name" in out, err)


def set_changes_one_value(setup):
    args = [*QUARTERLY, "--set", "client.name=Mint & Co <b>", "--set", "report.version:=7",
            "--format", "model", "-o", "-"]
    status, out, err = run_program(setup, args)
    expect(status == 0 and b"Mint & Co <b>" in out, err)


def locale_changes_numbers(setup):
    args = [*QUARTERLY, "--format", "model", "-o", "-"]
    _, english, _ = run_program(setup, args)
    status, german, err = run_program(setup, [*args, "--locale", "de-DE"])
    expect(status == 0 and german != english and "Mio.".encode() in german, err)


def several_outputs_in_one_run(setup):
    with tempfile.TemporaryDirectory() as temp:
        paths = [os.path.join(temp, "a.pdf"), os.path.join(temp, "a.model")]
        status, _, err = run_program(setup, [*QUARTERLY, "-o", paths[0], "-o", paths[1]])
        expect(status == 0 and all(os.path.getsize(p) for p in paths), err)


def check_writes_nothing(setup):
    with tempfile.TemporaryDirectory() as temp:
        sample = os.path.join(setup.root, "samples/client.json")
        status, _, err = run_program(setup, ["check", "-t", "quarterly", sample], cwd=temp)
        expect(status == 0 and os.listdir(temp) == [], err)


def diagnostics_as_json(setup):
    status, _, err = run_program(setup, ["-t", "quartely", "samples/client.json", "-o", "x.pdf",
                                         "--diagnostics", "json"])
    rows = [json.loads(line) for line in err.splitlines()]
    expect(status == 2 and rows and rows[0]["level"] == "error", err)
    expect("quarterly" in err, err)


def a_full_disk_leaves_nothing(setup):
    status, _, err = run_program(setup, [*QUARTERLY, "-o", "/dev/full", "--format", "pdf"])
    expect(status == 4 and "No space" in err, err)


def a_missing_folder_is_reported(setup):
    status, _, err = run_program(setup, [*QUARTERLY, "-o", "/nonexistent/x.pdf"])
    expect(status == 4 and "/nonexistent/x.pdf" in err, err)


def no_trace_of_the_generator(setup):
    with tempfile.TemporaryDirectory() as temp:
        path = os.path.join(temp, "a.pdf")
        run_program(setup, [*QUARTERLY, "-o", path])
        info = subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout
        expect("eportgen" not in info and "aru" not in info, info)
        with open(path, "rb") as f:
            expect(b"reportgen" not in f.read().lower(), "named in the file")


def a_draft_says_so_across_everything(setup):
    """The watermark is the last that is drawn on a page, and is seen through."""
    for template in ("monthly", "monthly-deck"):
        status, out, err = run_program(setup, ["--template", template, "samples/retail.json", "--set",
                                               "report.status=draft", "--format", "layout", "-o", "-", "-q"])
        expect(status == 0, err)
        pages = re.split(r"^page .*$", out.decode(), flags=re.M)[1:]
        for page in pages:
            drawn = [line for line in page.splitlines() if re.match(r"  (text|path|image|group) ", line)]
            expect(' watermark "Draft"' in drawn[-1] and "opacity 0.18" in drawn[-1], drawn[-1])
            expect(sum(" watermark " in line for line in drawn) == 1, "more than one")


def run(setup):
    for test in (help_has_three_examples, version_is_printed, no_arguments_is_help,
                 templates_are_listed, one_template_is_described, schema_is_draft_07,
                 init_gives_a_file_that_renders, import_gives_a_file_that_renders, import_says_when_no_measure_was_found,
                 import_joins_exports_and_says_what_it_did,
                 import_says_the_currency_of_exports_that_do_not,
                 import_takes_the_currency_of_signs,
                 import_leaves_what_is_ambiguous_to_people, import_refuses_what_it_cannot_use, standard_input_and_output,
                 json_and_yaml_give_the_same_report, files_are_merged_in_order,
                 set_changes_one_value, locale_changes_numbers, several_outputs_in_one_run,
                 check_writes_nothing, diagnostics_as_json, a_full_disk_leaves_nothing,
                 a_missing_folder_is_reported, no_trace_of_the_generator,
                 a_draft_says_so_across_everything):
        try:
            test(setup)
            yield test.__name__, None
        except Exception as fault:  # noqa: BLE001 - any fault is a failure here
            yield test.__name__, f"{type(fault).__name__}: {fault}"
