//! The people who may sign in, and the recovery code.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use clinic::view::Role;

use super::At;

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
    /// List everybody, and who has left.
    List {
        #[command(flatten)]
        at: At,
    },
    /// Change a name, a credential or a role.
    Change {
        #[command(flatten)]
        of: OfPerson,
        /// The new name on the tile.
        #[arg(long)]
        new_name: Option<String>,
        /// The new access role.
        #[arg(long)]
        role: Option<RoleName>,
        /// The new signing credential.
        #[arg(long)]
        credential: Option<String>,
    },
    /// Give somebody a new passphrase. It comes from a file or a prompt.
    Reset {
        #[command(flatten)]
        of: OfPerson,
        /// A file whose first line is the new passphrase.
        #[arg(long)]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Take somebody's keys away; everything they could read is sealed anew.
    Remove {
        #[command(flatten)]
        of: OfPerson,
    },
    /// Change the passphrase of whoever signs in. The new one comes from a file or a prompt.
    Passphrase {
        #[command(flatten)]
        at: At,
        /// A file whose first line is the new passphrase.
        #[arg(long)]
        new_passphrase_file: Option<PathBuf>,
    },
}

/// One person of a vault.
#[derive(Args)]
pub(crate) struct OfPerson {
    #[command(flatten)]
    pub(crate) at: At,
    /// The name on the tile, or the id.
    #[arg(long)]
    pub(crate) name: String,
}

#[derive(Subcommand)]
pub(crate) enum RecoveryCommand {
    /// Make a new recovery code; the old one opens nothing any more. Prints it once.
    New {
        #[command(flatten)]
        at: At,
        /// Also write the sheet to be printed, as PDF.
        #[arg(long)]
        sheet: Option<PathBuf>,
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
