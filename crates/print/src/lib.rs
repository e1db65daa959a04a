//! Documents: what to say ([`Block`]), where it falls ([`Pages`]), and the PDF.
//!
//! ```text
//! PlanDocument  --plan()----------->
//! RecoverySheet --recovery_sheet()->  Vec<Block> --pages()--> Pages --pdf()--> bytes
//! AuditReport   --audit_report()--->
//! SafetyPlanDocument --safety_plan()->
//! FormDocument  --form_document()-->
//! ClientCopyDocument --client_copy()-->
//! ```
//!
//! Fonts are bundled; for scripts they do not have, the caller may hand over others ([`Faces`],
//! [`pages_with`]). A file can be put under a passphrase afterwards ([`encrypt`]), with random bytes of the caller's.
//!
//! Everything before the last arrow is pure and tested on its own; the last arrow is pure too,
//! down to the byte. It does not know files, clocks, keys or screens. `printpdf` and `lopdf` are
//! named in [`pdf`] only; a page is a display list anyone could draw.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod audit;
pub mod block;
mod client_copy;
mod error;
mod forms;
mod language;
mod letterhead;
mod notice;
mod page;
mod pdf;
mod plan;
mod recovery;
mod roster;
mod safety;
mod style;
mod summary;
mod text;
mod tracer;

pub use audit::{AuditLine, AuditReport, audit_report};
pub use block::Block;
pub use client_copy::{ClientCopyDocument, Contact, client_copy};
pub use error::Error;
pub use forms::{FormDocument, FormLine, FormPart, blank_part, filled_part, form_document};
pub use language::Language;
pub use letterhead::{Drawing, Letterhead, Logo, Path, Picture, Samples, Segment};
pub use notice::{NOTICE_TITLE, notice};
pub use page::{
    Bookmark, Item, Mark, Page, Pages, Paper, Role, RunningHead, Tag, TagId, pages, pages_with,
};
pub use pdf::{Meta, Passphrase, Pdf, Random, encrypt, pdf};
pub use plan::{Answered, Certified, ClientBand, PlanDocument, SignedLine, VersionLine, plan};
pub use recovery::{RecoverySheet, recovery_sheet};
pub use roster::{RosterDocument, RosterLine, roster};
pub use safety::{SafetyPlanDocument, safety_plan, safety_plan_under};
pub use style::Ink;
pub use summary::{SummaryDocument, SummaryPart, summary};
pub use text::{Cluster, Face, Faces, Glyph, MachineFace, Run, TextLine};
pub use tracer::{TracerDocument, TracerRow, tracer};
