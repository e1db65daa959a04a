//! Documents: what to say ([`Block`]), where it falls ([`Pages`]), and the PDF.
//!
//! ```text
//! PlanDocument  --plan()----------->
//! RecoverySheet --recovery_sheet()->  Vec<Block> --pages()--> Pages --pdf()--> bytes
//! AuditReport   --audit_report()--->
//! SafetyPlanDocument --safety_plan()->
//! FormDocument  --form_document()-->
//! ```
//!
//! Everything before the last arrow is pure and tested on its own; the last arrow is pure too,
//! down to the byte. It does not know files, clocks, keys or screens. `printpdf` and `lopdf` are
//! named in [`pdf`] only; a page is a display list anyone could draw.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod audit;
pub mod block;
mod error;
mod forms;
mod page;
mod pdf;
mod plan;
mod recovery;
mod safety;
mod style;
mod text;

pub use audit::{AuditLine, AuditReport, audit_report};
pub use block::Block;
pub use error::Error;
pub use forms::{FormDocument, FormLine, FormPart, blank_part, filled_part, form_document};
pub use page::{Bookmark, Item, Mark, Page, Pages, Paper, Role, RunningHead, Tag, TagId, pages};
pub use pdf::{Meta, Pdf, pdf};
pub use plan::{ClientBand, PlanDocument, plan};
pub use recovery::{RecoverySheet, recovery_sheet};
pub use safety::{SafetyPlanDocument, safety_plan};
pub use style::Ink;
pub use text::{Cluster, Face, Glyph, Run, TextLine};
