//! Self-entry: the client fills in a form alone. Every save goes to the drop and is evaluated at
//! once, whoever is signed in, so that nothing of it can be read back on this screen and nothing
//! told is lost (clinical design, "Self-entry").

use record::Id;
use vault::Passphrase;

use crate::{
    Code, Result, Session,
    ledger::{Event, What},
    rows,
    staff::PASSPHRASE,
    view::{SectionSource, SectionView, request},
};

impl Session {
    /// Begins a form that a client may fill in alone.
    ///
    /// # Errors
    /// [`Code::NotAllowed`] for a form that a person has to ask; as for beginning a screening.
    pub(crate) fn begin_self_entry(&mut self, request: &request::OpenForm) -> Result<SectionView> {
        let form = self.forms.form(&request.form)?;
        if !form.instrument.as_ref().is_some_and(|known| known.self_entry_allowed()) {
            return Err(Code::NotAllowed.into());
        }
        let client = self.client(&request.client)?;
        self.entering = true;
        let begun = self.start_screening(request).and_then(|view| {
            let record: Id = view.record.parse().map_err(|_| Code::Internal)?;
            self.ledger.note(Event::on(What::SelfEntry, record, Some(client)))?;
            if let Some(handing) = self.handing.get_mut(&record) {
                handing.draft.body.source = Some(SectionSource::Client);
            }
            Ok(view)
        });
        self.entering = begun.is_ok();
        begun
    }

    /// Ends it: what was told is with those who may read it, and is opened for whoever is signed in
    /// when that is one of them.
    pub(crate) fn end_self_entry(&mut self, record: Id) -> Result<()> {
        self.ledger.note(Event::on(What::SelfEntryEnded, record, None))?;
        let directory = &mut self.directory;
        let taken =
            self.ledger.take_drops(&mut |id, envelope| directory.take_handed(id, envelope))?;
        // Until everything is in its place the answers go on to the drop.
        self.handed.extend(taken);
        self.handing.remove(&record);
        self.entering = false;
        Ok(())
    }

    /// Whether a passphrase is that of whoever is signed in; a wrong one is put on record.
    pub(crate) fn is_my_passphrase(&mut self, typed: &str) -> Result<bool> {
        let typed = Passphrase::typed(typed)?;
        let (vault, user) = (self.ledger.vault(), self.user());
        for row in self.ledger.store().rows().slots(user.bytes())? {
            if row.kind == PASSPHRASE
                && rows::read_slot(vault, row)?.open_with_passphrase(&typed).is_ok()
            {
                return Ok(true);
            }
        }
        self.ledger.note(Event::of(What::Failure))?;
        Ok(false)
    }
}
