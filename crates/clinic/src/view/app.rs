//! The application as a whole: before a clinic exists, locked, and open.

use serde::{Deserialize, Serialize};

use super::SectionView;
use crate::Code;

/// What stage the application is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Stage {
    /// No vault yet.
    FirstRun,
    /// A vault, and nobody signed in.
    Locked,
    /// Somebody is signed in.
    Open,
    /// There is a file, and it cannot be opened; `trouble` says why.
    Trouble,
}

/// The application as the window first sees it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AppView {
    /// Where it stands.
    pub stage: Stage,
    /// Why the file cannot be opened, at [`Stage::Trouble`].
    pub trouble: Option<Code>,
    /// Name of the vault's file, without its folder.
    pub file: String,
    /// Whether this is the sample clinic.
    pub sample: bool,
    /// Whether the real clinic has been set up (the sample may be open before that).
    pub has_clinic: bool,
    /// The people who may sign in.
    pub people: Vec<Tile>,
    /// Whether the last session ended by itself: nobody moved, the clock jumped, the system locked.
    pub locked_by_itself: bool,
    /// The backup that has just been restored: told once, after the page was made anew.
    pub restored: Option<RestoredView>,
    /// The client who gave the window back last, for a page that begins: told until locking.
    pub handed_back: Option<String>,
    /// Who is signed in; nobody while a client has the window.
    pub session: Option<SessionView>,
    /// The form that a client is filling in.
    pub self_entry: Option<SelfEntryView>,
}

/// A form in a client's hands.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SelfEntryView {
    /// What its own commands are asked with; it opens nothing else.
    pub token: String,
    /// The client's id.
    pub client: String,
    /// The form: no score, no band, and of an alert only that somebody is needed.
    pub section: SectionView,
}

/// A backup that has just taken the place of the records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RestoredView {
    /// Name of the backup's file, without its folder.
    pub file: String,
    /// Whether there were records before, kept under another name.
    pub kept: bool,
}

/// A person's tile on the sign-in screen.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Tile {
    /// The user's id.
    pub user: String,
    /// The user's name, as it stands on the tile.
    pub name: String,
}

/// What a person may do here. Roles and keys agree; each is checked on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Role {
    /// Intake; no clinical key.
    FrontDesk,
    /// Intake and clinical records.
    Therapist,
    /// As a therapist, with other signing rights.
    Supervisor,
    /// As a therapist, with other signing rights.
    Physician,
    /// Everything, and the staff.
    Admin,
}

/// Who is signed in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SessionView {
    /// Sent with every command.
    pub token: String,
    /// The user's id.
    pub user: String,
    /// The user's name.
    pub name: String,
    /// Signing credential, such as "LCSW"; may be empty.
    pub credential: String,
    /// The access role.
    pub role: Role,
    /// Whether clinical records can be read and written.
    pub clinical: bool,
    /// Whether staff can be managed.
    pub admin: bool,
    /// The clinic's name.
    pub clinic: String,
    /// What to do in a crisis.
    pub crisis_steps: String,
    /// What to do in a crisis when no clinician is on site.
    pub crisis_no_clinician: String,
}

/// Whether a passphrase may be used, and what is wrong with it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PassphraseView {
    /// Whether it may be used.
    pub ok: bool,
    /// What is wrong with it, most important first.
    pub reasons: Vec<Reason>,
}

/// What is wrong with a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Reason {
    /// Under 15 characters.
    TooShort {
        /// How many more are needed.
        missing: u32,
    },
    /// Over 1,024 bytes.
    TooLong,
    /// On the list of common ones, or a mere pattern.
    Common,
    /// Little more than the clinic's or a person's name.
    Name,
}

/// A clinic that has been prepared but not written yet.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PreparedView {
    /// Shown once, printed, and typed back.
    pub recovery_code: String,
}
