/*
 * test_open_data.c - figures of public exports and series, worked out by the
 * functions of this folder and compared with those of an independent script.
 */

#include "test.h"

#include "data/data.h"
#include "metrics/forecast.h"
#include "metrics/growth.h"
#include "metrics/period.h"
#include "metrics/variance.h"
#include "table.h"

#include <math.h>

static Amount of_sums(const char *id, Decimal over, Decimal under)
{
    return metric_ratio(metric_find(str_of(id)), amount_of(over),
                        amount_of(under));
}

static Amount percent(Amount a)
{
    if (a.is_known)
        a.number = decimal_multiply(a.number, decimal_of_int(100));
    return a;
}

static Amount divide(Decimal a, Decimal b)
{
    return amount_divide(amount_of(a), amount_of(b));
}

/* ---- Meta Ads ----------------------------------------------------------- */

static const char SPEND[] = "Amount Spent (USD)";
static const char CAMPAIGN[] = "Campaign Name";

static Table meta_read(Arena *a)
{
    return table_read(a, "samples/open/meta_ads_campaigns_daily.csv", 0);
}

TEST(meta_ads_by_account)
{
    Arena *a = arena_new();
    Table t = meta_read(a);
    Decimal spend = column_sum(&t, SPEND, NULL, NULL);
    Decimal impressions = column_sum(&t, "Impressions", NULL, NULL);
    Decimal clicks = column_sum(&t, "Link Clicks", NULL, NULL);
    Decimal results = column_sum(&t, "Results", NULL, NULL);

    assert_int_equal(t.len - 1, 107);
    assert_decimal(spend, "75888.09");
    assert_decimal(impressions, "3516653");
    assert_decimal(clicks, "20694");
    assert_decimal(column_sum(&t, "Clicks (All)", NULL, NULL), "36023");
    assert_decimal(results, "754");
    assert_near(percent(of_sums("ctr", clicks, impressions)), "0.588457", 6);
    assert_near(of_sums("cpm", spend, impressions), "21.579636", 6);
    assert_near(of_sums("cpc", spend, clicks), "3.667154", 6);
    assert_near(of_sums("cost_per_result", spend, results), "100.647334", 6);
    /* a sum of daily reach is a number that means nothing */
    assert_decimal(column_sum(&t, "Reach", NULL, NULL), "2270658");
    assert_int_equal(metric_find(STR("reach"))->kind, METRIC_UNIQUE);
    arena_free(a);
}

TEST(meta_ads_by_campaign)
{
    static const struct {
        const char *name;
        int days;
        const char *spend, *impressions, *ctr, *cost;
    } rows[] = {
        { "Prospecting - Broad - US", 27, "14419.24", "732083", "0.794",
          "101.5439" },
        { "Prospecting - Broad - Rest of World", 21, "8010.2", "682052",
          "0.7898", "125.1594" },
        { "Remarketing - RoW", 26, "13007.05", "585494", "0.67", "153.0241" },
        { "Remarketing US", 30, "38063.78", "1441970", "0.3551", "84.2119" },
        { "Prospecting - Lookalike - US", 3, "2387.82", "75054", "0.5996",
          "217.0745" },
    };
    Arena *a = arena_new();
    Table t = meta_read(a);

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *name = rows[i].name;
        Decimal spend = column_sum(&t, SPEND, CAMPAIGN, name);
        Decimal shown = column_sum(&t, "Impressions", CAMPAIGN, name);
        Decimal clicks = column_sum(&t, "Link Clicks", CAMPAIGN, name);
        Decimal results = column_sum(&t, "Results", CAMPAIGN, name);
        assert_int_equal(rows_count(&t, CAMPAIGN, name), rows[i].days);
        assert_decimal(spend, rows[i].spend);
        assert_decimal(shown, rows[i].impressions);
        assert_near(percent(of_sums("ctr", clicks, shown)), rows[i].ctr, 4);
        assert_near(of_sums("cost_per_result", spend, results), rows[i].cost,
                    4);
    }
    arena_free(a);
}

