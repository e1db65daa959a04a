//! From the text of an area's file to a checked one. Hostile text is bounded before it is read,
//! and refused with file, line, column and one sentence.
//!
//! Knows no wording and no shipped forms: see `lint`.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;

use super::area::{Area, Goal, Indication, Intervention, Measure, Objective, Problem, Threshold};
use super::fold::folded;
use super::raw::{
    RawArea, RawIndication, RawIntervention, RawMeasure, RawObjective, RawStarter, Word,
};
use super::refused::{Fault, Refused};
use crate::Whole;

/// Largest file, in bytes.
const TEXT_LIMIT: usize = 256 << 10;
/// Most entries of one kind, keywords and indications.
const COUNT_LIMIT: usize = 100;
/// Most characters of one text.
const LENGTH_LIMIT: usize = 400;
/// Most characters of a file's name and of TOML's own sentence in an error.
const ERROR_LIMIT: usize = 300;
/// Largest points of a threshold or target.
const POINTS_LIMIT: f64 = 1_000_000.0;

pub(crate) type Checked<T> = Result<T, (Range<usize>, Fault)>;

/// Reads an area. `file_name` is only named in errors.
///
/// # Errors
/// The first thing that is wrong, with its line and column.
pub fn parse(file_name: &str, text: &str) -> Result<Area, Refused> {
    let raw: RawArea = bounded(file_name, text)?;
    area(raw).map_err(|found| located(file_name, text, found))
}

/// What TOML itself refuses, with its place.
/// The shape of a file, which is not larger than any has to be.
pub(crate) fn bounded<R: serde::de::DeserializeOwned>(
    file: &str,
    text: &str,
) -> Result<R, Refused> {
    if text.len() > TEXT_LIMIT {
        return Err(located(file, text, (0..0, Fault::TooLarge)));
    }
    toml::from_str(text).map_err(|error| unreadable(file, text, &error))
}

pub(crate) fn unreadable(file: &str, text: &str, error: &toml::de::Error) -> Refused {
    let words = error.message().trim().trim_end_matches('.').replace('\n', " ");
    let fault = Fault::Unreadable(plain(&words));
    located(file, text, (error.span().unwrap_or(0..0), fault))
}

