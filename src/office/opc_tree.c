/* opc_tree.c - finding one's way in a tree of libxml2. */

#include "office/opc_read.h"

#include <libxml/parser.h>
#include <libxml/xmlsave.h>

bool node_is(const xmlNode *n, const char *space, const char *name)
{
    return n && n->type == XML_ELEMENT_NODE && n->ns && n->ns->href &&
           strcmp((const char *)n->name, name) == 0 &&
           strcmp((const char *)n->ns->href, space) == 0;
}

xmlNode *node_next(const xmlNode *n, const char *space, const char *name)
{
    xmlNode *next = n ? n->next : NULL;

    while (next && !node_is(next, space, name))
        next = next->next;
    return next;
}

xmlNode *node_child(const xmlNode *n, const char *space, const char *name)
{
    xmlNode *child = n ? n->children : NULL;

    return !child || node_is(child, space, name)
               ? child
               : node_next(child, space, name);
}

Str node_attr(Arena *a, const xmlNode *n, const char *space, const char *name)
{
    xmlChar *value = NULL;
    Str text = { 0 };

    if (n && space)
        value = xmlGetNsProp(n, (const xmlChar *)name, (const xmlChar *)space);
    else if (n)
        value = xmlGetNoNsProp(n, (const xmlChar *)name);
    if (value)
        text = str_copy(a, str_of((const char *)value));
    xmlFree(value);
    return text;
}

/* A namespace without prefix does not hold for attributes. */
static xmlNs *attribute_space(xmlNode *n, const char *space, const char *name)
{
    xmlAttr *at =
        xmlHasNsProp(n, (const xmlChar *)name, (const xmlChar *)space);
    xmlNs *ns =
        at ? at->ns : xmlSearchNsByHref(n->doc, n, (const xmlChar *)space);

    if (ns && ns->prefix)
        return ns;
    return xmlNewNs(n, (const xmlChar *)space, (const xmlChar *)"own");
}

void node_set_attr(xmlNode *n, const char *space, const char *name, Str value)
{
    Buf text = { 0 };
    xmlNs *ns = space ? attribute_space(n, space, name) : NULL;

    buf_add_str(&text, value);
    buf_add_char(&text, '\0');
    xmlSetNsProp(n, ns, (const xmlChar *)name, (const xmlChar *)text.at);
    buf_free(&text);
}

static xmlNode *element_from(xmlNode *n)
{
    while (n && n->type != XML_ELEMENT_NODE)
        n = n->next;
    return n;
}

xmlNode *node_after(const xmlNode *n, const xmlNode *top)
{
    xmlNode *child = element_from(n->children);

    if (child)
        return child;
    for (; n != top; n = n->parent) {
        xmlNode *next = element_from(n->next);
        if (next)
            return next;
    }
    return NULL;
}

void node_remove(xmlNode *n)
{
    xmlUnlinkNode(n);
    xmlFreeNode(n);
}

xmlDoc *tree_of(Str xml)
{
    return xmlReadMemory(xml.at, (int)xml.len, "part.xml", NULL,
                         XML_PARSE_NONET | XML_PARSE_NOERROR |
                             XML_PARSE_NOWARNING);
}

void nodes_move(xmlDoc *from, const char *name, xmlNode *parent,
                xmlNode *before)
{
    xmlNode *n = xmlDocGetRootElement(from)->children, *next;

    for (; n; n = next) {
        next = n->next;
        if (n->type != XML_ELEMENT_NODE ||
            (name && strcmp((const char *)n->name, name) != 0))
            continue;
        if (xmlDOMWrapAdoptNode(NULL, from, n, parent->doc, parent, 0) != 0)
            continue;
        if (before)
            xmlAddPrevSibling(before, n);
        else
            xmlAddChild(parent, n);
    }
}

static int add_bytes(void *out, const char *bytes, int len)
{
    buf_add(out, bytes, (size_t)len);
    return len;
}

static int nothing(void *out)
{
    (void)out;
    return 0;
}

bool tree_write(xmlDoc *doc, Buf *out)
{
    xmlSaveCtxt *save = xmlSaveToIO(add_bytes, nothing, out, "UTF-8", 0);

    if (!save)
        return false;
    bool ok = xmlSaveDoc(save, doc) >= 0;
    return xmlSaveClose(save) >= 0 && ok;
}
