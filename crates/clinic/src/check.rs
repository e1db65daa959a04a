//! Checking a vault: structure, heads, and every record that the session's keys open.

use serde::Serialize;
use vault::Class;

use crate::{Result, Session};

/// What a check went through.
#[derive(Debug, Clone, Serialize)]
pub struct Checked {
    /// Records opened, by class number.
    pub classes: Vec<CheckedClass>,
    /// Clients found.
    pub clients: usize,
    /// Audit entries counted.
    pub audit: u64,
}

/// One class that was checked.
#[derive(Debug, Clone, Serialize)]
pub struct CheckedClass {
    /// The class.
    pub class: u8,
    /// Records opened.
    pub records: usize,
}

impl Session {
    /// Opens every record of the held classes again and compares it with its head.
    ///
    /// # Errors
    /// The first damage found.
    pub fn check(&self) -> Result<Checked> {
        let mut classes = Vec::new();
        for class in Class::ALL.into_iter().filter(|class| self.ledger.holds(*class)) {
            let records = self.ledger.open_all(class)?;
            classes.push(CheckedClass { class: class.number(), records });
        }
        Ok(Checked {
            classes,
            clients: self.directory.clients.len(),
            audit: self.ledger.audit_count()?,
        })
    }
}
