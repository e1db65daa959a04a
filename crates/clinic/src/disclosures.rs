//! What left the clinic about a client: to whom, what for, when. Written with the export itself.

use record::{Id, Kind};
use vault::Class;

use crate::{
    Code, Phi, Result, Session,
    body::DisclosureBody,
    first_run::short,
    ledger::{Base, Change},
    machine::make_id,
    view::{DisclosureRow, DisclosuresView},
};

/// For whom a document is, and what for.
#[derive(Clone)]
pub(crate) struct Purpose {
    pub(crate) recipient: String,
    pub(crate) purpose: String,
}

impl Purpose {
    /// Both have to be said.
    pub(crate) fn said(recipient: &str, purpose: &str) -> Result<Self> {
        let (recipient, purpose) = (short(recipient)?, short(purpose)?);
        if recipient.is_empty() || purpose.is_empty() {
            return Err(Code::BadValue.into());
        }
        Ok(Self { recipient, purpose })
    }
}

impl Session {
    /// What left the clinic about a client, newest first.
    ///
    /// # Errors
    /// No such client, or no clinical key.
    pub fn open_disclosures(&mut self, client: Id) -> Result<DisclosuresView> {
        self.require_clinical()?;
        self.note_view(client)?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let mut rows = Vec::new();
        for id in &entry.disclosures {
            let envelope = self.ledger.load::<DisclosureBody>(*id)?.envelope;
            rows.push(DisclosureRow {
                at: envelope.at,
                what: envelope.body.what,
                recipient: envelope.body.recipient.0,
                purpose: envelope.body.purpose.0,
                by: self.name_of(envelope.by),
            });
        }
        rows.sort_by(|a, b| b.at.cmp(&a.at));
        Ok(DisclosuresView { rows })
    }

    pub(crate) fn disclosure_change(
        &self,
        client: Id,
        what: String,
        purpose: &Purpose,
        sha256: String,
    ) -> Result<(Id, Change)> {
        let Purpose { recipient, purpose } = purpose.clone();
        let (recipient, purpose) = (Phi(recipient), Phi(purpose));
        let body = DisclosureBody { what, recipient, purpose, sha256 };
        // The front desk prints what is administrative, and seals where it can.
        let class = if self.clinical() { Class::Clinical } else { Class::Intake };
        let (id, kind) = (make_id()?, Kind::Disclosure);
        let change = self.ledger.change(id, kind, class, Some(client), Base::default(), &body)?;
        Ok((id, change))
    }
}
