//! Attachments: what they are in one record, their content in another, both sealed like every
//! record; shown without a file. Administrative ones belong to the front desk too, clinical ones to
//! clinicians.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use form::{Answers, Definition, Kind as Asked};
use record::{AttachmentType, Id, Kind};
use vault::Class;
use zeroize::Zeroizing;

use crate::{
    Code, Document, Error, Phi, Result, Session,
    body::{AttachmentBody, AttachmentContentBody, Cleared},
    clock::stamp,
    directory::AttachmentMeta,
    disclosures::Purpose,
    first_run::short,
    hex,
    ledger::{Base, Batch, Change, Event, What},
    machine::make_id,
    paper::{Content, Paper},
    view::{
        AttachmentPageView, AttachmentRow, AttachmentTypeView, AttachmentsPage, RefusedFile,
        request,
    },
};

/// Files taken at once.
const MOST_FILES: usize = 20;

impl Session {
    /// What is attached to a client, as far as this session may see it. Newest first.
    ///
    /// # Errors
    /// No such client.
    pub fn open_attachments(&mut self, client: Id) -> Result<AttachmentsPage> {
        self.note_view(client)?;
        self.attachments_page(client)
    }

    /// Keeps the files that may be kept, all of them or none, and says why the others may not.
    ///
    /// # Errors
    /// [`Code::NotAllowed`] for a type this session may not see; [`Code::BadValue`] for a date that
    /// cannot be read; [`Code::TooLong`] for more than 20 files.
    pub fn add_attachments(
        &mut self,
        request: &request::AddAttachments,
        papers: Vec<Paper>,
    ) -> Result<AttachmentsPage> {
        let client = self.client(&request.client)?;
        self.require_type(request.kind)?;
        if papers.len() > MOST_FILES {
            return Err(Code::TooLong.into());
        }
        let (date, note) = (self.paper_date(&request.date)?, short(&request.note)?);
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let episode = entry.episode_under_way().ok_or(Code::NoSuchRecord)?.record;
        let (mut batch, mut bodies, mut refused) = (Batch::default(), Vec::new(), Vec::new());
        for Paper { file, judged } in papers {
            let accepted = match judged {
                Ok(accepted) => accepted,
                Err(why) => {
                    refused.push(RefusedFile { file, why });
                    continue;
                }
            };
            let (id, content) = (make_id()?, make_id()?);
            let body = AttachmentBody {
                episode,
                kind: request.kind,
                date: date.clone(),
                note: Phi(note.clone()),
                mime: accepted.mime.to_owned(),
                pages: accepted.pages,
                width: accepted.width,
                height: accepted.height,
                size: u32::try_from(accepted.bytes.len()).map_err(|_| Code::TooLong)?,
                sha256: hex::shown(&vault::sha256(&accepted.bytes)),
                content,
                added_at: stamp(self.clock().now()),
                added_by: self.ledger.user(),
                removed: None,
            };
            let bytes = Zeroizing::new(accepted.bytes);
            batch.changes.extend(self.first_changes(client, id, &body, &bytes)?);
            batch.events.push(Event::on(What::Attached, id, Some(client)));
            bodies.push((id, body));
        }
        if !bodies.is_empty() {
            self.ledger.commit_batch(batch, |_| Ok(()))?;
        }
        for (id, body) in &bodies {
            self.directory.entry_mut(client).take_attachment(*id, body);
        }
        let added = bodies.iter().map(|(id, _)| id.to_string()).collect();
        Ok(AttachmentsPage { added, refused, ..self.attachments_page(client)? })
    }

