//! A group's roster as a document: who is expected, with boxes to tick. It carries neutral names
//! alone; what a group is for does not stand on paper that lies on a desk.

use chrono::NaiveDate;

use crate::{
    block::{Align, Block, Column, Fact, Facts, Ground, Table, Text},
    page::RunningHead,
    pdf::Meta,
};

/// Somebody who is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterLine {
    /// The name used.
    pub name: String,
    /// The clinic's number.
    pub number: String,
    /// What has to be known about the seat: "Not on the plan"; mostly empty.
    pub note: String,
    /// What was ticked; empty before.
    pub attendance: String,
}

/// A roster and what stands around it.
#[derive(Debug, Clone, PartialEq)]
pub struct RosterDocument {
    /// The clinic's name.
    pub clinic: String,
    /// The group's neutral name.
    pub name: String,
    /// Day, time and length.
    pub when: String,
    /// The room.
    pub room: String,
    /// Who holds it.
    pub staff: String,
    /// The day it is printed.
    pub prepared_on: NaiveDate,
    /// The people.
    pub lines: Vec<RosterLine>,
}

impl RosterDocument {
    /// What stands at the head and foot of every page.
    #[must_use]
    pub fn running_head(&self) -> RunningHead {
        RunningHead {
            clinic: self.clinic.trim().to_owned(),
            document: format!("Roster, {}", self.name.trim()),
            client: String::new(),
            version: self.when.clone(),
            ..RunningHead::default()
        }
    }

    /// What the file says about itself.
    #[must_use]
    pub fn meta(&self) -> Meta {
        Meta {
            title: format!("Roster, {}, {}", self.name.trim(), self.when),
            author: self.clinic.trim().to_owned(),
            language: "en-US".to_owned(),
            date: Some(self.prepared_on),
        }
    }
}

/// The roster as blocks.
#[must_use]
pub fn roster(doc: &RosterDocument) -> Vec<Block> {
    let column = |title: &str, share| Column { title: title.into(), align: Align::Start, share };
    let people = match doc.lines.len() {
        1 => "1 person".to_owned(),
        many => format!("{many} people"),
    };
    let mut blocks = vec![
        Block::Title { kicker: "Roster".into(), text: doc.name.clone(), below: doc.when.clone() },
        Block::Facts(Facts {
            columns: vec![1.0, 1.4, 0.8],
            facts: vec![
                Fact::new("Room", &doc.room),
                Fact::new("Held by", &doc.staff),
                Fact::new("Expected", &people),
            ],
            ground: Ground::Tinted,
        }),
    ];
    if doc.lines.is_empty() {
        blocks.push(Block::Paragraph(Text::quiet("Nobody has a seat in this session")));
    }
    blocks.push(Block::Table(Table {
        columns: vec![
            column("Name", 2.2),
            column("Number", 0.9),
            column("Came", 0.6),
            column("Late", 0.6),
            column("Left early", 0.8),
            column("Absent", 0.7),
            column("Note", 1.6),
        ],
        rows: doc.lines.iter().map(row).chain((0..WRITTEN_IN).map(|_| written_in())).collect(),
    }));
    blocks
}

/// Empty lines for people who come without a seat.
const WRITTEN_IN: usize = 3;

fn tick_box() -> Text {
    Text::plain("\u{2610}")
}

/// What is ticked in each of the four columns.
const TICKED: [&[&str]; 4] = [&["Came"], &["Came late"], &["Left early"], &["No-show", "Excused"]];

fn row(line: &RosterLine) -> Vec<Text> {
    let ticked = line.attendance.trim();
    let what = ticked.split(',').next().unwrap_or_default();
    // Who came, and nothing else, is said by the tick alone.
    let words = if what == TICKED[0][0] { "" } else { ticked };
    let said: Vec<&str> =
        [words, line.note.trim()].into_iter().filter(|it| !it.is_empty()).collect();
    let mut cells = vec![Text::strong(line.name.clone()), Text::plain(line.number.clone())];
    cells.extend(TICKED.iter().map(|column| match (ticked, column.contains(&what)) {
        ("", _) => tick_box(),
        (_, true) => Text::plain("\u{2713}"),
        (_, false) => Text::plain(""),
    }));
    cells.push(Text::plain(said.join("; ")));
    cells
}

fn written_in() -> Vec<Text> {
    let mut cells = vec![Text::plain(""), Text::plain("")];
    cells.extend((0..4).map(|_| tick_box()));
    cells.push(Text::plain(""));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Paper, pages};

    #[test]
    fn a_roster_of_thirty_people_goes_on_with_its_head_on_the_next_page() {
        let line = |n: usize| RosterLine {
            name: format!("Person {n}"),
            number: format!("RB-{n:04}"),
            note: if n < 2 { "Not on the plan".into() } else { String::new() },
            attendance: ["Came", "", "Came late, 20 min"]
                .get(n)
                .copied()
                .unwrap_or_default()
                .into(),
        };
        let doc = RosterDocument {
            clinic: "Riverbend sample clinic".into(),
            name: "Morning group A".into(),
            when: "Monday, Nov 30, 2026, 9:00 AM, 60 min".into(),
            room: "Room 2".into(),
            staff: "D. Reyes, LMFT".into(),
            prepared_on: NaiveDate::from_ymd_opt(2026, 11, 26).unwrap(),
            lines: (0..40).map(line).collect(),
        };
        let blocks = roster(&doc);
        let Some(Block::Table(table)) = blocks.last() else { panic!("no table") };
        assert_eq!(table.rows[0][6], Text::plain("Not on the plan"));
        assert_eq!(table.rows[2][6], Text::plain("Came late, 20 min"));
        let ticks = [&table.rows[0][2], &table.rows[2][3]];
        assert!(ticks.iter().all(|cell| **cell == Text::plain("\u{2713}")));
        assert_eq!(table.rows[1][6], Text::plain("Not on the plan"));
        assert_eq!((table.rows.len(), &table.rows[42][2]), (43, &Text::plain("\u{2610}")));
        assert_eq!(table.rows[1][2], Text::plain("\u{2610}"));
        assert!(pages(&blocks, &doc.running_head(), Paper::Letter).pages.len() > 1);
    }
}
