//! What kind of JSON value FHIR R4 has in a place, and where a file differs.
//!
//! Only what is read later is looked at: other names may hold anything.

use serde_json::Value;

use super::refused::{Problem, Refused};

/// A kind of JSON value.
pub(super) enum Shape {
    Text,
    Truth,
    Number,
    /// An object; members that are not named may hold anything.
    Object(&'static [Member]),
    /// An array of these.
    Many(&'static Shape),
}

/// A name of an object, and what it holds.
pub(super) type Member = (&'static str, &'static Shape);

/// Checks a value at a place. Null is nothing, and tolerated everywhere.
pub(super) fn check(value: &Value, shape: &Shape, place: &mut String) -> Result<(), Refused> {
    match (shape, value) {
        (_, Value::Null)
        | (Shape::Text, Value::String(_))
        | (Shape::Truth, Value::Bool(_))
        | (Shape::Number, Value::Number(_)) => Ok(()),
        (Shape::Many(inner), Value::Array(parts)) => {
            parts.iter().enumerate().try_for_each(|(at, part)| {
                within(place, &format!("[{at}]"), |place| check(part, inner, place))
            })
        }
        (Shape::Object(members), Value::Object(given)) => {
            members.iter().try_for_each(|(name, inner)| match given.get(*name) {
                None => Ok(()),
                Some(part) => within(place, &format!(".{name}"), |place| check(part, inner, place)),
            })
        }
        (shape, _) => Err(Refused::content(place, problem(shape))),
    }
}

fn problem(shape: &Shape) -> Problem {
    match shape {
        Shape::Text => Problem::NotText,
        Shape::Truth => Problem::NotTruth,
        Shape::Number => Problem::NotANumber,
        Shape::Object(_) => Problem::NotAnObject,
        Shape::Many(_) => Problem::NotAnArray,
    }
}

/// Does something one step further down, and comes back.
fn within<T>(place: &mut String, step: &str, look: impl FnOnce(&mut String) -> T) -> T {
    let length = place.len();
    place.push_str(step);
    let seen = look(place);
    place.truncate(length);
    seen
}
