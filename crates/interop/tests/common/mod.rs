//! Referrals in words, and the law that holds for every one of them.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(dead_code, reason = "not every test reads files")]

use std::fmt::Write as _;
use std::path::PathBuf;

use chrono::NaiveDate;
use form::{Answers, Catalog, Class, Context};
use interop::fhir::read::{Incoming, read};
use interop::fhir::referral::{Left, Referral, referrals};
use serde_json::Value;

/// The day of the tests.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// A file of the corpus.
pub(crate) fn file(path: &str) -> Vec<u8> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/fhir");
    std::fs::read(root.join(path)).unwrap()
}

/// What a file says about people; what is said can be entered.
pub(crate) fn told(bytes: &[u8]) -> (Incoming, Vec<Referral>) {
    let incoming = read(bytes).unwrap();
    let told = referrals(&incoming, today());
    told.iter().for_each(can_be_entered);
    (incoming, told)
}

/// Every answer is taken by its form, and what the form then holds is what was carried.
pub(crate) fn can_be_entered(referral: &Referral) {
    let mut carried = 0;
    for (section, answers) in &referral.sections {
        let form = Catalog::shipped().unwrap().form(section).unwrap();
        let mut entered = Answers::new();
        for (item, value) in answers {
            form::set(form, &mut entered, item, value, today()).unwrap();
            let rows = value.as_array().into_iter().flatten().filter_map(Value::as_object);
            let cells: usize = rows.map(|row| row.len() - 1).sum();
            carried += cells.max(1);
            if cells > 0 {
                assert_eq!(entered.rows(item).len(), value.as_array().unwrap().len());
            }
        }
        assert_eq!(entered.iter().count(), answers.len(), "{section}");
        is_seen(referral, section, &entered);
    }
    let several = ["funding", "conditions"];
    let lines = referral.carried.iter().filter(|it| !several.contains(&it.item.as_str())).count();
    let counted = carried
        - several
            .iter()
            .filter(|it| referral.sections.values().any(|s| s.contains_key(**it)))
            .count();
    assert_eq!(lines, counted, "every answer says where it comes from");
}

/// What was carried is on the screen of its section: nothing is hidden by what else was carried.
fn is_seen(referral: &Referral, section: &str, entered: &Answers) {
    let form = |id: &str| Catalog::shipped().unwrap().form(id).unwrap();
    let mut identity = Answers::new();
    for (item, value) in referral.sections.get("identity").into_iter().flatten() {
        form::set(form("identity"), &mut identity, item, value, today()).unwrap();
    }
    let context = Context::on(today()).born(identity.date("date_of_birth"));
    let seen = form::evaluate(form(section), entered, &context.section("identity", &identity));
    assert!(seen.shown, "{section}");
    for it in referral.carried.iter().filter(|it| it.section == section) {
        assert!(seen.visible.contains(&it.item), "{section}: {} is hidden", it.item);
    }
}

/// A referral as a person would read it.
pub(crate) fn words(referral: &Referral) -> String {
    let mut out = format!("{} (id {})\n", referral.place, referral.id.as_deref().unwrap_or("none"));
    for (section, answers) in &referral.sections {
        writeln!(out, "\n[{section}]").unwrap();
        for (item, value) in answers {
            match value.as_array().filter(|rows| rows.iter().all(Value::is_object)) {
                Some(rows) => rows.iter().for_each(|row| writeln!(out, "{item}: {row}").unwrap()),
                None => writeln!(out, "{item}: {value}").unwrap(),
            }
        }
    }
    writeln!(out, "\nLeft:").unwrap();
    referral.left.iter().for_each(|left| writeln!(out, "- {}", line(left)).unwrap());
    if !referral.responses.is_empty() {
        writeln!(out, "\nQuestionnaires: {:?}", referral.responses).unwrap();
    }
    out
}

/// One loss in a line.
pub(crate) fn line(left: &Left) -> String {
    let words = if left.words.is_empty() { String::new() } else { format!(" «{}»", left.words) };
    let class = if left.class == Class::Clinical { " (clinical)" } else { "" };
    format!("{}{words}{class} @ {}", left.why, left.place)
}