TEST(a_mean_of_rates_is_another_number)
{
    Arena *a = arena_new();
    Table t = meta_read(a);
    size_t clicks = column_of(&t, "Link Clicks");
    size_t shown = column_of(&t, "Impressions");
    Decimal sum = { 0 };

    for (size_t i = 1; i < t.len; i++) {
        Amount rate = amount_divide(cell_number(&t, i, clicks),
                                    cell_number(&t, i, shown));
        sum = decimal_add(sum, rate.number);
    }
    assert_near(percent(divide(sum, decimal_of_int(107))), "0.647499", 6);
    arena_free(a);
}

/* ---- Google Ads, television --------------------------------------------- */

TEST(google_ads_by_campaign)
{
    static const struct {
        const char *name, *impressions, *cost;
        int days;
    } rows[] = {
        { "US // Growth Hacking", "3488", "117.64", 2 },
        { "EU // Growth Hacking", "70", "12.27", 2 },
        { "EU // Agency Types", "10605", "789.82", 30 },
        { "UK-only // Growth Hacking", "589", "28.36", 2 },
        { "US // Agency Types", "22020", "3299.07", 30 },
        { "US // Agency Review Sites", "13311", "1102.2", 30 },
    };
    Arena *a = arena_new();
    Table t = table_read(a, "samples/open/google_ads_day_report.csv", 2);
    Decimal cost = column_sum(&t, "Cost", NULL, NULL);
    Decimal shown = column_sum(&t, "Impressions", NULL, NULL);

    assert_int_equal(t.len - 1, 96);
    assert_decimal(cost, "5349.36");
    assert_decimal(shown, "50083");
    assert_near(of_sums("cpm", cost, shown), "106.809896", 6);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_int_equal(rows_count(&t, "Campaign", rows[i].name),
                         rows[i].days);
        assert_decimal(column_sum(&t, "Impressions", "Campaign", rows[i].name),
                       rows[i].impressions);
        assert_decimal(column_sum(&t, "Cost", "Campaign", rows[i].name),
                       rows[i].cost);
    }
    arena_free(a);
}

TEST(weeks_of_a_television_plan_are_its_total)
{
    Arena *a = arena_new();
    Table t = table_read(a, "samples/open/tv_plan_pivot.csv", 0);
    Decimal sum = { 0 };
    size_t total = column_of(&t, "Grand Total");

    for (size_t column = 1; column < total; column++)
        sum = decimal_add(sum, cell_number(&t, 1, column).number);
    assert_decimal(sum, "500000");
    assert_number(cell_number(&t, 1, total), "500000");
    assert_number(cell_number(&t, 2, total), "500000"); /* the row of totals */
    arena_free(a);
}

/* ---- Weekly revenue and spend ------------------------------------------- */

TEST(marketing_efficiency_by_year)
{
    static const char *const media[] = { "tv_S", "ooh_S", "print_S",
                                         "facebook_S", "search_S" };
    static const struct {
        const char *year;
        int weeks;
        const char *revenue, *spend, *mer;
        const char *shares[COUNT_OF(media)];
    } rows[] = {
        { "2015",
          6,
          "15547130",
          "681439.02",
          "22.8151",
          { "24.602", "60.11", "9.214", "3.204", "2.87" } },
        { "2016",
          52,
          "93425946.67",
          "4242011.38",
          "22.024",
          { "18.732", "70.786", "4.5", "2.658", "3.324" } },
        { "2017",
          52,
          "97485756.67",
          "5270742.04",
          "18.4956",
          { "18.247", "70.186", "4.281", "2.273", "5.013" } },
        { "2018",
          53,
          "97936271.67",
          "3064025.59",
          "31.9633",
          { "27.253", "50.184", "6.041", "3.313", "13.209" } },
        { "2019",
          45,
          "74610591.67",
          "1270880.48",
          "58.7078",
          { "25.843", "26.755", "8.745", "7.112", "31.546" } },
    };
    Arena *a = arena_new();
    Table t = table_read(a, "tests/unit/metrics/open/robyn_weekly.csv", 0);

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *year = rows[i].year;
        Decimal revenue = column_sum(&t, "revenue", "DATE", year);
        Decimal spend = { 0 }, each[COUNT_OF(media)];
        for (size_t k = 0; k < COUNT_OF(media); k++) {
            each[k] = column_sum(&t, media[k], "DATE", year);
            spend = decimal_add(spend, each[k]);
        }
        assert_int_equal(rows_count(&t, "DATE", year), rows[i].weeks);
        assert_near(amount_of(revenue), rows[i].revenue, 2);
        assert_near(amount_of(spend), rows[i].spend, 2);
        assert_near(of_sums("mer", revenue, spend), rows[i].mer, 4);
        for (size_t k = 0; k < COUNT_OF(media); k++)
            assert_near(percent(divide(each[k], spend)), rows[i].shares[k], 3);
    }
    arena_free(a);
}

