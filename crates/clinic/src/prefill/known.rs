//! What intake says in words that a plan can take over, item by item, with its source and day.
//!
//! It does not know what of it stands in a plan already.

use form::{Answers, Definition, Row};
use record::{
    Id,
    plan::{Known, Plan},
};

use super::Answered;
use crate::{Result, Session, screenings::local_day};

/// Which answers belong into which section: field, section, items.
const FILLS: &[(&str, &str, &[&str])] = &[
    ("vision", "presenting", &["better"]),
    ("why_this_level", "presenting", &["effect_note"]),
    ("strengths", "supports", &["strengths", "past_successes"]),
    ("abilities", "supports", &["interests", "coping"]),
    ("needs", "presenting", &["own_words"]),
    (
        "preferences",
        "supports",
        &["group_hopes", "group_worries", "group_size", "staff_wishes", "learning"],
    ),
    ("barriers", "availability", &["constraints", "constraints_note"]),
    ("barriers", "social", &["transport", "care_cover", "phone_internet", "basics_note"]),
    ("medicines", "medicines", &["medicines", "side_effects"]),
    ("coordination", "medical", &["primary_care_name", "conditions", "conditions_note"]),
    ("coordination", "psychiatric", &["current_care"]),
    ("coordination", "legal", &["supervision", "order_terms"]),
    ("family_and_supports", "supports", &["people", "community"]),
    ("peer_support", "supports", &["peer_support"]),
    ("culture_and_language", "social", &["culture", "faith", "days_to_keep"]),
    ("culture_and_language", "language", &["spoken_language", "written_language", "interpreter"]),
    (
        "risk_and_safety",
        "risk",
        &["risk_level", "mitigation_plan", "protective", "protective_note"],
    ),
];

/// Answers that leave a plan nothing to say: section, item, choice. They are not offered, unless
/// what the plan took over before says otherwise.
const SAYS_NOTHING: &[(&str, &str, &str)] = &[
    ("availability", "constraints", "none"),
    ("social", "transport", "yes"),
    ("social", "phone_internet", "yes"),
    ("medical", "conditions", "none"),
    ("legal", "supervision", "none"),
    ("language", "interpreter", "no"),
    ("supports", "group_size", "any"),
];

/// The section, and the table in it, of diagnoses that were given before.
const TOLD: (&str, &str) = ("psychiatric", "diagnoses");

impl Session {
    /// Everything intake says that belongs into the plan, in the order of the plan's sections.
    pub(super) fn known(&self, client: Id, plan: &Plan) -> Result<Vec<Known>> {
        let mut answered = Answered::new(self, client);
        let mut known = Vec::new();
        for (field, section, items) in FILLS {
            let Some(given) = answered.section(section)? else { continue };
            let of_item = |item: &&str| {
                let key = format!("{section}/{item}");
                let taken = plan.taken.iter().any(|it| it.key == key);
                if !taken && says_nothing(section, item, &given.answers) {
                    return None;
                }
                Some(given.known(&key, field, said(&given.form, &given.answers, item)?))
            };
            known.extend(items.iter().filter_map(of_item));
        }
        if let Some(given) = answered.section(TOLD.0)? {
            known.extend(given.answers.rows(TOLD.1).iter().filter_map(|row| told(given, row)));
        }
        for it in self.candidates(client)? {
            let need = plan.assessed_needs.iter().find(|need| need.key == it.view.key);
            if let Some(id) = need.and_then(|need| need.id) {
                known.push(it.known(id));
            }
        }
        Ok(known)
    }
}

impl super::Given {
    fn known(&self, key: &str, field: &str, value: String) -> Known {
        Known {
            key: key.to_owned(),
            field: field.to_owned(),
            value,
            source: self.form.title.clone(),
            on: local_day(&self.at).map(form::date::stored).unwrap_or_default(),
        }
    }
}

/// A diagnosis as the person or the records gave it. Nothing is diagnosed here: its code, by whom
/// and when are for a clinician to say, beside the source.
fn told(given: &super::Given, row: &Row) -> Option<Known> {
    let cell = |name: &str| given.answers.text(&format!("{}/{}/{name}", TOLD.1, row.id));
    let name = cell("diagnosis").map(str::trim).filter(|it| !it.is_empty())?;
    let by = cell("diagnosed_by").map(|by| format!("given by {}", by.trim()));
    let when = cell("diagnosed_when").map(|when| when.trim().to_owned());
    let key = format!("{}/{}/{}", TOLD.0, TOLD.1, row.id);
    let mut known = given.known(&key, "diagnoses", name.to_owned());
    let told: Vec<String> = by.into_iter().chain(when).collect();
    if !told.is_empty() {
        known.source = format!("{} ({})", known.source, told.join(", "));
    }
    Some(known)
}

