/* block_table.c - what a block may say: one row a block, one row a key. */

#include "template/template.h"

#define END                                                                    \
    {                                                                          \
        0                                                                      \
    }

const OptionRule COMMON_RULES[] = {
    { "id", OPT_NAME,
      .help = "name by which links and other templates refer to it" },
    { "if", OPT_EXPR, .help = "the block is there only when this is true" },
    { "for", OPT_FOR, .help = "`row in rows`: the block once for each row" },
    { "only", OPT_NAMES, .words = "pdf docx pptx",
      .help = "formats it is meant for: [pdf, docx, pptx]" },
    { "keep_with_next", OPT_FLAG,
      .help = "stays on the page of the next block" },
    { "page_break", OPT_WORD, .words = "before", .help = "begins a new page" },
    { "if_missing", OPT_TEXT,
      .help = "hide, error, or the words to print instead" },
    END,
};

static const OptionRule VERB_KEYS[] = {
    { "edged", OPT_NUMBER, .help = "percent from which it edged up or down" },
    { "moved", OPT_NUMBER, .help = "percent from which it rose or fell" },
    { "jumped", OPT_NUMBER,
      .help = "percent beyond which it jumped or dropped" },
    END,
};

const OptionRule SETTING_RULES[] = {
    { "number_headings", OPT_FLAG,
      .help = "headings are numbered 1, 1.1, ..." },
    { "number_figures", OPT_FLAG, .help = "charts and tables are numbered" },
    { "section_pages", OPT_FLAG, .help = "each top section begins a new page" },
    { "density", OPT_WORD, .words = "normal compact roomy",
      .help = "of tables" },
    { "verbs", OPT_MAP, .keys = VERB_KEYS,
      .help = "how far a measure moves before sentences put it more strongly" },
    END,
};

/* ---- Parts of blocks ----------------------------------------------------- */

static const OptionRule CALLOUT_WORDS = { .words = "insight note risk action" };

static const OptionRule KPI_KEYS[] = {
    { "label", OPT_TEXT, .required = true, .help = "what it is" },
    { "value", OPT_EXPR, .required = true, .help = "the number" },
    { "format", OPT_FORMAT, .help = "how it is printed, as on a card" },
    { "previous", OPT_EXPR, .help = "what it is compared with" },
    { "versus", OPT_TEXT, .help = "words for that: vs Q2 2025" },
    { "target", OPT_EXPR, .help = "its target" },
    { "better", OPT_WORD, .words = "up down neutral",
      .help = "which way is good" },
    { "spark", OPT_EXPR, .help = "list of numbers for a sparkline" },
    { "reason", OPT_TEXT, .help = "why there is no value" },
    END,
};

static const OptionRule COLUMN_KEYS[] = {
    { "field", OPT_NAME, .help = "the field of the row that it shows" },
    { "value", OPT_EXPR,
      .help = "worked out instead: row.revenue / row.spend" },
    { "text", OPT_TEXT, .help = "words instead, with {{ row.name }}" },
    { "label", OPT_TEXT,
      .help = "its heading; by default the field's or measure's" },
    { "group", OPT_TEXT, .help = "heading over several neighbours" },
    { "format", OPT_FORMAT, .help = "how its values are printed" },
    { "width", OPT_LENGTH, .help = "3fr, 120pt, 4cm or auto" },
    { "align", OPT_WORD, .words = "left right center",
      .help = "by default numbers right" },
    { "style", OPT_WORD, .words = "text pill bar spark heat",
      .help = "how its cells look" },
    { "total", OPT_EXPR,
      .help = "sum, mean, min, max, count, or an expression over `rows`" },
    { "tone", OPT_EXPR,
      .help = "positive, negative, warning, muted, accent or normal" },
    { "indent", OPT_EXPR, .help = "steps of hierarchy" },
    { "header", OPT_FLAG,
      .help = "its cells head their rows; by default the first column" },
    { "priority", OPT_NUMBER,
      .help =
          "1 stands in the first part of a table that is too wide for one" },
    { "if", OPT_EXPR, .help = "the column is there only when this is true" },
    END,
};

