//! The shipped instruments: which are on, who may give them, what follows what, and the gaps and
//! impossible answers at the edges of each scoring rule.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use form::{Answers, Catalog, Context, Definition, ScoreValue, Scored, date, score, strict};
use serde_json::{Value as Json, json};

fn form(id: &str) -> &'static Definition {
    Catalog::shipped().unwrap().form(id).unwrap()
}

fn scored_in(id: &str, answers: Json, context: Json) -> Scored {
    let today = date::parse_stored("2026-11-23").unwrap();
    let context = Context::from_json(today, &context).unwrap();
    let answers = strict::read(form(id), &answers, today).unwrap();
    score(form(id), &answers, &context)
}

fn scored(id: &str, answers: Json) -> Scored {
    scored_in(id, answers, json!({}))
}

/// Every item of the list with the same answer.
fn all(items: &[&str], value: &Json) -> Json {
    Json::Object(items.iter().map(|item| ((*item).to_owned(), value.clone())).collect())
}

fn with(mut answers: Json, more: Json) -> Json {
    for (item, value) in more.as_object().unwrap() {
        answers[item] = value.clone();
    }
    answers
}

fn number(scored: &Scored, id: &str) -> Option<i64> {
    match scored.score(id) {
        Some(ScoreValue::Integer(number)) => Some(*number),
        None => None,
        other => panic!("{other:?}"),
    }
}

fn band(scored: &Scored, id: &str) -> String {
    scored.band(id).unwrap().code.clone()
}

fn ids<'a>(forms: impl Iterator<Item = &'a std::sync::Arc<Definition>>) -> Vec<&'a str> {
    forms.map(|form| form.id.as_str()).collect()
}

#[test]
fn what_is_on_by_default_is_what_a_new_clinic_needs() {
    let catalog = Catalog::shipped().unwrap();
    let core = catalog.screening().filter(|form| form.instrument.as_ref().unwrap().core);
    assert_eq!(
        ids(core),
        [
            "phq-9",
            "phq-a",
            "gad-7",
            "asq",
            "c-ssrs-screener",
            "audit-c",
            "taps-1",
            "pc-ptsd-5",
            "pcl-5",
            "readiness-ruler",
            "osss-3"
        ]
    );
    assert_eq!(catalog.screening().count(), 17);
}

#[test]
fn a_suicide_screen_is_asked_by_trained_people_and_one_of_them_is_enough() {
    let catalog = Catalog::shipped().unwrap();
    let asked =
        catalog.screening().filter(|form| !form.instrument.as_ref().unwrap().self_entry_allowed());
    assert_eq!(ids(asked), ["asq", "c-ssrs-screener"]);
    let trained =
        catalog.screening().filter(|form| form.instrument.as_ref().unwrap().needs_trained_staff());
    assert_eq!(ids(trained), ["asq", "c-ssrs-screener"]);
    assert_eq!(ids(catalog.alternatives("suicide-screen")), ["asq", "c-ssrs-screener"]);
    assert!(catalog.alternatives("").next().is_none());
}

#[test]
fn no_substance_screen_is_offered_under_18_and_the_phq_goes_by_age() {
    let catalog = Catalog::shipped().unwrap();
    let for_age = |age| {
        let fits = catalog
            .screening()
            .filter(move |form| form.instrument.as_ref().unwrap().population.includes(age));
        ids(fits)
    };
    assert!(for_age(17).contains(&"phq-a") && !for_age(17).contains(&"phq-9"));
    assert!(for_age(18).contains(&"phq-9") && !for_age(18).contains(&"phq-a"));
    for adult in ["audit-c", "taps-1", "pc-ptsd-5", "pcl-5"] {
        assert!(!for_age(17).contains(&adult) && for_age(18).contains(&adult), "{adult}");
    }
}

#[test]
fn the_pcl_5_is_given_after_a_positive_pc_ptsd_5_and_not_before() {
    let catalog = Catalog::shipped().unwrap();
    assert_eq!(ids(catalog.given_after("pcl-5")), ["pc-ptsd-5"]);
    assert!(catalog.given_after("phq-9").next().is_none());
    let asked = ["exposure", "q1", "q2", "q3"];
    let positive = with(all(&asked, &json!("yes")), json!({"q4": "no", "q5": "no"}));
    assert_eq!(scored("pc-ptsd-5", positive.clone()).follow_ups, ["pcl-5"]);
    let negative = with(positive.clone(), json!({"q3": "no"}));
    assert!(scored("pc-ptsd-5", negative).follow_ups.is_empty());
    let unfinished = with(positive, json!({"q5": null}));
    assert!(scored("pc-ptsd-5", unfinished).follow_ups.is_empty());
}

