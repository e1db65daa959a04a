//! What every resource is made of: names, references, and nothing where nothing is known.

use serde_json::{Value, json};

/// Where the resources of an export are said to live. `.invalid` (RFC 2606) leads nowhere: the
/// product has no server, and a full URL is what makes relative references resolve.
pub const BASE: &str = "https://goldthread.invalid/fhir";

/// The full URL of a resource: `https://goldthread.invalid/fhir/Patient/1`.
#[must_use]
pub fn url(kind: &str, id: &str) -> String {
    format!("{BASE}/{kind}/{id}")
}

/// A reference to a resource of the same bundle.
#[must_use]
pub fn reference(kind: &str, id: &str) -> Value {
    json!({ "reference": format!("{kind}/{id}") })
}

/// The value without nulls, empty texts, empty arrays and empty objects, at any depth; null when
/// nothing is left.
#[must_use]
pub fn pruned(value: Value) -> Value {
    match value {
        Value::String(text) if text.is_empty() => Value::Null,
        Value::Array(parts) => {
            let kept: Vec<Value> =
                parts.into_iter().map(pruned).filter(|it| !it.is_null()).collect();
            if kept.is_empty() { Value::Null } else { Value::Array(kept) }
        }
        Value::Object(members) => {
            let kept = members.into_iter().map(|(name, value)| (name, pruned(value)));
            let kept: serde_json::Map<_, _> = kept.filter(|(_, value)| !value.is_null()).collect();
            if kept.is_empty() { Value::Null } else { Value::Object(kept) }
        }
        whole => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_is_not_written() {
        let value = json!({
            "a": null, "b": "", "c": [], "d": {}, "e": [null, "", {"f": []}], "g": [{"h": 0}, ""],
            "i": false,
        });
        assert_eq!(pruned(value), json!({ "g": [{ "h": 0 }], "i": false }));
        assert_eq!(pruned(json!({ "a": [[]] })), Value::Null);
    }
}
