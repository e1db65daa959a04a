//! Names as they are searched: small letters, no accents, words apart. Nothing is written to
//! disk; the index lives in memory between unlock and lock.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Letters folded to their plain forms: "Núñez" and "Đặng" are found as "nunez" and "dang".
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match letter {
            'đ' => folded.push('d'),
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            '’' | '‘' | '`' => folded.push('\''),
            other if is_combining_mark(other) => {}
            other => folded.push(other),
        }
    }
    folded
}

/// The words of a text, folded; punctuation inside a name parts it.
pub(crate) fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Only the digits of a text.
pub(crate) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_without_their_accents() {
        let cases = [
            ("Núñez-Ibáñez", vec!["nunez", "ibanez"]),
            ("Tuấn Đặng", vec!["tuan", "dang"]),
            ("Łukasz", vec!["lukasz"]),
            ("İpek", vec!["ipek"]),
            ("O’Brien", vec!["o'brien"]),
            ("שרה", vec!["שרה"]),
        ];
        for (name, folded) in cases {
            assert_eq!(words(name), folded, "{name}");
        }
    }
}
