/* parts.h - inside of style/: the steps that theme_new() goes through. */
#ifndef REPORTGEN_STYLE_PARTS_H
#define REPORTGEN_STYLE_PARTS_H

#include "style/color.h"

/* Text needs this on its ground; marks of charts need the other on white. */
#define TEXT_RATIO 4.5
#define MARK_RATIO 3.0

/* A brand whose colours are being made readable. */
typedef struct {
    Env *env;
    const Brand *brand;
    bool refused; /* something had to be mended under brand->strict */
} Mending;

/* Say that `from` did not read on `ground` and `to` stands in for it. */
void mending_report(Mending *m, const char *use, Color from, Color to,
                    Color ground);

/* Every colour of the theme; false if reported. */
bool palette_derive(Env *env, const Brand *brand, Palette *out);
/* `series` and `heat`, from the other colours. */
void series_derive(Mending *m, Palette *p);

/* What the roles of text are set in. */
typedef struct {
    const Font *faces[4];
    double size_factor; /* evens out the x-heights of families */
} Family;

/* Every role of text. */
void roles_derive(Theme *t, const Family *body, const Family *heading);
/* Size of a role against what the scale says: its family's, its brand's. */
double role_factor(const Theme *t, TextRole role);

#endif
