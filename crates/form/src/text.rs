//! Cleaning typed text: trims, drops control characters, caps the length.
//!
//! Keeps every script and emoji, joiners and direction marks included. Knows no items.

use crate::refusal::Refusal;

/// Most code points of one line.
pub const LINE_LIMIT: usize = 500;
/// Most code points of a long text.
pub const LONG_LIMIT: usize = 50_000;

/// One line: line breaks and tabs become spaces.
pub(crate) fn line(text: &str) -> Result<String, Refusal> {
    let cleaned = text.trim().chars().filter_map(|letter| match letter {
        '\n' | '\t' => Some(' '),
        '\u{2028}' | '\u{2029}' => Some(' '),
        control if control.is_control() => None,
        other => Some(other),
    });
    capped(cleaned.collect(), LINE_LIMIT)
}

/// Several lines: every kind of line break becomes `\n`, a tab a space.
pub(crate) fn long(text: &str) -> Result<String, Refusal> {
    let unix = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let cleaned =
        unix.trim_end().trim_start_matches('\n').chars().filter_map(|letter| match letter {
            '\n' => Some('\n'),
            '\t' => Some(' '),
            control if control.is_control() => None,
            other => Some(other),
        });
    capped(cleaned.collect(), LONG_LIMIT)
}

fn capped(text: String, limit: usize) -> Result<String, Refusal> {
    let trimmed = text.trim();
    if trimmed.chars().nth(limit).is_some() {
        return Err(Refusal::TooLong);
    }
    Ok(trimmed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_and_emoji_is_kept() {
        for text in ["Đặng Tuấn", "שרה", "👩‍👩‍👧‍👦 family", "e\u{301}", "Łukasz \u{200f}א"]
        {
            assert_eq!(line(text).unwrap(), text);
            assert_eq!(long(text).unwrap(), text);
        }
    }

    #[test]
    fn control_characters_go_and_line_breaks_stay_where_they_belong() {
        assert_eq!(line(" a\u{0}b\nc\u{7f} ").unwrap(), "ab c");
        assert_eq!(long("one\r\ntwo\rthree\u{1b}\n").unwrap(), "one\ntwo\nthree");
    }

    #[test]
    fn a_huge_paste_is_refused() {
        assert_eq!(line(&"a".repeat(501)), Err(Refusal::TooLong));
        assert_eq!(line(&"😀".repeat(500)).unwrap().chars().count(), 500);
        assert_eq!(long(&"a".repeat(1 << 20)), Err(Refusal::TooLong));
    }
}
