//! What stands around the thread on paper: diagnoses, wellness, the week, reviews and the care
//! beside the program.

use record::{
    Entered,
    plan::{Aspect, Diagnosis, Modality, Plan, Wellness},
    schedule::{Day, Planned, Week},
};

use super::words;
use crate::{
    Language,
    block::{
        Align, Block, Column, Fact, Facts, Ground, Table, Text, WeekGrid, is_long, place, total,
    },
};

fn column(title: &str, share: f32) -> Column {
    Column { title: title.into(), align: Align::Start, share }
}

/// The diagnoses, primary first as they stand.
pub(super) fn diagnoses(plan: &Plan) -> Block {
    if plan.diagnoses.is_empty() {
        return Block::Paragraph(Text::or_missing(""));
    }
    let row = |diagnosis: &Diagnosis| {
        let name = diagnosis.name.trim();
        let name = if diagnosis.primary { format!("{name} (primary)") } else { name.to_owned() };
        vec![
            Text::or_missing(&diagnosis.code),
            Text::or_missing(&name),
            Text::or_missing(&diagnosis.by),
            Text::or_missing(&words::entered(&diagnosis.date, words::date)),
        ]
    };
    Block::Table(Table {
        columns: vec![
            column("ICD-10-CM", 0.6),
            column("Diagnosis", 2.2),
            column("Made by", 1.2),
            column("On", 0.8),
        ],
        rows: plan.diagnoses.iter().map(row).collect(),
    })
}

/// What is done for the whole person's health.
pub(super) fn wellness(plan: &Plan) -> Block {
    if plan.wellness.is_empty() {
        return Block::Paragraph(Text::or_missing(""));
    }
    let row = |entry: &Wellness| {
        vec![
            Text::or_missing(entry.aspect.map(Aspect::label).unwrap_or_default()),
            Text::or_missing(&entry.what),
            Text::or_missing(&entry.how_often),
            Text::or_missing(&entry.support),
        ]
    };
    Block::Table(Table {
        columns: vec![
            column("Part of health", 0.8),
            column("What", 1.6),
            column("How often", 1.0),
            column("With what support", 1.2),
        ],
        rows: plan.wellness.iter().map(row).collect(),
    })
}

/// The sessions of a usual week as a grid, and what they add up to against the rule.
pub(super) fn week(plan: &Plan, hours: &[String]) -> Vec<Block> {
    if plan.schedule.is_empty() {
        return vec![Block::Paragraph(Text::or_missing(""))];
    }
    let mut blocks = Vec::new();
    let grid = WeekGrid::of(&plan.schedule, Language::English, details);
    if !grid.sessions.is_empty() {
        blocks.push(Block::Week(grid));
    }
    blocks.extend(listed(&plan.schedule));
    let mut facts = vec![Fact::new("Hours a week", &total(&Week::of(&plan.schedule)))];
    let hours = words::joined(hours.iter().map(|line| line.trim().to_owned()), "\n");
    let columns = if hours.is_empty() { vec![1.0] } else { vec![1.0, 2.2] };
    if !hours.is_empty() {
        facts.push(Fact::new("Against the rule", &hours));
    }
    blocks.push(Block::Facts(Facts { columns, facts, ground: Ground::Tinted }));
    blocks
}

/// Kind, place and who holds it, as they stand in the grid.
fn details(planned: &Planned) -> Vec<String> {
    let kind = planned.service.map(Modality::label).unwrap_or_default();
    vec![kind.to_owned(), place(planned, Language::English), planned.staff.clone()]
}

/// Sessions that have no place in the grid yet, cannot be as they are entered, or have a title that
/// the grid only begins.
fn listed(schedule: &[Planned]) -> Vec<Block> {
    let apart = |it: &&Planned| it.span().is_none() || is_long(&it.title);
    let mut sessions: Vec<&Planned> = schedule.iter().filter(apart).collect();
    if sessions.is_empty() {
        return Vec::new();
    }
    sessions.sort_by_key(|it| (it.day.map_or(7, position), it.start.known()));
    let open = sessions.iter().filter(|it| it.span().is_none()).count();
    let words = match (open, sessions.len() - open) {
        (_, 0) => "Sessions still without a day, a time or a length",
        (0, _) => "Sessions with a long title, in full",
        _ => "Sessions still without a day, a time or a length, and long titles in full",
    };
    vec![
        Block::Paragraph(Text::quiet(words)),
        Block::Table(Table {
            columns: vec![
                column("Day", 0.95),
                column("Time", 1.3),
                column("Session", 2.0),
                column("Kind", 1.1),
                column("Where", 0.7),
                column("Held by", 1.3),
            ],
            rows: sessions.into_iter().map(session).collect(),
        }),
    ]
}

fn position(day: Day) -> usize {
    Day::ALL.iter().position(|one| *one == day).unwrap_or_default()
}

fn session(planned: &Planned) -> Vec<Text> {
    let start = words::entered(&planned.start, |start| start.to_string());
    let length = match &planned.minutes {
        Entered::Known(minutes) => format!("{minutes} min"),
        Entered::Text(text) => text.trim().to_owned(),
    };
    vec![
        Text::or_missing(planned.day.map(Day::label).unwrap_or_default()),
        Text::or_missing(&words::joined([start, length].into_iter(), ", ")),
        Text::or_missing(&planned.title),
        Text::or_missing(planned.service.map(Modality::label).unwrap_or_default()),
        Text::plain(planned.place.label()),
        Text::or_missing(&planned.staff),
    ]
}

/// Medicines, and who else is involved.
pub(super) fn coordination(plan: &Plan) -> Facts {
    beside(vec![
        Fact::new("Medicines", &plan.medicines),
        Fact::new("Coordination of care", &plan.coordination),
    ])
}

/// The people around the person, and what the person brings along.
pub(super) fn people(plan: &Plan) -> Facts {
    beside(vec![
        Fact::new("Family and supports", &plan.family_and_supports),
        Fact::new("Peer support", &plan.peer_support),
        Fact::new("Culture and language", &plan.culture_and_language),
    ])
}

/// A value longer than this gets the width of the page.
const SHORT: usize = 240;

/// Facts side by side; below each other where one of them is long.
fn beside(facts: Vec<Fact>) -> Facts {
    let long = facts.iter().any(|fact| fact.value.words.chars().count() > SHORT);
    let columns = if long { vec![1.0] } else { vec![1.0, 1.0] };
    Facts { columns, facts, ground: Ground::Bare }
}

/// How often the plan is looked at again.
pub(super) fn reviews(plan: &Plan, due: &str) -> Facts {
    let every = words::entered(&plan.reviews.every_days, |days| format!("Every {days} days"));
    Facts {
        columns: vec![0.8, 0.8, 1.6],
        facts: vec![
            Fact::new("How often", &every),
            Fact::new("Next review", due),
            Fact::new("How", &plan.reviews.how),
        ],
        ground: Ground::Bare,
    }
}
