//! When an item is shown, as `enableWhen`: exactly, or not at all.
//!
//! FHIR knows one flat list of comparisons, of which any or all have to hold. What hangs on scores,
//! sums, other sections, flags or on more than one level of and and or is not written. A condition
//! that says almost the same would hide a question from somebody.

use super::coding::coding;
use form::condition::{Condition, Op};
use form::{Choice, ChoiceSet, Code, Definition, Kind};
use serde_json::{Value, json};

/// How the comparisons of a list belong together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joined {
    Any,
    All,
}

/// The comparisons and, for more than one, how they belong together; nothing where the condition
/// cannot be said exactly.
pub(super) fn enabled(
    definition: &Definition,
    when: &Condition,
) -> Option<(Vec<Value>, Option<&'static str>)> {
    let ways = [(Joined::Any, "any"), (Joined::All, "all")];
    let said =
        ways.into_iter().filter_map(|(way, word)| Some((list(definition, when, way)?, word)));
    let (list, word) = said.min_by_key(|(list, _)| list.len())?;
    let behavior = (list.len() > 1).then_some(word);
    Some((list, behavior))
}

/// The condition as a list of comparisons that are joined in this way.
fn list(definition: &Definition, when: &Condition, joined: Joined) -> Option<Vec<Value>> {
    match when {
        Condition::Item(id, op, value) => compared(definition, id, *op, value, joined),
        Condition::Missing(id) => exists(definition, id, false),
        Condition::Not(part) => match part.as_ref() {
            Condition::Missing(id) => exists(definition, id, true),
            _ => None,
        },
        Condition::Any(parts) => several(definition, parts, Joined::Any, joined),
        Condition::All(parts) => several(definition, parts, Joined::All, joined),
        _ => None,
    }
}

fn several(
    definition: &Definition,
    parts: &[Condition],
    own: Joined,
    joined: Joined,
) -> Option<Vec<Value>> {
    if own != joined && parts.len() != 1 {
        return None;
    }
    let lists = parts.iter().map(|part| list(definition, part, joined));
    Some(lists.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
}

fn compared(
    definition: &Definition,
    id: &str,
    op: Op,
    value: &Code,
    joined: Joined,
) -> Option<Vec<Value>> {
    match (&definition.item(id)?.kind, value) {
        (Kind::Integer(_), Code::Integer(number)) => of_number(id, op, *number, joined),
        (Kind::MultiChoice(set), _) if op == Op::Includes => {
            let choice = set.choices.iter().find(|choice| choice.code == *value)?;
            Some(vec![is_coding(definition, id, "=", set, choice)])
        }
        (Kind::Choice(set), _) => of_choice(definition, id, (set, op, value), joined),
        _ => None,
    }
}

fn of_number(id: &str, op: Op, number: i64, joined: Joined) -> Option<Vec<Value>> {
    let number = i32::try_from(number).ok()?;
    let is = |word: &str| json!({ "question": id, "operator": word, "answerInteger": number });
    Some(match (op, joined) {
        (Op::Equal, _) => vec![is("=")],
        (Op::Less, _) => vec![is("<")],
        (Op::AtMost, _) => vec![is("<=")],
        (Op::Greater, _) => vec![is(">")],
        (Op::AtLeast, _) => vec![is(">=")],
        // In R4 a blank is unequal to everything; here what hangs on a blank does not hold.
        (Op::NotEqual, Joined::Any) => vec![is("<"), is(">")],
        (Op::NotEqual, Joined::All) => vec![answered(id, true), is("!=")],
        (Op::Includes, _) => return None,
    })
}

/// A choice has no order in FHIR: each choice that fits is named, or each that does not.
fn of_choice(
    definition: &Definition,
    id: &str,
    (set, op, value): (&ChoiceSet, Op, &Code),
    joined: Joined,
) -> Option<Vec<Value>> {
    let (fit, rest): (Vec<&Choice>, Vec<&Choice>) =
        set.choices.iter().partition(|choice| holds(op, &choice.code, value));
    let named = |word: &'static str, choices: &[&Choice]| -> Vec<Value> {
        choices.iter().map(|choice| is_coding(definition, id, word, set, choice)).collect()
    };
    match (fit.len(), joined) {
        (0, _) => None,
        (1, _) | (_, Joined::Any) => Some(named("=", &fit)),
        (_, Joined::All) => {
            Some(std::iter::once(answered(id, true)).chain(named("!=", &rest)).collect())
        }
    }
}

fn holds(op: Op, left: &Code, right: &Code) -> bool {
    match (op, left, right) {
        (Op::Equal, ..) => left == right,
        (Op::NotEqual, ..) => left != right,
        (Op::Less, Code::Integer(left), Code::Integer(right)) => left < right,
        (Op::AtMost, Code::Integer(left), Code::Integer(right)) => left <= right,
        (Op::Greater, Code::Integer(left), Code::Integer(right)) => left > right,
        (Op::AtLeast, Code::Integer(left), Code::Integer(right)) => left >= right,
        _ => false,
    }
}

/// Whether an item is answered. An item that is itself hidden is missing in FHIR and not here, so
/// only what is always shown can be asked about. A group has no answer of its own.
fn exists(definition: &Definition, id: &str, wanted: bool) -> Option<Vec<Value>> {
    let item = definition.item(id)?;
    let asked = !matches!(item.kind, Kind::Group(_) | Kind::Address | Kind::Computed(_));
    (asked && item.show_when.is_none()).then(|| vec![answered(id, wanted)])
}

fn answered(id: &str, wanted: bool) -> Value {
    json!({ "question": id, "operator": "exists", "answerBoolean": wanted })
}

fn is_coding(
    definition: &Definition,
    id: &str,
    word: &str,
    set: &ChoiceSet,
    choice: &Choice,
) -> Value {
    json!({
        "question": id,
        "operator": word,
        "answerCoding": coding(definition, set, choice),
    })
}
