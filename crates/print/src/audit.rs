//! The audit as a document: what was asked for, whether the chain is whole, and every entry.
//!
//! It does not know what an event means, who may read it, or in which zone a time is told: lines
//! come in words.

use chrono::NaiveDate;

use crate::{
    block::{Align, Block, Column, Fact, Facts, Ground, Level, Table, Text},
    page::RunningHead,
    pdf::Meta,
    plan::words::{date, joined},
};

/// One entry, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditLine {
    /// When.
    pub at: String,
    /// Who did it.
    pub who: String,
    /// What was done.
    pub what: String,
    /// The client's number; may be blank.
    pub client: String,
    /// More about it; may be blank.
    pub detail: String,
}

/// Everything the report says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditReport {
    /// The clinic's name.
    pub clinic: String,
    /// The day it was made.
    pub made_on: NaiveDate,
    /// Who made it, with credential.
    pub made_by: String,
    /// Which entries were asked for, in words.
    pub filters: String,
    /// Where the audit stops being whole, in words; nothing when it is whole.
    pub fault: Option<String>,
    /// The entries, in the order they are to be read.
    pub rows: Vec<AuditLine>,
    /// For whom the report is.
    pub recipient: String,
    /// What it is for.
    pub purpose: String,
}

const TITLE: &str = "Audit report";

impl AuditReport {
    /// What stands at the head and foot of every page.
    #[must_use]
    pub fn running_head(&self) -> RunningHead {
        RunningHead {
            clinic: self.clinic.trim().to_owned(),
            document: TITLE.to_owned(),
            client: self.filters.trim().to_owned(),
            version: format!("Made {}", date(self.made_on)),
            ..RunningHead::default()
        }
    }

    /// What the file says about itself.
    #[must_use]
    pub fn meta(&self) -> Meta {
        Meta {
            title: TITLE.to_owned(),
            author: self.clinic.trim().to_owned(),
            language: "en-US".to_owned(),
            date: Some(self.made_on),
        }
    }
}

/// The report as blocks.
#[must_use]
pub fn audit_report(report: &AuditReport) -> Vec<Block> {
    let by = report.made_by.trim();
    let by = if by.is_empty() { String::new() } else { format!("by {by}") };
    let made = joined([format!("Made {}", date(report.made_on)), by].into_iter(), " ");
    let mut blocks = vec![
        Block::Title {
            kicker: report.clinic.trim().to_owned(),
            text: TITLE.to_owned(),
            below: made,
        },
        Block::Facts(asked(report)),
    ];
    if let Some(fault) = &report.fault {
        blocks.push(heading("The audit is not whole"));
        blocks.push(Block::Paragraph(Text::strong(fault.trim())));
        blocks.push(Block::Paragraph(Text::plain(
            "Entries up to there follow from one another. What comes after is not in this report.",
        )));
    }
    blocks.push(heading("Entries"));
    blocks.push(if report.rows.is_empty() {
        Block::Paragraph(Text::quiet("No entry matches what was asked for."))
    } else {
        Block::Table(entries(&report.rows))
    });
    blocks
}

fn heading(text: &str) -> Block {
    Block::Heading { level: Level::Section, text: text.to_owned() }
}

fn asked(report: &AuditReport) -> Facts {
    let whole = match report.fault {
        None => "Whole: every entry follows from the one before",
        Some(_) => "Not whole, see below",
    };
    Facts {
        columns: vec![1.2, 1.2, 0.6],
        facts: vec![
            Fact::new("What was asked for", &report.filters),
            Fact::new("The audit", whole),
            Fact::new("Entries shown", &counted(report.rows.len())),
            Fact::new("For", &report.recipient),
            Fact::new("Purpose", &report.purpose),
        ],
        ground: Ground::Tinted,
    }
}

/// A number with its thousands apart: "3,000".
fn counted(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn entries(rows: &[AuditLine]) -> Table {
    let column =
        |title: &str, share| Column { title: title.to_owned(), align: Align::Start, share };
    let columns = vec![
        column("When", 1.75),
        column("Who", 1.0),
        column("What", 1.35),
        column("Client", 0.75),
        column("Detail", 1.35),
    ];
    let cells = |line: &AuditLine| {
        [&line.at, &line.who, &line.what, &line.client, &line.detail]
            .map(|words| Text::plain(words.trim()))
            .to_vec()
    };
    Table { columns, rows: rows.iter().map(cells).collect() }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn large_numbers_are_read_in_thousands() {
        let read = [0, 7, 999, 1_000, 3_000, 1_234_567].map(counted);
        assert_eq!(read, ["0", "7", "999", "1,000", "3,000", "1,234,567"]);
    }
}
