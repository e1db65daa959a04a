//! What stands below a plan on paper: findings that somebody answered for, the certification, who
//! signed and how, who is still asked to, and the versions before.

use super::{PlanDocument, words};
use crate::block::{Align, Block, Column, Fact, Facts, Ground, Level, Signer, Table, Text};

/// A signature that was given, or refused, as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignedLine {
    /// As what: "Client".
    pub role: String,
    /// Name and credential.
    pub name: String,
    /// How: "Signed on the screen", "Chose not to sign: ...".
    pub how: String,
    /// When, as shown.
    pub on: String,
    /// The strokes, when it was drawn.
    pub drawn: Option<form::Signature>,
}

/// A finding that was answered for instead of mended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answered {
    /// What was found.
    pub finding: String,
    /// Why the plan stands all the same.
    pub reason: String,
    /// Who said so.
    pub by: String,
}

/// A certification by a physician.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Certified {
    /// "Certification", "Recertification".
    pub title: String,
    /// What is certified.
    pub statement: String,
    /// The conditions that were confirmed, and what was said to each.
    pub conditions: Vec<String>,
    /// What a recertification says about response, symptoms and goals.
    pub facts: Vec<(String, String)>,
    /// Who signed, with credential, and when.
    pub signed: String,
}

/// One version of the plan, in a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VersionLine {
    /// "Version 2".
    pub version: String,
    /// Where it stands: "In force since Nov 26, 2026".
    pub standing: String,
    /// The first characters of its content's hash.
    pub hash: String,
}

fn table(titles: &[(&str, f32)], rows: Vec<Vec<Text>>) -> Block {
    let column = |(title, share): &(&str, f32)| Column {
        title: (*title).into(),
        align: Align::Start,
        share: *share,
    };
    Block::Table(Table { columns: titles.iter().map(column).collect(), rows })
}

/// Findings that were answered for; nothing when there are none.
pub(super) fn answered(doc: &PlanDocument) -> Option<Block> {
    let row = |it: &Answered| {
        vec![Text::plain(it.finding.trim()), Text::or_missing(&it.reason), Text::plain(&it.by)]
    };
    let rows: Vec<Vec<Text>> = doc.answered.iter().map(row).collect();
    let titles = [("What the check found", 1.4), ("Why the plan stands", 1.6), ("Said by", 0.8)];
    (!rows.is_empty()).then(|| table(&titles, rows))
}

/// The heading of the certifications, which a single one does not repeat.
pub(super) const CERTIFICATION: &str = "Certification";

/// The certifications, oldest first.
pub(super) fn certifications(doc: &PlanDocument) -> Vec<Block> {
    let mut blocks = Vec::new();
    for certified in &doc.certifications {
        let only = doc.certifications.len() == 1 && certified.title.trim() == CERTIFICATION;
        if !only {
            let text = certified.title.clone();
            blocks.push(Block::Heading { level: Level::Topic, text });
        }
        let statement = Block::Paragraph(Text::or_missing(&certified.statement));
        let mut facts: Vec<Fact> =
            certified.facts.iter().map(|(label, value)| Fact::new(label, value)).collect();
        let conditions = words::joined(certified.conditions.iter().cloned(), "\n");
        if !conditions.is_empty() {
            facts.push(Fact::new("Confirmed", &conditions));
        }
        facts.push(Fact::new("Signed", &certified.signed));
        let facts = Block::Facts(Facts { columns: vec![1.0], facts, ground: Ground::Bare });
        // A signature is read beside what it signs.
        blocks.push(Block::Together(vec![statement, facts]));
    }
    blocks
}

/// Signatures that were given, then lines for those still asked for.
pub(super) fn signatures(doc: &PlanDocument) -> Vec<Block> {
    let mut blocks = Vec::new();
    let written: Vec<&SignedLine> = doc.signed.iter().filter(|it| it.drawn.is_none()).collect();
    if !written.is_empty() {
        let row = |it: &&SignedLine| {
            vec![
                Text::strong(it.role.trim()),
                Text::or_missing(&it.name),
                Text::or_missing(&it.how),
                Text::or_missing(&it.on),
            ]
        };
        let titles = [("As", 0.8), ("Name", 1.3), ("How", 1.8), ("When", 1.1)];
        blocks.push(table(&titles, written.iter().map(row).collect()));
    }
    for signed in &doc.signed {
        if let Some(signature) = &signed.drawn {
            let parts = [&signed.role, &signed.name, &signed.how, &signed.on];
            let label = words::joined(parts.into_iter().cloned(), "  ·  ");
            blocks.push(Block::Signed { label, signature: signature.clone() });
        }
    }
    let waiting = waiting(doc);
    if !waiting.is_empty() {
        blocks.push(Block::Signatures(waiting));
    }
    blocks
}

/// Who is still asked to sign; client and therapist where nobody is named and nobody has signed.
fn waiting(doc: &PlanDocument) -> Vec<Signer> {
    if !doc.signers.is_empty() || !doc.signed.is_empty() {
        return doc.signers.clone();
    }
    let signer = |role: &str, name: &str| Signer {
        role: role.to_owned(),
        name: name.trim().to_owned(),
        credential: String::new(),
    };
    let client = &doc.client;
    let name =
        if client.legal_name.trim().is_empty() { &client.name_used } else { &client.legal_name };
    vec![signer("Client", name), signer("Therapist", &doc.prepared_by)]
}

/// The versions of the plan, newest first; nothing while there is one draft.
pub(super) fn history(doc: &PlanDocument) -> Option<Block> {
    let row = |it: &VersionLine| {
        vec![Text::plain(&it.version), Text::plain(&it.standing), Text::plain(&it.hash)]
    };
    let rows: Vec<Vec<Text>> = doc.history.iter().map(row).collect();
    let titles = [("Version", 0.7), ("Where it stands", 2.0), ("Sealed content", 1.0)];
    (!rows.is_empty()).then(|| table(&titles, rows))
}
