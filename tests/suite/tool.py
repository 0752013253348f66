"""What several groups of tests need."""
import os
import subprocess


def run_program(setup, args, cwd=None, env=None, stdin=b"", timeout=300):
    """(status, stdout, stderr) of the program; stdout as bytes."""
    surroundings = dict(os.environ)
    surroundings.update(env or {})
    done = subprocess.run([setup.program, *args], cwd=cwd or setup.root, env=surroundings,
                          input=stdin, capture_output=True, timeout=timeout)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def compare(path, text, update):
    """None if `text` equals the golden file, else what differs first."""
    if update:
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return None
    if not os.path.exists(path):
        return f"{path} is not there; run make golden-update"
    with open(path, encoding="utf-8") as f:
        wanted = f.read()
    if text == wanted:
        return None
    ours, theirs = text.splitlines(), wanted.splitlines()
    for i, (a, b) in enumerate(zip(ours, theirs)):
        if a != b:
            return f"{path}:{i + 1}\n  wanted: {b}\n  found:  {a}"
    return f"{path}: {len(theirs)} lines wanted, {len(ours)} found"
