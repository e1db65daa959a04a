//! Finding areas and entries by words. Every word of the query begins a word of what is found;
//! case and accents do not count. Same areas and query, same hits in the same order.
//!
//! It does not know which areas fit a program: the caller hands over those that do.

use serde::{Deserialize, Serialize};

use super::area::Area;
use super::fold::words;

/// Most words of a query that are looked at.
const WORD_LIMIT: usize = 12;
/// Most characters of a query that are looked at.
const QUERY_LIMIT: usize = 200;
/// Most hits.
const HIT_LIMIT: usize = 200;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "LibraryHit"))]
pub struct Hit {
    /// Where the words were found.
    pub found_in: FoundIn,
    /// Id of the area.
    pub area: String,
    /// The area itself, or which kind of its entries.
    pub part: Part,
    /// Id of the entry; none for the area itself.
    pub entry: Option<String>,
    /// The name of the area, or the text of the entry in the voice of staff.
    pub text: String,
}

/// Where the words of a query were found, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum FoundIn {
    /// All in the name of an area, or in its plain name.
    Name,
    /// All in the names and keywords of an area.
    Keywords,
    /// In the texts of an entry; some perhaps in the names and keywords of its area.
    Text,
}

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "LibraryPart"))]
pub enum Part {
    /// An area.
    Area,
    /// A problem.
    Problem,
    /// A goal.
    Goal,
    /// An objective.
    Objective,
    /// An intervention.
    Intervention,
}

/// What the query finds: first by name, then by keyword, then within entries; in each the order
/// of the areas. A blank query finds nothing. At most 200 hits.
#[must_use]
pub fn search(areas: &[Area], query: &str) -> Vec<Hit> {
    let query: String = query.chars().take(QUERY_LIMIT).collect();
    let mut sought = words(&query);
    sought.truncate(WORD_LIMIT);
    if sought.is_empty() {
        return Vec::new();
    }
    let mut hits: Vec<Hit> = areas.iter().flat_map(|area| within(area, &sought)).collect();
    hits.sort_by_key(|hit| hit.found_in);
    hits.truncate(HIT_LIMIT);
    hits
}

/// Everything in an area, in the order of a thread: the area as a whole, its problems, each goal
/// with its objectives, the interventions.
#[must_use]
pub fn contents(area: &Area) -> Vec<Hit> {
    let hit = |part, entry: Option<&str>, text: &str| Hit {
        found_in: FoundIn::Text,
        area: area.id.clone(),
        part,
        entry: entry.map(str::to_owned),
        text: text.to_owned(),
    };
    let mut hits = vec![hit(Part::Area, None, &area.name)];
    hits.extend(area.problems.iter().map(|it| hit(Part::Problem, Some(&it.id), &it.text)));
    for goal in &area.goals {
        hits.push(hit(Part::Goal, Some(&goal.id), &goal.text));
        let steps = area.objectives.iter().filter(|it| it.goal == goal.id);
        hits.extend(steps.map(|it| hit(Part::Objective, Some(&it.id), &it.text)));
    }
    let help = area.interventions.iter();
    hits.extend(help.map(|it| hit(Part::Intervention, Some(&it.id), &it.text)));
    hits
}

/// The hits of one area: itself first, then its entries in their order.
fn within(area: &Area, sought: &[String]) -> Vec<Hit> {
    let begins = |known: &[String], word: &String| known.iter().any(|it| it.starts_with(word));
    let names = [words(&area.name), words(&area.plain_name)].concat();
    let keywords = area.keywords.iter().flat_map(|it| words(it));
    let about: Vec<String> = names.iter().cloned().chain(keywords).collect();
    let hit = |found_in, part, entry: Option<&str>, text: &str| Hit {
        found_in,
        area: area.id.clone(),
        part,
        entry: entry.map(str::to_owned),
        text: text.to_owned(),
    };
    let mut hits = Vec::new();
    if sought.iter().all(|word| begins(&names, word)) {
        hits.push(hit(FoundIn::Name, Part::Area, None, &area.name));
    } else if sought.iter().all(|word| begins(&about, word)) {
        hits.push(hit(FoundIn::Keywords, Part::Area, None, &area.name));
    }
    for (part, id, texts) in entries(area) {
        let own = texts.map(words).concat();
        let any = sought.iter().any(|word| begins(&own, word));
        if any && sought.iter().all(|word| begins(&own, word) || begins(&about, word)) {
            hits.push(hit(FoundIn::Text, part, Some(id), texts[0]));
        }
    }
    hits
}

