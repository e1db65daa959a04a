//! Telephone numbers as people type them, and the one way they are shown.
//!
//! Stored as `+` and digits, with `;ext=` for an extension (as in RFC 3966). Knows the shape of
//! North American numbers and the length of country codes; does not know whether a number exists.

/// Reads a U.S. number typed any way, or an international one that begins with `+` or `011`;
/// an extension may follow. Returns the stored form, or `None` when it cannot be read.
#[must_use]
pub fn parse_typed(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let (number, extension) = split_extension(&lower)?;
    let digits = digits_of(number)?;
    let international = number.trim_start().starts_with('+');
    let e164 = if international {
        digits
    } else if let Some(abroad) = digits.strip_prefix("011") {
        abroad.to_owned()
    } else if digits.len() == 10 {
        format!("1{digits}")
    } else {
        digits
    };
    let real = match e164.strip_prefix('1') {
        Some(national) => is_north_american(national),
        None => {
            (international || digits_of(number)?.starts_with("011"))
                && (8..=15).contains(&e164.len())
        }
    };
    if !real || e164.starts_with('0') {
        return None;
    }
    Some(match extension {
        Some(extension) => format!("+{e164};ext={extension}"),
        None => format!("+{e164}"),
    })
}

/// Whether a text is the stored form of a number.
#[must_use]
pub fn is_stored(text: &str) -> bool {
    text.starts_with('+') && parse_typed(text).as_deref() == Some(text)
}

/// The one way a stored number is shown: `(555) 013-4471 ext. 12`, `+44 2079460958`. Anything
/// else comes back unchanged.
#[must_use]
pub fn shown(stored: &str) -> String {
    if !is_stored(stored) {
        return stored.to_owned();
    }
    let (number, extension) = stored.split_once(";ext=").unwrap_or((stored, ""));
    let digits = &number[1..];
    let body = if digits.starts_with('1') {
        format!("({}) {}-{}", &digits[1..4], &digits[4..7], &digits[7..])
    } else {
        let (country, rest) = digits.split_at(country_code_length(digits));
        format!("+{country} {rest}")
    };
    if extension.is_empty() { body } else { format!("{body} ext. {extension}") }
}

/// Cuts off `ext 12`, `x12`, `#12` or `;ext=12`; `None` when what follows is not an extension.
fn split_extension(text: &str) -> Option<(&str, Option<String>)> {
    let Some(at) = text.find(['x', 'e', '#', ';']) else {
        return Some((text, None));
    };
    let (number, rest) = text.split_at(at);
    let rest = rest.trim_start_matches(';').trim_start_matches('#');
    let rest = ["extension", "ext.", "ext=", "ext", "x"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    let digits = rest.trim_matches([' ', '.', ':']);
    let fine = (1..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fine.then(|| (number.trim_end_matches([' ', ',']), Some(digits.to_owned())))
}

/// The digits of a number; `None` when anything but digits and the usual signs is in it.
fn digits_of(number: &str) -> Option<String> {
    let number = number.trim();
    let signs_only = number.strip_prefix('+').unwrap_or(number);
    let usual = |letter: char| {
        letter.is_ascii_digit()
            || matches!(letter, ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}' | '\u{2011}')
    };
    signs_only.chars().all(usual).then(|| signs_only.chars().filter(char::is_ascii_digit).collect())
}

/// Ten digits, where neither the area code nor the exchange begins with 0 or 1. The exchange
/// `01x` is let through: numbers such as 555-0134 are the fictional ones.
fn is_north_american(national: &str) -> bool {
    let bytes = national.as_bytes();
    let starts = |at: usize| bytes.get(at).is_some_and(|digit| (b'2'..=b'9').contains(digit));
    national.len() == 10 && starts(0) && (starts(3) || national.starts_with("555"))
}

/// ITU-T E.164: zones 1 and 7 have one digit, the countries listed have two, all others three.
fn country_code_length(digits: &str) -> usize {
    const TWO: [&str; 42] = [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
        "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
        "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94",
    ];
    const MORE: [&str; 2] = ["95", "98"];
    if digits.starts_with('7') {
        1
    } else if TWO.iter().chain(&MORE).any(|code| digits.starts_with(code)) {
        2
    } else {
        3
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn american_numbers_are_read_however_they_are_typed() {
        for typed in [
            "2025550134",
            "202-555-0134",
            "(202) 555-0134",
            "202.555.0134",
            "1 202 555 0134",
            "+1 (202) 555-0134",
            "1-202-555-0134",
            " 202 555 0134 ",
        ] {
            assert_eq!(parse_typed(typed).as_deref(), Some("+12025550134"), "{typed}");
        }
        assert_eq!(shown("+12025550134"), "(202) 555-0134");
    }

    #[test]
    fn an_extension_is_kept() {
        for typed in [
            "202-555-0134 x12",
            "2025550134 ext. 12",
            "202-555-0134, Ext 12",
            "202-555-0134 #12",
            "2025550134 extension 12",
        ] {
            assert_eq!(parse_typed(typed).as_deref(), Some("+12025550134;ext=12"), "{typed}");
        }
        assert_eq!(shown("+12025550134;ext=12"), "(202) 555-0134 ext. 12");
    }

    #[test]
    fn numbers_from_abroad_need_their_plus() {
        assert_eq!(parse_typed("+44 20 7946 0958").as_deref(), Some("+442079460958"));
        assert_eq!(parse_typed("011 84 28 3829 5678").as_deref(), Some("+842838295678"));
        assert_eq!(shown("+442079460958"), "+44 2079460958");
        assert_eq!(shown("+3545551234"), "+354 5551234");
    }

    #[test]
    fn what_is_no_full_number_is_not_read() {
        for typed in [
            "",
            "555-0134",
            "call after five",
            "202-555-013",
            "002-555-0134",
            "202-055-0134",
            "+1 202",
            "202-555-0134 ext",
            "+0123456789",
        ] {
            assert_eq!(parse_typed(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_shown_number_reads_back_as_the_same_number(area in 200u32..999, exchange in 200u32..999, line in 0u32..9999, extension in proptest::option::of(1u32..99999)) {
            let mut stored = format!("+1{area}{exchange}{line:04}");
            if let Some(extension) = extension {
                stored.push_str(&format!(";ext={extension}"));
            }
            prop_assert_eq!(parse_typed(&shown(&stored)), Some(stored));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in ".{0,40}") {
            let read = parse_typed(&text);
            prop_assert!(read.is_none_or(|stored| is_stored(&stored)));
        }
    }
}
