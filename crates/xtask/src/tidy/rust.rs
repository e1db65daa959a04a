//! Just enough of Rust's lexical grammar to tell code from comments and strings.
//!
//! Knows nothing of the rules that use it, except the one that every module says what it is for.

use super::tree::SourceFile;
use super::{Finding, Rule};

/// The same text with comments and the insides of strings blanked, line for line.
pub(crate) fn code_only(text: &str) -> String {
    let source: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < source.len() {
        let end = match (source[at], source.get(at + 1)) {
            ('/', Some('/')) => line_end(&source, at),
            ('/', Some('*')) => block_end(&source, at),
            ('"', _) => string_end(&source, at),
            ('r', Some('"' | '#')) if starts_word(&source, at) => raw_end(&source, at),
            ('b' | 'c', Some('r')) if starts_word(&source, at) => raw_end(&source, at + 1),
            ('\'', _) => char_end(&source, at),
            _ => at,
        };
        if end > at {
            blank(&source[at..end], &mut out);
            at = end;
        } else {
            out.push(source[at]);
            at += 1;
        }
    }
    out
}

fn blank(gone: &[char], out: &mut String) {
    out.extend(gone.iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
}

fn starts_word(source: &[char], at: usize) -> bool {
    at == 0 || !(source[at - 1].is_alphanumeric() || source[at - 1] == '_')
}

fn line_end(source: &[char], at: usize) -> usize {
    source[at..].iter().position(|c| *c == '\n').map_or(source.len(), |n| at + n)
}

fn block_end(source: &[char], at: usize) -> usize {
    let (mut depth, mut here) = (1, at + 2);
    while here < source.len() && depth > 0 {
        match (source[here], source.get(here + 1)) {
            ('/', Some('*')) => (depth, here) = (depth + 1, here + 1),
            ('*', Some('/')) => (depth, here) = (depth - 1, here + 1),
            _ => {}
        }
        here += 1;
    }
    here.min(source.len())
}

fn string_end(source: &[char], at: usize) -> usize {
    let mut here = at + 1;
    while here < source.len() && source[here] != '"' {
        here += if source[here] == '\\' { 2 } else { 1 };
    }
    (here + 1).min(source.len())
}

/// The end of a raw string whose `r` stands at `at`, or `at` when none begins there.
fn raw_end(source: &[char], at: usize) -> usize {
    let hashes = source[at + 1..].iter().take_while(|c| **c == '#').count();
    let open = at + 1 + hashes;
    if source.get(open) != Some(&'"') {
        return at;
    }
    let closes = |from: usize| {
        source[from] == '"'
            && source.len() > from + hashes
            && source[from + 1..=from + hashes].iter().all(|c| *c == '#')
    };
    (open + 1..source.len()).find(|from| closes(*from)).map_or(source.len(), |n| n + hashes + 1)
}

/// The end of a character literal, or `at` for a lifetime.
fn char_end(source: &[char], at: usize) -> usize {
    if source.get(at + 1) == Some(&'\\') {
        let close = source.iter().skip(at + 3).position(|c| *c == '\'');
        return close.map_or(source.len(), |n| at + 4 + n);
    }
    if source.get(at + 2) == Some(&'\'') { at + 3 } else { at }
}

/// Every Rust file begins with `//!`; attributes of the crate may stand before it.
pub(crate) fn check_module_doc(file: &SourceFile) -> Option<Finding> {
    if file.ending() != "rs" {
        return None;
    }
    let first = file.text.lines().find(|line| !line.trim().is_empty() && !line.starts_with("#!["));
    if first.is_some_and(|line| line.starts_with("//!")) {
        return None;
    }
    Some(Finding::new(Rule::ModuleDoc, &file.path, 1, "no `//!` that says what it is for"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_blanked_and_lines_kept() {
        let text = "a // {\n/* { /* { */ \n */ b \"}\\\"}\" r#\"}\"# b'{' '\\'' 'x fn c<'a>() {}";
        let code = code_only(text);
        assert_eq!(code.lines().count(), text.lines().count());
        assert_eq!(code.matches('{').count(), 1);
        assert_eq!(code.matches('}').count(), 1);
        assert!(code.contains("fn c<'a>()"));
    }

    #[test]
    fn a_module_that_does_not_say_what_it_is_for_is_found() {
        let file = |text: &str| SourceFile { path: "a.rs".into(), text: text.into() };
        assert!(check_module_doc(&file("use x;\n")).is_some());
        assert!(check_module_doc(&file("")).is_some());
        assert!(check_module_doc(&file("#![cfg(unix)]\n//! For x.\n")).is_none());
    }
}
