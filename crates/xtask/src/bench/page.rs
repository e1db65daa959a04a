//! The page for readers, `docs/performance.md`: a section for each part, from the run that measured it
//! last.

use super::clinics::{self, drawn};
use super::rivals::Rival;
use super::table::{Row, cells, grown_cells};
use super::window;
use crate::host;
use crate::steps::Failure;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Where the figures are kept for readers.
pub(super) const PAGE: &str = "docs/performance.md";
/// The curves, beside the page.
const PLOT: &str = "docs/growth.svg";

const HEAD: &str = "\
# Performance

Written by `cargo xtask bench --peers --write`, each section by the run that measured it last (`--only
plans`, `records` or `window`). Every figure is compared with somebody who did the same work in the same
run, in turns; medians of at least seven. The machine is slow and others use it: the ratios are what
counts. `reach` is what we set out for. A rival that cannot be had on the machine has no row.
";

/// The sections in their order, by the words of their headings.
const SECTIONS: [&str; 6] = ["Plans", "Records", "Growth", "The window", "Typing", "Scrolling"];

const PLANS: &str = "\
- **The plan** has seven pages, five scripts and two charts (`tests/bench/plan.json`), another client's
  in every round. Ours and krilla's are the same pages: krilla stands in for our writer alone.
  Typst, Chromium and WeasyPrint lay the same content out by themselves and write tags; ReportLab does
  not tag and does not shape.
- **Warm** is plan after plan in one process, the rivals in between. **Cold** is a process a plan, from
  its start to its end. **500 plans** is one process that does nothing else. Typst keeps nothing from
  plan to plan: two people's plans share no paragraphs.
- **Memory** is the most the process ever held, pages of the program and its fonts included: of ours,
  all but some 1.5 MB.
";

const RECORDS: &str = "\
- **An answer saved** is what a keystroke's pause sets off: the record opened, the answer checked and
  evaluated against the whole form, sealed, and written with head and audit in one transaction, on the
  disk. SQLite writes one row of plain bytes as durably; SQLCipher updates a record and a head and adds
  an audit row.
- **Unlock** is signing in without deriving the key. Ours opens every record, compares each with the head
  of its class and knows then what lists, searches and due dates need. SQLCipher has the same records as
  JSON in one table and what lists need in columns beside: **names alone** reads who is here, **all that
  lists need** also what each record is, for whom and how far. It notices no record that was taken out or
  put back.
- **100,000 records opened** is reading and decrypting, nothing else. **A search keystroke** is a part of
  a name, number or date; SQLCipher is asked with LIKE, in names that were made small beforehand.
- **PHQ-9 scored**: responses that were read before, ours into points by place, Python's into
  dictionaries. Ours marks them by the definition, with bands, alerts and what to ask next; Python adds
  up nine numbers, finds a band and looks at item 9.
";

const GROWTH: &str = "\
The same sample clinic with more and more clients, each with a whole intake, a plan and a year of
scores (`goldthread demo --clients`); medians of seven rounds, the sizes in turns.
";

const WINDOW: &str = "\
- **The unlock screen, cold** is a process from its start to the last change of the picture, its files
  in the system's cache; the minimal window shows a line and a field (`tests/bench/window`). **The
  window's memory, idle** is what all its processes hold, and of what they share their share. Drawn in
  software.
";

/// What a run measured; the rest of the page stays.
#[derive(Debug, Default)]
pub(super) struct Measured {
    pub(super) plans: Option<Vec<Row>>,
    pub(super) records: Option<clinics::Measured>,
    pub(super) window: Option<Vec<Row>>,
}

/// Writes the page.
pub(super) fn write(root: &Path, measured: &Measured) -> Result<String, Failure> {
    let before = fs::read_to_string(root.join(PAGE)).unwrap_or_default();
    if let Some(records) = &measured.records {
        fs::write(root.join(PLOT), drawn(&records.growth))?;
    }
    let figures = in_the_window(root).filter(|_| measured.window.is_some());
    let sections = sections(measured, &host::described(), figures.as_ref());
    fs::write(root.join(PAGE), renewed(&before, &sections))?;
    Ok("written".to_owned())
}

/// The page with these sections in the place of theirs.
fn renewed(before: &str, sections: &[(&str, String)]) -> String {
    let mut page = HEAD.to_owned();
    for name in SECTIONS {
        let new = sections.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str());
        if let Some(text) = new.or_else(|| section(before, name)) {
            page.push_str(&format!("\n## {name}\n{}\n", text.trim()));
        }
    }
    page
}

/// What stands below a heading of the page.
fn section<'p>(page: &'p str, name: &str) -> Option<&'p str> {
    let parts = page.split("\n## ").skip(1);
    let mut named = parts.filter_map(|part| part.split_once('\n'));
    named.find(|(heading, _)| *heading == name).map(|(_, text)| text)
}

