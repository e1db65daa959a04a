//! What the screen needs to know about a form: what is shown, what is wrong, how far it is.
//!
//! Saving is always allowed: an issue is data, never an error. Hidden answers are kept and not
//! counted.

use crate::answer::{Answer, Answers, Row};
use crate::computed::{self, ComputedValue};
use crate::context::Context;
use crate::definition::{Definition, Group, Item, Kind, Need};
use crate::issue::{self, Issue, IssueLevel, Place};
use crate::reading::{Reading, RowReading};
use crate::score::{Marks, Scored};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Everything that follows from the answers to a form on a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evaluation {
    /// Whether the form as a whole is shown, such as Guardian under 18.
    pub shown: bool,
    /// Paths of the items that are shown, in the order of the form; items of rows as
    /// `phones/<row>/number` behind their group.
    pub visible: Vec<String>,
    /// What is missing or cannot be right, in the order of the form.
    pub issues: Vec<Issue>,
    /// Values that follow from other answers, by the path of their item.
    pub computed: BTreeMap<String, ComputedValue>,
    /// Scores, bands and alerts; empty for forms without scoring.
    pub scored: Scored,
    /// How far the form is.
    pub progress: Progress,
}

/// How far a form is. Groups count once; computed and hidden items do not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Progress {
    /// Shown items with an answer or a recorded state.
    pub answered: u32,
    /// Shown items.
    pub total: u32,
    /// Required items that are blank, those in rows included.
    pub required_missing: u32,
}

impl Evaluation {
    /// Nothing stands in the way of marking the form done: no required item is blank and no
    /// answer is invalid.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.issues.iter().all(|issue| issue.level == IssueLevel::Recommended)
    }
}

/// Evaluates a form. Same answers and context, same result.
#[must_use]
pub fn evaluate(definition: &Definition, answers: &Answers, context: &Context) -> Evaluation {
    let reading = Reading::new(definition, answers, context);
    let mut evaluation = Evaluation {
        shown: reading.is_shown(),
        scored: definition.scorer().scored(reading.marks()),
        ..Evaluation::default()
    };
    for (at, item) in definition.items.iter().enumerate().filter(|(at, _)| reading.shows(*at)) {
        evaluation.visible.push(item.id.clone());
        if let Kind::Computed(computation) = &item.kind {
            if let Some(value) = computed::value(computation, answers, context.age) {
                evaluation.issues.extend(issue::fewer_hours(&item.id, &value));
                evaluation.computed.insert(item.id.clone(), value);
            }
            continue;
        }
        let answer = answers.0.get(&item.id);
        evaluation.progress.total += 1;
        evaluation.progress.answered += u32::from(answer.is_some());
        let place = Place { item, path: &item.id, row: None };
        let not_before = other_date(item, |id| reading.counted(id));
        look_at(&mut evaluation, place, answer, not_before, &reading);
        evaluation.issues.extend(issue::signed_before(place, &answers.0));
        if let Kind::Group(group) = &item.kind {
            for (number, row) in answers.rows(&item.id).iter().enumerate() {
                let within = reading.row(at, &group.items, row);
                look_at_row(&mut evaluation, (item, group), (number, row), &within);
            }
        }
    }
    evaluation
}

/// Scores, bands and alerts alone.
#[must_use]
pub fn score(definition: &Definition, answers: &Answers, context: &Context) -> Scored {
    let (scorer, mut marks) = (definition.scorer(), Marks::new());
    scorer.mark(&scorer.sheet(answers), context, &mut marks);
    scorer.scored(&marks)
}

fn look_at_row(
    evaluation: &mut Evaluation,
    (item, group): (&Item, &Group),
    (number, row): (usize, &Row),
    within: &RowReading<'_, '_>,
) {
    let title = format!("{} {}", group.row_label, number + 1);
    for (_, inner) in group.items.iter().enumerate().filter(|(at, _)| within.shows(*at)) {
        let path = format!("{}/{}/{}", item.id, row.id, inner.id);
        let place = Place { item: inner, path: &path, row: Some(&title) };
        let not_before = other_date(inner, |id| within.counted(id));
        look_at(evaluation, place, row.cells.get(&inner.id), not_before, within.outer);
        evaluation.issues.extend(issue::signed_before(place, &row.cells));
        evaluation.visible.push(path);
    }
}

fn look_at(
    evaluation: &mut Evaluation,
    place: Place<'_>,
    answer: Option<&Answer>,
    not_before: Option<NaiveDate>,
    reading: &Reading<'_>,
) {
    let Some(answer) = answer else {
        evaluation.progress.required_missing += u32::from(place.item.need == Need::Required);
        evaluation.issues.extend(issue::blank(place));
        return;
    };
    evaluation.issues.extend(issue::wrong(place, answer, reading.context.today));
    let early =
        not_before.and_then(|other| issue::too_early(reading.definition, place, answer, other));
    evaluation.issues.extend(early);
}

/// The date that an item's own date may not lie before.
fn other_date<'f>(item: &Item, counted: impl Fn(&str) -> Option<&'f Answer>) -> Option<NaiveDate> {
    let Kind::Date(rule) = &item.kind else { return None };
    match counted(rule.not_before.as_deref()?)? {
        Answer::Text(text) => crate::date::parse_stored(text),
        _ => None,
    }
}
