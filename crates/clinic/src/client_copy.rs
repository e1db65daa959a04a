//! The client copy of a plan: in plain words, in the person's language, without what is for the
//! chart alone.

use print::{ClientCopyDocument, Contact, Language};
use record::{
    Id, Kind,
    safety_plan::{Entry, SafetyPlan},
};

use crate::{
    Code, Document, Result, Session,
    plans::{PlanDraft, versions},
    view::request,
};

/// Charts on it: more would be a chart, not a copy to read on a bus.
const MOST_CHARTS: usize = 2;
/// People of the safety plan that stand under "who to call".
const MOST_CALLS: usize = 3;

impl Session {
    /// Sets the client copy of a version of the plan, or of the newest, in memory.
    ///
    /// # Errors
    /// No clinical key, no such client or version, no basis to disclose it, a language there are no
    /// words for ([`Code::BadValue`]), or the document cannot be made.
    pub fn client_copy_pdf(&self, request: &request::ExportClientCopy) -> Result<Document> {
        let client = self.client(&request.client)?;
        let language = match request.language.as_str() {
            "en" => Language::English,
            "es" => Language::Spanish,
            _ => return Err(Code::BadValue.into()),
        };
        let version = match request.record.as_str() {
            "" => self.plan_draft(client)?,
            record => self.plan_version(client, record.parse().map_err(|_| Code::BadRequest)?)?,
        };
        let purpose = self.disclose(client, &request.to)?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let mut outcomes = self.charts(client, &version.plan, language)?;
        outcomes.truncate(MOST_CHARTS);
        let document = ClientCopyDocument {
            clinic: self.clinic.name.clone(),
            phone: self.clinic.letterhead.phone.clone(),
            name_used: entry.shown_name(),
            language,
            version: standing(&version, language),
            prepared_on: Some(self.prepared_on(version.sealed.as_ref())),
            contacts: self.calls(client)?,
            outcomes,
            plan: version.plan,
        };
        let name = format!("Plan {} for the client.pdf", entry.number);
        let (blocks, head) = (print::client_copy(&document), document.running_head());
        let set = self.released(blocks, head, &document.meta(), &name, (&request.to, purpose))?;
        Ok(set.of("Client copy of the treatment plan", Some(client)))
    }

    /// The language of a client's copy when nobody chooses it: the one they read, else the one they
    /// speak, as far as there are words for it.
    pub(crate) fn copy_language(&self, client: Id) -> Result<&'static str> {
        let answers = self.section_answers(client, "language")?;
        let of = |item: &str| answers.as_ref().and_then(|it| it.text(item));
        let language = of("written_language").or_else(|| of("spoken_language"));
        Ok(if language == Some("es") { "es" } else { "en" })
    }

    /// Who to call, with a number: the professionals of the safety plan. The crisis line and the
    /// emergency number always stand on the copy.
    fn calls(&self, client: Id) -> Result<Vec<Contact>> {
        let safety = self.kept::<SafetyPlan>(client, Kind::SafetyPlan)?.content;
        let known = safety.professionals.into_iter().filter(|it| !it.phone.trim().is_empty());
        let contact = |it: Entry| Contact { who: it.name, phone: it.phone, when: String::new() };
        Ok(known.take(MOST_CALLS).map(contact).collect())
    }
}

/// Where the version stands, in the language of the copy.
fn standing(version: &PlanDraft, language: Language) -> String {
    match (&version.sealed, language) {
        (None, Language::English) => "DRAFT, not signed".to_owned(),
        (None, Language::Spanish) => "BORRADOR, sin firmar".to_owned(),
        (Some(sealed), language) => {
            let word = if language == Language::Spanish { "Versión" } else { "Version" };
            format!("{word} {}, {}", version.version, versions::short_hash(&sealed.sha256))
        }
    }
}
