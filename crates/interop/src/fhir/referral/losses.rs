//! What is left, kept short enough to be read.

use std::collections::BTreeMap;

use super::Left;

/// Losses for one reason that are told one by one; more of them are counted.
const ALIKE: usize = 20;

/// Many losses for one reason become a few, and a line that counts the others.
pub(super) fn counted(all: Vec<Left>) -> Vec<Left> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    let mut more = Vec::new();
    for left in all {
        let count = counts.entry(left.why.clone()).or_default();
        *count += 1;
        match *count {
            count if count <= ALIKE => kept.push(left),
            count if count == ALIKE + 1 => more.push(left),
            _ => {}
        }
    }
    let counted = more.into_iter().map(|left| {
        let others = counts.get(&left.why).map_or(0, |count| count - ALIKE);
        Left { why: format!("{others} more like this: {}", left.why), words: String::new(), ..left }
    });
    kept.extend(counted);
    kept
}
