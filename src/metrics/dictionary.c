/* dictionary.c - every measure the program knows, in the order of reports. */

#include "metrics/metrics.h"

#define S(lit)                                                                 \
    {                                                                          \
        (lit), sizeof(lit) - 1                                                 \
    }
#define SUM(id, label, unit, better, card, table)                              \
    {                                                                          \
        S(id), S(label), METRIC_SUM, UNIT_##unit, BETTER_##better, card,       \
            table, S(""), S(""), 1, false                                      \
    }
#define RATIO(id, label, unit, better, card, table, over, under, scale)        \
    {                                                                          \
        S(id), S(label), METRIC_RATIO, UNIT_##unit, BETTER_##better, card,     \
            table, S(over), S(under), scale, false                             \
    }
#define OTHER(kind, id, label, unit, better, card, table, weight)              \
    {                                                                          \
        S(id), S(label), METRIC_##kind, UNIT_##unit, BETTER_##better, card,    \
            table, S(""), S(weight), 1, false                                  \
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
    /* What it cost */
    SUM("spend", "Spend", MONEY, NEUTRAL, 0, 0),
    SUM("fees", "Fees", MONEY, NEUTRAL, 0, 0),
    SUM("budget", "Budget", MONEY, NEUTRAL, 0, 0),
    /* What came back for it */
    RATIO("roas", "ROAS", MULTIPLE, UP, 2, 2, "revenue", "spend", 1),
    RATIO("mer", "MER", MULTIPLE, UP, 2, 2, "total_revenue", "spend", 1),
    RATIO("amer", "New customer MER", MULTIPLE, UP, 2, 2,
          "new_customer_revenue", "spend", 1),
    RATIO("poas", "POAS", MULTIPLE, UP, 2, 2, "gross_profit", "spend", 1),
    RATIO("cpa", "CPA", MONEY, DOWN, 2, 2, "spend", "conversions", 1),
    RATIO("cpl", "Cost per lead", MONEY, DOWN, 2, 2, "spend", "leads", 1),
    RATIO("cost_per_result", "Cost per result", MONEY, DOWN, 2, 2, "spend",
          "results", 1),
    RATIO("cost_per_order", "Cost per order", MONEY, DOWN, 2, 2, "spend",
          "orders", 1),
    RATIO("cpi", "Cost per install", MONEY, DOWN, 2, 2, "spend", "installs",
          1),
    RATIO("cac", "CAC", MONEY, DOWN, 0, 2, "spend", "new_customers", 1),
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
    RATIO("cpm", "CPM", MONEY, DOWN, 2, 2, "spend", "impressions", 1000),
    RATIO("viewability", "Viewability", FRACTION, UP, 1, 1,
          "viewable_impressions", "measurable_impressions", 1),
    OTHER(UNIQUE, "reach", "Reach", COUNT, UP, 0, 0, ""),
    RATIO("frequency", "Frequency", NUMBER, CLOSER, 1, 2, "impressions",
          "reach", 1),
    SUM("grp", "GRP", POINTS, NEUTRAL, 1, 1),
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
    RATIO("vtr", "View rate", FRACTION, UP, 1, 1, "views", "impressions", 1),
    RATIO("vcr", "Completion rate", FRACTION, UP, 1, 1, "completes",
          "video_starts", 1),
    RATIO("cpv", "Cost per view", MONEY, DOWN, 2, 3, "spend", "views", 1),
    /* Site */
    SUM("sessions", "Sessions", COUNT, UP, 0, 0),
    SUM("engaged_sessions", "Engaged sessions", COUNT, UP, 0, 0),
    SUM("pageviews", "Page views", COUNT, UP, 0, 0),
    SUM("bounces", "Bounces", COUNT, DOWN, 0, 0),
    OTHER(UNIQUE, "users", "Users", COUNT, UP, 0, 0, ""),
    OTHER(UNIQUE, "new_users", "New users", COUNT, UP, 0, 0, ""),
    RATIO("engagement_rate", "Engagement rate", FRACTION, UP, 1, 1,
          "engaged_sessions", "sessions", 1),
    { S("bounce_rate"), S("Bounce rate"), METRIC_RATIO, UNIT_FRACTION,
      BETTER_DOWN, 1, 1, S("engaged_sessions"), S("sessions"), 1, true },
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
    OTHER(STOCK, "followers", "Followers", COUNT, UP, 0, 0, ""),
    SUM("new_followers", "New followers", COUNT, UP, 0, 0),
    /* Mail */
    SUM("sent", "Sent", COUNT, NEUTRAL, 0, 0),
    SUM("delivered", "Delivered", COUNT, NEUTRAL, 0, 0),
    SUM("opens", "Opens", COUNT, UP, 0, 0),
    SUM("email_clicks", "Email clicks", COUNT, UP, 0, 0),
    SUM("unsubscribes", "Unsubscribes", COUNT, DOWN, 0, 0),
    OTHER(UNIQUE, "unique_opens", "Unique opens", COUNT, UP, 0, 0, ""),
    RATIO("delivery_rate", "Delivery rate", FRACTION, UP, 1, 1, "delivered",
          "sent", 1),
    RATIO("open_rate", "Open rate", FRACTION, UP, 1, 1, "opens", "delivered",
          1),
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
    SUM("churned_mrr", "Churned MRR", MONEY, DOWN, 0, 0),
    SUM("starting_mrr", "MRR at start", MONEY, NEUTRAL, 0, 0),
    RATIO("revenue_churn", "Revenue churn", FRACTION, DOWN, 1, 1,
          "churned_mrr", "starting_mrr", 1),
    OTHER(STOCK, "ltv", "Lifetime value", MONEY, UP, 0, 0, ""),
    SUM("promoters", "Promoters", COUNT, UP, 0, 0),
    SUM("detractors", "Detractors", COUNT, DOWN, 0, 0),
    SUM("responses", "Responses", COUNT, NEUTRAL, 0, 0),
    OTHER(INDEX, "nps", "NPS", POINTS, UP, 0, 0, ""),
    OTHER(WEIGHTED, "rating", "Rating", NUMBER, UP, 1, 1, "reviews"),
    SUM("reviews", "Reviews", COUNT, UP, 0, 0),
    /* Market */
    OTHER(STOCK, "awareness", "Awareness", FRACTION, UP, 1, 1, ""),
    OTHER(STOCK, "market_share", "Market share", FRACTION, UP, 1, 1, ""),
    OTHER(SHARE, "share_of_voice", "Share of voice", FRACTION, NEUTRAL, 1, 1,
          ""),
    OTHER(SHARE, "share_of_search", "Share of search", FRACTION, UP, 1, 1, ""),
    OTHER(INDEX, "search_interest", "Search interest", NUMBER, UP, 0, 0, ""),
    /* The agency's own */
    SUM("hours", "Hours", HOURS, NEUTRAL, 1, 1),
    SUM("billable_hours", "Billable hours", HOURS, UP, 1, 1),
    SUM("available_hours", "Available hours", HOURS, NEUTRAL, 1, 1),
    RATIO("utilisation", "Utilisation", FRACTION, CLOSER, 0, 1,
          "billable_hours", "available_hours", 1),
    RATIO("effective_rate", "Effective hourly rate", MONEY, UP, 2, 2, "fees",
          "hours", 1),
};
/* clang-format on */

const size_t METRIC_COUNT = COUNT_OF(METRICS);

static const char *const class_names[] = { "sum",      "ratio", "weighted",
                                           "unique",   "stock", "share",
                                           "censored", "index" };
static const char *const unit_names[] = { "count",   "money",    "fraction",
                                          "percent", "multiple", "points",
                                          "number",  "months",   "days",
                                          "hours",   "seconds" };
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
    return m->unit == UNIT_FRACTION || m->unit == UNIT_PERCENT;
}
