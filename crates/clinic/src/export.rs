//! From record to document: made in memory, put on record, written in one atomic step.

use std::path::Path;

use record::Id;

use crate::{
    Code, Result, Session, atomic,
    disclosures::Purpose,
    hex,
    ledger::{Batch, Event, What},
    plans::PlanDraft,
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
    /// Whether the file opens with a passphrase only.
    pub locked: bool,
    /// What it is, in the words of a disclosure.
    what: &'static str,
    /// Whom it is about.
    client: Option<Id>,
    /// For whom it is, when it leaves the clinic.
    purpose: Option<Purpose>,
    /// The notice that has to be handed on with it; empty when it carries its own, or needs none.
    notice: String,
    /// Those it is about when it is about several, with what each of them leaves for.
    several: Vec<(Id, Purpose)>,
}

impl Document {
    /// A file without pages.
    pub(crate) fn file(bytes: Vec<u8>, suggested_name: String) -> Self {
        let (pages, unset, locked) = (0, Vec::new(), false);
        let (notice, what, client, purpose) = (String::new(), "", None, None);
        let several = Vec::new();
        Self { bytes, suggested_name, pages, unset, locked, what, client, purpose, notice, several }
    }

    pub(crate) fn of(mut self, what: &'static str, client: Option<Id>) -> Self {
        (self.what, self.client) = (what, client);
        self
    }

    pub(crate) fn for_purpose(mut self, purpose: Purpose) -> Self {
        self.purpose = Some(purpose);
        self
    }

    /// About several people, each on a basis of their own. The notices that have to go with what is
    /// said of them are handed on beside it, each once.
    pub(crate) fn about(mut self, several: Vec<(Id, Purpose)>) -> Self {
        let mut notices: Vec<String> = Vec::new();
        for (_, purpose) in &several {
            let notice = purpose.notice();
            if !notice.is_empty() && !notices.contains(&notice) {
                notices.push(notice);
            }
        }
        self.notice = notices.join("\n\n");
        self.several = several;
        self
    }

    /// For whom it is, when it is about one client.
    pub(crate) fn purpose(&self) -> Option<&Purpose> {
        self.purpose.as_ref()
    }

    /// Those it is about, with what it leaves for.
    fn people(&self) -> impl Iterator<Item = (Id, &Purpose)> {
        let one = self.client.zip(self.purpose.as_ref());
        one.into_iter().chain(self.several.iter().map(|(client, purpose)| (*client, purpose)))
    }

    /// Puts the file under the passphrase that was asked for, if one was.
    ///
    /// # Errors
    /// [`Code::FilePassphrase`] for one that cannot be used; [`Code::Document`].
    fn under_passphrase(mut self, typed: &str) -> Result<Self> {
        let Some(passphrase) = file_passphrase(typed)? else { return Ok(self) };
        let random = &mut |bytes: &mut [u8]| {
            vault::make_random(bytes).map_err(|_| print::Error::NoRandomness)
        };
        self.bytes = print::encrypt(&self.bytes, &passphrase, random)?;
        self.locked = true;
        Ok(self)
    }

    /// For what cannot carry a notice itself: the notice is handed on beside it.
    pub(crate) fn with_notice_beside(mut self) -> Self {
        self.notice = self.purpose.as_ref().map(Purpose::notice).unwrap_or_default();
        self
    }
}

/// The passphrase for a file; nothing when none is asked for.
///
/// # Errors
/// [`Code::FilePassphrase`] for one that cannot be used.
pub(crate) fn file_passphrase(typed: &str) -> Result<Option<print::Passphrase>> {
    if typed.is_empty() {
        return Ok(None);
    }
    // Whoever has the file can try as often as they like, and a reader of PDF makes each try cheap:
    // it has to be as good as one that opens a key.
    if !vault::check(typed, &[]).is_empty() {
        return Err(Code::FilePassphrase.into());
    }
    Ok(Some(print::Passphrase::new(typed)?))
}

impl Session {
    /// Sets blocks on the clinic's paper, under its letterhead.
    pub(crate) fn set(
        &self,
        blocks: &[print::block::Block],
        head: print::RunningHead,
        meta: &print::Meta,
        suggested_name: &str,
    ) -> Result<Document> {
        self.stationery(None).set(blocks, head, meta, suggested_name)
    }

    /// Sets blocks on pages that leave the clinic: with the notice that goes with them, on the paper
    /// and under the passphrase that were asked for.
    pub(crate) fn released(
        &self,
        mut blocks: Vec<print::block::Block>,
        head: print::RunningHead,
        meta: &print::Meta,
        suggested_name: &str,
        (to, purpose): (&request::ExportAsk, Purpose),
    ) -> Result<Document> {
        let release = purpose.release.as_ref();
        let head = match release.and_then(|release| Some((release, release.statement?))) {
            Some((release, statement)) => {
                blocks.extend(print::notice(&release.scope, statement.text));
                head.with_notice()
            }
            None => head,
        };
        let document = self.stationery(to.paper).set(&blocks, head, meta, suggested_name)?;
        document.for_purpose(purpose).under_passphrase(&to.passphrase)
    }

