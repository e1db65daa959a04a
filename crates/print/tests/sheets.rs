//! The recovery sheet and the audit report, as pages and as files.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{
    day,
    laws::{letters, obeyed, outline, said, texts},
    saved, text, tool,
};
use print::{
    AuditLine, AuditReport, Block, Meta, NOTICE_TITLE, Pages, Paper, RecoverySheet, RunningHead,
    audit_report, notice, pages, pdf, plan, recovery_sheet,
};
use proptest::{prelude::*, test_runner::Config};

const CODE: &str = "CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-T4";

fn sheet() -> RecoverySheet {
    RecoverySheet {
        clinic: "Riverbend sample clinic".into(),
        person: "Amara Test, LCSW".into(),
        code: CODE.into(),
        made_on: day(2027, 1, 12),
    }
}

fn line(number: usize) -> AuditLine {
    let whats = ["Signed in", "Opened a client", "Changed a record", "Exported a document"];
    let detail =
        ["", "", "Response, PHQ-9", "For Jo Fictional, county court: requested in writing"];
    AuditLine {
        at: format!("Jan {}, 2027, {}:{:02}:07 PM", 1 + number % 28, 1 + number % 11, number % 60),
        who: ["Amara Test", "M. Okafor"][number % 2].into(),
        what: whats[number % 4].into(),
        client: if number.is_multiple_of(4) {
            String::new()
        } else {
            format!("RB-{:04}", number % 90)
        },
        detail: detail[number % 4].into(),
    }
}

fn report(rows: usize) -> AuditReport {
    AuditReport {
        clinic: "Riverbend sample clinic".into(),
        made_on: day(2027, 1, 12),
        made_by: "Amara Test, LCSW".into(),
        filters: "by M. Okafor, from Jan 1, 2027".into(),
        fault: None,
        rows: (0..rows).map(line).collect(),
        recipient: "Jo Fictional, privacy officer".into(),
        purpose: "Yearly review".into(),
    }
}

/// Lays the blocks out on both papers; every law holds and nothing is lost.
fn whole(blocks: &[Block], head: &RunningHead) -> [Pages; 2] {
    [Paper::Letter, Paper::A4].map(|paper| {
        let pages = pages(blocks, head, paper);
        obeyed(&pages);
        let said = said(&pages);
        for text in texts(blocks) {
            let wanted = letters(&text);
            assert!(said.iter().any(|said| said.contains(&wanted)), "lost: {text:?}");
        }
        pages
    })
}

fn file(name: &str, pages: &Pages, meta: &Meta) -> String {
    let pdf = pdf(pages, meta).unwrap();
    if pages.pages.len() < 3 {
        assert_eq!(pdf, print::pdf(pages, meta).unwrap(), "same pages, same bytes");
    }
    let path = saved(name, &pdf);
    tool("qpdf", &["--check", path.to_str().unwrap()]);
    let info = tool("pdfinfo", &[path.to_str().unwrap()]);
    assert!(info.contains("Tagged:          yes"), "{info}");
    text(&path)
}

#[test]
fn the_recovery_sheet_is_one_page_on_either_paper_with_long_names_too() {
    let long = RecoverySheet {
        clinic: "Riverbend Intensive ".repeat(10),
        person: "Amara-Josephine Test ".repeat(9),
        ..sheet()
    };
    for sheet in [sheet(), long] {
        for pages in whole(&recovery_sheet(&sheet), &sheet.running_head()) {
            assert_eq!(pages.pages.len(), 1, "{}", outline(&pages));
        }
    }
}

#[test]
fn the_code_is_copied_from_the_sheet_group_by_group_and_nothing_of_it_is_in_the_meta() {
    let [pages, _] = whole(&recovery_sheet(&sheet()), &sheet().running_head());
    let copied = file("recovery", &pages, &sheet().meta());
    assert!(copied.contains(&CODE.replace('-', " ")), "{copied}");
    for words in ["Use the recovery code", "Riverbend sample clinic", "Amara Test, LCSW"] {
        assert!(copied.contains(words), "{words}: {copied}");
    }
    let meta = format!("{:?}", sheet().meta());
    assert!(CODE.split('-').all(|group| !meta.contains(group)));
}

