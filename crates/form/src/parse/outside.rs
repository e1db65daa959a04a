//! Conditions that look outside the form: age, sex for scoring, answers of other sections.
//!
//! Cannot know whether another section has the item it names: sections are read one by one.

use super::conditions::test;
use super::raw::{RawCondition, Word};
use super::{Checked, fault};
use crate::condition::{Condition, ContextKey, Op};
use crate::definition::Code;
use std::ops::Range;

/// `section.item`, which no id can be.
pub(super) fn is_dotted(name: &str) -> bool {
    name.split('.').count() == 2
}

/// Checks a comparison with a value from outside the form.
pub(super) fn of_context(
    word: &Word,
    raw: &RawCondition,
    span: Range<usize>,
) -> Checked<Condition> {
    let (op, value) = test(raw, span.clone())?;
    let number = matches!(value, Code::Integer(_));
    let sexes = ["female", "male", "unspecified"].map(|sex| Code::Text(sex.to_owned()));
    let (key, fine) = match word.get_ref().as_str() {
        "age" => (ContextKey::Age, number && op != Op::Includes),
        "sex_for_scoring" => (
            ContextKey::SexForScoring,
            matches!(op, Op::Equal | Op::NotEqual) && sexes.contains(&value),
        ),
        dotted if is_dotted(dotted) => {
            (ContextKey::Answer(dotted.to_owned()), !op.orders() || number)
        }
        _ => return fault(word.span(), "The context is age, sex_for_scoring or section.item."),
    };
    if fine {
        return Ok(Condition::Context(key, op, value));
    }
    fault(span, "The context cannot be compared with this value in this way.")
}
