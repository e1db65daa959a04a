//! The tracer as a document: from each need to its outcome, in one table, with dates and signatures.
//!
//! It does not know what a surveyor will ask; it shows where the thread runs and where it ends.

use chrono::NaiveDate;

use crate::{
    block::{Align, Block, Column, Fact, Facts, Ground, Level, Table, Text},
    page::RunningHead,
    pdf::Meta,
    plan::{ClientBand, words},
};

/// One path from need to outcome.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TracerRow {
    /// The need.
    pub need: String,
    /// Where it comes from.
    pub source: String,
    /// The problem that answers it.
    pub problem: String,
    /// The goal, in the client's words.
    pub goal: String,
    /// The objective with baseline, target and date.
    pub objective: String,
    /// The interventions, who is responsible, and when they are held.
    pub interventions: String,
    /// How it goes.
    pub outcome: String,
}

/// A tracer and what stands around it.
#[derive(Debug, Clone, PartialEq)]
pub struct TracerDocument {
    /// The clinic's name.
    pub clinic: String,
    /// Who it is about.
    pub client: ClientBand,
    /// The version that is traced.
    pub version: String,
    /// The day it is printed.
    pub prepared_on: NaiveDate,
    /// What happened when: label and words.
    pub dates: Vec<(String, String)>,
    /// The paths.
    pub rows: Vec<TracerRow>,
    /// Who signed, how and when.
    pub signatures: Vec<String>,
}

const TITLE: &str = "From need to outcome";

impl TracerDocument {
    /// What stands at the head and foot of every page.
    #[must_use]
    pub fn running_head(&self) -> RunningHead {
        words::running_head(&self.clinic, TITLE, &self.client, &self.version)
    }

    /// What the file says about itself.
    #[must_use]
    pub fn meta(&self) -> Meta {
        Meta {
            title: format!("{TITLE}, {}", words::names(&self.client)),
            author: self.clinic.trim().to_owned(),
            language: "en-US".to_owned(),
            date: Some(self.prepared_on),
        }
    }
}

/// The tracer as blocks.
#[must_use]
pub fn tracer(doc: &TracerDocument) -> Vec<Block> {
    let fact = |(label, value): &(String, String)| Fact::new(label.as_str(), value);
    let mut blocks = vec![
        Block::Title {
            kicker: "Tracer of the treatment plan".to_owned(),
            text: TITLE.to_owned(),
            below: format!("{}  ·  {}", words::names(&doc.client), doc.version.trim()),
        },
        Block::Facts(Facts {
            columns: vec![1.0, 1.0],
            facts: doc.dates.iter().map(fact).collect(),
            ground: Ground::Tinted,
        }),
    ];
    if doc.rows.is_empty() {
        blocks.push(Block::Paragraph(Text::quiet("No need and no objective is on the plan yet")));
    } else {
        blocks.push(Block::Table(table(&doc.rows)));
    }
    blocks.push(Block::Heading { level: Level::Section, text: "Signatures".to_owned() });
    if doc.signatures.is_empty() {
        blocks.push(Block::Paragraph(Text::quiet("Nobody has signed yet")));
    }
    blocks.extend(doc.signatures.iter().map(|line| Block::Paragraph(Text::plain(line.clone()))));
    blocks
}

fn table(rows: &[TracerRow]) -> Table {
    let column = |title: &str, share| Column { title: title.into(), align: Align::Start, share };
    let two = |first: &str, second: &str| {
        Text::or_missing(&words::joined([first.to_owned(), second.to_owned()].into_iter(), "\n"))
    };
    let row = |it: &TracerRow| {
        vec![
            two(&it.need, &it.source),
            two(&it.problem, &it.goal),
            Text::or_missing(&it.objective),
            Text::or_missing(&it.interventions),
            Text::or_missing(&it.outcome),
        ]
    };
    Table {
        columns: vec![
            column("Need, from", 1.0),
            column("Problem, goal", 1.2),
            column("Objective", 1.2),
            column("Done by", 1.4),
            column("Outcome", 0.8),
        ],
        rows: rows.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_that_leads_nowhere_stands_there_with_its_gap() {
        let doc = TracerDocument {
            clinic: "Riverbend sample clinic".into(),
            client: ClientBand { name_used: "Mari Núñez".into(), ..ClientBand::default() },
            version: "Version 1".into(),
            prepared_on: NaiveDate::from_ymd_opt(2026, 11, 26).unwrap(),
            dates: vec![("Plan sealed".into(), "Nov 26, 2026".into())],
            rows: vec![TracerRow {
                need: "Sleeps 3 hours".into(),
                outcome: "Not answered yet".into(),
                ..TracerRow::default()
            }],
            signatures: Vec::new(),
        };
        let blocks = tracer(&doc);
        let Some(Block::Table(table)) = blocks.iter().find(|it| matches!(it, Block::Table(_)))
        else {
            panic!("no table in {blocks:?}");
        };
        assert_eq!(table.rows[0][0], Text::plain("Sleeps 3 hours"));
        assert_eq!(table.rows[0][1], Text::or_missing(""));
        assert!(blocks.contains(&Block::Paragraph(Text::quiet("Nobody has signed yet"))));
    }
}
