//! The content of an attachment, taken out to be looked at or to leave the clinic.

use base64::{Engine, engine::general_purpose::STANDARD};
use record::{Id, Kind};
use zeroize::Zeroizing;

use super::named;
use crate::{
    Code, Document, Error, Result, Session,
    body::{AttachmentBody, AttachmentContentBody},
    hex,
    ledger::{Event, What},
    paper::Content,
    view::{AttachmentPageView, request},
};

impl Session {
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

    /// An attachment with its bytes, as they were kept.
    pub(crate) fn attachment_bytes(
        &self,
        client: Id,
        id: Id,
    ) -> Result<(AttachmentBody, Zeroizing<Vec<u8>>)> {
        let (id, _, body) = self.attachment(client, &id.to_string())?;
        let bytes = self.kept_bytes(client, id, &body)?;
        Ok((body, bytes))
    }

    fn content(&self, client: Id, id: Id, body: AttachmentBody, page: u32) -> Result<Content> {
        let bytes = self.kept_bytes(client, id, &body)?;
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

    fn kept_bytes(&self, client: Id, id: Id, body: &AttachmentBody) -> Result<Zeroizing<Vec<u8>>> {
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
        Ok(bytes)
    }

    /// A page of an attachment as a picture, for somebody and some purpose: drawn or encoded here,
    /// never the file it came as. A notice that goes with it is handed on beside it.
    ///
    /// # Errors
    /// As [`Session::attachment_content`]; no basis to disclose it.
    pub fn attachment_picture(&mut self, request: &request::ExportAttachment) -> Result<Document> {
        let client = self.client(&request.client)?;
        let (id, _, body) = self.attachment(client, &request.attachment)?;
        // A picture cannot be put under a passphrase: it must not look as if it were.
        if !request.to.passphrase.is_empty() {
            return Err(Code::BadValue.into());
        }
        let purpose = self.disclose(client, &request.to)?;
        let content = self.content(client, id, body, request.page)?;
        let image = content.image()?;
        let number = self.directory.entry(client).ok_or(Code::NoSuchClient)?.number.clone();
        let ending = if image.mime == "image/png" { "png" } else { "jpg" };
        let name = format!("Attachment {number} page {}.{ending}", request.page);
        let mut document = Document::file(image.bytes, name);
        document.pages = 1;
        Ok(document.of("Attachment", Some(client)).for_purpose(purpose).with_notice_beside())
    }
}