#[test]
fn an_empty_form_has_no_total_and_no_band_that_reads_like_a_result() {
    for form in Catalog::shipped().unwrap().screening() {
        let empty =
            score(form, &Answers::new(), &Context::on(date::parse_stored("2026-11-23").unwrap()));
        for (id, value) in &empty.scores {
            let said = matches!(value, Some(ScoreValue::Code(code)) if code == "incomplete");
            assert!(value.is_none() || said, "{}: {id} is {value:?}", form.id);
        }
    }
}

const PHQ: [&str; 9] = ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9"];

#[test]
fn a_phq_prorates_two_gaps_and_never_item_9() {
    for id in ["phq-9", "phq-a"] {
        let full = all(&PHQ, &json!(1));
        let total = |more| number(&scored(id, with(full.clone(), more)), "total");
        assert_eq!(total(json!({})), Some(9), "{id}");
        assert_eq!(total(json!({"q1": null})), Some(9), "{id}");
        assert_eq!(total(json!({"q1": null, "q2": {"state": "declined"}})), Some(9), "{id}");
        assert_eq!(total(json!({"q1": null, "q2": null, "q3": null})), None, "{id}");
        assert_eq!(total(json!({"q9": {"state": "not_asked"}})), None, "{id}");
        assert_eq!(
            total(json!({"q1": null, "q2": 2, "q9": 0})),
            Some(9),
            "{id}: 9 of 8 stands for 9"
        );
        assert_eq!(total(json!({"q1": null, "q2": 0, "q3": 2})), Some(9), "{id}");
        assert_eq!(total(json!({"q1": null, "q2": null, "q3": 3})), Some(12), "{id}: 81/7 up");
    }
}

#[test]
fn the_suicide_items_of_the_phq_a_speak_whatever_the_total() {
    let calm = with(all(&PHQ, &json!(0)), json!({"q10": "no", "q12": "no", "q13": "no"}));
    let alerts = |more| scored("phq-a", with(calm.clone(), more)).alerts;
    assert!(alerts(json!({})).is_empty());
    assert_eq!(alerts(json!({"q9": 1})), ["phqa-item9-any"]);
    assert_eq!(alerts(json!({"q9": 2})), ["phqa-item9-high"]);
    assert_eq!(alerts(json!({"q12": "yes"})), ["phqa-past-month-thoughts"]);
    assert_eq!(alerts(json!({"q13": "yes"})), ["phqa-lifetime-attempt"]);
    assert_eq!(alerts(json!({"q13": {"state": "declined"}})), ["phqa-suicide-items-missing"]);
    for item in ["q12", "q13"] {
        assert!(form("phq-a").item(item).unwrap().notice.as_deref().unwrap().contains("GLAD-PC"));
    }
}

#[test]
fn a_refused_asq_item_is_never_a_negative_screen() {
    let no = all(&["q1", "q2", "q3", "q4"], &json!("no"));
    let result = |more| band(&scored("asq", with(no.clone(), more)), "result");
    assert_eq!(result(json!({})), "negative");
    assert_eq!(result(json!({"q2": {"state": "declined"}})), "incomplete");
    assert_eq!(result(json!({"q2": {"state": "declined"}, "q5": "no"})), "incomplete");
    assert_eq!(result(json!({"q2": {"state": "declined"}, "q5": "yes"})), "acute-positive");
    assert_eq!(result(json!({"q4": "yes"})), "incomplete");
    assert_eq!(result(json!({"q4": "yes", "q5": "no"})), "non-acute-positive");
    assert_eq!(result(json!({"q5": "yes"})), "negative", "four times no: question 5 is not asked");
}

#[test]
fn a_c_ssrs_says_the_highest_that_is_known_and_alerts_when_unfinished() {
    let no = all(&["q1", "q2", "q6"], &json!("no"));
    let risk = |more| band(&scored("c-ssrs-screener", with(no.clone(), more)), "risk");
    assert_eq!(risk(json!({})), "none");
    assert_eq!(risk(json!({"q1": "yes"})), "low");
    assert_eq!(risk(json!({"q6": "yes"})), "incomplete");
    assert_eq!(risk(json!({"q6": "yes", "q6_recent": "no"})), "moderate");
    assert_eq!(risk(json!({"q6": "yes", "q6_recent": "yes", "q1": null})), "high");
    assert_eq!(risk(json!({"q2": "yes", "q4": "yes"})), "high");
    assert_eq!(risk(json!({"q2": "yes", "q3": "yes", "q4": "no"})), "incomplete");
    assert_eq!(risk(json!({"q5": "yes"})), "none", "thoughts denied: question 5 is not asked");
    assert_eq!(scored("c-ssrs-screener", json!({})).alerts, ["cssrs-incomplete"]);
}

