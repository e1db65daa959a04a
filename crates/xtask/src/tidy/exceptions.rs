//! The one table of exceptions, each with its reason.
//!
//! An entry excuses one rule in one file. An entry that excuses nothing is a finding, so that the
//! table cannot outlive its reasons.

use super::{Finding, Rule};

struct Exception {
    rule: Rule,
    place: &'static str,
    reason: &'static str,
}

const TABLE: &[Exception] = &[Exception {
    rule: Rule::Word,
    place: "crates/xtask/src/tidy/words.rs",
    reason: "it lists the words it looks for",
}];

/// Leaves out what the table excuses, and adds entries that excuse nothing.
pub(crate) fn apply(findings: Vec<Finding>) -> Vec<Finding> {
    apply_table(TABLE, findings)
}

fn apply_table(table: &[Exception], findings: Vec<Finding>) -> Vec<Finding> {
    let excuses =
        |it: &Exception, found: &Finding| it.rule == found.rule && it.place == found.place;
    let idle = table.iter().filter(|it| !findings.iter().any(|found| excuses(it, found)));
    let mut left: Vec<Finding> = idle
        .map(|it| {
            let what = format!("excuses {:?} that is not there (\"{}\")", it.rule, it.reason);
            Finding::new(Rule::Exception, it.place, 0, what)
        })
        .collect();
    left.extend(findings.into_iter().filter(|found| !table.iter().any(|it| excuses(it, found))));
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &[Exception] =
        &[Exception { rule: Rule::FileSize, place: "a.rs", reason: "a table" }];

    #[test]
    fn an_exception_excuses_one_rule_in_one_file() {
        let found = |rule, place| Finding::new(rule, place, 0, "");
        let left = apply_table(
            SAMPLE,
            vec![
                found(Rule::FileSize, "a.rs"),
                found(Rule::FileSize, "b.rs"),
                found(Rule::Word, "a.rs"),
            ],
        );
        let places: Vec<(Rule, &str)> =
            left.iter().map(|it| (it.rule, it.place.as_str())).collect();
        assert_eq!(places, [(Rule::FileSize, "b.rs"), (Rule::Word, "a.rs")]);
    }

    #[test]
    fn an_exception_that_excuses_nothing_is_found() {
        assert_eq!(apply_table(SAMPLE, Vec::new())[0].rule, Rule::Exception);
    }
}
