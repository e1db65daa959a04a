//! Flags: a clinician is needed for somebody. Everybody sees that, and nobody at the front desk
//! sees why; a clinician clears a flag by saying what was done (clinical design, "Alerts").

use record::{Id, Kind};
use vault::Class;

use crate::{
    Code, Phi, Result, Session,
    body::{Cleared, DispositionBody, FlagBody},
    clock::stamp,
    first_run::text,
    ledger::{Base, Change, Event, What},
    machine::make_id,
    view::{FlagView, request},
};

/// A flag about to be raised.
pub(crate) struct Raised {
    pub(crate) record: Id,
    pub(crate) body: FlagBody,
    pub(crate) change: Change,
    pub(crate) event: Event,
}

impl Session {
    /// Flags that stand for a client, oldest first.
    pub(crate) fn flags(&self, client: Id) -> Result<Vec<FlagView>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let view = |flag: &crate::directory::FlagMeta| FlagView {
            flag: flag.record.to_string(),
            at: flag.at.clone(),
            may_clear: self.clinical(),
        };
        Ok(entry.flags.iter().map(view).collect())
    }

    /// A flag for a response, unless one stands for it already.
    pub(crate) fn raise(&self, client: Id, response: Id) -> Result<Option<Raised>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        if entry.flags.iter().any(|flag| flag.response == response) {
            return Ok(None);
        }
        let (record, at) = (make_id()?, stamp(self.clock().now()));
        let body = FlagBody { at, by: self.ledger.user(), response, cleared: None };
        let change = self.flag_change(client, record, Base::default(), &body)?;
        let event = Event::on(What::FlagRaised, record, Some(client));
        Ok(Some(Raised { record, body, change, event }))
    }

    fn flag_change(&self, client: Id, record: Id, base: Base, body: &FlagBody) -> Result<Change> {
        self.ledger.change(record, Kind::Flag, Class::Intake, Some(client), base, body)
    }

    /// Clears a flag by saying what was done.
    ///
    /// # Errors
    /// [`Code::NotAllowed`] without the clinical key, [`Code::BadValue`] without words,
    /// [`Code::NoSuchRecord`] when it does not stand for this client.
    pub fn clear_flag(&mut self, request: &request::ClearFlag) -> Result<()> {
        self.require_clinical()?;
        let client = self.client(&request.client)?;
        let flag: Id = request.flag.parse().map_err(|_| Code::BadRequest)?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        if !entry.flags.iter().any(|standing| standing.record == flag) {
            return Err(Code::NoSuchRecord.into());
        }
        let said = text(&request.disposition)?;
        if said.is_empty() {
            return Err(Code::BadValue.into());
        }
        let loaded = self.ledger.load::<FlagBody>(flag)?;
        let (base, mut body) = (loaded.base(), loaded.envelope.body);
        let at = stamp(self.clock().now());
        body.cleared = Some(Cleared { at, by: self.ledger.user() });
        let disposition = DispositionBody { flag, text: Phi(said) };
        let (kind, class, none) = (Kind::Disposition, Class::Clinical, Base::default());
        let changes = vec![
            self.flag_change(client, flag, base, &body)?,
            self.ledger.change(make_id()?, kind, class, Some(client), none, &disposition)?,
        ];
        let event = Event::on(What::FlagCleared, flag, Some(client));
        self.ledger.commit(changes, vec![event])?;
        self.directory.entry_mut(client).take_flag(flag, &body);
        Ok(())
    }
}
