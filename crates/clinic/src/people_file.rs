//! A file about several people: what is told of it, and how it is written once every one of them
//! was asked for.

use std::path::Path;

use record::{
    Id,
    disclosure::{Basis, Refused},
};

use crate::{
    Document, Error, Result, Session,
    directory::Entry,
    disclosures::Purpose,
    view::{BatchRefused, PeopleFileView, request::ExportAsk},
};

/// A file about several people that is not written anywhere yet.
pub struct PeopleFile {
    document: Document,
    view: PeopleFileView,
}

/// Who may be in a file, what for, and who may not.
pub(crate) struct Asked<'s> {
    pub(crate) people: Vec<(&'s Entry, Purpose)>,
    pub(crate) refused: Vec<BatchRefused>,
}

impl PeopleFile {
    /// A file with what is told of it.
    pub(crate) fn of(
        document: Document,
        rows: usize,
        several: Vec<(Id, Purpose)>,
        refused: Vec<BatchRefused>,
    ) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let view = PeopleFileView {
            file: String::new(),
            rows: count(rows),
            people: count(several.len()),
            notice: String::new(),
            refused,
        };
        Self { document: document.about(several), view }
    }

    /// The file's bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.document.bytes
    }

    /// Whether it says nothing of anybody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.view.people == 0
    }

    /// What is told of it; it names no file as long as none was written.
    #[must_use]
    pub fn view(&self) -> &PeopleFileView {
        &self.view
    }

    /// A name for the file that names nobody.
    #[must_use]
    pub fn suggested_name(&self) -> &str {
        &self.document.suggested_name
    }
}

impl Session {
    /// Asks for each of these people whether something may leave for what was asked.
    pub(crate) fn asked_for<'s>(
        &'s self,
        entries: Vec<&'s Entry>,
        to: &ExportAsk,
    ) -> Result<Asked<'s>> {
        let (mut people, mut refused) = (Vec::new(), Vec::new());
        let is_one = entries.len() == 1;
        for entry in entries {
            match self.disclose(entry.client, to).and_then(|it| alone(it, is_one)) {
                Ok(purpose) => people.push((entry, purpose)),
                Err(error @ Error::Disclosure(_)) => refused.push(left_out(entry, &error)),
                Err(fault) => return Err(fault),
            }
        }
        Ok(Asked { people, refused })
    }

    /// Writes such a file to the place a person chose, as [`Session::write_document`] does.
    ///
    /// # Errors
    /// As [`Session::write_document`]. Of a file about nobody nothing is written.
    pub fn write_people_file(&mut self, path: &Path, file: &PeopleFile) -> Result<PeopleFileView> {
        if file.is_empty() {
            return Ok(file.view.clone());
        }
        let written = self.write_document(path, &file.document)?;
        Ok(PeopleFileView { file: written.file, notice: written.notice, ..file.view.clone() })
    }

    /// Everybody who has not been deleted, by number.
    pub(crate) fn everybody(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.directory.present().collect();
        entries.sort_by(|a, b| a.number.cmp(&b.number));
        entries
    }
}

/// A file about several people is nobody's own copy.
fn alone(purpose: Purpose, is_one: bool) -> Result<Purpose> {
    let is_own = purpose.release.as_ref().is_some_and(|it| it.basis == Basis::ClientCopy);
    if is_own && !is_one { Err(Refused::OwnCopyAlone.into()) } else { Ok(purpose) }
}

fn left_out(entry: &Entry, error: &Error) -> BatchRefused {
    BatchRefused {
        number: entry.number.clone(),
        name: entry.shown_name(),
        code: error.code(),
        detail: error.detail(),
    }
}
