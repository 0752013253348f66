/* test_csv_presets.c - one export of each layout, read by its preset. */

#include "data_test.h"

#include "data/csv.h"
#include "io/io.h"

typedef struct {
    const char *spec; /* what stands in the data */
    size_t rows;
    const char *column; /* a number, and what it adds up to */
    const char *sum;
    const char *other; /* a second one, or NULL */
    const char *other_sum;
    const char *first; /* the first date, or NULL */
    const char *last;
} Export;

/* Results of the open files are those of an independent script over the same
 * bytes; of the made-up ones, added by hand. */
static const Export EXPORTS[] = {
    { "$csv: ../../samples/open/meta_ads_campaigns_daily.csv, preset: meta",
      107, "spend", "75888.09", "clicks", "20694", "2021-04-17", "2021-03-19" },
    { "$csv: ../../samples/open/meta_ads_campaigns_daily.csv, preset: meta",
      107, "impressions", "3516653", "clicks_all", "36023", NULL, NULL },
    { "$csv: ../../samples/open/meta_ads_campaigns_daily.csv, preset: meta",
      107, "results", "754", NULL, NULL, NULL, NULL },
    { "$csv: ../../samples/open/google_ads_day_report.csv, preset: google-ads",
      96, "spend", "5349.36", "impressions", "50083", "2021-03-24",
      "2021-04-22" },
    { "$csv: ../../samples/open/google_trends_multitimeline.csv, preset: "
      "trends",
      51, "search_interest", "2442", NULL, NULL, "2020-03-15", "2021-02-28" },
    { "$csv: ../../samples/open/tv_plan_pivot.csv, preset: tv-plan, year: 2020",
      9, "spend", "500000", NULL, NULL, "2020-08-24", "2020-10-19" },
    { "$json: ../../samples/open/ga4/top-session-channel-group-30-days.json, "
      "preset: ga4-api",
      19, "sessions", "1498979124", NULL, NULL, NULL, NULL },
    { "$json: ../../samples/open/ga4/daily-sessions-30-days.json, preset: "
      "ga4-api",
      30, "sessions", "1186512188", NULL, NULL, NULL, NULL },
    { "$csv: ../../samples/open/ga4/top-traffic-sources-30-days.csv, preset: "
      "ga4-api",
      20, "sessions", "1173972961", "pageviews", "2890575587", NULL, NULL },
    { "$csv: ../../samples/open/api/google_ads_campaign_stats_data.csv, "
      "preset: google-ads-api",
      16, "spend", "231.33", "impressions", "1854", "2021-02-01", NULL },
    { "$csv: "
      "../../samples/open/api/"
      "microsoft_ads_ad_performance_daily_report_data.csv, preset: microsoft",
      401, "spend", "208.36", "conversions", "2", "2019-05-15", NULL },
    { "$csv: ../../samples/open/api/tiktok_campaign_country_report_data.csv, "
      "preset: tiktok",
      10, "spend", "1486.1", "conversions", "659", "2025-04-15", NULL },
    { "$csv: "
      "../../samples/open/api/amazon_ads_targeting_keyword_report_data.csv, "
      "preset: amazon-api",
      10, "spend", "2036.17", "clicks", "1007", "2022-07-12", NULL },
    { "$csv: ../../samples/open/api/apple_search_search_term_report_data.csv, "
      "preset: apple-search",
      150, "spend", "100", "clicks", "129", "2021-12-09", NULL },
    { "$csv: google-ads-campaign.csv, preset: google-ads", 3, "spend",
      "2084.21", "impressions", "345400", "2026-07-01", "2026-07-01" },
    { "$csv: google-ads-excel.csv, preset: google-ads", 2, "spend", "2032.00",
      "clicks", "512", "2026-07-01", "2026-07-02" },
    { "$csv: google-ads-shares.csv, preset: google-ads", 3, "impression_share",
      "0.9", "clicks", "188", "2026-07-01", "2026-07-02" },
    { "$csv: google-ads-landing.csv, preset: google-ads", 2, "spend", "1037.20",
      "clicks", "1300", "2026-07-01", "2026-07-01" },
    { "$csv: google-ads-auction.csv, preset: google-ads-auction", 3,
      "impression_share", "0.9375", "overlap_rate", "0.46", "2026-07-01",
      NULL },
    { "$csv: google-ads-api.csv, preset: google-ads-api", 2, "spend",
      "60.720001", "conversions", "1.5", "2026-07-01", "2026-07-02" },
    { "$csv: meta-total-row.csv, preset: meta", 2, "spend", "328.22817057597",
      "impressions", "40000", "2026-07-01", "2026-07-01" },
    { "$csv: meta-es.csv, preset: meta", 2, "spend", "20.55", "impressions",
      "5150", "2026-07-01", "2026-07-02" },
    { "$csv: meta-pt.csv, preset: meta", 2, "spend", "312", "impressions",
      "18500", "2026-12-10", "2026-12-11" },
    { "$csv: meta-de.csv, preset: meta", 2, "spend", "2234.56", "reach", "4100",
      "2026-07-01", "2026-07-02" },
    { "$csv: meta-th.csv, preset: meta", 1, "spend", "2500.5", "impressions",
      "4200", "2026-07-01", NULL },
    { "$csv: meta-vi.csv, preset: meta", 1, "spend", "1250000", "results", "8",
      "2026-07-01", NULL },
    { "$csv: meta-api.csv, preset: meta-api", 2, "spend", "153.5", "clicks",
      "45", "2026-07-01", NULL },
    { "$csv: meta-actions.csv, preset: meta-actions", 3, "purchases", "11",
      "leads", "9", "2026-07-01", "2026-07-02" },
    { "$csv: ga4.csv, preset: ga4, table: 2", 4, "sessions", "6512", "revenue",
      "9377.05", "2026-07-01", "2026-07-01" },
    { "$csv: ga4.csv, preset: ga4", 2, "sessions", "251", NULL, NULL,
      "2026-07-01", "2026-07-02" },
    { "$csv: ga4.csv, preset: ga4-pages", 2, "pageviews", "7950", NULL, NULL,
      "2026-07-01", NULL },
    { "$csv: ga4-de.csv, preset: ga4", 1, "sessions", "4210", "revenue",
      "8120.55", "2026-07-01", NULL },
    { "$json: ga4-run-report.json, preset: ga4-api", 2, "sessions",
      "1498979136", "bounce_rate", "0.97316953493645314", "2026-07-01",
      "2026-07-02" },
    { "$csv: universal-analytics.csv, preset: universal-analytics", 3,
      "revenue", "2603.75", NULL, NULL, "2026-04-26", "2026-04-27" },
    { "$csv: search-console-queries.csv, preset: search-console", 2, "clicks",
      "1248", "previous_impressions", "5500", NULL, NULL },
    { "$csv: search-console-dates.csv, preset: search-console", 2, "clicks",
      "251", "avg_position", "22.25", "2026-07-01", "2026-07-02" },
    { "$csv: trends.csv, preset: trends", 4, "search_interest", "157", NULL,
      NULL, "2026-06-28", "2026-07-05" },
    { "$csv: linkedin.csv, preset: linkedin", 2, "spend", "220.00", "clicks",
      "70", "2026-09-01", "2026-09-02" },
    { "$csv: linkedin-api.csv, preset: linkedin-api", 2, "spend", "180.75",
      "conversions", "1", "2026-07-06", "2026-07-07" },
    { "$csv: microsoft.csv, preset: microsoft", 3, "spend", "54.00",
      "conversions", "34", "2026-07-01", "2026-07-02" },
    { "$csv: tiktok.csv, preset: tiktok", 2, "spend", "304.6", "conversions",
      "70", "2026-07-01", "2026-07-02" },
    { "$csv: amazon.csv, preset: amazon", 2, "spend", "1246.90", "revenue",
      "2560.5", "2026-07-01", "2026-07-02" },
    { "$csv: apple-search.csv, preset: apple-search", 2, "spend", "3.25",
      "clicks", "4", "2026-07-01", "2026-07-02" },
    { "$csv: pinterest.csv, preset: pinterest", 2, "spend", "1.25",
      "earned_impressions", "180", "2026-07-01", "2026-07-02" },
    { "$csv: snapchat.csv, preset: snapchat", 2, "spend", "4.250001", "revenue",
      "90", "2026-07-01", "2026-07-01" },
    { "$csv: reddit.csv, preset: reddit", 1, "spend", "3.5", "clicks", "14",
      "2026-07-01", NULL },
    { "$csv: youtube-studio.csv, preset: youtube-studio", 2, "views", "950",
      "avg_view_duration", "4091", NULL, NULL },
    { "$csv: tv-plan-months.csv, preset: tv-plan", 6, "spend", "4750.75", NULL,
      NULL, "2026-07-01", "2026-09-01" },
};

