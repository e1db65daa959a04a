//! "Take my data and go": one folder with everything on record, for whoever reads it next. Each
//! person has a folder with the record as FHIR, the pages and the attachments; the tables stand
//! beside. Each person is asked for, and has one disclosure on record for all of it.

mod pages;
mod readme;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use record::Id;

use crate::{
    Code, Document, Error, Result, Session, atomic,
    clock::stamp,
    directory::Entry,
    disclosures::Purpose,
    exchange::locked,
    export::file_passphrase,
    ledger::{Batch, Event, What},
    tables::named,
    view::{
        BatchRefused, BatchView, WorkKind,
        request::{ExportAsk, TableKind},
    },
    work::Stretch,
};

/// Everything on record being written to a folder, one person after the other.
pub struct Everything {
    folder: PathBuf,
    to: ExportAsk,
    waiting: std::vec::IntoIter<Id>,
    total: usize,
    /// Those whose folder was written.
    told: Vec<Id>,
    stretch: Stretch,
    view: BatchView,
}

/// A file of the folder: its name, and what is in it.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// Whether characters of it could not be set.
    pub(crate) unset: bool,
}

impl Session {
    /// Begins to write everything on record to a new folder inside the one that was chosen.
    ///
    /// # Errors
    /// [`Code::NotAllowed`] for who does not manage the clinic; [`Code::BadValue`] without a
    /// recipient and a purpose; [`Code::FilePassphrase`]; [`Code::NoSuchFile`] when the folder is
    /// not there; when it cannot be written to.
    pub fn begin_everything(&mut self, folder: &Path, to: &ExportAsk) -> Result<Everything> {
        self.require_admin()?;
        self.require_clinical()?;
        if !folder.is_dir() {
            return Err(Code::NoSuchFile.into());
        }
        file_passphrase(&to.passphrase)?;
        let said = Purpose::said(&to.recipient, &to.purpose)?;
        let (recipient, purpose) = (Some(said.recipient), Some(said.purpose));
        self.ledger.note(Event { recipient, purpose, ..Event::of(What::ExportAll) })?;
        let folder = new_folder(folder, &form::date::stored(self.clock().today()))?;
        // Whoever finds the folder after the power went knows that it is not whole.
        atomic::write(&folder.join("README.txt"), readme::UNFINISHED.as_bytes())?;
        let waiting: Vec<Id> = self.everybody().into_iter().map(|entry| entry.client).collect();
        let total = waiting.len();
        let (work, clock) = (&self.machine.work, &self.machine.clock);
        let stretch = work.begin(WorkKind::Exporting, total as u64, true, clock);
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
        let view = BatchView { folder: name.unwrap_or_default(), ..BatchView::default() };
        let (waiting, to, told) = (waiting.into_iter(), to.clone(), Vec::new());
        Ok(Everything { folder, to, waiting, total, told, stretch, view })
    }

    /// Writes the folder of the next person; what became of all once the tables and the reader's
    /// page are written too, once somebody has asked to stop, or once the folder takes no more.
    ///
    /// # Errors
    /// When tables or audit cannot be written.
    pub fn write_some(&mut self, all: &mut Everything) -> Result<Option<BatchView>> {
        let done = (all.total - all.waiting.len()) as u64;
        let is_stopped = all.stretch.at(done, all.total as u64).is_err();
        let next = if is_stopped { None } else { all.waiting.next() };
        let Some(client) = next else { return self.finish_everything(all).map(Some) };
        match self.write_person(client, all) {
            Ok(unset) => {
                all.told.push(client);
                all.view.written += 1;
                all.view.unset += u32::from(unset);
            }
            Err(refused) => {
                let is_final = matches!(refused, Error::File(_));
                let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
                all.view.refused.push(BatchRefused {
                    number: entry.number.clone(),
                    name: entry.shown_name(),
                    code: refused.code(),
                    detail: refused.detail(),
                });
                if is_final {
                    all.view.left = left(all);
                    return Ok(Some(all.view.clone()));
                }
            }
        }
        Ok(None)
    }

    /// Writes one person's folder: on record first, then the files; when one cannot be written,
    /// the disclosure is taken back, and the folder with it.
    fn write_person(&mut self, client: Id, all: &Everything) -> Result<bool> {
        let purpose = self.disclose(client, &all.to)?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let folder = all.folder.join("people").join(&entry.number);
        let record = self.person_record(entry, &purpose, &all.to)?;
        let mut parts = self.person_pages(client, &all.to)?;
        parts.extend(self.person_papers(entry, &all.to)?);
        tell_apart(&mut parts);
        let unset = parts.iter().any(|part| part.unset);
        let name = record.suggested_name.clone();
        let document = record.of("Everything on record", Some(client)).for_purpose(purpose);
        let notice = document.purpose().map(Purpose::notice).unwrap_or_default();
        if !notice.is_empty() {
            parts.push(Part {
                name: "NOTICE.txt".into(),
                bytes: notice.into_bytes(),
                unset: false,
            });
        }
        let disclosed = self.put_on_record(&document)?;
        parts.push(Part { name, bytes: document.bytes.clone(), unset: false });
        if let Err(failed) = written(&folder, &parts) {
            // What could not be written whole is not there at all.
            let _ = std::fs::remove_dir_all(&folder);
            let gone = disclosed.iter().map(|(_, id)| *id).collect();
            let events = vec![Event::about(What::ExportFailed, client)];
            self.ledger.commit_batch(Batch { gone, events, ..Batch::default() }, |_| Ok(()))?;
            return Err(failed);
        }
        for (client, id) in disclosed {
            self.directory.entry_mut(client).disclosures.push(id);
        }
        Ok(unset)
    }

