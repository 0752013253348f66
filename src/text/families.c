/* families.c - the families known by name, and who helps out for which script.
 */

#include "text/book.h"

#define FOUR_STYLES(stem, ext)                                                 \
    {                                                                          \
        stem "-Regular" ext, stem "-Bold" ext, stem "-Italic" ext,             \
            stem "-BoldItalic" ext                                             \
    }
#define TWO_STYLES(stem, ext)                                                  \
    {                                                                          \
        stem "-Regular" ext, stem "-Bold" ext, NULL, NULL                      \
    }
#define NOTO2(name, stem)                                                      \
    {                                                                          \
        name, "truetype/noto", TWO_STYLES(stem, ".ttf"), 0                     \
    }
#define NOTO4(name, stem)                                                      \
    {                                                                          \
        name, "truetype/noto", FOUR_STYLES(stem, ".ttf"), 0                    \
    }
#define CJK(name, index)                                                       \
    {                                                                          \
        name, "opentype/noto", TWO_STYLES("NotoSansCJK", ".ttc"), index        \
    }
#define DEJAVU                                                                 \
    {                                                                          \
        "DejaVu Sans", "truetype/dejavu",                                      \
            { "DejaVuSans.ttf", "DejaVuSans-Bold.ttf",                         \
              "DejaVuSans-Oblique.ttf", "DejaVuSans-BoldOblique.ttf" },        \
            0                                                                  \
    }

/* clang-format off */
const FamilyFiles family_presets[] = {
    { "Lato", "truetype/lato", FOUR_STYLES("Lato", ".ttf"), 0 },
    { "Carlito", "truetype/crosextra", FOUR_STYLES("Carlito", ".ttf"), 0 },
    NOTO4("Noto Sans", "NotoSans"),
    NOTO4("Noto Serif", "NotoSerif"),
    NOTO2("Noto Sans Mono", "NotoSansMono"),
    { "Open Sans", "truetype/open-sans", FOUR_STYLES("OpenSans", ".ttf"), 0 },
    { "Inter", "opentype/inter", FOUR_STYLES("Inter", ".otf"), 0 },
    { "Roboto", "truetype/roboto/unhinted/RobotoTTF",
      FOUR_STYLES("Roboto", ".ttf"), 0 },
    { "Caladea", "truetype/crosextra", FOUR_STYLES("Caladea", ".ttf"), 0 },
    DEJAVU,
};
const size_t family_preset_count = COUNT_OF(family_presets);

/*
 * In the order they are asked.  Those named in script_families are asked for
 * their script only, unless they also stand before "Noto Sans Symbols" here.
 */
const FamilyFiles family_fallbacks[] = {
    NOTO4("Noto Sans", "NotoSans"),
    NOTO2("Noto Sans Arabic", "NotoSansArabic"),
    NOTO2("Noto Sans Hebrew", "NotoSansHebrew"),
    NOTO2("Noto Sans Devanagari", "NotoSansDevanagari"),
    NOTO2("Noto Sans Thai", "NotoSansThai"),
    NOTO2("Noto Sans Lao", "NotoSansLao"),
    NOTO2("Noto Sans Khmer", "NotoSansKhmer"),
    NOTO2("Noto Sans Myanmar", "NotoSansMyanmar"),
    NOTO2("Noto Sans Bengali", "NotoSansBengali"),
    NOTO2("Noto Sans Gurmukhi", "NotoSansGurmukhi"),
    NOTO2("Noto Sans Gujarati", "NotoSansGujarati"),
    NOTO2("Noto Sans Oriya", "NotoSansOriya"),
    NOTO2("Noto Sans Tamil", "NotoSansTamil"),
    NOTO2("Noto Sans Telugu", "NotoSansTelugu"),
    NOTO2("Noto Sans Kannada", "NotoSansKannada"),
    NOTO2("Noto Sans Malayalam", "NotoSansMalayalam"),
    NOTO2("Noto Sans Sinhala", "NotoSansSinhala"),
    NOTO2("Noto Serif Tibetan", "NotoSerifTibetan"),
    NOTO2("Noto Sans Georgian", "NotoSansGeorgian"),
    NOTO2("Noto Sans Armenian", "NotoSansArmenian"),
    NOTO2("Noto Sans Ethiopic", "NotoSansEthiopic"),
    NOTO2("Noto Sans Cherokee", "NotoSansCherokee"),
    NOTO2("Noto Sans Canadian Aboriginal", "NotoSansCanadianAboriginal"),
    NOTO2("Noto Sans Thaana", "NotoSansThaana"),
    NOTO2("Noto Sans Syriac", "NotoSansSyriac"),
    NOTO2("Noto Sans NKo", "NotoSansNKo"),
    NOTO2("Noto Sans Mongolian", "NotoSansMongolian"),
    NOTO2("Noto Sans Javanese", "NotoSansJavanese"),
    NOTO2("Noto Sans Balinese", "NotoSansBalinese"),
    NOTO2("Noto Sans Tifinagh", "NotoSansTifinagh"),
    NOTO2("Noto Sans Adlam", "NotoSansAdlam"),
    NOTO2("Noto Sans Coptic", "NotoSansCoptic"),
    NOTO2("Noto Sans Gothic", "NotoSansGothic"),
    NOTO2("Noto Sans Runic", "NotoSansRunic"),
    NOTO2("Noto Sans Ogham", "NotoSansOgham"),
    NOTO2("Noto Sans Yi", "NotoSansYi"),
    NOTO2("Noto Sans Symbols", "NotoSansSymbols"),
    NOTO2("Noto Sans Symbols 2", "NotoSansSymbols2"),
    NOTO2("Noto Sans Math", "NotoSansMath"),
    CJK("Noto Sans CJK JP", 0),
    CJK("Noto Sans CJK KR", 1),
    CJK("Noto Sans CJK SC", 2),
    CJK("Noto Sans CJK TC", 3),
    { "Droid Sans Fallback", "truetype/droid",
      { "DroidSansFallbackFull.ttf", NULL, NULL, NULL }, 0 },
    DEJAVU,
};
const size_t family_fallback_count = COUNT_OF(family_fallbacks);

