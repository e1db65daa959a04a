//! What can be typed about treatment plans.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::{At, Leaves, OfClient};

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
    /// Show the newest version, or one of them.
    Show {
        #[command(flatten)]
        of: OfClient,
        /// Which version; the newest when left out.
        #[arg(long)]
        version: Option<u32>,
    },
    /// Check the newest version against the rules in force.
    Check {
        #[command(flatten)]
        of: OfClient,
    },
    /// Seal the draft, and sign it as therapist.
    Seal {
        #[command(flatten)]
        of: OfClient,
        /// JSON with a reason for every warning: `[{"rule": "...", "path": "...", "reason": "..."}]`.
        #[arg(long)]
        answers: Option<PathBuf>,
    },
    /// Sign the newest sealed version, or put a signature on record.
    Sign {
        #[command(flatten)]
        of: OfClient,
        /// As what.
        #[arg(long = "as", value_enum)]
        role: SignAs,
        /// How.
        #[arg(long, value_enum, default_value = "typed")]
        way: Way,
        /// Who; left out where whoever signs in signs.
        #[arg(long, default_value = "")]
        name: String,
        /// Credential, or relation to the client.
        #[arg(long, default_value = "")]
        credential: String,
        /// The day on the paper.
        #[arg(long, default_value = "")]
        date: String,
        /// Who saw the paper signed.
        #[arg(long, default_value = "")]
        witness: String,
        /// The attachment with the scan.
        #[arg(long)]
        scan: Option<String>,
        /// A file with the pen strokes, `600x200 12,40 13,41;90,60 92,63`.
        #[arg(long)]
        strokes: Option<PathBuf>,
        /// Why somebody chose not to sign.
        #[arg(long, default_value = "")]
        reason: String,
        /// Name or number of the interpreter.
        #[arg(long, default_value = "")]
        interpreter: String,
    },
    /// Begin a draft that amends the sealed plan.
    Amend {
        #[command(flatten)]
        of: OfClient,
    },
    /// Give the draft of an amendment up.
    Discard {
        #[command(flatten)]
        of: OfClient,
    },
    /// List the versions.
    Versions {
        #[command(flatten)]
        of: OfClient,
    },
    /// Show what changed from one version to another.
    Diff {
        #[command(flatten)]
        of: OfClient,
        /// The earlier version.
        #[arg(long)]
        from: u32,
        /// The later version.
        #[arg(long)]
        to: u32,
    },
    /// Show every need down to the session that answers it, with every gap.
    Coverage {
        #[command(flatten)]
        of: OfClient,
    },
    /// List what intake and screening offer the plan, and needs that assessment brought up.
    Offers {
        #[command(flatten)]
        of: OfClient,
    },
    /// Take over what is offered, or put it aside.
    Take {
        /// What is offered, as the list shows it: `supports/strengths`.
        key: String,
        #[command(flatten)]
        of: OfClient,
        /// Put it aside: it is offered again when it says something else.
        #[arg(long)]
        aside: bool,
    },
    /// Add a need that assessment brought up.
    Pick {
        /// The need, as the list shows it: `phq-9/total`.
        key: String,
        #[command(flatten)]
        of: OfClient,
    },
    /// Insert an entry of the library, or a whole thread to start from.
    Insert {
        /// `AREA/ENTRY`, or `AREA` for a whole thread.
        entry: String,
        #[command(flatten)]
        of: OfClient,
        /// Where in the plan: `problems/ID/goals/ID`; the last entry when left out.
        #[arg(long, default_value = "")]
        under: String,
        /// Which kind, where an area uses the id for more than one.
        #[arg(long, value_enum)]
        part: Option<EntryPart>,
    },
    /// Certify the plan as a physician.
    Certify {
        #[command(flatten)]
        of: OfClient,
        /// Confirm every condition that the rules name.
        #[arg(long)]
        confirm_all: bool,
        /// How the person responds; asked for at a renewal.
        #[arg(long, default_value = "")]
        response: String,
        /// Symptoms that still risk relapse or hospitalization; asked for at a renewal.
        #[arg(long, default_value = "")]
        remaining_risk: String,
        /// Goals that coordinate discharge; asked for at a renewal.
        #[arg(long, default_value = "")]
        discharge_goals: String,
    },
    /// Reviews of the plan in force.
    #[command(subcommand)]
    Review(ReviewCommand),
    /// The summary a person leaves with.
    #[command(subcommand)]
    Summary(SummaryCommand),
    /// Write the surveyor's tracer page as PDF.
    Tracer {
        #[command(flatten)]
        of: OfClient,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        leaves: Box<Leaves>,
    },
    /// Write the client copy as PDF: plain words, large type.
    ClientCopy {
        #[command(flatten)]
        at: At,
        /// The client: record id or the clinic's number.
        #[arg(long, required_unless_present = "all")]
        client: Option<String>,
        /// The copies of everybody in care, each as a file of its own in the folder `--out`, in the
        /// language that the person reads.
        #[arg(long, conflicts_with_all = ["client", "version", "lang"])]
        all: bool,
        /// Which version; the newest when left out.
        #[arg(long)]
        version: Option<u32>,
        /// The language of its own words. Nothing that somebody wrote is translated.
        #[arg(long, default_value = "en", value_parser = ["en", "es"])]
        lang: String,
        /// The file to write, or the folder with `--all`.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        leaves: Box<Leaves>,
    },
    /// Write the plan as PDF.
    Pdf {
        #[command(flatten)]
        at: At,
        /// The client: record id or the clinic's number.
        #[arg(long, required_unless_present = "all")]
        client: Option<String>,
        /// The plans of everybody in care, each as a file of its own in the folder `--out`.
        #[arg(long, conflicts_with_all = ["client", "version"])]
        all: bool,
        /// Which version; the newest when left out.
        #[arg(long)]
        version: Option<u32>,
        /// The file to write, or the folder with `--all`.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        leaves: Box<Leaves>,
    },
    /// Write the safety plan as PDF: one page for the pocket.
    Safety {
        #[command(flatten)]
        of: OfClient,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        leaves: Box<Leaves>,
    },
    /// Write the intake as PDF, as it was answered.
    Intake {
        #[command(flatten)]
        of: OfClient,
        /// One section's id; every section that may be opened when left out.
        #[arg(long, default_value = "")]
        form: String,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        leaves: Box<Leaves>,
    },
    /// Write the intake as PDF, blank, to be written on.
    Blank {
        #[command(flatten)]
        of: OfClient,
        /// One section's or screening's id; every section that may be opened when left out.
        #[arg(long, default_value = "")]
        form: String,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
}

