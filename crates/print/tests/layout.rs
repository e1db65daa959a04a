//! Where things fall: laws over many generated plans, and snapshots of the sample.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{
    intervention, laid,
    laws::{letters, obeyed, outline, said, texts},
    objective, sample, signer,
};
use print::{Paper, PlanDocument, plan};
use proptest::{collection::vec, prelude::*, test_runner::Config};
use record::{
    Entered,
    plan::{Disposition, Goal, Modality, Need, Objective, Plan, Problem, Status},
};

fn holds_everything(document: &PlanDocument, paper: Paper) -> usize {
    let pages = laid(document, paper);
    obeyed(&pages);
    let said = said(&pages);
    for text in texts(&plan(document)) {
        let wanted = letters(&text);
        assert!(said.iter().any(|said| said.contains(&wanted)), "lost: {text:?}");
    }
    pages.pages.len()
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        8 => "[A-Za-zéñłđ,.;≤ ]{1,60}",
        3 => "([A-Za-z]{1,12} ){5,90}",
        1 => "([a-z]{1,9}\n){1,9}",
        1 => "[A-Za-z]{90}",
        1 => "([א-ת]{1,8} ){1,12}",
        1 => "([ا-ي]{1,8} [a-z]{1,5} ){1,12}",
        1 => "[😀-😎李小a ]{1,12}",
    ]
}

prop_compose! {
    fn step()(text in words(), measure in words(), count in prop_oneof![5 => 0..4_usize, 1 => Just(40)], what in words(), who in words()) -> Objective {
        let one = intervention(Modality::Psychoeducation, &what, 50, 0.5, 8, &who);
        objective(&text, &measure, "17", "9", Status::NotStarted, vec![one; count])
    }
}

prop_compose! {
    fn goal()(words in words(), clinical in words(), objectives in vec(step(), 0..4)) -> Goal {
        Goal { id: None, words, clinical, objectives }
    }
}

prop_compose! {
    fn problem()(statement in words(), evidence in words(), goals in vec(goal(), 0..3)) -> Problem {
        Problem { id: None, statement, evidence, needs: Vec::new(), goals }
    }
}

prop_compose! {
    fn need()(text in words(), source in words(), disposition_note in words()) -> Need {
        Need { id: None, text, source, disposition: Disposition::Deferred, disposition_note }
    }
}

prop_compose! {
    fn document()(
        texts in [words(), words(), words(), words(), words(), words(), words()],
        name in "[A-Za-zéñłđ א-ת]{0,60}",
        assessed_needs in vec(need(), 0..8),
        problems in vec(problem(), 0..5),
        signers in 0..5_usize,
    ) -> PlanDocument {
        let [vision, why, strengths, needs, wellness, criteria, participation] = texts;
        let mut plan = Plan { vision, why_this_level: why, strengths, needs, wellness, assessed_needs, problems, participation, ..Plan::default() };
        plan.discharge.criteria = criteria;
        let signers = vec![signer("Client", &name, ""); signers];
        PlanDocument { plan, signers, ..sample() }
    }
}

#[test]
fn every_generated_plan_obeys_the_laws_of_the_page_and_loses_nothing() {
    let config = Config { cases: 200, failure_persistence: None, ..Config::default() };
    proptest!(config, |(document in document(), letter in any::<bool>())| {
        holds_everything(&document, if letter { Paper::Letter } else { Paper::A4 });
    });
}

#[test]
fn an_empty_plan_says_so_and_fills_no_more_than_two_pages() {
    assert!(holds_everything(&PlanDocument::default(), Paper::Letter) <= 2);
}

#[test]
fn a_plan_of_sixty_pages_obeys_the_same_laws() {
    let mut document = sample();
    document.plan.problems = vec![document.plan.problems; 40].concat();
    assert!(holds_everything(&document, Paper::Letter) >= 60);
}

#[test]
fn forty_interventions_repeat_the_header_on_every_page() {
    let mut document = sample();
    let step = &mut document.plan.problems[0].goals[0].objectives[0];
    step.interventions = vec![step.interventions.clone(); 20].concat();
    holds_everything(&document, Paper::Letter);
    let outline = outline(&laid(&document, Paper::Letter));
    let pages: Vec<&str> = outline.split("--- page").collect();
    let with_rows = pages.iter().filter(|page| page.contains("Behavioral activation"));
    assert!(with_rows.clone().count() > 2);
    assert!(with_rows.into_iter().all(|page| page.contains("× a week")));
}

#[test]
fn a_paragraph_of_four_thousand_letters_flows_over_pages() {
    let long = "She keeps a diary and reads it back on Sundays. ".repeat(84);
    let mut document = sample();
    document.plan.why_this_level = long.clone();
    document.plan.vision = long.clone();
    document.plan.problems[0].statement = long.clone();
    document.plan.problems[0].goals[0].objectives[0].interventions[0].what = long.clone();
    document.plan.assessed_needs[0].disposition_note = long.clone();
    document.client.legal_name = long.clone();
    document.signers[0].name = long;
    document.plan.problems[0].goals[0].objectives[0].target_date = Entered::Text("soon".into());
    let pages = laid(&document, Paper::Letter);
    assert!(pages.pages.len() > 6);
    let said = said(&pages);
    for text in texts(&plan(&document)) {
        assert!(said.iter().any(|said| said.contains(&letters(&text))), "lost: {text:?}");
    }
}

#[test]
fn the_sample_says_what_it_should() {
    insta::assert_snapshot!(blocks(&plan(&sample())));
}

#[test]
fn the_sample_breaks_where_it_should() {
    insta::assert_snapshot!(outline(&laid(&sample(), Paper::Letter)));
}

/// The blocks, one a line.
fn blocks(blocks: &[print::Block]) -> String {
    use print::Block;
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Facts(facts) => {
                for fact in &facts.facts {
                    out.push_str(&format!("Fact {}: {}\n", fact.label, fact.value.words));
                }
            }
            Block::Table(table) => {
                let titles: Vec<&str> = table.columns.iter().map(|c| c.title.as_str()).collect();
                out.push_str(&format!("Table {}\n", titles.join(" | ")));
                for row in &table.rows {
                    let cells: Vec<&str> = row.iter().map(|t| t.words.as_str()).collect();
                    out.push_str(&format!("  {}\n", cells.join(" | ")));
                }
            }
            Block::Thread(knots) => {
                for knot in knots {
                    out.push_str(&format!("Knot {}\n", knot.label));
                    out.push_str(&self::blocks(&knot.blocks));
                }
            }
            other => out.push_str(&format!("{other:?}\n")),
        }
    }
    out
}
