//! What stands around the thread: diagnoses, wellness, reviews, the way out, and where things were
//! taken from.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use crate::{Entered, Id, Whole};

/// A diagnosis, as a clinician made it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Diagnosis {
    /// Key within the plan.
    pub id: Option<Id>,
    /// ICD-10-CM code, such as `F33.1`.
    pub code: String,
    /// What the code says, or the clinician's words.
    pub name: String,
    /// Whether the plan is mainly about it.
    pub primary: bool,
    /// Who made it, with credential.
    pub by: String,
    /// When it was made.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub date: Entered<NaiveDate>,
}

/// Something for the whole person's health.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Wellness {
    /// Key within the plan.
    pub id: Option<Id>,
    /// Which part of health.
    pub aspect: Option<Aspect>,
    /// What is done.
    pub what: String,
    /// How often: "10 minutes each morning".
    pub how_often: String,
    /// With what support: "app on her phone, checked in group".
    pub support: String,
}

/// A part of the whole person's health (clinical design, "Wellness").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "WellnessAspect"))]
pub enum Aspect {
    /// Paying attention on purpose.
    Mindfulness,
    /// Eating and drinking.
    Nutrition,
    /// Moving.
    Exercise,
    /// Sleeping.
    Sleep,
    /// Handling stress.
    Stress,
}

/// When and how the program ends.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Discharge {
    /// What shows that the person is ready.
    pub criteria: String,
    /// How the step down is made.
    pub process: String,
    /// What follows.
    pub aftercare: String,
}

/// How often the plan is looked at again.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Reviews {
    /// Days from one review to the next; blank leaves it to the rules in force.
    #[cfg_attr(feature = "ts", ts(type = "number | string"))]
    pub every_days: Entered<Whole>,
    /// Who takes part, and what is looked at.
    pub how: String,
}

/// Something that was taken from intake or screening into the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "TakenFrom"))]
pub struct Taken {
    /// Key within the plan.
    pub id: Option<Id>,
    /// What it is, such as `supports/interests` or `phq-9/total`.
    pub key: String,
    /// What it said when it was taken.
    pub value: String,
    /// Where it stood: "Intake, supports and strengths".
    pub source: String,
    /// The day it was said, ISO 8601.
    pub on: String,
}

/// Wellness as entries; what plans from before them say in one text becomes the first.
pub(super) fn wellness<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Wellness>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Given {
        Entries(Vec<Wellness>),
        Text(String),
    }
    Ok(match Given::deserialize(from)? {
        Given::Entries(entries) => entries,
        Given::Text(text) if text.trim().is_empty() => Vec::new(),
        Given::Text(what) => vec![Wellness { what, ..Wellness::default() }],
    })
}

#[cfg(test)]
mod tests {
    use crate::plan::Plan;

    #[test]
    fn wellness_of_a_plan_in_one_text_is_its_first_entry() {
        let plan: Plan = serde_json::from_str(r#"{"wellness":"Walks daily"}"#).unwrap();
        assert_eq!(plan.wellness[0].what, "Walks daily");
        let blank: Plan = serde_json::from_str(r#"{"wellness":"  "}"#).unwrap();
        assert!(blank.wellness.is_empty());
        assert!(serde_json::from_str::<Plan>(r#"{"wellness":[{"wat":"x"}]}"#).is_err());
    }
}