#[test]
fn every_symbol_of_a_code_stands_in_a_box_of_one_width() {
    let [pages, _] = whole(&recovery_sheet(&sheet()), &sheet().running_head());
    let lines = pages.pages[0].items.iter().filter_map(|item| match &item.mark {
        print::Mark::Line(line) if line.size > 20.0 => Some(line),
        _ => None,
    });
    let groups: Vec<_> = lines.filter(|line| CODE.contains(line.text.trim())).collect();
    assert_eq!(groups.len(), 9);
    for group in groups {
        let boxes = group.text.trim().len() as f32;
        assert!((group.width - boxes * group.size * 1.05).abs() < 0.01, "{group:?}");
    }
}

#[test]
fn an_audit_of_no_entries_says_so_on_one_page() {
    let report = report(0);
    for pages in whole(&audit_report(&report), &report.running_head()) {
        assert_eq!(pages.pages.len(), 1);
        assert!(outline(&pages).contains("No entry matches"));
    }
}

#[test]
fn one_entry_and_a_fault_stand_on_one_page_and_the_fault_comes_first() {
    let fault = "Session 3, entry 7: an entry was changed or taken away".to_owned();
    let report = AuditReport { fault: Some(fault), ..report(1) };
    let [pages, _] = whole(&audit_report(&report), &report.running_head());
    assert_eq!(pages.pages.len(), 1);
    let copied = file("audit-fault", &pages, &report.meta());
    let at = |words: &str| copied.find(words).unwrap_or_else(|| panic!("{words}: {copied}"));
    assert!(at("Session 3, entry 7") < at("Signed in"));
    assert!(!copied.contains("Whole:"));
}

#[test]
fn three_thousand_entries_repeat_the_header_and_count_their_pages() {
    let report = report(3_000);
    let blocks = audit_report(&report);
    let pages = pages(&blocks, &report.running_head(), Paper::Letter);
    obeyed(&pages);
    let outline = outline(&pages);
    let each: Vec<&str> = outline.split("--- page").skip(1).collect();
    assert!(each.iter().all(|page| page.contains("When") && page.contains("Detail")));
    let copied = file("audit-3000", &pages, &report.meta());
    assert!(copied.contains(&format!("Page {0} of {0}", pages.pages.len())));
    assert!(copied.contains("3,000"));
    assert_eq!(copied.matches("Changed a record").count(), 750);
}

proptest! {
    #![proptest_config(Config { cases: 40, failure_persistence: None, ..Config::default() })]
    #[test]
    fn whatever_an_entry_says_the_laws_of_the_page_hold(
        words in proptest::collection::vec("[A-Za-zé ,]{0,40}|[a-z]{90}|([א-ת]{1,8} ){1,9}", 5..80),
        fault in proptest::option::of("[a-z ]{0,300}"),
    ) {
        let said = |at: usize| words[at % words.len()].clone();
        let rows = (0..words.len()).map(|at| AuditLine {
            at: said(at), who: said(at + 1), what: said(at + 2), client: said(at + 3), detail: said(at * 7).repeat(3),
        });
        let report = AuditReport { rows: rows.collect(), fault, filters: said(2), ..report(0) };
        whole(&audit_report(&report), &report.running_head());
    }
}

#[test]
fn a_notice_ends_the_document_and_stands_at_the_foot_of_every_page() {
    use record::disclosure::{STATEMENT, STATEMENT_SHORT, ScopeLine};
    let line = |label: &str, value: &str| ScopeLine { label: label.into(), value: value.into() };
    let scope = [
        line("May be disclosed", &"The plan, attendance and scores. ".repeat(20)),
        line("To", "Dr. Inés Vale"),
        line("Until", "Mar 1, 2027"),
    ];
    let sample = common::sample();
    let mut blocks = plan(&sample);
    blocks.extend(notice(&scope, STATEMENT.text));
    let [laid, _] = whole(&blocks, &sample.running_head().with_notice());
    assert!(outline(&laid).contains(NOTICE_TITLE));
    let copied = file("notice", &laid, &sample.meta());
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let copied = one_line(&copied);
    for paragraph in STATEMENT.text.lines() {
        assert!(copied.contains(paragraph), "{paragraph}");
    }
    let feet = copied.matches(STATEMENT_SHORT.text).count();
    assert_eq!(feet, laid.pages.len(), "{copied}");
    let [plain, _] = whole(&plan(&sample), &sample.running_head());
    assert!(!file("no-notice", &plain, &sample.meta()).contains(STATEMENT_SHORT.text));
}
