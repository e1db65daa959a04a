//! What can be typed about the program, rosters, attendance and rule packs.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use clinic::view::{AbsenceReason, Attendance};

use super::At;

#[derive(Subcommand)]
pub(crate) enum ProgramCommand {
    /// List the groups with their meetings, and programs to start from.
    List {
        #[command(flatten)]
        at: At,
    },
    /// Add the groups of a program to start from.
    Start {
        #[command(flatten)]
        at: At,
        /// Its id, as the list shows it.
        #[arg(long)]
        template: String,
    },
    /// Add a group, or change one: JSON with values by path,
    /// `{"name": "...", "meetings": [{"day": "mon", "start": "9:00", "minutes": 60}]}`.
    Set {
        #[command(flatten)]
        at: At,
        /// The group's id; a new one when left out.
        #[arg(long)]
        group: Option<String>,
        /// The JSON file.
        #[arg(long)]
        from: PathBuf,
    },
    /// Retire a group, or bring it back. What was ticked on it stays.
    Retire {
        #[command(flatten)]
        at: At,
        /// The group's id.
        #[arg(long)]
        group: String,
        /// Offer it again.
        #[arg(long)]
        bring_back: bool,
    },
    /// Show who has a seat in a meeting and who came; write the roster as PDF, when asked to.
    Roster {
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        on: GroupOnDay,
        /// The PDF to write.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Tick whether somebody came, with a seat or without.
    Tick {
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        on: GroupOnDay,
        #[command(flatten)]
        tick: AttendanceTick,
    },
    /// Show a client's week and what was delivered.
    Week {
        #[command(flatten)]
        of: super::OfClient,
    },
}

/// A meeting of a group on a day.
#[derive(Args)]
pub(crate) struct GroupOnDay {
    /// The group's id.
    #[arg(long)]
    pub(crate) group: String,
    /// The meeting's id; where the group meets once on that day it can be left out.
    #[arg(long, default_value = "")]
    pub(crate) meeting: String,
    /// The day, typed any way; the next one when left out.
    #[arg(long, default_value = "")]
    pub(crate) on: String,
}

/// Whether somebody came.
#[derive(Args)]
pub(crate) struct AttendanceTick {
    /// The client: record id or the clinic's number.
    #[arg(long)]
    pub(crate) client: String,
    /// came, late, left_early, no_show, excused; nothing takes the tick back.
    #[arg(long, value_parser = attendance)]
    pub(crate) attendance: Option<Attendance>,
    /// Minutes the person was there, who came late or left early.
    #[arg(long)]
    pub(crate) minutes: Option<u32>,
    /// transport, work_or_school, care, not_well, appointment, clinic, other.
    #[arg(long, value_parser = reason)]
    pub(crate) reason: Option<AbsenceReason>,
}

fn attendance(text: &str) -> Result<Attendance, String> {
    let value = serde_json::Value::String(text.to_owned());
    serde_json::from_value(value).map_err(|_| "came, late, left_early, no_show or excused".into())
}

fn reason(text: &str) -> Result<AbsenceReason, String> {
    let value = serde_json::Value::String(text.to_owned());
    serde_json::from_value(value).map_err(|_| {
        "transport, work_or_school, care, not_well, appointment, clinic or other".into()
    })
}

#[derive(Subcommand)]
pub(crate) enum RulesCommand {
    /// List the rule packs and when each applies.
    List {
        #[command(flatten)]
        at: At,
    },
    /// Switch a rule pack on or off for the clinic.
    Choose {
        #[command(flatten)]
        at: At,
        /// The pack's id.
        #[arg(long)]
        pack: String,
        /// On or off.
        #[arg(long, value_enum, default_value = "on")]
        switch: Switch,
    },
}

/// On or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Switch {
    On,
    Off,
}
