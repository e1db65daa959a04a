//! From record to document: made in memory, put on record, written in one atomic step.

use std::path::Path;

use print::{ClientBand, Meta, Paper, PlanDocument, block::Signer};
use record::Id;

use crate::{
    Code, Result, Session, atomic,
    disclosures::Purpose,
    hex,
    ledger::{Batch, Event, What},
    view::{Exported, request},
};

/// A document, not written anywhere yet.
pub struct Document {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// A file name that names a client only by number.
    pub suggested_name: String,
    /// Pages; 0 for a file that has none.
    pub pages: u32,
    /// Characters no font could set, as code points.
    pub unset: Vec<String>,
    /// What it is, in the words of a disclosure.
    what: &'static str,
    /// Whom it is about.
    client: Option<Id>,
    /// For whom it is, when it leaves the clinic.
    purpose: Option<Purpose>,
}

impl Document {
    /// Sets blocks on pages.
    pub(crate) fn set(
        blocks: &[print::block::Block],
        head: &print::RunningHead,
        meta: &Meta,
        suggested_name: &str,
    ) -> Result<Self> {
        let pages = print::pages(blocks, head, Paper::Letter);
        let count = u32::try_from(pages.pages.len()).unwrap_or(u32::MAX);
        let pdf = print::pdf(&pages, meta)?;
        let code_point = |c: &char| format!("U+{:04X}", u32::from(*c));
        let mut document = Self::file(pdf.bytes, suggested_name.to_owned());
        document.pages = count;
        document.unset = pdf.unset.iter().map(code_point).collect();
        Ok(document)
    }

    /// A file without pages.
    pub(crate) fn file(bytes: Vec<u8>, suggested_name: String) -> Self {
        let (pages, unset) = (0, Vec::new());
        Self { bytes, suggested_name, pages, unset, what: "", client: None, purpose: None }
    }

    pub(crate) fn of(mut self, what: &'static str, client: Option<Id>) -> Self {
        (self.what, self.client) = (what, client);
        self
    }

    pub(crate) fn for_purpose(mut self, purpose: Purpose) -> Self {
        self.purpose = Some(purpose);
        self
    }
}

impl Session {
    /// Sets the plan as it stands, as a draft for signing, for somebody and some purpose.
    ///
    /// # Errors
    /// No clinical key, no such client, no purpose, or the document cannot be made.
    pub fn plan_pdf(&self, request: &request::ExportPlan) -> Result<Document> {
        let client = self.client(&request.client)?;
        let draft = self.plan_draft(client)?;
        let purpose = Purpose::said(&request.recipient, &request.purpose)?;
        let number = self.directory.entry(client).ok_or(Code::NoSuchClient)?.number.clone();
        let plan = self.plan_document(client, draft.body.plan)?;
        let name = format!("Plan {number} draft.pdf");
        let set = Document::set(&print::plan(&plan), &plan.running_head(), &plan.meta(), &name)?;
        Ok(set.of("Treatment plan, draft", Some(client)).for_purpose(purpose))
    }

    fn plan_document(&self, client: Id, plan: record::plan::Plan) -> Result<PlanDocument> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let row = self.client_row(entry);
        let legal = if row.legal_name.is_empty() { row.name.clone() } else { row.legal_name };
        let minor = row.age.is_some_and(|age| age < 18);
        Ok(PlanDocument {
            clinic: self.clinic.name.clone(),
            client: ClientBand {
                name_used: row.name.clone(),
                legal_name: legal,
                pronouns: row.pronouns,
                birth_date: entry.birth(),
                number: row.number,
            },
            title: "Treatment plan".to_owned(),
            version: "DRAFT, not signed".to_owned(),
            prepared_on: Some(self.clock().today()),
            prepared_by: self.my_signed_name(),
            signers: signers(&row.name, minor),
            plan,
        })
    }

    /// Writes a document to the place a person chose. The audit and the disclosure are written
    /// first; when the file cannot be written after all, the audit is told and the disclosure is
    /// taken back.
    ///
    /// # Errors
    /// When audit or file cannot be written; no half file is left. [`Code::FileExists`] for a
    /// vault's place: a document never takes the place of records.
    pub fn write_document(&mut self, path: &Path, document: &Document) -> Result<Exported> {
        if is_of_vault(path, self.ledger.path()) {
            return Err(Code::FileExists.into());
        }
        let disclosed = self.put_on_record(document)?;
        if let Err(failed) = atomic::write(path, &document.bytes) {
            let events = vec![document.event(What::ExportFailed)];
            let gone = disclosed.into_iter().collect();
            self.ledger.commit_batch(Batch { gone, events, ..Batch::default() }, |_| Ok(()))?;
            return Err(failed);
        }
        if let Some((client, id)) = document.client.zip(disclosed) {
            self.directory.entry_mut(client).disclosures.push(id);
        }
        Ok(exported(path, document))
    }

    fn put_on_record(&mut self, document: &Document) -> Result<Option<Id>> {
        let (mut changes, mut disclosed) = (Vec::new(), None);
        if let Some((client, purpose)) = document.client.zip(document.purpose.as_ref()) {
            let what = format!("{}, {} pages", document.what, document.pages);
            let sha256 = hex::shown(&vault::sha256(&document.bytes));
            let (id, change) = self.disclosure_change(client, what, purpose, sha256)?;
            changes.push(change);
            disclosed = Some(id);
        }
        let event = Event { record: disclosed, ..document.event(What::Export) };
        self.ledger.commit(changes, vec![event])?;
        Ok(disclosed)
    }
}

impl Document {
    /// Where a client is concerned, recipient and purpose stand in the disclosure that the entry
    /// names: a recipient may be the client's own name, and the audit holds ids.
    fn event(&self, what: What) -> Event {
        let said = self.purpose.as_ref().filter(|_| self.client.is_none());
        let what =
            if self.what == SHEET && what == What::Export { What::RecoverySheet } else { what };
        Event {
            client: self.client,
            recipient: said.map(|said| said.recipient.clone()),
            purpose: said.map(|said| said.purpose.clone()),
            ..Event::of(what)
        }
    }
}

/// What a recovery sheet calls itself.
pub(crate) const SHEET: &str = "Recovery sheet";

/// What the window is told of a file that was written.
pub(crate) fn exported(path: &Path, document: &Document) -> Exported {
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let (pages, unset) = (document.pages, document.unset.clone());
    Exported { file: file.unwrap_or_default(), pages, unset }
}

/// Whether a path names the vault, a file that belongs to it (log, reserve), or what is called a
/// vault: a backup, the sample.
pub(crate) fn is_of_vault(path: &Path, vault: &Path) -> bool {
    let folder = |path: &Path| path.parent().and_then(|folder| folder.canonicalize().ok());
    let name = |path: &Path| {
        path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default()
    };
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let beside = folder(&whole) == folder(vault) && name(&whole).starts_with(&name(vault));
    beside || name(&whole).ends_with(".goldthread")
}

/// Who is asked to sign: the client, a guardian beside a minor, the therapist.
fn signers(client: &str, minor: bool) -> Vec<Signer> {
    let signer = |role: &str, name: &str| Signer {
        role: role.to_owned(),
        name: name.to_owned(),
        credential: String::new(),
    };
    let mut signers = vec![signer("Client", client)];
    if minor {
        signers.push(signer("Parent or guardian", ""));
    }
    signers.push(signer("Therapist", ""));
    signers
}
