/* dictionary.c - every measure the program knows, in the order of reports. */

#include "metrics/metrics.h"

#define S(lit)                                                                 \
    {                                                                          \
        (lit), sizeof(lit) - 1                                                 \
    }
/* What all have: id, label, unit, direction, places on cards and in tables. */
#define OF(id_, label_, class_, unit_, better_, card_, table_)                 \
    .id = S(id_), .label = S(label_), .kind = METRIC_##class_,                 \
    .unit = UNIT_##unit_, .direction = BETTER_##better_,                       \
    .card_decimals = card_, .table_decimals = table_
#define SUM(id, label, unit, better, card, table)                              \
    {                                                                          \
        OF(id, label, SUM, unit, better, card, table), .scale = 1              \
    }
#define RATIO(id, label, unit, better, card, table, over, under, by)           \
    {                                                                          \
        OF(id, label, RATIO, unit, better, card, table),                       \
            .numerator = S(over), .denominator = S(under), .scale = by         \
    }
/* A ratio with more said about it: `.signed_over = true, .note = S("...")`. */
#define RATIO_SAID(id, label, unit, better, card, table, over, under, by, ...) \
    {                                                                          \
        OF(id, label, RATIO, unit, better, card, table),                       \
            .numerator = S(over), .denominator = S(under), .scale = by,        \
            __VA_ARGS__                                                        \
    }
#define OTHER(class, id, label, unit, better, card, table, weight)             \
    {                                                                          \
        OF(id, label, class, unit, better, card, table),                       \
            .denominator = S(weight), .scale = 1                               \
    }

