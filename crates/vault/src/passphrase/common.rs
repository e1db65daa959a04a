//! Common long passphrases: a bundled list of our own, compared without case, spaces, accents,
//! marks and the usual digits for letters.
//!
//! The list is short words too, because "Password Welcome 2026" is no better than "password".

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::pattern;

/// One phrase a line.
const LIST: &str = include_str!("common.txt");

/// Longest first, so that a phrase is taken out before a word of it.
static PHRASES: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    let mut phrases: Vec<_> = LIST.lines().map(|line| plain(line).to_vec()).collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    phrases
});

/// Little is left when everything common is taken away.
pub(super) fn is_common(text: &str) -> bool {
    pattern::is_mostly(&plain(text), &PHRASES)
}

/// Lower-case letters without accents, digits that stand for letters read as them, nothing else. `i`, `l` and `1`
/// are one letter, in the list as in the text.
fn plain(text: &str) -> Zeroizing<Vec<char>> {
    let mut letters = Zeroizing::new(Vec::with_capacity(text.len()));
    for letter in text.nfd() {
        let letter = match letter.to_ascii_lowercase() {
            '0' => 'o',
            '1' | 'l' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        };
        if letter.is_alphanumeric() {
            letters.push(letter);
        }
    }
    letters
}
