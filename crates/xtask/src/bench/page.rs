//! The page for readers, `docs/performance.md`, from the rows of one run.

use super::clinics::{Curve, drawn};
use super::table::{Row, cells, grown_cells};
use super::table::{Row, cells};
use super::window;
use crate::host;
use crate::steps::Failure;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Where the figures are kept for readers.
pub(super) const PAGE: &str = "docs/performance.md";

const HEAD: &str = "\
# Performance

Written by `cargo xtask bench --peers --write`. Every figure is compared with somebody who did the same
work in the same run, in turns; medians of at least seven. The machine is slow and others use it:
the ratios are what counts. `reach` is what we set out for.
";

/// The curves, beside the page.
const PLOT: &str = "docs/growth.svg";

const GROWTH: &str = "\
The same sample clinic with more and more clients, each with a whole intake, a plan and a year of
scores (`goldthread demo --clients`); medians of seven rounds, the sizes in turns. Signing in reads
every record once and compares it with the head of its class, so it grows with them.
";

const NOTES: &str = "\
## What the figures mean
- **The plan** has seven pages, five scripts and two charts (`tests/bench/plan.json`), another client's
  in every round. Ours and krilla's are the same pages: krilla stands in for our writer alone.
  Typst, Chromium and WeasyPrint lay the same content out by themselves and write tags; ReportLab does
  not tag and does not shape.
- **Warm** is plan after plan in one process, the rivals in between. **Cold** is a process a plan, from
  its start to its end. **500 plans** is one process that does nothing else. Typst keeps nothing from
  plan to plan: two people's plans share no paragraphs.
- **Memory** is the most the process ever held, pages of the program and its fonts included.
- **The unlock screen, cold** is a process from its start to the last change of the picture, its files
  in the system's cache; the minimal window shows a line and a field (`tests/bench/window`). **The
  window's memory, idle** is what all its processes hold, and of what they share their share.
- A rival that cannot be had on the machine has no row.
";

/// Writes the page.
pub(super) fn write(
    root: &Path,
    rows: &[Row],
    growth: &[Curve],
    rivals: &str,
) -> Result<String, Failure> {
    let keys = fs::read_to_string(crate::target(root).join("figures/large-plan.json"));
    let keys = keys.ok().and_then(|text| serde_json::from_str(&text).ok());
    fs::write(root.join(PLOT), drawn(growth))?;
    let mut page = page(rows, &host::described(), rivals, keys.as_ref());
    page.push_str(&grown(growth));
    fs::write(root.join(PAGE), page)?;
pub(super) fn write(root: &Path, rows: &[Row], rivals: &str) -> Result<String, Failure> {
    let keys = in_the_window(root);
    fs::write(root.join(PAGE), page(rows, &host::described(), rivals, keys.as_ref()))?;
    Ok("written".to_owned())
}

fn page(rows: &[Row], machine: &str, rivals: &str, keys: Option<&Value>) -> String {
    let mut page = format!("{HEAD}\n{machine}. Release builds. {rivals}\n\n");
    for (index, cells) in cells(rows).iter().enumerate() {
        page.push_str(&format!("| {} |\n", cells.join(" | ")));
        if index == 0 {
            page.push_str("|---|---|---:|---:|---:|---|---|\n");
        }
    }
    page.push('\n');
    page.push_str(NOTES);
    if let Some(said) = keys.and_then(typing) {
        page.push_str(&said);
    }
    if let Some(said) = keys.and_then(scrolling) {
        page.push_str(&said);
    }
    page
}

/// How the work grows with the clinic.
fn grown(curves: &[Curve]) -> String {
    let mut page = format!("\n## Growth\n{GROWTH}\n![Time by the number of clients](growth.svg)\n\n");
    for (index, cells) in grown_cells(curves).iter().enumerate() {
        page.push_str(&format!("| {} |\n", cells.join(" | ")));
        if index == 0 {
            page.push_str(&format!("|---|{}---|\n", "---:|".repeat(cells.len() - 2)));
        }
    }
    page
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
        "\n## Typing\nFrom a key to the picture, in a plan of 12 problems, 108 objectives and 324 \
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
        "\n## Scrolling\nFrom frame to frame while a list of {clients} clients scrolls by 120 pixels a \
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
        let with = page(&[row], "A day", "Typst 0.15.1", Some(&keys));
        assert!(
            with.contains(
                "| a plan, cold | Typst | 10.0 ms | 50.0 ms | 0.200 | <= 0.15 | MISSED |"
            )
        );
        assert!(with.contains("| 95 of 100 within | 57 ms | 50 ms | 7 ms | <= 16 ms |"));
        assert!(
            with.contains("100000 clients") && with.contains("| the longest | 50 ms | 34 ms |")
        );
        let without = page(&[row], "A day", "", None);
        assert!(!without.contains("Typing") && !without.contains("Scrolling"));
    }
}
