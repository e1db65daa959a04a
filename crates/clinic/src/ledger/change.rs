//! What is about to be written: an envelope as JSON, wiped once it has been sealed.

use record::{Envelope, Id, Kind};
use serde::Serialize;
use vault::Class;
use zeroize::Zeroizing;

use super::Ledger;
use crate::{Error, Result, body, clock::stamp, hex};

/// What a write builds on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Base {
    /// Revision of what is there; 0 when nothing is.
    pub(crate) rev: u32,
    /// Hash of its box.
    pub(crate) sha256: Option<[u8; 32]>,
}

/// One record about to be written.
pub(crate) struct Change {
    pub(crate) id: Id,
    pub(crate) class: Class,
    pub(crate) client: Option<Id>,
    pub(crate) first: bool,
    pub(crate) json: Zeroizing<Vec<u8>>,
}

impl Ledger {
    /// Puts a body into its envelope.
    pub(crate) fn change<B: Serialize>(
        &self,
        id: Id,
        kind: Kind,
        class: Class,
        client: Option<Id>,
        base: Base,
        body: &B,
    ) -> Result<Change> {
        let envelope = Envelope {
            t: kind,
            v: body::VERSION,
            by: self.user,
            dev: self.device,
            at: stamp(self.clock.now()),
            rev: base.rev.saturating_add(1),
            prev: base.sha256.map(|hash| hex::shown(&hash)),
            client,
            body,
        };
        let json = serde_json::to_vec(&envelope).map_err(|_| Error::Unreadable)?;
        let first = base.rev == 0;
        Ok(Change { id, class, client, first, json: Zeroizing::new(json) })
    }
}
