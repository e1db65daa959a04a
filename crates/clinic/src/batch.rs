//! Many plans, or their client copies, in one go: each as if it were exported alone, with its own disclosure on record. What
//! cannot leave is said and does not hold up the rest.

use std::path::{Path, PathBuf};

use record::Id;

use crate::{
    Code, Error, Result, Session,
    export::file_passphrase,
    view::{
        BatchRefused, BatchView, WorkKind,
        request::{BatchPaper, ExportAsk, ExportClientCopy, ExportPlan},
    },
    work::Stretch,
};

/// Plans being written to a folder, one after the other.
pub struct Batch {
    folder: PathBuf,
    paper: BatchPaper,
    to: ExportAsk,
    waiting: std::vec::IntoIter<Id>,
    total: usize,
    stretch: Stretch,
    view: BatchView,
}

impl Batch {
    /// What became of it, with what it did not come to.
    fn ended(&mut self) -> BatchView {
        let left = self.waiting.by_ref().count();
        self.view.left = u32::try_from(left).unwrap_or(u32::MAX);
        self.view.clone()
    }
}

impl Session {
    /// Begins to write plans to a folder: of the clients that are named, or of everybody in care.
    ///
    /// # Errors
    /// No clinical key; no such client; [`Code::FilePassphrase`]; [`Code::NoSuchFile`] when the
    /// folder is not there.
    pub fn begin_batch(
        &self,
        folder: &Path,
        clients: &[String],
        paper: BatchPaper,
        to: &ExportAsk,
    ) -> Result<Batch> {
        self.require_clinical()?;
        if !folder.is_dir() {
            return Err(Code::NoSuchFile.into());
        }
        file_passphrase(&to.passphrase)?;
        let waiting: Vec<Id> = match clients {
            [] => self.all_in_care().into_iter().map(|entry| entry.client).collect(),
            named => named.iter().map(|client| self.client(client)).collect::<Result<_>>()?,
        };
        let total = waiting.len();
        let (work, clock) = (&self.machine.work, &self.machine.clock);
        let stretch = work.begin(WorkKind::Exporting, total as u64, true, clock);
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
        let view = BatchView { folder: name.unwrap_or_default(), ..BatchView::default() };
        let (waiting, folder, to) = (waiting.into_iter(), folder.to_path_buf(), to.clone());
        Ok(Batch { folder, paper, to, waiting, total, stretch, view })
    }

    /// Writes the next plan; what became of all of them once none is left, once somebody has asked
    /// to stop, or once the folder takes no more: a full disk would stop the next one as well. What
    /// is written stays.
    ///
    /// # Errors
    /// The client is gone meanwhile.
    pub fn write_next(&mut self, batch: &mut Batch) -> Result<Option<BatchView>> {
        let done = (batch.total - batch.waiting.len()) as u64;
        if batch.stretch.at(done, batch.total as u64).is_err() {
            return Ok(Some(batch.ended()));
        }
        let Some(client) = batch.waiting.next() else { return Ok(Some(batch.view.clone())) };
        match self.write_one(client, batch) {
            Ok(Some(unset)) => {
                batch.view.written += 1;
                batch.view.unset += u32::from(unset);
            }
            Ok(None) => batch.view.without += 1,
            Err(refused) => {
                let is_final = matches!(refused, Error::File(_));
                let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
                batch.view.refused.push(BatchRefused {
                    number: entry.number.clone(),
                    name: entry.shown_name(),
                    code: refused.code(),
                    detail: refused.detail(),
                });
                if is_final {
                    return Ok(Some(batch.ended()));
                }
            }
        }
        Ok(None)
    }

    /// Writes one plan, if there is one; says whether characters of it could not be set. Nobody's
    /// file is overwritten.
    fn write_one(&mut self, client: Id, batch: &Batch) -> Result<Option<bool>> {
        if self.plan_draft(client)?.saved_at.is_none() {
            return Ok(None);
        }
        let (token, id, to) = (String::new(), client.to_string(), batch.to.clone());
        let document = match batch.paper {
            BatchPaper::Plan => self.plan_pdf(&ExportPlan { token, client: id, to })?,
            BatchPaper::ClientCopy => {
                let (record, language) = (String::new(), self.copy_language(client)?.to_owned());
                let asked = ExportClientCopy { token, client: id, record, language, to };
                self.client_copy_pdf(&asked)?
            }
        };
        let path = free(&batch.folder, &document.suggested_name);
        self.write_document(&path, &document)?;
        Ok(Some(!document.unset.is_empty()))
    }
}

/// A place in the folder that holds nothing yet: "Plan 1.pdf", "Plan 1 (2).pdf".
fn free(folder: &Path, name: &str) -> PathBuf {
    let stem = name.strip_suffix(".pdf").unwrap_or(name);
    let numbered = (2..).map(|n| folder.join(format!("{stem} ({n}).pdf")));
    let mut places = std::iter::once(folder.join(name)).chain(numbered);
    places.find(|place| !place.exists()).unwrap_or_else(|| folder.join(name))
}
