//! Structure that makes a long passphrase easy: repetition, runs, names.
//!
//! Texts come here in NFKC. What is folded or cut out of them is wiped like the text itself.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Rows and columns of a US keyboard, the digits and the alphabet, each read both ways.
const LINES: [&str; 17] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop[]\\",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "qwertzuiop",
    "azertyuiop",
    "1qaz",
    "2wsx",
    "3edc",
    "4rfv",
    "5tgb",
    "6yhn",
    "7ujm",
    "8ik,",
    "9ol.",
    "0p;/",
];
const SHORTEST_RUN: usize = 4;
/// What must be left over when runs or names are taken away.
const ENOUGH: usize = 8;
const DISTINCT: usize = 5;

/// Lower-case letters, without accents, and digits only.
fn fold(text: &str) -> Zeroizing<Vec<char>> {
    let mut folded = Zeroizing::new(Vec::with_capacity(text.len()));
    for letter in text.nfd().filter(|letter| letter.is_alphanumeric()) {
        let room = folded.capacity() - folded.len();
        folded.extend(letter.to_lowercase().take(room));
    }
    folded
}

/// Very few different characters, or one unit over and over (a cut-off or a few characters at
/// the end do not save it).
pub(super) fn is_repeated(text: &str) -> bool {
    let letters = Zeroizing::new(text.chars().collect::<Vec<_>>());
    let mut distinct = letters.clone();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < DISTINCT {
        return true;
    }
    let folded = fold(text);
    has_period(&folded) || has_period(without_last_digits(&folded))
}

fn has_period(letters: &[char]) -> bool {
    (1..=letters.len() / 2).any(|unit| letters.iter().zip(&letters[unit..]).all(|(a, b)| a == b))
}

fn without_last_digits(letters: &[char]) -> &[char] {
    let end = letters.iter().rposition(|letter| !letter.is_numeric()).map_or(0, |last| last + 1);
    &letters[..end]
}

/// Little is left when runs of four or more along a known line are taken away.
pub(super) fn is_sequence(text: &str) -> bool {
    let letters = unshift(text);
    let mut at = 0;
    let mut left = 0;
    let mut taken = 0;
    while at < letters.len() {
        let run = longest_run(&letters[at..]);
        if run >= SHORTEST_RUN {
            at += run;
            taken += run;
        } else {
            at += 1;
            left += 1;
        }
    }
    taken > 0 && left < ENOUGH && taken > left
}

/// Lower case, with the shifted digits of a US keyboard back as digits, without spaces.
fn unshift(text: &str) -> Zeroizing<Vec<char>> {
    let mut letters = Zeroizing::new(Vec::with_capacity(text.len()));
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        letters.push(match ")!@#$%^&*(".find(letter) {
            Some(digit) => char::from(b'0' + u8::try_from(digit).unwrap_or(0)),
            None => letter.to_ascii_lowercase(),
        });
    }
    letters
}

fn longest_run(letters: &[char]) -> usize {
    LINES
        .iter()
        .flat_map(|line| [line.chars().collect::<Vec<_>>(), line.chars().rev().collect()])
        .map(|line| longest_run_along(&line, letters))
        .max()
        .unwrap_or(0)
}

fn longest_run_along(line: &[char], letters: &[char]) -> usize {
    (0..line.len())
        .map(|from| line[from..].iter().zip(letters).take_while(|(a, b)| a == b).count())
        .max()
        .unwrap_or(0)
}

/// Little is left when the names, whole and word by word, are taken away.
pub(super) fn is_name(text: &str, names: &[&str]) -> bool {
    let mut words: Vec<_> = names
        .iter()
        .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()).chain([*name]))
        .map(fold)
        .filter(|word| word.len() >= 3)
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    is_mostly(&fold(text), &words)
}

/// Fewer than eight letters are left when these words (longest first) are taken away.
pub(super) fn is_mostly(letters: &[char], words: &[impl AsRef<[char]>]) -> bool {
    let mut left = 0;
    let mut taken = false;
    let mut at = 0;
    while at < letters.len() {
        match words.iter().find(|word| letters[at..].starts_with(word.as_ref())) {
            Some(word) => {
                taken = true;
                at += word.as_ref().len();
            }
            None => {
                left += usize::from(!letters[at].is_numeric());
                at += 1;
            }
        }
    }
    taken && left < ENOUGH
}