static const OptionRule X_KEYS[] = {
    { "field", OPT_NAME, .required = true,
      .help = "the field that names the category" },
    { "format", OPT_FORMAT, .help = "how it is printed" },
    { "group", OPT_NAME, .help = "field of a second line below: the year" },
    END,
};

static const OptionRule Y_KEYS[] = {
    { "for", OPT_FOR,
      .help = "`name in names`: the series once for each name" },
    { "field", OPT_NAME, .help = "the field with the numbers" },
    { "value", OPT_EXPR, .help = "worked out instead, from `row`" },
    { "label", OPT_TEXT, .help = "the name of the series" },
    { "format", OPT_FORMAT, .help = "how its numbers are printed" },
    { "mark", OPT_WORD, .words = "column line", .help = "of a combo" },
    { "axis", OPT_WORD, .words = "left right", .help = "which scale it uses" },
    { "style", OPT_WORD,
      .words = "normal context dashed highlight prior plan forecast",
      .help = "context is grey, dashed is a forecast or the year before; prior "
              "is paler, plan outlined, forecast hatched" },
    { "low", OPT_NAME, .help = "field with the lower end of its band" },
    { "high", OPT_NAME, .help = "field with the upper end of its band" },
    { "inner_low", OPT_NAME, .help = "the likelier band within: lower end" },
    { "inner_high", OPT_NAME, .help = "the likelier band within: upper end" },
    { "if", OPT_EXPR, .help = "the series is there only when this is true" },
    END,
};

static const OptionRule AXIS_KEYS[] = {
    { "title", OPT_TEXT, .help = "its unit in words" },
    { "from", OPT_EXPR, .help = "where it begins" },
    { "to", OPT_EXPR, .help = "where it ends" },
    { "format", OPT_FORMAT, .help = "how its numbers are printed" },
    END,
};

static const OptionRule FORECAST_KEYS[] = {
    { "field", OPT_NAME,
      .help = "true in the rows that are expected, not measured" },
    END,
};

static const OptionRule CHART_WORDS = {
    .words = "line column grouped stacked stacked_100 bar area combo donut "
             "waterfall funnel bullet sparkline scatter bubble matrix heatmap "
             "cohort calendar slope gauge gantt treemap marimekko multiples "
             "histogram pareto"
};

static const OptionRule COLUMN_BLOCK_KEYS[] = {
    { "body", OPT_BLOCKS, .required = true, .help = "what stands in it" },
    { "width", OPT_NUMBER, .help = "its share, 1 unless told" },
    END,
};

static const OptionRule COVER_SUBJECT[] = {
    { "title", OPT_TEXT, .help = "by default the template's title" },
    { "subtitle", OPT_TEXT, .help = "a line below it" },
    { "client", OPT_TEXT, .help = "by default the client's name" },
    { "image", OPT_TEXT, .help = "the client's logo; by default client.logo" },
    { "alt", OPT_TEXT, .help = "what the logo shows" },
    { "period", OPT_TEXT, .help = "what time the report speaks of" },
    { "date", OPT_TEXT, .help = "of the report" },
    { "version", OPT_TEXT, .help = "its version" },
    { "prepared_by", OPT_TEXT, .help = "by whom" },
    { "confidentiality", OPT_TEXT, .help = "who may read it" },
    END,
};

static const OptionRule TOC_SUBJECT[] = {
    { "title", OPT_TEXT, .help = "its heading" },
    { "depth", OPT_NUMBER, .help = "levels listed, 1 to 3" },
    { "of", OPT_WORD, .words = "sections figures tables",
      .help = "what is listed" },
    END,
};

static const OptionRule NOTES_SUBJECT[] = {
    { "title", OPT_TEXT, .help = "a line above the notes" },
    END,
};

