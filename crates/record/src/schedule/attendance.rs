//! Who came: ticks on a roster. What they add up to is another module's.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Id, Whole};

/// Whether somebody came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Attendance {
    /// From beginning to end.
    Came,
    /// Came late.
    Late,
    /// Left early.
    LeftEarly,
    /// Did not come and did not say so.
    NoShow,
    /// Did not come, and said so before.
    Excused,
}

impl Attendance {
    /// Every answer, as they are offered.
    pub const ALL: [Self; 5] =
        [Self::Came, Self::Late, Self::LeftEarly, Self::NoShow, Self::Excused];

    /// In words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Came => "Came",
            Self::Late => "Came late",
            Self::LeftEarly => "Left early",
            Self::NoShow => "No-show",
            Self::Excused => "Excused",
        }
    }

    /// Whether a count of minutes belongs to it: the person was there for a part.
    #[must_use]
    pub fn is_partial(self) -> bool {
        matches!(self, Self::Late | Self::LeftEarly)
    }

    /// Whether the person was there at all.
    #[must_use]
    pub fn was_there(self) -> bool {
        matches!(self, Self::Came | Self::Late | Self::LeftEarly)
    }
}

/// Why somebody was not there, or not for all of it: neutral words that front desk may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AbsenceReason {
    /// No way to get here.
    Transport,
    /// Work or school.
    WorkOrSchool,
    /// Care of a child or somebody else.
    Care,
    /// Not well.
    NotWell,
    /// Another appointment.
    Appointment,
    /// The clinic called it off.
    Clinic,
    /// Something else, or not said.
    Other,
}

impl AbsenceReason {
    /// Every reason, as they are offered.
    pub const ALL: [Self; 7] = [
        Self::Transport,
        Self::WorkOrSchool,
        Self::Care,
        Self::NotWell,
        Self::Appointment,
        Self::Clinic,
        Self::Other,
    ];

    /// In words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Transport => "Transport",
            Self::WorkOrSchool => "Work or school",
            Self::Care => "Care of somebody",
            Self::NotWell => "Not well",
            Self::Appointment => "Another appointment",
            Self::Clinic => "Called off by the clinic",
            Self::Other => "Other, or not said",
        }
    }
}

/// One tick: a person, a session, a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tick {
    /// The day.
    pub date: NaiveDate,
    /// The seat's group; none for a session by itself.
    pub offering: Option<Id>,
    /// The meeting of the group, or the planned session.
    pub session: Id,
    /// Whether the person came.
    pub attendance: Attendance,
    /// Minutes the person was there.
    pub minutes: Whole,
    /// Why not, or not for all of it.
    pub reason: Option<AbsenceReason>,
    /// Who ticked it.
    pub by: Id,
    /// When: RFC 3339, UTC.
    pub at: String,
}

/// Minutes that count: all of them for who came, none for who did not, else what was said, and
/// never more than the session.
#[must_use]
pub fn minutes_present(attendance: Attendance, said: Option<Whole>, session: Whole) -> Whole {
    match attendance {
        Attendance::Came => session,
        Attendance::NoShow | Attendance::Excused => 0,
        Attendance::Late | Attendance::LeftEarly => said.unwrap_or(session).min(session),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_there_longer_than_the_session() {
        let cases = [
            (Attendance::Came, Some(10), 180),
            (Attendance::Late, Some(150), 150),
            (Attendance::Late, Some(900), 180),
            (Attendance::LeftEarly, None, 180),
            (Attendance::NoShow, Some(50), 0),
            (Attendance::Excused, None, 0),
        ];
        for (attendance, said, counted) in cases {
            assert_eq!(minutes_present(attendance, said, 180), counted, "{attendance:?} {said:?}");
        }
    }
}
