//! From the text of a definition to a checked one.
//!
//! Refuses unknown keys, names that lead nowhere and anything that could not be evaluated, each
//! with file, line, column and one sentence. Hostile text is bounded before it is read. Knows no
//! answers.

mod bands;
mod conditions;
mod items;
mod kinds;
mod order;
mod outside;
mod raw;
mod raw_items;
mod role;
mod scores;

use crate::catalog;
use crate::definition::{Choice, ChoiceSet, Code, Definition, Role, SharedSets};
use crate::placed::Placed;
use crate::refusal::{DefinitionRefused, Error};
use raw::{RawForm, Word};
use raw_items::{RawChoice, RawChoiceSet};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// Largest definition file, in bytes.
const TEXT_LIMIT: usize = 1 << 20;
/// Most items of a form, rows included; also most scores, bands, alerts and choice sets.
const COUNT_LIMIT: usize = 500;
/// Most choices of one set.
const CHOICE_LIMIT: usize = 1_000;
/// Largest points, caps, factors and constants.
const NUMBER_LIMIT: i64 = 1_000_000;

/// What is wrong, and where in the text.
type Fault = (Range<usize>, String);
type Checked<T> = Result<T, Fault>;

fn fault<T>(at: Range<usize>, problem: impl Into<String>) -> Checked<T> {
    Err((at, problem.into()))
}

impl Definition {
    /// Reads a definition. `file` is only named in errors. Forms may refer to the shared choice
    /// sets that are shipped.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line and column.
    pub fn parse(file: &str, text: &str) -> Result<Self, Error> {
        let shared = catalog::shared()?;
        let form: RawForm = decode(file, text)?;
        build(form, text, shared).map_err(|found| located(file, text, found))
    }
}

