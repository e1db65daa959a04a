//! What stands inside the records of the program: groups, seats, attendance.

use chrono::NaiveDate;
use record::{
    Entered, Id, Whole,
    schedule::{Meeting, Offering, Place, Seat, Tick},
};
use serde::{Deserialize, Serialize};

/// A group as clinicians know it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfferingBody {
    pub(crate) offering: Offering,
    /// The record that front desk reads.
    pub(crate) group: Id,
}

/// The same group as front desk knows it: no kind of help, no clinical name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupBody {
    /// The record of the group.
    pub(crate) offering: Id,
    pub(crate) name: String,
    pub(crate) meetings: Vec<Meeting>,
    pub(crate) capacity: Entered<Whole>,
    pub(crate) staff: String,
    pub(crate) room: String,
    pub(crate) place: Place,
    pub(crate) from: Entered<NaiveDate>,
    pub(crate) until: Entered<NaiveDate>,
    pub(crate) retired: bool,
}

impl GroupBody {
    pub(crate) fn of(id: Id, offering: &Offering) -> Self {
        Self {
            offering: id,
            name: offering.neutral_name.clone(),
            meetings: offering.meetings.clone(),
            capacity: offering.capacity.clone(),
            staff: offering.staff.clone(),
            room: offering.room.clone(),
            place: offering.place,
            from: offering.from.clone(),
            until: offering.until.clone(),
            retired: offering.retired,
        }
    }
}

/// A person's seats in a usual week: what front desk needs of the plan in force.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeatsBody {
    pub(crate) episode: Id,
    /// The first day they count, ISO 8601.
    pub(crate) since: String,
    pub(crate) seats: Vec<Seat>,
    /// The weeks the person had before, oldest first.
    #[serde(default)]
    pub(crate) earlier: Vec<EarlierSeats>,
}

/// Seats that counted until another plan came into force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EarlierSeats {
    pub(crate) episode: Id,
    /// The first day they counted, ISO 8601.
    pub(crate) since: String,
    /// The last day, ISO 8601.
    pub(crate) until: String,
    pub(crate) seats: Vec<Seat>,
}

/// Who came, for one person and episode.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttendanceBody {
    pub(crate) episode: Id,
    pub(crate) ticks: Vec<Tick>,
}
