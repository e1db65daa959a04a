//! Text as it is compared: without case, accents and punctuation, as words and as sentences.
//!
//! Knows no entries. Letters outside Latin are kept as they are.

/// The words of a text, folded. An apostrophe joins; anything else that is no letter or digit
/// parts.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase().map(bare));
        } else if !joins(letter) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

/// A text folded into words with single spaces between them.
pub(crate) fn folded(text: &str) -> String {
    words(text).join(" ")
}

/// The sentences of a text: they end with `.`, `?` or `!` before a space or the end.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        let ends = |(at, mark): &(usize, char)| {
            matches!(mark, '.' | '?' | '!')
                && rest[at + 1..].chars().next().is_none_or(char::is_whitespace)
        };
        let end = rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at + 1);
        let (sentence, after) = rest.split_at(end);
        rest = after.trim_start();
        Some(sentence).filter(|it| !it.is_empty())
    })
}

/// Apostrophes and the marks that stand above a letter.
fn joins(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{300}'..='\u{36f}')
}

/// A lower-case Latin letter without its accent.
fn bare(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ė' | 'ę' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' | 'ø' | 'ō' => 'o',
        'ù'..='ü' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_count() {
        assert_eq!(
            words("Café-time, DON'T  rush; 9 a.m."),
            ["cafe", "time", "dont", "rush", "9", "a", "m"]
        );
        assert_eq!(folded("Depresio\u{301}n"), folded("DEPRESIÓN"));
        assert!(words(" -- ").is_empty());
    }

    #[test]
    fn a_sentence_ends_at_a_mark_before_a_space() {
        let split = |text| sentences(text).collect::<Vec<_>>();
        assert_eq!(
            split("Walk 0.5 miles. Rest?  Then go on"),
            ["Walk 0.5 miles.", "Rest?", "Then go on"]
        );
        assert!(split("  ").is_empty());
    }
}