/* ---- US retail ---------------------------------------------------------- */

enum { RETAIL_MONTHS = 293 };

typedef struct {
    MonthAmount months[RETAIL_MONTHS];
    Amount amounts[RETAIL_MONTHS];
} Retail;

static void retail_read(Arena *a, Retail *r)
{
    Table t = table_read(a, "samples/open/us_retail_sales_monthly.csv", 0);

    assert_int_equal(t.len - 1, RETAIL_MONTHS);
    for (size_t i = 0; i < RETAIL_MONTHS; i++) {
        Date date;
        assert_true(date_parse(cell(&t, i + 1, 0), &date));
        r->amounts[i] = cell_number(&t, i + 1, 1);
        r->months[i] =
            (MonthAmount){ month_of_day(NULL, date_to_days(date)), r->amounts[i] };
    }
}

static Amount change_percent(Amount now, Amount base)
{
    Change c = change_of(metric_find(STR("revenue")), now, base,
                         change_rules_default());

    assert_int_equal(c.kind, CHANGE_PERCENT);
    return percent(amount_of(c.ratio));
}

TEST(retail_sales_grow)
{
    Arena *a = arena_new();
    Retail *r = arena_make(a, Retail);
    const Amount *last = r->amounts + RETAIL_MONTHS - 1;

    retail_read(a, r);
    assert_number(*last, "471421");
    assert_near(change_percent(*last, last[-1]), "4.543005", 6);
    assert_near(change_percent(*last, last[-12]), "1.903527", 6);
    RollingTotals rolling = rolling_totals(r->amounts, RETAIL_MONTHS, 12);
    assert_number(rolling.now, "5397846");
    assert_number(rolling.before, "5253914");
    assert_near(change_percent(rolling.now, rolling.before), "2.73952", 6);
    YearlyGrowth g = yearly_growth(r->months, RETAIL_MONTHS, 1);
    assert_int_equal(g.first_year, 1992);
    assert_int_equal(g.last_year, 2015); /* 2016 has five months */
    assert_near(percent(g.growth), "4.322037", 6);
    /* five months of 2016 and of 2015 */
    assert_number(rolling_totals(r->amounts, RETAIL_MONTHS, 5).now, "2196931");
    assert_number(rolling_totals(r->amounts, RETAIL_MONTHS - 12, 5).now,
                  "2129129");
    arena_free(a);
}

/* ---- Churn -------------------------------------------------------------- */

