/*
 * brand.h - inside of style/: reading keys, values and files of an agency.
 *
 * Every reader reports what is wrong at its place and leaves the result as it
 * was, so one run names all faults; brand_read() counts them.
 */
#ifndef REPORTGEN_STYLE_BRAND_H
#define REPORTGEN_STYLE_BRAND_H

#include "style/style.h"

typedef struct {
    Env *env;
    Str folder;
    const Value *palette; /* color.palette of the brand; or NULL */
    Str missing_font;     /* the family last said to be missing */
    Brand *out;
} BrandReader;

/*
 * The map at `key`, its keys checked against `keys` (ends with NULL); NULL if
 * it is absent or no map.  `path` names it in messages: "layout".
 */
const Value *section_find(BrandReader *r, const Value *parent, const char *key,
                          const char *const *keys);
void keys_check(BrandReader *r, const Value *map, const char *what,
                const char *const *keys);
/* The member, or NULL when it is absent or null. */
const Value *given(const Value *map, const char *key);

void text_read(BrandReader *r, const Value *map, const char *key, Str *out);
void flag_read(BrandReader *r, const Value *map, const char *key, bool *out);
/* Index in `words`, which ends with NULL; capitals are all one. */
void word_read(BrandReader *r, const Value *map, const char *key,
               const char *const *words, uint8_t *out);
/* Points, or text such as "20mm"; brought between the limits with a warning. */
typedef struct {
    double least_pt, most_pt;
} LengthLimits;
void length_read(BrandReader *r, const Value *map, const char *key,
                 LengthLimits limits, double *out);
/* "#13416E", "#14E", or a name in color.palette. */
bool color_value(BrandReader *r, const Value *v, Color *out);
/* True if there is one; null is an error that explains unquoted '#'. */
bool color_read(BrandReader *r, const Value *map, const char *key, Color *out);

/* A file beside the brand; false if reported. */
bool file_find(BrandReader *r, const Value *v, const char *what, Str *path);
/* `logo:` of the brand, in all the forms of the convention. */
void logo_read(BrandReader *r, const Value *brand);
/* Word and PowerPoint files beside the brand under the usual names. */
void references_find(BrandReader *r);
/* `reference:` of the agency, which goes before those found. */
void references_read(BrandReader *r, const Value *agency);
/* `typography:` of the brand, and the fonts/ beside it. */
void typography_read(BrandReader *r, const Value *brand);

#endif
