/*
 * csv_presets.c - the layouts in which platforms export.
 *
 * One row a layout; nothing here is code.  A layout is known by its needed
 * columns.  Headers are those that the platforms write, in the languages that
 * have been seen.  Ratios (CTR, CPC ...) are left out where their parts are
 * there, because a report works them out from sums.
 */

#include "data/csv.h"

/* clang-format off */
/* Meta counts a purchase as omni_purchase, purchase and by the place where it
 * was made.  Link clicks are left to the insights, which have them too. */
static const PresetKind META_ACTIONS[] = {
    { "purchases", "omni_purchase|purchase|offsite_conversion.fb_pixel_purchase+onsite_conversion.purchase+app_custom_event.fb_mobile_purchase" },
    { "leads", "lead|offsite_conversion.fb_pixel_lead+onsite_conversion.lead_grouped" },
    { "subscriptions", "subscribe_total|offsite_conversion.fb_pixel_subscribe+subscribe_website+subscribe_mobile_app" },
    { "registrations", "omni_complete_registration|complete_registration|offsite_conversion.fb_pixel_complete_registration" },
    { "checkouts", "omni_initiated_checkout|initiate_checkout|offsite_conversion.fb_pixel_initiate_checkout" },
    { "add_to_carts", "omni_add_to_cart|add_to_cart|offsite_conversion.fb_pixel_add_to_cart" },
    { "installs", "omni_app_install|app_install|mobile_app_install" },
    { "landing_page_views", "omni_landing_page_view|landing_page_view" },
    { "views", "video_view" },
    { "engagements", "post_engagement" },
    { "comments", "comment" },
    { "shares", "post" },
    { "saves", "onsite_conversion.post_save" },
    { NULL, NULL },
};