/* The table that `spec`, in a file of tests/csv, names; NULL if refused. */
static Dataset *read_spec(Env *env, const char *spec)
{
    Str text = str_format(env->arena, "{ %s }", spec);
    const Source *src =
        source_new(env->arena, STR("tests/csv/client.yaml"), text);
    const Value *v = yaml_parse(env, src);

    assert_non_null(v);
    return csv_table_load(env, &(ClientCalendar){ 0 }, v);
}

/* samples/open lies outside the folder of tests/csv, so it has its own. */
static Dataset *read_export(Env *env, const char *spec)
{
    static const char open[] = "../../samples/open/";
    const char *at = strstr(spec, open);

    if (!at)
        return read_spec(env, spec);
    Str text = str_format(env->arena, "{ %.*s%s }", (int)(at - spec), spec,
                          at + sizeof open - 1);
    const Source *src =
        source_new(env->arena, STR("samples/open/client.yaml"), text);
    const Value *v = yaml_parse(env, src);
    assert_non_null(v);
    return csv_table_load(env, &(ClientCalendar){ 0 }, v);
}

static void assert_sum(const Export *e, const Dataset *t, const char *key,
                       const char *expected)
{
    const DatasetColumn *c = dataset_column(t, str_of(key));
    Decimal sum = decimal_of_int(0), number, wanted;

    if (!c || c->kind != DATASET_NUMBER)
        fail_msg("%s: no numbers '%s'", e->spec, key);
    for (size_t row = 0; row < t->row_count; row++)
        if (dataset_number(c, row, &number))
            sum = decimal_add(sum, number);
    assert_true(decimal_parse(str_of(expected), &wanted));
    if (decimal_compare(sum, wanted) != 0)
        fail_msg("%s: %s is %s, not %s", e->spec, key,
                 decimal_format(t->arena, sum).at, expected);
}

