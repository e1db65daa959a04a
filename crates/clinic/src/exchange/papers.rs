//! Attachments of a file that this program wrote: judged as if somebody had chosen them, since a
//! file can say of itself what it likes.

use base64::{Engine, engine::general_purpose::STANDARD};
use interop::fhir::{
    export::KIND,
    read::{Incoming, Resource},
};
use record::AttachmentType;
use serde_json::Value;

use super::{
    incoming::left_row,
    person::{Reading, said},
    written::{MOST, of_kind},
};
use crate::{
    Result, Session,
    admission::Newcomer,
    attachments::{Attaching, NewAttachment},
    view::LeftRow,
};

impl Session {
    /// The attachments of a person that may be kept; the others are named with the reason.
    pub(super) fn written_papers(
        &self,
        reading: &Reading<'_>,
        newcomer: &Newcomer,
        left: &mut Vec<LeftRow>,
    ) -> Result<Vec<NewAttachment>> {
        let mut papers: Vec<NewAttachment> = Vec::new();
        for (at, resource) in of_kind(reading, "DocumentReference", "subject") {
            let Some(kind) = kind(&resource.body) else { continue };
            if papers.len() == MOST {
                let why = "There are more attachments than are taken in at once.";
                left.push(left_row(why, "", &resource.place));
                break;
            }
            let attachment = &resource.body["content"][0]["attachment"];
            let accepted = match content(reading.incoming, at, said(attachment, "url")) {
                Some(bytes) => picture::accept(&bytes).map_err(|refused| refused.to_string()),
                None => Err("its content is not in the file".to_owned()),
            };
            let accepted = match accepted {
                Ok(accepted) => accepted,
                Err(why) => {
                    let why = format!("The attachment cannot be kept: {why}.");
                    left.push(left_row(&why, kind.label(), &resource.place));
                    continue;
                }
            };
            let date = form::date::parse_stored(said(attachment, "creation"));
            let date = form::date::stored(date.unwrap_or_else(|| self.clock().today()));
            let note = said(&resource.body, "description").chars().filter(|c| !c.is_control());
            let note: String = note.take(500).collect();
            let episode = newcomer.episode()?;
            let about = Attaching { episode, kind, date: &date, note: &note };
            let id = self.free_id(reading.ids, resource.id.as_deref())?;
            papers.push(self.new_attachment(id, &about, accepted)?);
        }
        Ok(papers)
    }
}

/// Whether a document is an attachment of ours.
pub(super) fn is_paper(document: &Value) -> bool {
    kind(document).is_some()
}

/// What an attachment of ours is; nothing for another document.
fn kind(document: &Value) -> Option<AttachmentType> {
    let codings = document["type"]["coding"].as_array()?;
    let coding = codings.iter().find(|it| said(it, "system") == KIND)?;
    AttachmentType::of_code(said(coding, "code"))
}

/// The bytes of the Binary that an address leads to.
fn content(incoming: &Incoming, from: usize, url: &str) -> Option<Vec<u8>> {
    let at = incoming.resolve(from, url)?;
    let binary: &Resource = incoming.resources().get(at).filter(|it| it.kind == "Binary")?;
    STANDARD.decode(said(&binary.body, "data")).ok()
}
