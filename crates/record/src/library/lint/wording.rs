//! The rules about words: reading level, words to avoid, marks, and sentences that are there twice.
//!
//! Knows no numbers and no scores.

use std::collections::BTreeMap;

use super::super::area::Area;
use super::super::fold::{folded, sentences};
use super::super::reading_level::Counted;
use super::super::words::{avoided, plural};
use super::{Found, Rule};

/// Highest grade of all client texts of an area together.
const AREA_GRADE: f64 = 6.0;
/// Highest grade of a single client text.
const TEXT_GRADE: f64 = 9.0;

/// A text of an area, and who reads it.
struct Text<'a> {
    place: String,
    words: &'a str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Read by staff.
    Staff,
    /// Read by the client.
    Client,
    /// A name, a measure or a target: may recur, and is no sentence.
    Label,
}

/// Every text of one area by itself.
pub(super) fn check(found: &mut Found, area: &Area) {
    let mut together = Counted::default();
    for text in texts(area) {
        marks(found, area, &text);
        if let Some((phrase, advice)) = avoided(text.words) {
            found.add(Rule::Words, area, &text.place, format!("\"{phrase}\": {advice}."));
        }
        if text.kind != Kind::Client {
            continue;
        }
        if let Some(word) = plural(text.words) {
            found.add(Rule::Plural, area, &text.place, format!("\"{word}\"."));
        }
        let counted = Counted::of(text.words);
        together = together.and(counted);
        if let Some(grade) = counted.grade().filter(|grade| *grade > TEXT_GRADE) {
            found.add(Rule::ReadingLevel, area, &text.place, format!("Grade {grade:.1}."));
        }
    }
    if let Some(grade) = together.grade().filter(|grade| *grade > AREA_GRADE) {
        found.add(Rule::ReadingLevel, area, "", format!("Grade {grade:.1} for the whole area."));
    }
}

fn marks(found: &mut Found, area: &Area, text: &Text<'_>) {
    let words = text.words;
    if words.contains('!') {
        found.add(Rule::Marks, area, &text.place, "An exclamation mark.");
    }
    if words.trim() != words || words.contains("  ") {
        found.add(Rule::Marks, area, &text.place, "A space too many.");
    }
}

/// No sentence of staff or client is there twice, in one area or in two.
pub(super) fn sentences_are_there_once(found: &mut Found, areas: &[Area]) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for area in areas {
        for text in texts(area).into_iter().filter(|text| text.kind != Kind::Label) {
            for sentence in sentences(text.words) {
                let here = format!("{} {}", area.id, text.place);
                if let Some(first) = seen.get(&folded(sentence)) {
                    found.add(Rule::SentenceTwice, area, &text.place, format!("As in {first}."));
                } else {
                    seen.insert(folded(sentence), here);
                }
            }
        }
    }
}

fn texts(area: &Area) -> Vec<Text<'_>> {
    let mut texts = vec![
        Text { place: "name".into(), words: &area.name, kind: Kind::Label },
        Text { place: "plain_name".into(), words: &area.plain_name, kind: Kind::Label },
    ];
    let keyword = |words| Text { place: "keywords".into(), words, kind: Kind::Label };
    texts.extend(area.keywords.iter().map(|it| keyword(it.as_str())));
    for it in &area.problems {
        texts.extend(both("problem", &it.id, &it.text, &it.client));
    }
    for it in &area.goals {
        texts.extend(both("goal", &it.id, &it.text, &it.client));
    }
    for it in &area.objectives {
        texts.extend(both("objective", &it.id, &it.text, &it.client));
        for (key, words) in [("what", &it.what), ("target", &it.target)] {
            let place = format!("objective {} {key}", it.id);
            texts.push(Text { place, words, kind: Kind::Label });
        }
    }
    for it in &area.interventions {
        texts.extend(both("intervention", &it.id, &it.text, &it.client));
    }
    texts
}

fn both<'a>(entry: &str, id: &str, text: &'a str, client: &'a str) -> [Text<'a>; 2] {
    [("text", text, Kind::Staff), ("client", client, Kind::Client)].map(|(key, words, kind)| Text {
        place: format!("{entry} {id} {key}"),
        words,
        kind,
    })
}
