/* objects.c - streams, object streams and the cross-reference stream. */

#include "pdf/objects.h"

#include <assert.h>

/* Small enough to reach one object quickly, large enough to compress. */
#define PACK_COUNT 250
#define LEVEL 6
/* Structure elements are so alike that looking longer finds nothing more. */
#define LEVEL_PACKED 4

bool objects_begin(ObjectWriter *w, Buf *out)
{
    *w = (ObjectWriter){ .out = out, .start = out->len };
    w->compress = libdeflate_alloc_compressor(LEVEL);
    w->compress_packed = libdeflate_alloc_compressor(LEVEL_PACKED);
    /* four bytes above 127 say that the file is binary */
    put_text(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    return w->compress && w->compress_packed;
}

void objects_end(ObjectWriter *w)
{
    libdeflate_free_compressor(w->compress);
    libdeflate_free_compressor(w->compress_packed);
    buf_free(&w->places);
    buf_free(&w->heads);
    buf_free(&w->bodies);
    buf_free(&w->scratch);
}

/* ---- Numbers of objects -------------------------------------------------- */

static size_t place_count(const ObjectWriter *w)
{
    return w->places.len / sizeof(ObjectPlace);
}

static ObjectPlace *place_of(ObjectWriter *w, ObjectId id)
{
    size_t have = place_count(w);

    if (id >= have) {
        size_t more = (id + 1 - have) * sizeof(ObjectPlace);
        buf_reserve(&w->places, more);
        memset(w->places.at + w->places.len, 0, more);
        w->places.len += more;
    }
    return (ObjectPlace *)(void *)w->places.at + id;
}

bool object_is_written(const ObjectWriter *w, ObjectId id)
{
    const ObjectPlace *places = (const void *)w->places.at;

    return id < place_count(w) && places[id].kind != OBJECT_FREE;
}

void objects_pack(ObjectWriter *w, ObjectId next)
{
    w->next = next;
}

ObjectId object_new_many(ObjectWriter *w, size_t count)
{
    ObjectId first = w->next;

    assert(w->next);
    w->next += (ObjectId)count;
    return first;
}

ObjectId object_new(ObjectWriter *w)
{
    return object_new_many(w, 1);
}

/* ---- Streams ------------------------------------------------------------- */

/* In the writer's scratch; good until the next call. */
static Str deflated(ObjectWriter *w, Str bytes,
                    struct libdeflate_compressor *compress)
{
    Buf *to = &w->scratch;

    to->len = 0;
    buf_reserve(to, libdeflate_zlib_compress_bound(compress, bytes.len));
    to->len = libdeflate_zlib_compress(compress, bytes.at, bytes.len, to->at,
                                       to->room);
    return buf_str(to);
}

static void stream_write(ObjectWriter *w, ObjectId id, Str dict, Str bytes,
                         const char *filter)
{
    *place_of(w, id) =
        (ObjectPlace){ .where = w->out->len - w->start, .kind = OBJECT_PLAIN };
    buf_add_uint(w->out, id);
    put_text(w->out, " 0 obj\n<<");
    buf_add_str(w->out, dict);
    put_text(w->out, filter);
    put_text(w->out, "/Length ");
    buf_add_uint(w->out, bytes.len);
    put_text(w->out, ">>\nstream\r\n");
    buf_add_str(w->out, bytes);
    put_text(w->out, "\nendstream\nendobj\n");
}

void object_stream(ObjectWriter *w, ObjectId id, Str dict, Str bytes)
{
    stream_write(w, id, dict, deflated(w, bytes, w->compress),
                 "/Filter/FlateDecode");
}

void object_stream_plain(ObjectWriter *w, ObjectId id, Str dict, Str bytes)
{
    stream_write(w, id, dict, bytes, "");
}

/* ---- Object streams ------------------------------------------------------ */

static void pack_flush(ObjectWriter *w)
{
    Buf dict = { 0 };

    if (!w->packed)
        return;
    put_text(&dict, "/Type/ObjStm/N ");
    buf_add_uint(&dict, w->packed);
    put_text(&dict, "/First ");
    buf_add_uint(&dict, w->heads.len);
    buf_add_str(&w->heads, buf_str(&w->bodies));
    stream_write(w, w->stream, buf_str(&dict),
                 deflated(w, buf_str(&w->heads), w->compress_packed),
                 "/Filter/FlateDecode");
    buf_free(&dict);
    w->heads.len = w->bodies.len = w->packed = 0;
}

Buf *object_open(ObjectWriter *w, ObjectId id)
{
    if (!w->packed)
        w->stream = object_new(w);
    *place_of(w, id) = (ObjectPlace){ .where = w->stream,
                                      .index = (uint16_t)w->packed,
                                      .kind = OBJECT_PACKED };
    buf_add_uint(&w->heads, id);
    buf_add_char(&w->heads, ' ');
    buf_add_uint(&w->heads, w->bodies.len);
    buf_add_char(&w->heads, ' ');
    w->packed++;
    return &w->bodies;
}

void object_close(ObjectWriter *w)
{
    buf_add_char(&w->bodies, '\n');
    if (w->packed == PACK_COUNT)
        pack_flush(w);
}

/* ---- The end of the file ------------------------------------------------- */

static uint64_t word_mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

static uint64_t bytes_hash(Str bytes, uint64_t seed)
{
    uint64_t hash = seed, word;
    size_t i = 0;

    for (; i + sizeof word <= bytes.len; i += sizeof word) {
        memcpy(&word, bytes.at + i, sizeof word);
        hash = word_mix(hash, word);
    }
    for (; i < bytes.len; i++)
        hash = word_mix(hash, (uint8_t)bytes.at[i]);
    return word_mix(word_mix(hash, bytes.len), seed);
}

static void put_identifier(ObjectWriter *w, Buf *b)
{
    Str file = str_slice(buf_str(w->out), w->start, w->out->len);
    uint64_t one = bytes_hash(file, 0x243F6A8885A308D3u);
    uint64_t two = bytes_hash(file, 0x13198A2E03707344u);

    for (int twice = 0; twice < 2; twice++)
        buf_format(b, "<%016llX%016llX>", (unsigned long long)one,
                   (unsigned long long)two);
}

static void put_big_endian(uint8_t *to, uint64_t value, size_t width)
{
    for (size_t i = 0; i < width; i++)
        to[i] = (uint8_t)(value >> 8 * (width - 1 - i));
}

/* Rows of type, place and index, each as its difference from the row above. */
static void put_places(ObjectWriter *w, Buf *rows, size_t offset_width)
{
    uint8_t above[16] = { 0 };
    const ObjectPlace *places = (const void *)w->places.at;
    size_t width = 1 + offset_width + 2;

    for (ObjectId id = 0; id < w->next; id++) {
        ObjectPlace p = places[id];
        uint8_t row[16];
        if (p.kind == OBJECT_FREE)
            p.index = 0xFFFF; /* generation: never to be used again */
        row[0] = p.kind;
        put_big_endian(row + 1, p.where, offset_width);
        put_big_endian(row + 1 + offset_width, p.index, 2);
        buf_add_char(rows, 2); /* PNG's predictor "up" */
        for (size_t i = 0; i < width; i++)
            buf_add_char(rows, (char)(row[i] - above[i]));
        memcpy(above, row, sizeof above);
    }
}

void objects_finish(ObjectWriter *w, ObjectId root, ObjectId info)
{
    Buf rows = { 0 }, dict = { 0 };

    pack_flush(w);
    ObjectId id = object_new(w);
    uint64_t offset = w->out->len - w->start;
    size_t width = offset >> 24 ? offset >> 32 ? 5 : 4 : 3;
    *place_of(w, id) = (ObjectPlace){ .where = offset, .kind = OBJECT_PLAIN };
    put_places(w, &rows, width);
    buf_format(&dict, "/Type/XRef/Size %u/W[1 %zu 2]/Root %u 0 R", w->next,
               width, root);
    if (info)
        buf_format(&dict, "/Info %u 0 R", info);
    put_text(&dict, "/ID[");
    put_identifier(w, &dict);
    buf_format(&dict, "]/DecodeParms<</Predictor 12/Columns %zu>>", 3 + width);
    object_stream(w, id, buf_str(&dict), buf_str(&rows));
    buf_format(w->out, "startxref\n%llu\n%%%%EOF\n",
               (unsigned long long)offset);
    buf_free(&rows);
    buf_free(&dict);
}
