//! The checker of what leaves the printer: laws over two hundred generated plans, from nothing to
//! sixty pages, in the clinical and the client's copy; and other people's tools on a handful.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::cell::RefCell;

use common::{
    generate::{Generated, chart, document},
    laws::{letters, obeyed, said, texts},
    sample, saved, tool,
};
use print::{
    Block, ClientCopyDocument, Language, Meta, Pages, Paper, PlanDocument, RunningHead,
    client_copy, pages, pdf, plan,
};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngSeed, TestRunner},
};

/// The blocks, the head and the meta of a generated plan.
fn clinical((document, outcomes, letterhead): &Generated) -> (Vec<Block>, RunningHead, Meta) {
    let head = document.running_head();
    let head = match letterhead {
        Some(letterhead) => head.with_letterhead(letterhead.clone()),
        None => head,
    };
    (plan(&PlanDocument { outcomes: outcomes.to_vec(), ..document.clone() }), head, document.meta())
}

/// The same plan as the client takes it home.
fn copy(generated: &Generated, language: Language) -> (Vec<Block>, RunningHead, Meta) {
    let (document, outcomes, _) = generated.clone();
    let copy = ClientCopyDocument {
        clinic: document.clinic,
        name_used: document.client.name_used,
        language,
        outcomes,
        plan: document.plan,
        ..ClientCopyDocument::default()
    };
    (client_copy(&copy), copy.running_head(), copy.meta())
}

/// Lays the blocks out; every law holds and nothing is lost.
fn whole(blocks: &[Block], head: &RunningHead, paper: Paper) -> Pages {
    let pages = pages(blocks, head, paper);
    obeyed(&pages);
    let said = said(&pages);
    for text in texts(blocks) {
        let wanted = letters(&text);
        assert!(said.iter().any(|said| said.contains(&wanted)), "lost: {text:?}");
    }
    pages
}

/// The same plans every time, so that a change is what breaks a test; `PROPTEST_RNG_SEED` and
/// `GENERATED_PLANS` ask for others, and for more.
fn config(cases: u32) -> Config {
    let asked = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let cases = asked("GENERATED_PLANS").and_then(|it| it.try_into().ok()).unwrap_or(cases);
    let rng_seed = RngSeed::Fixed(asked("PROPTEST_RNG_SEED").unwrap_or(20));
    let failure_persistence = None;
    Config { cases, failure_persistence, max_shrink_iters: 200, rng_seed, ..Config::default() }
}

#[test]
fn two_hundred_plans_obey_the_laws_of_the_page_and_lose_nothing() {
    let counts = RefCell::new(Vec::new());
    proptest!(config(200), |(generated in document(), letter in any::<bool>())| {
        let paper = if letter { Paper::Letter } else { Paper::A4 };
        let (blocks, head, _) = clinical(&generated);
        counts.borrow_mut().push(whole(&blocks, &head, paper).pages.len());
    });
    let counts = counts.into_inner();
    assert!(counts.iter().max() > Some(&60), "none is long: {counts:?}");
}

#[test]
fn a_plan_with_nothing_in_it_obeys_them_too() {
    let empty = PlanDocument::default();
    for paper in [Paper::Letter, Paper::A4] {
        let pages = whole(&plan(&empty), &empty.running_head(), paper);
        assert!(pages.pages.len() < 5, "{} pages of nothing", pages.pages.len());
    }
}

#[test]
fn their_client_copies_obey_them_too() {
    proptest!(config(60), |(generated in document(), spanish in any::<bool>())| {
        let language = if spanish { Language::Spanish } else { Language::English };
        let (blocks, head, _) = copy(&generated, language);
        whole(&blocks, &head, Paper::Letter);
    });
}

#[test]
fn charts_of_any_kind_stay_readable() {
    proptest!(config(300), |(chart in chart(), large in any::<bool>())| {
        let block = Block::Chart(chart);
        let blocks = if large { vec![Block::Large(vec![block])] } else { vec![block] };
        whole(&blocks, &RunningHead::default(), Paper::Letter);
    });
}

/// Where poppler finds a word: left, top, right, bottom.
fn word_boxes(path: &str) -> Vec<[f32; 4]> {
    let found = tool("pdftotext", &["-bbox", path, "-"]);
    let side = |line: &str, name: &str| {
        let at = line.find(name).unwrap() + name.len() + 2;
        line[at..].split('"').next().unwrap().parse::<f32>().unwrap()
    };
    let words = found.lines().filter(|line| line.contains("<word "));
    words.map(|line| ["xMin", "yMin", "xMax", "yMax"].map(|name| side(line, name))).collect()
}

#[test]
fn other_tools_find_a_handful_of_them_sound_inside_the_margins_and_in_order() {
    let mut runner = TestRunner::deterministic();
    for number in 0..8 {
        let generated = document().new_tree(&mut runner).unwrap().current();
        let both =
            [("clinical", clinical(&generated)), ("copy", copy(&generated, Language::Spanish))];
        for (name, (blocks, head, meta)) in both {
            let pages = whole(&blocks, &head, Paper::Letter);
            let path = saved(&format!("generated-{number}-{name}"), &pdf(&pages, &meta).unwrap());
            let path = path.to_str().unwrap();
            tool("qpdf", &["--check", path]);
            assert!(tool("pdfinfo", &[path]).contains("Tagged:          yes"));
            let margin = 18.0 * 72.0 / 25.4;
            // Poppler counts a line from the top of the font to its bottom, which is more than ink.
            let (beside, above) = (margin - 0.5, margin - 4.0);
            for [left, top, right, bottom] in word_boxes(path) {
                let inside = left >= beside && right <= 612.0 - beside;
                let inside = inside && top >= above && bottom <= 792.0 - above;
                assert!(inside, "{name} {number}: {left} {top} to {right} {bottom}");
            }
            let mut wanted = texts(&blocks);
            let other = |c: char| is_right_to_left(c) || pages.unset.contains(&c);
            wanted.retain(|text| !text.chars().any(other));
            heard_in_order(&heard(path), &wanted).unwrap();
        }
    }
}

/// What a reader who listens hears, the letters alone.
fn heard(path: &str) -> String {
    letters(&tool("pdfinfo", &["-struct-text", path]).replace('"', ""))
}

/// Readers turn these around by themselves, each in its own way; and this one says the code point
/// of a character without a glyph, which other readers copy as itself.
fn is_right_to_left(character: char) -> bool {
    ('\u{590}'..='\u{6ff}').contains(&character)
}

/// Whether every text is found after the one before it, as a reader who listens hears them.
fn heard_in_order(heard: &str, texts: &[String]) -> Result<(), String> {
    let mut from = 0;
    for text in texts.iter().map(|text| letters(text)).filter(|text| !text.is_empty()) {
        let found = heard[from..].find(&text);
        from += found.ok_or_else(|| format!("{text} is not after what comes before it"))?;
    }
    Ok(())
}

#[test]
fn a_reader_who_listens_hears_the_plan_in_its_order() {
    let document = sample();
    let blocks = plan(&document);
    let pages = whole(&blocks, &document.running_head(), Paper::Letter);
    let path = saved("heard", &pdf(&pages, &document.meta()).unwrap());
    let heard = heard(path.to_str().unwrap());
    heard_in_order(&heard, &texts(&blocks)).unwrap();
    let backwards: Vec<String> = texts(&blocks).into_iter().rev().collect();
    assert!(heard_in_order(&heard, &backwards).is_err(), "this test sees no order");
}
