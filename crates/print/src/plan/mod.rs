//! The clinical treatment plan as a document: what it says, in which order.
//!
//! It does not decide what is missing or late; that is the record's business. It says what is
//! there, and says quietly where nothing is.

mod care;
mod signing;
mod thread;
pub(crate) mod words;

pub use signing::{Answered, Certified, SignedLine, VersionLine};

use chrono::NaiveDate;
use record::plan::{Plan, Program};

use crate::{
    block::{Block, Chart, Fact, Facts, Ground, Level, Signer, Text},
    page::RunningHead,
    pdf::Meta,
};

/// Who the document is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClientBand {
    /// The name the client uses.
    pub name_used: String,
    /// First, middle and last legal name.
    pub legal_name: String,
    /// Pronouns.
    pub pronouns: String,
    /// Date of birth.
    pub birth_date: Option<NaiveDate>,
    /// The clinic's client number.
    pub number: String,
}

/// Everything the clinical plan document needs. No clock is read: dates are given.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlanDocument {
    /// The clinic's name.
    pub clinic: String,
    /// Who the plan is for.
    pub client: ClientBand,
    /// The name of the document, usually "Treatment plan".
    pub title: String,
    /// The version as people say it: "DRAFT, not signed", "Version 2".
    pub version: String,
    /// The day this document was prepared.
    pub prepared_on: Option<NaiveDate>,
    /// Who prepared it, with credential.
    pub prepared_by: String,
    /// The first characters of the sealed content's hash; empty for a draft.
    pub hash: String,
    /// Who is still asked to sign, in order. When nobody is named and nobody has signed, client and
    /// therapist are.
    pub signers: Vec<Signer>,
    /// Signatures that were given or refused, in order.
    pub signed: Vec<SignedLine>,
    /// Findings that were answered for at sealing.
    pub answered: Vec<Answered>,
    /// Certifications of this version, oldest first.
    pub certifications: Vec<Certified>,
    /// Versions of the plan, newest first.
    pub history: Vec<VersionLine>,
    /// The week against the rules, in sentences.
    pub hours: Vec<String>,
    /// The scores that objectives are measured by, over time; without any there is no such part.
    pub outcomes: Vec<Chart>,
    /// When the plan is looked at again, as shown; may be empty.
    pub review_due: String,
    /// The plan itself.
    pub plan: Plan,
}

impl PlanDocument {
    /// What stands at the head and foot of every page.
    #[must_use]
    pub fn running_head(&self) -> RunningHead {
        let version = [self.version.trim().to_owned(), self.hash.trim().to_owned()];
        let version = words::joined(version.into_iter(), "  ·  ");
        words::running_head(&self.clinic, &self.title, &self.client, &version)
    }

    /// What the file says about itself: title, author, language and date, all of the record.
    #[must_use]
    pub fn meta(&self) -> Meta {
        let parts = [self.title.trim().to_owned(), words::names(&self.client)];
        Meta {
            title: words::joined(parts.into_iter(), ", "),
            author: self.clinic.trim().to_owned(),
            language: "en-US".to_owned(),
            date: self.prepared_on,
        }
    }
}

/// The plan as blocks, in the order the chart, the payer and the signers expect.
#[must_use]
pub fn plan(doc: &PlanDocument) -> Vec<Block> {
    let plan = &doc.plan;
    let mut blocks = vec![title(doc), Block::Facts(client_facts(doc))];
    section(&mut blocks, "In my own words");
    blocks.push(match plan.vision.trim() {
        "" => Block::Paragraph(Text::or_missing("")),
        vision => Block::Quote(vision.to_owned()),
    });
    prose(&mut blocks, "Why this level of care", &plan.why_this_level);
    section(&mut blocks, "Diagnoses");
    blocks.push(care::diagnoses(plan));
    section(&mut blocks, "Strengths, needs, abilities, preferences");
    blocks.push(portrait(plan).or_missing());
    section(&mut blocks, "Assessed needs");
    blocks.push(thread::needs(plan));
    section(&mut blocks, "Problems, goals, objectives and interventions");
    blocks.extend(thread::problems(plan));
    section(&mut blocks, "Wellness");
    blocks.push(care::wellness(plan));
    section(&mut blocks, "The week");
    blocks.extend(care::week(plan, &doc.hours));
    if !doc.outcomes.is_empty() {
        section(&mut blocks, "Outcomes");
        blocks.extend(doc.outcomes.iter().cloned().map(Block::Chart));
    }
    section(&mut blocks, "Medicines and coordination of care");
    blocks.push(care::coordination(plan).or_missing());
    section(&mut blocks, "Family, peers, culture and language");
    blocks.push(care::people(plan).or_missing());
    prose(&mut blocks, "Risk and safety", &plan.risk_and_safety);
    section(&mut blocks, "Discharge");
    blocks.push(discharge(plan).or_missing());
    prose(&mut blocks, "Participation", &plan.participation);
    section(&mut blocks, "Reviews");
    blocks.push(care::reviews(plan, &doc.review_due).or_missing());
    below(&mut blocks, doc);
    blocks
}

