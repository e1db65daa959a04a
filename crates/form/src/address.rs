//! U.S. states and zip codes as people type them.
//!
//! Knows the names and two-letter codes from the shared choice set `us-states`; leaves anything
//! else as it was typed, because an address may lie abroad.

use crate::answer::Address;
use crate::catalog;

/// The two-letter code of a state named or abbreviated in any case; else the text itself.
pub(crate) fn state(typed: &str) -> String {
    let plain = typed.trim_end_matches('.');
    let states =
        catalog::shared_set("us-states").map(|set| set.choices.as_slice()).unwrap_or_default();
    let known = states.iter().find(|choice| {
        let code = choice.code.to_string();
        code.eq_ignore_ascii_case(plain) || choice.label.eq_ignore_ascii_case(plain)
    });
    known.map_or_else(|| typed.to_owned(), |choice| choice.code.to_string())
}

/// `12345` or `12345-6789`; else the text itself.
pub(crate) fn zip(typed: &str) -> String {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let usual =
        typed.chars().all(|letter| letter.is_ascii_digit() || letter == '-' || letter == ' ');
    match (usual, digits.len()) {
        (true, 5) => digits,
        (true, 9) => format!("{}-{}", &digits[..5], &digits[5..]),
        _ => typed.to_owned(),
    }
}

/// The lines of an address, as on an envelope.
#[must_use]
pub fn lines(address: &Address) -> Vec<String> {
    let mut lines = Vec::new();
    if address.no_fixed_address {
        lines.push("No fixed address".to_owned());
    }
    lines.extend(
        [&address.line1, &address.line2].into_iter().filter(|line| !line.is_empty()).cloned(),
    );
    let place = [address.state.as_str(), address.zip.as_str()];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let town = [address.city.as_str(), place.as_str()];
    let town = town.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    if !town.is_empty() {
        lines.push(town);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read_by_name_and_by_code() {
        assert_eq!(state("ohio"), "OH");
        assert_eq!(state("oh"), "OH");
        assert_eq!(state("Bavaria"), "Bavaria");
    }

    #[test]
    fn zip_codes_have_five_or_nine_digits_and_others_stay_as_typed() {
        assert_eq!(zip("432150001"), "43215-0001");
        assert_eq!(zip("43215"), "43215");
        assert_eq!(zip("SW1A 1AA"), "SW1A 1AA");
    }

    #[test]
    fn an_address_is_written_as_on_an_envelope() {
        let address = Address {
            line1: "12 Elm St".to_owned(),
            city: "Dayton".to_owned(),
            state: "OH".to_owned(),
            zip: "45402".to_owned(),
            ..Address::default()
        };
        assert_eq!(lines(&address), ["12 Elm St", "Dayton, OH 45402"]);
        assert!(
            lines(&Address { no_fixed_address: true, ..Address::default() })[0]
                .starts_with("No fixed")
        );
    }
}
