//! The intake as a whole: its order, its classes, who asks what, and the rules that a receptionist
//! or clinician would notice if they broke.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{adult, answers, day, evaluated, form, minor, needed, sees};
use form::{AskedBy, Catalog, Class, Context, Definition, IssueLevel, Need};
use serde_json::{Value as Json, json};

fn ids<'a>(forms: impl Iterator<Item = &'a std::sync::Arc<Definition>>) -> Vec<&'a str> {
    forms.map(|form| form.id.as_str()).collect()
}

#[test]
fn the_short_track_holds_what_a_first_visit_needs() {
    assert_eq!(
        ids(Catalog::shipped().unwrap().start_today()),
        ["identity", "contact", "emergency", "coverage", "consents", "asq", "c-ssrs-screener"]
    );
}

#[test]
fn front_desk_holds_the_administrative_sections_and_no_others() {
    let catalog = Catalog::shipped().unwrap();
    assert_eq!(
        ids(catalog.intake().filter(|form| form.class == Class::Intake)),
        [
            "referral",
            "identity",
            "contact",
            "language",
            "guardian",
            "emergency",
            "coverage",
            "availability",
            "consents",
            "legal"
        ]
    );
    assert!(catalog.screening().all(|form| form.class == Class::Clinical));
}

#[test]
fn a_clinician_asks_about_risk_and_minors_are_asked_alone() {
    let catalog = Catalog::shipped().unwrap();
    assert_eq!(ids(catalog.intake().filter(|form| form.asked_by == AskedBy::Clinician)), ["risk"]);
    assert_eq!(
        ids(catalog.intake().filter(|form| form.ask_alone_under_18)),
        ["risk", "substance", "trauma"]
    );
    for id in ["risk", "substance", "trauma"] {
        assert!(sees(&evaluated(id, json!({}), &minor()), "asked_alone"), "{id}");
        assert!(!sees(&evaluated(id, json!({}), &adult()), "asked_alone"), "{id}");
    }
}

#[test]
fn trauma_opens_with_its_promise_and_keeps_it() {
    let trauma = form("trauma");
    assert_eq!(trauma.intro, "You can skip any question; we don't need details today.");
    assert_eq!(needed(&evaluated("trauma", json!({}), &adult())), ["safe_at_home"]);
    let skipped = evaluated("trauma", json!({"safe_at_home": "prefer_not"}), &adult());
    assert!(skipped.is_complete());
}

#[test]
fn a_page_of_a_section_has_at_most_fifteen_fields() {
    for section in Catalog::shipped().unwrap().intake() {
        let mut fields = 0;
        for item in &section.items {
            fields = if item.heading.is_some() { 1 } else { fields + 1 };
            assert!(fields <= 15, "{}: a page is too long at {}", section.id, item.id);
        }
    }
}

#[test]
fn what_a_blank_section_needs_is_what_a_person_would_ask_first() {
    for (id, wanted) in [
        ("referral", vec!["source_type"]),
        ("identity", vec!["legal_first", "legal_last", "date_of_birth"]),
        ("contact", vec!["address", "phones"]),
        ("language", vec!["spoken_language", "interpreter"]),
        ("emergency", vec!["contact_named"]),
        ("coverage", vec!["funding"]),
        ("availability", vec!["weekly_times", "setting"]),
        ("consents", vec!["documents"]),
        ("presenting", vec!["own_words", "better"]),
        (
            "psychiatric",
            vec![
                "diagnosed",
                "treated",
                "hospital_stays",
                "voices_or_beliefs",
                "high_energy",
                "group_difficulty",
            ],
        ),
        ("medicines", vec!["takes_medicines", "allergies_known"]),
        (
            "medical",
            vec!["primary_care", "conditions", "care_needed_now", "pregnant", "seizures", "eating"],
        ),
        ("legal", vec!["supervision", "court_order", "must_be_told"]),
        ("social", vec!["housing", "food", "transport", "day"]),
        ("supports", vec!["has_people", "strengths", "group_hopes"]),
    ] {
        assert_eq!(needed(&evaluated(id, json!({}), &adult())), wanted, "{id}");
    }
}

#[test]
fn no_emergency_contact_is_an_answer() {
    let none = evaluated("emergency", json!({"contact_named": "none"}), &adult());
    assert!(none.is_complete() && !sees(&none, "contacts"));
    let one = json!({"contact_named": "yes", "contacts": [{"id": "a", "ec_name": "Cy Test"}]});
    assert_eq!(
        needed(&evaluated("emergency", one, &adult())),
        ["contacts/a/ec_relation", "contacts/a/ec_phone", "contacts/a/ec_disclose"]
    );
}

#[test]
fn hours_a_week_are_set_against_nine_for_adults_and_six_under_18() {
    let said = |context: &Context, times: Json| {
        let evaluation = evaluated("availability", json!({"weekly_times": times}), context);
        let issue = evaluation.issues.iter().find(|issue| issue.path == "hours_a_week").cloned();
        (evaluation.computed.get("hours_a_week").map(form::ComputedValue::shown), issue)
    };
    let times = json!(["Mon 9-12:30", "wed 13:00-16:30", "mon 12:00-13:00"]);
    let (shown, issue) = said(&adult(), times.clone());
    assert_eq!(shown.unwrap(), "7.5 hours a week; the program asks for 9.");
    let issue = issue.unwrap();
    assert_eq!(issue.level, IssueLevel::Recommended);
    assert!(
        issue.message.starts_with("Fewer hours than the program asks for"),
        "{}",
        issue.message
    );
    let (shown, issue) = said(&minor(), times.clone());
    assert_eq!(
        (shown.unwrap().as_str(), issue),
        ("7.5 hours a week; the program asks for 6.", None)
    );
    let unknown = Context::on(day("2026-11-23"));
    assert_eq!(said(&unknown, times), (Some("7.5 hours a week.".to_owned()), None));
    assert_eq!(said(&adult(), json!({"state": "unknown"})), (None, None));
    assert_eq!(said(&adult(), Json::Null), (None, None));
}

