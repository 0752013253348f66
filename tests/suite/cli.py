"""The command line as users meet it."""
import json
import os
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


def run(setup):
    for test in (help_has_three_examples, version_is_printed, no_arguments_is_help,
                 templates_are_listed, one_template_is_described, schema_is_draft_07,
                 init_gives_a_file_that_renders, standard_input_and_output,
                 json_and_yaml_give_the_same_report, files_are_merged_in_order,
                 set_changes_one_value, locale_changes_numbers, several_outputs_in_one_run,
                 check_writes_nothing, diagnostics_as_json, a_full_disk_leaves_nothing,
                 a_missing_folder_is_reported, no_trace_of_the_generator):
        try:
            test(setup)
            yield test.__name__, None
        except Exception as fault:  # noqa: BLE001 - any fault is a failure here
            yield test.__name__, f"{type(fault).__name__}: {fault}"
