//! What the window and the command line ask for. Unknown fields are refused.

use record::plan::Edit;
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
}
