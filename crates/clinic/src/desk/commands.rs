//! The commands that need a signed-in person: each checks the token and calls one use case.

use std::path::Path;

use super::Desk;
use crate::{
    PlanPdf, Result,
    staff::NewStaff,
    view::{
        ClientList, ClientPage, Exported, NewClientView, PlanPage, SectionView, StaffView, request,
    },
};

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident($request:ident) -> $reply:ty = |$session:ident, $given:ident| $do:expr;)*) => {
        impl Desk {$(
            $(#[$doc])*
            ///
            /// # Errors
            /// [`Code::Locked`] without a session; else as the session's method says.
            pub fn $name(&mut self, request: &request::$request) -> Result<$reply> {
                let ($session, $given) = (self.session(&request.token)?, request);
                $do
            }
        )*}
    };
}

commands! {
    /// Finds clients.
    find_clients(FindClients) -> ClientList = |session, r| Ok(session.find_clients(&r.find, r.limit.min(500)));
    /// A new client's form, and who may be the same person.
    new_client(NewClient) -> NewClientView = |session, r| session.new_client(&r.answers);
    /// Adds a client and opens the page.
    add_client(NewClient) -> ClientPage = |session, r| {
        let client = session.add_client(&r.answers)?;
        session.open_client(client)
    };
    /// Opens a client's page.
    open_client(OfClient) -> ClientPage = |session, r| {
        let client = session.client(&r.client)?;
        session.open_client(client)
    };
    /// Opens an intake section.
    open_section(OpenForm) -> SectionView = |session, r| session.open_section(r);
    /// Begins a screening.
    start_screening(OpenForm) -> SectionView = |session, r| session.start_screening(r);
    /// Opens a response that exists.
    open_response(OpenResponse) -> SectionView = |session, r| session.open_response(r);
    /// Answers one question.
    answer_item(AnswerItem) -> SectionView = |session, r| session.answer_item(r);
    /// Adds, removes or moves a row.
    change_rows(ChangeRows) -> SectionView = |session, r| session.change_rows(r);
    /// Says how far a section is.
    mark_section(MarkSection) -> SectionView = |session, r| session.mark_section(r);
    /// Opens the plan.
    open_plan(OfClient) -> PlanPage = |session, r| {
        let client = session.client(&r.client)?;
        session.open_plan(client)
    };
    /// Edits the plan.
    edit_plan(EditPlan) -> PlanPage = |session, r| session.edit_plan(r);
    /// Sets the plan as a document, in memory.
    plan_pdf(OfClient) -> PlanPdf = |session, r| session.plan_pdf(session.client(&r.client)?);
    /// The staff.
    open_staff(Signed) -> StaffView = |session, _r| session.open_staff();
    /// Adds a member of staff.
    add_user(AddUser) -> StaffView = |session, r| session.add_user(&NewStaff {
        name: &r.name,
        credential: &r.credential,
        role: r.role,
        passphrase: &r.passphrase,
    });
}

impl Desk {
    /// Writes a document to the place a person chose.
    ///
    /// # Errors
    /// [`Code::Locked`] when the session ended meanwhile; a file that cannot be written.
    pub fn write_plan(&mut self, token: &str, path: &Path, pdf: &PlanPdf) -> Result<Exported> {
        self.session(token)?.write_plan(path, pdf)
    }
}