static void assert_day(const Export *e, const Dataset *t, size_t row,
                       const char *expected)
{
    const DatasetColumn *c = dataset_column(t, STR("date"));

    if (!expected)
        return;
    assert_non_null(c);
    Str day = csv_day_text(t->arena, c->days[row]);
    if (!str_is(day, expected))
        fail_msg("%s: row %zu is of %s, not %s", e->spec, row, day.at,
                 expected);
}

TEST(each_export_gives_its_rows_and_sums)
{
    for (size_t i = 0; i < COUNT_OF(EXPORTS); i++) {
        const Export *e = &EXPORTS[i];
        Env *env = env_new();
        Dataset *t = read_export(env, e->spec);
        if (!t)
            diags_print(env->diags, stderr);
        if (!t || t->row_count != e->rows)
            fail_msg("%s: %zu rows, not %zu", e->spec, t ? t->row_count : 0,
                     e->rows);
        assert_sum(e, t, e->column, e->sum);
        if (e->other)
            assert_sum(e, t, e->other, e->other_sum);
        assert_day(e, t, 0, e->first);
        assert_day(e, t, t->row_count - 1, e->last);
        env_free(env);
    }
}

/* The preset that knows the header best, as `import` chooses it. */
TEST(each_preset_has_an_export)
{
    for (const CsvPreset *p = CSV_PRESETS; p->name; p++) {
        bool found = false;
        Env *env = env_new();
        Str part = str_format(env->arena, "preset: %s", p->name);
        for (size_t i = 0; i < COUNT_OF(EXPORTS); i++) {
            const char *at = strstr(EXPORTS[i].spec, part.at);
            found |= at && (!at[part.len] || at[part.len] == ',');
        }
        if (!found)
            fail_msg("no export is read by %s", p->name);
        env_free(env);
    }
}

/* Each preset stands in the documentation and in the schema for editors. */
TEST(each_preset_is_documented)
{
    Env *env = env_new();
    const Source *page = file_load(env, STR("docs/data-model.md"), (Span){ 0 });
    const Source *schema =
        file_load(env, STR("templates/lib/client.schema.json"), (Span){ 0 });

    assert_non_null(page);
    assert_non_null(schema);
    for (const CsvPreset *p = CSV_PRESETS; p->name; p++) {
        Str row = str_format(env->arena, "| `%s` |", p->name);
        Str word = str_format(env->arena, "\"%s\"", p->name);
        if (str_find(page->text, row) == page->text.len)
            fail_msg("docs/data-model.md has no row of %s", p->name);
        if (str_find(schema->text, word) == schema->text.len)
            fail_msg("the schema has no preset %s", p->name);
    }
    env_free(env);
}

static Str text_at(const Dataset *t, size_t row, const char *key)
{
    Value v = dataset_cell(t, row, dataset_column(t, str_of(key)));
    return v.kind == VALUE_TEXT ? v.as.text : STR("");
}

static void assert_cell(const Dataset *t, size_t row, const char *key,
                        const char *expected)
{
    Value v = dataset_cell(t, row, dataset_column(t, str_of(key)));
    Decimal wanted;

    assert_int_equal(v.kind, VALUE_NUMBER);
    assert_true(decimal_parse(str_of(expected), &wanted));
    assert_int_equal(decimal_compare(v.as.number, wanted), 0);
}