const CsvPreset CSV_PRESETS[] = {
    { .name = "google-ads", .title = "Google Ads", .channel = "Google Ads",
      .totals = TOTAL_LABEL,
      .columns = {
        { "date", "Day|Date|Week|Month|Tag|Día|Jour|Dia|Giorno", CSV_DATE, false },
        { "campaign", "Campaign|Kampagne|Campaña|Campagne|Campanha|Campagna", CSV_TEXT, false },
        { "campaign_id", "Campaign ID", CSV_TEXT, false },
        { "campaign_type", "Campaign type", CSV_TEXT, false },
        { "ad_group", "Ad group|Anzeigengruppe|Grupo de anuncios", CSV_TEXT, false },
        { "landing_page", "Landing page", CSV_TEXT, false },
        { "keyword", "Keyword|Search keyword", CSV_TEXT, false },
        { "device", "Device|Gerät|Dispositivo", CSV_TEXT, false },
        { "network", "Network (with search partners)|Network", CSV_TEXT, false },
        { "age", "Age", CSV_TEXT, false },
        { "currency", "Currency code|Currency|Währungscode|Código de moneda", CSV_TEXT, false },
        { "impressions", "Impr.|Impressions|Impressionen|Impresiones|Impressões|Impressioni", CSV_COUNT, true },
        { "clicks", "Clicks|Klicks|Clics|Cliques|Clic", CSV_COUNT, false },
        { "interactions", "Interactions|Interaktionen|Interacciones", CSV_COUNT, false },
        { "views", "Views|TrueView views", CSV_COUNT, false },
        { "spend", "Cost|Kosten|Coste|Costo|Coût|Custo", CSV_MONEY, true },
        { "conversions", "Conversions|Conv.|Conversiones|Conversões|Conversioni", CSV_NUMBER, false },
        { "revenue", "Conv. value|Total conv. value|Conversion value|Conv.-Wert", CSV_MONEY, false },
        { "impression_share", "Search impr. share|Impr. share", CSV_PERCENT, false } } },

    { .name = "google-ads-auction", .title = "Google Ads (auction insights)",
      .totals = TOTAL_LABEL,
      .doubt = "shares below 10 % are bounds and take no part in sums; one's own row has no rates",
      .columns = {
        { "date", "Day|Week|Month", CSV_DATE, false },
        { "domain", "Display URL domain", CSV_TEXT, true },
        { "impression_share", "Impr. share|Impression share", CSV_PERCENT, true },
        { "overlap_rate", "Overlap rate", CSV_PERCENT, false },
        { "position_above_rate", "Position above rate", CSV_PERCENT, false },
        { "top_of_page_rate", "Top of page rate", CSV_PERCENT, false },
        { "abs_top_of_page_rate", "Abs. Top of page rate", CSV_PERCENT, false },
        { "outranking_share", "Outranking share", CSV_PERCENT, false } } },

    { .name = "google-ads-api", .title = "Google Ads (API)", .channel = "Google Ads", .locale = "en",
      .columns = {
        { "date", "date|segments.date|date_day", CSV_DATE, true },
        { "campaign", "campaign_name|campaign.name|name", CSV_TEXT, false },
        { "campaign_id", "campaign_id|campaign.id|id", CSV_TEXT, false },
        { "ad_group_id", "ad_group_id", CSV_TEXT, false },
        { "account_id", "customer_id", CSV_TEXT, false },
        { "network", "ad_network_type", CSV_TEXT, false },
        { "device", "device|segments.device", CSV_TEXT, false },
        { "impressions", "impressions|metrics.impressions", CSV_COUNT, true },
        { "clicks", "clicks|metrics.clicks", CSV_COUNT, false },
        { "interactions", "interactions", CSV_COUNT, false },
        { "spend", "cost_micros|metrics.cost_micros", CSV_MICROS, true },
        { "conversions", "conversions|metrics.conversions", CSV_NUMBER, false },
        { "revenue", "conversions_value|metrics.conversions_value", CSV_MONEY, false } } },

    { .name = "meta", .title = "Meta Ads Manager", .channel = "Meta",
      .totals = TOTAL_NAMELESS,
      .doubt = "clicks are link clicks and clicks_all are all clicks; reach is an estimate and is never added",
      .columns = {
        { "date", "Day|Date|Reporting starts|Día|Dia|Tag|Jour|Ngày|Inicio del informe|Início dos relatórios|Berichtsbeginn|Auswertungsbeginn|Début des rapports|Ngày bắt đầu báo cáo|เริ่มการรายงาน|วัน", CSV_DATE, false },
        { "campaign", "Campaign name|Nombre de la campaña|Nome da campanha|Kampagnenname|Name der Kampagne|Nom de la campagne|Nome della campagna|Tên chiến dịch|ชื่อแคมเปญ|キャンペーン名", CSV_TEXT, true },
        { "campaign_id", "Campaign ID", CSV_TEXT, false },
        { "ad_set", "Ad set name|Nombre del conjunto de anuncios|Nome do conjunto de anúncios|Anzeigengruppenname|Tên nhóm quảng cáo|ชื่อชุดโฆษณา", CSV_TEXT, false },
        { "ad", "Ad name|Nombre del anuncio|Nome do anúncio|Anzeigenname|Tên quảng cáo|ชื่อโฆษณา", CSV_TEXT, false },
        { "objective", "Objective|Objetivo|Ziel", CSV_TEXT, false },
        { "country", "Country|País|Land", CSV_TEXT, false },
        { "results", "Results|Resultados|Ergebnisse|Résultats|Risultati|Kết quả|ผลลัพธ์", CSV_NUMBER, false },
        { "reach", "Reach|Alcance|Reichweite|Couverture|Copertura|Số người tiếp cận|การเข้าถึง", CSV_COUNT, false },
        { "impressions", "Impressions|Impresiones|Impressões|Impressionen|Impression|Lượt hiển thị|อิมเพรสชัน|インプレッション", CSV_COUNT, false },
        { "clicks", "Link clicks|Clics en el enlace|Cliques no link|Link-Klicks|Clics sur un lien|Lượt click vào liên kết|จำนวนคลิกลิงก์", CSV_COUNT, false },
        { "clicks_all", "Clicks (all)|Clics (todos)|Cliques (todos)|Klicks (alle)|Số lượt click (tất cả)|คลิก (ทั้งหมด)", CSV_COUNT, false },
        { "spend", "Amount spent (*)|Importe gastado (*)|Valor usado (*)|Ausgegebener Betrag (*)|Montant dépensé (*)|Importo speso (*)|Số tiền đã chi tiêu (*)|Chi tiêu (*)|CHI TIÊU (*)|จำนวนเงินที่ใช้จ่าย (*)|消化金額 (*)|Amount spent|Importe gastado|Valor usado|Ausgegebener Betrag", CSV_MONEY, true },
        { "purchases", "Website purchases|Purchases|Compras|Käufe", CSV_NUMBER, false },
        { "revenue", "Purchases conversion value|Website purchases conversion value|Valor de conversión de compras", CSV_MONEY, false } } },

    { .name = "meta-api", .title = "Meta (API)", .channel = "Meta", .locale = "en",
      .doubt = "conversions stand in tables of actions, which the preset meta-actions reads",
      .columns = {
        { "date", "date|date_start|date_day", CSV_DATE, true },
        { "campaign", "campaign_name", CSV_TEXT, false },
        { "campaign_id", "campaign_id", CSV_TEXT, false },
        { "ad_id", "ad_id", CSV_TEXT, false },
        { "account_id", "account_id", CSV_TEXT, false },
        { "impressions", "impressions", CSV_COUNT, true },
        { "reach", "reach", CSV_COUNT, false },
        { "clicks", "inline_link_clicks", CSV_COUNT, true },
        { "clicks_all", "clicks", CSV_COUNT, false },
        { "spend", "spend", CSV_MONEY, true } } },

    { .name = "meta-actions", .title = "Meta (API, actions)", .channel = "Meta", .locale = "en",
      .kinds = META_ACTIONS,
      .doubt = "an event under several action types counts once, by the widest of its ad and day; link clicks are left to the insights",
      .columns = {
        { "date", "date|date_start|date_day", CSV_DATE, true },
        { "campaign", "campaign_name", CSV_TEXT, false },
        { "campaign_id", "campaign_id", CSV_TEXT, false },
        { "ad_id", "ad_id", CSV_TEXT, false },
        { "account_id", "account_id", CSV_TEXT, false },
        { "kind", "action_type", CSV_TEXT, true },
        { "value", "value", CSV_NUMBER, true } } },

    { .name = "ga4", .title = "Google Analytics 4", .ends_at_blank = true,
      .doubt = "users are counted once for the scope of the file and are never added",
      .columns = {
        { "date", "Date|Datum|Fecha", CSV_DATE, false },
        { "date", "Nth day|Nth Day", CSV_NTH_DAY, false },
        { "date", "Nth week|Nth Week", CSV_NTH_WEEK, false },
        { "channel", "Session primary channel group*|Session default channel group*|First user primary channel group*|First user default channel group*|Sitzung - primäre Channelgruppe*", CSV_TEXT, false },
        { "source", "Session source|First user source|Session source / medium|Sitzung - Quelle", CSV_TEXT, false },
        { "medium", "Session medium|First user medium|Sitzung - Medium", CSV_TEXT, false },
        { "campaign", "Session campaign|First user campaign|Sitzung - Kampagne", CSV_TEXT, false },
        { "device", "Device category|Gerätekategorie", CSV_TEXT, false },
        { "country", "Country|Land|País", CSV_TEXT, false },
        { "landing_page", "Landing page|Landing page + query string", CSV_TEXT, false },
        { "sessions", "Sessions|Sitzungen|Sesiones", CSV_COUNT, true },
        { "engaged_sessions", "Engaged sessions|Sitzungen mit Interaktionen|Sesiones con interacción", CSV_COUNT, false },
        { "pageviews", "Views|Aufrufe|Vistas", CSV_COUNT, false },
        { "users", "Total users|Active users|Users|Nutzer insgesamt|Aktive Nutzer", CSV_COUNT, false },
        { "new_users", "New users|Neue Nutzer", CSV_COUNT, false },
        { "events", "Event count|Ereignisanzahl", CSV_COUNT, false },
        { "conversions", "Key events|Conversions|Schlüsselereignisse", CSV_NUMBER, false },
        { "revenue", "Total revenue|Gesamtumsatz|Ingresos totales", CSV_MONEY, false } } },

    { .name = "ga4-pages", .title = "Google Analytics 4 (pages)", .ends_at_blank = true,
      .doubt = "users are counted once for the scope of the file and are never added",
      .columns = {
        { "date", "Date|Datum", CSV_DATE, false },
        { "date", "Nth day|Nth Day", CSV_NTH_DAY, false },
        { "page", "Page path and screen class|Page title and screen class|Page title and screen name|Page path + query string", CSV_TEXT, true },
        { "pageviews", "Views", CSV_COUNT, true },
        { "users", "Active users|Total users|Users", CSV_COUNT, false },
        { "events", "Event count", CSV_COUNT, false },
        { "conversions", "Key events|Conversions", CSV_NUMBER, false },
        { "revenue", "Total revenue", CSV_MONEY, false } } },

    { .name = "ga4-api", .title = "Google Analytics 4 (API)", .locale = "en",
      .doubt = "users are counted once for the scope of the query and are never added",
      .columns = {
        { "date", "date", CSV_DATE, false },
        { "channel", "sessionDefaultChannelGroup|sessionDefaultChannelGrouping|sessionPrimaryChannelGroup|session_default_channel_group", CSV_TEXT, false },
        { "source", "sessionSource|sessionSourceMedium|source", CSV_TEXT, false },
        { "medium", "sessionMedium|medium", CSV_TEXT, false },
        { "campaign", "sessionCampaignName|campaignName", CSV_TEXT, false },
        { "device", "deviceCategory|device", CSV_TEXT, false },
        { "country", "country", CSV_TEXT, false },
        { "landing_page", "landingPage|landing_page|pagePath", CSV_TEXT, false },
        { "sessions", "sessions|visits", CSV_COUNT, true },
        { "engaged_sessions", "engagedSessions", CSV_COUNT, false },
        { "pageviews", "screenPageViews|pageviews", CSV_COUNT, false },
        { "users", "totalUsers|activeUsers|users|active_visitors", CSV_COUNT, false },
        { "new_users", "newUsers", CSV_COUNT, false },
        { "conversions", "keyEvents|conversions", CSV_NUMBER, false },
        { "revenue", "totalRevenue|purchaseRevenue", CSV_MONEY, false },
        { "avg_session_duration", "averageSessionDuration|avg_session_duration", CSV_NUMBER, false },
        { "bounce_rate", "bounceRate|bounce_rate", CSV_FRACTION, false } } },

    { .name = "universal-analytics", .title = "Universal Analytics", .locale = "en", .date_format = "mdy",
      .totals = TOTAL_LABEL,
      .columns = {
        { "date", "Date|Day Index", CSV_DATE, false },
        { "source", "Source/Medium|Source / Medium", CSV_TEXT, true },
        { "channel", "Default Channel Grouping", CSV_TEXT, false },
        { "campaign", "Campaign", CSV_TEXT, false },
        { "sessions", "Sessions", CSV_COUNT, false },
        { "users", "Users", CSV_COUNT, false },
        { "new_users", "New Users", CSV_COUNT, false },
        { "pageviews", "Pageviews", CSV_COUNT, false },
        { "orders", "Transactions", CSV_COUNT, false },
        { "revenue", "Revenue", CSV_MONEY, true } } },

    { .name = "search-console", .title = "Google Search Console", .channel = "Organic Search", .locale = "en",
      .doubt = "a lower average position is better; rare queries are withheld, so parts are less than totals",
      .columns = {
        { "date", "Date", CSV_DATE, false },
        { "query", "Top queries|Query|Queries", CSV_TEXT, false },
        { "page", "Top pages|Page|Pages", CSV_TEXT, false },
        { "country", "Country", CSV_TEXT, false },
        { "device", "Device", CSV_TEXT, false },
        { "clicks", "Clicks|Last * Clicks", CSV_COUNT, true },
        { "previous_clicks", "Previous * Clicks", CSV_COUNT, false },
        { "impressions", "Impressions|Last * Impressions", CSV_COUNT, true },
        { "previous_impressions", "Previous * Impressions", CSV_COUNT, false },
        { "avg_position", "Position|Last * Position", CSV_NUMBER, true },
        { "previous_position", "Previous * Position", CSV_NUMBER, false } } },

    { .name = "trends", .title = "Google Trends", .locale = "en", .is_pivot = true,
      .doubt = "an index of 0 to 100 within this file; never added, never compared with another file",
      .columns = {
        { "date", "Week|Day|Month|Time", CSV_DATE, true },
        { "search_interest", "*: (*)", CSV_NUMBER, true },
        { "term", "", CSV_TEXT, false } } },

    { .name = "linkedin", .title = "LinkedIn Campaign Manager", .channel = "LinkedIn", .locale = "en", .date_format = "mdy",
      .totals = TOTAL_LABEL,
      .doubt = "clicks are all clicks; landing_page_clicks are those to the landing page",
      .columns = {
        { "date", "Start Date (in *)|Start Date|Day", CSV_DATE, false },
        { "campaign", "Campaign Name", CSV_TEXT, true },
        { "campaign_group", "Campaign Group Name", CSV_TEXT, false },
        { "campaign_id", "Campaign ID", CSV_TEXT, false },
        { "currency", "Currency", CSV_TEXT, false },
        { "impressions", "Impressions", CSV_COUNT, true },
        { "clicks", "Clicks", CSV_COUNT, false },
        { "landing_page_clicks", "Clicks to Landing Page", CSV_COUNT, false },
        { "spend", "Total Spent", CSV_MONEY, true },
        { "conversions", "Conversions", CSV_NUMBER, false },
        { "leads", "Leads", CSV_COUNT, false },
        { "revenue", "Total Conversion Value", CSV_MONEY, false } } },

    { .name = "linkedin-api", .title = "LinkedIn (API)", .channel = "LinkedIn", .locale = "en",
      .doubt = "money is in the account's currency, not in the US dollars beside it",
      .columns = {
        { "date", "day|date|date_day", CSV_DATE, true },
        { "campaign_id", "campaign_id", CSV_TEXT, false },
        { "campaign", "campaign_name", CSV_TEXT, false },
        { "impressions", "impressions", CSV_COUNT, true },
        { "reach", "approximate_unique_impressions", CSV_COUNT, false },
        { "clicks", "clicks", CSV_COUNT, false },
        { "landing_page_clicks", "landing_page_clicks", CSV_COUNT, false },
        { "spend", "cost_in_local_currency", CSV_MONEY, true },
        { "conversions", "external_website_conversions", CSV_NUMBER, false },
        { "revenue", "conversion_value_in_local_currency", CSV_MONEY, false } } },

    { .name = "microsoft", .title = "Microsoft Advertising", .channel = "Microsoft Ads", .locale = "en", .date_format = "mdy",
      .totals = TOTAL_LABEL | TOTAL_FOOTER,
      .columns = {
        { "date", "Gregorian date|Time period|Day|Date", CSV_DATE, false },
        { "campaign", "Campaign name|Campaign|campaign_name", CSV_TEXT, false },
        { "campaign_id", "campaign_id|Campaign ID", CSV_TEXT, false },
        { "ad_group", "Ad group|Ad group name", CSV_TEXT, false },
        { "currency", "currency_code|Currency code", CSV_TEXT, true },
        { "device", "device_type|Device type", CSV_TEXT, false },
        { "network", "network|Network", CSV_TEXT, false },
        { "impressions", "Impressions|Impr.", CSV_COUNT, true },
        { "clicks", "Clicks", CSV_COUNT, true },
        { "spend", "Spend", CSV_MONEY, true },
        { "conversions", "Conversions", CSV_NUMBER, false },
        { "revenue", "Revenue", CSV_MONEY, false } } },

    { .name = "tiktok", .title = "TikTok Ads", .channel = "TikTok", .locale = "en",
      .totals = TOTAL_LABEL,
      .columns = {
        { "date", "stat_time_day|stat_time_hour|By Day", CSV_DATE, true },
        { "campaign", "Campaign name|campaign_name", CSV_TEXT, false },
        { "campaign_id", "campaign_id|Campaign ID", CSV_TEXT, false },
        { "ad_id", "ad_id|Ad ID", CSV_TEXT, false },
        { "country", "country_code|Country/Region", CSV_TEXT, false },
        { "currency", "Currency", CSV_TEXT, false },
        { "impressions", "impressions", CSV_COUNT, true },
        { "reach", "reach", CSV_COUNT, false },
        { "clicks", "clicks|Clicks (destination)", CSV_COUNT, true },
        { "spend", "spend|Cost", CSV_MONEY, true },
        { "conversions", "conversion|Conversions", CSV_NUMBER, true } } },

    { .name = "amazon", .title = "Amazon Ads", .channel = "Amazon", .locale = "en", .date_format = "mdy",
      .totals = TOTAL_LABEL,
      .columns = {
        { "date", "Start Date|Date", CSV_DATE, false },
        { "campaign", "Campaign Name", CSV_TEXT, true },
        { "portfolio", "Portfolio name", CSV_TEXT, false },
        { "currency", "Currency", CSV_TEXT, false },
        { "impressions", "Impressions", CSV_COUNT, true },
        { "clicks", "Clicks", CSV_COUNT, false },
        { "spend", "Spend", CSV_MONEY, true },
        { "orders", "7 Day Total Orders (#)|14 Day Total Orders (#)|30 Day Total Orders (#)", CSV_COUNT, true },
        { "revenue", "7 Day Total Sales*|14 Day Total Sales*|30 Day Total Sales*", CSV_MONEY, false },
        { "items", "Units|7 Day Total Units (#)|14 Day Total Units (#)", CSV_COUNT, false } } },

    { .name = "amazon-api", .title = "Amazon Ads (API)", .channel = "Amazon", .locale = "en",
      .columns = {
        { "date", "date", CSV_DATE, true },
        { "campaign_id", "campaign_id", CSV_TEXT, false },
        { "campaign", "campaign_name", CSV_TEXT, false },
        { "currency", "campaign_budget_currency_code", CSV_TEXT, true },
        { "targeting", "targeting", CSV_TEXT, false },
        { "impressions", "impressions", CSV_COUNT, true },
        { "clicks", "clicks", CSV_COUNT, false },
        { "spend", "cost", CSV_MONEY, true },
        { "orders", "purchases_7_d|purchases_14_d|purchases_30_d", CSV_COUNT, false },
        { "revenue", "sales_7_d|sales_14_d|sales_30_d", CSV_MONEY, false } } },

    { .name = "apple-search", .title = "Apple Search Ads", .channel = "Apple Search Ads", .locale = "en",
      .doubt = "clicks are taps",
      .columns = {
        { "date", "date|Day", CSV_DATE, true },
        { "campaign", "campaign_name", CSV_TEXT, false },
        { "campaign_id", "campaign_id|id", CSV_TEXT, false },
        { "ad_group", "ad_group_name", CSV_TEXT, false },
        { "search_term", "search_term_text", CSV_TEXT, false },
        { "currency", "local_spend_currency", CSV_TEXT, false },
        { "impressions", "impressions", CSV_COUNT, true },
        { "clicks", "taps", CSV_COUNT, true },
        { "spend", "local_spend_amount", CSV_MONEY, true },
        { "conversions", "conversions", CSV_NUMBER, false },
        { "installs", "tap_installs", CSV_COUNT, false } } },

    { .name = "pinterest", .title = "Pinterest", .channel = "Pinterest", .locale = "en",
      .doubt = "impressions and clicks are the paid ones; earned ones stand beside them",
      .columns = {
        { "date", "date", CSV_DATE, true },
        { "campaign", "campaign_name", CSV_TEXT, false },
        { "campaign_id", "campaign_id", CSV_TEXT, false },
        { "impressions", "impression_1", CSV_COUNT, true },
        { "earned_impressions", "impression_2", CSV_COUNT, false },
        { "clicks", "clickthrough_1", CSV_COUNT, true },
        { "earned_clicks", "clickthrough_2", CSV_COUNT, false },
        { "spend", "spend_in_micro_dollar", CSV_MICROS, true },
        { "conversions", "total_conversions", CSV_NUMBER, false } } },

    { .name = "snapchat", .title = "Snapchat", .channel = "Snapchat", .locale = "en",
      .doubt = "clicks are swipes",
      .columns = {
        { "date", "date", CSV_DATE, true },
        { "campaign", "campaign_name", CSV_TEXT, false },
        { "campaign_id", "campaign_id", CSV_TEXT, false },
        { "impressions", "impressions", CSV_COUNT, true },
        { "clicks", "swipes", CSV_COUNT, true },
        { "spend", "spend", CSV_MICROS, true },
        { "purchases", "conversion_purchases", CSV_NUMBER, false },
        { "revenue", "conversion_purchases_value", CSV_MICROS, false } } },

    { .name = "reddit", .title = "Reddit Ads", .channel = "Reddit", .locale = "en",
      .columns = {
        { "date", "date", CSV_DATE, true },
        { "campaign", "campaign_name", CSV_TEXT, false },
        { "campaign_id", "campaign_id", CSV_TEXT, false },
        { "impressions", "impressions", CSV_COUNT, true },
        { "clicks", "clicks", CSV_COUNT, true },
        { "spend", "spend", CSV_MICROS, true },
        { "ecpm", "ecpm", CSV_MICROS, true } } },

    { .name = "youtube-studio", .title = "YouTube Studio", .channel = "YouTube", .locale = "en",
      .totals = TOTAL_LABEL,
      .doubt = "countries add up to less than the total of the file",
      .columns = {
        { "date", "Date", CSV_DATE, false },
        { "country", "Geography", CSV_TEXT, false },
        { "video", "Video title|Content", CSV_TEXT, false },
        { "views", "Views", CSV_COUNT, true },
        { "avg_view_duration", "Average view duration", CSV_DURATION, false },
        { "watch_hours", "Watch time (hours)", CSV_NUMBER, true },
        { "impressions", "Impressions", CSV_COUNT, false },
        { "new_followers", "Subscribers", CSV_NUMBER, false } } },

    { .name = "tv-plan", .title = "TV plan", .channel = "TV", .locale = "en", .is_pivot = true,
      .totals = TOTAL_LABEL,
      .doubt = "weeks are ISO weeks of the year that `year` says",
      .columns = {
        { "campaign", "Week Number|Week number|Weeks|Campaign|Line|Channel", CSV_TEXT, true },
        { "spend", "", CSV_MONEY, false },
        { "date", "", CSV_DATE, false } } },

    { .name = NULL },
};

