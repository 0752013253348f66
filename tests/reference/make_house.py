#!/usr/bin/env python3
"""Write house.docx: a made-up house's Word template, small and of our own making.

    python3 tests/reference/make_house.py        writes tests/reference/house.docx

It has what a house's file has and ours does not: ids of styles in German, a
theme, lists, a header with a picture, a first page and even pages of their own,
a page that is neither A4 nor Letter, sample text with a comment, and settings
that must not travel (an attached template, protection).
"""
import os
import struct
import zipfile
import zlib

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = (f'xmlns:w="{W}" xmlns:r="{OFFICE}" '
          'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"')


def png(width, height, colour):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + bytes(colour) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def style(kind, id, name, inside="", default=False, base="Standard"):
    based = f'<w:basedOn w:val="{base}"/>' if base and not default and kind == "paragraph" else ""
    return (f'<w:style w:type="{kind}"{" w:default=" + chr(34) + "1" + chr(34) if default else ""} '
            f'w:styleId="{id}"><w:name w:val="{name}"/>{based}{inside}</w:style>')


def heading(level, size, colour):
    return style("paragraph", f"berschrift{level}", f"heading {level}",
                 f'<w:next w:val="Textkrper"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="{320 - 40 * level}" '
                 f'w:after="120"/><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:rFonts '
                 f'w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/><w:b/><w:color w:val="{colour}" '
                 f'w:themeColor="accent1"/><w:sz w:val="{size}"/></w:rPr>')


STYLES = f"""{HEAD}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/>\
<w:sz w:val="21"/><w:lang w:val="de-DE" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>\
{style("paragraph", "Standard", "Normal", "<w:qFormat/>", default=True)}\
{heading(1, 36, "7A1F5C")}{heading(2, 28, "7A1F5C")}{heading(3, 24, "7A1F5C")}\
{style("paragraph", "Textkrper", "Body Text", "<w:qFormat/><w:pPr><w:jc w:val='both'/></w:pPr>")}\
{style("paragraph", "Titel", "Title", "<w:pPr><w:spacing w:after='240'/></w:pPr><w:rPr><w:rFonts w:asciiTheme='majorHAnsi' w:hAnsiTheme='majorHAnsi'/><w:color w:val='7A1F5C'/><w:sz w:val='64'/></w:rPr>")}\
{style("paragraph", "Kopfzeile", "header", "<w:pPr><w:tabs><w:tab w:val='center' w:pos='4536'/><w:tab w:val='right' w:pos='9072'/></w:tabs></w:pPr><w:rPr><w:sz w:val='16'/></w:rPr>")}\
{style("paragraph", "Fuzeile", "footer", "<w:pPr><w:tabs><w:tab w:val='center' w:pos='4536'/><w:tab w:val='right' w:pos='9072'/></w:tabs></w:pPr><w:rPr><w:sz w:val='16'/></w:rPr>")}\
{style("paragraph", "Aufzhlungszeichen", "List Bullet", "<w:pPr><w:numPr><w:numId w:val='7'/></w:numPr><w:contextualSpacing/></w:pPr>")}\
{style("paragraph", "Listennummer", "List Number", "<w:pPr><w:numPr><w:numId w:val='8'/></w:numPr><w:contextualSpacing/></w:pPr>")}\
{style("paragraph", "Beschriftung", "Caption", "<w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:color w:val='7A1F5C'/><w:sz w:val='19'/></w:rPr>")}\
{style("paragraph", "Verzeichnis1", "toc 1", "<w:pPr><w:tabs><w:tab w:val='right' w:pos='5000'/></w:tabs></w:pPr>")}\
{style("paragraph", "Callout", "House Box")}\
{style("character", "Absatz-Standardschriftart", "Default Paragraph Font", default=True)}\
{style("character", "Hyperlink", "Hyperlink", "<w:rPr><w:color w:val='B8860B' w:themeColor='hyperlink'/></w:rPr>")}\
{style("character", "Quelle", "Source", "<w:rPr><w:i/></w:rPr>")}\
{style("table", "NormaleTabelle", "Normal Table", "<w:tblPr><w:tblInd w:w='0' w:type='dxa'/><w:tblCellMar><w:top w:w='0' w:type='dxa'/><w:left w:w='108' w:type='dxa'/><w:bottom w:w='0' w:type='dxa'/><w:right w:w='108' w:type='dxa'/></w:tblCellMar></w:tblPr>", default=True)}\
</w:styles>"""


def level(i, form, text):
    return (f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (i + 1)}" w:hanging="360"/></w:pPr></w:lvl>')


NUMBERING = (f'{HEAD}<w:numbering {SPACES}>'
             '<w:abstractNum w:abstractNumId="4"><w:multiLevelType w:val="hybridMultilevel"/>' +
             "".join(level(i, "bullet", "■□"[i % 2]) for i in range(3)) + '</w:abstractNum>'
             '<w:abstractNum w:abstractNumId="9"><w:multiLevelType w:val="hybridMultilevel"/>' +
             level(0, "upperRoman", "%1)") + '</w:abstractNum>'
             '<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>'
             '<w:num w:numId="8"><w:abstractNumId w:val="9"/></w:num></w:numbering>')

SETTINGS = f"""{HEAD}<w:settings {SPACES}><w:attachedTemplate r:id="rId1"/>\
<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:defaultTabStop w:val="708"/><w:evenAndOddHeaders/>\
<w:rsids><w:rsidRoot w:val="00A1B2C3"/></w:rsids><w:themeFontLang w:val="de-DE"/>\
<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"""

LOGO = """<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="457200" cy="152400"/>\
<wp:docPr id="4000" name="Logo" descr="House logo"/><a:graphic \
xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData \
uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic \
xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="4000" name="Logo"/>\
<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId5"/><a:stretch><a:fillRect/></a:stretch>\
</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="457200" cy="152400"/></a:xfrm><a:prstGeom \
prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"""


