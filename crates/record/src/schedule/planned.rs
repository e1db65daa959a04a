//! One session of a person's usual week, as it stands in a plan.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::MinuteOfDay;
use crate::{Entered, Id, Whole, plan::Modality};

/// A session of a person's usual week. It carries its own words and times, so that a sealed plan
/// says what was agreed whatever becomes of the catalog.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "PlannedSession"))]
pub struct Planned {
    /// Key within the plan.
    pub id: Option<Id>,
    /// The group of the catalog it was drawn from; none for one that was added by itself.
    pub offering: Option<Id>,
    /// Which of the group's weekly meetings it is.
    pub meeting: Option<Id>,
    /// What it is called.
    pub title: String,
    /// The kind of help.
    pub service: Option<Modality>,
    /// On which day of the week.
    pub day: Option<Day>,
    /// When it begins.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub start: Entered<MinuteOfDay>,
    /// How long it is, in minutes.
    #[cfg_attr(feature = "ts", ts(type = "number | string"))]
    pub minutes: Entered<Whole>,
    /// Where the person is.
    pub place: Place,
    /// Who holds it, with credential.
    pub staff: String,
    /// The interventions it carries.
    pub interventions: Vec<Id>,
}

/// The longest a session can be, in minutes: twelve hours. More is a slip of the keys, not a day at
/// a program.
pub const LONGEST_SESSION: Whole = 12 * 60;

/// Why a session cannot be as it is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Impossible {
    /// It lasts no minute.
    NoLength,
    /// It is longer than [`LONGEST_SESSION`].
    TooLong,
    /// It begins on one day and ends on the next.
    PastMidnight,
}

impl Planned {
    /// Why it cannot be, as far as that is known: a session without a start is only measured.
    #[must_use]
    pub fn impossible(&self) -> Option<Impossible> {
        let minutes = self.minutes.known()?;
        let ends = self.start.known().map(|start| start.minutes().saturating_add(minutes));
        match () {
            () if minutes == 0 => Some(Impossible::NoLength),
            () if minutes > LONGEST_SESSION => Some(Impossible::TooLong),
            () if ends.is_some_and(|ends| ends > 24 * 60) => Some(Impossible::PastMidnight),
            () => None,
        }
    }

    /// Day, start and minutes of a session that has all three and can be.
    #[must_use]
    pub fn span(&self) -> Option<(Day, MinuteOfDay, Whole)> {
        let span = (self.day?, self.start.known()?, self.minutes.known()?);
        self.impossible().is_none().then_some(span)
    }
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Day {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl Day {
    /// The week, Monday first.
    pub const ALL: [Self; 7] =
        [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];

    /// The day of the week of a date.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self::ALL[date.weekday().num_days_from_monday() as usize % 7]
    }

    /// "Monday".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Mon => "Monday",
            Self::Tue => "Tuesday",
            Self::Wed => "Wednesday",
            Self::Thu => "Thursday",
            Self::Fri => "Friday",
            Self::Sat => "Saturday",
            Self::Sun => "Sunday",
        }
    }

    /// "Mon".
    #[must_use]
    pub fn short(self) -> &'static str {
        self.label().get(..3).unwrap_or_default()
    }
}

/// Where the person is during a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "SessionPlace"))]
pub enum Place {
    /// At the clinic.
    #[default]
    OnSite,
    /// Somewhere else, by video or phone.
    Remote,
}

impl Place {
    /// "On site".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::OnSite => "On site",
            Self::Remote => "Remote",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(start: Option<u32>, minutes: Option<Whole>) -> Planned {
        let entered = |minute| Entered::Known(MinuteOfDay::new(minute).unwrap());
        Planned {
            day: Some(Day::Mon),
            start: start.map_or_else(Entered::default, entered),
            minutes: minutes.map_or_else(Entered::default, Entered::Known),
            ..Planned::default()
        }
    }

    #[test]
    fn a_session_has_some_minutes_of_one_day() {
        use Impossible::{NoLength, PastMidnight, TooLong};
        let cases = [
            (Some(540), Some(1), None),
            (Some(540), Some(0), Some(NoLength)),
            (None, Some(0), Some(NoLength)),
            (Some(0), Some(720), None),
            (Some(0), Some(721), Some(TooLong)),
            (None, Some(100_000), Some(TooLong)),
            (Some(1380), Some(60), None),
            (Some(1380), Some(61), Some(PastMidnight)),
            (None, Some(720), None),
            (Some(1380), None, None),
            (None, None, None),
        ];
        for (start, minutes, expected) in cases {
            let session = session(start, minutes);
            assert_eq!(session.impossible(), expected, "{start:?} {minutes:?}");
            let whole = start.is_some() && minutes.is_some() && expected.is_none();
            assert_eq!(session.span().is_some(), whole, "{start:?} {minutes:?}");
        }
    }
}
