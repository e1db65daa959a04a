//! What is asked about the program.

use record::{
    plan::Edit,
    schedule::{AbsenceReason, Attendance},
};
use serde::Deserialize;

requests! {
    /// Adds a group, or edits one: all edits or none.
    EditOffering {
        /// The session.
        token: String,
        /// The group's id; a new one when nothing is named.
        group: Option<String>,
        /// The revision the screen shows; 0 for a new one.
        rev: u32,
        /// The edits.
        edits: Vec<Edit>,
    }
    /// Starts the catalog from a template.
    StartProgram {
        /// The session.
        token: String,
        /// The template's id.
        template: String,
    }
    /// Opens a roster.
    OpenRoster {
        /// The session.
        token: String,
        /// The group's id.
        group: String,
        /// The meeting's id.
        meeting: String,
        /// The day, ISO 8601; the next one when empty.
        date: String,
    }
    /// Ticks whether somebody came.
    TickAttendance {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The group's id; none for a session by itself.
        group: Option<String>,
        /// The meeting's id, or the planned session's.
        session: String,
        /// The day, ISO 8601.
        date: String,
        /// What is ticked; nothing takes the tick back.
        attendance: Option<Attendance>,
        /// Minutes the person was there; asked for who came late or left early.
        minutes: Option<u32>,
        /// Why not, or not for all of it.
        reason: Option<AbsenceReason>,
    }
}
