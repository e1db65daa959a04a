//! What is asked about care: flags, suitability, forms and who fills them in, paper.

use serde::Deserialize;
use serde_json::Value;

use super::ExportAsk;

requests! {
    /// Looks at a list of clients with these columns, or takes it in.
    MapClientList {
        /// The session.
        token: String,
        /// For each column of the file, the question it answers; empty when none.
        columns: Vec<String>,
    }
    /// Puts on record who was told that a clinician is needed.
    TellOfFlag {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The flag's id.
        flag: String,
        /// Who was told.
        whom: String,
    }
    /// Answers one thing of the suitability record.
    EditSuitability {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The record's id.
        record: String,
        /// The revision the screen shows.
        rev: u32,
        /// Where: `ratings/severity`, `red/intent_or_plan`, `draft/level`.
        path: String,
        /// The answer; null takes it back.
        value: Value,
    }
    /// Prints the intake, or one form of it.
    PrintForms {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// One section's or screening's id; every section that may be opened when empty.
        form: String,
        /// Whether it is printed blank, to be written on.
        blank: bool,
        /// For whom, what for, on what basis; nothing for a blank one.
        to: Option<ExportAsk>,
    }
    /// Switches a screening on or off.
    ChooseForm {
        /// The session.
        token: String,
        /// The form's id.
        form: String,
        /// Whether the clinic gives it.
        on: bool,
    }
    /// Names somebody as trained to ask about suicide, or takes that back.
    TrainStaff {
        /// The session.
        token: String,
        /// The user's id.
        user: String,
        /// Whether the person is trained.
        trained: bool,
    }
    /// Takes the window back from a client.
    EndSelfEntry {
        /// The token of the self-entry.
        token: String,
        /// The passphrase of whoever is signed in.
        passphrase: String,
    }
    /// Anything about one record at a revision.
    OfRecord {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The record's id.
        record: String,
        /// The revision the screen shows.
        rev: u32,
    }
    /// Records a level-of-care result from elsewhere, or corrects one.
    RecordLevelOfCare {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The record to correct; a new one when nothing is named.
        record: Option<String>,
        /// The revision the screen shows; 0 for a new one.
        rev: u32,
        /// The instrument, by name.
        instrument: String,
        /// Its edition.
        edition: String,
        /// The result, as reported.
        result: String,
        /// Who assessed.
        assessor: String,
        /// When, typed any way.
        date: String,
    }
}
