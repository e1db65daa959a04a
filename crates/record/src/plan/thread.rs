//! The golden thread itself: need, problem, goal, objective, intervention.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Decimal, Entered, Id, Whole};

/// A need that assessment brought up.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Need {
    /// Key within the plan.
    pub id: Option<Id>,
    /// The need, in plain words.
    pub text: String,
    /// Where it comes from: "PHQ-9 17, Jan 12", "Intake, own words".
    pub source: String,
    /// Which candidate it was picked from, such as `phq-9/total`; empty for one's own.
    pub key: String,
    /// What the plan does about it.
    pub disposition: Disposition,
    /// Why it is deferred, or to whom the client is referred.
    pub disposition_note: String,
}

/// What the plan does about an assessed need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Disposition {
    /// Not decided. A problem that links the need answers it.
    #[default]
    Open,
    /// Left for later, with a reason.
    Deferred,
    /// Handed to someone else.
    Referred,
}

/// A problem the plan works on.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Problem {
    /// Key within the plan.
    pub id: Option<Id>,
    /// The library's entry it was inserted from, `area/entry`, until its words are made the
    /// person's own.
    pub library: Option<String>,
    /// The problem in plain words.
    pub statement: String,
    /// What shows it: history, scores, observation.
    pub evidence: String,
    /// The assessed needs it answers.
    pub needs: Vec<Id>,
    /// What the client wants to reach.
    pub goals: Vec<Goal>,
}

/// A goal: the client's words beside the clinical ones.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Goal {
    /// Key within the plan.
    pub id: Option<Id>,
    /// The library's entry it was inserted from, `area/entry`, until its words are made the
    /// person's own.
    pub library: Option<String>,
    /// In the client's own words.
    pub words: String,
    /// The clinical goal.
    pub clinical: String,
    /// The measurable steps.
    pub objectives: Vec<Objective>,
}

/// A measurable step toward a goal.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Objective {
    /// Key within the plan.
    pub id: Option<Id>,
    /// The library's entry it was inserted from, `area/entry`, until its words are made the
    /// person's own.
    pub library: Option<String>,
    /// What the client will do or reach.
    pub text: String,
    /// By what kind of thing it is measured.
    pub measure_kind: Option<MeasureKind>,
    /// The score it is measured by, `form/score` such as `phq-9/total`; empty for other measures.
    pub instrument: String,
    /// How it is measured: "PHQ-9 total", "activity log, days a week".
    pub measure: String,
    /// Where it stands today.
    pub baseline: String,
    /// Where it should stand; a number for an instrument or a count.
    pub target: String,
    /// On which side of the target it is reached.
    pub direction: Option<Direction>,
    /// By when.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub target_date: Entered<NaiveDate>,
    /// How it is going.
    pub status: Status,
    /// What staff and client do to get there.
    pub interventions: Vec<Intervention>,
}

/// How an objective is going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Status {
    /// Not begun.
    #[default]
    NotStarted,
    /// Being worked on.
    InProgress,
    /// Reached.
    Met,
    /// Put off.
    Deferred,
    /// Ended without being reached.
    Discontinued,
}

/// What is done, by whom, how long, how often and for how many weeks.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Intervention {
    /// Key within the plan.
    pub id: Option<Id>,
    /// The library's entry it was inserted from, `area/entry`, until its words are made the
    /// person's own.
    pub library: Option<String>,
    /// The kind of help.
    pub modality: Option<Modality>,
    /// What is done.
    pub what: String,
    /// Minutes a session.
    #[cfg_attr(feature = "ts", ts(type = "number | string"))]
    pub minutes: Entered<Whole>,
    /// Sessions a week; 0.5 is every other week.
    #[cfg_attr(feature = "ts", ts(type = "number | string"))]
    pub times_a_week: Entered<Decimal>,
    /// For how many weeks.
    #[cfg_attr(feature = "ts", ts(type = "number | string"))]
    pub weeks: Entered<Whole>,
    /// Who is responsible, with credential.
    pub responsible: String,
}

/// The kind of help an intervention is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Modality {
    /// One to one.
    Individual,
    /// In a group.
    Group,
    /// With family.
    Family,
    /// Teaching about the condition and skills.
    Psychoeducation,
    /// Medication management.
    Medication,
    /// By someone with lived experience.
    PeerSupport,
    /// Linking to services.
    CaseManagement,
    /// Mindfulness, nutrition, exercise, sleep, stress.
    Wellness,
}

impl Objective {
    /// Whether a score measures it: the one it names by key, such as `phq-9/total`, or, where it
    /// names none, the one it names in words, such as "PHQ-9 total".
    #[must_use]
    pub fn is_measured_by(&self, score: &str, label: &str) -> bool {
        match self.instrument.trim() {
            "" => self.measure.trim() == label,
            named => named == score,
        }
    }
}

/// By what kind of thing an objective is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum MeasureKind {
    /// A score of a screening instrument.
    Instrument,
    /// How often something is done.
    BehaviorCount,
    /// Anything else.
    Other,
}

/// On which side of the target an objective is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "TargetDirection"))]
pub enum Direction {
    /// At the target or above.
    AtLeast,
    /// At the target or below.
    AtMost,
}

#[cfg(test)]
mod tests {
    use super::Objective;

    #[test]
    fn the_score_that_is_named_by_key_counts_and_words_only_without_one() {
        let named = |instrument: &str, measure: &str| Objective {
            instrument: instrument.into(),
            measure: measure.into(),
            ..Objective::default()
        };
        for (objective, measured) in [
            (named("phq-9/total", ""), true),
            (named("", "PHQ-9 total"), true),
            (named("gad-7/total", "PHQ-9 total"), false),
            (named("", "Log, days a week"), false),
            (named("", ""), false),
        ] {
            assert_eq!(objective.is_measured_by("phq-9/total", "PHQ-9 total"), measured);
        }
    }
}