#[test]
fn a_positive_answer_about_risk_asks_for_a_plan_and_a_gap_is_never_a_no() {
    let calm = json!({
        "ideation": "none", "behavior_3_months": "no", "attempt_ever": "no", "self_harm": "never",
        "means": ["none"], "harm_others_thoughts": "no", "violence": "never", "risk_to_group": "no",
        "unsafe_state": "no", "basic_needs": "yes", "risk_level": "Steady.", "assessed_by": "Dana Test",
        "assessed_on": "11/23/2026"
    });
    assert!(evaluated("risk", calm.clone(), &adult()).is_complete());
    for (path, value) in [
        ("ideation", "passive"),
        ("ideation", "active"),
        ("behavior_3_months", "yes"),
        ("attempt_ever", "yes"),
        ("self_harm", "recent"),
        ("harm_others_thoughts", "yes"),
        ("violence", "recent"),
        ("risk_to_group", "yes"),
        ("unsafe_state", "yes"),
        ("basic_needs", "no"),
    ] {
        let mut positive = calm.clone();
        positive[path] = json!(value);
        let evaluation = evaluated("risk", positive, &adult());
        for asked in ["mitigation_plan", "disposition", "disposition_note"] {
            assert!(needed(&evaluation).contains(&asked), "{path} {value}: {asked} is not asked");
        }
    }
    for gap in [json!(null), json!({"state": "declined"}), json!({"state": "unknown"})] {
        let mut unsaid = calm.clone();
        unsaid["ideation"] = gap;
        let evaluation = evaluated("risk", unsaid, &adult());
        assert!(["method", "intent", "plan"].iter().all(|path| needed(&evaluation).contains(path)));
    }
}

#[test]
fn withdrawal_overdose_and_medication_are_asked_of_everyone_who_has_used() {
    let asked = |value: Json| evaluated("substance", json!({"use": value}), &adult());
    let danger =
        ["overdose", "withdrawal_now", "withdrawal_seizures", "withdrawal_dts", "opioid_use"];
    for used in [json!("past"), json!("current"), json!(null), json!({"state": "declined"})] {
        let evaluation = asked(used.clone());
        assert!(danger.iter().all(|path| needed(&evaluation).contains(path)), "{used}");
    }
    let never = asked(json!("never"));
    assert!(danger.iter().all(|path| !sees(&never, path)));
    assert!(sees(&never, "naloxone") && sees(&never, "tobacco") && sees(&never, "gambling"));
    let opioids = evaluated("substance", json!({"use": "current", "opioid_use": "yes"}), &adult());
    assert!(needed(&opioids).contains(&"opioid_medication"));
}

#[test]
fn pregnancy_is_asked_unless_it_cannot_apply() {
    let asked = |identity: Json, context: Context| {
        let context = context.section("identity", &answers("identity", &identity));
        sees(&evaluated("medical", json!({}), &context), "pregnant")
    };
    let birth = "1985-04-07";
    assert!(asked(json!({}), Context::on(day("2026-11-23"))));
    assert!(asked(json!({"date_of_birth": birth, "sex_on_insurance": "F"}), adult()));
    assert!(asked(json!({"date_of_birth": birth, "sex_on_insurance": "X"}), adult()));
    assert!(!asked(json!({"date_of_birth": birth, "sex_on_insurance": "M"}), adult()));
    let trans_man =
        json!({"date_of_birth": birth, "sex_on_insurance": "M", "gender_identity": "trans-man"});
    assert!(asked(trans_man, adult()));
    let old = Context::on(day("2026-11-23")).born(Some(day("1950-01-01")));
    assert!(!asked(json!({"date_of_birth": "1950-01-01", "sex_on_insurance": "F"}), old));
}

#[test]
fn what_must_be_told_is_tied_to_a_release() {
    let row = json!({"must_be_told": "yes", "reports": [{"id": "a", "told_release": "on_file"}]});
    let evaluation = evaluated("legal", row, &adult());
    assert!(needed(&evaluation).contains(&"reports/a/told_release_recipient"));
}

#[test]
fn no_word_of_the_intake_puts_the_illness_before_the_person() {
    for section in Catalog::shipped().unwrap().intake() {
        let text = String::from_utf8(section.canonical().to_vec()).unwrap().to_lowercase();
        for word in [
            "addict",
            "abuse",
            "alcoholic",
            "junkie",
            "committed suicide",
            "schizophrenic",
            "non-compliant",
            "clean time",
        ] {
            assert!(!text.contains(word), "{} says \"{word}\"", section.id);
        }
    }
}

#[test]
fn a_recorded_state_is_possible_wherever_a_clinical_question_is_required() {
    for section in Catalog::shipped().unwrap().intake().filter(|form| form.class == Class::Clinical)
    {
        for item in section.items.iter().filter(|item| item.need == Need::Required) {
            let own_words = [
                "asked_alone",
                "risk_level",
                "mitigation_plan",
                "disposition",
                "disposition_note",
                "assessed_by",
                "assessed_on",
            ];
            let fixed = own_words.contains(&item.id.as_str());
            assert!(
                fixed || !item.states.is_empty(),
                "{}: {} cannot be declined",
                section.id,
                item.id
            );
        }
    }
}
