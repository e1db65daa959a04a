//! The letterhead on the first page of every document.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::rc::Rc;

use common::{
    clinic::{drawing, letterhead, picture},
    day,
    laws::{obeyed, outline},
    sample, saved, text, tool,
};
use print::{
    Block, ClientCopyDocument, Drawing, FormDocument, Item, Letterhead, Logo, Mark, Meta, Pages,
    Paper, Path, RecoverySheet, RosterDocument, RunningHead, SafetyPlanDocument, SummaryDocument,
    client_copy, form_document, pages, pdf, plan, recovery_sheet, roster, safety_plan_under,
    summary,
};

const MARGIN: f32 = 18.0 * 72.0 / 25.4;

/// Names and lines that no clinic has, each far too long.
fn overlong() -> Letterhead {
    let long = |words: &str| words.repeat(12);
    Letterhead {
        name: long("Riverbend Intensive Outpatient "),
        address: vec![long("Sample Avenue "); 9],
        phone: long("(555) 010-0100 "),
        licences: vec!["L".repeat(300); 7],
        footer: long("A footer that says what nobody reads, at length. "),
        logo: Some(drawing()),
    }
}

/// Every document under a letterhead.
fn documents(letterhead: &Letterhead) -> Vec<(&'static str, Vec<Block>, RunningHead, Meta)> {
    let on = day(2027, 1, 12);
    let sheet = RecoverySheet {
        clinic: "Riverbend sample clinic".into(),
        person: "Amara Test, LCSW".into(),
        code: "CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-T4".into(),
        made_on: on,
    };
    let safety = SafetyPlanDocument {
        clinic: "Riverbend sample clinic".into(),
        name_used: "Mari Núñez".into(),
        made_on: on,
        plan: record::safety_plan::SafetyPlan::default(),
    };
    let group = RosterDocument {
        clinic: "Riverbend sample clinic".into(),
        name: "Morning group A".into(),
        when: "Monday".into(),
        room: String::new(),
        staff: String::new(),
        prepared_on: on,
        lines: Vec::new(),
    };
    let form = FormDocument {
        clinic: "Riverbend sample clinic".into(),
        title: "Intake".into(),
        name_used: String::new(),
        number: String::new(),
        made_on: on,
        parts: Vec::new(),
    };
    let discharge = SummaryDocument {
        clinic: "Riverbend sample clinic".into(),
        client: sample().client,
        version: "DRAFT, not finished".into(),
        prepared_on: on,
        prepared_by: "M. Okafor, LCSW".into(),
        parts: Vec::new(),
    };
    let copy = ClientCopyDocument { plan: sample().plan, ..ClientCopyDocument::default() };
    let safety_head = safety.running_head().with_letterhead(letterhead.clone());
    let all = vec![
        ("plan", plan(&sample()), sample().running_head(), sample().meta()),
        ("client copy", client_copy(&copy), copy.running_head(), copy.meta()),
        ("safety", safety_plan_under(&safety, &safety_head), safety.running_head(), safety.meta()),
        ("roster", roster(&group), group.running_head(), group.meta()),
        ("form", form_document(&form), form.running_head(), form.meta()),
        ("summary", summary(&discharge), discharge.running_head(), discharge.meta()),
        ("recovery", recovery_sheet(&sheet), sheet.running_head(), sheet.meta()),
    ];
    let under = |(name, blocks, head, meta): (_, _, RunningHead, _)| {
        (name, blocks, head.with_letterhead(letterhead.clone()), meta)
    };
    all.into_iter().map(under).collect()
}

fn logos(pages: &Pages) -> Vec<Vec<&Item>> {
    let is_logo = |item: &&Item| matches!(item.mark, Mark::Logo { .. });
    pages.pages.iter().map(|page| page.items.iter().filter(is_logo).collect()).collect()
}

#[test]
fn every_document_carries_it_on_the_first_page_alone() {
    for (name, blocks, head, meta) in documents(&letterhead(Some(picture()))) {
        let laid = pages(&blocks, &head, Paper::Letter);
        obeyed(&laid);
        let all = outline(&laid);
        let each: Vec<&str> = all.split("--- page").skip(1).collect();
        for words in ["1200 Sample Avenue", "State licence 00-1234", "fictional clinic", "010-0100"]
        {
            assert!(each[0].contains(words), "{name}: {words}: {}", each[0]);
            assert!(each[1..].iter().all(|page| !page.contains(words)), "{name}: {words}");
        }
        let counts: Vec<usize> = logos(&laid).iter().map(Vec::len).collect();
        assert!(counts[0] == 1 && counts[1..].iter().all(|it| *it == 0), "{name}: {counts:?}");
        let path =
            saved(&format!("letterhead-{}", name.replace(' ', "-")), &pdf(&laid, &meta).unwrap());
        tool("qpdf", &["--check", path.to_str().unwrap()]);
    }
}

