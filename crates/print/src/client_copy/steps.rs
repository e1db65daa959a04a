//! The goals of a client copy: what the person will do, what the staff will do, and the signs that
//! it is working.

use record::{
    Entered,
    plan::{Goal, Intervention, Objective, Status},
};

use super::{
    ClientCopyDocument, said,
    words::{Words, amount},
};
use crate::{
    Language,
    block::{Block, Bullet, Level, Text},
    plan::words::joined,
};

/// Every goal with its steps.
pub(super) fn goals(blocks: &mut Vec<Block>, document: &ClientCopyDocument) {
    let goals: Vec<&Goal> = document.plan.problems.iter().flat_map(|it| &it.goals).collect();
    if goals.is_empty() {
        blocks.push(said(document.words().no_goals));
    }
    for (goal, number) in goals.iter().zip(1..) {
        one(blocks, document, goal, number);
    }
}

fn one(blocks: &mut Vec<Block>, document: &ClientCopyDocument, goal: &Goal, number: usize) {
    let words = document.words();
    let text = format!("{} {number}", words.goal);
    blocks.push(Block::Heading { level: Level::Topic, text });
    match (goal.words.trim(), goal.clinical.trim()) {
        ("", "") => blocks.push(Block::Paragraph(Text::quiet(words.no_words))),
        ("", clinical) => blocks.push(said(clinical)),
        (own, _) => blocks.push(Block::Quote(own.to_owned())),
    }
    let open = || goal.objectives.iter().filter(|it| it.status != Status::Discontinued);
    let mine = open().filter(|it| !it.text.trim().is_empty());
    let mine = mine.map(|it| mine_of(it, words, document.language)).collect();
    part(blocks, words.i_will, mine);
    let theirs = open().flat_map(|it| &it.interventions).filter(|it| !it.what.trim().is_empty());
    let theirs = theirs.map(|it| theirs_of(it, words, document.language)).collect();
    part(blocks, words.staff_will, theirs);
}

/// Steps under their heading; nothing where there are none.
fn part(blocks: &mut Vec<Block>, heading: &str, bullets: Vec<Bullet>) {
    if !bullets.is_empty() {
        blocks.push(Block::Heading { level: Level::Detail, text: heading.to_owned() });
        blocks.push(Block::Bullets(bullets));
    }
}

fn mine_of(objective: &Objective, words: &Words, language: Language) -> Bullet {
    let by = match &objective.target_date {
        Entered::Known(day) => format!("{} {}", words.by, language.date(*day)),
        Entered::Text(text) if text.trim().is_empty() => String::new(),
        Entered::Text(text) => format!("{} {}", words.by, text.trim()),
    };
    let below = match objective.status {
        Status::Met => words.met.to_owned(),
        Status::Deferred => words.later.to_owned(),
        _ => by,
    };
    Bullet { text: objective.text.trim().to_owned(), below }
}

fn theirs_of(intervention: &Intervention, words: &Words, language: Language) -> Bullet {
    let who = intervention.responsible.trim();
    let who = if who.is_empty() { String::new() } else { format!("{} {who}", words.with) };
    let below = joined([amount(intervention, language), who].into_iter(), ", ");
    Bullet { text: intervention.what.trim().to_owned(), below }
}

/// What will show that it is working: every measure of a step that is still open, with where it
/// began and where it is meant to go.
pub(super) fn signs(blocks: &mut Vec<Block>, document: &ClientCopyDocument) {
    let words = document.words();
    let goals = document.plan.problems.iter().flat_map(|it| &it.goals);
    let open = |it: &&Objective| {
        !matches!(it.status, Status::Discontinued) && !it.measure.trim().is_empty()
    };
    let sign = |objective: &Objective| {
        let part = |label: &str, value: &str| match value.trim() {
            "" => String::new(),
            value => format!("{label}: {value}"),
        };
        let parts = [part(words.today, &objective.baseline), part(words.aim, &objective.target)];
        Bullet {
            text: objective.measure.trim().to_owned(),
            below: joined(parts.into_iter(), "  ·  "),
        }
    };
    let signs: Vec<Bullet> = goals.flat_map(|it| &it.objectives).filter(open).map(sign).collect();
    if signs.is_empty() {
        blocks.push(said(words.no_signs));
        return;
    }
    blocks.push(said(words.signs));
    blocks.push(Block::Bullets(signs));
}
