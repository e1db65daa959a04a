//! What can be typed. Wrong usage ends with status 2, which is clap's own.

mod clinical;
mod export;
mod keeping;
mod leaves;
mod letterhead;
mod library;
mod papers;
mod people;
mod plans;
mod program;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(crate) use clinical::{ClinicalCommand, FormsCommand, SafetyCommand};
pub(crate) use export::{ExportCommand, ImportCommand, TableName};
pub(crate) use keeping::{AuditCommand, AuditFind, Format, VaultCommand};
pub(crate) use leaves::Leaves;
pub(crate) use letterhead::LetterheadCommand;
pub(crate) use library::LibraryCommand;
pub(crate) use papers::AttachmentCommand;
pub(crate) use people::{RecoveryCommand, UserCommand};
pub(crate) use plans::{EntryPart, PlanCommand, ReviewCommand, SignAs, SummaryCommand, Way};
pub(crate) use program::{AttendanceTick, GroupOnDay, ProgramCommand, RulesCommand, Switch};

/// Intake and treatment plans, encrypted on this machine.
#[derive(Parser)]
#[command(name = "goldthread", version, about)]
pub(crate) struct Arguments {
    /// Print JSON on standard output.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make a sample clinic and one of its plans as PDF.
    Demo {
        /// The folder for `sample.goldthread` and `plan.pdf`.
        #[arg(long)]
        out: PathBuf,
        /// How many fictional clients it has in all, each with a whole intake, a plan and a year of
        /// scores; three when nothing is said.
        #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(3..=200_000))]
        clients: u32,
    },
    /// Score answers to a screening form. Needs no vault.
    Score {
        /// The form's id, such as `phq-9`.
        form: String,
        /// JSON with the answers: `{"q1": 2, "q2": 1}`.
        #[arg(long)]
        answers: PathBuf,
        /// JSON with what else counts: `{"sex_for_scoring": "male", "age": 40}`.
        #[arg(long)]
        context: Option<PathBuf>,
        /// A definition (TOML) that is not shipped.
        #[arg(long)]
        pack: Option<PathBuf>,
    },
    /// Ask the suitability rules. Needs no vault.
    Suitability {
        /// JSON with ratings, gates and context: `{"ratings": {"severity": 2}, "red": {}}`.
        #[arg(long)]
        input: PathBuf,
    },
    /// Screenings, suitability, safety plans and progress of a client.
    #[command(subcommand)]
    Clinical(ClinicalCommand),
    /// What is attached to a client: cards, IDs, orders, signed papers.
    #[command(subcommand)]
    Attachment(AttachmentCommand),
    /// The screenings a clinic gives, and definitions it adds.
    #[command(subcommand)]
    Forms(FormsCommand),
    /// Make, check, back up or restore a vault.
    #[command(subcommand)]
    Vault(VaultCommand),
    /// List clients, or find some.
    Clients {
        #[command(flatten)]
        at: At,
        /// A name, birth date, phone or client number.
        #[arg(long, default_value = "")]
        find: String,
        /// Only who is at this stage.
        #[arg(long, value_parser = clinic::STAGES)]
        stage: Option<String>,
    },
    /// Add, delete, bring back or purge clients.
    #[command(subcommand)]
    Client(ClientCommand),
    /// Intake answers.
    #[command(subcommand)]
    Intake(IntakeCommand),
    /// Treatment plans.
    #[command(subcommand)]
    Plan(PlanCommand),
    /// The program's groups, who has a seat, and who came.
    #[command(subcommand)]
    Program(ProgramCommand),
    /// The paper of documents, and what stands at their head.
    #[command(subcommand)]
    Letterhead(LetterheadCommand),
    /// What plans start from, and the clinic's own part of it.
    #[command(subcommand)]
    Library(LibraryCommand),
    /// The rule packs that plans are checked against.
    #[command(subcommand)]
    Rules(RulesCommand),
    /// What is due across clients.
    Due {
        #[command(flatten)]
        at: At,
    },
    /// Tables for other programs.
    #[command(subcommand)]
    Export(ExportCommand),
    /// What comes from other programs.
    #[command(subcommand)]
    Import(ImportCommand),
    /// People who may sign in.
    #[command(subcommand)]
    User(UserCommand),
    /// The recovery code.
    #[command(subcommand)]
    Recovery(RecoveryCommand),
    /// What was done, by whom, when.
    #[command(subcommand)]
    Audit(AuditCommand),
}

