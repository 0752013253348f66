#!/usr/bin/env python3
"""Makes the agencies' presentations that the tests use as reference.pptx.

    pip install python-pptx==1.0.2 Pillow; tests/reference/make_pptx.py

They are drawn anew from the empty presentation that python-pptx (MIT licence)
brings along: other names of layouts, another theme, another size; and slides
with notes, a chart, a picture and a comment, all of which must not come along.
The workbook behind the chart holds the time it was made, the rest is the same
each time.
"""
import io
import os
import re
import zipfile

from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Inches, Pt

HERE = os.path.dirname(os.path.abspath(__file__))
GERMAN = ["Titelfolie", "Titel und Inhalt", "Abschnittsüberschrift", "Zwei Inhalte", "Vergleich",
          "Nur Titel", "Leer", "Inhalt mit Überschrift", "Bild mit Überschrift",
          "Titel und vertikaler Text", "Vertikaler Titel und Text"]


def picture(color):
    out = io.BytesIO()
    Image.new("RGB", (60, 30), color).save(out, "PNG")
    out.seek(0)
    return out


def widened(presentation, width):
    """All that the masters and layouts hold, to another width."""
    share = width / presentation.slide_width
    presentation.slide_width = width
    master = presentation.slide_master
    for holder in [master, *master.slide_layouts]:
        for shape in holder.shapes:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = Emu(int(shape.left * share)), Emu(int(shape.width * share))


def old_slides(presentation):
    layout = presentation.slide_layouts[5]
    slide = presentation.slides.add_slide(layout)
    slide.shapes.title.text = "SECRET OF ANOTHER CLIENT"
    slide.notes_slide.notes_text_frame.text = "SECRET NOTES"
    data = CategoryChartData()
    data.categories = ["SECRET A", "SECRET B"]
    data.add_series("SECRET SERIES", (1, 2))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(4),
                           Inches(3), data)
    slide.shapes.add_picture(picture("red"), Inches(6), Inches(2))


def recolored(path, colors, fonts):
    """The theme's colours and fonts, and an even date for each entry."""
    with zipfile.ZipFile(path) as z:
        parts = [(n, z.read(n)) for n in z.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, body in parts:
            if re.search(r"theme/theme\d+\.xml$", name):
                text = body.decode()
                for role, value in colors.items():
                    text = re.sub(rf"<a:{role}>.*?</a:{role}>",
                                  f'<a:{role}><a:srgbClr val="{value}"/></a:{role}>', text, flags=re.S)
                for kind, family in fonts.items():
                    text = re.sub(rf'(<a:{kind}Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{family}", text)
                body = text.encode()
            if name.startswith("docProps/thumbnail"):
                continue
            if name == "_rels/.rels":
                body = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", body)
            if name == "[Content_Types].xml":
                body = re.sub(rb'<Default [^>]*Extension="jpeg"[^>]*/>', b"", body)
            z.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)


def rheinwerk():
    """16 to 9, German names, a bar and a logo on the master."""
    p = Presentation()
    widened(p, Inches(13.333))
    for layout, name in zip(p.slide_layouts, GERMAN):
        layout.name = name
    bar = p.slide_master.shapes._spTree
    shape = p.slides.add_slide(p.slide_layouts[6]).shapes.add_shape(1, 0, 0, p.slide_width, Inches(.12))
    shape._element.nvSpPr.cNvPr.set("id", "99")
    bar.insert(2, shape._element)
    old_slides(p)
    p.save(os.path.join(HERE, "rheinwerk/reference.pptx"))
    recolored(os.path.join(HERE, "rheinwerk/reference.pptx"),
              {"dk2": "12355B", "lt2": "EEF2F6", "accent1": "12355B", "accent2": "C8553D",
               "accent3": "588B8B", "accent4": "E0A458", "accent5": "6D597A", "accent6": "355070"},
              {"major": "Georgia", "minor": "Arial"})


def fourthree():
    """4 to 3, names of the house's own, one layout with two numbers of its own."""
    p = Presentation()
    names = ["Cover 2026", "Standard", "Divider", "Side by side", "Versus", "Big Numbers", "Empty"]
    layouts = p.slide_layouts
    for layout in list(layouts)[len(names):]:
        layouts.remove(layout)
    for layout, name in zip(layouts, names):
        layout.name = name
    old_slides(p)
    for layout in layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.type in (1, 3) and shape.has_text_frame:
                shape.text_frame.paragraphs[0].font.size = Pt(32)
    p.save(os.path.join(HERE, "fourthree/reference.pptx"))
    recolored(os.path.join(HERE, "fourthree/reference.pptx"), {"accent1": "7A3E9D"},
              {"major": "Calibri", "minor": "Calibri"})


if __name__ == "__main__":
    rheinwerk()
    fourthree()
