"""Examples in the documentation: what stands there must work.

A fenced block that begins with ```yaml and whose first line is a comment
`# example: KIND` is run: `template` blocks are templates, rendered with
samples/client.json.  Links between pages must lead somewhere.
"""
import glob
import os
import re
import tempfile

from tool import run_program

FENCE = re.compile(r"```yaml\n(# example: (\w+)[^\n]*\n.*?)```", re.S)
LINK = re.compile(r"\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)")


def pages(setup):
    return sorted(glob.glob(os.path.join(setup.root, "*.md")) +
                  glob.glob(os.path.join(setup.root, "docs/**/*.md"), recursive=True) +
                  glob.glob(os.path.join(setup.root, "*/README.md")))


def check_template(setup, text):
    with tempfile.TemporaryDirectory() as temp:
        path = os.path.join(temp, "example.yaml")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        status, _, err = run_program(setup, ["-t", path, "samples/client.json", "-o",
                                             os.path.join(temp, "example.pdf")])
        return None if status == 0 else err


def run(setup):
    for page in pages(setup):
        name = os.path.relpath(page, setup.root)
        with open(page, encoding="utf-8") as f:
            text = f.read()
        for i, (example, kind) in enumerate(FENCE.findall(text)):
            if kind == "template":
                yield f"{name}: example {i + 1}", check_template(setup, example)
        bare = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.S)
        lost = [link for link in LINK.findall(bare)
                if not os.path.exists(os.path.join(os.path.dirname(page), link))]
        yield f"{name}: links", f"lead nowhere: {lost}" if lost else None
