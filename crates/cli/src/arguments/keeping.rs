//! Keeping a vault: making, checking, backing up, restoring it, and reading its audit.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{At, Secret};

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
    /// Make a backup: a copy that has been read back whole.
    Backup {
        #[command(flatten)]
        at: At,
        /// The file to make; else one in the clinic's folder for backups.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// List the backups in the clinic's folder.
    Backups {
        #[command(flatten)]
        at: At,
    },
    /// Restore a backup, opened with a passphrase or the recovery code.
    Restore {
        /// The backup, and who opens it.
        #[command(flatten)]
        at: At,
        /// Where the vault shall lie.
        #[arg(long)]
        to: PathBuf,
        /// Put it in the place of a vault that lies there, which is kept under another name.
        #[arg(long)]
        replace: bool,
    },
}

#[derive(Subcommand)]
pub(crate) enum AuditCommand {
    /// Verify every entry, and name the first one that does not belong.
    Verify {
        #[command(flatten)]
        at: At,
    },
    /// List entries, newest first.
    List {
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        find: AuditFind,
        /// At most this many.
        #[arg(long, default_value_t = 100)]
        limit: u32,
    },
    /// Write entries to a file.
    Export {
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        find: AuditFind,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
        /// What kind of file.
        #[arg(long, default_value = "csv")]
        format: Format,
        /// For whom it is.
        #[arg(long, default_value = "The clinic's own records")]
        recipient: String,
        /// What it is for.
        #[arg(long, default_value = "Internal review")]
        purpose: String,
    },
}

/// Which entries.
#[derive(Args)]
pub(crate) struct AuditFind {
    /// Only this person's doing, by name as on the tile, or id.
    #[arg(long, default_value = "")]
    pub(crate) who: String,
    /// Only this kind of event, such as `view`.
    #[arg(long, default_value = "")]
    pub(crate) what: String,
    /// Only about this client, by number or id.
    #[arg(long, default_value = "")]
    pub(crate) about: String,
    /// From this day on.
    #[arg(long, default_value = "")]
    pub(crate) from: String,
    /// Up to and with this day.
    #[arg(long, default_value = "")]
    pub(crate) to: String,
}

/// The file an audit is written to.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Csv,
    Pdf,
}