/// What is signed, and what else a version says about itself.
fn below(blocks: &mut Vec<Block>, doc: &PlanDocument) {
    if let Some(answered) = signing::answered(doc) {
        section(blocks, "Findings answered for");
        blocks.push(answered);
    }
    let certifications = signing::certifications(doc);
    if !certifications.is_empty() {
        section(blocks, signing::CERTIFICATION);
        blocks.extend(certifications);
    }
    section(blocks, "Signatures");
    blocks.extend(signing::signatures(doc));
    if let Some(history) = signing::history(doc) {
        section(blocks, "Versions");
        blocks.push(history);
    }
}

fn section(blocks: &mut Vec<Block>, text: &str) {
    blocks.push(Block::Heading { level: Level::Section, text: text.to_owned() });
}

fn prose(blocks: &mut Vec<Block>, heading: &str, words: &str) {
    section(blocks, heading);
    blocks.push(Block::Paragraph(Text::or_missing(words)));
}

fn title(doc: &PlanDocument) -> Block {
    let prepared = doc.prepared_on.map(|date| format!("Prepared {}", words::date(date)));
    let by = doc.prepared_by.trim();
    let by = (!by.is_empty()).then(|| format!("by {by}"));
    let prepared = words::joined(prepared.into_iter().chain(by), " ");
    let below = [doc.version.trim().to_owned(), prepared];
    Block::Title {
        kicker: "Intensive outpatient program".to_owned(),
        text: doc.title.trim().to_owned(),
        below: words::joined(below.into_iter(), "  ·  "),
    }
}

fn client_facts(doc: &PlanDocument) -> Facts {
    let client = &doc.client;
    let born = client.birth_date.map(words::date).unwrap_or_default();
    let program = doc.plan.program.map(Program::label).unwrap_or_default();
    Facts {
        columns: vec![1.2, 1.0, 0.9],
        facts: vec![
            Fact { value: emphasized(&client.name_used), label: "Name used".into() },
            Fact::new("Legal name", &client.legal_name),
            Fact::new("Pronouns", &client.pronouns),
            Fact::new("Program", program),
            Fact::new("Date of birth", &born),
            Fact::new("Client number", &client.number),
        ],
        ground: Ground::Tinted,
    }
}

fn emphasized(words: &str) -> Text {
    match words.trim() {
        "" => Text::or_missing(""),
        words => Text::strong(words),
    }
}

fn portrait(plan: &Plan) -> Facts {
    Facts {
        columns: vec![1.0, 1.0],
        facts: vec![
            Fact::new("Strengths", &plan.strengths),
            Fact::new("Needs", &plan.needs),
            Fact::new("Abilities", &plan.abilities),
            Fact::new("Preferences", &plan.preferences),
            Fact::new("What may stand in the way", &plan.barriers),
        ],
        ground: Ground::Bare,
    }
}

fn discharge(plan: &Plan) -> Facts {
    let discharge = &plan.discharge;
    Facts {
        columns: vec![1.0],
        facts: vec![
            Fact::new("What shows readiness", &discharge.criteria),
            Fact::new("How the step down is made", &discharge.process),
            Fact::new("What follows", &discharge.aftercare),
        ],
        ground: Ground::Bare,
    }
}
