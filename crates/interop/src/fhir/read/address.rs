//! Addresses of resources: what is the same in two of them, and what an identifier names.

use serde_json::Value;

/// One value of one system; a value without a system is no name.
pub(super) fn identifier(value: &Value) -> Option<String> {
    let part = |name| value.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    Some(format!("{}|{}", part("system")?, part("value")?))
}

/// An address without a version; a UUID in small letters.
pub(super) fn normal(address: &str) -> String {
    let address = address.trim();
    let address = address.split_once("/_history/").map_or(address, |(before, _)| before);
    let is_urn = address.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("urn:"));
    if is_urn { address.to_ascii_lowercase() } else { address.to_owned() }
}

/// `Patient/1` of `https://clinic.example/fhir/Patient/1`.
pub(super) fn last_two(address: &str) -> Option<&str> {
    let (before, _) = address.rsplit_once('/')?;
    let at = before.rfind('/')?;
    address.get(at + 1..)
}

/// `https://clinic.example/fhir/` of `https://clinic.example/fhir/Patient/1`.
pub(super) fn base(address: &str) -> Option<&str> {
    if !address.contains("://") {
        return None;
    }
    let address = address.split_once("/_history/").map_or(address, |(before, _)| before);
    let name = last_two(address)?;
    address.strip_suffix(name)
}