pub(crate) fn located(file: &str, text: &str, (at, fault): (Range<usize>, Fault)) -> Refused {
    let mut start = at.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let before = &text[..start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Refused {
        file: plain(file),
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        fault,
    }
}

fn plain(words: &str) -> String {
    words.chars().filter(|letter| !letter.is_control()).take(ERROR_LIMIT).collect()
}

fn area(raw: RawArea) -> Checked<Area> {
    let id = checked_id(&raw.id)?;
    let goals = starters(raw.goals, |id, text, client| Goal { id, text, client })?;
    let keywords: Vec<String> =
        few(&raw.keywords, |it| it)?.iter().map(line).collect::<Checked<_>>()?;
    let mut seen = BTreeSet::new();
    if let Some(again) = raw.keywords.iter().find(|it| !seen.insert(folded(it.get_ref()))) {
        return Err((again.span(), Fault::ListedTwice));
    }
    few(&raw.indicated_by, |it| &it.get_ref().form)?;
    Ok(Area {
        id,
        version: checked_version(&raw.version)?,
        name: line(&raw.name)?,
        plain_name: line(&raw.plain_name)?,
        keywords,
        treats: listed(raw.treats)?,
        ages: listed(raw.ages)?,
        indicated_by: raw.indicated_by.iter().map(indication).collect::<Checked<_>>()?,
        problems: starters(raw.problems, |id, text, client| Problem { id, text, client })?,
        objectives: objectives(raw.objectives, &goals)?,
        goals,
        interventions: interventions(raw.interventions)?,
    })
}

fn starters<T>(raw: Vec<RawStarter>, made: fn(String, String, String) -> T) -> Checked<Vec<T>> {
    distinct(&raw, |it| &it.id)?;
    raw.iter().map(|it| Ok(made(checked_id(&it.id)?, line(&it.text)?, line(&it.client)?))).collect()
}

fn objectives(raw: Vec<RawObjective>, goals: &[Goal]) -> Checked<Vec<Objective>> {
    distinct(&raw, |it| &it.id)?;
    raw.iter().map(|it| objective(it, goals)).collect()
}

fn objective(raw: &RawObjective, goals: &[Goal]) -> Checked<Objective> {
    if !goals.iter().any(|goal| goal.id == *raw.goal.get_ref()) {
        return Err((raw.goal.span(), Fault::NoSuchGoal));
    }
    Ok(Objective {
        id: checked_id(&raw.id)?,
        goal: raw.goal.get_ref().clone(),
        text: line(&raw.text)?,
        client: line(&raw.client)?,
        measure: measure(raw)?,
        what: line(&raw.what)?,
        target: line(&raw.target)?,
        direction: raw.direction,
        weeks: within(&raw.weeks, 520)?,
    })
}

fn measure(raw: &RawObjective) -> Checked<Measure> {
    match (raw.measure.get_ref(), &raw.instrument) {
        (RawMeasure::Instrument, None) => Err((raw.measure.span(), Fault::InstrumentMissing)),
        (RawMeasure::Instrument, Some(instrument)) => {
            if !raw.target.get_ref().parse().is_ok_and(is_points) {
                return Err((raw.target.span(), Fault::TargetNotANumber));
            }
            let named = instrument.get_ref();
            Ok(Measure::Instrument { form: line(&named.form)?, score: line(&named.score)? })
        }
        (_, Some(instrument)) => Err((instrument.span(), Fault::InstrumentNotMeant)),
        (RawMeasure::BehaviorCount, None) => Ok(Measure::BehaviorCount),
        (RawMeasure::Other, None) => Ok(Measure::Other),
    }
}

fn interventions(raw: Vec<RawIntervention>) -> Checked<Vec<Intervention>> {
    distinct(&raw, |it| &it.id)?;
    let one = |it: &RawIntervention| {
        let times_a_week = *it.times_a_week.get_ref();
        if !(0.01..=100.0).contains(&times_a_week) {
            return Err((it.times_a_week.span(), Fault::OutOfBounds));
        }
        Ok(Intervention {
            id: checked_id(&it.id)?,
            modality: it.modality,
            text: line(&it.text)?,
            client: line(&it.client)?,
            minutes: within(&it.minutes, 1_440)?,
            times_a_week,
            weeks: within(&it.weeks, 520)?,
        })
    };
    raw.iter().map(one).collect()
}

fn indication(raw: &Spanned<RawIndication>) -> Checked<Indication> {
    let it = raw.get_ref();
    let when = match (it.at_least, it.at_most, &it.is) {
        (Some(points), None, None) => Threshold::AtLeast(points),
        (None, Some(points), None) => Threshold::AtMost(points),
        (None, None, Some(codes)) if !codes.is_empty() => {
            Threshold::Is(few(codes, |it| it)?.iter().map(line).collect::<Checked<_>>()?)
        }
        _ => return Err((raw.span(), Fault::OneThreshold)),
    };
    match when {
        Threshold::AtLeast(points) | Threshold::AtMost(points) if !is_points(points) => {
            Err((raw.span(), Fault::OutOfBounds))
        }
        when => Ok(Indication { form: line(&it.form)?, score: line(&it.score)?, when }),
    }
}

/// Neither infinite nor "not a number".
fn is_points(number: f64) -> bool {
    (-POINTS_LIMIT..=POINTS_LIMIT).contains(&number)
}

/// Entries of one kind: not too many, and no id twice.
fn distinct<T>(entries: &[T], id: fn(&T) -> &Word) -> Checked<()> {
    let mut seen = BTreeSet::new();
    let again = few(entries, id)?.iter().map(id).find(|it| !seen.insert(it.get_ref()));
    again.map_or(Ok(()), |it| Err((it.span(), Fault::Twice)))
}

pub(crate) fn few<T>(entries: &[T], place: fn(&T) -> &Word) -> Checked<&[T]> {
    entries.get(COUNT_LIMIT).map_or(Ok(entries), |it| Err((place(it).span(), Fault::TooMany)))
}

fn listed<T: PartialEq>(list: Spanned<Vec<T>>) -> Checked<Vec<T>> {
    let at = list.span();
    let list = list.into_inner();
    if list.is_empty() {
        return Err((at, Fault::NothingListed));
    }
    let again = list.iter().enumerate().any(|(nth, it)| list[..nth].contains(it));
    if again { Err((at, Fault::ListedTwice)) } else { Ok(list) }
}

pub(crate) fn checked_id(word: &Word) -> Checked<String> {
    let id = word.get_ref();
    let usual = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if (1..=64).contains(&id.len()) && id.bytes().all(usual) {
        return Ok(id.clone());
    }
    Err((word.span(), Fault::Id))
}

fn checked_version(word: &Word) -> Checked<String> {
    let numbers: Vec<&str> = word.get_ref().split('.').collect();
    let number = |part: &&str| {
        (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if numbers.len() == 3 && numbers.iter().all(number) {
        return Ok(word.get_ref().clone());
    }
    Err((word.span(), Fault::Version))
}

pub(crate) fn line(word: &Word) -> Checked<String> {
    let text = word.get_ref();
    let broken = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    let fault = if text.trim().is_empty() {
        Fault::Empty
    } else if text.chars().nth(LENGTH_LIMIT).is_some() {
        Fault::TooLong
    } else if text.contains(broken) {
        Fault::NotOneLine
    } else {
        return Ok(text.clone());
    };
    Err((word.span(), fault))
}

/// A count from 1 to `most`. What is sensible for a program is the lint's business.
pub(crate) fn within(number: &Spanned<i64>, most: Whole) -> Checked<Whole> {
    let whole = Whole::try_from(*number.get_ref()).ok().filter(|it| (1..=most).contains(it));
    whole.ok_or_else(|| (number.span(), Fault::OutOfBounds))
}

#[cfg(test)]
pub(super) mod tests;
