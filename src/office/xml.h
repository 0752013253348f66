/*
 * xml.h - parts of Office files, written from front to back.
 *
 * A pen that cleans what it is given: characters that XML cannot hold become
 * U+FFFD, whatever the text came from.  Names and values that come from us are
 * given as C strings, words of a report as Str.
 */
#ifndef REPORTGEN_OFFICE_XML_H
#define REPORTGEN_OFFICE_XML_H

#include "base/base.h"

typedef struct {
    Buf *out;
    Buf names;   /* of the elements open, each with its length behind it */
    int depth;   /* elements open */
    bool in_tag; /* the last of them may still get attributes */
    bool failed;
} Xml;

/* Begins a part at the end of `out` with the XML declaration. */
void xml_begin(Xml *x, Buf *out);
/* Ends it; false if an element was left open or closed twice, or an attribute
 * came too late. */
bool xml_end(Xml *x);

void xml_open(Xml *x, const char *name);
void xml_close(Xml *x);
void xml_attr(Xml *x, const char *name, const char *value);
void xml_attr_int(Xml *x, const char *name, long value);
void xml_attr_str(Xml *x, const char *name, Str value);
/* `value`, which is finite, in 15 digits, or 16 where it needs them. */
void xml_attr_number(Xml *x, const char *name, double value);
void xml_text(Xml *x, Str text);
void xml_number(Xml *x, double value);

/* <name/> */
void xml_empty(Xml *x, const char *name);
/* <name attr="value"/> */
void xml_leaf(Xml *x, const char *name, const char *attr, const char *value);
void xml_leaf_int(Xml *x, const char *name, const char *attr, long value);
void xml_leaf_str(Xml *x, const char *name, const char *attr, Str value);
/* <name>text</name> */
void xml_element(Xml *x, const char *name, Str text);
/* Well-formed markup of our own, as it stands. */
void xml_raw(Xml *x, const char *markup);

typedef enum { CLEAN_ONLY, CLEAN_TEXT, CLEAN_ATTRIBUTE } Cleaning;

/* `s` for XML in `out`: without what XML forbids and, but for CLEAN_ONLY,
 * escaped. */
void xml_clean(Buf *out, Str s, Cleaning how);

#endif
