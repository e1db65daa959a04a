//! How long functions are.
//!
//! A brace-aware scan, not a parser: it counts from the line of `fn` to its closing brace.

use super::rust::code_only;
use super::tree::SourceFile;
use super::{Finding, Rule};

/// No function is longer.
const HARD: usize = 60;

/// One function: its name, the line of its `fn`, and how many lines it takes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) lines: usize,
}

/// Functions over the hard limit.
pub(crate) fn check(file: &SourceFile) -> Vec<Finding> {
    if file.ending() != "rs" {
        return Vec::new();
    }
    let long = functions(&file.text).into_iter().filter(|it| it.lines > HARD);
    long.map(|it| {
        let what = format!("`{}` takes {} lines; at most {HARD}", it.name, it.lines);
        Finding::new(Rule::FunctionSize, &file.path, it.line, what)
    })
    .collect()
}

/// Every function of a Rust file that has a body.
pub(crate) fn functions(text: &str) -> Vec<Function> {
    let code = code_only(text);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + 3..];
        let name: String =
            rest.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if name.is_empty() {
            continue;
        }
        if let Some(end) = body_end(rest) {
            let line = code[..at].matches('\n').count() + 1;
            found.push(Function { name, line, lines: rest[..end].matches('\n').count() + 1 });
        }
    }
    found
}

/// Where the body closes, counted from the name; none for a declaration without one.
fn body_end(rest: &str) -> Option<usize> {
    let (mut parens, mut braces) = (0_i32, 0_i32);
    for (at, c) in rest.char_indices() {
        match c {
            '(' | '[' => parens += 1,
            ')' | ']' => parens -= 1,
            ';' if parens == 0 && braces == 0 => return None,
            '{' => braces += 1,
            '}' => {
                braces -= 1;
                if braces == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(lines: usize) -> SourceFile {
        let body = "    let _ = \"}\";\n".repeat(lines - 2);
        SourceFile { path: "a.rs".into(), text: format!("fn long() {{\n{body}}}\n") }
    }

    #[test]
    fn a_function_of_sixty_one_lines_is_found() {
        assert!(check(&sample(60)).is_empty());
        assert_eq!(check(&sample(61)).len(), 1);
    }

    #[test]
    fn declarations_closures_and_fn_types_are_not_functions() {
        let text = "trait T { fn a(&self); }\nfn b(f: fn(u8) -> [u8; 2]) {\n    f(1);\n}\n";
        let names: Vec<String> = functions(text).into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["b"]);
    }
}
