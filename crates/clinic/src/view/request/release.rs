//! What is asked when something about a client leaves the clinic.

use record::disclosure::Basis;
use serde::{Deserialize, Serialize};

/// For whom a copy is, what for, and on what basis it may leave.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ExportAsk {
    /// On what basis; when nothing is named, the client's own copy or a consent is looked for.
    pub basis: Option<Basis>,
    /// For whom it is; with the consent of one recipient, that one when empty.
    pub recipient: String,
    /// What it is for; with a consent, what the consent says when empty.
    pub purpose: String,
    /// The passphrase the file opens with; none when empty.
    pub passphrase: String,
    /// The paper; the clinic's own when nothing is named.
    pub paper: Option<Sheet>,
}

/// The paper a document is set on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Sheet {
    /// US Letter: 8.5 x 11 in.
    #[default]
    Letter,
    /// A4: 210 x 297 mm.
    A4,
}

/// A document about a client.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Printed {
    /// A version of the plan.
    Plan {
        /// The version's id; the newest when empty.
        record: String,
    },
    /// The client copy of a version of the plan.
    ClientCopy {
        /// The version's id; the newest when empty.
        record: String,
        /// The language of its own words: `en` or `es`.
        language: String,
    },
    /// The safety plan.
    SafetyPlan,
    /// The summary of the episode.
    Summary,
    /// The surveyor's tracer.
    Tracer,
    /// The intake as it was answered.
    Intake {
        /// A section; the whole intake when empty.
        form: String,
    },
}

/// A table for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum TableKind {
    /// Everybody: names, birth date, phones, where they stand.
    Clients,
    /// Every score of every finished screening.
    Scores,
    /// Planned and delivered minutes, week by week.
    Hours,
    /// What the due board shows.
    Due,
}

/// Which document of each client is written when many are in one go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum BatchPaper {
    /// The newest version of the plan.
    #[default]
    Plan,
    /// Its client copy: in Spanish for who reads or speaks Spanish, else in English.
    ClientCopy,
}

requests! {
    /// Writes a table.
    ExportTable {
        /// The session.
        token: String,
        /// Which one.
        table: TableKind,
        /// For whom, what for, on what basis: the same for everybody in it.
        to: ExportAsk,
    }
    /// Writes records as a FHIR bundle.
    ExportFhir {
        /// The session.
        token: String,
        /// The clients' ids; everybody when empty.
        clients: Vec<String>,
        /// For whom, what for, on what basis: the same for everybody in it. With a passphrase the
        /// file is in the age format.
        to: ExportAsk,
    }
    /// Writes everything on record to a folder.
    ExportAll {
        /// The session.
        token: String,
        /// For whom, what for, on what basis: the same for everybody. With a passphrase nothing
        /// but the page for the reader opens without it.
        to: ExportAsk,
    }
    /// Opens the file that was chosen with its passphrase.
    UnlockReferrals {
        /// The session.
        token: String,
        /// The passphrase it was locked with.
        passphrase: String,
    }
    /// Takes in people of the file that was chosen.
    AddReferrals {
        /// The session.
        token: String,
        /// Their places among the people of the file, from 0.
        people: Vec<u32>,
    }
    /// Writes the plans of several clients to a folder, one after the other.
    ExportPlans {
        /// The session.
        token: String,
        /// The clients' ids; everybody in care when empty.
        clients: Vec<String>,
        /// Which document of each.
        paper: BatchPaper,
        /// For whom, what for, on what basis: the same for all of them.
        to: ExportAsk,
    }
    /// Draws a page of a document about a client, as it would leave, to be looked at.
    PreviewDocument {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// Which document.
        document: Printed,
        /// For whom, what for, on what basis; the passphrase does not matter here.
        to: ExportAsk,
        /// Which page, from 1.
        page: u32,
    }
    /// Changes the letterhead and the paper.
    ChangeLetterhead {
        /// The session.
        token: String,
        /// The paper.
        paper: Sheet,
        /// The address, line by line.
        address: String,
        /// The phone number.
        phone: String,
        /// Licences and certifications, line by line.
        licences: String,
        /// What stands at the foot of the first page.
        footer: String,
    }
    /// Writes a document about a client to a file that leaves the clinic.
    ExportPlan {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// For whom, what for, on what basis.
        to: ExportAsk,
    }
    /// Writes the client copy of a plan to a file that leaves the clinic.
    ExportClientCopy {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The version's id; the newest when empty.
        record: String,
        /// The language of its own words: `en` or `es`.
        language: String,
        /// For whom, what for, on what basis.
        to: ExportAsk,
    }
    /// Writes one version of a plan to a file that leaves the clinic.
    ExportPlanVersion {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The version's id.
        record: String,
        /// For whom, what for, on what basis.
        to: ExportAsk,
    }
}
