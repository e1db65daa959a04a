//! The clinical plan as a whole: its parts in the order that chart, payer and signers expect.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{
    clinic::{outcomes, sealed},
    laws::{letters, obeyed, said, texts},
    saved, text, tool,
};
use print::{
    Block, Mark, Paper, PlanDocument, Role,
    block::{Goal, Level},
    pages, pdf, plan,
};

fn headings(blocks: &[Block]) -> Vec<&str> {
    let mut headings = Vec::new();
    for block in blocks {
        if let Block::Heading { level: Level::Section, text } = block {
            headings.push(text.as_str());
        }
    }
    headings
}

#[test]
fn the_parts_stand_in_the_order_that_chart_payer_and_signers_expect() {
    let parts = [
        "In my own words",
        "Why this level of care",
        "Diagnoses",
        "Strengths, needs, abilities, preferences",
        "Assessed needs",
        "Problems, goals, objectives and interventions",
        "Wellness",
        "The week",
        "Outcomes",
        "Medicines and coordination of care",
        "Family, peers, culture and language",
        "Risk and safety",
        "Discharge",
        "Participation",
        "Reviews",
        "Findings answered for",
        "Certification",
        "Signatures",
        "Versions",
    ];
    assert_eq!(headings(&plan(&PlanDocument { outcomes: outcomes(), ..sealed() })), parts);
    let without = plan(&sealed());
    assert!(!headings(&without).contains(&"Outcomes"), "nobody said that there are none");
}

#[test]
fn the_whole_document_reads_from_end_to_end_and_loses_nothing() {
    let document = sealed();
    let blocks = plan(&PlanDocument { outcomes: outcomes(), ..document.clone() });
    for paper in [Paper::Letter, Paper::A4] {
        let pages = pages(&blocks, &document.running_head(), paper);
        obeyed(&pages);
        let said = said(&pages);
        for text in texts(&blocks) {
            assert!(said.iter().any(|said| said.contains(&letters(&text))), "lost: {text:?}");
        }
        let path = saved(&format!("clinical-{paper:?}"), &pdf(&pages, &document.meta()).unwrap());
        tool("qpdf", &["--check", path.to_str().unwrap()]);
        let copied = text(&path);
        for words in [
            "9 h 50 min, 9 h of them on site",
            "By video or phone",
            "9 of at least 9 hours a week on site (42 CFR 410.44)",
            "5 scores from Jan 12, 2027 to Mar 9, 2027: first 17 (Severe), last 8 (Mild). Target: 9.",
            "No score yet.",
            "Chose not to sign: wants to read it at home first",
        ] {
            assert!(copied.contains(words), "{words}: {copied}");
        }
    }
}

#[test]
fn the_clients_words_of_a_goal_stand_beside_the_clinical_ones_and_below_each_other_when_long() {
    let lay = |own: &str| {
        let goal = Goal {
            own_label: "In my own words".into(),
            own: own.into(),
            clinical_label: "Clinical goal".into(),
            clinical: "Return to a mild range of depression.".into(),
        };
        let laid = pages(&[Block::Goal(goal)], &sealed().running_head(), Paper::Letter);
        let first = |role: Role, words: &str| {
            let lines = laid.pages[0].items.iter().filter_map(|item| match &item.mark {
                Mark::Line(line) => Some((laid.tags[item.tag?.0].role, line)),
                _ => None,
            });
            let mut found = lines.filter(|(it, line)| *it == role && line.text.contains(words));
            found.next().map(|(_, line)| (line.x, line.y)).unwrap()
        };
        (first(Role::Paragraph, "In my own"), first(Role::Paragraph, "Clinical goal"))
    };
    let (own, clinical) = lay("I want to get up again.");
    assert!(own.1 == clinical.1 && own.0 < clinical.0, "{own:?} {clinical:?}");
    let (own, clinical) = lay(&"I want to get up again, and again. ".repeat(12));
    assert!(own.0 == clinical.0 && own.1 < clinical.1, "{own:?} {clinical:?}");
}
