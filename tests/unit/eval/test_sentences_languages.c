/* test_sentences_languages.c - the same facts said in each language. */

#include "eval/derive_help.h"
#include "eval/sentences.h"

/* Two channels whose cost falls in each and rises in all, a plan, a survey. */
static const char facts[] =
    "{'client':{'name':'A'},'report':{'period':'2026-Q3','as_of':'2026-10-05'},"
    "'facts':["
    "{'date':'2025-07-01','channel':'Search','campaign':'Brand','spend':900,"
    "'conversions':90,'revenue':4000},"
    "{'date':'2025-08-01','channel':'Display','campaign':'Wide','spend':100,"
    "'conversions':2,'revenue':900},"
    "{'date':'2025-09-01','channel':'Search','campaign':'Brand','spend':0,"
    "'conversions':0,'revenue':100},"
    "{'date':'2026-07-01','channel':'Search','campaign':'Brand','spend':100,"
    "'conversions':11,'revenue':5800},"
    "{'date':'2026-08-01','channel':'Display','campaign':'Wide','spend':900,"
    "'conversions':20,'revenue':800},"
    "{'date':'2026-09-01','channel':'Search','campaign':'Brand','spend':0,"
    "'conversions':0,'revenue':90}],"
    "'targets':{'revenue':{'value':6000,'months':{'2026-04':10,'2026-05':10,"
    "'2026-06':10,'2026-07':10,'2026-08':10,'2026-09':100}},'cpa':20},"
    "'months':[{'month':'2026-06-01','label':'Jun','revenue':20},"
    "{'month':'2026-07-01','label':'Jul','revenue':20},"
    "{'month':'2026-08-01','label':'Aug','revenue':null},"
    "{'month':'2026-09-01','label':'Sep','revenue':20}],"
    "'course':[{'month':'2026-06-01','label':'Jun','revenue':11},"
    "{'month':'2026-07-01','label':'Jul','revenue':12},"
    "{'month':'2026-08-01','label':'Aug','revenue':11},"
    "{'month':'2026-09-01','label':'Sep','revenue':9}],"
    "'budget':[{'line':'x','month':'2026-07','plan':100000,'actual':96000}],"
    "'open':{'plan':100000,'actual':71000,'elapsed_share':0.6,'landing':118333,"
    "'over_by':18333,'required_daily':2417,'elapsed_days':18,'total_days':30},"
    "'over':{'plan':100000,'actual':110000,'overspent':10000},"
    "'placements':[{'name':'Radio','planned_impressions':10000,'impressions':"
    "8900,'planned_spend':100,'spend':98},{'name':'TV','planned_impressions':"
    "30000,'impressions':32300,'planned_spend':100,'spend':96}],"
    "'status':{'overall':'amber','previous':'green','dimensions':[{'name':"
    "'Budget','rag':'amber'},{'name':'Scope','rag':'green'}]},"
    "'milestones':[{'name':'a','done':'2026-08-01'},{'name':'b','status':"
    "'done'},{'name':'c','baseline':'2026-10-01','forecast':'2026-10-07'},"
    "{'name':'d','baseline':'2026-10-01','forecast':'2026-10-01'}],"
    "'decisions':[{'decision':'x','due':'2026-09-26'},{'decision':'y','due':"
    "'2026-10-01'},{'decision':'z','due':'2026-11-01'}],"
    "'survey':{'promoters':11,'passives':5,'detractors':3,'invited':26,"
    "'previous':{'promoters':8,'passives':9,'detractors':3,'label':'2025'}}}";

typedef struct {
    const char *locale, *currency;
    const char *verdict, *driver, *mix, *movers, *coverage, *streak,
        *target_gap, *pacing, *needed, *overspent, *delivery, *transition,
        *progress, *overdue, *nps;
} Said;

