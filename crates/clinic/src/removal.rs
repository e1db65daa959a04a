//! Deleting a client: first taken out of sight, with a reason and a waiting period in which it can
//! be taken back; then purged, so that nothing of it is in the file.

use record::{Id, Kind};
use vault::Class;

use crate::{
    Code, Phi, Result, Session,
    body::RemovalBody,
    clock::{days_since, read_stamp, stamp},
    first_run::text,
    ledger::{Base, Batch, Event, Reseal, What},
    machine::make_id,
    view::{Purged, RemovedRow, RemovedView, request},
};

impl Session {
    /// Deletes a client: nobody finds or opens the records from now on, and they wait.
    ///
    /// # Errors
    /// [`Code::NotAllowed`], [`Code::NoSuchClient`], [`Code::BadValue`] without a reason.
    pub fn remove_client(&mut self, request: &request::RemoveClient) -> Result<RemovedView> {
        self.require_admin()?;
        let client = self.client(&request.client)?;
        let reason = text(&request.reason)?;
        if reason.is_empty() {
            return Err(Code::BadValue.into());
        }
        let (at, by) = (stamp(self.clock().now()), self.ledger.user());
        let body = RemovalBody { reason: Phi(reason), at, by, returned_at: None };
        let record = make_id()?;
        self.write_removal(client, record, Base::default(), &body, What::Delete)?;
        self.open_removed()
    }

    fn write_removal(
        &mut self,
        client: Id,
        record: Id,
        base: Base,
        body: &RemovalBody,
        what: What,
    ) -> Result<()> {
        let class = Class::Intake;
        let change = self.ledger.change(record, Kind::Removal, class, Some(client), base, body)?;
        self.ledger.commit(vec![change], vec![Event::about(what, client)])?;
        self.directory.entry_mut(client).take_removal(record, body);
        Ok(())
    }

    /// Brings a deleted client back, with everything.
    ///
    /// # Errors
    /// [`Code::NotAllowed`], [`Code::NoSuchClient`].
    pub fn restore_client(&mut self, client: &str) -> Result<RemovedView> {
        self.require_admin()?;
        let client = self.removed_client(client)?;
        let record = self.removal_of(client)?;
        let loaded = self.ledger.load::<RemovalBody>(record)?;
        let (base, mut body) = (loaded.base(), loaded.envelope.body);
        body.returned_at = Some(stamp(self.clock().now()));
        self.write_removal(client, record, base, &body, What::Undelete)?;
        self.open_removed()
    }

    fn removal_of(&self, client: Id) -> Result<Id> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        Ok(entry.removal.as_ref().ok_or(Code::NoSuchClient)?.record)
    }

    /// Deleted clients that can still be brought back.
    ///
    /// # Errors
    /// [`Code::NotAllowed`].
    pub fn open_removed(&self) -> Result<RemovedView> {
        self.require_admin()?;
        let mut rows = Vec::new();
        for entry in self.directory.removed() {
            let body =
                self.ledger.load::<RemovalBody>(self.removal_of(entry.client)?)?.envelope.body;
            rows.push(RemovedRow {
                client: entry.client.to_string(),
                number: entry.number.clone(),
                name: entry.shown_name(),
                reason: body.reason.0,
                by: self.name_of(body.by),
                due: self.due(&body.at),
                ready: self.is_due(&body.at),
                at: body.at,
            });
        }
        rows.sort_by(|a, b| a.at.cmp(&b.at));
        Ok(RemovedView { rows, days: self.clinic.removal_days })
    }

    /// How many deleted clients may be purged.
    pub(crate) fn purge_due(&self) -> usize {
        let removals = self.directory.removed().filter_map(|entry| entry.removal.as_ref());
        removals.filter(|removal| self.is_due(&removal.at)).count()
    }

    fn is_due(&self, at: &str) -> bool {
        days_since(at, self.clock().now()) >= i64::from(self.clinic.removal_days)
    }

    fn due(&self, at: &str) -> String {
        let days = chrono::Days::new(u64::from(self.clinic.removal_days));
        let due = read_stamp(at).and_then(|at| at.checked_add_days(days));
        due.map(|due| crate::screenings::day(&stamp(due))).unwrap_or_default()
    }

    /// Purges a deleted client: rows deleted and overwritten, the log emptied, and everything else
    /// of those classes sealed anew in a new file. Backups made before still hold the records;
    /// they are named.
    ///
    /// # Errors
    /// [`Code::TooEarly`] before the waiting period is over, [`Code::BadValue`] when the number
    /// typed is another one. The sealing anew cannot be stopped: the records are gone by then.
    pub fn purge_client(&mut self, request: &request::PurgeClient) -> Result<Purged> {
        self.require_admin()?;
        let client = self.removed_client(&request.client)?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        if self.directory.named(&request.number) != Some(client) || request.number.len() > 64 {
            return Err(Code::BadValue.into());
        }
        let removal = entry.removal.as_ref().ok_or(Code::NoSuchClient)?;
        if !self.is_due(&removal.at) {
            return Err(Code::TooEarly.into());
        }
        let gone = self.ledger.of_client(client)?;
        let records = u32::try_from(gone.len()).unwrap_or(u32::MAX);
        let count = Some(u64::from(records));
        let events = vec![Event { count, ..Event::about(What::Purge, client) }];
        self.ledger.commit_batch(Batch { gone, events, ..Batch::default() }, |_| Ok(()))?;
        self.directory.forget(client);
        self.ledger.store().checkpoint()?;
        let older_backups = self.backups()?;
        self.renew_records()?;
        Ok(Purged { records, older_backups, removed: self.open_removed()? })
    }

    /// New keys for the records of clients, and a new file.
    fn renew_records(&mut self) -> Result<()> {
        let classes = vec![Class::Intake, Class::Clinical];
        let holders = self.holders(None)?;
        // The records are gone by now: "stopped, nothing was changed" would not be true.
        let can_stop = false;
        let plan = Reseal { classes, holders, changes: Vec::new(), events: Vec::new(), can_stop };
        let machine = self.machine.clone();
        self.ledger.reseal(plan, &machine)
    }
}