/// Reads the files of the shared choice sets, one set each.
pub(crate) fn shared_sets(files: &[(&str, &'static str)]) -> Result<SharedSets, Error> {
    let mut sets = SharedSets::new();
    for (file, text) in files {
        let raw: RawChoiceSet = decode(file, text)?;
        let at = raw.id.span();
        let set = choice_set(raw).map_err(|found| located(file, text, found))?;
        if sets.insert(set.id.clone(), (Arc::new(set), *text)).is_some() {
            return Err(located(file, text, (at, "This choice set is named twice.".to_owned())));
        }
    }
    Ok(sets)
}

fn decode<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, Error> {
    if text.len() > TEXT_LIMIT {
        return Err(located(file, text, (0..0, "The file is larger than 1 MiB.".to_owned())));
    }
    toml::from_str(text).map_err(|error| {
        let problem =
            format!("{}.", error.message().trim().trim_end_matches('.').replace('\n', " "));
        located(file, text, (error.span().unwrap_or(0..0), problem))
    })
}

fn located(file: &str, text: &str, (at, problem): Fault) -> Error {
    let mut start = at.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let before = &text[..start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Error::Definition(Box::new(DefinitionRefused {
        file: file.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        problem: problem.chars().take(300).collect(),
    }))
}

/// A form while it is being put together.
struct Draft<'a> {
    sets: BTreeMap<String, Arc<ChoiceSet>>,
    shared: &'a SharedSets,
    used: BTreeSet<String>,
    role: Role,
}

fn build(form: RawForm, text: &str, shared: &SharedSets) -> Checked<Definition> {
    let class = raw::class(*form.class.get_ref());
    let Some(class) = class else {
        return fault(form.class.span(), "A class is 1 (administrative) or 2 (clinical).");
    };
    let id = checked_id(&form.id)?;
    let title = filled(&form.title)?;
    role::keys_fit_the_role(&form)?;
    let mut draft =
        Draft { sets: own_sets(form.choice_sets)?, shared, used: BTreeSet::new(), role: form.role };
    let mut items = items::items(form.items, &mut draft)?;
    let names = conditions::Names::new(items.list.clone(), &form.scores)?;
    items.settle(&names)?;
    let scores = scores::scores(form.scores, form.recodes, &names)?;
    let show_when = conditions::of_form(&names, form.show_when.as_ref())?;
    let bands = bands::bands(form.bands, &scores)?;
    let alerts = bands::alerts(form.alerts, &names)?;
    let follow_ups = role::follow_ups(form.follow_ups, &id, &names)?;
    bands::change_names_a_score(form.instrument.as_ref(), &scores, form.id.span())?;
    let mut definition = Definition {
        short_title: form.short_title.as_ref().map_or_else(|| Ok(title.clone()), filled)?,
        version: checked_version(&form.version)?,
        id,
        role: form.role,
        class,
        title,
        intro: form.intro,
        show_when,
        start_today: form.start_today.is_some_and(|it| *it.get_ref()),
        asked_by: form.asked_by.map(|it| it.into_inner()).unwrap_or_default(),
        ask_alone_under_18: form.ask_alone_under_18.is_some_and(|it| *it.get_ref()),
        order: order::order(&mut items, &scores, &names)?,
        by_id: order::by_id(&items.list),
        items: items.list,
        scores,
        bands,
        alerts,
        follow_ups,
        instrument: form.instrument,
        canonical: canonical(text, &draft.used, shared),
        placed: Placed::default(),
    };
    let Some(placed) = Placed::of(&definition) else {
        return fault(form.id.span(), "The form names something that it does not have.");
    };
    definition.placed = placed;
    bands::mark_alerts_raised_by_blank(&mut definition);
    Ok(definition)
}

fn own_sets(raw: Vec<RawChoiceSet>) -> Checked<BTreeMap<String, Arc<ChoiceSet>>> {
    let mut sets = BTreeMap::new();
    for raw in raw {
        let at = raw.id.span();
        if sets.len() >= COUNT_LIMIT {
            return fault(at, "The form has more than 500 choice sets.");
        }
        let set = choice_set(raw)?;
        let id = set.id.clone();
        if sets.insert(id.clone(), Arc::new(set)).is_some() {
            return fault(at, format!("The choice set \"{id}\" is defined twice."));
        }
    }
    Ok(sets)
}

fn choice_set(raw: RawChoiceSet) -> Checked<ChoiceSet> {
    let id = checked_id(&raw.id)?;
    if raw.choices.is_empty() || raw.choices.len() > CHOICE_LIMIT {
        return fault(raw.id.span(), "A choice set has 1 to 1,000 choices.");
    }
    let mut choices: Vec<Choice> = Vec::with_capacity(raw.choices.len());
    let mut codes = BTreeSet::new();
    for raw in raw.choices {
        let at = raw.code.span();
        let choice = choice(raw)?;
        if !codes.insert(choice.code.clone()) {
            return fault(
                at,
                format!("The code \"{}\" is used twice in one choice set.", choice.code),
            );
        }
        choices.push(choice);
    }
    let words = |choice: &Choice| matches!(choice.code, Code::Text(_));
    if choices.iter().any(words) && !choices.iter().all(words) {
        return fault(raw.id.span(), "The codes of a choice set are all words or all numbers.");
    }
    Ok(ChoiceSet { id, choices })
}

fn choice(raw: RawChoice) -> Checked<Choice> {
    let score = raw.score.map(|score| bounded(*score.get_ref(), score.span())).transpose()?;
    let code = raw.code.into_inner().0;
    Ok(Choice {
        code,
        label: filled(&raw.label)?,
        score,
        loinc: raw.loinc,
        exclusive: raw.exclusive,
    })
}

fn bounded(number: i64, at: Range<usize>) -> Checked<i64> {
    if number.abs() > NUMBER_LIMIT {
        fault(at, "The number is larger than 1,000,000.")
    } else {
        Ok(number)
    }
}

fn checked_id(word: &Word) -> Checked<String> {
    let id = word.get_ref();
    let usual = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if !(1..=64).contains(&id.len()) || !id.bytes().all(usual) {
        return fault(word.span(), "An id has 1 to 64 letters, digits, hyphens or underscores.");
    }
    Ok(id.clone())
}

fn checked_version(word: &Word) -> Checked<String> {
    let numbers: Vec<&str> = word.get_ref().split('.').collect();
    let number = |part: &&str| {
        (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if numbers.len() != 3 || !numbers.iter().all(number) {
        return fault(word.span(), "A version has three numbers, such as 1.0.0.");
    }
    Ok(word.get_ref().clone())
}

fn filled(word: &Word) -> Checked<String> {
    if word.get_ref().trim().is_empty() {
        return fault(word.span(), "This text may not be empty.");
    }
    Ok(word.get_ref().clone())
}

/// The source text, then each shared choice set in use, so that a changed list changes the hash.
fn canonical(text: &str, used: &BTreeSet<String>, shared: &SharedSets) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for id in used {
        if let Some((_, source)) = shared.get(id) {
            bytes.extend_from_slice(b"\0");
            bytes.extend_from_slice(source.as_bytes());
        }
    }
    bytes
}
