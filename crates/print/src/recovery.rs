//! The recovery sheet as a document: one page that is signed, laid apart from the computer, and
//! taken out when a passphrase is lost. Nothing of a client stands on it.
//!
//! It does not know what a code opens, or whether this one still does.

use std::fmt;

use chrono::NaiveDate;

use crate::{
    block::{Blank, Block, Fact, Facts, Ground, Level, Text},
    page::RunningHead,
    pdf::Meta,
    plan::words::date,
};

/// Everything the sheet says that is not the same on every sheet.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoverySheet {
    /// The clinic's name.
    pub clinic: String,
    /// Whose key the code opens.
    pub person: String,
    /// The code as it is printed, its groups apart by hyphens.
    pub code: String,
    /// The day the code was made.
    pub made_on: NaiveDate,
}

impl fmt::Debug for RecoverySheet {
    /// Says nothing of the code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoverySheet")
    }
}

const TITLE: &str = "Recovery code";

impl RecoverySheet {
    /// What stands at the head and foot of the page.
    #[must_use]
    pub fn running_head(&self) -> RunningHead {
        RunningHead {
            clinic: self.clinic.trim().to_owned(),
            document: TITLE.to_owned(),
            client: format!("Made {}", date(self.made_on)),
            version: "Keep this sheet apart from the computer".to_owned(),
            ..RunningHead::default()
        }
    }

    /// What the file says about itself. The code is not part of it.
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

/// The sheet as blocks.
#[must_use]
pub fn recovery_sheet(sheet: &RecoverySheet) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title {
            kicker: "Goldthread".to_owned(),
            text: TITLE.to_owned(),
            below: "For the day when a passphrase is lost".to_owned(),
        },
        Block::Facts(Facts {
            columns: vec![1.5, 1.2, 0.7],
            facts: vec![
                Fact::new("Clinic", &short(&sheet.clinic)),
                Fact::new("Opens the key of", &short(&sheet.person)),
                Fact::new("Made on", &date(sheet.made_on)),
            ],
            ground: Ground::Bare,
        }),
        Block::Code(sheet.code.split('-').map(str::to_owned).collect()),
        Block::Paragraph(Text::quiet(
            "Round is zero, upright is one: the letters O, I, L and U are never used in a code.",
        )),
    ];
    section(
        &mut blocks,
        "How it is used",
        &["On the sign-in screen choose “Use the recovery code”, and type the groups row by row. \
             Then choose a new passphrase."],
    );
    section(
        &mut blocks,
        "Where to keep it",
        &[
            "Apart from the computer: in a safe, or sealed with somebody who may read every record. \
             Keep no photograph of it and no copy on a computer. A newer sheet makes this one \
             worthless: shred it then.",
        ],
    );
    blocks.push(heading("Who holds it, and where it lies"));
    let blank = |label: &str, share| Blank { label: label.to_owned(), share };
    blocks.push(Block::Blanks(vec![
        vec![blank("Signature of whoever holds it", 0.5), blank("Name in capital letters", 0.5)],
        vec![blank("Where this sheet lies", 0.75), blank("Since (date)", 0.25)],
    ]));
    blocks
}

/// A name as far as two lines hold it: the sheet stays one page.
fn short(name: &str) -> String {
    const MOST: usize = 60;
    let name = name.trim();
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let kept: String = name.chars().take(MOST - 1).collect();
    format!("{}…", kept.trim_end())
}

fn heading(text: &str) -> Block {
    Block::Heading { level: Level::Section, text: text.to_owned() }
}

fn section(blocks: &mut Vec<Block>, title: &str, paragraphs: &[&str]) {
    blocks.push(heading(title));
    blocks.extend(paragraphs.iter().map(|words| Block::Paragraph(Text::plain(*words))));
}
