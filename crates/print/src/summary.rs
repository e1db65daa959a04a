//! The discharge and transition summary as a document.
//!
//! It does not know why a part is empty; it says quietly that nothing was recorded.

use chrono::NaiveDate;

use crate::{
    block::{Block, Fact, Facts, Ground, Level, Signer, Text},
    page::RunningHead,
    pdf::Meta,
    plan::{ClientBand, words},
};

/// One part of a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryPart {
    /// Its heading.
    pub heading: String,
    /// What is said.
    pub text: String,
}

/// A summary and what stands around it.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryDocument {
    /// The clinic's name.
    pub clinic: String,
    /// Who it is about.
    pub client: ClientBand,
    /// "DRAFT, not finished", "Finished Nov 26, 2026".
    pub version: String,
    /// The day it is printed.
    pub prepared_on: NaiveDate,
    /// Who finished it, with credential.
    pub prepared_by: String,
    /// Its parts, in order.
    pub parts: Vec<SummaryPart>,
}

const TITLE: &str = "Discharge and transition summary";

impl SummaryDocument {
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

/// The summary as blocks: who, then every part, then a line to sign.
#[must_use]
pub fn summary(doc: &SummaryDocument) -> Vec<Block> {
    let client = &doc.client;
    let born = client.birth_date.map(words::date).unwrap_or_default();
    let mut blocks = vec![
        Block::Title {
            kicker: "Intensive outpatient program".to_owned(),
            text: TITLE.to_owned(),
            below: words::joined(
                [doc.version.clone(), format!("by {}", doc.prepared_by)].into_iter(),
                "  ·  ",
            ),
        },
        Block::Facts(Facts {
            columns: vec![1.2, 1.0, 0.8],
            facts: vec![
                Fact { label: "Name".into(), value: Text::strong(words::names(client)) },
                Fact::new("Date of birth", &born),
                Fact::new("Client number", &client.number),
            ],
            ground: Ground::Tinted,
        }),
    ];
    for part in &doc.parts {
        blocks.push(Block::Heading { level: Level::Section, text: part.heading.clone() });
        blocks.push(Block::Paragraph(Text::or_missing(&part.text)));
    }
    blocks.push(Block::Signatures(vec![Signer {
        role: "Therapist".to_owned(),
        name: doc.prepared_by.clone(),
        credential: String::new(),
    }]));
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Paper, pages};

    #[test]
    fn every_part_stands_under_its_heading_and_a_blank_one_says_so() {
        let part =
            |heading: &str, text: &str| SummaryPart { heading: heading.into(), text: text.into() };
        let doc = SummaryDocument {
            clinic: "Riverbend sample clinic".into(),
            client: ClientBand { name_used: "Mari Núñez".into(), ..ClientBand::default() },
            version: "Finished Nov 26, 2026".into(),
            prepared_on: NaiveDate::from_ymd_opt(2026, 11, 26).unwrap(),
            prepared_by: "M. Okafor, LCSW".into(),
            parts: vec![part("Why", "Completed the program"), part("Attendance", "")],
        };
        let blocks = summary(&doc);
        let missing = Block::Paragraph(Text::or_missing(""));
        assert!(blocks.contains(&missing));
        assert!(blocks.contains(&Block::Paragraph(Text::plain("Completed the program"))));
        assert_eq!(pages(&blocks, &doc.running_head(), Paper::Letter).pages.len(), 1);
    }
}
