//! What can be typed. Wrong usage ends with status 2, which is clap's own.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clinic::view::Role;

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
    /// Make or check a vault.
    #[command(subcommand)]
    Vault(VaultCommand),
    /// List clients, or find some.
    Clients {
        #[command(flatten)]
        at: At,
        /// A name, birth date, phone or client number.
        #[arg(long, default_value = "")]
        find: String,
    },
    /// Add clients.
    #[command(subcommand)]
    Client(ClientCommand),
    /// Intake answers.
    #[command(subcommand)]
    Intake(IntakeCommand),
    /// Treatment plans.
    #[command(subcommand)]
    Plan(PlanCommand),
    /// People who may sign in.
    #[command(subcommand)]
    User(UserCommand),
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
pub(crate) enum VaultCommand {
    /// Make a vault. Prints the recovery code once.
    Init {
        /// The file to make.
        file: PathBuf,
        /// The clinic's name.
        #[arg(long)]
        clinic: String,
        /// The first administrator's name.
        #[arg(long)]
        user: String,
        /// Signing credential, such as LCSW.
        #[arg(long, default_value = "")]
        credential: String,
        /// What to do in a crisis.
        #[arg(long, default_value = "")]
        crisis_steps: String,
        /// What to do in a crisis when no clinician is on site.
        #[arg(long, default_value = "")]
        crisis_no_clinician: String,
        #[command(flatten)]
        secret: Secret,
    },
    /// Open every record the user's keys reach and compare with the heads.
    Check {
        #[command(flatten)]
        at: At,
    },
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
}

#[derive(Subcommand)]
pub(crate) enum PlanCommand {
    /// Put a whole plan, from JSON, in place of the draft.
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
    /// Write the plan as PDF.
    Pdf {
        #[command(flatten)]
        at: At,
        /// The client: record id or the clinic's number.
        #[arg(long)]
        client: String,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
}

#[derive(Subcommand)]
pub(crate) enum UserCommand {
    /// Add a person. The new passphrase comes from a file or a prompt.
    Add {
        #[command(flatten)]
        at: At,
        /// The name on the tile.
        #[arg(long)]
        name: String,
        /// The access role.
        #[arg(long)]
        role: RoleName,
        /// Signing credential, such as LCSW.
        #[arg(long, default_value = "")]
        credential: String,
        /// A file whose first line is the new person's passphrase.
        #[arg(long)]
        new_passphrase_file: Option<PathBuf>,
    },
}

/// An access role as it is typed.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum RoleName {
    FrontDesk,
    Therapist,
    Supervisor,
    Physician,
    Admin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::FrontDesk => Self::FrontDesk,
            RoleName::Therapist => Self::Therapist,
            RoleName::Supervisor => Self::Supervisor,
            RoleName::Physician => Self::Physician,
            RoleName::Admin => Self::Admin,
        }
    }
}
