//! One of every document, filled in as a clinic would, for people and tests that look at pages.

use form::{Answers, Catalog, Context, evaluate, set};
use print::{
    Block, FormDocument, FormPart, Language, Pages, Paper, PlanDocument, RecoverySheet,
    RosterDocument, RosterLine, RunningHead, SafetyPlanDocument, SummaryDocument, SummaryPart,
    blank_part, client_copy, filled_part, form_document, notice, pages, plan, recovery_sheet,
    roster, safety_plan_under, summary,
};
use record::{
    disclosure::{STATEMENT, ScopeLine},
    safety_plan::{Entry, SafetyPlan},
};
use serde_json::{Value, json};

use super::{
    clinic::{copy, drawing, letterhead, outcomes, picture, sealed},
    day, sample,
};

const CLINIC: &str = "Riverbend sample clinic";

/// Every document by name, laid out.
pub(crate) fn documents() -> Vec<(&'static str, Pages)> {
    let on = |paper, (blocks, head): (Vec<Block>, RunningHead)| pages(&blocks, &head, paper);
    let letter = |document| on(Paper::Letter, document);
    let a4 = |document| on(Paper::A4, document);
    vec![
        ("clinical-plan", letter(clinical_plan())),
        ("draft-plan", a4(draft_plan())),
        ("client-copy", letter(own_copy(Language::English))),
        ("client-copy-spanish", a4(own_copy(Language::Spanish))),
        ("safety-plan", letter(safety())),
        ("intake", letter(intake())),
        ("blank-form", letter(blank())),
        ("summary", a4(discharge())),
        ("roster", letter(group())),
        ("recovery-sheet", letter(recovery())),
    ]
}

/// The clinical plan with everything that can stand on its paper.
fn clinical_plan() -> (Vec<Block>, RunningHead) {
    let document = PlanDocument { outcomes: outcomes(), ..sealed() };
    let line = |label: &str, value: &str| ScopeLine { label: label.into(), value: value.into() };
    let scope = [
        line("May be disclosed", "The plan, attendance and scores"),
        line("To", "Dr. Inés Vale"),
        line("Until", "Mar 1, 2027"),
    ];
    let mut blocks = plan(&document);
    blocks.extend(notice(&scope, STATEMENT.text));
    let head = document.running_head().with_notice();
    (blocks, head.with_letterhead(letterhead(Some(drawing()))))
}

/// A plan just begun, by people with names of many scripts.
fn draft_plan() -> (Vec<Block>, RunningHead) {
    let mut document = sample();
    document.client.name_used = "סארה".into();
    document.client.legal_name = "שרה לוי".into();
    document.client.pronouns = String::new();
    document.plan.vision = "أريد أن أنام جيدا كل ليلة وأن أضحك مع أختي من جديد.".into();
    document.plan.problems.clear();
    document.plan.diagnoses.clear();
    document.plan.schedule.clear();
    document.plan.wellness.clear();
    document.plan.medicines = String::new();
    document.plan.assessed_needs.truncate(2);
    document.plan.participation = "Το σχέδιο γράφτηκε μαζί με την Ελένη και τον Łukasz. كتبت سارة الأهداف بكلماتها (PHQ-9: 17).".into();
    (plan(&document), document.running_head())
}

fn own_copy(language: Language) -> (Vec<Block>, RunningHead) {
    let document = copy(language);
    (client_copy(&document), document.running_head())
}

fn safety() -> (Vec<Block>, RunningHead) {
    let entry = |text: &str| Entry { text: text.into(), ..Entry::default() };
    let person = |name: &str, phone: &str, text: &str| Entry {
        name: name.into(),
        phone: phone.into(),
        ..entry(text)
    };
    let document = SafetyPlanDocument {
        clinic: CLINIC.into(),
        name_used: "Mari Núñez".into(),
        made_on: day(2027, 1, 12),
        plan: SafetyPlan {
            warning_signs: vec![
                entry("I stop answering the phone and stay in bed after ten."),
                entry("I think that the children would be better off without me."),
            ],
            own_steps: vec![entry("Walk to the river and back"), entry("Cook something slow")],
            distractions: vec![person("Łucja", "(555) 010-0123", "call, or go over for coffee")],
            helpers: vec![
                person("Łucja", "(555) 010-0123", ""),
                person("Father Adán", "(555) 010-0170", "after Mass"),
            ],
            professionals: vec![person("M. Okafor, LCSW", "(555) 010-0117", "Mon to Fri")],
            safer_space: vec![entry("Łucja keeps the tablets and gives me two days at a time.")],
            ..SafetyPlan::default()
        },
    };
    let head = document.running_head().with_letterhead(letterhead(None));
    (safety_plan_under(&document, &head), head)
}

