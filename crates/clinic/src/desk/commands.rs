//! The commands that need a signed-in person: each checks the token and the role, and calls one
//! use case. The role stands in the table, so that no command can be added without one; the key
//! that is not there is the second check.

use std::path::Path;

use super::Desk;
use crate::{
    Batch, Content, Document, Everything, LogoFile, Paper, PeopleFile, Preview, Result,
    staff::NewStaff,
    view::{
        AttachmentsPage, AuditPage, BackupsView, BatchView, ClientList, ClientListAdded,
        ClientListView, ClientPage, DifferenceView, DisclosuresView, Done, DueBoard, EpisodePage,
        Exported, FormsView, IntegrityView, Kept, LetterheadView, LibraryView, NewClientView,
        PeopleFileView, PlanPage, PreparedView, ProgramView, ProgressPage, Purged, ReferralsAdded,
        ReferralsView, ReleaseView, RemovedView, ReviewsPage, RosterView, RulePacksView,
        SafetyPage, SectionView, SettingsView, StaffView, SuitabilityPage, TodayView, WeekView,
        request,
    },
};

/// Who may call a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Anybody who is signed in; what a form or record asks beyond that is checked with it.
    Session,
    /// Whoever may read clinical records.
    Clinical,
    /// An administrator.
    Admin,
}

/// Records opened in one go during a check: a stretch that nobody notices while typing.
const CHECKED_AT_ONCE: usize = 256;

