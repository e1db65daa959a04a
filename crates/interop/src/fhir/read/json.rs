//! JSON with limits: depth, numbers of values, and no name twice in one object.
//!
//! The parser is `serde_json`; what it builds is counted while it is built. Its own messages may
//! quote the file, so that only line and column are taken from them.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value, error::Category};

use super::refused::{Refused, Spot};

/// How often parts may lie within each other.
pub const DEEPEST: usize = 64;
/// Members of one array or object.
pub const MOST_PARTS: usize = 50_000;
/// Values of a whole file.
pub const MOST_VALUES: usize = 2_000_000;

/// What the limits say; the parser's errors have no room for it.
#[derive(Clone, Copy)]
enum Limit {
    Depth,
    Twice,
    Count,
}

/// What is counted over the whole file.
struct Count {
    values: Cell<usize>,
    reached: Cell<Option<Limit>>,
}

impl Count {
    fn stop<E: serde::de::Error>(&self, limit: Limit) -> E {
        self.reached.set(Some(limit));
        E::custom("limit")
    }

    fn value<E: serde::de::Error>(&self) -> Result<(), E> {
        self.values.set(self.values.get() + 1);
        if self.values.get() > MOST_VALUES { Err(self.stop(Limit::Count)) } else { Ok(()) }
    }
}

/// Reads one JSON value, and nothing after it.
pub(super) fn parse(text: &str) -> Result<Value, Refused> {
    let count = Count { values: Cell::new(0), reached: Cell::new(None) };
    let mut parser = serde_json::Deserializer::from_str(text);
    let value = Part { count: &count, depth: 0 }
        .deserialize(&mut parser)
        .map_err(|fault| refused(&fault, count.reached.get()))?;
    match parser.end() {
        Ok(()) => Ok(value),
        Err(fault) => Err(after(text, &fault)),
    }
}

fn spot(fault: &serde_json::Error) -> Spot {
    Spot { line: fault.line(), column: fault.column() }
}

fn refused(fault: &serde_json::Error, reached: Option<Limit>) -> Refused {
    let spot = spot(fault);
    match reached {
        Some(Limit::Depth) => Refused::TooDeep(spot),
        Some(Limit::Twice) => Refused::Twice(spot),
        Some(Limit::Count) => Refused::TooMuch(spot),
        None if fault.classify() == Category::Eof => Refused::Cut(spot),
        // The parser names this fault in its text alone.
        None if fault.to_string().starts_with("number out of range") => Refused::Number(spot),
        None => Refused::Syntax(spot),
    }
}

/// A second object on a line of its own is what bulk exports write.
fn after(text: &str, fault: &serde_json::Error) -> Refused {
    let rest = text.lines().nth(fault.line().saturating_sub(1)).unwrap_or_default();
    let begins = rest.len() - rest.trim_start().len();
    let at_begin = fault.column() <= begins + 1;
    if rest.trim_start().starts_with('{') && fault.line() > 1 && at_begin {
        return Refused::Ndjson;
    }
    Refused::After(spot(fault))
}

#[derive(Clone, Copy)]
struct Part<'c> {
    count: &'c Count,
    depth: usize,
}

impl Part<'_> {
    fn within<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth >= DEEPEST {
            return Err(self.count.stop(Limit::Depth));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }

    fn full<E: serde::de::Error>(self, parts: usize) -> Result<(), E> {
        if parts > MOST_PARTS { Err(self.count.stop(Limit::Count)) } else { Ok(()) }
    }
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        self.count.value()?;
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let within = self.within()?;
        let mut parts = Vec::new();
        while let Some(part) = from.next_element_seed(within)? {
            parts.push(part);
            self.full(parts.len())?;
        }
        Ok(Value::Array(parts))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let within = self.within()?;
        let mut members = Map::new();
        while let Some(name) = from.next_key::<String>()? {
            if members.contains_key(&name) {
                return Err(self.count.stop(Limit::Twice));
            }
            members.insert(name, from.next_value_seed(within)?);
            self.full(members.len())?;
        }
        Ok(Value::Object(members))
    }
}
