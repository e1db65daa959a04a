//! Forms as documents: an intake as it was answered, or blank to be written on.
//!
//! It does not know who may see which section; a caller brings the sections that may leave.

mod blank;
mod filled;

use chrono::NaiveDate;

pub use blank::blank_part;
pub use filled::filled_part;

use crate::{
    block::{Align, Blank, Block, Column, Fact, Facts, Ground, Level, Table, Text},
    page::RunningHead,
    pdf::Meta,
    plan::words::date,
};

/// A form document: one section or several.
#[derive(Debug, Clone, PartialEq)]
pub struct FormDocument {
    /// The clinic's name.
    pub clinic: String,
    /// What it is: "Intake", or the title of its only section.
    pub title: String,
    /// The name the person uses; blank on a blank form.
    pub name_used: String,
    /// The clinic's number of the person; blank on a blank form.
    pub number: String,
    /// The day it is printed.
    pub made_on: NaiveDate,
    /// Its sections.
    pub parts: Vec<FormPart>,
}

/// One section.
#[derive(Debug, Clone, PartialEq)]
pub struct FormPart {
    /// Its title.
    pub title: String,
    /// What stands under the title: who answered, how far it is, or what the section is for.
    pub below: String,
    /// A line that has to be shown with it; may be blank.
    pub notice: String,
    /// What it says, in order.
    pub lines: Vec<FormLine>,
}

/// One thing a section says.
#[derive(Debug, Clone, PartialEq)]
pub enum FormLine {
    /// A heading within the section.
    Heading(String),
    /// A question that was answered.
    Answer {
        /// The question.
        label: String,
        /// The answer in words.
        value: String,
    },
    /// A signature that was drawn on the screen.
    Signed {
        /// Whose it is.
        label: String,
        /// The strokes.
        signature: form::Signature,
    },
    /// Rows that were answered.
    Rows {
        /// What they are.
        label: String,
        /// The columns.
        columns: Vec<String>,
        /// One text for each column in every row.
        rows: Vec<Vec<String>>,
    },
    /// A question to be answered in writing.
    Write {
        /// The question.
        label: String,
        /// Lines to write on.
        lines: usize,
    },
    /// A question to be answered with a mark.
    Choose {
        /// The question.
        label: String,
        /// The choices.
        choices: Vec<String>,
        /// Whether several may be marked.
        several: bool,
    },
    /// Rows to be written.
    Grid {
        /// What they are.
        label: String,
        /// The columns.
        columns: Vec<String>,
        /// How many rows.
        rows: usize,
    },
}

impl FormDocument {
    /// What stands at the head and foot of each page.
    #[must_use]
    pub fn running_head(&self) -> RunningHead {
        let who = [self.name_used.trim(), self.number.trim()];
        let who: Vec<&str> = who.into_iter().filter(|part| !part.is_empty()).collect();
        RunningHead {
            clinic: self.clinic.trim().to_owned(),
            document: self.title.trim().to_owned(),
            client: who.join(", "),
            version: format!("Printed {}", date(self.made_on)),
            ..RunningHead::default()
        }
    }

    /// What the file says about itself.
    #[must_use]
    pub fn meta(&self) -> Meta {
        Meta {
            title: self.title.trim().to_owned(),
            author: self.clinic.trim().to_owned(),
            language: "en-US".to_owned(),
            date: Some(self.made_on),
        }
    }
}

/// The document as blocks.
#[must_use]
pub fn form_document(document: &FormDocument) -> Vec<Block> {
    let mut blocks = vec![Block::Title {
        kicker: document.clinic.trim().to_owned(),
        text: document.title.trim().to_owned(),
        below: format!("Printed {}", date(document.made_on)),
    }];
    blocks.push(if document.name_used.trim().is_empty() {
        let blank = |label: &str, share| Blank { label: label.to_owned(), share };
        Block::WriteOn(vec![vec![
            blank("Name", 0.5),
            blank("Date of birth", 0.25),
            blank("Today's date", 0.25),
        ]])
    } else {
        Block::Facts(Facts {
            columns: vec![1.0, 1.0],
            facts: vec![
                Fact::new("Client", &document.name_used),
                Fact::new("Client number", &document.number),
            ],
            ground: Ground::Tinted,
        })
    });
    document.parts.iter().for_each(|part| set_part(&mut blocks, part));
    blocks
}