/* clang-format off */
const Metric METRICS[] = {
    /* What the business wants */
    SUM("revenue", "Revenue", MONEY, UP, 0, 0),
    SUM("total_revenue", "Total revenue", MONEY, UP, 0, 0),
    SUM("conversion_value", "Conversion value", MONEY, UP, 0, 0),
    SUM("gross_profit", "Gross profit", MONEY, UP, 0, 0),
    SUM("orders", "Orders", COUNT, UP, 0, 0),
    SUM("purchases", "Purchases", COUNT, UP, 0, 0),
    SUM("conversions", "Conversions", COUNT, UP, 0, 0),
    SUM("leads", "Leads", COUNT, UP, 0, 0),
    SUM("qualified_leads", "Qualified leads", COUNT, UP, 0, 0),
    SUM("results", "Results", COUNT, UP, 0, 0),
    SUM("new_customers", "New customers", COUNT, UP, 0, 0),
    SUM("returning_customers", "Returning customers", COUNT, UP, 0, 0),
    SUM("new_customer_revenue", "New customer revenue", MONEY, UP, 0, 0),
    SUM("subscriptions", "Subscriptions", COUNT, UP, 0, 0),
    SUM("installs", "Installs", COUNT, UP, 0, 0),
    SUM("calls", "Calls", COUNT, UP, 0, 0),
    SUM("items", "Items sold", COUNT, UP, 0, 0),
    SUM("refunds", "Refunds", MONEY, DOWN, 0, 0),
    SUM("pass_through", "Pass-through costs", MONEY, NEUTRAL, 0, 0),
    SUM("labour_cost", "Labour at cost", MONEY, NEUTRAL, 0, 0),
    /* What it cost */
    SUM("spend", "Spend", MONEY, NEUTRAL, 0, 0),
    SUM("fees", "Fees", MONEY, NEUTRAL, 0, 0),
    SUM("budget", "Budget", MONEY, NEUTRAL, 0, 0),
    /* What came back for it */
    RATIO("roas", "ROAS", MULTIPLE, UP, 2, 2, "revenue", "spend", 1),
    RATIO("mer", "MER", MULTIPLE, UP, 2, 2, "total_revenue", "spend", 1),
    RATIO("amer", "New customer MER", MULTIPLE, UP, 2, 2,
          "new_customer_revenue", "spend", 1),
    RATIO("platform_roas", "ROAS (platform)", MULTIPLE, UP, 2, 2,
          "conversion_value", "spend", 1),
    RATIO_SAID("poas", "POAS", MULTIPLE, UP, 2, 2, "gross_profit", "spend", 1,
               .signed_over = true),
    RATIO_SAID("gross_margin", "Gross margin", FRACTION, UP, 1, 1,
               "gross_profit", "revenue", 1, .signed_over = true),
    RATIO("break_even_roas", "Break-even ROAS", MULTIPLE, NEUTRAL, 2, 2,
          "revenue", "gross_profit", 1),
    RATIO_SAID("roi", "ROI", FRACTION, UP, 0, 0, "gross_profit - spend",
               "spend", 1, .signed_over = true,
               .basis = S("attributed gross profit; fees not counted")),
    RATIO("cpa", "CPA", MONEY, DOWN, 2, 2, "spend", "conversions", 1),
    RATIO("cpl", "Cost per lead", MONEY, DOWN, 2, 2, "spend", "leads", 1),
    RATIO("cost_per_result", "Cost per result", MONEY, DOWN, 2, 2, "spend",
          "results", 1),
    RATIO("cost_per_order", "Cost per order", MONEY, DOWN, 2, 2, "spend",
          "orders", 1),
    RATIO("cpi", "Cost per install", MONEY, DOWN, 2, 2, "spend", "installs",
          1),
    RATIO_SAID("cac", "CAC", MONEY, DOWN, 0, 2, "spend", "new_customers", 1,
               .basis = S("media spend; fees not counted")),
    RATIO_SAID("blended_cac", "Blended CAC", MONEY, DOWN, 0, 2, "spend + fees",
               "new_customers", 1, .basis = S("media spend and fees")),
    RATIO("aov", "Average order value", MONEY, UP, 2, 2, "revenue", "orders",
          1),
    RATIO("value_per_conversion", "Revenue per conversion", MONEY, UP, 2, 2,
          "revenue", "conversions", 1),
    RATIO("items_per_order", "Items per order", NUMBER, UP, 2, 2, "items",
          "orders", 1),
    RATIO("refund_rate", "Refund rate", FRACTION, DOWN, 1, 1, "refunds",
          "revenue", 1),
    RATIO("acos", "ACoS", FRACTION, DOWN, 1, 1, "spend", "revenue", 1),
    RATIO("tacos", "TACoS", FRACTION, DOWN, 1, 1, "spend", "total_revenue",
          1),
    RATIO("cvr", "Conversion rate", FRACTION, UP, 2, 2, "conversions",
          "clicks", 1),
    RATIO("session_cvr", "Session conversion rate", FRACTION, UP, 2, 2,
          "conversions", "sessions", 1),
    RATIO("lead_rate", "Lead rate", FRACTION, UP, 2, 2, "leads", "clicks", 1),
    /* Delivery */
    SUM("impressions", "Impressions", COUNT, NEUTRAL, 0, 0),
    SUM("viewable_impressions", "Viewable impressions", COUNT, UP, 0, 0),
    SUM("measurable_impressions", "Measurable impressions", COUNT, NEUTRAL, 0,
        0),
    SUM("clicks", "Clicks", COUNT, UP, 0, 0),
    SUM("clicks_all", "Clicks (all)", COUNT, UP, 0, 0),
    RATIO("ctr", "CTR", FRACTION, UP, 2, 2, "clicks", "impressions", 1),
    RATIO("ctr_all", "CTR (all)", FRACTION, UP, 2, 2, "clicks_all",
          "impressions", 1),
    RATIO("cpc", "CPC", MONEY, DOWN, 2, 2, "spend", "clicks", 1),
    SUM("outbound_clicks", "Outbound clicks", COUNT, UP, 0, 0),
    RATIO("outbound_ctr", "Outbound CTR", FRACTION, UP, 2, 2,
          "outbound_clicks", "impressions", 1),
    RATIO("cpm", "CPM", MONEY, DOWN, 2, 2, "spend", "impressions", 1000),
    RATIO("viewability", "Viewability", FRACTION, UP, 1, 1,
          "viewable_impressions", "measurable_impressions", 1),
    OTHER(UNIQUE, "reach", "Reach", COUNT, UP, 0, 0, ""),
    RATIO("frequency", "Frequency", NUMBER, CLOSER, 1, 2, "impressions",
          "reach", 1),
    OTHER(UNIQUE, "target_population", "Target population", COUNT, NEUTRAL, 0,
          0, ""),
    SUM("grp", "GRP", POINTS, NEUTRAL, 1, 1),
    RATIO("grp", "GRP", POINTS, NEUTRAL, 1, 1, "impressions",
          "target_population", 100),
    SUM("target_impressions", "Impressions on target", COUNT, UP, 0, 0),
    SUM("trp", "TRP", POINTS, NEUTRAL, 1, 1),
    RATIO("trp", "TRP", POINTS, NEUTRAL, 1, 1, "target_impressions",
          "target_population", 100),
    RATIO("cpp", "Cost per point", MONEY, DOWN, 2, 2, "spend", "grp", 1),
    OTHER(CENSORED, "impression_share", "Impression share", FRACTION, UP, 1,
          1, "impressions"),
    OTHER(WEIGHTED, "avg_position", "Average position", NUMBER, DOWN, 1, 1,
          "impressions"),
    OTHER(WEIGHTED, "quality_score", "Quality score", NUMBER, UP, 1, 1,
          "impressions"),
    /* Video */
    SUM("views", "Views", COUNT, UP, 0, 0),
    SUM("video_starts", "Video starts", COUNT, UP, 0, 0),
    SUM("completes", "Completed views", COUNT, UP, 0, 0),
    RATIO_SAID("vtr", "View rate", FRACTION, UP, 1, 1, "views", "impressions",
               1,
               .note = S("What counts as a view is the platform's own "
                         "definition.")),
    RATIO("vcr", "Completion rate", FRACTION, UP, 1, 1, "completes",
          "video_starts", 1),
    RATIO_SAID("cpv", "Cost per view", MONEY, DOWN, 2, 3, "spend", "views", 1,
               .note = S("What counts as a view is the platform's own "
                         "definition.")),
    RATIO("cpcv", "Cost per completed view", MONEY, DOWN, 2, 3, "spend",
          "completes", 1),
    /* Site */
    SUM("sessions", "Sessions", COUNT, UP, 0, 0),
    SUM("engaged_sessions", "Engaged sessions", COUNT, UP, 0, 0),
    SUM("pageviews", "Page views", COUNT, UP, 0, 0),
    SUM("bounces", "Bounces", COUNT, DOWN, 0, 0),
    OTHER(UNIQUE, "users", "Users", COUNT, UP, 0, 0, ""),
    OTHER(UNIQUE, "new_users", "New users", COUNT, UP, 0, 0, ""),
    RATIO("engagement_rate", "Engagement rate", FRACTION, UP, 1, 1,
          "engaged_sessions", "sessions", 1),
    RATIO_SAID("bounce_rate", "Bounce rate", FRACTION, DOWN, 1, 1,
               "engaged_sessions", "sessions", 1, .is_complement = true),
    RATIO("bounce_rate", "Bounce rate", FRACTION, DOWN, 1, 1, "bounces",
          "sessions", 1),
    RATIO("pages_per_session", "Pages per session", NUMBER, UP, 1, 2,
          "pageviews", "sessions", 1),
    OTHER(WEIGHTED, "avg_session_duration", "Average session duration",
          SECONDS, UP, 0, 0, "sessions"),
    /* Social */
    SUM("engagements", "Engagements", COUNT, UP, 0, 0),
    SUM("likes", "Likes", COUNT, UP, 0, 0),
    SUM("comments", "Comments", COUNT, UP, 0, 0),
    SUM("shares", "Shares", COUNT, UP, 0, 0),
    SUM("saves", "Saves", COUNT, UP, 0, 0),
    SUM("posts", "Posts", COUNT, NEUTRAL, 0, 0),
    RATIO("social_engagement_rate", "Engagement rate (impressions)", FRACTION,
          UP, 2, 2, "engagements", "impressions", 1),
    RATIO("engagement_rate_reach", "Engagement rate (reach)", FRACTION, UP, 2,
          2, "engagements", "reach", 1),
    RATIO("engagement_rate_followers", "Engagement rate (followers)",
          FRACTION, UP, 2, 2, "engagements", "followers", 1),
    OTHER(STOCK, "followers", "Followers", COUNT, UP, 0, 0, ""),
    SUM("new_followers", "New followers", COUNT, UP, 0, 0),
    SUM("starting_followers", "Followers at start", COUNT, NEUTRAL, 0, 0),
    RATIO_SAID("follower_growth", "Follower growth", FRACTION, UP, 1, 1,
               "new_followers", "starting_followers", 1, .signed_over = true),
    /* Mail */
    SUM("sent", "Sent", COUNT, NEUTRAL, 0, 0),
    SUM("delivered", "Delivered", COUNT, NEUTRAL, 0, 0),
    SUM("opens", "Opens", COUNT, UP, 0, 0),
    SUM("email_clicks", "Email clicks", COUNT, UP, 0, 0),
    SUM("unsubscribes", "Unsubscribes", COUNT, DOWN, 0, 0),
    OTHER(UNIQUE, "unique_opens", "Unique opens", COUNT, UP, 0, 0, ""),
    RATIO("delivery_rate", "Delivery rate", FRACTION, UP, 1, 1, "delivered",
          "sent", 1),
    RATIO_SAID("open_rate", "Open rate", FRACTION, UP, 1, 1, "opens",
               "delivered", 1,
               .note = S("Mail programs that load pictures by themselves "
                         "count as opens.")),
    RATIO("ctor", "Click-to-open rate", FRACTION, UP, 1, 1, "email_clicks",
          "opens", 1),
    RATIO("unsubscribe_rate", "Unsubscribe rate", FRACTION, DOWN, 2, 2,
          "unsubscribes", "delivered", 1),
    /* Customers */
    OTHER(STOCK, "customers", "Customers", COUNT, UP, 0, 0, ""),
    OTHER(UNIQUE, "active_customers", "Active customers", COUNT, UP, 0, 0,
          ""),
    OTHER(STOCK, "mrr", "MRR", MONEY, UP, 0, 0, ""),
    OTHER(STOCK, "pipeline", "Pipeline", MONEY, UP, 0, 0, ""),
    OTHER(STOCK, "headcount", "Headcount", COUNT, NEUTRAL, 0, 0, ""),
    SUM("lost_customers", "Lost customers", COUNT, DOWN, 0, 0),
    SUM("starting_customers", "Customers at start", COUNT, NEUTRAL, 0, 0),
    RATIO("churn", "Customer churn", FRACTION, DOWN, 1, 1, "lost_customers",
          "starting_customers", 1),
    OTHER(STOCK, "average_customers", "Average customers", COUNT, UP, 0, 0,
          ""),
    SUM("expansion_mrr", "Expansion MRR", MONEY, UP, 0, 0),
    SUM("contraction_mrr", "Contraction MRR", MONEY, DOWN, 0, 0),
    SUM("churned_mrr", "Churned MRR", MONEY, DOWN, 0, 0),
    SUM("starting_mrr", "MRR at start", MONEY, NEUTRAL, 0, 0),
    RATIO("revenue_churn", "Revenue churn", FRACTION, DOWN, 1, 1,
          "churned_mrr + contraction_mrr", "starting_mrr", 1),
    RATIO("revenue_churn", "Revenue churn", FRACTION, DOWN, 1, 1,
          "churned_mrr", "starting_mrr", 1),
    RATIO("grr", "Gross revenue retention", FRACTION, UP, 1, 1,
          "starting_mrr - contraction_mrr - churned_mrr", "starting_mrr", 1),
    RATIO_SAID("nrr", "Net revenue retention", FRACTION, UP, 1, 1,
               "starting_mrr + expansion_mrr - contraction_mrr - churned_mrr",
               "starting_mrr", 1, .signed_over = true),
    RATIO("arpa", "Revenue per customer", MONEY, UP, 2, 2, "revenue",
          "average_customers", 1),
    RATIO("arpa", "Revenue per customer", MONEY, UP, 2, 2, "mrr", "customers",
          1),
    OTHER(STOCK, "ltv", "Lifetime value", MONEY, UP, 0, 0, ""),
    RATIO_SAID("ltv", "Lifetime value", MONEY, UP, 0, 0,
               "arpa * gross_margin", "churn", 1, .horizon = 60),
    RATIO("ltv_cac", "LTV to CAC", TO_ONE, UP, 1, 1, "ltv", "cac", 1),
    RATIO("payback", "Payback", MONTHS, DOWN, 1, 1, "cac",
          "arpa * gross_margin", 1),
    SUM("promoters", "Promoters", COUNT, UP, 0, 0),
    SUM("detractors", "Detractors", COUNT, DOWN, 0, 0),
    SUM("responses", "Responses", COUNT, NEUTRAL, 0, 0),
    OTHER(INDEX, "nps", "NPS", POINTS, UP, 0, 0, ""),
    RATIO_SAID("nps", "NPS", POINTS, UP, 0, 0, "promoters - detractors",
               "responses", 100, .signed_over = true),
    SUM("satisfied", "Satisfied", COUNT, UP, 0, 0),
    RATIO_SAID("csat", "CSAT", FRACTION, UP, 0, 0, "satisfied", "responses", 1,
               .basis = S("the two best answers")),
    SUM("staff_promoters", "Promoters among staff", COUNT, UP, 0, 0),
    SUM("staff_detractors", "Detractors among staff", COUNT, DOWN, 0, 0),
    SUM("staff_responses", "Responses of staff", COUNT, NEUTRAL, 0, 0),
    OTHER(INDEX, "enps", "eNPS", POINTS, UP, 0, 0, ""),
    RATIO_SAID("enps", "eNPS", POINTS, UP, 0, 0,
               "staff_promoters - staff_detractors", "staff_responses", 100,
               .signed_over = true, .least_base = 5),
    OTHER(WEIGHTED, "rating", "Rating", NUMBER, UP, 1, 1, "reviews"),
    SUM("reviews", "Reviews", COUNT, UP, 0, 0),
    /* Market */
    OTHER(STOCK, "awareness", "Awareness", FRACTION, UP, 1, 1, ""),
    SUM("brand_sales", "Brand sales", MONEY, UP, 0, 0),
    SUM("category_sales", "Category sales", MONEY, NEUTRAL, 0, 0),
    OTHER(STOCK, "market_share", "Market share", FRACTION, UP, 1, 1, ""),
    RATIO_SAID("market_share", "Market share", FRACTION, UP, 1, 1,
               "brand_sales", "category_sales", 1, .basis = S("by value")),
    SUM("brand_spend", "Brand's advertising", MONEY, NEUTRAL, 0, 0),
    SUM("category_spend", "Category's advertising", MONEY, NEUTRAL, 0, 0),
    OTHER(SHARE, "share_of_voice", "Share of voice", FRACTION, NEUTRAL, 1, 1,
          ""),
    RATIO_SAID("share_of_voice", "Share of voice", FRACTION, NEUTRAL, 1, 1,
               "brand_spend", "category_spend", 1,
               .basis = S("by advertising spend, competitors' estimated")),
    RATIO_SAID("esov", "Extra share of voice", PP, NEUTRAL, 1, 1,
               "share_of_voice - market_share", "1", 1, .signed_over = true),
    SUM("brand_searches", "Searches for the brand", COUNT, UP, 0, 0),
    SUM("category_searches", "Searches for all brands", COUNT, NEUTRAL, 0, 0),
    OTHER(SHARE, "share_of_search", "Share of search", FRACTION, UP, 1, 1, ""),
    RATIO("share_of_search", "Share of search", FRACTION, UP, 1, 1,
          "brand_searches", "category_searches", 1),
    OTHER(INDEX, "search_interest", "Search interest", NUMBER, UP, 0, 0, ""),
    /* The agency's own */
    SUM("hours", "Hours", HOURS, NEUTRAL, 1, 1),
    SUM("billable_hours", "Billable hours", HOURS, UP, 1, 1),
    SUM("available_hours", "Available hours", HOURS, NEUTRAL, 1, 1),
    SUM("absence_hours", "Absence", HOURS, NEUTRAL, 1, 1),
    RATIO("utilisation", "Utilisation", FRACTION, CLOSER, 0, 1,
          "billable_hours", "available_hours - absence_hours", 1),
    RATIO("utilisation", "Utilisation", FRACTION, CLOSER, 0, 1,
          "billable_hours", "available_hours", 1),
    RATIO("effective_rate", "Effective hourly rate", MONEY, UP, 2, 2, "fees",
          "hours", 1),
    SUM("worked_value", "Worked value", MONEY, NEUTRAL, 0, 0),
    SUM("billed", "Billed", MONEY, UP, 0, 0),
    RATIO("realisation", "Realisation", FRACTION, UP, 0, 1, "billed",
          "worked_value", 1),
    RATIO_SAID("account_margin", "Account margin", FRACTION, UP, 1, 1,
               "fees - pass_through - labour_cost", "fees - pass_through", 1,
               .signed_over = true,
               .basis = S("gross income, pass-through costs excluded")),
    SUM("deliveries", "Deliveries", COUNT, NEUTRAL, 0, 0),
    SUM("deliveries_on_time", "Deliveries on time", COUNT, UP, 0, 0),
    RATIO("on_time_rate", "On time", FRACTION, UP, 0, 1, "deliveries_on_time",
          "deliveries", 1),
    SUM("revision_rounds", "Revision rounds", COUNT, DOWN, 0, 0),
    RATIO("rework", "Revision rounds per delivery", NUMBER, DOWN, 1, 2,
          "revision_rounds", "deliveries", 1),
    SUM("weighted_pipeline", "Weighted pipeline", MONEY, UP, 0, 0),
    SUM("criterion_weight", "Weight", NUMBER, NEUTRAL, 0, 0),
    OTHER(WEIGHTED, "vendor_score", "Vendor score", NUMBER, UP, 1, 1,
          "criterion_weight"),
};
/* clang-format on */

