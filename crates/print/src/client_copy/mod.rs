//! The client copy: the plan in the person's hands. Plain words, large type, English or Spanish, two
//! to four pages for a plan of usual length.
//!
//! It translates nothing that a person wrote, and leaves out what is for the chart: diagnoses,
//! scores' evidence, level of care, risk.

mod steps;
mod words;

use chrono::NaiveDate;
use record::plan::{Plan, Problem};

use self::words::{ENGLISH, SPANISH, Words};
use crate::{
    Language,
    block::{Block, Bullet, Chart, Fact, Facts, Ground, Level, Text, WeekGrid, is_long, place},
    language::length,
    page::RunningHead,
    pdf::Meta,
    plan::words::joined,
};

/// A plan for the person it is about, and what stands around it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClientCopyDocument {
    /// The clinic's name.
    pub clinic: String,
    /// The clinic's phone, as it is dialed; may be blank.
    pub phone: String,
    /// The name the person uses.
    pub name_used: String,
    /// The language of the document's own words.
    pub language: Language,
    /// The version as people say it, in that language: "DRAFT, not signed", "Versión 2".
    pub version: String,
    /// The day it is prepared.
    pub prepared_on: Option<NaiveDate>,
    /// People to call, the most helpful first.
    pub contacts: Vec<Contact>,
    /// One or two measures that show how it goes. Their own words are set in `language`.
    pub outcomes: Vec<Chart>,
    /// The plan.
    pub plan: Plan,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// Who it is, and what for: "M. Okafor, my therapist".
    pub who: String,
    /// The number, as it is dialed.
    pub phone: String,
    /// When somebody answers: "Monday to Friday, 8 AM to 5 PM"; may be blank.
    pub when: String,
}

impl ClientCopyDocument {
    fn words(&self) -> &'static Words {
        self.language.pick(&ENGLISH, &SPANISH)
    }

    /// What stands at the head and foot of every page: no birth date and no number, because it is
    /// read on the bus.
    #[must_use]
    pub fn running_head(&self) -> RunningHead {
        RunningHead {
            clinic: self.clinic.trim().to_owned(),
            document: self.words().title.to_owned(),
            client: self.name_used.trim().to_owned(),
            version: self.version.trim().to_owned(),
            language: self.language,
            ..RunningHead::default()
        }
    }

    /// What the file says about itself.
    #[must_use]
    pub fn meta(&self) -> Meta {
        let parts = [self.words().title.to_owned(), self.name_used.trim().to_owned()];
        Meta {
            title: joined(parts.into_iter(), ", "),
            author: self.clinic.trim().to_owned(),
            language: self.language.tag().to_owned(),
            date: self.prepared_on,
        }
    }
}

/// The client copy as blocks.
#[must_use]
pub fn client_copy(document: &ClientCopyDocument) -> Vec<Block> {
    let words = document.words();
    let mut blocks = vec![title(document)];
    section(&mut blocks, words.working_on);
    working_on(&mut blocks, document);
    section(&mut blocks, words.goals);
    steps::goals(&mut blocks, document);
    section(&mut blocks, words.week);
    week(&mut blocks, document);
    section(&mut blocks, words.call);
    blocks.push(Block::Facts(calls(document)));
    section(&mut blocks, words.working);
    steps::signs(&mut blocks, document);
    let charts = document.outcomes.iter().cloned();
    blocks.extend(charts.map(|chart| Block::Chart(Chart { language: document.language, ..chart })));
    section(&mut blocks, words.change);
    blocks.push(Block::Bullets(words.my_plan.map(Bullet::plain).to_vec()));
    vec![Block::Large(blocks)]
}

fn section(blocks: &mut Vec<Block>, text: &str) {
    blocks.push(Block::Heading { level: Level::Section, text: text.to_owned() });
}

fn said(words: &str) -> Block {
    Block::Paragraph(Text::plain(words))
}

fn title(document: &ClientCopyDocument) -> Block {
    let on = document.prepared_on.map(|day| document.language.date(day)).unwrap_or_default();
    let below = [document.clinic.trim().to_owned(), on, document.version.trim().to_owned()];
    Block::Title {
        kicker: document.name_used.trim().to_owned(),
        text: document.words().title.to_owned(),
        below: joined(below.into_iter(), "  ·  "),
    }
}

/// The person's own words, and the problems in a line each.
fn working_on(blocks: &mut Vec<Block>, document: &ClientCopyDocument) {
    let (words, plan) = (document.words(), &document.plan);
    let statement = |problem: &Problem| problem.statement.trim().to_owned();
    let statements: Vec<String> =
        plan.problems.iter().map(statement).filter(|it| !it.is_empty()).collect();
    let vision = plan.vision.trim();
    if statements.is_empty() && vision.is_empty() {
        blocks.push(said(words.nothing_yet));
    }
    if !statements.is_empty() {
        blocks.push(said(words.we_work_on));
        blocks.push(Block::Bullets(statements.into_iter().map(Bullet::plain).collect()));
    }
    if !vision.is_empty() {
        blocks.push(said(words.why));
        blocks.push(Block::Quote(vision.to_owned()));
    }
}

/// The week as a grid, and what has no place in it yet.
fn week(blocks: &mut Vec<Block>, document: &ClientCopyDocument) {
    let (words, language) = (document.words(), document.language);
    let schedule = &document.plan.schedule;
    let grid = WeekGrid::of(schedule, language, |it| vec![place(it, language)]);
    let open = |it: &&record::schedule::Planned| it.span().is_none() || is_long(&it.title);
    let open: Vec<Bullet> = schedule
        .iter()
        .filter(open)
        .map(|it| it.title.trim())
        .filter(|title| !title.is_empty())
        .map(Bullet::plain)
        .collect();
    if grid.sessions.is_empty() && open.is_empty() {
        blocks.push(said(words.no_week));
        return;
    }
    let minutes = grid.days().into_iter().map(|day| grid.minutes(day));
    let minutes = minutes.fold(0, u32::saturating_add);
    if !grid.sessions.is_empty() {
        blocks.push(Block::Week(grid));
        blocks.push(said(&format!("{} {}.", length(minutes), words.in_all)));
    }
    if !open.is_empty() {
        blocks.push(said(words.time_open));
        blocks.push(Block::Bullets(open));
    }
}

/// Whom to call: the people given, the clinic, and the lines that always answer.
fn calls(document: &ClientCopyDocument) -> Facts {
    let words = document.words();
    let clinic = Contact {
        who: joined([words.clinic.to_owned(), document.clinic.trim().to_owned()].into_iter(), ", "),
        phone: document.phone.trim().to_owned(),
        when: String::new(),
    };
    let clinic = (!clinic.phone.is_empty()).then_some(clinic);
    let contact = |contact: &Contact| {
        let label = [contact.who.trim().to_owned(), contact.when.trim().to_owned()];
        Fact {
            label: joined(label.into_iter(), "  ·  "),
            value: Text::strong(contact.phone.trim()),
        }
    };
    let mut facts: Vec<Fact> = document.contacts.iter().chain(&clinic).map(contact).collect();
    facts.retain(|fact| !fact.value.words.is_empty() || !fact.label.is_empty());
    let line = |(when, how): (&str, &str)| Fact {
        label: when.to_owned(),
        value: Text::strong(how.to_owned()),
    };
    facts.extend(words.crisis.map(line));
    Facts { columns: vec![1.0, 1.0], facts, ground: Ground::Tinted }
}
