//! What can be typed about the paper and the letterhead of documents.

use std::path::PathBuf;

use clap::Subcommand;

use super::At;

#[derive(Subcommand)]
pub(crate) enum LetterheadCommand {
    /// Show it.
    Show {
        #[command(flatten)]
        at: At,
    },
    /// Change it from JSON: `{"paper": "a4", "address": "12 Example Street\nTown", "phone": "...",
    /// "licences": "...", "footer": "..."}`. What is left out stays.
    Set {
        #[command(flatten)]
        at: At,
        /// The JSON file.
        #[arg(long)]
        from: PathBuf,
    },
    /// Take a logo (SVG, PNG or JPEG), or take it off.
    Logo {
        #[command(flatten)]
        at: At,
        /// The file.
        #[arg(long, required_unless_present = "remove", conflicts_with = "remove")]
        from: Option<PathBuf>,
        /// Take the logo off.
        #[arg(long)]
        remove: bool,
    },
}
