//! What the names in a PDF promise, read without understanding the document.
//!
//! The renderer unpacks whatever a document asks it to, as often as it is told to, and memory that
//! runs out cannot be caught. So the bytes are searched for what would make that happen, wherever
//! it stands: filters one on top of another, and pictures of absurd sizes.

use crate::Refused;
use std::str;

/// No picture in a document may be larger on either side: A3 at 600 dpi has 9921.
pub(crate) const SIDE: u32 = 10_000;

/// Refuses filters that may unpack without end, and sizes beyond reason.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Refused> {
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
        let (name, after) = name(bytes, at + 1);
        match name.as_slice() {
            b"Filter" => check_filter(&bytes[after..])?,
            // The short form is also what an annotation calls its flags: only what can be nothing
            // but a list of filters is judged.
            b"F" => check_short_filter(&bytes[after..])?,
            b"Width" | b"Height" | b"Columns" | b"Rows" => check_side(&bytes[after..])?,
            _ => {}
        }
    }
    Ok(())
}

/// Whether a name stands anywhere, however it is spelled.
pub(crate) fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    let mut slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    slashes.any(|(at, _)| name(bytes, at + 1).0 == wanted)
}

/// The name that begins at `at`, with `#xx` resolved, and where it ends.
fn name(bytes: &[u8], at: usize) -> (Vec<u8>, usize) {
    let (mut name, mut here) = (Vec::new(), at);
    while let Some(byte) = bytes.get(here).filter(|it| is_regular(**it)) {
        let code = bytes.get(here + 1..here + 3).filter(|_| *byte == b'#');
        let code = code.and_then(|it| str::from_utf8(it).ok());
        let code = code.and_then(|it| u8::from_str_radix(it, 16).ok());
        name.push(code.unwrap_or(*byte));
        here += if code.is_some() { 3 } else { 1 };
        // No name that matters is longer, and a megabyte may be one name.
        if name.len() > 32 {
            break;
        }
    }
    (name, here)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

fn past_space(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|it| !is_space(*it)).unwrap_or(bytes.len());
    &bytes[start..]
}

/// The value of `/Filter`: a name, or a list of names and of nothing else.
fn check_filter(bytes: &[u8]) -> Result<(), Refused> {
    match filters(bytes) {
        Some(names) if may_be_chained(&names) => Ok(()),
        _ => Err(Refused::Damaged),
    }
}

fn check_short_filter(bytes: &[u8]) -> Result<(), Refused> {
    match filters(bytes) {
        Some(names) if !may_be_chained(&names) => Err(Refused::Damaged),
        _ => Ok(()),
    }
}

fn filters(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut rest = past_space(bytes);
    if let Some(slash) = rest.strip_prefix(b"/") {
        return Some(vec![name(slash, 0).0]);
    }
    rest = past_space(rest.strip_prefix(b"[")?);
    let mut names = Vec::new();
    while let Some(slash) = rest.strip_prefix(b"/").filter(|_| names.len() < 4) {
        let (name, end) = name(slash, 0);
        names.push(name);
        rest = past_space(&slash[end..]);
    }
    rest.starts_with(b"]").then_some(names)
}

/// One layer of compression, perhaps in a coat of letters, perhaps around a picture.
///
/// LZW is refused: it unpacks a thousandfold and cannot be measured here. Hexadecimal stands
/// alone, because nothing is measured through it.
fn may_be_chained(names: &[Vec<u8>]) -> bool {
    let count = |kinds: &[&[u8]]| names.iter().filter(|it| kinds.contains(&it.as_slice())).count();
    let packed = count(&[b"FlateDecode", b"Fl", b"RunLengthDecode", b"RL"]);
    let hexadecimal = count(&[b"ASCIIHexDecode", b"AHx"]);
    packed <= 1
        && (hexadecimal == 0 || names.len() == 1)
        && count(&[b"ASCII85Decode", b"A85"]) <= 1
        && count(&[b"LZWDecode", b"LZW"]) == 0
}

fn check_side(bytes: &[u8]) -> Result<(), Refused> {
    let digits = past_space(bytes);
    let digits = digits.strip_prefix(b"+").unwrap_or(digits);
    let length = digits.iter().take_while(|it| it.is_ascii_digit()).count();
    let value = digits[..length]
        .iter()
        .fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
    if value <= u64::from(SIDE) { Ok(()) } else { Err(Refused::TooManyPixels) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_layer_of_compression_passes() {
        for text in [
            "/Filter /FlateDecode /Length 5",
            "/Filter[/ASCII85Decode /FlateDecode]",
            "/Filter [ /FlateDecode /DCTDecode ]",
            "/Filter /ASCIIHexDecode",
            "/Filter []",
            "/F 4 /F (name) /F 5 0 R /F [1 2]",
            "/Width 10000/Height 5",
        ] {
            assert_eq!(check(text.as_bytes()), Ok(()), "{text}");
        }
    }

    #[test]
    fn layers_that_cannot_be_measured_are_refused() {
        for text in [
            "/Filter [/FlateDecode /FlateDecode]",
            "/Filter[/Fl/Fl]",
            "/F [/Fl /Fl]",
            "/F#69lter [/Fl#61teDecode/FlateDecode]",
            "/Filter 5 0 R",
            "/Filter [5 0 R]",
            "/Filter /LZWDecode",
            "/F /LZW",
            "/Filter [/ASCIIHexDecode /FlateDecode]",
            "/Filter [/A /A /A /A /A]",
        ] {
            assert_eq!(check(text.as_bytes()), Err(Refused::Damaged), "{text}");
        }
        for text in ["/Width 10001", "/Heigh#74 +99999999999999999999999", "/Columns 65535"] {
            assert_eq!(check(text.as_bytes()), Err(Refused::TooManyPixels), "{text}");
        }
    }

    #[test]
    fn a_name_is_found_however_it_is_spelled() {
        assert!(has(b"<</Encrypt 5 0 R>>", b"Encrypt"));
        assert!(has(b"<</Encr#79pt 5 0 R>>", b"Encrypt"));
        assert!(!has(b"<</EncryptMetadata true>>", b"Encrypt"));
    }
}