const size_t METRIC_COUNT = COUNT_OF(METRICS);

static const char *const class_names[] = { "sum",      "ratio", "weighted",
                                           "unique",   "stock", "share",
                                           "censored", "index" };
static const char *const unit_names[] = {
    "count",  "money",  "fraction", "percent", "multiple", "points", "pp",
    "to_one", "number", "months",   "days",    "hours",    "seconds"
};
static const char *const direction_names[] = { "up", "down", "neutral",
                                               "closer" };

const Metric *metric_find(Str id)
{
    for (size_t i = 0; i < METRIC_COUNT; i++)
        if (str_equal(METRICS[i].id, id))
            return &METRICS[i];
    return NULL;
}

static bool name_parse(Str word, const char *const *names, size_t count,
                       int *out)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(word, names[i])) {
            *out = (int)i;
            return true;
        }
    }
    return false;
}

const char *metric_class_name(MetricClass kind)
{
    return class_names[kind];
}

const char *metric_unit_name(MetricUnit unit)
{
    return unit_names[unit];
}

const char *direction_name(Direction direction)
{
    return direction_names[direction];
}

bool metric_class_parse(Str word, MetricClass *out)
{
    int i = 0;
    bool found = name_parse(word, class_names, COUNT_OF(class_names), &i);

    if (found)
        *out = (MetricClass)i;
    return found;
}

bool metric_unit_parse(Str word, MetricUnit *out)
{
    int i = 0;
    bool found = name_parse(word, unit_names, COUNT_OF(unit_names), &i);

    if (found)
        *out = (MetricUnit)i;
    return found;
}

bool direction_parse(Str word, Direction *out)
{
    int i = 0;
    bool found =
        name_parse(word, direction_names, COUNT_OF(direction_names), &i);

    if (found)
        *out = (Direction)i;
    return found;
}

bool metric_is_rate(const Metric *m)
{
    return m->unit == UNIT_FRACTION || m->unit == UNIT_PERCENT ||
           m->unit == UNIT_PP;
}
