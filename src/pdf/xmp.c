/* xmp.c - metadata as XMP, in the words that the standards ask for. */

#include "pdf/xmp.h"

#include "pdf/objects.h"

/* PDF/A wants every property described that is not of its own schemas. */
static const char extension_schema[] =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema"
    "</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
    "</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

static const char packet_begin[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaid:part>2</pdfaid:part>\n"
    "<pdfaid:conformance>A</pdfaid:conformance>\n"
    "<pdfuaid:part>1</pdfuaid:part>\n";

static const char packet_end[] = "</rdf:Description>\n</rdf:RDF>\n"
                                 "</x:xmpmeta>\n<?xpacket end=\"r\"?>";

bool is_date(Str s)
{
    static const char form[] = "0000-00-00";

    if (s.len != sizeof form - 1)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        bool is_digit = s.at[i] >= '0' && s.at[i] <= '9';
        if (form[i] == '0' ? !is_digit : s.at[i] != form[i])
            return false;
    }
    return true;
}

static void put_escaped(Buf *b, Arena *a, Str s)
{
    s = text_clean(a, s);
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '<')
            put_text(b, "&lt;");
        else if (s.at[i] == '>')
            put_text(b, "&gt;");
        else if (s.at[i] == '&')
            put_text(b, "&amp;");
        else
            buf_add_char(b, s.at[i]);
    }
}

/* <name><before>value<after></name>, unless there is no value. */
static void put_property(Buf *b, Arena *a, Str value, const char *before,
                         const char *after)
{
    if (!text_clean(a, value).len)
        return;
    put_text(b, before);
    put_escaped(b, a, value);
    put_text(b, after);
    buf_add_char(b, '\n');
}

void xmp_put(Buf *b, Arena *a, const Document *doc)
{
    put_text(b, packet_begin);
    put_property(b, a, doc->title,
                 "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
                 "</rdf:li></rdf:Alt></dc:title>");
    put_property(b, a, doc->author, "<dc:creator><rdf:Seq><rdf:li>",
                 "</rdf:li></rdf:Seq></dc:creator>");
    put_property(b, a, doc->subject,
                 "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
                 "</rdf:li></rdf:Alt></dc:description>");
    put_property(b, a, doc->lang, "<dc:language><rdf:Bag><rdf:li>",
                 "</rdf:li></rdf:Bag></dc:language>");
    put_property(b, a, doc->keywords, "<pdf:Keywords>", "</pdf:Keywords>");
    if (is_date(doc->created)) {
        put_property(b, a, doc->created, "<xmp:CreateDate>",
                     "T00:00:00Z</xmp:CreateDate>");
        put_property(b, a, doc->created, "<xmp:ModifyDate>",
                     "T00:00:00Z</xmp:ModifyDate>");
    }
    put_text(b, extension_schema);
    put_text(b, packet_end);
}
