//! The program's catalog and its rosters.

use record::{
    Lack,
    schedule::{AbsenceReason, Attendance, Day, Offering, Place},
};
use serde::Serialize;

/// The catalog.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ProgramView {
    /// The groups, by day and time of their first meeting; retired ones last.
    pub groups: Vec<GroupRow>,
    /// The meetings of today, by time.
    pub today: Vec<TodayMeeting>,
    /// Today, in words.
    pub today_words: String,
    /// Programs to start from; none for those who may not edit.
    pub templates: Vec<TemplateRow>,
    /// Whether this session may edit the catalog.
    pub may_edit: bool,
    /// The group that was just added.
    pub added: Option<String>,
    /// The meeting that was just added.
    pub entry: Option<String>,
}

/// A meeting that is held today.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TodayMeeting {
    /// The group's id.
    pub group: String,
    /// The meeting's id.
    pub meeting: String,
    /// The name this session sees: clinical or neutral.
    pub name: String,
    /// "9:00 AM, 60 min".
    pub when: String,
    /// The room; may be empty.
    pub room: String,
    /// Minutes since midnight; none while it is not known.
    pub start: Option<u32>,
    /// People on the roster who have been ticked.
    pub ticked: u32,
    /// People on the roster.
    pub expected: u32,
}

/// A group of the catalog.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct GroupRow {
    /// The group's id.
    pub group: String,
    /// Its revision; 0 where it cannot be edited.
    pub rev: u32,
    /// When it was saved: RFC 3339, UTC; none where it cannot be edited.
    pub saved_at: Option<String>,
    /// The name this session sees: clinical or neutral.
    pub name: String,
    /// The group with everything; none for front desk.
    pub offering: Option<Offering>,
    /// Its weekly meetings.
    pub meetings: Vec<MeetingRow>,
    /// Places; none without a limit.
    pub capacity: Option<u32>,
    /// Who holds it.
    pub staff: String,
    /// The room.
    pub room: String,
    /// Where people are.
    pub place: Place,
    /// Whether people can be put into it today.
    pub offered: bool,
    /// Whether it is not offered any more.
    pub retired: bool,
    /// What it still lacks; nothing for front desk.
    pub lacks: Vec<Lack>,
}

/// A weekly meeting.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MeetingRow {
    /// The meeting's id.
    pub meeting: String,
    /// On which day.
    pub day: Option<Day>,
    /// "Mon 9:00 AM, 60 min".
    pub words: String,
    /// Minutes since midnight; none while it is not known.
    pub start: Option<u32>,
    /// Minutes.
    pub minutes: Option<u32>,
    /// People who have a seat in it.
    pub taken: u32,
    /// The next day it meets, ISO 8601; today counts.
    pub next: String,
    /// Whether it is not held any more.
    pub retired: bool,
    /// What needs its room or its staff at the same time; empty when nothing does, and for front
    /// desk.
    pub clash: String,
}

/// A program to start from.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TemplateRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// In a line.
    pub about: String,
}

/// Who has a seat in a meeting, and who came on a day.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RosterView {
    /// The group's id.
    pub group: String,
    /// The meeting's id.
    pub meeting: String,
    /// The neutral name.
    pub name: String,
    /// "Monday, Nov 30, 2026, 9:00 AM, 60 min".
    pub when: String,
    /// The day, ISO 8601.
    pub date: String,
    /// The day, in words.
    pub date_words: String,
    /// The meeting before, ISO 8601; empty where there is none.
    pub before: String,
    /// The meeting after, ISO 8601; empty where there is none.
    pub after: String,
    /// Whether the day is still to come: nothing is ticked then.
    pub ahead: bool,
    /// Places; none without a limit.
    pub capacity: Option<u32>,
    /// The room; may be empty.
    pub room: String,
    /// Who holds it.
    pub staff: String,
    /// The people, by name.
    pub rows: Vec<RosterRow>,
    /// What can be ticked.
    pub attendances: Vec<AttendanceChoice>,
    /// Why somebody may not have been there.
    pub reasons: Vec<ReasonChoice>,
}

/// Somebody on a roster.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RosterRow {
    /// The client's id.
    pub client: String,
    /// The clinic's number.
    pub number: String,
    /// The name used.
    pub name: String,
    /// "Not on the plan", "The plan says Mon 9:00 AM"; mostly empty.
    pub note: String,
    /// What was ticked.
    pub attendance: Option<Attendance>,
    /// Minutes the person was there.
    pub minutes: Option<u32>,
    /// Why not, or not for all of it.
    pub reason: Option<AbsenceReason>,
    /// Who ticked it and when, in words; empty before.
    pub ticked: String,
}

/// Something that can be ticked.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AttendanceChoice {
    /// What is sent.
    pub attendance: Attendance,
    /// What is shown.
    pub label: String,
    /// Whether minutes and a reason belong to it.
    pub partly: bool,
    /// Whether a reason belongs to it.
    pub reason: bool,
}

/// A reason that can be named.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReasonChoice {
    /// What is sent.
    pub reason: AbsenceReason,
    /// What is shown.
    pub label: String,
}
