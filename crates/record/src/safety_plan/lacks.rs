//! What a safety plan still lacks, in plain sentences. Nothing here keeps it from being saved,
//! printed or handed over: half a plan is better than none.

use super::{Entry, Part, SafetyPlan};
use crate::Lack;

/// What is still empty, in the order of the plan. Source: clinical text, "Safety plan".
#[must_use]
pub fn lacks(plan: &SafetyPlan) -> Vec<Lack> {
    let mut found = Vec::new();
    for part in Part::ALL {
        let said = plan.part(part).iter().any(|entry| !is_empty(entry));
        if !said {
            found.push(Lack::at(part.path(), empty(part)));
        }
        for entry in plan.part(part) {
            look_at(&mut found, plan, part, entry);
        }
    }
    if plan.reviewed_with.trim().is_empty() {
        found.push(Lack::at(
            "reviewed_with",
            "It does not say who went through it with the person.",
        ));
    }
    if plan.reviewed_on.is_unreadable() {
        found.push(Lack::at("reviewed_on", "The date could not be read; it is kept as typed."));
    } else if plan.reviewed_on.is_blank() {
        found.push(Lack::at("reviewed_on", "It does not say when that was."));
    }
    found
}

fn look_at(found: &mut Vec<Lack>, plan: &SafetyPlan, part: Part, entry: &Entry) {
    let id = entry.id.map(|id| id.to_string()).unwrap_or_default();
    let at = |field: &str| format!("{}/{id}/{field}", part.path());
    if is_empty(entry) {
        return found.push(Lack::at(&at("text"), "A line has no words yet."));
    }
    if part.names_people() && entry.phone.trim().is_empty() {
        found.push(Lack::at(&at("phone"), "Somebody to turn to has no phone number yet."));
    }
    let wording = &entry.client_wording;
    let worded = !wording.text.trim().is_empty();
    if plan.is_in_another_language() && !worded && !entry.text.trim().is_empty() {
        let message = "A line is not in the client's language yet.";
        found.push(Lack::at(&at("client_wording/text"), message));
    }
    if worded && (wording.by.is_none() || wording.name.trim().is_empty()) {
        let message =
            "A translated line does not say who translated it; a child is never asked to.";
        found.push(Lack::at(&at("client_wording/by"), message));
    }
}

fn is_empty(entry: &Entry) -> bool {
    [&entry.text, &entry.name, &entry.phone, &entry.client_wording.text]
        .iter()
        .all(|text| text.trim().is_empty())
}

const fn empty(part: Part) -> &'static str {
    match part {
        Part::WarningSigns => "No warning signs are written down yet.",
        Part::OwnSteps => "Nothing the person can do on their own is written down yet.",
        Part::Distractions => "No people or places that distract are named yet.",
        Part::Helpers => "Nobody the person can ask for help is named yet.",
        Part::Professionals => "No professional or local crisis line stands beside 988 yet.",
        Part::SaferSpace => "Nothing about making the space safer is written down yet.",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CRISIS_LINE, Translator, Wording};
    use super::*;
    use crate::Entered;

    fn paths(plan: &SafetyPlan) -> Vec<String> {
        lacks(plan).into_iter().map(|lack| lack.path).collect()
    }

    fn whole() -> SafetyPlan {
        let entry =
            |phone: &str| vec![Entry { text: "x".into(), phone: phone.into(), ..Entry::default() }];
        SafetyPlan {
            warning_signs: entry(""),
            own_steps: entry(""),
            distractions: entry(""),
            helpers: entry("202-555-0134"),
            professionals: entry("202-555-0135"),
            safer_space: entry(""),
            reviewed_with: "R. Ortiz, LCSW".into(),
            reviewed_on: Entered::Known(chrono::NaiveDate::MIN),
            ..SafetyPlan::default()
        }
    }

    #[test]
    fn an_empty_plan_lacks_its_six_parts_and_who_went_through_it() {
        let expected: Vec<&str> = Part::ALL
            .iter()
            .map(|part| part.path())
            .chain(["reviewed_with", "reviewed_on"])
            .collect();
        assert_eq!(paths(&SafetyPlan::default()), expected);
        assert_eq!(CRISIS_LINE.phone, "988");
    }

    #[test]
    fn a_whole_plan_lacks_nothing() {
        assert_eq!(lacks(&whole()), []);
    }

    #[test]
    fn a_helper_without_a_number_and_a_line_without_words_are_named() {
        let mut plan = whole();
        plan.helpers[0].phone.clear();
        plan.own_steps.push(Entry::default());
        assert_eq!(paths(&plan), ["own_steps//text", "helpers//phone"]);
    }

    #[test]
    fn another_language_asks_for_wording_and_wording_asks_who_translated() {
        let mut plan = whole();
        plan.language = "es".into();
        assert_eq!(paths(&plan).len(), 6);
        let text = String::from("Caminar");
        plan.warning_signs[0].client_wording = Wording { text, ..Wording::default() };
        assert!(paths(&plan).contains(&"warning_signs//client_wording/by".to_owned()));
        let wording = &mut plan.warning_signs[0].client_wording;
        (wording.by, wording.name) = (Some(Translator::Interpreter), "ID 4471".into());
        assert_eq!(paths(&plan).len(), 5);
        plan.language = "en-US".into();
        assert_eq!(paths(&plan), [""; 0]);
    }
}