type Entry<'a> = (Part, &'a str, [&'a str; 3]);

fn entries(area: &Area) -> Vec<Entry<'_>> {
    let problems =
        area.problems.iter().map(|it| (Part::Problem, &it.id, [&*it.text, &it.client, ""]));
    let goals = area.goals.iter().map(|it| (Part::Goal, &it.id, [&*it.text, &it.client, ""]));
    let objectives = area
        .objectives
        .iter()
        .map(|it| (Part::Objective, &it.id, [&*it.text, &it.client, &it.what]));
    let interventions = area
        .interventions
        .iter()
        .map(|it| (Part::Intervention, &it.id, [&*it.text, &it.client, ""]));
    let all = problems.chain(goals).chain(objectives).chain(interventions);
    all.map(|(part, id, texts)| (part, id.as_str(), texts)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::parse::tests::sample;
    use super::*;
    use proptest::prelude::*;

    fn areas() -> Vec<Area> {
        let named = |id: &str, name: &str, plain: &str, keyword: &str| Area {
            id: id.into(),
            name: name.into(),
            plain_name: plain.into(),
            keywords: vec![keyword.into()],
            ..sample()
        };
        vec![
            named("sleep", "Sleep", "Sleeping well", "walking at night"),
            named("walks", "Walking", "Walks", "fitness"),
        ]
    }

    fn found(query: &str) -> Vec<(FoundIn, String, Option<String>)> {
        search(&areas(), query).into_iter().map(|it| (it.found_in, it.area, it.entry)).collect()
    }

    #[test]
    fn names_come_before_keywords_and_keywords_before_texts() {
        let hits = found("walk");
        assert_eq!(hits[0], (FoundIn::Name, "walks".into(), None));
        assert_eq!(hits[1], (FoundIn::Keywords, "sleep".into(), None));
        assert_eq!(hits[2], (FoundIn::Text, "sleep".into(), Some("walks".into())));
        assert!(hits[2..].iter().all(|(found_in, ..)| *found_in == FoundIn::Text));
    }

    #[test]
    fn every_word_must_begin_a_word_and_one_of_them_in_the_entry() {
        assert_eq!(found("FITNÉSS walk")[0], (FoundIn::Keywords, "walks".into(), None));
        assert!(found("fitness walk").contains(&(
            FoundIn::Text,
            "walks".into(),
            Some("daily-walk".into())
        )));
        assert!(found("fitness").iter().all(|(found_in, ..)| *found_in == FoundIn::Keywords));
        for query in ["alking", "walk zebra", "", "  ,. "] {
            assert!(found(query).is_empty(), "{query}");
        }
    }

    #[test]
    fn an_area_is_laid_out_as_a_thread_and_nothing_is_left_out() {
        for area in crate::library::shipped().unwrap() {
            let laid = contents(area);
            assert_eq!((laid[0].part, laid.len()), (Part::Area, entries(area).len() + 1));
            let steps = area.objectives.iter().map(|step| {
                let at = |id: &str, part| {
                    laid.iter().position(|it| it.part == part && it.entry.as_deref() == Some(id))
                };
                at(&step.goal, Part::Goal) < at(&step.id, Part::Objective)
            });
            assert!(steps.into_iter().all(|follows| follows), "{}", area.id);
        }
    }

    proptest! {
        #[test]
        fn any_query_is_taken_and_found_alike_twice(query in ".{0,300}") {
            let areas = areas();
            let hits = search(&areas, &query);
            prop_assert_eq!(&hits, &search(&areas, &query));
            prop_assert!(hits.is_sorted_by_key(|hit| hit.found_in));
        }
    }
}
