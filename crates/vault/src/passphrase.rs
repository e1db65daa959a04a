//! Passphrases: what is typed, and what may be chosen.
//!
//! Length is the only rule of composition (NIST SP 800-63B-4, 3.1.1.2); beside it, what a guesser
//! tries first is refused with its reason: common long passphrases, repetition, runs along a
//! keyboard or an alphabet, and the names a stranger can look up.

mod common;
mod pattern;

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::{Error, Result};

/// The least length of a chosen passphrase, in code points after NFKC.
pub const MIN_CODE_POINTS: usize = 15;
/// The greatest length of any passphrase, in bytes after NFKC.
pub const MAX_BYTES: usize = 1024;

/// Why a passphrase may not be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Shorter than 15 code points.
    TooShort {
        /// How many more code points it takes.
        missing: usize,
    },
    /// Over 1,024 bytes after NFKC.
    TooLong,
    /// One of the common long passphrases, perhaps with digits around it.
    Common,
    /// The same few characters, or the same words, over and over.
    Repeated,
    /// Mostly runs along a keyboard, the alphabet or the digits.
    Sequence,
    /// Little more than a name that is easy to look up.
    Name,
}

/// Everything that speaks against choosing this passphrase; empty when it may be chosen. `names`
/// are the clinic's and the user's. Cheap enough to call at each keystroke; while the text is
/// still too short that is the only reason given.
#[must_use]
pub fn check(text: &str, names: &[&str]) -> Vec<Reason> {
    let Some(text) = normalize(text) else { return vec![Reason::TooLong] };
    let length = text.chars().count();
    if length < MIN_CODE_POINTS {
        return vec![Reason::TooShort { missing: MIN_CODE_POINTS - length }];
    }
    let easy = [
        (common::is_common(&text), Reason::Common),
        (pattern::is_repeated(&text), Reason::Repeated),
        (pattern::is_sequence(&text), Reason::Sequence),
        (pattern::is_name(&text, names), Reason::Name),
    ];
    easy.into_iter().filter(|(met, _)| *met).map(|(_, reason)| reason).collect()
}

/// NFKC, into a buffer that is never grown, so that no copy is left behind; none when too long.
fn normalize(text: &str) -> Option<Zeroizing<String>> {
    let mut normal = Zeroizing::new(String::with_capacity(MAX_BYTES));
    for letter in text.nfkc() {
        if normal.len() + letter.len_utf8() > MAX_BYTES {
            return None;
        }
        normal.push(letter);
    }
    Some(normal)
}

/// A passphrase as somebody typed it, in NFKC. It may be wrong, short or common: it is only good
/// for trying to open a slot.
pub struct Passphrase(SecretString);

impl Passphrase {
    /// Takes what was typed; [`Error::PassphraseTooLong`] over 1,024 bytes after NFKC.
    pub fn typed(text: &str) -> Result<Self> {
        let normal = normalize(text).ok_or(Error::PassphraseTooLong)?;
        Ok(Self(SecretString::from(normal.as_str())))
    }

    pub(crate) fn expose(&self) -> &[u8] {
        self.0.expose_secret().as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

/// A passphrase that has passed [`check`]: the only kind a slot is sealed with.
#[derive(Debug)]
pub struct NewPassphrase(Passphrase);

impl NewPassphrase {
    /// Takes a chosen passphrase; [`Error::PassphraseRefused`] holds the reasons against it.
    pub fn choose(text: &str, names: &[&str]) -> Result<Self> {
        let reasons = check(text, names);
        if reasons.is_empty() {
            Passphrase::typed(text).map(Self)
        } else {
            Err(Error::PassphraseRefused(reasons))
        }
    }

    /// The same passphrase, for opening what it has just sealed.
    #[must_use]
    pub const fn as_typed(&self) -> &Passphrase {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &["Harbor Light IOP", "Marisol Vega"];

    fn check_reasons(text: &str, expected: &[Reason]) {
        assert_eq!(check(text, NAMES), expected, "{text}");
    }

    fn check_refused(text: &str, reason: Reason) {
        assert!(check(text, NAMES).contains(&reason), "{text}");
    }

    #[test]
    fn a_long_uncommon_passphrase_may_be_chosen() {
        for text in [
            "copper kettle under fog",
            "tres gatos duermen bajo la mesa",
            "vườn chuối sau nhà ngoại",
            "seven-otters-juggling",
            "Harbor seals eat cold herring",
            "kQ4#vN9!tR2@xZ7",
            "雨の降る朝に青い自転車で海へ行く",
        ] {
            check_reasons(text, &[]);
            assert!(NewPassphrase::choose(text, NAMES).is_ok());
        }
    }

    #[test]
    fn a_short_passphrase_says_how_much_is_missing() {
        check_reasons("", &[Reason::TooShort { missing: 15 }]);
        check_reasons("blue tin lamp", &[Reason::TooShort { missing: 2 }]);
        check_reasons("ñandú y zorro", &[Reason::TooShort { missing: 2 }]);
    }

    #[test]
    fn a_passphrase_over_the_limit_is_refused_typed_or_chosen() {
        let long = "violet ".repeat(147);
        check_reasons(&long, &[Reason::TooLong]);
        assert_eq!(Passphrase::typed(&long).unwrap_err(), Error::PassphraseTooLong);
    }

    #[test]
    fn common_long_passphrases_are_refused_in_any_dress() {
        for text in [
            "correct horse battery staple",
            "CorrectHorseBatteryStaple1!",
            "C0rrect-h0rse-b4ttery-st4ple",
            "iloveyouforever",
            "I Love You Forever!!",
            "MaryHadALittleLamb2024",
            "Password Welcome 2026",
            "mi contraseña secreta",
        ] {
            check_refused(text, Reason::Common);
        }
    }

    #[test]
    fn repetition_is_refused() {
        for text in [
            "aaaaaaaaaaaaaaaaaaaa",
            "horsehorsehorse",
            "my secret my secret",
            "tulip tulip tulip 7",
            "abbaabbabaabbaba",
        ] {
            check_refused(text, Reason::Repeated);
        }
    }

    #[test]
    fn runs_along_the_keyboard_and_the_alphabet_are_refused() {
        for text in [
            "qwertyuiopasdfgh",
            "1qaz2wsx3edc4rfv",
            "abcdefghijklmnop",
            "zyxwvutsrqponmlk",
            "1234567890qwerty",
            "!@#$%^&*()qwertyuiop",
            "poiuytrewq098765",
        ] {
            check_refused(text, Reason::Sequence);
        }
    }

    #[test]
    fn little_more_than_a_name_is_refused() {
        for text in ["harbor light iop 2026", "Marisol.Vega!!!!!!", "vegamarisolharbor"] {
            check_refused(text, Reason::Name);
        }
    }

    #[test]
    fn a_passphrase_typed_on_another_keyboard_is_the_same() {
        let wide = Passphrase::typed("ｂattery stáple").unwrap();
        let plain = Passphrase::typed("battery sta\u{301}ple").unwrap();
        assert_eq!(wide.expose(), plain.expose());
    }

    #[test]
    fn debug_shows_nothing_of_a_passphrase() {
        let chosen = NewPassphrase::choose("copper kettle under fog", &[]).unwrap();
        assert_eq!(format!("{chosen:?}"), "NewPassphrase(Passphrase)");
    }
}