static const OptionRule SWOT_SUBJECT[] = {
    { "strengths", OPT_EXPR, .help = "list of words" },
    { "weaknesses", OPT_EXPR, .help = "list of words" },
    { "opportunities", OPT_EXPR, .help = "list of words" },
    { "threats", OPT_EXPR, .help = "list of words" },
    END,
};

static const OptionRule SWOT_RULE = { .keys = SWOT_SUBJECT };
static const OptionRule COVER_RULE = { .keys = COVER_SUBJECT };
static const OptionRule TOC_RULE = { .keys = TOC_SUBJECT };
static const OptionRule NOTES_RULE = { .keys = NOTES_SUBJECT };
static const OptionRule COLUMNS_RULE = { .keys = COLUMN_BLOCK_KEYS };

/* ---- Keys beside the kind's own ------------------------------------------ */

static const OptionRule NO_KEYS[] = { END };

static const OptionRule SECTION_KEYS[] = {
    { "body", OPT_BLOCKS, .required = true, .help = "what stands in it" },
    { "short", OPT_TEXT, .help = "the title as the running head says it" },
    { "landscape", OPT_FLAG, .help = "its pages lie on their side" },
    { "unlisted", OPT_FLAG, .help = "not in the contents" },
    END,
};

static const OptionRule SLIDE_KEYS[] = {
    { "layout", OPT_WORD,
      .words = "title section agenda kpis chart chart_and_text two_charts "
               "two_content content table comparison quote closing blank",
      .help = "how it is laid out; by default by what it holds" },
    { "subtitle", OPT_TEXT, .help = "a line below the title" },
    { "body", OPT_BLOCKS, .help = "what stands on it" },
    { "left", OPT_BLOCKS, .help = "or what stands at the left" },
    { "right", OPT_BLOCKS, .help = "and at the right" },
    { "notes", OPT_TEXT, .help = "what the speaker says, in Markdown" },
    { "fit", OPT_WORD, .words = "shrink split truncate error",
      .help = "what is done with more than it holds; by default shrink, then "
              "split" },
    END,
};

static const OptionRule TEXT_KEYS[] = {
    { "style", OPT_WORD, .words = "body lead note source",
      .help = "how it is set" },
    END,
};

const OptionRule SENTENCE_KEYS[] = {
    { "metric", OPT_EXPR,
      .help = "id of the measure, where rows have several; by default the "
              "first outcome" },
    { "say", OPT_TEXT,
      .help = "words instead of the numbers' own; false for none. The client's "
              "data may say them too, under `say`, by the block's id" },
    { "style", OPT_WORD, .words = "body lead note source",
      .help = "how it is set" },
    END,
};

static const OptionRule LIST_KEYS[] = {
    { "item", OPT_TEXT, .help = "how one is written; `item` is the row" },
    { "ordered", OPT_FLAG, .help = "numbered" },
    END,
};

static const OptionRule CALLOUT_KEYS[] = {
    { "title", OPT_TEXT, .help = "its heading" },
    { "text", OPT_TEXT, .help = "what it says" },
    { "body", OPT_BLOCKS, .help = "or blocks" },
    { "footer", OPT_TEXT, .help = "owner and date of an action" },
    END,
};

static const OptionRule QUOTE_KEYS[] = {
    { "source", OPT_TEXT, .help = "who said it" },
    END,
};

static const OptionRule KPIS_KEYS[] = {
    { "items", OPT_MAPS, .keys = KPI_KEYS,
      .help = "cards written out, instead of a list in the data" },
    { "compare", OPT_EXPR,
      .help = "comparisons on a card, in order: ['target', 'prior_year', "
              "'previous_period']" },
    { "primary", OPT_EXPR, .help = "id of the card that leads" },
    { "limit", OPT_NUMBER, .help = "at most so many cards" },
    { "spark", OPT_FLAG, .help = "with sparklines, which is usual" },
    END,
};