TEST(totals_are_left_out_with_a_note)
{
    Env *env = env_new();
    Dataset *t =
        read_spec(env, "$csv: google-ads-campaign.csv, preset: google-ads");
    assert_int_equal(t->totals.len, 1);
    assert_int_equal(t->totals.at[0].count, 3);
    assert_str(env, t->totals.at[0].path, "google-ads-campaign.csv");
    Place place =
        source_place(t->totals.at[0].at.src, t->totals.at[0].at.start);
    assert_int_equal(place.line, 7);
    env_free(env);
}

TEST(currency_channel_and_identifiers_are_texts)
{
    Env *env = env_new();
    Dataset *t = read_spec(env, "$csv: meta-es.csv, preset: meta");
    assert_str(env, text_at(t, 0, "currency"), "EUR");
    assert_str(env, text_at(t, 0, "channel"), "Meta");
    t = read_spec(env, "$csv: google-ads-excel.csv, preset: google-ads");
    assert_str(env, text_at(t, 0, "campaign_id"), "9007199254740993");
    assert_str(env, text_at(t, 1, "campaign"), "Brand Zürich");
    t = read_spec(env, "$csv: linkedin.csv, preset: linkedin");
    assert_str(env, text_at(t, 0, "campaign"), "Decision makers, DACH");
    t = read_spec(env, "$csv: trends.csv, preset: trends");
    assert_str(env, text_at(t, 1, "term"), "rival");
    assert_str(env, text_at(t, 1, "search_interest"), "<1");
    env_free(env);
}

TEST(bounds_and_missing_values_are_counted)
{
    Env *env = env_new();
    Dataset *t =
        read_spec(env, "$csv: google-ads-shares.csv, preset: google-ads");
    const DatasetColumn *c = dataset_column(t, STR("impression_share"));
    assert_int_equal(c->bound_count, 1);
    assert_int_equal(c->null_count, 1);
    assert_int_equal(c->first_null, 2);
    assert_str(env, c->null_word, "--");
    env_free(env);
}

/* 5 under two wider types and 3 under a narrower one are 5; what a day lacks
 * did not happen. */
TEST(an_action_under_several_types_counts_once)
{
    static const char *const purchases[] = { "5", "4", "2" };
    static const char *const leads[] = { "3", "0", "6" };
    static const char *const views[] = { "0", "210", "0" };
    Env *env = env_new();
    Dataset *t = read_spec(env, "$csv: meta-actions.csv, preset: meta-actions");

    for (size_t row = 0; row < 3; row++) {
        assert_cell(t, row, "purchases", purchases[row]);
        assert_cell(t, row, "leads", leads[row]);
        assert_cell(t, row, "views", views[row]);
    }
    assert_null(dataset_column(t, STR("clicks")));
    assert_null(dataset_column(t, STR("value")));
    assert_str(env, text_at(t, 1, "ad_id"), "23843000000000124");
    assert_str(env, text_at(t, 2, "channel"), "Meta");
    /* a row's place is that of its first line */
    Value v = dataset_rows(t, (Span){ 0 });
    assert_span(env, value_path(&v, "[1].ad_id"), 8, 1, "23843000000000124");
    env_free(env);
}

TEST(a_table_of_unknown_actions_is_said_to_add_nothing)
{
    Env *env = env_new();
    Dataset *t =
        read_spec(env, "$json: meta-actions-other.json, preset: meta-actions");
    size_t warnings = 0;

    assert_non_null(t);
    assert_int_equal(t->row_count, 1);
    assert_null(dataset_column(t, STR("purchases")));
    for (size_t i = 0; i < env->diags->list.len; i++) {
        const Diag *d = &env->diags->list.at[i];
        if (d->level != DIAG_WARNING)
            continue;
        warnings++;
        assert_str(env, d->message,
                   "'meta-actions-other.json' has no action_type that is read; "
                   "it adds nothing");
    }
    assert_int_equal(warnings, 1);
    env_free(env);
}

TEST(cells_know_their_places)
{
    Env *env = env_new();
    Dataset *t = read_spec(env, "$csv: microsoft.csv, preset: microsoft");
    Value v = dataset_cell(t, 1, dataset_column(t, STR("spend")));
    assert_span(env, &v, 8, 66, "18.85");
    v = dataset_rows(t, (Span){ 0 });
    assert_span(env, value_path(&v, "[2].clicks"), 9, 64, "3");
    env_free(env);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(each_export_gives_its_rows_and_sums),
        RUN(each_preset_has_an_export),
        RUN(each_preset_is_documented),
        RUN(totals_are_left_out_with_a_note),
        RUN(currency_channel_and_identifiers_are_texts),
        RUN(bounds_and_missing_values_are_counted),
        RUN(an_action_under_several_types_counts_once),
        RUN(a_table_of_unknown_actions_is_said_to_add_nothing),
        RUN(cells_know_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