    /// The record of a person as FHIR, with the plans and the attachments inside.
    fn person_record(&self, entry: &Entry, purpose: &Purpose, to: &ExportAsk) -> Result<Document> {
        let chart = self.chart(entry, purpose)?;
        let at = stamp(self.clock().now());
        let bundle = interop::fhir::export::bundle(&self.clinic_facts(), &[chart], &at);
        let bytes = serde_json::to_vec(&bundle).map_err(|_| Code::Internal)?;
        locked(bytes, "Record.json".to_owned(), secret(to))
    }

    /// Attachments as the files they were kept as.
    fn person_papers(&self, entry: &Entry, to: &ExportAsk) -> Result<Vec<Part>> {
        // Behind a passphrase they are in the record alone: locking each would take a second.
        if secret(to).is_some() {
            return Ok(Vec::new());
        }
        let papers = self.papers(entry)?.into_iter().enumerate();
        let part = |(at, paper): (usize, interop::fhir::export::Paper)| {
            let ending = match paper.mime.as_str() {
                "application/pdf" => "pdf",
                "image/png" => "png",
                _ => "jpg",
            };
            let name = format!("Attachment {} {}.{ending}", at + 1, plain(&paper.title));
            Part { name, bytes: paper.bytes, unset: false }
        };
        Ok(papers.map(part).collect())
    }

    /// The tables about those who are in the folder, the audit, and a page for the reader.
    fn finish_everything(&mut self, all: &mut Everything) -> Result<BatchView> {
        all.view.left = left(all);
        let told = self.everybody().into_iter().filter(|it| all.told.contains(&it.client));
        let entries: Vec<&Entry> = told.collect();
        let mut parts = Vec::new();
        for kind in [TableKind::Clients, TableKind::Scores, TableKind::Hours, TableKind::Due] {
            let csv = self.table(kind, &entries)?.csv.into_bytes();
            parts.push(table_part(csv, named(kind).0, &all.to)?);
        }
        let audit = self.audit_about(&all.told)?;
        parts.push(table_part(audit.bytes, "Audit.csv", &all.to)?);
        written(&all.folder.join("tables"), &parts)?;
        let readme = readme::text(&self.clinic.name, self.clock().today(), all);
        atomic::write(&all.folder.join("README.txt"), readme.as_bytes())?;
        Ok(all.view.clone())
    }
}

/// The passphrase that was asked for.
fn secret(to: &ExportAsk) -> Option<&str> {
    (!to.passphrase.is_empty()).then_some(to.passphrase.as_str())
}

fn left(all: &mut Everything) -> u32 {
    u32::try_from(all.waiting.by_ref().count()).unwrap_or(u32::MAX)
}

fn table_part(csv: Vec<u8>, name: &str, to: &ExportAsk) -> Result<Part> {
    let document = locked(csv, name.to_owned(), secret(to))?;
    Ok(Part { name: document.suggested_name, bytes: document.bytes, unset: false })
}

/// A folder that is not there yet: "Goldthread records 2026-11-27", "… (2)".
fn new_folder(inside: &Path, day: &str) -> Result<PathBuf> {
    let name = format!("Goldthread records {day}");
    let numbered = (2..1000).map(|n| format!("{name} ({n})"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    let free = names.find(|name| !inside.join(name).exists()).ok_or(Code::FileExists)?;
    let folder = inside.join(free);
    atomic::make_folder(&folder)?;
    Ok(folder)
}

/// Gives files of one name numbers behind it: "Plan (2).pdf".
fn tell_apart(parts: &mut [Part]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for part in parts {
        let nth = seen.entry(part.name.clone()).or_default();
        *nth += 1;
        if *nth > 1 {
            let (stem, ending) = part.name.rsplit_once('.').unwrap_or((&part.name, ""));
            part.name = format!("{stem} ({nth}).{ending}");
        }
    }
}

/// Writes the files of a folder, each whole.
fn written(folder: &Path, parts: &[Part]) -> Result<()> {
    atomic::make_folder(folder)?;
    parts.iter().try_for_each(|part| atomic::write(&folder.join(&part.name), &part.bytes))
}

/// A title as part of a file's name.
pub(crate) fn plain(title: &str) -> String {
    title.chars().map(|c| if c.is_alphanumeric() || c == ' ' { c } else { '-' }).collect()
}