fn sections(
    measured: &Measured,
    machine: &str,
    figures: Option<&Value>,
) -> Vec<(&'static str, String)> {
    let mut sections = Vec::new();
    let mut add = |name, versions: &str, rows: &[Row], notes: &str| {
        let table = table(&cells(rows), "|---|---|---:|---:|---:|---|---|");
        let made = format!("{machine}. Release builds. {versions}");
        sections.push((name, format!("{}\n\n{table}\n{notes}", made.trim_end())));
    };
    if let Some(rows) = &measured.plans {
        add("Plans", &Rival::versions(), rows, PLANS);
    }
    if let Some(records) = &measured.records {
        add("Records", clinics::versions(), &records.rows, RECORDS);
    }
    if let Some(rows) = &measured.window {
        add("The window", "", rows, WINDOW);
    }
    if let Some(records) = &measured.records {
        let cells = grown_cells(&records.growth);
        let rule = format!("|---|{}---|", "---:|".repeat(cells[0].len() - 2));
        let picture = "![Time by the number of clients](growth.svg)";
        sections.push(("Growth", format!("{GROWTH}\n{picture}\n\n{}", table(&cells, &rule))));
    }
    sections.extend(figures.and_then(typing).map(|said| ("Typing", said)));
    sections.extend(figures.and_then(scrolling).map(|said| ("Scrolling", said)));
    sections
}

/// Cells as a table whose rule stands below the head.
fn table(cells: &[Vec<String>], rule: &str) -> String {
    let mut table = String::new();
    for (index, cells) in cells.iter().enumerate() {
        table.push_str(&format!("| {} |\n", cells.join(" | ")));
        if index == 0 {
            table.push_str(&format!("{rule}\n"));
        }
    }
    table
}

/// What the window's tests measured, if they ran here.
fn in_the_window(root: &Path) -> Option<Value> {
    let mut all = serde_json::Map::new();
    for name in ["large-plan", "long-list"] {
        if let Ok(Value::Object(figures)) = window::figures(root, name) {
            all.extend(figures);
        }
    }
    (!all.is_empty()).then_some(Value::Object(all))
}

/// The keystrokes that the window test measured, if it ran here.
fn typing(figures: &Value) -> Option<String> {
    let of = |place: &str, what: &str| figures["keystroke_to_painted_ms"][place][what].as_f64();
    let (plan, empty) = (of("plan", "p95")?, of("empty_field", "p95")?);
    let (middle, empty_middle) = (of("plan", "p50")?, of("empty_field", "p50")?);
    Some(format!(
        "From a key to the picture, in a plan of 12 problems, 108 objectives and 324 \
         interventions and in an\nempty field of the same window, in turns; the window as its tests \
         drive it, drawn in software.\n\n| | plan | empty field | more | reach |\n|---|---:|---:|---:|---|\n\
         | half of the keys within | {middle:.0} ms | {empty_middle:.0} ms | {:.0} ms | |\n\
         | 95 of 100 within | {plan:.0} ms | {empty:.0} ms | {:.0} ms | <= 16 ms |\n",
        middle - empty_middle,
        plan - empty,
    ))
}

/// The frames of the long list, likewise.
fn scrolling(figures: &Value) -> Option<String> {
    let clients = figures["clients"].as_u64()?;
    let of = |place: &str, what: &str| figures["frame_ms"][place][what].as_f64();
    let mut said = format!(
        "From frame to frame while a list of {clients} clients scrolls by 120 pixels a \
         frame, and while a plain list\nas long does so in the same window, in turns; drawn in \
         software.\n\n| | clients | plain list |\n|---|---:|---:|\n",
    );
    for (name, what) in
        [("half of the frames within", "p50"), ("95 of 100 within", "p95"), ("the longest", "max")]
    {
        let (ours, plain) = (of("list", what)?, of("plain", what)?);
        said.push_str(&format!("| {name} | {ours:.0} ms | {plain:.0} ms |\n"));
    }
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::super::figures::Unit;
    use super::*;

    #[test]
    fn the_page_has_a_row_for_every_rival_and_the_typing_where_it_was_measured() {
        let row = Row {
            work: "a plan, cold",
            unit: Unit::Seconds,
            ours: 0.01,
            rival: Some(("Typst", 0.05, 0.15)),
        };
        let keys = serde_json::json!({"keystroke_to_painted_ms": {
            "plan": {"p50": 28.0, "p95": 57.4}, "empty_field": {"p50": 25.0, "p95": 50.0}},
            "clients": 100_000, "frame_ms": {
            "list": {"p50": 17.0, "p95": 33.0, "max": 50.0},
            "plain": {"p50": 16.6, "p95": 17.2, "max": 34.0}}});
        let measured = Measured { plans: Some(vec![row]), ..Measured::default() };
        let with = renewed("", &sections(&measured, "A day", Some(&keys)));
        assert!(
            with.contains(
                "| a plan, cold | Typst | 10.0 ms | 50.0 ms | 0.200 | <= 0.15 | MISSED |"
            )
        );
        assert!(with.contains("| 95 of 100 within | 57 ms | 50 ms | 7 ms | <= 16 ms |"));
        assert!(
            with.contains("100000 clients") && with.contains("| the longest | 50 ms | 34 ms |")
        );
        let without = renewed("", &sections(&measured, "A day", None));
        assert!(!without.contains("Typing") && !without.contains("Scrolling"));
    }

    #[test]
    fn what_was_not_measured_stays_as_it_was() {
        let before = renewed("", &[("Plans", "old\n".into()), ("Typing", "keys".into())]);
        let after = renewed(&before, &[("Growth", "curves".into()), ("Plans", "new".into())]);
        assert!(after.starts_with(HEAD));
        assert!(after.ends_with("\n## Plans\nnew\n\n## Growth\ncurves\n\n## Typing\nkeys\n"));
        assert_eq!(renewed(&after, &[]), after);
    }
}
