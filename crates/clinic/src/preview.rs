//! Documents looked at before they leave: the same pages, drawn for the window.

use crate::{
    Code, Document, Result, Session,
    view::{
        PreviewView,
        request::{self, ExportAsk, Printed},
    },
};

/// A document that was set to be looked at, and the page that is wanted. Drawing takes a while, and
/// needs neither session nor desk.
pub struct Preview {
    document: Document,
    page: u32,
}

impl Preview {
    /// The page as a picture.
    ///
    /// # Errors
    /// [`Code::NoSuchRecord`] for a page that is not there, [`Code::Document`] when it cannot be
    /// drawn.
    pub fn drawn(self) -> Result<PreviewView> {
        let Document { bytes, suggested_name, pages, unset, .. } = self.document;
        if self.page == 0 || self.page > pages {
            return Err(Code::NoSuchRecord.into());
        }
        let image = picture::sheet(&bytes, self.page).map_err(|_| Code::Document)?;
        Ok(PreviewView {
            title: suggested_name.trim_end_matches(".pdf").to_owned(),
            page: self.page,
            pages,
            image: picture::data_url(&image),
            width: image.width,
            height: image.height,
            unset,
        })
    }
}

impl Session {
    /// Sets a document about a client as it would leave, to look at one of its pages. It has to be
    /// one that may leave; that it was looked at is on record.
    ///
    /// # Errors
    /// As the export of the document.
    pub fn preview_document(&mut self, request: &request::PreviewDocument) -> Result<Preview> {
        let client = self.client(&request.client)?;
        let to = ExportAsk { passphrase: String::new(), ..request.to.clone() };
        let document = self.document_pdf(&request.client, &request.document, to)?;
        if request.page == 1 {
            self.note_view(client)?;
        }
        Ok(Preview { document, page: request.page })
    }

    /// Draws the sample page of the letterhead.
    ///
    /// # Errors
    /// As [`Session::letterhead_sample`].
    pub fn preview_letterhead(&self, request: &request::ChangeLetterhead) -> Result<Preview> {
        Ok(Preview { document: self.letterhead_sample(request)?, page: 1 })
    }

    /// Sets any document about a client.
    ///
    /// # Errors
    /// As the export of the document.
    pub fn document_pdf(
        &self,
        client: &str,
        document: &Printed,
        to: ExportAsk,
    ) -> Result<Document> {
        let (token, client) = (String::new(), client.to_owned());
        if !matches!(document, Printed::Intake { .. }) {
            self.require_clinical()?;
        }
        match document.clone() {
            Printed::Plan { record } if record.is_empty() => {
                self.plan_pdf(&request::ExportPlan { token, client, to })
            }
            Printed::Plan { record } => {
                self.plan_version_pdf(&request::ExportPlanVersion { token, client, record, to })
            }
            Printed::ClientCopy { record, language } => {
                let asked = request::ExportClientCopy { token, client, record, language, to };
                self.client_copy_pdf(&asked)
            }
            Printed::SafetyPlan => self.safety_plan_pdf(&request::ExportPlan { token, client, to }),
            Printed::Summary => self.summary_pdf(&request::ExportPlan { token, client, to }),
            Printed::Tracer => self.tracer_pdf(&request::ExportPlan { token, client, to }),
            Printed::Intake { form } => {
                let (blank, to) = (false, Some(to));
                self.intake_pdf(&request::PrintForms { token, client, form, blank, to })
            }
        }
    }
}
