//! What the window and the command line ask for. Unknown fields are refused.

use record::{alert::Action, plan::Edit};
use serde::Deserialize;
use serde_json::Value;

use super::{Role, SectionSource, SectionStatus};

macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub struct $name { $($(#[$field_doc])* pub $field: $type),* }
    )*};
}

mod attachments;
mod care;
mod library;
mod plan;
mod program;
mod release;
mod review;

pub use attachments::*;
pub use care::*;
pub use library::*;
pub use plan::*;
pub use program::*;
pub use release::*;
pub use review::*;

requests! {
    /// Nothing to say.
    Nothing {}
    /// Says what is wrong with a passphrase, while it is typed.
    CheckPassphrase {
        /// What was typed.
        passphrase: String,
        /// Names it must not be made of: the clinic's and the user's.
        names: Vec<String>,
    }
    /// Prepares a clinic: keys in memory, nothing on disk yet.
    PrepareClinic {
        /// The clinic's name.
        clinic: String,
        /// What to do in a crisis.
        crisis_steps: String,
        /// What to do in a crisis when no clinician is on site.
        crisis_no_clinician: String,
        /// The first administrator's name.
        name: String,
        /// Signing credential; may be empty.
        credential: String,
        /// The passphrase.
        passphrase: String,
    }
    /// Types the recovery code back; then the clinic is written.
    ConfirmRecovery {
        /// The code as typed.
        code: String,
    }
    /// Signs in.
    Unlock {
        /// The user's id.
        user: String,
        /// The passphrase.
        passphrase: String,
    }
    /// Signs in with the recovery code.
    UnlockWithCode {
        /// The code as typed.
        code: String,
    }
    /// Anything that only needs a session: locking, the staff list, a new client's form.
    Signed {
        /// The session.
        token: String,
    }
    /// Finds clients.
    FindClients {
        /// The session.
        token: String,
        /// A name, a birth date, a phone number or a client number; all clients when empty.
        find: String,
        /// Only who is at this stage, by its name; wherever they stand when empty.
        stage: String,
        /// How many of those who match are passed over: where the list was read on from.
        offset: u32,
        /// At most this many rows.
        limit: u32,
    }
    /// A new client's answers so far, or to be kept.
    NewClient {
        /// The session.
        token: String,
        /// Answers by item id.
        answers: Value,
    }
    /// Anything about one client.
    OfClient {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
    }
    /// Opens an intake section, or starts a screening.
    OpenForm {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The form's id.
        form: String,
    }
    /// Opens a response that exists.
    OpenResponse {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The response's id.
        record: String,
    }
    /// Answers one question.
    AnswerItem {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The form's id.
        form: String,
        /// The response's id.
        record: String,
        /// The revision the screen shows.
        rev: u32,
        /// The question.
        path: String,
        /// The answer; null clears it.
        value: Value,
    }
    /// Adds a row to a group, takes one out, or moves one.
    ChangeRows {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The form's id.
        form: String,
        /// The response's id.
        record: String,
        /// The revision the screen shows.
        rev: u32,
        /// The group.
        path: String,
        /// The row to take out or move; a new one is added when nothing is named.
        row: Option<String>,
        /// Where the row goes: after this row, or to the head when empty; taken out when nothing
        /// is named.
        after: Option<String>,
    }
    /// Says how far a section is and who gives the answers.
    MarkSection {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The form's id.
        form: String,
        /// The response's id.
        record: String,
        /// The revision the screen shows.
        rev: u32,
        /// How far it is.
        status: Option<SectionStatus>,
        /// Who gives the answers.
        source: Option<SectionSource>,
    }
    /// Edits the plan; all edits or none.
    EditPlan {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The plan's id.
        record: String,
        /// The revision the screen shows.
        rev: u32,
        /// What to change.
        edits: Vec<Edit>,
    }
    /// Adds a member of staff.
    AddUser {
        /// The session.
        token: String,
        /// The name on the tile.
        name: String,
        /// Signing credential; may be empty.
        credential: String,
        /// The access role.
        role: Role,
        /// The first passphrase.
        passphrase: String,
    }
    /// Changes a member of staff: name, credential, role.
    ChangeUser {
        /// The session.
        token: String,
        /// The user's id.
        user: String,
        /// The name on the tile.
        name: String,
        /// Signing credential; may be empty.
        credential: String,
        /// The access role.
        role: Role,
    }
    /// Gives somebody a new passphrase, when the old one is lost.
    ResetPassphrase {
        /// The session.
        token: String,
        /// The user's id.
        user: String,
        /// The new passphrase.
        passphrase: String,
    }
    /// Anything about one member of staff.
    OfUser {
        /// The session.
        token: String,
        /// The user's id.
        user: String,
    }
    /// Changes the passphrase of whoever is signed in.
    ChangePassphrase {
        /// The session.
        token: String,
        /// The passphrase as it is.
        current: String,
        /// The one that takes its place.
        new: String,
    }
    /// Types a new recovery code back; then it takes the place of the old one.
    RenewRecovery {
        /// The session.
        token: String,
        /// The code as typed.
        code: String,
    }
    /// Reads the audit, newest first.
    FindAudit {
        /// The session.
        token: String,
        /// Only this person's doing, by id; everybody's when empty.
        who: String,
        /// Only this kind of event; every kind when empty.
        what: String,
        /// Only about this client, by number or id; everybody when empty.
        client: String,
        /// From this day on, typed any way; from the beginning when empty.
        from: String,
        /// Up to and with this day; up to now when empty.
        to: String,
        /// How many matching entries to pass over.
        skip: u32,
        /// At most this many rows.
        limit: u32,
    }
    /// Writes the entries that match to a file.
    ExportAudit {
        /// The session.
        token: String,
        /// As in [`FindAudit`].
        who: String,
        /// As in [`FindAudit`].
        what: String,
        /// As in [`FindAudit`].
        client: String,
        /// As in [`FindAudit`].
        from: String,
        /// As in [`FindAudit`].
        to: String,
        /// "csv" or "pdf".
        format: AuditFormat,
        /// For whom the file is.
        recipient: String,
        /// What it is for.
        purpose: String,
    }
    /// Deletes a client; the records wait to be purged.
    RemoveClient {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// Why.
        reason: String,
    }
    /// Purges a deleted client whose waiting period is over.
    PurgeClient {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The client's number, typed to be sure.
        number: String,
    }
    /// Clears a flag by saying what was done.
    ClearFlag {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The flag's id.
        flag: String,
        /// What was done, one or several.
        actions: Vec<Action>,
        /// In the clinician's words; may be empty where the actions say enough.
        disposition: String,
    }
    /// Changes what can be set.
    ChangeSettings {
        /// The session.
        token: String,
        /// Minutes without a key or a click after which the window locks: 2 to 15.
        idle_minutes: u32,
        /// Days a deleted client can be brought back: 7 to 365.
        removal_days: u32,
        /// Whether the clinic is a Part 2 program.
        part2: bool,
    }
    /// Restores the chosen backup, opened with a passphrase or the recovery code.
    RestoreBackup {
        /// Whose passphrase it is, by id; empty with a recovery code.
        user: String,
        /// The passphrase; empty with a recovery code.
        passphrase: String,
        /// The recovery code; empty with a passphrase.
        code: String,
    }
}

/// The file an audit is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AuditFormat {
    /// RFC 4180, UTF-8.
    Csv,
    /// A document.
    Pdf,
}
