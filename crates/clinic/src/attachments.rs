//! Attachments: what they are in one record, their content in another, both sealed like every
//! record; shown without a file. Administrative ones belong to the front desk too, clinical ones to
//! clinicians.

mod changing;
mod content;
mod in_forms;

pub(crate) use in_forms::{Attached, attached};

use base64::{Engine, engine::general_purpose::STANDARD};
use record::{AttachmentType, Id, Kind};
use vault::Class;
use zeroize::Zeroizing;

use crate::{
    Code, Phi, Result, Session,
    body::{AttachmentBody, AttachmentContentBody},
    clock::stamp,
    first_run::short,
    hex,
    ledger::{Base, Batch, Change, Event, What},
    machine::make_id,
    paper::Paper,
    view::{AttachmentRow, AttachmentTypeView, AttachmentsPage, RefusedFile, request},
};

/// Files taken at once.
const MOST_FILES: usize = 20;

/// What is said of an attachment.
pub(crate) struct Attaching<'a> {
    pub(crate) episode: Id,
    pub(crate) kind: AttachmentType,
    /// ISO 8601.
    pub(crate) date: &'a str,
    pub(crate) note: &'a str,
}

/// An attachment that is not written yet.
pub(crate) struct NewAttachment {
    pub(crate) id: Id,
    pub(crate) body: AttachmentBody,
    pub(crate) bytes: Zeroizing<Vec<u8>>,
}

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
            let id = make_id()?;
            let said = Attaching { episode, kind: request.kind, date: &date, note: &note };
            let paper = self.new_attachment(id, &said, accepted)?;
            batch.changes.extend(self.attachment_changes(client, &paper)?);
            batch.events.push(Event::on(What::Attached, id, Some(client)));
            bodies.push((id, paper.body));
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

    /// An attachment that is not written yet.
    pub(crate) fn new_attachment(
        &self,
        id: Id,
        said: &Attaching<'_>,
        accepted: picture::Accepted,
    ) -> Result<NewAttachment> {
        let body = AttachmentBody {
            episode: said.episode,
            kind: said.kind,
            date: said.date.to_owned(),
            note: Phi(said.note.to_owned()),
            mime: accepted.mime.to_owned(),
            pages: accepted.pages,
            width: accepted.width,
            height: accepted.height,
            size: u32::try_from(accepted.bytes.len()).map_err(|_| Code::TooLong)?,
            sha256: hex::shown(&vault::sha256(&accepted.bytes)),
            content: make_id()?,
            added_at: stamp(self.clock().now()),
            added_by: self.ledger.user(),
            removed: None,
        };
        Ok(NewAttachment { id, body, bytes: Zeroizing::new(accepted.bytes) })
    }

    /// What writes it: what it is, and its content.
    pub(crate) fn attachment_changes(
        &self,
        client: Id,
        NewAttachment { id, body, bytes }: &NewAttachment,
    ) -> Result<[Change; 2]> {
        let (class, owner, first) = (class_of(body.kind), Some(client), Base::default());
        let content = AttachmentContentBody { attachment: *id, data: STANDARD.encode(bytes) };
        Ok([
            self.ledger.change(*id, Kind::Attachment, class, owner, first, body)?,
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

    /// An attachment of this client that this session may see.
    pub(crate) fn attachment(&self, client: Id, id: &str) -> Result<(Id, Base, AttachmentBody)> {
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
