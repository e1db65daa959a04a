//! Where things fall: plans at the ends of what there is, and snapshots of the sample.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{
    laid,
    laws::{letters, obeyed, outline, said, texts},
    sample,
};
use print::{Paper, PlanDocument, plan};
use record::Entered;

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
fn a_character_without_a_glyph_stays_in_the_narrowest_column() {
    let mut document = sample();
    let step = &mut document.plan.problems[0].goals[0].objectives[0];
    step.interventions[0].minutes = Entered::Text("😀".into());
    step.interventions[0].weeks = Entered::Text("\u{10fffd}a".into());
    for paper in [Paper::Letter, Paper::A4] {
        holds_everything(&document, paper);
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
