//! What is put on record about the work itself: who did what to which record, when. Ids only.

use std::collections::BTreeMap;

use record::Id;
use serde::Serialize;
use vault::{Chain, Class, Entry, Head};

use super::{Change, Ledger};
use crate::{Error, Result, clock::stamp};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum What {
    /// A session began.
    Unlock,
    /// A wrong passphrase, joined from before the session.
    Failure,
    /// The session was opened with the recovery code.
    Recovery,
    /// A session ended.
    Lock,
    /// A client's page was opened.
    View,
    /// A search led to the page that is opened.
    Search,
    /// A record was written for the first time.
    Create,
    /// A record was changed; one entry a session.
    Amend,
    /// A document was written to a file the user chose.
    Export,
    /// The file could not be written after all.
    ExportFailed,
    /// A user was added.
    UserAdded,
}

/// One entry of the audit.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Event {
    pub(crate) what: What,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) record: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) client: Option<Id>,
    /// The user it happened to, when that is not the one who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<Id>,
    /// When, if it was before the session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) then: Option<String>,
    /// The chain before this one, in a chain's first entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) previous: Option<Previous>,
}

/// The chain before this one, and the hash of its last entry.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Previous {
    pub(crate) chain: String,
    pub(crate) hash: String,
}

impl Event {
    pub(crate) fn of(what: What) -> Self {
        Self { what, record: None, client: None, user: None, then: None, previous: None }
    }

    pub(crate) fn on(what: What, record: Id, client: Option<Id>) -> Self {
        Self { record: Some(record), client, ..Self::of(what) }
    }
}

#[derive(Serialize)]
struct Line<'a> {
    at: &'a str,
    who: Id,
    #[serde(flatten)]
    event: &'a Event,
}

impl Ledger {
    /// The entry that a change leaves: its creation, or the first amendment of the session.
    pub(super) fn event_of(&self, change: &Change) -> Option<Event> {
        let what = match (change.first, self.amended.contains(&change.id)) {
            (true, _) => What::Create,
            (false, false) => What::Amend,
            (false, true) => return None,
        };
        Some(Event::on(what, change.id, change.client))
    }

    /// Seals the events at the end of the chain, and notes count and last hash in head 0.
    pub(super) fn entries(
        &self,
        events: &[Event],
        heads: &mut BTreeMap<Class, Head>,
    ) -> Result<(Chain, Vec<Entry>)> {
        let mut chain = self.chain.fork();
        let at = stamp(self.clock.now());
        let mut entries = Vec::with_capacity(events.len());
        for event in events {
            entries.push(chain.append(&line(&at, self.user, event)?)?);
        }
        let head = heads.get_mut(&Class::Registry).ok_or(Error::Unreadable)?;
        if let Some(last) = entries.last() {
            let before = head.audit().map_or(0, |(count, _)| count);
            head.set_audit(before + entries.len() as u64, last.sealed.sha256())?;
        }
        Ok((chain, entries))
    }
}

fn line(at: &str, who: Id, event: &Event) -> Result<Vec<u8>> {
    serde_json::to_vec(&Line { at, who, event }).map_err(|_| Error::Unreadable)
}
