//! The intake on paper: blank to be written on, or as it was answered. A session prints the sections
//! it may open and no others.

use form::{Catalog, Definition, SectionSource, SectionStatus};
use print::{FormDocument, FormPart};
use record::Id;

use crate::{
    Code, Document, Result, Session, body::ResponseBody, forms::class_of, screenings::day,
    view::request,
};

impl Session {
    /// Sets the intake, or one of its sections or a screening, as a document.
    ///
    /// # Errors
    /// A form this session may not open; no basis to disclose a filled one; [`Code::NoSuchForm`] for
    /// a filled form that is no section.
    pub fn intake_pdf(&self, request: &request::PrintForms) -> Result<Document> {
        let client = self.client(&request.client)?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let forms = self.printed(&request.form)?;
        let title = match forms.as_slice() {
            [only] => only.title.clone(),
            _ => "Intake".to_owned(),
        };
        let mut document = FormDocument {
            clinic: self.clinic.name.clone(),
            title,
            name_used: String::new(),
            number: String::new(),
            made_on: self.clock().today(),
            parts: Vec::new(),
        };
        if request.blank {
            document.parts = forms.iter().map(|form| print::blank_part(form)).collect();
            let name = format!("{}, blank.pdf", document.title);
            let blocks = print::form_document(&document);
            return self.set(&blocks, document.running_head(), &document.meta(), &name);
        }
        let to = request.to.as_ref().ok_or(Code::BadValue)?;
        let purpose = self.disclose(client, to)?;
        document.name_used = entry.shown_name();
        document.number.clone_from(&entry.number);
        for form in &forms {
            if form.role != form::Role::Section {
                return Err(Code::NoSuchForm.into());
            }
            document.parts.extend(self.filled(client, form)?);
        }
        let name = format!("{} {}.pdf", document.title, entry.number);
        let (blocks, head) = (print::form_document(&document), document.running_head());
        let set = self.released(blocks, head, &document.meta(), &name, (to, purpose))?;
        Ok(set.of("Intake summary", Some(client)))
    }

    /// The forms that are asked for, as far as this session may open them.
    fn printed(&self, form: &str) -> Result<Vec<std::sync::Arc<Definition>>> {
        if !form.is_empty() {
            return Ok(vec![self.readable(form)?]);
        }
        let open = |form: &&std::sync::Arc<Definition>| self.ledger.holds(class_of(form));
        Ok(Catalog::shipped()?.intake().filter(open).cloned().collect())
    }

    /// A section as it was answered in the episode under way; nothing where it does not apply or
    /// nobody has begun it.
    fn filled(&self, client: Id, form: &Definition) -> Result<Option<FormPart>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let Some(meta) = entry.section(&form.id) else { return Ok(None) };
        let envelope = self.ledger.load::<ResponseBody>(meta.record)?.envelope;
        let body = envelope.body;
        let given = self.forms.given(&body)?;
        let evaluation = form::evaluate(&given, &body.answers, &self.context_of(client, &given)?);
        if !evaluation.shown {
            return Ok(None);
        }
        let below = [status(body.status), source(body.source), &day(&envelope.at)].join(", ");
        let answers = if body.status == SectionStatus::NotAsked {
            form::Answers::new()
        } else {
            body.answers
        };
        Ok(Some(print::filled_part(&given, &answers, &evaluation, below)))
    }
}

const fn status(status: SectionStatus) -> &'static str {
    match status {
        SectionStatus::NotStarted => "Not started",
        SectionStatus::InProgress => "In progress",
        SectionStatus::Done => "Done",
        SectionStatus::AskLater => "To be asked later",
        SectionStatus::NotAsked => "Not asked",
    }
}

const fn source(source: Option<SectionSource>) -> &'static str {
    match source {
        Some(SectionSource::Client) => "told by the client",
        Some(SectionSource::Guardian) => "told by a guardian",
        Some(SectionSource::Staff) | None => "entered by staff",
    }
}