macro_rules! commands {
    ($($(#[$doc:meta])* $needs:ident $name:ident($request:ident) -> $reply:ty = |$session:ident, $given:ident| $do:expr;)*) => {
        /// Every command that needs a session, and who may call it.
        pub const COMMANDS: &[(&str, Needs)] = &[$((stringify!($name), Needs::$needs)),*];

        impl Desk {$(
            $(#[$doc])*
            ///
            /// # Errors
            /// [`crate::Code::Locked`] without a session, [`crate::Code::NotAllowed`] for another role; else as the
            /// session's method says.
            pub fn $name(&mut self, request: &request::$request) -> Result<$reply> {
                let ($session, $given) = (self.session(&request.token)?, request);
                match Needs::$needs {
                    Needs::Session => {}
                    Needs::Clinical => $session.require_clinical()?,
                    Needs::Admin => $session.require_admin()?,
                }
                let done = $do;
                vault::wipe_stack();
                done
            }
        )*}
    };
}

commands! {
    /// What waits today.
    Session open_today(Signed) -> TodayView = |session, _r| session.open_today();
    /// Finds clients.
    Session find_clients(FindClients) -> ClientList = |session, r| Ok(session.clients_from(&r.find, &r.stage, r.offset, r.limit.min(500)));
    /// A new client's form, and who may be the same person.
    Session new_client(NewClient) -> NewClientView = |session, r| session.new_client(&r.answers);
    /// Adds a client and opens the page.
    Session add_client(NewClient) -> ClientPage = |session, r| session.add_client(&r.answers).and_then(|client| session.open_client(client));
    /// Opens a client's page.
    Session open_client(OfClient) -> ClientPage = |session, r| session.client(&r.client).and_then(|client| session.open_client(client));
    /// Opens an intake section.
    Session open_section(OpenForm) -> SectionView = |session, r| session.open_section(r);
    /// Begins a screening; without the clinical key the answers are handed over.
    Session start_screening(OpenForm) -> SectionView = |session, r| session.start_screening(r);
    /// Opens a response that exists.
    Session open_response(OpenResponse) -> SectionView = |session, r| session.open_response(r);
    /// Answers one question.
    Session answer_item(AnswerItem) -> SectionView = |session, r| session.answer_item(r);
    /// Adds, removes or moves a row.
    Session change_rows(ChangeRows) -> SectionView = |session, r| session.change_rows(r);
    /// Says how far a section is.
    Session mark_section(MarkSection) -> SectionView = |session, r| session.mark_section(r);
    /// Opens the plan.
    Clinical open_plan(OfClient) -> PlanPage = |session, r| session.client(&r.client).and_then(|client| session.open_plan(client));
    /// Edits the plan.
    Clinical edit_plan(EditPlan) -> PlanPage = |session, r| session.edit_plan(r);
    /// Edits the plan and says that it is saved.
    Clinical keep_plan(EditPlan) -> Kept = |session, r| session.keep_plan(r);
    /// Opens one version of the plan.
    Clinical open_plan_version(OpenPlanVersion) -> PlanPage = |session, r| session.open_plan_version(r);
    /// Begins a draft that amends a sealed plan.
    Clinical amend_plan(OfClient) -> PlanPage = |session, r| session.client(&r.client).and_then(|client| session.amend_plan(client));
    /// Gives the draft of an amendment up.
    Clinical discard_amendment(OfRecord) -> PlanPage = |session, r| session.discard_amendment(r);
    /// What changed between two versions of the plan.
    Clinical compare_plans(ComparePlans) -> DifferenceView = |session, r| session.compare_plans(r);
    /// The reviews of the plan, its certification, and summaries.
    Clinical open_reviews(OfClient) -> ReviewsPage = |session, r| session.client(&r.client).and_then(|client| session.open_reviews(client));
    /// Begins a review.
    Clinical begin_review(OfClient) -> ReviewsPage = |session, r| session.client(&r.client).and_then(|client| session.begin_review(client));
    /// Edits the review being written.
    Clinical edit_review(EditPlan) -> ReviewsPage = |session, r| session.edit_review(r);
    /// Finishes the review.
    Clinical finish_review(OfRecord) -> ReviewsPage = |session, r| session.finish_review(r);
    /// Gives the review being written up.
    Clinical discard_review(OfRecord) -> ReviewsPage = |session, r| session.discard_review(r);
    /// Begins a discharge or transition summary.
    Clinical begin_summary(OfClient) -> ReviewsPage = |session, r| session.client(&r.client).and_then(|client| session.begin_summary(client));
    /// Edits the summary being written.
    Clinical edit_summary(EditPlan) -> ReviewsPage = |session, r| session.edit_summary(r);
    /// Finishes the summary.
    Clinical finish_summary(OfRecord) -> ReviewsPage = |session, r| session.finish_summary(r);
    /// Sets the summary as a document, in memory.
    Clinical summary_pdf(ExportPlan) -> Document = |session, r| session.summary_pdf(r);
    /// Sets the surveyor's tracer page, in memory.
    Clinical tracer_pdf(ExportPlan) -> Document = |session, r| session.tracer_pdf(r);
    /// What is due across clients.
    Session open_due_board(Signed) -> DueBoard = |session, _r| session.open_due_board();
    /// The program's catalog.
    Session open_program(Signed) -> ProgramView = |session, _r| session.open_program();
    /// Adds a group to the catalog, or edits one.
    Clinical edit_offering(EditOffering) -> ProgramView = |session, r| session.edit_offering(r);
    /// Adds the groups of a template to the catalog.
    Clinical start_program(StartProgram) -> ProgramView = |session, r| session.start_program(r);
    /// Who has a seat in a meeting, and who came.
    Session open_roster(OpenRoster) -> RosterView = |session, r| session.open_roster(r);
    /// Ticks whether somebody came to a group.
    Session tick_attendance(TickAttendance) -> RosterView = |session, r| session.tick_attendance(r);
    /// Ticks whether somebody came to a session of their week.
    Session tick_session(TickAttendance) -> WeekView = |session, r| session.tick_session(r);
    /// A person's week, and what was delivered.
    Session open_week(OfClient) -> WeekView = |session, r| session.client(&r.client).and_then(|client| session.open_week(client));
    /// Sets a roster as a document, in memory.
    Session roster_pdf(OpenRoster) -> Document = |session, r| session.roster_pdf(r);
    /// Searches the library.
    Clinical open_library(OpenLibrary) -> LibraryView = |session, r| session.open_library(r);
    /// Inserts an entry of the library into the plan.
    Clinical insert_from_library(InsertFromLibrary) -> PlanPage = |session, r| session.insert_from_library(r);
    /// Takes something over that intake says, or puts it aside.
    Clinical answer_offer(AnswerOffer) -> PlanPage = |session, r| session.answer_offer(r);
    /// Adds a need that assessment brought up.
    Clinical pick_need(AnswerOffer) -> PlanPage = |session, r| session.pick_need(r);
    /// Retires an area of the clinic, or brings it back.
    Admin retire_library_area(RetireArea) -> LibraryView = |session, r| session.retire_library_area(r);
    /// The rule packs.
    Session open_rule_packs(Signed) -> RulePacksView = |session, _r| session.open_rule_packs();
    /// Switches a rule pack on or off.
    Admin choose_rule_pack(ChooseRulePack) -> RulePacksView = |session, r| session.choose_rule_pack(r);
    /// Sets the plan as a document, in memory.
    Clinical plan_pdf(ExportPlan) -> Document = |session, r| session.plan_pdf(r);
    /// Sets the client copy of a plan as a document, in memory.
    Clinical client_copy_pdf(ExportClientCopy) -> Document = |session, r| session.client_copy_pdf(r);
    /// Sets one version of the plan as a document, in memory.
    Clinical plan_version_pdf(ExportPlanVersion) -> Document = |session, r| session.plan_version_pdf(r);
    /// Who may be chosen for an export about a client.
    Session release_choices(OfClient) -> ReleaseView = |session, r| session.client(&r.client).and_then(|client| session.release_choices(client));
    /// What left the clinic about a client.
    Clinical open_disclosures(OfClient) -> DisclosuresView = |session, r| session.client(&r.client).and_then(|client| session.open_disclosures(client));
    /// Whether the program suits the person: answers, rules and decision.
    Clinical open_suitability(OfClient) -> SuitabilityPage = |session, r| session.client(&r.client).and_then(|client| session.open_suitability(client));
    /// Answers one thing of the suitability record.
    Clinical edit_suitability(EditSuitability) -> SuitabilityPage = |session, r| session.edit_suitability(r);
    /// Makes the draft the clinician's decision.
    Clinical decide_suitability(OfRecord) -> SuitabilityPage = |session, r| session.decide_suitability(r);
    /// Records a level-of-care result from elsewhere.
    Clinical record_level_of_care(RecordLevelOfCare) -> SuitabilityPage = |session, r| session.record_level_of_care(r);
    /// The safety plan.
    Clinical open_safety_plan(OfClient) -> SafetyPage = |session, r| session.client(&r.client).and_then(|client| session.open_safety_plan(client));
    /// Edits the safety plan.
    Clinical edit_safety_plan(EditPlan) -> SafetyPage = |session, r| session.edit_safety_plan(r);
    /// Sets the safety plan as a document, in memory.
    Clinical safety_plan_pdf(ExportPlan) -> Document = |session, r| session.safety_plan_pdf(r);
    /// Scores over time.
    Clinical open_progress(OfClient) -> ProgressPage = |session, r| session.client(&r.client).and_then(|client| session.open_progress(client));
    /// Sets the intake, blank or as it was answered, as a document, in memory.
    Session intake_pdf(PrintForms) -> Document = |session, r| session.intake_pdf(r);
    /// What is attached to a client.
    Session open_attachments(OfClient) -> AttachmentsPage = |session, r| session.client(&r.client).and_then(|client| session.open_attachments(client));
    /// Changes what is said of an attachment.
    Session change_attachment(ChangeAttachment) -> AttachmentsPage = |session, r| session.change_attachment(r);
    /// Puts an attachment away.
    Session remove_attachment(OfAttachment) -> AttachmentsPage = |session, r| session.remove_attachment(r);
    /// Brings an attachment back.
    Session restore_attachment(OfAttachment) -> AttachmentsPage = |session, r| session.restore_attachment(r);
    /// Erases an attachment that was put away.
    Admin erase_attachment(OfAttachment) -> AttachmentsPage = |session, r| session.erase_attachment(r);
    /// Takes an attachment out to be drawn.
    Session attachment_content(OpenAttachmentPage) -> Content = |session, r| session.attachment_content(r);
    /// A page of an attachment as a picture, in memory.
    Session attachment_picture(ExportAttachment) -> Document = |session, r| session.attachment_picture(r);
    /// Whether attachments of a type may be added to a client.
    Session may_attach(AddAttachments) -> () = |session, r| session.client(&r.client).and_then(|_| session.require_type(r.kind));
    /// Where the episode under way stands.
    Session open_episode(OfClient) -> EpisodePage = |session, r| session.client(&r.client).and_then(|client| session.open_episode(client));
    /// Answers one thing about the episode.
    Session answer_episode(AnswerItem) -> EpisodePage = |session, r| session.answer_episode(r);
    /// Adds, removes or moves a row of the episode.
    Session change_episode_rows(ChangeRows) -> EpisodePage = |session, r| session.change_episode_rows(r);
    /// Admits somebody again.
    Session readmit_client(OfClient) -> ClientPage = |session, r| {
        let client = session.client(&r.client)?;
        session.readmit_client(client).and_then(|()| session.open_client(client))
    };
    /// Takes answers of the episode before over into a blank section.
    Session take_earlier(OpenForm) -> SectionView = |session, r| session.take_earlier(r);
    /// The screenings of the clinic.
    Session open_forms(Signed) -> FormsView = |session, _r| session.open_forms();
    /// Switches a screening on or off.
    Admin choose_form(ChooseForm) -> FormsView = |session, r| session.choose_form(r);
    /// Names somebody as trained to ask about suicide, or takes that back.
    Admin train_staff(TrainStaff) -> FormsView = |session, r| session.train_staff(r);
    /// Puts on record who was told that a clinician is needed.
    Session tell_of_flag(TellOfFlag) -> ClientPage = |session, r| {
        session.tell_of_flag(r).and_then(|()| session.client(&r.client)).and_then(|client| session.open_client(client))
    };
    /// Clears a flag by saying what was done.
    Clinical clear_flag(ClearFlag) -> ClientPage = |session, r| {
        session.clear_flag(r).and_then(|()| session.client(&r.client)).and_then(|client| session.open_client(client))
    };
    /// The staff.
    Admin open_staff(Signed) -> StaffView = |session, _r| session.open_staff();
    /// Adds a member of staff.
    Admin add_user(AddUser) -> StaffView = |session, r| session.add_user(&NewStaff {
        name: &r.name,
        credential: &r.credential,
        role: r.role,
        passphrase: &r.passphrase,
    });
    /// Changes a member of staff.
    Admin change_user(ChangeUser) -> StaffView = |session, r| session.change_user(r);
    /// Gives somebody a new passphrase.
    Admin reset_passphrase(ResetPassphrase) -> StaffView = |session, r| session.reset_passphrase(r);
    /// Takes a person's keys away.
    Admin remove_user(OfUser) -> StaffView = |session, r| session.remove_user(&r.user);
    /// Draws a new recovery code and shows it.
    Admin prepare_recovery(Signed) -> PreparedView = |session, _r| session.prepare_recovery();
    /// Takes the new recovery code as typed back.
    Admin renew_recovery(RenewRecovery) -> StaffView = |session, r| session.renew_recovery(&r.code);
    /// What can be set.
    Session open_settings(Signed) -> SettingsView = |session, _r| Ok(session.open_settings());
    /// The paper and the letterhead.
    Session open_letterhead(Signed) -> LetterheadView = |session, _r| Ok(session.open_letterhead());
    /// Changes paper and letterhead.
    Admin change_letterhead(ChangeLetterhead) -> LetterheadView = |session, r| session.change_letterhead(r);
    /// Sets a page under the letterhead as it is being written.
    Admin letterhead_preview(ChangeLetterhead) -> Preview = |session, r| session.preview_letterhead(r);
    /// Whether a file that was written may be shown.
    Session may_view(Signed) -> () = |_session, _r| Ok(());
    /// Whether the letterhead may be changed.
    Admin may_change_letterhead(Signed) -> () = |_session, _r| Ok(());
    /// Takes the logo off the letterhead.
    Admin remove_logo(Signed) -> LetterheadView = |session, _r| session.remove_logo();
    /// Whether plans may be written to a folder in one go.
    Clinical may_batch(ExportPlans) -> () = |_session, _r| Ok(());
    /// Sets a document about a client, to look at one of its pages.
    Session document_preview(PreviewDocument) -> Preview = |session, r| session.preview_document(r);
    /// Reads the audit.
    Admin open_audit(FindAudit) -> AuditPage = |session, r| session.open_audit(r);
    /// The entries of the audit that match, as a document, in memory.
    Admin audit_file(ExportAudit) -> Document = |session, r| session.audit_file(r);
    /// Says whether a list of clients may be taken in by whoever is signed in.
    Admin may_take_client_list(Signed) -> () = |_session, _r| Ok(());
    /// Looks at the list that was chosen, with these columns.
    Admin map_client_list(MapClientList) -> ClientListView = |session, r| session.map_client_list(&r.columns);
    /// Adds everybody whose row is ready.
    Admin add_client_list(MapClientList) -> ClientListAdded = |session, r| session.add_client_list(&r.columns);
    /// Says whether a file of FHIR may be taken in by whoever is signed in.
    Clinical may_take_referrals(Signed) -> () = |_session, _r| Ok(());
    /// Opens the file that was chosen with its passphrase.
    Clinical unlock_referrals(UnlockReferrals) -> ReferralsView = |session, r| session.unlock_referrals(&r.passphrase);
    /// Takes in people of the file that was chosen.
    Clinical add_referrals(AddReferrals) -> ReferralsAdded = |session, r| session.add_referrals(&r.people);
    /// Sets records as a FHIR bundle, in memory.
    Clinical fhir_file(ExportFhir) -> PeopleFile = |session, r| session.fhir_file(r);
    /// Says whether everything on record may be written out by whoever is signed in.
    Admin may_export_all(ExportAll) -> () = |_session, _r| Ok(());
    /// Sets a table of everybody whose rows may leave, in memory.
    Admin table_file(ExportTable) -> PeopleFile = |session, r| session.table_file(r);
    /// The backups.
    Session open_backups(Signed) -> BackupsView = |session, _r| session.open_backups();
    /// Makes a backup.
    Session back_up(Signed) -> BackupsView = |session, _r| session.back_up();
    /// The state of the records.
    Session open_integrity(Signed) -> IntegrityView = |session, _r| session.open_integrity();
    /// Opens some of the records, as part of opening every one once; the state of the records once
    /// that is through.
    Session check_some(Signed) -> Option<IntegrityView> = |session, _r| match session.check_some(CHECKED_AT_ONCE) {
        Ok(Some(_)) => session.open_integrity().map(Some),
        Ok(None) => Ok(None),
        Err(error) => Err(error),
    };
    /// Deletes a client; the records wait to be purged.
    Admin remove_client(RemoveClient) -> RemovedView = |session, r| session.remove_client(r);
    /// Deleted clients.
    Admin open_removed(Signed) -> RemovedView = |session, _r| session.open_removed();
    /// Brings a deleted client back.
    Admin restore_client(OfClient) -> RemovedView = |session, r| session.restore_client(&r.client);
    /// Purges a deleted client.
    Admin purge_client(PurgeClient) -> Purged = |session, r| session.purge_client(r);
}

impl Desk {
    /// Writes a document to the place a person chose.
    ///
    /// # Errors
    /// [`crate::Code::Locked`] when the session ended meanwhile; a file that cannot be written.
    pub fn write_document(
        &mut self,
        token: &str,
        path: &Path,
        document: &Document,
    ) -> Result<Exported> {
        self.session(token)?.write_document(path, document)
    }

    /// Writes a file about several people to the place a person chose.
    ///
    /// # Errors
    /// As [`Desk::write_document`].
    pub fn write_people_file(
        &mut self,
        token: &str,
        path: &Path,
        file: &PeopleFile,
    ) -> Result<PeopleFileView> {
        self.session(token)?.write_people_file(path, file)
    }

    /// Reads a list of clients that was chosen.
    ///
    /// # Errors
    /// [`crate::Code::Locked`]; as [`crate::Session::take_client_list`].
    pub fn take_client_list(
        &mut self,
        token: &str,
        file: &str,
        bytes: &[u8],
    ) -> Result<ClientListView> {
        self.session(token)?.take_client_list(file, bytes)
    }

    /// Reads a file of FHIR that was chosen.
    ///
    /// # Errors
    /// [`crate::Code::Locked`]; as [`crate::Session::take_referrals`].
    pub fn take_referrals(
        &mut self,
        token: &str,
        file: &str,
        bytes: &[u8],
    ) -> Result<ReferralsView> {
        self.session(token)?.take_referrals(file, bytes)
    }

    /// Begins to write plans to a folder.
    ///
    /// # Errors
    /// [`crate::Code::Locked`]; as [`crate::Session::begin_batch`].
    pub fn begin_batch(&mut self, folder: &Path, asked: &request::ExportPlans) -> Result<Batch> {
        self.session(&asked.token)?.begin_batch(folder, &asked.clients, asked.paper, &asked.to)
    }

    /// Begins to write everything on record to a folder.
    ///
    /// # Errors
    /// [`crate::Code::Locked`]; as [`crate::Session::begin_everything`].
    pub fn begin_everything(
        &mut self,
        folder: &Path,
        asked: &request::ExportAll,
    ) -> Result<Everything> {
        self.session(&asked.token)?.begin_everything(folder, &asked.to)
    }

    /// Writes the folder of the next person.
    ///
    /// # Errors
    /// [`crate::Code::Locked`] when the session ended meanwhile; as
    /// [`crate::Session::write_some`].
    pub fn write_some(&mut self, token: &str, all: &mut Everything) -> Result<Option<BatchView>> {
        self.session(token)?.write_some(all)
    }

    /// Writes the next plan of a batch.
    ///
    /// # Errors
    /// [`crate::Code::Locked`] when the session ended meanwhile; as
    /// [`crate::Session::write_next`].
    pub fn write_next(&mut self, token: &str, batch: &mut Batch) -> Result<Option<BatchView>> {
        self.session(token)?.write_next(batch)
    }

    /// Takes a logo that was read and judged.
    ///
    /// # Errors
    /// [`crate::Code::Locked`], [`crate::Code::NotAllowed`].
    pub fn take_logo(&mut self, token: &str, file: LogoFile) -> Result<LetterheadView> {
        self.session(token)?.take_logo(file)
    }

    /// Adds a definition that was read from a file.
    ///
    /// # Errors
    /// [`crate::Code::Locked`], [`crate::Code::NotAllowed`]; what is wrong with the definition.
    pub fn add_form_pack(&mut self, token: &str, file: &str, text: &str) -> Result<FormsView> {
        self.session(token)?.add_form_pack(file, text)
    }

    /// Adds an area of the library that was read from a file.
    ///
    /// # Errors
    /// [`crate::Code::Locked`], [`crate::Code::NotAllowed`]; what is wrong with the area.
    pub fn add_library_area(&mut self, token: &str, file: &str, text: &str) -> Result<LibraryView> {
        self.session(token)?.add_library_area(file, text)
    }

    /// Keeps files that were read and judged.
    ///
    /// # Errors
    /// [`crate::Code::Locked`]; as [`crate::Session::add_attachments`].
    pub fn add_attachments(
        &mut self,
        request: &request::AddAttachments,
        papers: Vec<Paper>,
    ) -> Result<AttachmentsPage> {
        self.session(&request.token)?.add_attachments(request, papers)
    }

    /// Keeps the folder that backups shall go to.
    ///
    /// # Errors
    /// [`crate::Code::Locked`], [`crate::Code::NotAllowed`]; a folder that cannot be written.
    pub fn put_backups_in(&mut self, token: &str, folder: &Path) -> Result<BackupsView> {
        self.session(token)?.put_backups_in(folder)
    }

    /// Changes what can be set; the time until the window locks follows at once.
    ///
    /// # Errors
    /// [`crate::Code::Locked`], [`crate::Code::NotAllowed`], [`crate::Code::BadValue`].
    pub fn change_settings(&mut self, request: &request::ChangeSettings) -> Result<SettingsView> {
        let view = self.session(&request.token)?.change_settings(request)?;
        if let Some(presence) = &mut self.presence {
            presence.set_idle(view.idle_minutes);
        }
        Ok(view)
    }

    /// Changes the passphrase of whoever is signed in. Wrong tries make the next one wait.
    ///
    /// # Errors
    /// [`crate::Code::Locked`], [`crate::Error::Throttled`], [`crate::Code::WrongPassphrase`], or
    /// the reasons against the new one.
    pub fn change_passphrase(&mut self, request: &request::ChangePassphrase) -> Result<Done> {
        let ticks = self.machine.clock.ticks();
        let user = self.session(&request.token)?.user();
        let wait = self.throttle.wait(user, ticks);
        if !wait.is_zero() {
            return Err(crate::Error::Throttled(wait.as_secs() + 1));
        }
        let done = self.session(&request.token)?.change_passphrase(request);
        match &done {
            Ok(_) => self.throttle.right(user),
            Err(error) if error.code() == crate::Code::WrongPassphrase => {
                self.throttle.wrong(user, ticks);
            }
            Err(_) => {}
        }
        vault::wipe_stack();
        done
    }
}
