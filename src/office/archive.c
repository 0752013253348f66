/* archive.c - entries, their directory, and its end. */

#include "office/archive.h"

/* A hundredth larger than 8, in two thirds of its time. */
enum { LEVEL = 6 };

enum {
    VERSION = 20, /* 2.0: deflate */
    UTF_8 = 0x0800,
    STORED = 0,
    DEFLATED = 8,
    DOS_TIME = 0,
    DOS_DATE = 0x0021, /* 1 January 1980, the first day a zip can name */
    MOST_ENTRIES = 0xffff
};

static void put_16(Buf *out, size_t v)
{
    buf_add_char(out, (char)(v & 0xff));
    buf_add_char(out, (char)(v >> 8 & 0xff));
}

static void put_32(Buf *out, size_t v)
{
    put_16(out, v & 0xffff);
    put_16(out, v >> 16 & 0xffff);
}

void archive_begin(Archive *z, Arena *a, Buf *out)
{
    *z = (Archive){ .out = out,
                    .start = out->len,
                    .deflater = deflater_open(a, LEVEL) };
}

static bool is_ascii(Str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

/* What the entry's own header and the directory both say. */
typedef struct {
    Str path;
    size_t method, crc, packed, size;
} Entry;

static void put_entry(Buf *out, const Entry *e)
{
    put_16(out, VERSION);
    put_16(out, is_ascii(e->path) ? 0 : UTF_8);
    put_16(out, e->method);
    put_16(out, DOS_TIME);
    put_16(out, DOS_DATE);
    put_32(out, e->crc);
    put_32(out, e->packed);
    put_32(out, e->size);
    put_16(out, e->path.len);
    put_16(out, 0); /* extra fields */
}

static void put_directory(Archive *z, const Entry *e, size_t offset)
{
    Buf *out = &z->directory;

    put_32(out, 0x02014b50);
    put_16(out, VERSION);
    put_entry(out, e);
    put_16(out, 0); /* comment */
    put_16(out, 0); /* disk */
    put_16(out, 0); /* internal attributes */
    put_32(out, 0); /* external attributes */
    put_32(out, offset);
    buf_add_str(out, e->path);
}

/* Appends `bytes`, packed if that is smaller; returns how. */
static size_t put_bytes(Archive *z, Str bytes, bool is_stored)
{
    size_t start = z->out->len;

    if (!is_stored) {
        deflate_raw(z->deflater, z->out, bytes);
        if (z->out->len - start < bytes.len)
            return DEFLATED;
    }
    z->out->len = start;
    buf_add_str(z->out, bytes);
    return STORED;
}

void archive_add(Archive *z, Str path, Str bytes, bool is_stored)
{
    Entry e = { .path = path, .size = bytes.len };
    size_t offset = z->out->len - z->start, body;
    Buf head = { 0 };

    z->failed |= path.len > 0xffff || bytes.len > UINT32_MAX ||
                 offset > UINT32_MAX || ++z->count > MOST_ENTRIES;
    if (z->failed)
        return;
    e.crc = crc32_of(bytes);
    /* the header stands before what it tells of: room for it first */
    body = z->out->len + 30 + path.len;
    buf_reserve(z->out, 30 + path.len);
    z->out->len = body;
    e.method = put_bytes(z, bytes, is_stored);
    e.packed = z->out->len - body;
    put_32(&head, 0x04034b50);
    put_entry(&head, &e);
    buf_add_str(&head, path);
    memcpy(z->out->at + body - head.len, head.at, head.len);
    buf_free(&head);
    put_directory(z, &e, offset);
}

bool archive_end(Archive *z)
{
    size_t offset = z->out->len - z->start;
    bool ok = !z->failed && offset + z->directory.len <= UINT32_MAX;

    buf_add_str(z->out, buf_str(&z->directory));
    put_32(z->out, 0x06054b50);
    put_16(z->out, 0); /* disk */
    put_16(z->out, 0); /* disk of the directory */
    put_16(z->out, z->count);
    put_16(z->out, z->count);
    put_32(z->out, z->directory.len);
    put_32(z->out, offset);
    put_16(z->out, 0); /* comment */
    buf_free(&z->directory);
    deflater_close(z->deflater);
    return ok;
}
