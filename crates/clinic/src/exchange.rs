//! Records for other programs and from them, as FHIR R4. What leaves goes through the door that
//! every export goes through; what comes is looked at before anything is saved, and then taken in
//! whole, in one transaction.

mod chart;
mod incoming;
mod papers;
mod person;
mod questionnaire;
mod responses;
mod written;

use secrecy::SecretString;

pub(crate) use incoming::Waiting;
pub(crate) use questionnaire::form_pack;

use crate::{
    Code, Document, Result, Session,
    clock::stamp,
    directory::Entry,
    export::file_passphrase,
    people_file::{Asked, PeopleFile},
    view::request,
};

impl Session {
    /// Sets records as a FHIR bundle: of the clients that are named, or of everybody. Who may not
    /// be in it is named with the reason.
    ///
    /// # Errors
    /// No clinical key; [`Code::NotAllowed`] for everybody's records and somebody who does not
    /// manage the clinic; no such client; [`Code::FilePassphrase`]; [`Code::TooLong`].
    pub fn fhir_file(&self, request: &request::ExportFhir) -> Result<PeopleFile> {
        self.require_clinical()?;
        let entries: Vec<&Entry> = match request.clients.as_slice() {
            [] => {
                self.require_admin()?;
                self.everybody()
            }
            named => {
                let entry = |id: &String| {
                    self.directory.entry(self.client(id)?).ok_or(Code::NoSuchClient.into())
                };
                named.iter().map(entry).collect::<Result<_>>()?
            }
        };
        let passphrase = file_passphrase(&request.to.passphrase)?;
        let Asked { people, refused } = self.asked_for(entries, &request.to)?;
        let charts = people.iter().map(|(entry, purpose)| self.chart(entry, purpose));
        let charts = charts.collect::<Result<Vec<_>>>()?;
        let at = stamp(self.clock().now());
        let bundle = interop::fhir::export::bundle(&self.clinic_facts(), &charts, &at);
        let rows = bundle["entry"].as_array().map_or(0, Vec::len);
        let bytes = serde_json::to_vec(&bundle).map_err(|_| Code::Internal)?;
        let name = match people.as_slice() {
            [(one, _)] if !request.clients.is_empty() => format!("Records {}.json", one.number),
            _ => "Records.json".to_owned(),
        };
        let document = locked(bytes, name, passphrase.map(|_| request.to.passphrase.as_str()))?;
        let several = people.iter().map(|(entry, purpose)| (entry.client, purpose.clone()));
        Ok(PeopleFile::of(document.of("Record, as FHIR", None), rows, several.collect(), refused))
    }
}

/// The file, behind a passphrase where one was asked for.
pub(crate) fn locked(bytes: Vec<u8>, name: String, passphrase: Option<&str>) -> Result<Document> {
    let Some(passphrase) = passphrase else { return Ok(Document::file(bytes, name)) };
    let passphrase = SecretString::from(passphrase);
    let bytes = interop::sealed::lock(&bytes, &passphrase).map_err(|_| Code::Document)?;
    let mut document = Document::file(bytes, format!("{name}.age"));
    document.locked = true;
    Ok(document)
}
