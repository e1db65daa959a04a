//! What an area of the library is once it has been read and checked.
//!
//! It does not know TOML, nor whether the wording is any good: see `lint`.

use serde::{Deserialize, Serialize};

pub use crate::plan::Direction;
use crate::plan::{Modality, Program};
use crate::{Decimal, Whole};

/// An area a plan can work on, such as depression or sleep.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "LibraryArea"))]
pub struct Area {
    /// Id, unique in a library: lower-case letters, digits and hyphens.
    pub id: String,
    /// Version as published, such as `1.0.0`.
    pub version: String,
    /// What staff see.
    pub name: String,
    /// What the client reads.
    pub plain_name: String,
    /// Other words people look for it by.
    pub keywords: Vec<String>,
    /// The kinds of program it belongs to.
    pub treats: Vec<Treats>,
    /// Whom it is written for.
    pub ages: Vec<Age>,
    /// Scores that bring it up; any one of them is enough.
    pub indicated_by: Vec<Indication>,
    /// Statements to start from.
    pub problems: Vec<Problem>,
    /// Goals to start from.
    pub goals: Vec<Goal>,
    /// Measurable steps, each toward one of the goals.
    pub objectives: Vec<Objective>,
    /// What staff and client can do.
    pub interventions: Vec<Intervention>,
}

impl Area {
    /// Whether the area belongs to a program of this kind.
    #[must_use]
    pub fn fits(&self, program: Program) -> bool {
        use Program as P;
        let adolescent = matches!(
            program,
            P::MentalHealthAdolescent | P::SubstanceUseAdolescent | P::BothAdolescent
        );
        let age = if adolescent { Age::Adolescent } else { Age::Adult };
        let treated = match program {
            P::MentalHealthAdult | P::MentalHealthAdolescent => {
                self.treats.contains(&Treats::MentalHealth)
            }
            P::SubstanceUseAdult | P::SubstanceUseAdolescent => {
                self.treats.contains(&Treats::SubstanceUse)
            }
            P::BothAdult | P::BothAdolescent => true,
        };
        treated && self.ages.contains(&age)
    }
}

/// A kind of program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Treats {
    /// Mental health.
    MentalHealth,
    /// Substance use.
    SubstanceUse,
}

/// Whom an area is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Age {
    /// Adults.
    Adult,
    /// Adolescents.
    Adolescent,
}

/// A score that brings an area up.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Indication {
    /// Id of the screening instrument.
    pub form: String,
    /// Id of the score.
    pub score: String,
    /// Where it begins to count.
    pub when: Threshold,
}

/// From where on a score counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Threshold {
    /// Points at or above.
    AtLeast(f64),
    /// Points at or below, where less is worse.
    AtMost(f64),
    /// One of these codes, for a score without points.
    Is(Vec<String>),
}

/// A statement of a problem to start from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "LibraryProblem"))]
pub struct Problem {
    /// Id within the area.
    pub id: String,
    /// In the voice of staff.
    pub text: String,
    /// What the client reads.
    pub client: String,
}

/// A goal to start from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "LibraryGoal"))]
pub struct Goal {
    /// Id within the area.
    pub id: String,
    /// The clinical goal.
    pub text: String,
    /// A starter for the client's own words.
    pub client: String,
}

/// A measurable step toward a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "LibraryObjective"))]
pub struct Objective {
    /// Id within the area.
    pub id: String,
    /// Id of the goal it serves.
    pub goal: String,
    /// What the person will do or reach.
    pub text: String,
    /// What the client reads.
    pub client: String,
    /// By what kind of thing it is measured.
    pub measure: Measure,
    /// How it is measured, in words.
    pub what: String,
    /// Where it should stand; a number where it can be one, always for an instrument.
    pub target: String,
    /// On which side of the target it is reached.
    pub direction: Direction,
    /// Weeks to the target.
    pub weeks: Whole,
}

/// By what kind of thing an objective is measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "LibraryMeasure"))]
pub enum Measure {
    /// A score of a screening instrument.
    Instrument {
        /// Id of the instrument.
        form: String,
        /// Id of the score.
        score: String,
    },
    /// How often something is done.
    BehaviorCount,
    /// Anything else.
    Other,
}

/// Something staff and client can do.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "LibraryIntervention"))]
pub struct Intervention {
    /// Id within the area.
    pub id: String,
    /// The kind of help.
    pub modality: Modality,
    /// What is done, in the voice of staff.
    pub text: String,
    /// What the client reads.
    pub client: String,
    /// Minutes a session.
    pub minutes: Whole,
    /// Sessions a week; 0.5 is every other week.
    pub times_a_week: Decimal,
    /// For how many weeks.
    pub weeks: Whole,
}

#[cfg(test)]
mod tests {
    use super::super::parse::tests::sample;
    use super::*;

    #[test]
    fn an_area_fits_a_program_of_its_kind_and_age() {
        let mut area = sample();
        (area.treats, area.ages) = (vec![Treats::SubstanceUse], vec![Age::Adult]);
        assert!(area.fits(Program::SubstanceUseAdult));
        assert!(area.fits(Program::BothAdult));
        for program in [Program::MentalHealthAdult, Program::SubstanceUseAdolescent] {
            assert!(!area.fits(program), "{program:?}");
        }
    }
}