fn answered(form: &str, answers: &[(&str, Value)]) -> FormPart {
    let catalog = Catalog::shipped().unwrap();
    let form = catalog.form(form).unwrap();
    let mut given = Answers::new();
    for (item, answer) in answers {
        set(form, &mut given, item, answer, day(2027, 1, 12)).unwrap();
    }
    let evaluation = evaluate(form, &given, &Context::on(day(2027, 1, 12)));
    filled_part(form, &given, &evaluation, "Done Jan 12, 2027 by M. Okafor, LCSW".into())
}

fn form(title: &str, name: &str, parts: Vec<FormPart>) -> (Vec<Block>, RunningHead) {
    let document = FormDocument {
        clinic: CLINIC.into(),
        title: title.into(),
        name_used: name.into(),
        number: if name.is_empty() { String::new() } else { "RB-0048".into() },
        made_on: day(2027, 1, 12),
        parts,
    };
    (form_document(&document), document.running_head())
}

fn intake() -> (Vec<Block>, RunningHead) {
    let presenting = answered(
        "presenting",
        &[
            (
                "own_words",
                json!(
                    "I lost my work in August and I cannot get up since. I cry in the bathroom so that the kids do not hear it."
                ),
            ),
            ("onset", json!("months")),
            ("precipitant", json!("The bakery closed.")),
            ("effect_work", json!("unable")),
            ("effect_home", json!("marked")),
        ],
    );
    let signature = "600x200 20,150 60,40 90,30 80,120 130,60 160,130 210,70 240,130 300,60 330,140 420,90 560,110;250,30";
    let consents = answered(
        "consents",
        &[(
            "documents",
            json!([{
                "id": "a", "document": "fees", "document_version": "2026-02", "status": "signed",
                "signer": "Marisol Núñez-Ibáñez", "signer_capacity": "client",
                "signed_on": "1/12/2027", "signed_how": "screen", "signature": signature
            }]),
        )],
    );
    form("Intake", "Mari Núñez", vec![presenting, consents])
}

fn blank() -> (Vec<Block>, RunningHead) {
    let catalog = Catalog::shipped().unwrap();
    let parts = ["presenting", "phq-9"].map(|name| blank_part(catalog.form(name).unwrap()));
    form("Intake", "", parts.to_vec())
}

fn discharge() -> (Vec<Block>, RunningHead) {
    let part =
        |heading: &str, text: &str| SummaryPart { heading: heading.into(), text: text.into() };
    let document = SummaryDocument {
        clinic: CLINIC.into(),
        client: sample().client,
        version: "Finished Mar 26, 2027".into(),
        prepared_on: day(2027, 3, 26),
        prepared_by: "M. Okafor, LCSW".into(),
        parts: vec![
            part("Why treatment began", "“I lost my work in August and I cannot get up since.”"),
            part(
                "What was worked on",
                "1. Low mood has narrowed daily life\n2. Worry keeps her awake",
            ),
            part(
                "What was reached",
                "PHQ-9 from 17 to 8. Takes part in three planned activities a week; sleeps through five nights of seven.",
            ),
            part("Attendance", "26 of 30 sessions; 71 of 81 planned hours."),
            part("Medicines at the end", ""),
            part(
                "What comes next",
                "Weekly therapy with L. Đặng, LMFT; first visit Apr 1, 2027, 10:00 AM.",
            ),
        ],
    };
    let head = document.running_head().with_letterhead(letterhead(Some(picture())));
    (summary(&document), head)
}

fn group() -> (Vec<Block>, RunningHead) {
    let names = ["Mari", "Ánh", "Łukasz", "Ελένη", "סארה", "Dmitri", "Jo"];
    let line = |(name, number): (&str, usize)| RosterLine {
        name: name.into(),
        number: format!("RB-{:04}", 48 + number * 7),
        note: if number == 2 { "Not on the plan".into() } else { String::new() },
        attendance: if number == 0 { "Came".into() } else { String::new() },
    };
    let document = RosterDocument {
        clinic: CLINIC.into(),
        name: "Morning group A".into(),
        when: "Monday, Jan 18, 2027, 9:00 AM, 180 min".into(),
        room: "Room 2".into(),
        staff: "D. Reyes, LMFT".into(),
        prepared_on: day(2027, 1, 18),
        lines: names.into_iter().zip(0..).map(line).collect(),
    };
    (roster(&document), document.running_head())
}

fn recovery() -> (Vec<Block>, RunningHead) {
    let sheet = RecoverySheet {
        clinic: CLINIC.into(),
        person: "Amara Test, LCSW".into(),
        code: "CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-T4".into(),
        made_on: day(2027, 1, 12),
    };
    (recovery_sheet(&sheet), sheet.running_head())
}