TEST(customers_leave_by_contract)
{
    static const struct {
        const char *contract, *customers, *churn;
    } rows[] = {
        { "Month-to-month", "3875", "42.7097" },
        { "One year", "1473", "11.2695" },
        { "Two year", "1695", "2.8319" },
    };
    Arena *a = arena_new();
    Table t = table_read(a, "tests/unit/metrics/open/telco_groups.csv", 0);
    Decimal all = column_sum(&t, "customers", NULL, NULL);
    Decimal lost = column_sum(&t, "customers", "churned", "Yes");
    Decimal mrr = column_sum(&t, "monthly_charges", NULL, NULL);
    Decimal lost_mrr = column_sum(&t, "monthly_charges", "churned", "Yes");

    assert_decimal(all, "7043");
    assert_decimal(lost, "1869");
    assert_near(percent(of_sums("churn", lost, all)), "26.536987", 6);
    assert_decimal(mrr, "456116.6");
    assert_decimal(lost_mrr, "139130.85");
    assert_near(percent(of_sums("revenue_churn", lost_mrr, mrr)), "30.503352",
                6);
    assert_decimal(column_sum(&t, "blank_total_charges", NULL, NULL), "11");
    assert_decimal(column_sum(&t, "total_charges", NULL, NULL), "16056168.7");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        Decimal gone = { 0 };
        for (size_t k = 1; k < t.len; k++)
            if (str_is(cell(&t, k, 0), rows[i].contract) &&
                str_is(cell(&t, k, 1), "Yes"))
                gone = cell_number(&t, k, 2).number;
        Decimal had = column_sum(&t, "customers", "contract", rows[i].contract);
        assert_decimal(had, rows[i].customers);
        assert_near(percent(of_sums("churn", gone, had)), rows[i].churn, 4);
    }
    arena_free(a);
}

/* ---- Web analytics ------------------------------------------------------ */

TEST(channels_are_shares_of_all_visits)
{
    static const struct {
        const char *name, *share;
    } rows[] = {
        { "Organic Search", "51.4623" },
        { "Direct", "43.6583" },
        { "Paid Search", "1.6014" },
        { "Email", "1.5432" },
        { "Unassigned", "1.1647" },
        { "Paid Other", "0.1259" },
        { "Organic Social", "0.1165" },
        { "Paid Social", "0.1077" },
        { "Display", "0.0942" },
        { "Referral", "0.0368" },
        { "SMS", "0.0325" },
        { "(other)", "0.0304" },
        { "Paid Video", "0.0114" },
        { "Organic Video", "0.0077" },
        { "Organic Shopping", "0.0066" },
        { "Audio", "0.0003" },
        { "Mobile Push Notifications", "0.0002" },
        { "Affiliates", "0" },
        { "Paid Shopping", "0" },
    };
    Env *env = env_new();
    const Value *v = data_load_file(
        env, STR("samples/open/ga4/top-session-channel-group-30-days.json"),
        (Span){ 0 });
    assert_non_null(v);
    const Value *by = value_path(v, "totals.by_session_default_channel_group");
    Decimal total = value_path(v, "totals.visits")->as.number;
    Decimal sum = { 0 };

    assert_decimal(total, "1498979124");
    assert_int_equal(by->as.map.len, COUNT_OF(rows));
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const Value *visits = value_at(by, rows[i].name);
        sum = decimal_add(sum, visits->as.number);
        assert_near(percent(divide(visits->as.number, total)), rows[i].share,
                    4);
    }
    assert_int_equal(decimal_compare(sum, total), 0);
    env_free(env);
}

TEST(visits_by_day)
{
    Env *env = env_new();
    const Value *v = data_load_file(
        env, STR("samples/open/ga4/daily-sessions-30-days.json"), (Span){ 0 });
    assert_non_null(v);
    Values days = value_at(v, "data")->as.list;
    Decimal sum = { 0 }, most = { 0 }, least = decimal_of_int(INT64_MAX);
    Str most_day = STR(""), least_day = STR("");

    assert_int_equal(days.len, 30);
    for (size_t i = 0; i < days.len; i++) {
        Decimal n = { 0 };
        assert_true(
            decimal_parse(value_at(&days.at[i], "visits")->as.text, &n));
        Str day = value_at(&days.at[i], "date")->as.text;
        sum = decimal_add(sum, n);
        if (decimal_compare(n, most) > 0) {
            most = n;
            most_day = day;
        }
        if (decimal_compare(n, least) < 0) {
            least = n;
            least_day = day;
        }
    }
    assert_decimal(sum, "1186512188");
    assert_near(divide(sum, decimal_of_int(30)), "39550406.27", 2);
    assert_decimal(most, "54990437");
    assert_decimal(least, "19682320");
    assert_true(str_is(most_day, "2024-01-09"));
    assert_true(str_is(least_day, "2023-12-25"));
    env_free(env);
}