static const OptionRule TABLE_KEYS[] = {
    { "columns", OPT_MAPS, .keys = COLUMN_KEYS, .short_key = "field",
      .required = true, .help = "from left to right" },
    { "title", OPT_TEXT, .help = "caption above" },
    { "note", OPT_TEXT, .help = "source or reading aid below" },
    { "group_by", OPT_EXPR,
      .help = "value of a `row` under which neighbours are gathered" },
    { "subtotal", OPT_FLAG, .help = "a line of totals after each group" },
    { "total_label", OPT_TEXT, .help = "first cell of the totals" },
    { "highlight", OPT_EXPR, .help = "true for a `row` to stand out" },
    { "density", OPT_WORD, .words = "normal compact roomy",
      .help = "height of the rows" },
    END,
};

static const OptionRule CHART_KEYS[] = {
    { "data", OPT_EXPR, .required = true, .help = "list of rows" },
    { "x", OPT_MAP, .keys = X_KEYS, .short_key = "field", .required = true,
      .help = "categories" },
    { "y", OPT_MAPS, .keys = Y_KEYS, .short_key = "field", .required = true,
      .except = "gantt histogram", .help = "series" },
    { "by", OPT_NAME, .help = "field that splits the rows into series" },
    { "title", OPT_TEXT, .help = "what the chart shows, as a finding" },
    { "subtitle", OPT_TEXT, .help = "measure, unit, scope and period" },
    { "note", OPT_TEXT, .help = "source and date of the data" },
    { "alt", OPT_TEXT,
      .help = "the same in words; written from the data unless given" },
    { "axis", OPT_MAP, .keys = AXIS_KEYS, .help = "the value axis" },
    { "right_axis", OPT_MAP, .keys = AXIS_KEYS,
      .help = "the second value axis" },
    { "x_axis", OPT_MAP, .keys = AXIS_KEYS,
      .help = "the axis below (scatter, bubble, matrix)" },
    { "labels", OPT_FLAG, .help = "values printed beside the marks" },
    { "order", OPT_WORD, .words = "value data",
      .help = "of bars: the longest first, which is usual, or as the rows "
              "come" },
    { "target", OPT_NAME,
      .help = "field with each category's target (bullet, gauge)" },
    { "size", OPT_NAME,
      .help = "field with the area of a bubble, the width of a column "
              "(marimekko), or how many a cohort began with" },
    { "name", OPT_NAME,
      .help = "field that names a point (scatter, bubble, matrix)" },
    { "start", OPT_NAME, .help = "field with a bar's first day (gantt)" },
    { "end", OPT_NAME, .help = "field with a bar's last day (gantt)" },
    { "bar_text", OPT_NAME, .help = "field with the words in a bar (gantt)" },
    { "today", OPT_EXPR, .help = "day marked with a line (gantt)" },
    { "quadrants", OPT_EXPR,
      .help = "four names: top left, top right, bottom left, bottom right "
              "(matrix)" },
    { "cross_x", OPT_EXPR, .help = "where left and right part (matrix)" },
    { "cross_y", OPT_EXPR, .help = "where top and bottom part (matrix)" },
    { "medians", OPT_FLAG,
      .help = "lines at the medians (scatter, bubble), usual from 8 points" },
    { "independent", OPT_FLAG,
      .help = "each small plot has a scale of its own (multiples)" },
    { "bins", OPT_NUMBER, .help = "ranges that are counted (histogram)" },
    { "total", OPT_NAME, .help = "field that is true for totals (waterfall)" },
    { "better", OPT_WORD, .words = "up down neutral",
      .help = "which way is good (waterfall)" },
    { "forecast", OPT_MAP, .keys = FORECAST_KEYS, .short_key = "field",
      .help = "which rows are expected" },
    { "partial", OPT_NAME,
      .help = "field that is true for periods not over yet" },
    { "reference", OPT_EXPR, .help = "a number drawn as a line across" },
    { "reference_label", OPT_TEXT, .help = "its words" },
    { "annotations", OPT_EXPR,
      .help = "list of {date, text} pinned to periods" },
    { "highlight", OPT_EXPR, .help = "name of the series that stands out" },
    { "center", OPT_TEXT, .help = "words in the hole of a donut" },
    { "height", OPT_WORD, .words = "normal low tall", .help = "of the chart" },
    END,
};

