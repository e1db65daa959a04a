//! What can be typed about the clinical record of one client.

use std::path::PathBuf;

use clap::Subcommand;

use super::{At, Leaves, OfClient};

#[derive(Subcommand)]
pub(crate) enum ClinicalCommand {
    /// Give a screening: answers from JSON, all of them or none.
    Screen {
        #[command(flatten)]
        of: OfClient,
        /// The form's id, such as `phq-9`.
        #[arg(long)]
        form: String,
        /// JSON with the answers: `{"q1": 2, "q2": 1}`.
        #[arg(long)]
        answers: PathBuf,
    },
    /// Show whether the program suits the client; answer and decide first, when asked to.
    Suitability {
        #[command(flatten)]
        of: OfClient,
        /// JSON with answers by path: `{"ratings/severity": 2, "red/intent_or_plan": "no"}`.
        #[arg(long)]
        answers: Option<PathBuf>,
        /// Make the draft (`draft/level`, `draft/rationale`) the decision.
        #[arg(long)]
        decide: bool,
    },
    /// The safety plan.
    #[command(subcommand)]
    Safety(SafetyCommand),
    /// Show scores over time.
    Progress {
        #[command(flatten)]
        of: OfClient,
    },
}

#[derive(Subcommand)]
pub(crate) enum SafetyCommand {
    /// Show the safety plan.
    Show {
        #[command(flatten)]
        of: OfClient,
    },
    /// Edit it: a JSON list of edits, as the window sends them.
    Edit {
        #[command(flatten)]
        of: OfClient,
        /// The JSON file.
        #[arg(long)]
        from: PathBuf,
    },
    /// Write it as PDF: one page for the client's pocket.
    Pdf {
        #[command(flatten)]
        of: OfClient,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        leaves: Box<Leaves>,
    },
}

#[derive(Subcommand)]
pub(crate) enum FormsCommand {
    /// List every screening, and whether the clinic gives it.
    List {
        #[command(flatten)]
        at: At,
    },
    /// Add a definition. A version that was added never changes.
    Add {
        #[command(flatten)]
        at: At,
        /// The definition in TOML, or a FHIR Questionnaire in JSON.
        #[arg(long)]
        pack: PathBuf,
    },
    /// Switch a screening on or off.
    Choose {
        #[command(flatten)]
        at: At,
        /// The form's id.
        #[arg(long)]
        form: String,
        /// Do not give it any more.
        #[arg(long)]
        off: bool,
    },
}
