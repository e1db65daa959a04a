//! What can be typed about attachments.

use std::path::PathBuf;

use clap::Subcommand;
use clinic::AttachmentType;

use super::{Leaves, OfClient};

#[derive(Subcommand)]
pub(crate) enum AttachmentCommand {
    /// List what is attached to a client.
    List {
        #[command(flatten)]
        of: OfClient,
    },
    /// Attach pictures and PDFs, up to 4 MB each.
    Add {
        #[command(flatten)]
        of: OfClient,
        /// What they are: insurance_card, photo_id, signed_paper, custody_order, court_paper,
        /// other, clinical_record.
        #[arg(long = "type", value_parser = kind)]
        kind: AttachmentType,
        /// The day on the paper, typed any way; today when left out.
        #[arg(long, default_value = "")]
        date: String,
        /// A note.
        #[arg(long, default_value = "")]
        note: String,
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Write a page of an attachment to a picture file, for somebody and some purpose.
    Export {
        #[command(flatten)]
        of: OfClient,
        /// The attachment's id.
        #[arg(long)]
        attachment: String,
        /// Which page.
        #[arg(long, default_value_t = 1)]
        page: u32,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        leaves: Box<Leaves>,
    },
    /// Put an attachment away; it can be brought back.
    Remove {
        #[command(flatten)]
        of: OfClient,
        /// The attachment's id.
        #[arg(long)]
        attachment: String,
    },
    /// Bring back an attachment that was put away.
    Restore {
        #[command(flatten)]
        of: OfClient,
        /// The attachment's id.
        #[arg(long)]
        attachment: String,
    },
    /// Erase an attachment that was put away: nothing of it stays in the file.
    Erase {
        #[command(flatten)]
        of: OfClient,
        /// The attachment's id.
        #[arg(long)]
        attachment: String,
    },
}

fn kind(code: &str) -> Result<AttachmentType, String> {
    AttachmentType::of_code(code).ok_or_else(|| {
        let known = AttachmentType::ALL.map(AttachmentType::code);
        format!("one of {}", known.join(", "))
    })
}