static const OptionRule IMAGE_KEYS[] = {
    { "alt", OPT_TEXT, .required = true,
      .help = "what it shows, for those who cannot see it; '' for decoration" },
    { "caption", OPT_TEXT, .help = "words below" },
    { "width", OPT_LENGTH, .help = "at most the column's" },
    { "align", OPT_WORD, .words = "left right center",
      .help = "where it stands" },
    END,
};

/* ---- The blocks ---------------------------------------------------------- */

const BlockRule BLOCK_RULES[] = {
    { "section", OPT_TEXT, NULL, false, SECTION_KEYS,
      "a heading and what stands under it" },
    { "slide", OPT_TEXT, NULL, true, SLIDE_KEYS,
      "a slide of a presentation, by its title" },
    { "text", OPT_TEXT, NULL, false, TEXT_KEYS,
      "paragraphs and lists in Markdown" },
    { "list", OPT_EXPR, NULL, false, LIST_KEYS, "a list from the data" },
    { "callout", OPT_WORD, &CALLOUT_WORDS, false, CALLOUT_KEYS,
      "words that stand out" },
    { "quote", OPT_TEXT, NULL, false, QUOTE_KEYS, "somebody's words" },
    { "kpis", OPT_EXPR, NULL, true, KPIS_KEYS, "cards with the main measures" },
    { "table", OPT_EXPR, NULL, false, TABLE_KEYS, "rows and columns" },
    { "chart", OPT_WORD, &CHART_WORDS, false, CHART_KEYS,
      "a picture of numbers" },
    { "image", OPT_TEXT, NULL, false, IMAGE_KEYS, "a picture from a file" },
    { "columns", OPT_MAPS, &COLUMNS_RULE, false, NO_KEYS,
      "blocks side by side" },
    { "swot", OPT_MAP, &SWOT_RULE, false, NO_KEYS,
      "strengths, weaknesses, opportunities and threats in four panels" },
    { "cover", OPT_MAP, &COVER_RULE, true, NO_KEYS, "the first page" },
    { "toc", OPT_MAP, &TOC_RULE, true, NO_KEYS, "the contents" },
    { "data_notes", OPT_MAP, &NOTES_RULE, true, NO_KEYS,
      "what was left out or substituted" },
    /* sentences from numbers */
    { "headline", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "how a KPI moved, where it stands, against its target" },
    { "movement", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "a KPI against the year and the period before" },
    { "target_gap", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "a KPI or goal against its target" },
    { "no_comparison", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "why a KPI is compared with nothing" },
    { "driver", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "which row contributed most to the change of the `metric`" },
    { "mix", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "a ratio that moved against most of its rows" },
    { "streak", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "months in a row that the `metric` grew or fell" },
    { "coverage", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "months of the `metric` without data" },
    { "movers", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "the campaigns that added and lost most" },
    { "delivery", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "what was delivered of what was planned" },
    { "pacing", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "a budget: spent, time elapsed, where it lands" },
    { "needed", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "what a budget leaves for each day to come" },
    { "outlook", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "a forecast with its range and method" },
    { "verdict", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "how many goals were met, the worst named" },
    { "transition", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "red, amber or green, and what it was before" },
    { "progress", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "milestones done, and how late the others are" },
    { "overdue", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "actions or decisions past their day" },
    { "satisfaction", OPT_EXPR, NULL, false, SENTENCE_KEYS,
      "a survey's NPS with its margin of error" },
    { "page_break", OPT_FLAG, NULL, true, NO_KEYS, "a new page" },
    { "group", OPT_BLOCKS, NULL, false, NO_KEYS,
      "several blocks under one `if` or `for`" },
    { "include", OPT_NAME, NULL, false, NO_KEYS, "blocks from another file" },
    { 0 },
};
