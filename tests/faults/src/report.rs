//! What was seen, as a table for people: on a terminal and in docs/reliability.md.

use std::fmt::{self, Display, Write};

/// What one experiment showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What was done to the store.
    pub what: String,
    /// How often.
    pub cases: u64,
    /// What came of it, in figures.
    pub seen: String,
    /// What that shows and what it does not.
    pub means: String,
}

/// The rows and where they come from.
#[derive(Debug, Clone, Default)]
pub struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// Adds a row.
    pub fn push(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// The page: `about` is the paragraph on date and machine.
    #[must_use]
    pub fn to_markdown(&self, about: &str) -> String {
        let mut page = format!(
            "{HEAD}\n{about}\n\n| what was done | cases | what was seen |\n|---|---|---|\n"
        );
        for Row { what, cases, seen, .. } in &self.rows {
            // Writing to a text cannot fail.
            let _ = writeln!(page, "| {what} | {} | {seen} |", grouped(*cases));
        }
        page.push_str("\n## What the figures mean\n");
        for Row { what, means, .. } in &self.rows {
            let _ = writeln!(page, "- **{what}.** {means}");
        }
        page
    }
}

const HEAD: &str = "\
# Reliability

What the store did when it was broken on purpose. Written by `cargo xtask faults --write`; the same
experiments run in small with every `cargo xtask test`. Any case that broke a promise would have
stopped the run before this page was written.
";

impl Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Row { what, cases, seen, .. } in &self.rows {
            writeln!(f, "{:>6}  {what}\n        {seen}", grouped(*cases))?;
        }
        Ok(())
    }
}

/// `1000` as `1,000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_stands_in_the_table_and_its_meaning_below() {
        let mut report = Report::default();
        report.push(Row {
            what: "Processes killed".into(),
            cases: 1_000,
            seen: "none lost".into(),
            means: "Not fsync.".into(),
        });
        let page = report.to_markdown("A machine.");
        assert!(page.contains("| Processes killed | 1,000 | none lost |"));
        assert!(page.contains("- **Processes killed.** Not fsync."));
        assert!(report.to_string().contains("1,000  Processes killed\n"));
    }
}