/// A vault and who opens it.
#[derive(Args)]
pub(crate) struct At {
    /// The vault file.
    pub(crate) file: PathBuf,
    /// Who signs in, as on the tile. May be left out when there is only one.
    #[arg(long)]
    pub(crate) user: Option<String>,
    #[command(flatten)]
    pub(crate) secret: Secret,
    /// A file whose first line is the recovery code, in place of a user and a passphrase.
    #[arg(long, conflicts_with_all = ["passphrase_file", "user"])]
    pub(crate) recovery_code_file: Option<PathBuf>,
}

/// Where the passphrase comes from: a file, `GOLDTHREAD_PASSPHRASE`, or a prompt.
#[derive(Args)]
pub(crate) struct Secret {
    /// A file whose first line is the passphrase.
    #[arg(long)]
    pub(crate) passphrase_file: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(crate) enum ClientCommand {
    /// Add a client from JSON: `{"legal_first": "Ana", "legal_last": "Luz", "phone": "..."}` or
    /// intake answers (`identity.legal_first`).
    Add {
        #[command(flatten)]
        at: At,
        /// The JSON file.
        #[arg(long)]
        from: PathBuf,
    },
    /// Show the episode under way; change it first, when asked to.
    Episode {
        #[command(flatten)]
        of: OfClient,
        /// JSON with answers by path: `{"status": "waitlist"}`.
        #[arg(long)]
        answers: Option<PathBuf>,
    },
    /// Admit a client again whose episode has ended.
    Readmit {
        #[command(flatten)]
        of: OfClient,
    },
    /// Delete a client; the records wait and can be brought back.
    Remove {
        #[command(flatten)]
        of: OfClient,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// List deleted clients.
    Removed {
        #[command(flatten)]
        at: At,
    },
    /// Bring a deleted client back.
    Restore {
        #[command(flatten)]
        of: OfClient,
    },
    /// Purge a deleted client whose waiting period is over.
    Purge {
        #[command(flatten)]
        of: OfClient,
        /// The client's number once more, to be sure.
        #[arg(long)]
        number: String,
    },
    /// List who may be chosen when something about a client is to leave, and who may not and why.
    Releases {
        #[command(flatten)]
        of: OfClient,
    },
    /// List what left the clinic about a client.
    Disclosures {
        #[command(flatten)]
        of: OfClient,
    },
}

/// One client of a vault.
#[derive(Args)]
pub(crate) struct OfClient {
    #[command(flatten)]
    pub(crate) at: At,
    /// The client: record id or the clinic's number.
    #[arg(long)]
    pub(crate) client: String,
}

#[derive(Subcommand)]
pub(crate) enum IntakeCommand {
    /// Set intake answers from JSON: all of them or none.
    Set {
        #[command(flatten)]
        at: At,
        /// The client: record id or the clinic's number.
        #[arg(long)]
        client: String,
        /// The JSON file.
        #[arg(long)]
        from: PathBuf,
    },
    /// Write the intake as PDF: as it was answered, or blank.
    Pdf {
        #[command(flatten)]
        of: OfClient,
        /// One section's or screening's id; every section that may be opened when left out.
        #[arg(long, default_value = "")]
        form: String,
        /// Leave it blank, to be written on.
        #[arg(long)]
        blank: bool,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        leaves: Box<Leaves>,
    },
}