/* ---- Exchange rates ----------------------------------------------------- */

/* The last rate of a country: units of its money for one dollar. */
static Decimal rate_last(const Table *t, const char *country, Str *date)
{
    Amount rate = amount_missing();

    for (size_t i = 1; i < t->len; i++)
        if (str_is(cell(t, i, 1), country)) {
            rate = cell_number(t, i, 2);
            *date = cell(t, i, 0);
        }
    assert_true(rate.is_known);
    return rate.number;
}

TEST(foreign_money_is_divided_by_its_rate)
{
    Arena *a = arena_new();
    Table t = table_read(a, "tests/unit/metrics/open/fx_monthly.csv", 0);
    Decimal thousand = decimal_of_int(1000);
    Str date = STR("");
    Decimal pound = rate_last(&t, "United Kingdom", &date);

    assert_decimal(pound, "0.7497");
    assert_true(str_is(date, "2026-06-01"));
    assert_near(divide(thousand, pound), "1333.8669", 4);
    Decimal yen = rate_last(&t, "Japan", &date);
    assert_decimal(yen, "160.77");
    assert_near(divide(thousand, yen), "6.2201", 4);
    arena_free(a);
}

/* ---- Forecasts that were made ------------------------------------------- */

static Amount vintage(const Table *t, int64_t made, int64_t year)
{
    for (size_t i = 1; i < t->len; i++) {
        int64_t budget = 0, forecast = 0;
        decimal_to_int(cell_number(t, i, 0).number, &budget);
        decimal_to_int(cell_number(t, i, 1).number, &forecast);
        if (budget == made && forecast == year)
            return cell_number(t, i, 2);
    }
    return amount_missing();
}

/* What the budget of the year after has is what came of it. */
TEST(budgets_miss_more_the_further_they_look)
{
    static const struct {
        int64_t ahead;
        int count;
        const char *mean, *bias, *wape;
    } rows[] = {
        { 0, 30, "0.087533", "0.033133", "0.264825" },
        { 1, 29, "0.178379", "-0.077069", "0.531983" },
        { 2, 28, "0.248607", "-0.142321", "0.729741" },
        { 3, 27, "0.313667", "-0.191148", "0.914678" },
    };
    Arena *a = arena_new();
    Table t =
        table_read(a, "tests/unit/metrics/open/us_budget_vintages.csv", 0);

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        Decimal missed = { 0 }, net = { 0 }, size = { 0 };
        int count = 0;
        for (int64_t made = 1980; made <= 2010; made++) {
            int64_t year = made + rows[i].ahead;
            Amount actual = vintage(&t, year + 1, year);
            Variance v =
                variance_of(BETTER_UP, actual, vintage(&t, made, year));
            if (!v.difference.is_known)
                continue;
            net = decimal_add(net, v.difference.number);
            missed = decimal_add(missed, decimal_absolute(v.difference.number));
            size = decimal_add(size, decimal_absolute(actual.number));
            count++;
        }
        assert_int_equal(count, rows[i].count);
        assert_near(divide(missed, decimal_of_int(count)), rows[i].mean, 6);
        assert_near(divide(net, decimal_of_int(count)), rows[i].bias, 6);
        assert_near(divide(missed, size), rows[i].wape, 6);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(meta_ads_by_account),
        RUN(meta_ads_by_campaign),
        RUN(a_mean_of_rates_is_another_number),
        RUN(google_ads_by_campaign),
        RUN(weeks_of_a_television_plan_are_its_total),
        RUN(marketing_efficiency_by_year),
        RUN(retail_sales_grow),
        RUN(customers_leave_by_contract),
        RUN(channels_are_shares_of_all_visits),
        RUN(visits_by_day),
        RUN(foreign_money_is_divided_by_its_rate),
        RUN(budgets_miss_more_the_further_they_look),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
