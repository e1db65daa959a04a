//! Style sheets within a drawing: only the plain rules that drawing programs write.
//!
//! Quotes, brackets and at-rules are refused, so that nothing can be hidden from the reading here
//! which the reader that follows would see.

use super::properties;
use super::references::Expanded;
use crate::Refused;
use usvg::roxmltree::Document;

/// Letters of all sheets of a drawing.
const LETTERS: usize = 32 * 1024;
/// Letters of one selector.
const SELECTOR: usize = 200;
/// What the sheets may cost: steps for each rule, times elements.
const STEPS: u64 = 4_000_000;

/// Refuses sheets that ask for what is not drawn, load something, or cost too much.
pub(super) fn check(document: &Document<'_>, drawing: &Expanded) -> Result<(), Refused> {
    let mut sheets = String::new();
    for node in document.descendants().filter(|it| it.has_tag_name("style")) {
        let is_plain = |it: &str| matches!(it, "text/css" | "");
        if !node.attribute("type").is_none_or(is_plain) || node.has_attribute("media") {
            return Err(Refused::Style);
        }
        for text in node.children().filter_map(|it| it.text()) {
            sheets.push_str(text);
            sheets.push('}');
        }
    }
    let steps = read(&sheets, drawing.depth)?;
    if steps.saturating_mul(drawing.elements) > STEPS { Err(Refused::Style) } else { Ok(()) }
}

/// How many steps the sheets cost for one element that lies `depth` deep.
fn read(sheets: &str, depth: u32) -> Result<u64, Refused> {
    if sheets.len() > LETTERS {
        return Err(Refused::Style);
    }
    let small = sheets.to_ascii_lowercase();
    if small.contains("@import") {
        return Err(Refused::External);
    }
    if small.contains("@font-face") {
        return Err(Refused::Text);
    }
    let plain = without_comments(&small);
    for part in plain.split(['{', '}', ';']) {
        let (name, value) = part.split_once(':').unwrap_or(("", part));
        // Whom a rule of the sheet cuts is not known here.
        if properties::check(name, value)?.is_some() {
            return Err(Refused::Clip);
        }
    }
    if sheets.contains(['@', '[', '"', '\'', '\\']) {
        return Err(Refused::Style);
    }
    let mut steps = plain.matches(';').count() as u64;
    let mut rules: Vec<&str> = plain.split('{').collect();
    rules.pop();
    for rule in rules {
        let selectors = rule.rsplit('}').next().unwrap_or_default();
        for selector in selectors.split(',') {
            if selector.len() > SELECTOR {
                return Err(Refused::Style);
            }
            // Each further word is looked for in every element above.
            let further = selector.split_whitespace().count().saturating_sub(1) as u32;
            steps = steps.saturating_add(u64::from(depth.max(2)).saturating_pow(further));
        }
    }
    Ok(steps)
}

fn without_comments(sheets: &str) -> String {
    let mut plain = String::new();
    let mut rest = sheets;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        plain.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_rules_are_counted_and_everything_else_is_refused() {
        let cases = [
            ("", Ok(0)),
            (".a{fill:red;} /* roof */ .b, .c{stroke:none}", Ok(4)),
            ("g .a{fill:red}", Ok(10)),
            ("g g g g g g g g .a{}", Ok(100_000_000)),
            (".a{fill:url(#b)}", Err(Refused::Gradient)),
            (".a{clip-path:url(#b)}", Err(Refused::Clip)),
            (".a{/**/filter:blur(2px)}", Err(Refused::Effects)),
            ("@import 'http://x.test/a.css';", Err(Refused::External)),
            ("@font-face{src:url(a)}", Err(Refused::Text)),
            ("@media print{.a{fill:red}}", Err(Refused::Style)),
            ("[a='{'] * * {}", Err(Refused::Style)),
            (".a{src:url(http://x.test)}", Err(Refused::External)),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text, 10), expected, "{text}");
        }
    }
}
