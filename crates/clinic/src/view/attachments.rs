//! What is attached to a client, as a screen shows it.

use record::AttachmentType;
use serde::Serialize;

use super::BandView;

/// The page of attachments.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AttachmentsPage {
    /// Who it is about.
    pub band: BandView,
    /// The types this session may add.
    pub types: Vec<AttachmentTypeView>,
    /// What is there, newest first by the day on the paper.
    pub rows: Vec<AttachmentRow>,
    /// What was put away and can be brought back.
    pub removed: Vec<AttachmentRow>,
    /// The ids of what has just been added, in the order of the files.
    pub added: Vec<String>,
    /// Files that were not taken, and why.
    pub refused: Vec<RefusedFile>,
    /// Whether this session may erase what was put away.
    pub may_erase: bool,
}

/// A type of attachment.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AttachmentTypeView {
    /// The type.
    pub kind: AttachmentType,
    /// In words.
    pub label: String,
    /// Whether it is sealed for clinicians.
    pub clinical: bool,
}

/// One attachment, without its content.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AttachmentRow {
    /// Its id.
    pub attachment: String,
    /// The revision; sent back with a change.
    pub rev: u32,
    /// What it is.
    pub kind: AttachmentType,
    /// What it is, in words.
    pub label: String,
    /// The day on the paper: ISO 8601.
    pub date: String,
    /// The same as people read it.
    pub shown_date: String,
    /// A note; may be empty.
    pub note: String,
    /// Whether it is a PDF; else a picture.
    pub is_pdf: bool,
    /// How many pages.
    pub pages: u32,
    /// Bytes of the content.
    pub size: u32,
    /// When it was added: RFC 3339, UTC.
    pub added_at: String,
    /// By whom.
    pub added_by: String,
    /// When it was put away; nothing while it is there.
    pub removed_at: Option<String>,
}

/// A file that was not taken.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RefusedFile {
    /// The file's name.
    pub file: String,
    /// Why, as the end of a sentence that begins with the file's name: "the PDF is encrypted".
    pub why: String,
}

/// A page of an attachment, drawn.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AttachmentPageView {
    /// The attachment's id.
    pub attachment: String,
    /// What it is and its day: "Insurance card, Nov 25, 2026".
    pub title: String,
    /// A note; may be empty.
    pub note: String,
    /// Which page, from 1.
    pub page: u32,
    /// Of how many.
    pub pages: u32,
    /// The picture as a `data:` URL.
    pub image: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}
