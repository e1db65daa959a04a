//! The audit, as an administrator reads it.

use serde::Serialize;

/// One entry.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AuditRow {
    /// The place of the session's chain among all, from 1.
    pub chain: u32,
    /// The entry's place in its chain, from 0.
    pub n: u32,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// Who did it, by name; the id when the name is not known any more.
    pub who: String,
    /// The event's code, such as "view".
    pub what: String,
    /// The event in words.
    pub said: String,
    /// The client's number, or id when the client is gone; empty when none is concerned.
    pub client: String,
    /// The record's id; may be empty.
    pub record: String,
    /// More about it: whom it happened to, a recipient and a purpose, an earlier time.
    pub detail: String,
}

/// Where the audit stops being whole.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AuditFault {
    /// The place of the chain, from 1.
    pub chain: u32,
    /// The place of the first bad entry in it.
    pub n: u32,
    /// What is wrong with it, in words.
    pub why: String,
}

/// A kind of event that can be filtered for.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AuditWhat {
    /// The event's code.
    pub what: String,
    /// In words.
    pub said: String,
}

/// Entries that match, newest first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AuditPage {
    /// The entries of this page.
    pub rows: Vec<AuditRow>,
    /// How many match in all.
    pub matching: u32,
    /// How many entries there are.
    pub total: u32,
    /// How many sessions they belong to.
    pub chains: u32,
    /// The first entry that does not belong; nothing when the audit is whole.
    pub fault: Option<AuditFault>,
    /// People who appear, by id and name, for the filter.
    pub people: Vec<(String, String)>,
    /// Every kind of event.
    pub whats: Vec<AuditWhat>,
}
