//! Pages as pictures: one of every kind, as it looked when somebody last looked at it.
//!
//! A page that looks otherwise is written to `target/golden`, beside a picture of the difference.
//! `GOLDEN_UPDATE=1 cargo test -p print --test golden` keeps the new ones: look at them first.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::{
    path::{Path, PathBuf},
    rc::Rc,
};

use common::{gallery::documents, picture::Gray, saved};
use print::{Cluster, Glyph, Mark, Meta, Page, Pages, TextLine, pdf};

/// The pages that stand for all: the document and the number of the page.
const KEPT: [(&str, usize); 15] = [
    ("clinical-plan", 1),
    ("clinical-plan", 3),
    ("clinical-plan", 4),
    ("clinical-plan", 5),
    ("clinical-plan", 7),
    ("clinical-plan", 8),
    ("draft-plan", 1),
    ("client-copy", 3),
    ("client-copy-spanish", 2),
    ("safety-plan", 1),
    ("intake", 1),
    ("blank-form", 1),
    ("summary", 1),
    ("roster", 1),
    ("recovery-sheet", 1),
];

/// A pixel is a point.
const DOTS: usize = 72;

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{name}.png"))
}

/// Where pictures go for a person to look at.
fn shown(name: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    target.join("golden").join(format!("{name}.png"))
}

fn file(name: &str, pages: &Pages) -> PathBuf {
    saved(&format!("golden-{name}"), &pdf(pages, &Meta::default()).unwrap())
}

fn pictured(name: &str, pages: &Pages, page: usize) -> Gray {
    Gray::of_page(&file(name, pages), page, DOTS)
}

/// What is wrong with a page, if anything.
fn fault(name: &str, now: &Gray) -> Option<String> {
    if std::env::var_os("GOLDEN_UPDATE").is_some() {
        now.save(&kept(name));
        return None;
    }
    let (new, difference) = (shown(name), shown(&format!("{name}-difference")));
    match Gray::of_file(&kept(name)) {
        Some(before) if before.is_like(now) => return None,
        Some(before) => now.difference(&before).save(&difference),
        None => {}
    }
    now.save(&new);
    Some(format!("{name} looks otherwise: {}, {}", new.display(), difference.display()))
}

#[test]
fn every_page_looks_as_it_did_when_somebody_last_looked_at_it() {
    let documents = documents();
    let faults = KEPT.iter().filter_map(|(name, page)| {
        let (_, pages) = documents.iter().find(|(known, _)| known == name).unwrap();
        let now = pictured(name, pages, *page);
        fault(&format!("{name}-{page}"), &now)
    });
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "{}\nlook, and keep them with GOLDEN_UPDATE=1", faults.join("\n"));
}

/// The picture of a page after a change to it.
fn changed(pages: &Pages, page: usize, name: &str, change: impl Fn(&mut Page)) -> Gray {
    let mut pages = pages.clone();
    change(&mut pages.pages[page - 1]);
    pictured(name, &pages, page)
}

fn document(name: &str) -> Pages {
    documents().into_iter().find(|(known, _)| *known == name).unwrap().1
}

#[test]
fn edges_drawn_another_way_are_no_other_page() {
    for (name, page) in [("clinical-plan", 8), ("safety-plan", 1), ("client-copy", 1)] {
        let path = file("edges", &document(name));
        let usual = Gray::of_page(&path, page, DOTS);
        // Every edge somewhere else within its pixel, and every level another one.
        let finer = Gray::of_page(&path, page, 4 * DOTS).smaller(4);
        assert!(usual != finer && usual.is_like(&finer), "{name} {page}");
    }
}

#[test]
fn a_line_that_moves_by_three_points_makes_another_page() {
    let (pages, page) = (document("clinical-plan"), 7);
    let before = pictured("moved", &pages, page);
    let mut moved = 0;
    for at in (0..pages.pages[page - 1].items.len()).step_by(3) {
        let down = |mark: &mut Mark| match mark {
            Mark::Line(line) => line.y += 3.0,
            Mark::Stroke { from, to, .. } => (from.1, to.1) = (from.1 + 3.0, to.1 + 3.0),
            _ => {}
        };
        let item = &pages.pages[page - 1].items[at];
        let visible = match &item.mark {
            Mark::Line(line) => !line.text.trim().is_empty(),
            Mark::Stroke { .. } => true,
            _ => false,
        };
        if visible {
            let after = changed(&pages, page, "moved", |page| down(&mut page.items[at].mark));
            assert!(!before.is_like(&after), "{item:?} moved unseen");
            moved += 1;
        }
    }
    assert!(moved > 12, "{moved}");
}

/// Takes a word out of a line and leaves its place empty: the first one of at least three letters.
fn without_a_word(line: &mut TextLine) -> Option<String> {
    let run = line.runs.first_mut()?;
    let blank = run.clusters.iter().find(|it| it.text == " ")?.as_ref().clone();
    let words = run.clusters.split(|it| it.text == " ");
    let taken = words.map(<[_]>::to_vec).find(|word| word.len() > 2)?;
    let from = run.clusters.windows(taken.len()).position(|it| it == taken.as_slice())?;
    let advance = taken.iter().map(|it| it.advance()).sum();
    let glyphs = blank.glyphs.iter().map(|glyph| Glyph { advance, ..*glyph }).collect();
    let hole = Rc::new(Cluster { glyphs, ..blank });
    run.clusters.splice(from..from + taken.len(), [hole]);
    Some(taken.iter().map(|it| it.text.as_str()).collect())
}

#[test]
fn a_page_without_one_of_its_words_is_another_page() {
    let (pages, page) = (document("clinical-plan"), 1);
    let before = pictured("word", &pages, page);
    let mut taken = 0;
    for at in (0..pages.pages[page - 1].items.len()).step_by(3) {
        let mut word = None;
        let mut without = pages.clone();
        if let Mark::Line(line) = &mut without.pages[page - 1].items[at].mark {
            word = without_a_word(line);
        }
        if let Some(word) = word {
            assert!(
                !before.is_like(&pictured("word", &without, page)),
                "{word} is missed by nobody"
            );
            taken += 1;
        }
    }
    assert!(taken > 8, "{taken}");
}