#define SCRIPT(a, b, c, d) HB_TAG(a, b, c, d)
const ScriptFamily script_families[] = {
    { SCRIPT('A','r','a','b'), "Noto Sans Arabic" },
    { SCRIPT('H','e','b','r'), "Noto Sans Hebrew" },
    { SCRIPT('D','e','v','a'), "Noto Sans Devanagari" },
    { SCRIPT('T','h','a','i'), "Noto Sans Thai" },
    { SCRIPT('L','a','o','o'), "Noto Sans Lao" },
    { SCRIPT('K','h','m','r'), "Noto Sans Khmer" },
    { SCRIPT('M','y','m','r'), "Noto Sans Myanmar" },
    { SCRIPT('B','e','n','g'), "Noto Sans Bengali" },
    { SCRIPT('G','u','r','u'), "Noto Sans Gurmukhi" },
    { SCRIPT('G','u','j','r'), "Noto Sans Gujarati" },
    { SCRIPT('O','r','y','a'), "Noto Sans Oriya" },
    { SCRIPT('T','a','m','l'), "Noto Sans Tamil" },
    { SCRIPT('T','e','l','u'), "Noto Sans Telugu" },
    { SCRIPT('K','n','d','a'), "Noto Sans Kannada" },
    { SCRIPT('M','l','y','m'), "Noto Sans Malayalam" },
    { SCRIPT('S','i','n','h'), "Noto Sans Sinhala" },
    { SCRIPT('T','i','b','t'), "Noto Serif Tibetan" },
    { SCRIPT('G','e','o','r'), "Noto Sans Georgian" },
    { SCRIPT('A','r','m','n'), "Noto Sans Armenian" },
    { SCRIPT('E','t','h','i'), "Noto Sans Ethiopic" },
    { SCRIPT('C','h','e','r'), "Noto Sans Cherokee" },
    { SCRIPT('C','a','n','s'), "Noto Sans Canadian Aboriginal" },
    { SCRIPT('T','h','a','a'), "Noto Sans Thaana" },
    { SCRIPT('S','y','r','c'), "Noto Sans Syriac" },
    { SCRIPT('N','k','o','o'), "Noto Sans NKo" },
    { SCRIPT('M','o','n','g'), "Noto Sans Mongolian" },
    { SCRIPT('J','a','v','a'), "Noto Sans Javanese" },
    { SCRIPT('B','a','l','i'), "Noto Sans Balinese" },
    { SCRIPT('T','f','n','g'), "Noto Sans Tifinagh" },
    { SCRIPT('A','d','l','m'), "Noto Sans Adlam" },
    { SCRIPT('C','o','p','t'), "Noto Sans Coptic" },
    { SCRIPT('G','o','t','h'), "Noto Sans Gothic" },
    { SCRIPT('R','u','n','r'), "Noto Sans Runic" },
    { SCRIPT('O','g','a','m'), "Noto Sans Ogham" },
    { SCRIPT('Y','i','i','i'), "Noto Sans Yi" },
    { SCRIPT('H','a','n','g'), "Noto Sans CJK KR" },
};
const size_t script_family_count = COUNT_OF(script_families);
/* clang-format on */
