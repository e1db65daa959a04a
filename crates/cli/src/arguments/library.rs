//! What can be typed about the library that plans start from.

use std::path::PathBuf;

use clap::Subcommand;

use super::At;

#[derive(Subcommand)]
pub(crate) enum LibraryCommand {
    /// List the areas; for a client, those first that scores bring up.
    List {
        #[command(flatten)]
        at: At,
        /// The client: record id or the clinic's number.
        #[arg(long, default_value = "")]
        client: String,
    },
    /// Find areas and entries by words.
    Search {
        /// The words; several in quotes.
        words: String,
        #[command(flatten)]
        at: At,
    },
    /// Show everything in an area, in the order of a thread.
    Show {
        /// The area's id.
        area: String,
        #[command(flatten)]
        at: At,
    },
    /// Add an area of the clinic's own, or a later version of one.
    Add {
        /// The area (TOML), as in docs/library.md.
        area: PathBuf,
        #[command(flatten)]
        at: At,
    },
    /// Do not offer an area of the clinic any more.
    Retire {
        /// The area's id.
        area: String,
        #[command(flatten)]
        at: At,
        /// Bring it back instead.
        #[arg(long)]
        back: bool,
    },
}
