//! Blank forms on paper: every shipped one, on both papers.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{
    day,
    laws::{letters, obeyed, said, texts},
};
use form::Catalog;
use print::{
    Block, FormDocument, Mark, Page, Pages, Paper, blank_part, block::Blank, form_document, pages,
};

fn blank(name: &str) -> FormDocument {
    let catalog = Catalog::shipped().unwrap();
    FormDocument {
        clinic: "Riverbend sample clinic".into(),
        title: "Intake".into(),
        name_used: String::new(),
        number: String::new(),
        made_on: day(2027, 1, 12),
        parts: vec![blank_part(catalog.form(name).unwrap())],
    }
}

fn names() -> Vec<String> {
    let catalog = Catalog::shipped().unwrap();
    catalog.intake().chain(catalog.screening()).map(|form| form.id.clone()).collect()
}

#[test]
fn every_blank_form_obeys_the_laws_of_the_page_and_loses_nothing() {
    for name in names() {
        let document = blank(&name);
        let blocks = form_document(&document);
        for paper in [Paper::Letter, Paper::A4] {
            let pages = pages(&blocks, &document.running_head(), paper);
            obeyed(&pages);
            let said = said(&pages);
            for text in texts(&blocks) {
                let wanted = letters(&text);
                assert!(said.iter().any(|it| it.contains(&wanted)), "{name} lost {text:?}");
            }
        }
    }
}

/// How far down a page the lines to write on stand, from the top.
fn rules(page: &Page) -> Vec<f32> {
    let mut rules: Vec<f32> = page
        .items
        .iter()
        .filter_map(|item| match item.mark {
            Mark::Stroke { from, weight, .. } if weight > 0.65 => Some(from.1),
            _ => None,
        })
        .collect();
    rules.sort_by(f32::total_cmp);
    rules.dedup();
    rules
}

/// The page a line of text stands on, and how far down.
fn place(pages: &Pages, words: &str) -> (usize, f32) {
    let found = pages.pages.iter().enumerate().find_map(|(index, page)| {
        page.items.iter().find_map(|item| match &item.mark {
            Mark::Line(line) if line.text.trim() == words => Some((index, line.y)),
            _ => None,
        })
    });
    found.unwrap()
}

#[test]
fn a_question_stands_above_its_lines_and_never_parts_from_them() {
    let row = |label: &str| vec![Blank { label: label.into(), share: 1.0 }];
    let asked: Vec<String> = (0..40).map(|at| format!("Question {at}?")).collect();
    let rows = asked.iter().flat_map(|it| [row(it), row(""), row("")]).collect();
    let pages = pages(&[Block::WriteOn(rows)], &print::RunningHead::default(), Paper::Letter);
    assert!(pages.pages.len() > 3);
    for words in asked {
        let (page, y) = place(&pages, &words);
        let below = rules(&pages.pages[page]).into_iter().filter(|rule| *rule > y);
        let below: Vec<f32> = below.take(3).collect();
        assert!(below.len() == 3 && below[2] - y < 100.0, "{words}: {below:?} below {y}");
    }
}