static const Said languages[] = {
    {
        "en-GB",
        "GBP",
        .verdict = "1 of 2 goals was met; furthest from target: CPA, at £32.26 "
                   "against £20.00.",
        .driver = "Search added £1,790, Display lost £100.",
        .mix = "CPA rose although it fell in 2 of 2 channels, as spend shifted "
               "toward Display.",
        .movers =
            "Largest gains: Brand (+£1,790); largest losses: Wide (−£100).",
        .coverage = "1 of 4 months has no data for revenue (Aug).",
        .streak = "Revenue fell below target in Sep for the first time in the "
                  "4 months with a target.",
        .target_gap = "CPA was £32.26, 61.3% above the £20.00 target.",
        .pacing = "£71.0K of £100K (71%) is spent with 60% of the period "
                  "elapsed; at this rate it lands at £118K (£18.3K over).",
        .needed =
            "Holding to £100K leaves £2,417 a day for the remaining 12 days.",
        .overspent = "The budget of £100K is overspent by £10.0K.",
        .delivery = "41.2K of 40.0K planned impressions were delivered (103%) "
                    "for 97% of budget; Radio fell 11% short.",
        .transition = "Amber (was green): Budget.",
        .progress = "2 of 4 milestones are done; 1 is late, by 6 days.",
        .overdue = "2 decisions are overdue, the oldest by 9 days.",
        .nps = "NPS +42 (n = 19 of 26; 11 promoters, 5 passives, 3 detractors; "
               "±34), +17 points since 2025, within the margin of error (±45).",
    },
    {
        "de-DE",
        "EUR",
        .verdict = "1 von 2 Zielen wurde erreicht; am weitesten entfernt: "
                   "Kosten pro Conversion mit 32,26 € statt 20,00 €.",
        .driver = "Search: +1.790 €; Display: −100 €.",
        .mix = "Kosten pro Conversion: im Ganzen gestiegen, in 2 von 2 Kanälen "
               "aber gesunken; das Gewicht verschob sich zu Display.",
        .movers = "Größte Zuwächse: Brand (+1.790 €); größte Verluste: Wide "
                  "(−100 €).",
        .coverage = "Umsatz: 1 von 4 Monaten ohne Daten (Aug).",
        .streak =
            "Umsatz: im Sep erstmals in den 4 Monaten mit Ziel unter dem Ziel.",
        .target_gap = "Die Kosten pro Conversion lagen bei 32,26 €, 61,3 % "
                      "über dem Ziel von 20,00 €.",
        .pacing = "71.000 € von 100.000 € (71 %) sind nach 60 % der Zeit "
                  "ausgegeben; so werden es 118.000 € (18.300 € über Plan).",
        .needed = "Um bei 100.000 € zu bleiben, sind 2.417 € am Tag verfügbar "
                  "(noch 12 Tage).",
        .overspent = "Das Budget von 100.000 € ist um 10.000 € überschritten.",
        .delivery = "Impressionen: 41.200 von 40.000 laut Plan (103 %) für "
                    "97 % des Budgets; Radio: 11 % unter Plan.",
        .transition = "Gelb (zuvor grün): Budget.",
        .progress =
            "2 von 4 Meilensteinen sind erreicht; 1 ist um 6 Tage verspätet.",
        .overdue = "2 Entscheidungen sind überfällig (um bis zu 9 Tage).",
        .nps = "NPS +42 (n = 19 von 26; 11 Promotoren, 5 Passive, 3 "
               "Detraktoren; ±34), +17 Punkte gegenüber 2025, innerhalb der "
               "Fehlerspanne (±45).",
    },
    {
        "fr-FR",
        "EUR",
        .verdict = "1 objectif sur 2 a été atteint ; le plus éloigné : le CPA, "
                   "à 32,26 € au lieu de 20,00 €.",
        .driver = "Search : +1 790 € ; Display : −100 €.",
        .mix = "CPA : hausse au total, mais baisse dans 2 canaux sur 2, "
               "Display ayant gagné en poids dans les dépenses.",
        .movers = "Plus fortes hausses : Brand (+1 790 €) ; plus fortes "
                  "baisses : Wide (−100 €).",
        .coverage = "Chiffre d’affaires : 1 mois sur 4 sans données (Aug).",
        .streak = "Chiffre d’affaires : objectif manqué en Sep pour la "
                  "première fois sur les 4 mois assortis d’un objectif.",
        .target_gap = "Le CPA a atteint 32,26 €, soit 61,3 % au-dessus de "
                      "l’objectif de 20,00 €.",
        .pacing = "71,0 k € sur 100 k € (71 %) dépensés à 60 % de la période ; "
                  "à ce rythme, le total atteindra 118 k € (18,3 k € au-dessus "
                  "du budget).",
        .needed = "Pour tenir le budget de 100 k €, il reste 2 417 € par jour "
                  "pendant 12 jours.",
        .overspent = "Le budget de 100 k € est dépassé de 10,0 k €.",
        .delivery = "Impressions : 41,2 k sur 40,0 k au plan (103 %) pour 97 % "
                    "du budget ; Radio : 11 % de moins que prévu.",
        .transition = "Orange (auparavant vert) : Budget.",
        .progress =
            "2 jalons sur 4 sont atteints ; 1 est en retard de 6 jours.",
        .overdue = "2 décisions sont en retard, jusqu’à 9 jours.",
        .nps = "NPS +42 (n = 19 sur 26 ; 11 promoteurs, 5 passifs, 3 "
               "détracteurs ; ±34), +17 points depuis 2025, dans la marge "
               "d’erreur (±45).",
    },
    {
        "es-ES",
        "EUR",
        .verdict = "Se alcanzó 1 de 2 objetivos; el más lejano: el CPA, con "
                   "32,26 € frente a 20,00 €.",
        .driver = "Search: +1790 €; Display: −100 €.",
        .mix = "CPA: subida en total, pero bajada en 2 de 2 canales, al ganar "
               "peso Display en la inversión.",
        .movers =
            "Mayores subidas: Brand (+1790 €); mayores bajadas: Wide (−100 €).",
        .coverage = "Ingresos: 1 de 4 meses sin datos (Aug).",
        .streak = "Ingresos: objetivo no alcanzado en Sep por primera vez en "
                  "los 4 meses con objetivo.",
        .target_gap = "El CPA alcanzó 32,26 €, un 61,3 % por encima del "
                      "objetivo de 20,00 €.",
        .pacing = "Se han gastado 71,0 mil € de 100 mil € (71 %) con el 60 % "
                  "del periodo transcurrido; a este ritmo se llegará a "
                  "118 mil € (18,3 mil € por encima).",
        .needed =
            "Para no superar 100 mil € quedan 2417 € al día durante 12 días.",
        .overspent =
            "El presupuesto de 100 mil € se ha superado en 10,0 mil €.",
        .delivery =
            "Impresiones: 41,2 mil de 40,0 mil en el plan (103 %) con el 97 % "
            "del presupuesto; Radio: un 11 % menos de lo previsto.",
        .transition = "Ámbar (antes verde): Budget.",
        .progress = "2 de 4 hitos están cumplidos; 1 va con 6 días de retraso.",
        .overdue = "2 decisiones vencidas, con hasta 9 días de retraso.",
        .nps =
            "NPS +42 (n = 19 de 26; 11 promotores, 5 pasivos, 3 detractores; "
            "±34), +17 puntos desde 2025, dentro del margen de error (±45).",
    },
    {
        "ar-AE",
        "AED",
        .verdict =
            "تحقق هدف واحد من أصل 2؛ الأبعد عن الهدف: تكلفة التحويل، عند "
            "\u200F32.26\u00A0د.إ.\u200F مقابل \u200F20.00\u00A0د.إ.\u200F.",
        .driver = "Search: \u200F\u200E+1,790\u00A0د.إ.\u200F؛ Display: "
                  "\u200F\u200E−100\u00A0د.إ.\u200F.",
        .mix = "تكلفة التحويل: ارتفاع في المجموع رغم الانخفاض في 2 من أصل 2 من "
               "القنوات، إذ انتقل ثقل الإنفاق نحو Display.",
        .movers = "أكبر الزيادات: Brand (\u200F\u200E+1,790\u00A0د.إ.\u200F)؛ "
                  "أكبر الانخفاضات: Wide (\u200F\u200E−100\u00A0د.إ.\u200F).",
        .coverage = "الإيرادات: 1 من أصل 4 من الأشهر بلا بيانات (Aug).",
        .streak = "الإيرادات: النزول دون الهدف في Sep للمرة الأولى خلال الأشهر "
                  "الـ4 ذات الهدف.",
        .target_gap =
            "بلغت تكلفة التحويل \u200F32.26\u00A0د.إ.\u200F، أي فوق الهدف "
            "البالغ \u200F20.00\u00A0د.إ.\u200F بمقدار 61.3\u200E%\u200E.",
        .pacing = "أُنفق 71.0\u00A0ألف\u00A0د.إ.\u200F من أصل "
                  "100\u00A0ألف\u00A0د.إ.\u200F (71\u200E%\u200E) بعد انقضاء "
                  "60\u200E%\u200E من الفترة؛ وبهذه الوتيرة يبلغ الإنفاق "
                  "118\u00A0ألف\u00A0د.إ.\u200F (فوق الخطة بمقدار "
                  "18.3\u00A0ألف\u00A0د.إ.\u200F).",
        .needed = "للبقاء ضمن 100\u00A0ألف\u00A0د.إ.\u200F يتاح "
                  "\u200F2,417\u00A0د.إ.\u200F في اليوم لمدة 12 يومًا.",
        .overspent =
            "تجاوز الإنفاق الميزانية البالغة 100\u00A0ألف\u00A0د.إ.\u200F "
            "بمقدار 10.0\u00A0ألف\u00A0د.إ.\u200F.",
        .delivery = "مرات الظهور: 41.2\u00A0ألف من أصل 40.0\u00A0ألف مخطط لها "
                    "(103\u200E%\u200E) مقابل 97\u200E%\u200E من الميزانية؛ "
                    "Radio: أقل من المخطط بمقدار 11\u200E%\u200E.",
        .transition = "كهرماني (كان أخضر): Budget.",
        .progress = "أُنجز 2 من أصل 4 من المراحل؛ وواحدة متأخرة 6 أيام.",
        .overdue = "قراران متأخران، أقدمهما منذ 9 أيام.",
        .nps =
            "NPS \u200E+42 (ن = 19 من أصل 26؛ المروّجون 11، المحايدون 5، "
            "المنتقدون 3؛ ±34)، \u200E+17 نقطة منذ 2025، ضمن هامش الخطأ (±45).",
    },
};