    /// Sets the newest version of the plan, as a draft for signing or as it was sealed and signed,
    /// for somebody and some purpose.
    ///
    /// # Errors
    /// No clinical key, no such client, no basis to disclose it, or the document cannot be made.
    pub fn plan_pdf(&self, request: &request::ExportPlan) -> Result<Document> {
        let client = self.client(&request.client)?;
        let newest = self.plan_draft(client)?;
        self.version_pdf(client, newest, &request.to)
    }

    /// Sets one version of the plan, also one that another took the place of.
    ///
    /// # Errors
    /// As [`Session::plan_pdf`], and when the client has no such version.
    pub fn plan_version_pdf(&self, request: &request::ExportPlanVersion) -> Result<Document> {
        let client = self.client(&request.client)?;
        let record: Id = request.record.parse().map_err(|_| Code::BadRequest)?;
        let version = self.plan_version(client, record)?;
        self.version_pdf(client, version, &request.to)
    }

    fn version_pdf(
        &self,
        client: Id,
        draft: PlanDraft,
        to: &request::ExportAsk,
    ) -> Result<Document> {
        let purpose = self.disclose(client, to)?;
        let number = self.directory.entry(client).ok_or(Code::NoSuchClient)?.number.clone();
        let sealed = draft.sealed.is_some();
        let version = draft.version;
        let plan = self.plan_document(client, draft)?;
        let (name, what) = if sealed {
            (format!("Plan {number} version {version}.pdf"), "Treatment plan")
        } else {
            (format!("Plan {number} draft.pdf"), "Treatment plan, draft")
        };
        let (blocks, head) = (print::plan(&plan), plan.running_head());
        let set = self.released(blocks, head, &plan.meta(), &name, (to, purpose))?;
        Ok(set.of(what, Some(client)))
    }

    /// Writes a document to the place a person chose. The audit and the disclosure are written
    /// first; when the file cannot be written after all, the audit is told and the disclosure is
    /// taken back.
    ///
    /// # Errors
    /// When audit or file cannot be written; no half file is left. [`Code::FileExists`] for a
    /// vault's place: a document never takes the place of records. When it may not leave any more,
    /// since a consent was revoked meanwhile; nothing is written then.
    pub fn write_document(&mut self, path: &Path, document: &Document) -> Result<Exported> {
        if is_of_vault(path, self.ledger.path()) {
            return Err(Code::FileExists.into());
        }
        let disclosed = self.put_on_record(document)?;
        if let Err(failed) = atomic::write(path, &document.bytes) {
            let events = document.events(What::ExportFailed, &[]);
            let gone = disclosed.iter().map(|(_, id)| *id).collect();
            self.ledger.commit_batch(Batch { gone, events, ..Batch::default() }, |_| Ok(()))?;
            return Err(failed);
        }
        for (client, id) in disclosed {
            self.directory.entry_mut(client).disclosures.push(id);
        }
        Ok(exported(path, document))
    }

    /// Puts on record that it leaves: for each person it is about, which disclosure.
    pub(crate) fn put_on_record(&mut self, document: &Document) -> Result<Vec<(Id, Id)>> {
        let (mut changes, mut disclosed) = (Vec::new(), Vec::new());
        let sha256 = hex::shown(&vault::sha256(&document.bytes));
        for (client, purpose) in document.people() {
            let purpose = self.still(client, purpose)?;
            let what = document.described();
            let (id, change) = self.disclosure_change(client, what, purpose, sha256.clone())?;
            changes.push(change);
            disclosed.push((client, id));
        }
        self.ledger.commit(changes, document.events(What::Export, &disclosed))?;
        Ok(disclosed)
    }
}

impl Document {
    /// What it is, in the words of a disclosure.
    fn described(&self) -> String {
        let pages = if self.pages > 0 { format!(", {} pages", self.pages) } else { String::new() };
        let locked = if self.locked { ", under a passphrase" } else { "" };
        format!("{}{pages}{locked}", self.what)
    }

    /// An entry of the audit for each person it is about, or one where it is about nobody.
    fn events(&self, what: What, disclosed: &[(Id, Id)]) -> Vec<Event> {
        if self.client.is_some() || self.several.is_empty() {
            let record = disclosed.first().map(|(_, id)| *id);
            return vec![Event { record, ..self.event(what) }];
        }
        let events = self.several.iter().enumerate().map(|(index, (client, purpose))| Event {
            client: Some(*client),
            record: disclosed.get(index).map(|(_, id)| *id),
            basis: purpose.release.as_ref().map(|it| it.basis.code().to_owned()),
            ..Event::of(what)
        });
        events.collect()
    }

    /// Where a client is concerned, recipient and purpose stand in the disclosure that the entry
    /// names: a recipient may be the client's own name, and the audit holds ids.
    fn event(&self, what: What) -> Event {
        let said = self.purpose.as_ref().filter(|_| self.client.is_none());
        let release = self.purpose.as_ref().and_then(|it| it.release.as_ref());
        let what =
            if self.what == SHEET && what == What::Export { What::RecoverySheet } else { what };
        Event {
            client: self.client,
            recipient: said.map(|said| said.recipient.clone()),
            purpose: said.map(|said| said.purpose.clone()),
            basis: release.map(|it| it.basis.code().to_owned()),
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
    let (notice, locked) = (document.notice.clone(), document.locked);
    Exported { file: file.unwrap_or_default(), pages, unset, notice, locked }
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
