//! The notice that goes with a disclosure made with consent: what the consent allows, and the
//! statement of the regulation (42 CFR 2.32).
//!
//! It does not know when one is asked for; that is the record's business.

use record::disclosure::{STATEMENT_SHORT, ScopeLine};

use crate::{
    block::{Block, Fact, Facts, Ground, Level, Text},
    page::RunningHead,
};

/// The words that the notice stands under.
pub const NOTICE_TITLE: &str = "Notice to whoever receives this";

/// The notice as the last part of a document: the scope of the consent, then the statement.
#[must_use]
pub fn notice(scope: &[ScopeLine], statement: &str) -> Vec<Block> {
    let heading = Block::Heading { level: Level::Section, text: NOTICE_TITLE.to_owned() };
    let facts = scope.iter().map(|line| Fact::new(line.label.clone(), &line.value)).collect();
    let scope = Facts { columns: vec![1.0, 1.0], facts, ground: Ground::Tinted };
    let paragraphs = statement.lines().map(|line| Block::Paragraph(Text::plain(line)));
    let mut blocks = vec![heading, Block::Facts(scope)];
    blocks.extend(paragraphs);
    blocks
}

impl RunningHead {
    /// With the short statement at the foot of every page.
    #[must_use]
    pub fn with_notice(self) -> Self {
        Self { notice: STATEMENT_SHORT.text.to_owned(), ..self }
    }
}
