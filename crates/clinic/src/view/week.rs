//! A person's week: what front desk sees of it, and what a plan's is drawn on.

use record::{
    plan::Modality,
    schedule::{AbsenceReason, Attendance, Day, Delivered, Place, Planned},
};
use serde::Serialize;

use super::{AttendanceChoice, ReasonChoice};

/// A person's week as front desk and clinicians see it, and what was delivered.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WeekView {
    /// The client's id.
    pub client: String,
    /// The sessions of a usual week; none before a plan is in force.
    pub seats: Vec<SeatRow>,
    /// "since Nov 26, 2026"; empty before a plan is in force.
    pub since: String,
    /// Planned against delivered.
    pub delivered: Delivered,
    /// The same in words: "27.0 h of 36.0 h planned; 1 no-show".
    pub words: String,
    /// Week by week, newest first, in words.
    pub weeks: Vec<DeliveredRow>,
    /// Sessions of the last two weeks and of today, newest first.
    pub recent: Vec<RecentSession>,
    /// What can be ticked.
    pub attendances: Vec<AttendanceChoice>,
    /// Why somebody may not have been there.
    pub reasons: Vec<ReasonChoice>,
}

/// What was delivered in a week.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DeliveredRow {
    /// Its Monday: "Nov 23, 2026".
    pub week: String,
    /// "9.0 h".
    pub planned: String,
    /// "7.5 h".
    pub delivered: String,
}

/// A session of a usual week.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SeatRow {
    /// The neutral name.
    pub name: String,
    /// "Mon 9:00 AM, 60 min".
    pub when: String,
    /// The room; may be empty.
    pub room: String,
    /// Where the person is.
    pub place: Place,
}

/// A session on a day.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RecentSession {
    /// The day, ISO 8601.
    pub date: String,
    /// "Mon, Nov 23, 9:00 AM".
    pub when: String,
    /// The neutral name.
    pub name: String,
    /// Whether it is on the plan; else somebody came without a seat.
    pub planned: bool,
    /// The group's id; none for a session by itself.
    pub group: Option<String>,
    /// The meeting's id, or the planned session's.
    pub session: String,
    /// What was ticked.
    pub attendance: Option<Attendance>,
    /// Minutes the person was there.
    pub minutes: Option<u32>,
    /// Why not, or not for all of it.
    pub reason: Option<AbsenceReason>,
}

/// What the week of a plan is drawn on.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WeekGrid {
    /// When the person can come; none when nobody has asked.
    pub free: Vec<FreeSpan>,
    /// Meetings of the catalog that people can be put into.
    pub offered: Vec<OfferedMeeting>,
    /// What stands in the way, by session.
    pub conflicts: Vec<WeekConflict>,
    /// Each day of the week with its minutes and sessions.
    pub days: Vec<DayTotal>,
    /// "9.0 h a week".
    pub total: String,
    /// Delivered against planned, in words; empty before a plan is in force.
    pub delivered: String,
}

/// A stretch of a day on which the person can come.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FreeSpan {
    /// The day.
    pub day: Day,
    /// First minute of the day.
    pub from: u32,
    /// Last minute of the day.
    pub until: u32,
}

/// A meeting of the catalog.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OfferedMeeting {
    /// "Skills group, Mon 9:00 AM, 60 min".
    pub label: String,
    /// "8 of 12 places taken"; may be empty.
    pub places: String,
    /// Whether no place is left.
    pub full: bool,
    /// Whether the person can come then; true when nobody has asked.
    pub fits: bool,
    /// The kind of help.
    pub service: Option<Modality>,
    /// What is added to the plan.
    pub planned: Planned,
}

/// Something that stands in the way.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WeekConflict {
    /// The planned session's id.
    pub session: String,
    /// One sentence.
    pub message: String,
}

/// A day of the week.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DayTotal {
    /// The day.
    pub day: Day,
    /// "Monday".
    pub label: String,
    /// Minutes.
    pub minutes: u32,
    /// Sessions.
    pub sessions: u32,
}
