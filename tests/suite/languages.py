"""Each shipped template in each language: nothing of its English is left."""
import os
import re
import tempfile

from tool import run_program

LANGUAGES = ("de-DE", "fr-FR", "es-ES", "ar")
TEMPLATES = [("quarterly", "samples/client.json"), ("monthly", "samples/client.json"),
             ("quarterly-deck", "samples/client.json"), ("monthly-deck", "samples/client.json"),
             ("pitch", "samples/pitch.yaml"), ("monthly", "samples/exports.yaml")]
OPEN_FILES = ["samples/open/meta_ads_campaigns_daily.csv", "samples/open/google_ads_day_report.csv"]
# the same in every language, and words that one shares with English
NAMES = {"ROAS", "CTR", "CPC", "CPA", "CPM", "CVR", "ACoS"}
ALIKE = {"de": {"Budget", "Plan", "Version", "Test", "Tests", "Definition", "Name", "Media", "Conv"},
         "fr": {"Budget", "Plan", "Total", "Version", "Test", "Tests", "Actions", "Date", "Impressions",
                "Sessions", "Source", "Production", "Conv"},
         "es": {"Total", "Plan", "Conv"}}


def model(setup, template, data, locale):
    status, out, err = run_program(setup, ["--template", template, data, "--locale", locale, "--set",
                                           "report.status=draft", "--format", "model", "-o", "-", "-q"])
    if status != 0:
        raise RuntimeError(f"exit status {status}\n{err}")
    return out.decode("utf-8")


def texts(dump):
    """What a model says: what stands in quotes, and the cells of rows; not its ids."""
    said = set()
    for line in dump.splitlines():
        line = re.sub(r'\bid="[^"]*"', "", line)
        if re.match(r"\s*(language|page of|created)\b", line):
            continue
        if re.match(r"\s*(row|total|subtotal|group)\b", line):
            said.update(re.sub(r" (span\d+|>\d+)$", "", cell.strip()) for cell in line.split("|")[1:])
        said.update(re.findall(r'"((?:[^"\\]|\\.)*)"', line))
    return said


def bare(text):
    return re.sub(r"[\"'*\\]", "", text)


def given(root, data):
    """The client's data as text: nobody translates what stands there."""
    names = [data] + (OPEN_FILES if data == "samples/exports.yaml" else [])
    body = ""
    for name in names:
        with open(os.path.join(root, name), encoding="utf-8") as f:
            body += bare(f.read())
    return body


def own_words(text, data):
    """The words of a text that do not stand in the data as they do here."""
    return [word for part in re.split(r"[:;,.|()&]+ ?", text) if bare(part).strip() not in data
            for word in re.findall(r"[A-Za-z]{3,}", part)]


def left_in_english(setup, template, data, locale, english):
    """Texts of the English report with words of the program's that stand in the other too."""
    known = given(setup.root, data)
    same = texts(model(setup, template, data, locale)) & english
    alike = NAMES | ALIKE.get(locale[:2], set())
    return sorted(text for text in same if set(own_words(text, known)) - alike)


def notices(setup):
    """The check finds a phrase that a house's wording puts back into English."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "agency.yaml"), "w", encoding="utf-8") as f:
            f.write('wording: { fr: { phrases: { "Executive summary": Executive summary } } }\n')
        english = texts(model(setup, "quarterly", "samples/client.json", "en-GB"))
        status, out, err = run_program(setup, ["--template", "quarterly", "samples/client.json", "--locale", "fr-FR",
                                               "--agency", folder, "--format", "model", "-o", "-", "-q"])
        if status != 0:
            return err
        left = texts(out.decode("utf-8")) & english
        return None if "Executive summary" in left else "not noticed"


def run(setup):
    for template, data in TEMPLATES:
        english = texts(model(setup, template, data, "en-GB"))
        for locale in LANGUAGES:
            left = left_in_english(setup, template, data, locale, english)
            yield f"{template} of {os.path.basename(data)} in {locale}", "\n".join(left) or None
    yield "English that is left is noticed", notices(setup)
