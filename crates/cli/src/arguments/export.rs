//! What can be typed about tables, for other programs and from them.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use clinic::view::request;

use super::{At, Leaves};

#[derive(Subcommand)]
pub(crate) enum ExportCommand {
    /// Write a table as CSV, or all of them. A person is in it only where what is said of them may
    /// leave for what it is for; each gets an entry in their history.
    Csv {
        #[command(flatten)]
        at: At,
        /// Which table.
        #[arg(long, value_enum, required_unless_present = "all", conflicts_with = "all")]
        table: Option<TableName>,
        /// All of them, into a folder that is made if it is not there.
        #[arg(long)]
        all: bool,
        /// The file; with --all, the folder.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        leaves: Leaves,
    },
    /// Write records as a FHIR R4 bundle: of clients, or of everybody. A person is in it only where
    /// the record may leave for what it is for; each gets an entry in their history.
    Fhir {
        #[command(flatten)]
        at: At,
        /// A client, by number or id; everybody when none is named.
        #[arg(long)]
        client: Vec<String>,
        /// The file.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        leaves: Leaves,
    },
    /// Write everything on record to a new folder: each person's record as FHIR with pages and
    /// attachments, the tables, the audit, and a page for the reader.
    All {
        #[command(flatten)]
        at: At,
        /// The folder in which the new one is made.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        leaves: Leaves,
    },
}

/// The tables there are.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum TableName {
    /// Names, birth date, phones, where they stand.
    Clients,
    /// Every score of every finished screening.
    Scores,
    /// Planned and delivered minutes, week by week.
    Hours,
    /// What is due.
    Due,
}

impl From<TableName> for request::TableKind {
    fn from(name: TableName) -> Self {
        match name {
            TableName::Clients => Self::Clients,
            TableName::Scores => Self::Scores,
            TableName::Hours => Self::Hours,
            TableName::Due => Self::Due,
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum ImportCommand {
    /// Take in people from a file of FHIR R4: a referral, or what Goldthread wrote. Who may be here
    /// already is left out; everybody else is added, or nobody.
    Fhir {
        #[command(flatten)]
        at: At,
        /// The file: a bundle or a Patient, in JSON, as it is or in the age format.
        #[arg(long)]
        from: PathBuf,
        /// A file whose first line is the passphrase of a file in the age format.
        #[arg(long)]
        from_passphrase_file: Option<PathBuf>,
        /// Add people too who may be here already, stand twice in the file or have died, as new
        /// people.
        #[arg(long)]
        anyway: bool,
        /// Look at everybody, and add nobody.
        #[arg(long)]
        dry_run: bool,
    },
    /// Take in a list of clients. Who may be here already is left out, and so is a row in which
    /// something is wrong; all others are added, or none.
    Csv {
        #[command(flatten)]
        at: At,
        /// The list: CSV with a head.
        #[arg(long)]
        from: PathBuf,
        /// What a column is, where its name does not say it: "Vorname=legal_first". The questions
        /// are legal_first, legal_middle, legal_last, name_used, date_of_birth and phone; nothing
        /// after the sign leaves the column out.
        #[arg(long, value_parser = column)]
        column: Vec<(String, String)>,
        /// Look at every row, and add nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

fn column(text: &str) -> Result<(String, String), String> {
    let (head, item) = text.rsplit_once('=').ok_or("write it as NAME=QUESTION")?;
    Ok((head.trim().to_owned(), item.trim().to_owned()))
}