fn says_nothing(section: &str, item: &str, answers: &Answers) -> bool {
    let is = |code: &str| match answers.get(item) {
        Some(form::Answer::Text(said)) => said == code,
        Some(form::Answer::Codes(said)) => {
            said.iter().all(|one| matches!(one, form::Code::Text(word) if word == code))
        }
        _ => false,
    };
    SAYS_NOTHING.iter().any(|it| it.0 == section && it.1 == item && is(it.2))
}

/// An answer in words: the text itself where it is text, else with its name.
fn said(form: &Definition, answers: &Answers, item: &str) -> Option<String> {
    let item = form.item(item)?;
    if !item.row_items().is_empty() {
        return rows(item, answers);
    }
    let answer =
        answers.get(&item.id).filter(|answer| !matches!(answer, form::Answer::State(_)))?;
    let shown = form::shown(item, answer);
    let own = matches!(item.kind, form::Kind::Text | form::Kind::LongText);
    let text = if own { shown } else { format!("{}: {}", item.name, shown.replace('\n', "; ")) };
    Some(text).filter(|text| !text.trim().is_empty())
}

/// The rows of a group, a line each.
fn rows(group: &form::Item, answers: &Answers) -> Option<String> {
    let line = |row: &Row| {
        let cell = |id: &str| {
            let item = group.row_items().iter().find(|item| item.id == id)?;
            let text = form::shown(item, row.cells.get(id)?);
            Some(text.trim().replace('\n', "; ")).filter(|text| !text.is_empty())
        };
        if group.id == "medicines" {
            return medicine(cell);
        }
        let cells = group.row_items().iter().filter_map(|item| cell(&item.id));
        cells.collect::<Vec<_>>().join(", ")
    };
    let lines: Vec<String> =
        answers.rows(&group.id).iter().map(line).filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// "Sertraline 50 mg daily, prescribed by Dr. Sample, taking it: Sometimes missed".
fn medicine(cell: impl Fn(&str) -> Option<String>) -> String {
    let what = ["medicine", "dose", "dose_unit", "how_often"].iter().filter_map(|id| cell(id));
    let what = what.collect::<Vec<_>>().join(" ");
    let by = cell("prescriber").map(|by| format!("prescribed by {by}"));
    let taking = cell("taking").map(|taking| format!("taking it: {taking}"));
    let parts = [Some(what).filter(|it| !it.is_empty()), by, taking];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_that_fills_a_plan_is_asked_somewhere() {
        let plan = serde_json::to_value(Plan::default()).unwrap();
        for (field, section, items) in FILLS {
            let form = crate::forms::shipped(section).unwrap();
            assert!(plan[field].is_string(), "{field}");
            for item in *items {
                assert!(form.item(item).is_some(), "{section}.{item}");
            }
        }
        for (section, item, code) in SAYS_NOTHING {
            let form = crate::forms::shipped(section).unwrap();
            let code = form::Code::Text((*code).to_owned());
            let known = form.item(item).unwrap().choice(&code).is_some();
            assert!(known, "{section}.{item} {code:?}");
            assert!(FILLS.iter().any(|it| it.1 == *section && it.2.contains(item)), "{item}");
        }
        for (section, table, cells) in [
            (TOLD.0, TOLD.1, ["diagnosis", "diagnosed_by", "diagnosed_when"].as_slice()),
            ("medicines", "medicines", &["medicine", "dose", "dose_unit", "how_often"]),
            ("medicines", "medicines", &["prescriber", "taking"]),
        ] {
            let form = crate::forms::shipped(section).unwrap();
            let rows = form.item(table).unwrap().row_items();
            for cell in cells {
                assert!(rows.iter().any(|item| item.id == *cell), "{section}.{table}.{cell}");
            }
        }
    }

    #[test]
    fn a_medicine_reads_as_a_line_and_leaves_out_what_was_not_said() {
        let cells = |given: &'static [(&str, &str)]| {
            move |id: &str| given.iter().find(|it| it.0 == id).map(|it| it.1.to_owned())
        };
        for (given, line) in [
            (
                [
                    ("medicine", "Sertraline"),
                    ("dose", "50"),
                    ("dose_unit", "mg"),
                    ("how_often", "daily"),
                    ("prescriber", "Dr. Sample"),
                    ("taking", "Sometimes missed"),
                ]
                .as_slice(),
                "Sertraline 50 mg daily, prescribed by Dr. Sample, taking it: Sometimes missed",
            ),
            (&[("medicine", "Melatonin")], "Melatonin"),
            (&[("taking", "Stopped")], "taking it: Stopped"),
            (&[], ""),
        ] {
            assert_eq!(medicine(cells(given)), line);
        }
    }
}