#[test]
fn an_audit_c_that_stops_at_never_is_zero_and_cuts_go_by_sex() {
    let total = |answers| number(&scored("audit-c", answers), "total");
    assert_eq!(total(json!({"q1": 0})), Some(0));
    assert_eq!(total(json!({"q1": 0, "q2": 4, "q3": 4})), Some(0), "hidden answers do not count");
    assert_eq!(total(json!({"q1": 1})), None);
    assert_eq!(total(json!({"q2": 1, "q3": 1})), None);
    let three = json!({"q1": 1, "q2": 1, "q3": 1});
    let cut = |sex: &str| {
        band(&scored_in("audit-c", three.clone(), json!({"sex_for_scoring": sex})), "total")
    };
    assert_eq!(cut("male"), "negative");
    assert_eq!(
        (cut("female"), cut("unspecified")),
        ("positive-women".to_owned(), "positive-women".to_owned())
    );
}

#[test]
fn taps_1_counts_the_alcohol_question_that_was_asked_and_no_other() {
    let never = all(&["q1", "q3", "q4"], &json!(0));
    let male = json!({"sex_for_scoring": "male"});
    let count = |more, context| {
        number(&scored_in("taps-1", with(never.clone(), more), context), "positive_classes")
    };
    assert_eq!(count(json!({"q2m": 1}), male.clone()), Some(1));
    assert_eq!(count(json!({"q2f": 1}), male.clone()), None, "the other question is hidden");
    assert_eq!(count(json!({"q2f": 1, "q2m": 0}), male), Some(0));
    assert_eq!(count(json!({"q2f": 1}), json!({})), Some(1));
}

#[test]
fn a_pcl_5_needs_every_item_for_its_total_and_keeps_its_clusters() {
    let items: Vec<String> = (1..=20).map(|n| format!("q{n}")).collect();
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    let twos = all(&items, &json!(2));
    let full = scored("pcl-5", twos.clone());
    assert_eq!((number(&full, "total"), band(&full, "total").as_str()), (Some(40), "probable"));
    let gap = scored("pcl-5", with(twos, json!({"q20": null})));
    assert_eq!(
        (number(&gap, "total"), number(&gap, "E"), number(&gap, "B")),
        (None, None, Some(10))
    );
    assert!(gap.score("provisional").is_none(), "what may still be met is not called unmet");
}

#[test]
fn answers_outside_an_instrument_are_refused_and_not_scored() {
    let today = date::parse_stored("2026-11-23").unwrap();
    for (id, answers) in [
        ("readiness-ruler", json!({"importance": 11})),
        ("readiness-ruler", json!({"importance": -1})),
        ("bam-r", json!({"q4": 31})),
        ("hrqol-4", json!({"q2": 31})),
        ("osss-3", json!({"q1": 5})),
        ("osss-3", json!({"q2": 0})),
        ("imr-client", json!({"q1": 0})),
        ("socrates-8d", json!({"q1": 6})),
        ("taps-1", json!({"q1": 5})),
        ("ahc-hrsn-core", json!({"problems": ["pests", "bedbugs"]})),
    ] {
        assert!(strict::read(form(id), &answers, today).is_err(), "{id}: {answers}");
    }
}

#[test]
fn days_and_needs_keep_what_is_known_and_invent_nothing() {
    let days = |answers| {
        let scored = scored("hrqol-4", answers);
        (number(&scored, "unhealthy_days"), number(&scored, "limited_days"))
    };
    assert_eq!(days(json!({"q2": 20, "q3": 20, "q4": 3})), (Some(30), Some(3)));
    assert_eq!(days(json!({"q2": 0, "q3": 0})), (Some(0), Some(0)), "question 4 is not asked");
    assert_eq!(days(json!({"q2": 0, "q3": 0, "q4": 9})), (Some(0), Some(0)));
    assert_eq!(days(json!({"q2": 5, "q4": 2})), (None, Some(2)));
    assert_eq!(days(json!({"q2": 5, "q3": 0})), (Some(5), None));
    let needs = |answers| number(&scored("ahc-hrsn-core", answers), "needs");
    assert_eq!(needs(json!({})), None);
    assert_eq!(needs(json!({"problems": ["none"]})), Some(0));
    assert_eq!(needs(json!({"problems": ["mold"], "transport": "yes"})), Some(2));
}

#[test]
fn an_imr_has_a_mean_with_three_gaps_and_a_total_only_without_the_medicine_item() {
    let items: Vec<String> = (1..=15).map(|n| format!("q{n}")).collect();
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    let fours = all(&items, &json!(4));
    let imr = |more| scored("imr-client", with(fours.clone(), more));
    assert_eq!(number(&imr(json!({"q13": null})), "total"), Some(56));
    assert_eq!(number(&imr(json!({"q12": null})), "total"), None);
    let gaps = |more| imr(more).score("mean").cloned();
    let three = json!({"q1": null, "q2": null, "q13": null});
    assert_eq!(gaps(three), Some(ScoreValue::Decimal { units: 400, decimals: 2 }));
    assert_eq!(gaps(json!({"q1": null, "q2": null, "q3": null, "q13": null})), None);
}