def text(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def field(code, result):
    return (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} '
            f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{text(result)}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def furniture(root, style_id, runs):
    return f'{HEAD}<w:{root} {SPACES}><w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>{runs}</w:p></w:{root}>'


def paragraph(style_id, words):
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>{text(words)}</w:p>'


DOCUMENT = f"""{HEAD}<w:document {SPACES}><w:body>{paragraph("berschrift1", "How our reports look")}\
<w:p><w:pPr><w:pStyle w:val="Textkrper"/></w:pPr><w:commentRangeStart w:id="0"/>{text("Sample text of the house.")}\
<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>\
<w:sectPr><w:headerReference w:type="even" r:id="rId12"/><w:headerReference w:type="default" r:id="rId10"/>\
<w:headerReference w:type="first" r:id="rId11"/><w:footerReference w:type="default" r:id="rId13"/>\
<w:footerReference w:type="even" r:id="rId13"/><w:footerReference w:type="first" r:id="rId14"/>\
<w:pgSz w:w="10773" w:h="14742"/><w:pgMar w:top="1701" w:right="1134" w:bottom="1418" w:left="1134" w:header="709" \
w:footer="567" w:gutter="283"/><w:cols w:space="708"/><w:titlePg/></w:sectPr></w:body></w:document>"""

COLOURS = {"dk1": "1B1B1B", "lt1": "FFFFFF", "dk2": "4A2545", "lt2": "F4EEF2", "accent1": "7A1F5C", "accent2": "B8860B",
           "accent3": "2F6F73", "accent4": "8C4A2F", "accent5": "55606E", "accent6": "A8577E", "hlink": "7A1F5C",
           "folHlink": "4A2545"}
THREE = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
THEME = (f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="House"><a:themeElements>'
         '<a:clrScheme name="House">' +
         "".join(f'<a:{k}><a:srgbClr val="{v}"/></a:{k}>' for k, v in COLOURS.items()) +
         '</a:clrScheme><a:fontScheme name="House">' +
         "".join(f'<a:{k}Font><a:latin typeface="{v}"/><a:ea typeface=""/><a:cs typeface=""/></a:{k}Font>'
                 for k, v in (("major", "Georgia"), ("minor", "Calibri"))) +
         f'</a:fontScheme><a:fmtScheme name="House"><a:fillStyleLst>{THREE}</a:fillStyleLst><a:lnStyleLst>' +
         "".join(f'<a:ln w="{w}"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' for w in (6350, 12700, 19050)) +
         '</a:lnStyleLst><a:effectStyleLst>' + '<a:effectStyle><a:effectLst/></a:effectStyle>' * 3 +
         f'</a:effectStyleLst><a:bgFillStyleLst>{THREE}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>')


def relations(*rows):
    body = "".join(f'<Relationship Id="{id}" Type="{kind if "://" in kind else OFFICE + "/" + kind}" Target="{target}"'
                   f'{" TargetMode=" + chr(34) + "External" + chr(34) if "://" in target else ""}/>'
                   for id, kind, target in rows)
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'


def types():
    names = {"document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings",
             "fontTable": "fontTable", "comments": "comments", "header1": "header", "header2": "header",
             "header3": "header", "footer1": "footer", "footer2": "footer"}
    rows = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{WML}{t}+xml"/>' for n, t in names.items())
    return (f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            f'{rows}<Override PartName="/word/theme/theme1.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>')


def parts():
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": DOCUMENT,
        "word/_rels/document.xml.rels": relations(
            ("rId1", "styles", "styles.xml"), ("rId2", "numbering", "numbering.xml"), ("rId3", "settings", "settings.xml"),
            ("rId4", "fontTable", "fontTable.xml"), ("rId5", "theme", "theme/theme1.xml"),
            ("rId6", "comments", "comments.xml"), ("rId10", "header", "header1.xml"), ("rId11", "header", "header2.xml"),
            ("rId12", "header", "header3.xml"), ("rId13", "footer", "footer1.xml"), ("rId14", "footer", "footer2.xml")),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": SETTINGS,
        "word/_rels/settings.xml.rels": relations(("rId1", "attachedTemplate", "file:///C:/Templates/house.dotm")),
        "word/fontTable.xml": f'{HEAD}<w:fonts {SPACES}><w:font w:name="Georgia"><w:family w:val="roman"/></w:font></w:fonts>',
        "word/comments.xml": f'{HEAD}<w:comments {SPACES}><w:comment w:id="0" w:author="House">'
                             f'{paragraph("Standard", "Not for clients.")}</w:comment></w:comments>',
        "word/header1.xml": furniture("hdr", "Kopfzeile", LOGO + text("\u2003The House &amp; Partners")),
        "word/_rels/header1.xml.rels": relations(("rId5", "image", "media/image1.png")),
        "word/header2.xml": furniture("hdr", "Kopfzeile", text("The House &amp; Partners, 1 High Street")),
        "word/header3.xml": furniture("hdr", "Kopfzeile", text("The House, even pages")),
        "word/footer1.xml": furniture("ftr", "Fuzeile", text("House report ") + field("PAGE", "1") + text(" of ") +
                                      field("NUMPAGES", "1")),
        "word/footer2.xml": furniture("ftr", "Fuzeile", text("Registered in Nowhere")),
        "word/media/image1.png": png(48, 16, (0x7A, 0x1F, 0x5C)),
        "word/theme/theme1.xml": THEME,
    }


def write(path, changed=None):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for name, body in {**parts(), **(changed or {})}.items():
            if body is not None:
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                z.writestr(info, body)


if __name__ == "__main__":
    write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "house.docx"))
