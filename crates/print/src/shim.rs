#![allow(missing_docs)]
use crate::{Block, Meta, RunningHead};
use chrono::NaiveDate;
pub struct RecoverySheet {
    pub clinic: String,
    pub person: String,
    pub code: String,
    pub made_on: NaiveDate,
}
pub struct AuditLine {
    pub at: String,
    pub who: String,
    pub what: String,
    pub client: String,
    pub detail: String,
}
pub struct AuditReport {
    pub clinic: String,
    pub made_on: NaiveDate,
    pub made_by: String,
    pub filters: String,
    pub fault: Option<String>,
    pub rows: Vec<AuditLine>,
    pub recipient: String,
    pub purpose: String,
}
pub fn recovery_sheet(_: &RecoverySheet) -> Vec<Block> {
    Vec::new()
}
pub fn audit_report(_: &AuditReport) -> Vec<Block> {
    Vec::new()
}
impl RecoverySheet {
    pub fn running_head(&self) -> RunningHead {
        todo!()
    }
    pub fn meta(&self) -> Meta {
        todo!()
    }
}
impl AuditReport {
    pub fn running_head(&self) -> RunningHead {
        todo!()
    }
    pub fn meta(&self) -> Meta {
        todo!()
    }
}
