//! The recovery code: 160 random bits that open the vault when every passphrase is lost.
//!
//! On paper it is Crockford base32, eight groups of four symbols and two check symbols (the first
//! ten bits of SHA-256 over the code), so that a slip of the pen is told from a wrong code.

use std::fmt;

use zeroize::Zeroizing;

use crate::{Error, Result, hash, secret::Secret};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE: usize = 20;
const SYMBOLS: usize = CODE * 8 / 5;
const CHECKS: usize = 2;
const GROUP: usize = 4;

/// A recovery code. It is key material: shown once, never stored.
pub struct RecoveryCode(Secret<CODE>);

impl RecoveryCode {
    /// Draws a new code.
    pub fn make() -> Result<Self> {
        Secret::make().map(Self)
    }

    /// The code as it is printed: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XX`.
    #[must_use]
    pub fn printed(&self) -> Zeroizing<String> {
        let length = SYMBOLS + CHECKS + SYMBOLS / GROUP;
        let mut text = Zeroizing::new(String::with_capacity(length));
        let code = self.0.expose();
        let symbols = (0..SYMBOLS).map(|at| five_bits(code, at)).chain(check_symbols(code));
        for (at, symbol) in symbols.enumerate() {
            if at > 0 && at % GROUP == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(symbol)]));
        }
        text
    }

    /// Reads a typed code: any case, with or without hyphens and spaces, O for 0, I and L for 1.
    ///
    /// [`Error::CodeSymbol`] for another character, [`Error::CodeLength`] for a symbol too few or
    /// too many, [`Error::CodeCheck`] when it was mistyped.
    pub fn parse(text: &str) -> Result<Self> {
        let mut symbols = Zeroizing::new([0; SYMBOLS + CHECKS]);
        let mut count = 0;
        for letter in text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-') {
            *symbols.get_mut(count).ok_or(Error::CodeLength)? = read_symbol(letter)?;
            count += 1;
        }
        if count != symbols.len() {
            return Err(Error::CodeLength);
        }
        let mut code = Zeroizing::new([0; CODE]);
        for (at, symbol) in symbols[..SYMBOLS].iter().enumerate() {
            put_five_bits(code.as_mut_slice(), at, *symbol);
        }
        if check_symbols(code.as_slice()) != symbols[SYMBOLS..] {
            return Err(Error::CodeCheck);
        }
        Secret::copy_from(code.as_slice()).map(Self)
    }

    pub(crate) fn expose(&self) -> &[u8] {
        self.0.expose()
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode")
    }
}

fn check_symbols(code: &[u8]) -> [u8; CHECKS] {
    let hash = hash::sha256(code);
    [five_bits(&hash, 0), five_bits(&hash, 1)]
}

/// The five bits at symbol `at`, big-endian; they never reach past the byte after their first.
fn five_bits(bytes: &[u8], at: usize) -> u8 {
    let (byte, shift) = place(at);
    let pair = u16::from_be_bytes([bytes[byte], bytes.get(byte + 1).copied().unwrap_or(0)]);
    let [_, low] = (pair >> shift & 31).to_be_bytes();
    low
}

fn put_five_bits(bytes: &mut [u8], at: usize, symbol: u8) {
    let (byte, shift) = place(at);
    let [high, low] = (u16::from(symbol) << shift).to_be_bytes();
    bytes[byte] |= high;
    if let Some(next) = bytes.get_mut(byte + 1) {
        *next |= low;
    }
}

/// The byte in which symbol `at` begins, and how far it is shifted within that byte and the next.
const fn place(at: usize) -> (usize, usize) {
    (at * 5 / 8, 11 - at * 5 % 8)
}

fn read_symbol(letter: char) -> Result<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET.iter().position(|symbol| char::from(*symbol) == letter);
    at.and_then(|at| u8::try_from(at).ok()).ok_or(Error::CodeSymbol)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_code_reads_back_however_it_is_typed() {
        for _ in 0..200 {
            let code = RecoveryCode::make().unwrap();
            let printed = code.printed();
            let loose = printed.to_lowercase().replace('-', " ").replace('0', "o");
            for text in
                [printed.as_str(), &loose, &loose.replace('1', "l"), &loose.replace('1', "I")]
            {
                assert_eq!(RecoveryCode::parse(text).unwrap().expose(), code.expose());
            }
        }
    }

    #[test]
    fn a_mistyped_code_is_told_from_one_of_another_shape() {
        let refused = |text: &str| RecoveryCode::parse(text).unwrap_err();
        assert_eq!(refused(""), Error::CodeLength);
        assert_eq!(refused("CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ"), Error::CodeLength);
        assert_eq!(refused("CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-T44"), Error::CodeLength);
        assert_eq!(refused("CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-U4"), Error::CodeSymbol);
        assert_eq!(refused("CHJP-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-T5"), Error::CodeCheck);
        assert_eq!(refused("CHPJ-CSV8-D5N6-PV3D-DSQQ-0WBJ-EDT7-AXKQ-T4"), Error::CodeCheck);
    }

    #[test]
    fn most_single_typos_are_noticed_by_the_check_symbols() {
        let printed = "CHJPCSV8D5N6PV3DDSQQ0WBJEDT7AXKQT4";
        let (mut typos, mut missed) = (0, 0);
        for at in 0..printed.len() {
            for symbol in ALPHABET.iter().map(|symbol| char::from(*symbol)) {
                let mut text = printed.to_owned();
                text.replace_range(at..=at, symbol.encode_utf8(&mut [0; 4]));
                if text != printed {
                    typos += 1;
                    missed += u32::from(RecoveryCode::parse(&text).is_ok());
                }
            }
        }
        // Ten bits of check: about one typo in 1,024 goes unseen.
        assert_eq!(typos, 34 * 31);
        assert!(missed <= 5, "{missed}");
    }
}
