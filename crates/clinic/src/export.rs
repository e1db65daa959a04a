//! From record to PDF: made in memory, put on record, written in one atomic step.

use std::path::Path;

use print::{ClientBand, Meta, Paper, PlanDocument, block::Signer};
use record::Id;

use crate::{
    Code, Result, Session, atomic,
    ledger::{Event, What},
    view::Exported,
};

/// A plan's document, not written anywhere yet.
pub struct PlanPdf {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// A file name that names the client only by number.
    pub suggested_name: String,
    /// Pages.
    pub pages: u32,
    /// Characters no font could set, as code points.
    pub unset: Vec<String>,
    client: Id,
}

impl Session {
    /// Sets the plan as it stands, as a draft for signing.
    ///
    /// # Errors
    /// No clinical key, no such client, or the document cannot be made.
    pub fn plan_pdf(&self, client: Id) -> Result<PlanPdf> {
        let draft = self.plan_draft(client)?;
        let number = self.directory.entry(client).ok_or(Code::NoSuchClient)?.number.clone();
        let document = self.plan_document(client, draft.body.plan)?;
        let meta: Meta = document.meta();
        let pages = print::pages(&print::plan(&document), &document.running_head(), Paper::Letter);
        let count = u32::try_from(pages.pages.len()).unwrap_or(u32::MAX);
        let pdf = print::pdf(&pages, &meta)?;
        let code_point = |c: &char| format!("U+{:04X}", u32::from(*c));
        Ok(PlanPdf {
            bytes: pdf.bytes,
            suggested_name: format!("Plan {number} draft.pdf"),
            pages: count,
            unset: pdf.unset.iter().map(code_point).collect(),
            client,
        })
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

    /// Writes a document to the place a person chose. The audit is told first; when the file
    /// cannot be written after all, the audit is told that too.
    ///
    /// # Errors
    /// When audit or file cannot be written; no half file is left. [`Code::FileExists`] for a
    /// vault's place: a document never takes the place of records.
    pub fn write_plan(&mut self, path: &Path, pdf: &PlanPdf) -> Result<Exported> {
        if is_of_vault(path, self.ledger.path()) {
            return Err(Code::FileExists.into());
        }
        let event = |what| vec![Event { client: Some(pdf.client), ..Event::of(what) }];
        self.ledger.commit(Vec::new(), event(What::Export))?;
        if let Err(failed) = atomic::write(path, &pdf.bytes) {
            self.ledger.commit(Vec::new(), event(What::ExportFailed))?;
            return Err(failed);
        }
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Exported { file: file.unwrap_or_default(), pages: pdf.pages, unset: pdf.unset.clone() })
    }
}

/// Whether a path names the vault, a file that belongs to it (log, reserve), or what is called a
/// vault: a backup, the sample.
fn is_of_vault(path: &Path, vault: &Path) -> bool {
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