static void assert_says(const char *what, Str said, const char *expected)
{
    if (!str_is(said, expected))
        fail_msg("%s:\n'%.*s'\n is not\n'%s'", what, STR_ARG(said), expected);
}

static const Value *kpi_named(const Derived *d, const char *id)
{
    const Value *kpis = found(d, "kpis");

    for (size_t i = 0; i < kpis->as.list.len; i++)
        if (str_is(value_at(&kpis->as.list.at[i], "id")->as.text, id))
            return &kpis->as.list.at[i];
    fail_msg("no KPI %s", id);
    return NULL;
}

static void assert_all(const Said *l)
{
    Env *env = env_new();
    const Value *data =
        json_parse(env, source_new(env->arena, STR("facts.json"),
                                   double_quotes(env->arena, facts)));
    Derived d = derive_value(env, data, l->locale, l->currency);
    Speaker s = { env->arena, d.locale, d.wording, d.data };
    const Value *channels = found(&d, "channels");
    Str revenue = STR("revenue");

    assert_says("verdict", sentence_verdict(&s, found(&d, "goals")),
                l->verdict);
    assert_says("driver", sentence_driver(&s, channels, revenue), l->driver);
    assert_says("mix", sentence_mix(&s, channels, STR("cpa")), l->mix);
    assert_says("movers", sentence_movers(&s, found(&d, "movers")), l->movers);
    assert_says("coverage", sentence_coverage(&s, found(&d, "months"), revenue),
                l->coverage);
    assert_says("streak", sentence_streak(&s, found(&d, "course"), revenue),
                l->streak);
    assert_says("target_gap", sentence_target_gap(&s, kpi_named(&d, "cpa")),
                l->target_gap);
    assert_says("pacing", sentence_pacing(&s, found(&d, "open")), l->pacing);
    assert_says("needed", sentence_needed(&s, found(&d, "open")), l->needed);
    assert_says("overspent", sentence_needed(&s, found(&d, "over")),
                l->overspent);
    assert_says(
        "delivery",
        sentence_delivery(&s, found(&d, "placements"), STR("impressions")),
        l->delivery);
    assert_says("transition", sentence_transition(&s, found(&d, "status")),
                l->transition);
    assert_says("progress", sentence_progress(&s, found(&d, "milestones")),
                l->progress);
    assert_says("overdue", sentence_overdue(&s, found(&d, "decisions")),
                l->overdue);
    assert_says("nps", sentence_nps(&s, found(&d, "survey")), l->nps);
    assert_int_equal(env->diags->error_count, 0);
    derived_close(&d);
}

TEST(each_language_says_the_same_facts)
{
    for (size_t i = 0; i < COUNT_OF(languages); i++)
        assert_all(&languages[i]);
}

/* p = 3/7 and d = 2/7: 100 * 1.96 * sqrt((5/7 - 1/49) / 7) is 61.7. */
TEST(a_small_survey_is_not_reported)
{
    Derived d =
        derive_text(QUARTER("'a':{'promoters':3,'passives':1,'detractors':0},"
                            "'b':{'scores':[10,9,9,8,7,0,'x',11,3]},'c':{}"));
    Speaker s = { d.env->arena, d.locale, d.wording, d.data };

    assert_int_equal(sentence_nps(&s, found(&d, "a")).len, 0);
    assert_int_equal(sentence_nps(&s, found(&d, "c")).len, 0);
    assert_says("nps", sentence_nps(&s, found(&d, "b")),
                "NPS +14 (n = 7; 3 promoters, 2 passives, 2 detractors; ±62).");
    derived_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RUN(each_language_says_the_same_facts),
        RUN(a_small_survey_is_not_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
