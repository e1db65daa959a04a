//! What becomes of an attachment: said anew, put away, brought back, erased.

use record::{Id, Kind};

use super::class_of;
use crate::{
    Code, Phi, Result, Session,
    body::{AttachmentBody, Cleared},
    clock::stamp,
    first_run::short,
    ledger::{Base, Batch, Event, What},
    view::{AttachmentsPage, request},
};

impl Session {
    /// Changes type, date and note. A type never crosses between administrative and clinical: that
    /// is another key.
    ///
    /// # Errors
    /// [`Code::Stale`]; [`Code::BadValue`] for such a type, or a date that cannot be read.
    pub fn change_attachment(
        &mut self,
        request: &request::ChangeAttachment,
    ) -> Result<AttachmentsPage> {
        let client = self.client(&request.client)?;
        let (id, base, mut body) = self.attachment(client, &request.attachment)?;
        if base.rev != request.rev {
            return Err(Code::Stale.into());
        }
        if request.kind.is_clinical() != body.kind.is_clinical() {
            return Err(Code::BadValue.into());
        }
        body.kind = request.kind;
        body.date = self.paper_date(&request.date)?;
        body.note = Phi(short(&request.note)?);
        self.keep_attachment(client, id, base, body, Vec::new())
    }

    /// Puts an attachment away; it can be brought back.
    ///
    /// # Errors
    /// [`Code::NoSuchRecord`]; [`Code::SignedScan`] for one that shows a signature below a plan.
    pub fn remove_attachment(
        &mut self,
        request: &request::OfAttachment,
    ) -> Result<AttachmentsPage> {
        let client = self.client(&request.client)?;
        let (id, base, mut body) = self.attachment(client, &request.attachment)?;
        self.check_no_scan(client, id)?;
        let (at, by) = (stamp(self.clock().now()), self.ledger.user());
        body.removed = Some(Cleared { at, by });
        let event = Event::on(What::PutAway, id, Some(client));
        self.keep_attachment(client, id, base, body, vec![event])
    }

    /// Brings an attachment back.
    ///
    /// # Errors
    /// [`Code::NoSuchRecord`].
    pub fn restore_attachment(
        &mut self,
        request: &request::OfAttachment,
    ) -> Result<AttachmentsPage> {
        let client = self.client(&request.client)?;
        let (id, base, body) = self.attachment(client, &request.attachment)?;
        let body = AttachmentBody { removed: None, ..body };
        self.keep_attachment(client, id, base, body, Vec::new())
    }

    /// Erases an attachment that was put away, such as another person's paper: nothing of it stays
    /// in the file. Backups made before still hold it.
    ///
    /// # Errors
    /// [`Code::NotAllowed`]; [`Code::BadValue`] for one that was not put away first; [`Code::SignedScan`]
    /// for one that shows a signature below a plan.
    pub fn erase_attachment(&mut self, request: &request::OfAttachment) -> Result<AttachmentsPage> {
        self.require_admin()?;
        let client = self.client(&request.client)?;
        let (id, _, body) = self.attachment(client, &request.attachment)?;
        if body.removed.is_none() {
            return Err(Code::BadValue.into());
        }
        self.check_no_scan(client, id)?;
        let mut gone = vec![id];
        gone.extend(Some(body.content).filter(|content| self.ledger.knows(*content)));
        let events = vec![Event::on(What::Erased, id, Some(client))];
        self.ledger.commit_batch(Batch { gone, events, ..Batch::default() }, |_| Ok(()))?;
        self.directory.entry_mut(client).attachments.retain(|known| known.record != id);
        self.ledger.store().checkpoint()?;
        self.attachments_page(client)
    }

    /// What shows that somebody signed stays with what they signed.
    fn check_no_scan(&self, client: Id, attachment: Id) -> Result<()> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let shows = entry.plan_signatures.iter().any(|it| it.scan == Some(attachment));
        if shows { Err(Code::SignedScan.into()) } else { Ok(()) }
    }

    fn keep_attachment(
        &mut self,
        client: Id,
        id: Id,
        base: Base,
        body: AttachmentBody,
        events: Vec<Event>,
    ) -> Result<AttachmentsPage> {
        let (kind, class) = (Kind::Attachment, class_of(body.kind));
        let change = self.ledger.change(id, kind, class, Some(client), base, &body)?;
        self.ledger.commit(vec![change], events)?;
        self.directory.entry_mut(client).take_attachment(id, &body);
        self.attachments_page(client)
    }
}