/// A kind of entry of the library.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum EntryPart {
    Problem,
    Goal,
    Objective,
    Intervention,
}

/// As what somebody signs.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum SignAs {
    Client,
    Guardian,
    Therapist,
    Supervisor,
    Physician,
}

/// How somebody signs.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Way {
    Typed,
    Drawn,
    OnPaper,
    Declined,
}

#[derive(Subcommand)]
pub(crate) enum ReviewCommand {
    /// Show the reviews, and what is due.
    Show {
        #[command(flatten)]
        of: OfClient,
    },
    /// Begin a review of the version in force.
    Begin {
        #[command(flatten)]
        of: OfClient,
    },
    /// Change the review being written: JSON with values by path, `{"summary": "..."}`.
    Set {
        #[command(flatten)]
        of: OfClient,
        /// The JSON file.
        #[arg(long)]
        from: PathBuf,
    },
    /// Finish the review.
    Finish {
        #[command(flatten)]
        of: OfClient,
    },
    /// Give the review being written up.
    Discard {
        #[command(flatten)]
        of: OfClient,
    },
}

#[derive(Subcommand)]
pub(crate) enum SummaryCommand {
    /// Begin a summary with what the records say.
    Begin {
        #[command(flatten)]
        of: OfClient,
    },
    /// Change the summary being written: JSON with values by path, `{"reason": "..."}`.
    Set {
        #[command(flatten)]
        of: OfClient,
        /// The JSON file.
        #[arg(long)]
        from: PathBuf,
    },
    /// Finish the summary.
    Finish {
        #[command(flatten)]
        of: OfClient,
    },
    /// Write the newest summary as PDF.
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
