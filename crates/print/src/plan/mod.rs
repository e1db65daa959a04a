//! The clinical treatment plan as a document: what it says, in which order.
//!
//! It does not decide what is missing or late; that is the record's business. It says what is
//! there, and says quietly where nothing is.

mod thread;
pub(crate) mod words;

use chrono::NaiveDate;
use record::plan::Plan;

use crate::{
    block::{Block, Fact, Facts, Ground, Level, Signer, Text},
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
    /// Who is asked to sign, in order. When nobody is named, client and therapist are.
    pub signers: Vec<Signer>,
    /// The plan itself.
    pub plan: Plan,
}

impl PlanDocument {
    /// What stands at the head and foot of every page.
    #[must_use]
    pub fn running_head(&self) -> RunningHead {
        let client = &self.client;
        let born = client.birth_date.map(|date| format!("born {}", words::date(date)));
        let parts = [Some(words::names(client)), born, Some(client.number.trim().to_owned())];
        RunningHead {
            clinic: self.clinic.trim().to_owned(),
            document: self.title.trim().to_owned(),
            client: words::joined(parts.into_iter().flatten(), "  ·  "),
            version: self.version.trim().to_owned(),
        }
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
    section(&mut blocks, "Strengths, needs, abilities, preferences");
    blocks.push(Block::Facts(portrait(plan)));
    section(&mut blocks, "Assessed needs");
    blocks.push(thread::needs(plan));
    section(&mut blocks, "Problems, goals, objectives and interventions");
    blocks.extend(thread::problems(plan));
    prose(&mut blocks, "Wellness", &plan.wellness);
    section(&mut blocks, "Discharge");
    blocks.push(Block::Facts(discharge(plan)));
    prose(&mut blocks, "Participation", &plan.participation);
    section(&mut blocks, "Signatures");
    blocks.push(Block::Signatures(signers(doc)));
    blocks
}

fn signers(doc: &PlanDocument) -> Vec<Signer> {
    if !doc.signers.is_empty() {
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
    let program = doc.plan.program.map(words::program).unwrap_or_default();
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