fn set_part(blocks: &mut Vec<Block>, part: &FormPart) {
    blocks.push(Block::Heading { level: Level::Section, text: part.title.clone() });
    if !part.below.trim().is_empty() {
        blocks.push(Block::Paragraph(Text::quiet(part.below.trim())));
    }
    let (mut facts, mut blanks) = (Vec::new(), Vec::new());
    for line in &part.lines {
        match line {
            FormLine::Answer { label, value } => facts.push(Fact::new(label, value)),
            FormLine::Write { label, lines } => write_on(&mut blanks, label, *lines),
            other => {
                flush(blocks, &mut facts);
                flush_blanks(blocks, &mut blanks);
                set_line(blocks, other);
            }
        }
    }
    flush(blocks, &mut facts);
    flush_blanks(blocks, &mut blanks);
    if !part.notice.trim().is_empty() {
        blocks.push(Block::Paragraph(Text::quiet(part.notice.trim())));
    }
}

/// A question longer than this gets a line of its own.
const SHORT_QUESTION: usize = 46;

/// Lines to write on, the question above the first one; two short questions share a line.
fn write_on(blanks: &mut Vec<Vec<Blank>>, label: &str, lines: usize) {
    let blank = |label: &str, share| Blank { label: label.to_owned(), share };
    if lines == 1 && label.chars().count() <= SHORT_QUESTION {
        match blanks.last_mut() {
            Some(row) if row.len() == 1 && row[0].share < 1.0 => row.push(blank(label, 0.5)),
            _ => blanks.push(vec![blank(label, 0.5)]),
        }
        return;
    }
    for n in 1..=lines {
        blanks.push(vec![blank(if n == 1 { label } else { "" }, 1.0)]);
    }
}

fn flush_blanks(blocks: &mut Vec<Block>, blanks: &mut Vec<Vec<Blank>>) {
    if !blanks.is_empty() {
        blocks.push(Block::WriteOn(std::mem::take(blanks)));
    }
}

/// A value longer than this gets the width of the page.
const SHORT: usize = 90;

/// Answers side by side; long ones below each other.
fn flush(blocks: &mut Vec<Block>, facts: &mut Vec<Fact>) {
    let mut pair: Vec<Fact> = Vec::new();
    let set = |blocks: &mut Vec<Block>, facts: Vec<Fact>, columns: Vec<f32>| {
        if !facts.is_empty() {
            blocks.push(Block::Facts(Facts { columns, facts, ground: Ground::Bare }));
        }
    };
    for fact in facts.drain(..) {
        let words = &fact.value.words;
        if words.chars().count() > SHORT || words.contains('\n') {
            set(blocks, std::mem::take(&mut pair), vec![1.0, 1.0]);
            set(blocks, vec![fact], vec![1.0]);
        } else {
            pair.push(fact);
        }
    }
    set(blocks, pair, vec![1.0, 1.0]);
}

fn set_line(blocks: &mut Vec<Block>, line: &FormLine) {
    match line {
        FormLine::Heading(text) => {
            blocks.push(Block::Heading { level: Level::Topic, text: text.clone() });
        }
        FormLine::Answer { .. } | FormLine::Write { .. } => {}
        FormLine::Signed { label, signature } => {
            let label = format!("{label}, on screen");
            blocks.push(Block::Signed { label, signature: signature.clone() });
        }
        FormLine::Rows { label, columns, rows } => {
            blocks.push(Block::Paragraph(Text::strong(label.clone())));
            let cell = |words: &String| Text::plain(words.clone());
            let rows = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
            blocks.push(table(columns, rows));
        }
        FormLine::Choose { label, choices, several } => {
            let how = if *several { " (mark all that apply)" } else { "" };
            let marks: Vec<String> =
                choices.iter().map(|choice| format!("☐\u{a0}{}", tied(choice))).collect();
            blocks.push(Block::Question { text: format!("{label}{how}"), choices: marks });
        }
        FormLine::Grid { label, columns, rows } => {
            blocks.push(Block::Paragraph(Text::strong(label.clone())));
            let row = vec![Text::plain("\u{a0}\n\u{a0}"); columns.len()];
            blocks.push(table(columns, vec![row; *rows]));
        }
    }
}

/// A short choice stays on one line with its box.
fn tied(choice: &str) -> String {
    if choice.chars().count() <= 40 { choice.replace(' ', "\u{a0}") } else { choice.to_owned() }
}

fn table(columns: &[String], rows: Vec<Vec<Text>>) -> Block {
    let column = |title: &String| Column { title: title.clone(), align: Align::Start, share: 1.0 };
    Block::Table(Table { columns: columns.iter().map(column).collect(), rows })
}

#[cfg(test)]
mod tests;
