//! When a text says nothing.

/// Whether a text has no visible character: blanks, and characters that take no place on paper,
/// such as a zero-width space or a byte order mark.
#[must_use]
pub fn says_nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_invisible(c))
}

/// Format characters of Unicode that are drawn as nothing.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::says_nothing;

    #[test]
    fn only_what_can_be_seen_says_something() {
        for text in ["", " ", "\u{200B}", "\u{FEFF}\u{A0}\t\n", "\u{2060}\u{AD}", "\u{3164}"] {
            assert!(says_nothing(text), "{text:?}");
        }
        for text in [".", " a ", "שרה", "\u{200F}שרה", "\u{1F9F5}", "0"] {
            assert!(!says_nothing(text), "{text:?}");
        }
    }
}
