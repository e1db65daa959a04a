//! What is asked about attachments.

use record::AttachmentType;
use serde::Deserialize;

use super::ExportAsk;

requests! {
    /// Adds attachments: the files are chosen in the system's own dialog.
    AddAttachments {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// What they are.
        kind: AttachmentType,
        /// The day on the paper, typed any way; today when empty.
        date: String,
        /// A note; may be empty.
        note: String,
    }
    /// Changes what is said of an attachment.
    ChangeAttachment {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The attachment's id.
        attachment: String,
        /// The revision the screen shows.
        rev: u32,
        /// What it is.
        kind: AttachmentType,
        /// The day on the paper, typed any way.
        date: String,
        /// A note; may be empty.
        note: String,
    }
    /// Anything about one attachment.
    OfAttachment {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The attachment's id.
        attachment: String,
    }
    /// Shows a page of an attachment.
    OpenAttachmentPage {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The attachment's id.
        attachment: String,
        /// Which page, from 1.
        page: u32,
    }
    /// Writes a page of an attachment to a picture file.
    ExportAttachment {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The attachment's id.
        attachment: String,
        /// Which page, from 1.
        page: u32,
        /// For whom, what for, on what basis.
        to: ExportAsk,
    }
}
