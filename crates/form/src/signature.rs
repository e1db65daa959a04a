//! A signature drawn on the screen: pen strokes as text, and a mark of what was signed.
//!
//! `600x200 12,40 13,41 15,44;90,60 92,63 #1f2e3d4c5b6a7988` reads: a sheet 600 wide and 200 high,
//! two strokes, and the mark of the answers it stands under. The mark tells that something was
//! changed after signing; that nobody changes a record unseen is the vault's concern, so the mark
//! needs no cryptography (64-bit FNV-1a). Knows no pen, no screen and no paper.

use crate::answer::Answer;
use crate::refusal::Refusal;
use std::collections::BTreeMap;
use std::fmt::{self, Write};

/// Longest side of the sheet a signature is drawn on.
const SIDE: u16 = 4000;
/// Most points of all strokes together.
const POINTS: usize = 4000;
/// Longest text that is looked at.
const TEXT: usize = 48_000;

/// A signature as strokes of a pen.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature {
    /// Width of the sheet.
    pub width: u16,
    /// Height of the sheet.
    pub height: u16,
    /// Points of each stroke from the upper left corner; a stroke of one point is a dot.
    pub strokes: Vec<Vec<(u16, u16)>>,
    /// What was signed; nothing until it is entered.
    pub mark: Option<u64>,
}

// How somebody signs is theirs.
impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({} strokes)", self.strokes.len())
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)?;
        for (at, stroke) in self.strokes.iter().enumerate() {
            f.write_char(if at == 0 { ' ' } else { ';' })?;
            for (at, (x, y)) in stroke.iter().enumerate() {
                let space = if at == 0 { "" } else { " " };
                write!(f, "{space}{x},{y}")?;
            }
        }
        self.mark.map_or(Ok(()), |mark| write!(f, " #{mark:016x}"))
    }
}

impl Signature {
    /// Reads a signature.
    ///
    /// # Errors
    /// [`Refusal::TooLong`], or [`Refusal::NotASignature`]: another shape, a point beside the
    /// sheet, or nothing but dots.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        if text.len() > TEXT {
            return Err(Refusal::TooLong);
        }
        let signature = Self::parsed(text.trim()).ok_or(Refusal::NotASignature)?;
        if signature.strokes.iter().map(Vec::len).sum::<usize>() > POINTS {
            return Err(Refusal::TooLong);
        }
        let drawn = signature.strokes.iter().any(|stroke| stroke.len() > 1);
        if drawn { Ok(signature) } else { Err(Refusal::NotASignature) }
    }

    fn parsed(text: &str) -> Option<Self> {
        let (text, mark) = match text.split_once(" #") {
            Some((text, mark)) => (text, Some(read_mark(mark)?)),
            None => (text, None),
        };
        let (sheet, strokes) = text.split_once(' ')?;
        let (width, height) = sheet.split_once('x')?;
        let (width, height) = (number(width, SIDE)?, number(height, SIDE)?);
        let point = |point: &str| {
            let (x, y) = point.split_once(',')?;
            Some((number(x, width)?, number(y, height)?))
        };
        let stroke = |stroke: &str| stroke.split(' ').map(point).collect::<Option<Vec<_>>>();
        let strokes = strokes.split(';').map(stroke).collect::<Option<Vec<_>>>()?;
        (width > 0 && height > 0).then_some(Self { width, height, strokes, mark })
    }
}

fn number(digits: &str, most: u16) -> Option<u16> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|number| plain && *number <= most)
}

fn read_mark(text: &str) -> Option<u64> {
    let hex = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    u64::from_str_radix(text, 16).ok().filter(|_| hex)
}

/// The mark of answers that are signed for. Blanks count: what is filled in afterwards is a change.
pub(crate) fn mark(covers: &[String], cells: &BTreeMap<String, Answer>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |bytes: &[u8]| {
        for byte in bytes.iter().chain(&[0xff]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    for id in covers {
        take(id.as_bytes());
        take(cells.get(id).map(Answer::to_json).unwrap_or_default().to_string().as_bytes());
    }
    hash
}

/// The signature with the mark of what lies beside it; one that carries a mark keeps it, so that
/// taking back a removal brings back what was signed and no more.
pub(crate) fn signed(text: &str, covers: &[String], cells: &BTreeMap<String, Answer>) -> String {
    match Signature::read(text) {
        Ok(signature) if signature.mark.is_none() => {
            Signature { mark: Some(mark(covers, cells)), ..signature }.to_string()
        }
        _ => text.to_owned(),
    }
}

/// Whether something that was signed for has changed since.
pub(crate) fn changed_since(
    text: &str,
    covers: &[String],
    cells: &BTreeMap<String, Answer>,
) -> bool {
    let known = Signature::read(text).ok().and_then(|signature| signature.mark);
    known.is_some_and(|known| known != mark(covers, cells))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIGNED: &str = "600x200 12,40 13,41 15,44;90,60 92,63;7,7";

    #[test]
    fn a_signature_is_written_as_it_was_read() {
        for text in [SIGNED.to_owned(), format!("{SIGNED} #00ff00ff00ff00ff")] {
            let read = Signature::read(&text).unwrap();
            assert_eq!((read.width, read.height, read.strokes.len()), (600, 200, 3));
            assert_eq!(read.to_string(), text);
            assert_eq!(format!("{read:?}"), "Signature(3 strokes)");
        }
    }

    #[test]
    fn what_is_no_signature_is_refused() {
        let dots = (0..50).map(|n| format!("{n},{n}")).collect::<Vec<_>>().join(";");
        let odd = [
            "",
            "Ana Luz",
            "600x200",
            "600x200 ",
            "600x200 1,1",
            "600x200 1,1;",
            "600x200 1,1 601,2",
            "600x200 1,1 2,201",
            "600x200 1,1 -2,2",
            "600x200 1,1  2,2",
            "600x200 1,1 2,2 #12",
            "600x200 1,1 2,2 #zzzzzzzzzzzzzzzz",
            "0x0 0,0 0,0",
            "5000x200 1,1 2,2",
            "600x200 1,1 2,+2",
            "<svg onload=alert(1)>",
            &format!("600x200 {dots}"),
        ];
        for text in odd {
            assert_eq!(Signature::read(text), Err(Refusal::NotASignature), "{text}");
        }
        let long = format!("600x200 {}", vec!["1,1"; 5000].join(" "));
        assert_eq!(Signature::read(&long), Err(Refusal::TooLong));
        assert_eq!(Signature::read(&"1".repeat(100_000)), Err(Refusal::TooLong));
    }

    #[test]
    fn the_mark_tells_when_something_that_was_signed_for_has_changed() {
        let covers = ["document".to_owned(), "recipient".to_owned()];
        let text = |text: &str| Answer::Text(text.to_owned());
        let mut cells = BTreeMap::from([("document".to_owned(), text("release"))]);
        let kept = signed(SIGNED, &covers, &cells);
        assert!(!changed_since(&kept, &covers, &cells));
        cells.insert("status".to_owned(), text("revoked"));
        assert!(!changed_since(&kept, &covers, &cells), "nobody signed for the status");
        cells.insert("recipient".to_owned(), text("Dr. Vale"));
        assert!(changed_since(&kept, &covers, &cells), "a blank was filled in afterwards");
        assert_eq!(signed(&kept, &covers, &cells), kept, "a mark is not made anew");
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in ".{0,200}") {
            if let Ok(read) = Signature::read(&text) {
                prop_assert_eq!(Signature::read(&read.to_string()), Ok(read));
            }
        }
    }
}
