//! The PDF read back by other people's tools.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{
    laid,
    laws::{letters, texts},
    printed, sample, saved, spaced, text, tool,
};
use print::{Paper, pdf, plan};

#[test]
fn the_file_is_sound_tagged_and_embeds_every_font() {
    let path = saved("sound", &printed(&sample()));
    let path = path.to_str().unwrap();
    let check = tool("qpdf", &["--check", path]);
    assert!(check.contains("No syntax or stream encoding errors found"), "{check}");
    let info = tool("pdfinfo", &[path]);
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(info.contains("Title:           Treatment plan, Mari Núñez"), "{info}");
    assert!(info.contains("612 x 792 pts (letter)"), "{info}");
    let fonts = tool("pdffonts", &[path]);
    for font in fonts.lines().skip(2) {
        assert!(font.contains("yes yes yes"), "not embedded, subset and readable: {font}");
    }
}

#[test]
fn every_sentence_of_the_plan_can_be_copied_from_the_file() {
    let document = sample();
    let copied = letters(&text(&saved("sentences", &printed(&document))));
    let missing: Vec<String> = texts(&plan(&document))
        .into_iter()
        .filter(|text| text.contains(' ') && !copied.contains(&letters(text)))
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn names_keep_their_letters_in_every_script() {
    let mut document = sample();
    let names = [
        "María José Núñez-Ibáñez",
        "Đặng Thị Ngọc Ánh",
        "Łukasz Żółć",
        "Ελένη Παπαδοπούλου",
        "Дмитрий Щербаков",
        "שרה לוי",
        "سارة لالا",
        "e\u{301}lodie",
        "office ≤ 9 → ✓",
    ];
    let participation = format!("Present were {}.", names.join(", then "));
    document.plan.participation = names.join("\n");
    document.plan.coordination = participation;
    document.plan.problems[0].statement = names.join(" und ");
    let copied = text(&saved("names", &printed(&document)));
    for name in names {
        let found = copied.matches(&spaced(name)).count();
        assert!(found >= 3, "{name}: found {found} times in {copied}");
    }
}

#[test]
fn what_no_font_can_set_is_reported_shown_and_can_still_be_copied() {
    let mut document = sample();
    document.plan.vision = "I want to 😀 again, says 李小龍.".into();
    let printed = printed(&document);
    assert_eq!(printed.unset, ['小', '李', '龍', '😀']);
    let copied = text(&saved("unset", &printed));
    assert!(copied.contains("“I want to 😀 again, says 李小龍.”"), "{copied}");
}

#[test]
fn the_structure_reads_in_order_and_leaves_running_heads_out() {
    let path = saved("structure", &printed(&sample()));
    let structure = tool("pdfinfo", &["-struct-text", path.to_str().unwrap()]);
    let order = ["H1", "H2", "BlockQuote", "Table", "TH", "TD", "Sect", "H3", "H4"];
    let line_of = |role: &str| {
        let named = |line: &str| line.trim().split([' ', ':']).next() == Some(role);
        structure.lines().position(named).unwrap_or_else(|| panic!("no {role}: {structure}"))
    };
    let found = order.map(line_of);
    assert!(found.is_sorted(), "{order:?} at {found:?}");
    assert!(!structure.contains("Page 1 of"));
    let words = letters(&structure.replace('"', ""));
    assert!(words.contains(&letters("get my kids to school, and laugh again with my sister")));
}

#[test]
fn what_follows_a_character_that_is_spoken_otherwise_is_still_in_the_structure() {
    let mut document = sample();
    document.plan.vision = "I want to 😀 again, with e\u{301}lodie and لالا beside me.".into();
    let path = saved("spoken", &printed(&document));
    let structure = tool("pdfinfo", &["-struct-text", path.to_str().unwrap()]);
    for words in ["I want to", "again, with", "lodie and", "beside me."] {
        assert!(structure.contains(words), "{words}: {structure}");
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let first = printed(&sample());
    assert_eq!(first, printed(&sample()));
    let elsewhere = std::thread::spawn(|| printed(&sample())).join().unwrap();
    assert_eq!(first, elsewhere);
    let mut other = sample();
    other.plan.participation.push('.');
    assert_ne!(first.bytes, printed(&other).bytes);
}

#[test]
fn a_long_plan_and_an_empty_one_are_sound_files_on_either_paper() {
    let mut long = sample();
    long.plan.problems = vec![long.plan.problems; 40].concat();
    for (name, document) in [("long", long), ("empty", print::PlanDocument::default())] {
        for paper in [Paper::Letter, Paper::A4] {
            let pdf = pdf(&laid(&document, paper), &document.meta()).unwrap();
            let path = saved(&format!("{name}-{paper:?}"), &pdf);
            tool("qpdf", &["--check", path.to_str().unwrap()]);
        }
    }
}