#[test]
fn overlong_lines_push_nothing_out_of_the_margins_and_leave_most_of_the_page() {
    let [width, height] = [Paper::A4.size().0, Paper::A4.size().1];
    for letterhead in [overlong(), letterhead(None), Letterhead::default()] {
        for (name, blocks, head, _) in documents(&letterhead) {
            let laid = pages(&blocks, &head, Paper::A4);
            obeyed(&laid);
            for item in logos(&laid).into_iter().flatten() {
                let Mark::Logo { at, size, .. } = &item.mark else { continue };
                let (right, bottom) = (at.0 + size.0, at.1 + size.1);
                assert!(at.0 >= MARGIN && at.1 >= MARGIN, "{name}: {at:?}");
                assert!(right <= width - MARGIN && bottom <= height / 5.0, "{name}: {size:?}");
            }
            let title = laid.pages[0].items.iter().find_map(|item| match &item.mark {
                Mark::Line(line) if line.size > 20.0 => Some(line.y),
                _ => None,
            });
            assert!(title.unwrap() < height / 3.0, "{name}: the title stands at {title:?}");
        }
    }
}

#[test]
fn a_mark_of_any_shape_keeps_its_shape() {
    let drawn = |width, height| {
        let path = Path { segments: Vec::new(), fill: Some([0; 3]), ..Path::default() };
        Logo::Drawing(Rc::new(Drawing::new(width, height, vec![path]).unwrap()))
    };
    for (width, height) in [(1.0, 1.0), (4000.0, 10.0), (10.0, 4000.0), (0.001, 0.002)] {
        let head = RunningHead::default().with_letterhead(letterhead(Some(drawn(width, height))));
        let laid = pages(&client_copy(&ClientCopyDocument::default()), &head, Paper::Letter);
        obeyed(&laid);
        let [item] = logos(&laid)[0][..] else { panic!("no mark") };
        let Mark::Logo { size, .. } = item.mark else { panic!("no mark") };
        assert!((size.0 / size.1 / (width / height) - 1.0).abs() < 0.001, "{size:?}");
        assert!(size.0 <= 120.01 && size.1 <= 46.01, "{size:?}");
    }
}

#[test]
fn pictures_and_drawings_are_in_the_file_once_and_the_same_each_time() {
    let mut twice = Vec::new();
    for logo in [picture(), drawing()] {
        let head = sample().running_head().with_letterhead(letterhead(Some(logo.clone())));
        let laid = pages(&plan(&sample()), &head, Paper::Letter);
        let file = pdf(&laid, &sample().meta()).unwrap();
        assert_eq!(file, pdf(&laid, &sample().meta()).unwrap());
        let path = saved(&format!("letterhead-mark-{}", twice.len()), &file);
        let path = path.to_str().unwrap();
        tool("qpdf", &["--check", path]);
        let images = tool("pdfimages", &["-list", path]);
        let rows: Vec<&str> = images.lines().skip(2).collect();
        let expected = if matches!(logo, Logo::Picture(_)) { 2 } else { 0 };
        assert_eq!(rows.len(), expected, "a picture and its opacity: {images}");
        assert!(rows.iter().all(|row| row.contains("96    96")), "{images}");
        assert!(common::file_strings(&file.bytes).contains(&"Riverbend sample clinic".to_owned()));
        twice.push(file);
    }
    assert_ne!(twice[0], twice[1]);
}

#[test]
fn it_is_read_aloud_before_the_title() {
    let (_, blocks, head, meta) = documents(&letterhead(Some(drawing()))).swap_remove(0);
    let laid = pages(&blocks, &head, Paper::Letter);
    let path = saved("letterhead-read", &pdf(&laid, &meta).unwrap());
    let structure = tool("pdfinfo", &["-struct-text", path.to_str().unwrap()]);
    let at = |words: &str| structure.find(words).unwrap_or_else(|| panic!("{words}: {structure}"));
    assert!(at("1200 Sample Avenue") < at("Treatment plan"), "{structure}");
    assert!(text(&path).contains("(555) 010-0100"));
}