    fn first_changes(
        &self,
        client: Id,
        id: Id,
        body: &AttachmentBody,
        bytes: &[u8],
    ) -> Result<[Change; 2]> {
        let (class, owner, first) = (class_of(body.kind), Some(client), Base::default());
        let content = AttachmentContentBody { attachment: id, data: STANDARD.encode(bytes) };
        Ok([
            self.ledger.change(id, Kind::Attachment, class, owner, first, body)?,
            self.ledger.change(
                body.content,
                Kind::AttachmentContent,
                class,
                owner,
                first,
                &content,
            )?,
        ])
    }

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
    /// [`Code::NoSuchRecord`].
    pub fn remove_attachment(
        &mut self,
        request: &request::OfAttachment,
    ) -> Result<AttachmentsPage> {
        let client = self.client(&request.client)?;
        let (id, base, mut body) = self.attachment(client, &request.attachment)?;
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
    /// [`Code::NotAllowed`]; [`Code::BadValue`] for one that was not put away first.
    pub fn erase_attachment(&mut self, request: &request::OfAttachment) -> Result<AttachmentsPage> {
        self.require_admin()?;
        let client = self.client(&request.client)?;
        let (id, _, body) = self.attachment(client, &request.attachment)?;
        if body.removed.is_none() {
            return Err(Code::BadValue.into());
        }
        let mut gone = vec![id];
        gone.extend(Some(body.content).filter(|content| self.ledger.knows(*content)));
        let events = vec![Event::on(What::Erased, id, Some(client))];
        self.ledger.commit_batch(Batch { gone, events, ..Batch::default() }, |_| Ok(()))?;
        self.directory.entry_mut(client).attachments.retain(|known| known.record != id);
        self.ledger.store().checkpoint()?;
        self.attachments_page(client)
    }

    /// Takes an attachment out to be drawn; that is put on record when its first page is asked for.
    ///
    /// # Errors
    /// [`Code::NoSuchRecord`]; [`Code::Damaged`] when the content is not what was kept.
    pub fn attachment_content(&mut self, request: &request::OpenAttachmentPage) -> Result<Content> {
        let client = self.client(&request.client)?;
        let (id, _, body) = self.attachment(client, &request.attachment)?;
        let content = self.content(client, id, body, request.page)?;
        if request.page == 1 {
            self.ledger.note(Event::on(What::Looked, id, Some(client)))?;
        }
        Ok(content)
    }

    fn content(&self, client: Id, id: Id, body: AttachmentBody, page: u32) -> Result<Content> {
        let envelope = self.ledger.load::<AttachmentContentBody>(body.content)?.envelope;
        let fits = envelope.t == Kind::AttachmentContent && envelope.client == Some(client);
        if !fits || envelope.body.attachment != id {
            return Err(Code::NoSuchRecord.into());
        }
        let data = Zeroizing::new(envelope.body.data);
        let bytes = STANDARD.decode(data.as_bytes()).map_err(|_| Error::Unreadable)?;
        let bytes = Zeroizing::new(bytes);
        if hex::shown(&vault::sha256(&bytes)) != body.sha256 {
            return Err(Code::Damaged.into());
        }
        let view = AttachmentPageView {
            attachment: id.to_string(),
            title: named(body.kind, &body.date),
            note: body.note.0,
            page,
            pages: body.pages,
            image: String::new(),
            width: body.width,
            height: body.height,
        };
        Ok(Content { bytes, mime: body.mime, view })
    }

    /// A page of an attachment as a picture, for somebody and some purpose: drawn or encoded here,
    /// never the file it came as.
    ///
    /// # Errors
    /// As [`Session::attachment_content`]; no recipient or purpose.
    pub fn attachment_picture(&mut self, request: &request::ExportAttachment) -> Result<Document> {
        let purpose = Purpose::said(&request.recipient, &request.purpose)?;
        let client = self.client(&request.client)?;
        let (id, _, body) = self.attachment(client, &request.attachment)?;
        let content = self.content(client, id, body, request.page)?;
        let image = content.image()?;
        let number = self.directory.entry(client).ok_or(Code::NoSuchClient)?.number.clone();
        let ending = if image.mime == "image/png" { "png" } else { "jpg" };
        let name = format!("Attachment {number} page {}.{ending}", request.page);
        let mut document = Document::file(image.bytes, name);
        document.pages = 1;
        Ok(document.of("Attachment", Some(client)).for_purpose(purpose))
    }

    /// An attachment of this client that this session may see.
    fn attachment(&self, client: Id, id: &str) -> Result<(Id, Base, AttachmentBody)> {
        let id: Id = id.parse().map_err(|_| Code::BadRequest)?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        if !entry.attachments.iter().any(|known| known.record == id) {
            return Err(Code::NoSuchRecord.into());
        }
        let loaded = self.ledger.load::<AttachmentBody>(id)?;
        if loaded.envelope.t != Kind::Attachment || loaded.envelope.client != Some(client) {
            return Err(Code::NoSuchRecord.into());
        }
        Ok((id, loaded.base(), loaded.envelope.body))
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

    fn attachments_page(&self, client: Id) -> Result<AttachmentsPage> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let (mut rows, mut removed) = (Vec::new(), Vec::new());
        for meta in &entry.attachments {
            let loaded = self.ledger.load::<AttachmentBody>(meta.record)?;
            let (rev, body) = (loaded.envelope.rev, loaded.envelope.body);
            let put_away = body.removed.as_ref();
            let row = AttachmentRow {
                attachment: meta.record.to_string(),
                rev,
                kind: body.kind,
                label: body.kind.label().to_owned(),
                shown_date: shown(&body.date),
                date: body.date,
                note: body.note.0,
                is_pdf: body.mime == "application/pdf",
                pages: body.pages,
                size: body.size,
                added_at: body.added_at,
                added_by: self.name_of(body.added_by),
                removed_at: put_away.map(|removed| removed.at.clone()),
            };
            if put_away.is_some() { removed.push(row) } else { rows.push(row) }
        }
        let newest = |a: &AttachmentRow, b: &AttachmentRow| {
            (&b.date, &b.added_at, &a.attachment).cmp(&(&a.date, &a.added_at, &b.attachment))
        };
        rows.sort_by(newest);
        removed.sort_by(newest);
        let types = AttachmentType::ALL.into_iter().filter(|it| self.ledger.holds(class_of(*it)));
        let view = |kind: AttachmentType| AttachmentTypeView {
            kind,
            label: kind.label().to_owned(),
            clinical: kind.is_clinical(),
        };
        Ok(AttachmentsPage {
            band: self.band(client)?,
            types: types.map(view).collect(),
            rows,
            removed,
            added: Vec::new(),
            refused: Vec::new(),
            may_erase: self.require_admin().is_ok(),
        })
    }

    /// Whether this session may add attachments of a type.
    ///
    /// # Errors
    /// [`Code::NotAllowed`].
    pub fn require_type(&self, kind: AttachmentType) -> Result<()> {
        if self.ledger.holds(class_of(kind)) { Ok(()) } else { Err(Code::NotAllowed.into()) }
    }

    /// The day on a paper; today when nothing was typed.
    fn paper_date(&self, typed: &str) -> Result<String> {
        let today = self.clock().today();
        if typed.trim().is_empty() {
            return Ok(form::date::stored(today));
        }
        let read = form::date::parse_typed(typed, form::date::Purpose::Near, today);
        let read = read.filter(|date| *date <= today).ok_or(Code::BadValue)?;
        Ok(form::date::stored(read))
    }

    /// Attachments as the answers of a form name them: "Insurance card, Nov 25, 2026".
    pub(crate) fn attachment_names(&self, client: Id) -> BTreeMap<String, String> {
        let metas = self.directory.entry(client).map(|entry| entry.attachments.as_slice());
        let name = |meta: &AttachmentMeta| {
            let named = named(meta.kind, &meta.date);
            let named = if meta.removed { format!("{named} (put away)") } else { named };
            (meta.record.to_string(), named)
        };
        metas.unwrap_or_default().iter().map(name).collect()
    }

    /// What is newly attached to answers is there, and of the type that is asked for.
    ///
    /// # Errors
    /// [`Code::NoSuchRecord`].
    pub(crate) fn require_own_attachments(
        &self,
        client: Id,
        form: &Definition,
        before: &Answers,
        after: &Answers,
    ) -> Result<()> {
        let known = self.directory.entry(client).map(|entry| entry.attachments.as_slice());
        let before = attached(form, before);
        for (path, (accepts, id)) in attached(form, after) {
            if before.get(&path).is_some_and(|(_, old)| *old == id) {
                continue;
            }
            let mut found = known.unwrap_or_default().iter();
            let fits = |meta: &AttachmentMeta| {
                meta.record.to_string() == id && meta.kind.code() == accepts && !meta.removed
            };
            if !found.any(fits) {
                return Err(Code::NoSuchRecord.into());
            }
        }
        Ok(())
    }
}

/// The attachments that answers name, by path, with the type that is asked for.
fn attached(form: &Definition, answers: &Answers) -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    let mut look = |item: &form::Item, path: String| {
        if let (Asked::Attachment(rule), Some(id)) = (&item.kind, answers.text(&path)) {
            found.insert(path, (rule.accepts.clone(), id.to_owned()));
        }
    };
    for item in &form.items {
        look(item, item.id.clone());
        for row in answers.rows(&item.id) {
            for inner in item.row_items() {
                look(inner, format!("{}/{}/{}", item.id, row.id, inner.id));
            }
        }
    }
    found
}

fn named(kind: AttachmentType, date: &str) -> String {
    format!("{}, {}", kind.label(), shown(date))
}

fn shown(stored: &str) -> String {
    form::date::parse_stored(stored).map_or_else(|| stored.to_owned(), form::date::shown)
}

const fn class_of(kind: AttachmentType) -> Class {
    if kind.is_clinical() { Class::Clinical } else { Class::Intake }
}
