//! A value of a file together with its place, so that whatever is said of it says where it stands.

use serde_json::Value;

/// A value, and the path to it.
#[derive(Clone)]
pub(super) struct At<'v> {
    pub(super) value: &'v Value,
    pub(super) place: String,
}

impl<'v> At<'v> {
    pub(super) fn new(value: &'v Value, place: &str) -> Self {
        Self { value, place: place.to_owned() }
    }

    /// The member of this name, unless it is blank.
    pub(super) fn get(&self, name: &str) -> Option<Self> {
        let value = self.value.get(name).filter(|value| !is_blank(value))?;
        Some(Self { value, place: format!("{}.{name}", self.place) })
    }

    /// The parts of the array of this name; those that are blank are left out.
    pub(super) fn each(&self, name: &str) -> Vec<Self> {
        let parts = self.value.get(name).and_then(Value::as_array);
        let parts = parts.into_iter().flatten().enumerate().filter(|(_, part)| !is_blank(part));
        let part = |(at, value)| Self { value, place: format!("{}.{name}[{at}]", self.place) };
        parts.map(part).collect()
    }

    /// The text of the member of this name, without blanks around it; empty when there is none.
    pub(super) fn text(&self, name: &str) -> &'v str {
        self.value.get(name).and_then(Value::as_str).unwrap_or_default().trim()
    }

    /// The texts of the array of this name.
    pub(super) fn texts(&self, name: &str) -> Vec<&'v str> {
        let parts = self.value.get(name).and_then(Value::as_array).into_iter().flatten();
        parts.filter_map(Value::as_str).map(str::trim).filter(|text| !text.is_empty()).collect()
    }

    /// Whether the member of this name is `true`.
    pub(super) fn is(&self, name: &str) -> bool {
        self.value.get(name).and_then(Value::as_bool) == Some(true)
    }

    /// The text of the value itself.
    pub(super) fn word(&self) -> &'v str {
        self.value.as_str().unwrap_or_default().trim()
    }

    /// The extensions with this address.
    pub(super) fn extensions(&self, url: &str) -> Vec<Self> {
        let all = self.each("extension").into_iter();
        all.filter(|extension| extension.text("url") == url).collect()
    }
}

/// Null, an empty text, an empty array or object: FHIR has none of them, and some programs write
/// them.
pub(super) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(parts) => parts.iter().all(is_blank),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