/* What common headers mean, for a mapping that a person reviews. */
const CsvPreset CSV_GENERIC = {
    .name = "", .title = "a table of its own", .totals = TOTAL_LABEL,
    .columns = {
        { "date", "Date|Day|Week|Month|Reporting starts|ds|Fecha|Tag|Datum|Data|Jour|日付", CSV_DATE, true },
        { "channel", "Channel|Kanal|Canal", CSV_TEXT, false },
        { "campaign", "Campaign|Campaign name|Kampagne|Campaña|Campagne", CSV_TEXT, false },
        { "source", "Source", CSV_TEXT, false },
        { "medium", "Medium", CSV_TEXT, false },
        { "device", "Device", CSV_TEXT, false },
        { "country", "Country|Land|País", CSV_TEXT, false },
        { "currency", "Currency|Currency code", CSV_TEXT, false },
        { "impressions", "Impressions|Impr.|Impresiones|Impressionen|インプレッション", CSV_COUNT, false },
        { "clicks", "Clicks|Link clicks|Swipes|Taps|Klicks|Clics", CSV_COUNT, false },
        { "clicks_all", "Clicks (all)", CSV_COUNT, false },
        { "spend", "Spend|Cost|Amount spent (*)|Amount spent|Total spent|Kosten|Coste|Spesa|消化金額", CSV_MONEY, false },
        { "sessions", "Sessions|Visits|Sitzungen", CSV_COUNT, false },
        { "leads", "Leads", CSV_NUMBER, false },
        { "conversions", "Conversions|Conv.|Results|Key events|Conversion", CSV_NUMBER, false },
        { "orders", "Orders|Transactions|Bestellungen", CSV_COUNT, false },
        { "revenue", "Revenue|Conv. value|Sales|Umsatz|Ingresos", CSV_MONEY, false },
        { "reach", "Reach", CSV_COUNT, false } }
};
/* clang-format on */

const CsvPreset *csv_preset_find(Str name)
{
    for (const CsvPreset *p = CSV_PRESETS; p->name; p++)
        if (str_is(name, p->name))
            return p;
    return NULL;
}

StrList csv_preset_names(Arena *a)
{
    StrList names = { 0 };

    for (const CsvPreset *p = CSV_PRESETS; p->name; p++)
        *list_add(a, &names) = str_of(p->name);
    return names;
}
