//! The one table of commands: what the page may ask, what it is given.
//!
//! It expands to the handler of every command; `build/main.rs` reads the same lines for the
//! permission manifest, and `cargo xtask codegen` for the page's types. It holds no rule.

use clinic::view::{
    AppView, AttachmentPageView, AttachmentsPage, AuditPage, BackupView, BackupsView, BatchView,
    ClientList, ClientListAdded, ClientListView, ClientPage, DifferenceView, DisclosuresView, Done,
    DueBoard, EpisodePage, Exported, FormsView, IntegrityView, Kept, LetterheadView, LibraryView,
    LockState, NewClientView, PassphraseView, PeopleFileView, PlanPage, PreparedView, PreviewView,
    ProgramView, ProgressPage, Purged, ReferralsAdded, ReferralsView, ReleaseView, RemovedView,
    ReviewsPage, RosterView, RulePacksView, SafetyPage, SectionView, SelfEntryView, SessionView,
    SettingsView, StaffView, SuitabilityPage, TodayView, WeekView, WorkView, request,
};
use tauri::{Wry, ipc::Invoke};

use crate::{
    answering::{answer, then},
    own,
};

/// `desk` commands are the methods of [`clinic::Desk`] with the same name; `window` commands need
/// the window as well; a fresh page follows `leave` commands, and `hand` commands once they were
/// done. A line without a method
/// or function of its name does not compile.
macro_rules! commands {
    (
        desk { $($(#[$desk_doc:meta])+ $desk:ident($desk_request:ident) -> $desk_reply:ty;)+ }
        leave { $($(#[$leave_doc:meta])+ $leave:ident($leave_request:ident) -> $leave_reply:ty;)+ }
        hand { $($(#[$hand_doc:meta])+ $hand:ident($hand_request:ident) -> $hand_reply:ty;)+ }
        window { $($(#[$own_doc:meta])+ $own:ident($own_request:ident) -> $own_reply:ty;)+ }
    ) => {
        /// Every command, by the name the page calls.
        #[cfg(test)]
        pub(crate) const NAMES: &[&str] =
            &[
                $(stringify!($desk),)+
                $(stringify!($leave),)+
                $(stringify!($hand),)+
                $(stringify!($own),)+
            ];

        /// Runs the command that the page calls; `false` when there is none of that name.
        pub(crate) fn handle(invoke: Invoke<Wry>) -> bool {
            match invoke.message.command() {
                $(stringify!($desk) => answer::<request::$desk_request, $desk_reply>(
                    invoke,
                    |_, room, asked| room.with_desk(|desk| desk.$desk(asked)),
                    then::stay,
                ),)+
                $(stringify!($leave) => answer::<request::$leave_request, $leave_reply>(
                    invoke,
                    |_, room, asked| room.with_desk(|desk| desk.$leave(asked)),
                    then::start_over,
                ),)+
                $(stringify!($hand) => answer::<request::$hand_request, $hand_reply>(
                    invoke,
                    |_, room, asked| room.with_desk(|desk| desk.$hand(asked)),
                    then::hand_over,
                ),)+
                $(stringify!($own) => answer::<request::$own_request, $own_reply>(
                    invoke,
                    own::$own,
                    then::stay,
                ),)+
                _ => return false,
            }
            true
        }
    };
}

commands! {
    desk {
        /// Where the application stands.
        app_state(Nothing) -> AppView;
        /// What is wrong with a passphrase, while it is typed.
        check_passphrase(CheckPassphrase) -> PassphraseView;
        /// Prepares a clinic in memory and shows its recovery code.
        prepare_clinic(PrepareClinic) -> PreparedView;
        /// Takes the recovery code as typed back, writes the clinic and signs in.
        confirm_recovery(ConfirmRecovery) -> SessionView;
        /// Opens the sample clinic.
        open_sample(Nothing) -> SessionView;
        /// Signs in.
        unlock(Unlock) -> SessionView;
        /// Signs in with the recovery code.
        unlock_with_code(UnlockWithCode) -> SessionView;
        /// Finds clients.
        find_clients(FindClients) -> ClientList;
        /// A new client's form and who may be the same person; nothing is saved.
        new_client(NewClient) -> NewClientView;
        /// Adds a client and opens the page.
        add_client(NewClient) -> ClientPage;
        /// Opens a client's page.
        open_client(OfClient) -> ClientPage;
        /// Opens an intake section.
        open_section(OpenForm) -> SectionView;
        /// Begins a screening.
        start_screening(OpenForm) -> SectionView;
        /// Opens a response that exists.
        open_response(OpenResponse) -> SectionView;
        /// Answers one question.
        answer_item(AnswerItem) -> SectionView;
        /// Adds, removes or moves a row.
        change_rows(ChangeRows) -> SectionView;
        /// Says how far a section is.
        mark_section(MarkSection) -> SectionView;
        /// Opens the plan.
        open_plan(OfClient) -> PlanPage;
        /// Edits the plan.
        edit_plan(EditPlan) -> PlanPage;
        /// Looks at a list of clients with these columns.
        map_client_list(MapClientList) -> ClientListView;
        /// Takes a list of clients in.
        add_client_list(MapClientList) -> ClientListAdded;
        /// Opens the file of FHIR that was chosen with its passphrase.
        unlock_referrals(UnlockReferrals) -> ReferralsView;
        /// Takes in people of the file of FHIR that was chosen.
        add_referrals(AddReferrals) -> ReferralsAdded;
        /// Edits the plan and says that it is saved.
        keep_plan(EditPlan) -> Kept;
        /// Opens one version of the plan.
        open_plan_version(OpenPlanVersion) -> PlanPage;
        /// Seals the plan and signs it as therapist.
        seal_plan(SealPlan) -> PlanPage;
        /// Signs a sealed plan, or takes a signature in.
        sign_plan(SignPlan) -> PlanPage;
        /// Begins a draft that amends a sealed plan.
        amend_plan(OfClient) -> PlanPage;
        /// Gives the draft of an amendment up.
        discard_amendment(OfRecord) -> PlanPage;
        /// What changed between two versions of the plan.
        compare_plans(ComparePlans) -> DifferenceView;
        /// The reviews of the plan, its certification, and summaries.
        open_reviews(OfClient) -> ReviewsPage;
        /// Begins a review.
        begin_review(OfClient) -> ReviewsPage;
        /// Edits the review being written.
        edit_review(EditPlan) -> ReviewsPage;
        /// Finishes the review.
        finish_review(OfRecord) -> ReviewsPage;
        /// Gives the review being written up.
        discard_review(OfRecord) -> ReviewsPage;
        /// Certifies a plan as a physician.
        certify_plan(CertifyPlan) -> ReviewsPage;
        /// Begins a discharge or transition summary.
        begin_summary(OfClient) -> ReviewsPage;
        /// Edits the summary being written.
        edit_summary(EditPlan) -> ReviewsPage;
        /// Finishes the summary.
        finish_summary(OfRecord) -> ReviewsPage;
        /// What is due across clients.
        open_due_board(Signed) -> DueBoard;
        /// The program's catalog.
        open_program(Signed) -> ProgramView;
        /// Adds a group to the catalog, or edits one.
        edit_offering(EditOffering) -> ProgramView;
        /// Adds the groups of a template to the catalog.
        start_program(StartProgram) -> ProgramView;
        /// Who has a seat in a meeting, and who came.
        open_roster(OpenRoster) -> RosterView;
        /// Ticks whether somebody came to a group.
        tick_attendance(TickAttendance) -> RosterView;
        /// Ticks whether somebody came to a session of their week.
        tick_session(TickAttendance) -> WeekView;
        /// A person's week, and what was delivered.
        open_week(OfClient) -> WeekView;
        /// Searches the library.
        open_library(OpenLibrary) -> LibraryView;
        /// Inserts an entry of the library into the plan.
        insert_from_library(InsertFromLibrary) -> PlanPage;
        /// Takes something over that intake says, or puts it aside.
        answer_offer(AnswerOffer) -> PlanPage;
        /// Adds a need that assessment brought up.
        pick_need(AnswerOffer) -> PlanPage;
        /// Retires an area of the clinic, or brings it back.
        retire_library_area(RetireArea) -> LibraryView;
        /// The rule packs.
        open_rule_packs(Signed) -> RulePacksView;
        /// Switches a rule pack on or off.
        choose_rule_pack(ChooseRulePack) -> RulePacksView;
        /// What waits today.
        open_today(Signed) -> TodayView;
        /// The staff.
        open_staff(Signed) -> StaffView;
        /// Adds a member of staff.
        add_user(AddUser) -> StaffView;
        /// Changes a member of staff: name, credential, role.
        change_user(ChangeUser) -> StaffView;
        /// Gives somebody a new passphrase.
        reset_passphrase(ResetPassphrase) -> StaffView;
        /// Takes a person's keys away; everything they could read is sealed anew.
        remove_user(OfUser) -> StaffView;
        /// Changes the passphrase of whoever is signed in.
        change_passphrase(ChangePassphrase) -> Done;
        /// Draws a new recovery code and shows it.
        prepare_recovery(Signed) -> PreparedView;
        /// Takes the new recovery code as typed back; the old one opens nothing any more.
        renew_recovery(RenewRecovery) -> StaffView;
        /// What can be set.
        open_settings(Signed) -> SettingsView;
        /// The paper and the letterhead of documents.
        open_letterhead(Signed) -> LetterheadView;
        /// Changes paper and letterhead.
        change_letterhead(ChangeLetterhead) -> LetterheadView;
        /// Takes the logo off the letterhead.
        remove_logo(Signed) -> LetterheadView;
        /// Changes what can be set.
        change_settings(ChangeSettings) -> SettingsView;
        /// Says that somebody is here; the time until the window locks begins anew.
        stay(Signed) -> LockState;
        /// How long until the window locks by itself.
        lock_state(Signed) -> LockState;
        /// Reads the audit.
        open_audit(FindAudit) -> AuditPage;
        /// The backups.
        open_backups(Signed) -> BackupsView;
        /// Makes a backup.
        back_up(Signed) -> BackupsView;
        /// The state of the records.
        open_integrity(Signed) -> IntegrityView;
        /// Deletes a client; the records wait to be purged.
        remove_client(RemoveClient) -> RemovedView;
        /// Deleted clients.
        open_removed(Signed) -> RemovedView;
        /// Brings a deleted client back.
        restore_client(OfClient) -> RemovedView;
        /// Purges a deleted client.
        purge_client(PurgeClient) -> Purged;
        /// Who may be chosen for an export about a client.
        release_choices(OfClient) -> ReleaseView;
        /// What left the clinic about a client.
        open_disclosures(OfClient) -> DisclosuresView;
        /// What is attached to a client.
        open_attachments(OfClient) -> AttachmentsPage;
        /// Changes what is said of an attachment.
        change_attachment(ChangeAttachment) -> AttachmentsPage;
        /// Puts an attachment away.
        remove_attachment(OfAttachment) -> AttachmentsPage;
        /// Brings an attachment back.
        restore_attachment(OfAttachment) -> AttachmentsPage;
        /// Erases an attachment that was put away.
        erase_attachment(OfAttachment) -> AttachmentsPage;
        /// Where the episode under way stands.
        open_episode(OfClient) -> EpisodePage;
        /// Answers one thing about the episode.
        answer_episode(AnswerItem) -> EpisodePage;
        /// Adds, removes or moves a row of the episode.
        change_episode_rows(ChangeRows) -> EpisodePage;
        /// Admits somebody again.
        readmit_client(OfClient) -> ClientPage;
        /// Takes answers of the episode before over into a blank section.
        take_earlier(OpenForm) -> SectionView;
        /// The screenings of the clinic.
        open_forms(Signed) -> FormsView;
        /// Switches a screening on or off.
        choose_form(ChooseForm) -> FormsView;
        /// Names somebody as trained to ask about suicide.
        train_staff(TrainStaff) -> FormsView;
        /// Takes one answer of the client.
        answer_self_entry(AnswerItem) -> SectionView;
        /// The client is through with the form.
        finish_self_entry(MarkSection) -> SectionView;
        /// Puts on record who was told that a clinician is needed.
        tell_of_flag(TellOfFlag) -> ClientPage;
        /// Clears a flag by saying what was done.
        clear_flag(ClearFlag) -> ClientPage;
        /// Whether the program suits the person.
        open_suitability(OfClient) -> SuitabilityPage;
        /// Answers one thing of the suitability record.
        edit_suitability(EditSuitability) -> SuitabilityPage;
        /// Makes the draft the clinician's decision.
        decide_suitability(OfRecord) -> SuitabilityPage;
        /// Records a level-of-care result from elsewhere.
        record_level_of_care(RecordLevelOfCare) -> SuitabilityPage;
        /// The safety plan.
        open_safety_plan(OfClient) -> SafetyPage;
        /// Edits the safety plan.
        edit_safety_plan(EditPlan) -> SafetyPage;
        /// Scores over time.
        open_progress(OfClient) -> ProgressPage;
    }
    leave {
        /// Signs out.
        lock(Signed) -> AppView;
        /// Signs out so that somebody else can sign in.
        switch_user(Signed) -> AppView;
        /// Locks the window out of a client's hands.
        leave_self_entry(Signed) -> AppView;
        /// Leaves the sample clinic for the real one.
        leave_sample(Signed) -> AppView;
    }
    hand {
        /// Restores the chosen backup; whoever opened it is signed in.
        restore_backup(RestoreBackup) -> AppView;
        /// Gives the window to a client for one form: on a fresh page, which knows nothing else.
        begin_self_entry(OpenForm) -> SelfEntryView;
        /// Takes the window back from a client; whoever was signed in goes on.
        end_self_entry(EndSelfEntry) -> SessionView;
    }
    window {
        /// Asks where, and writes the plan there; null when the person thought better of it.
        export_plan(ExportPlan) -> Option<Exported>;
        /// Asks where, and writes one version of the plan there.
        export_plan_version(ExportPlanVersion) -> Option<Exported>;
        /// Asks where, and writes the client copy of a plan there.
        export_client_copy(ExportClientCopy) -> Option<Exported>;
        /// Asks where, and writes the intake there: blank, or as it was answered.
        export_intake(PrintForms) -> Option<Exported>;
        /// Asks where, and writes the safety plan there.
        export_safety_plan(ExportPlan) -> Option<Exported>;
        /// Asks where, and writes the summary there.
        export_summary(ExportPlan) -> Option<Exported>;
        /// Asks where, and writes the tracer there.
        export_tracer(ExportPlan) -> Option<Exported>;
        /// Asks where, and writes a roster there.
        export_roster(OpenRoster) -> Option<Exported>;
        /// Asks where, and writes the entries of the audit there.
        export_audit(ExportAudit) -> Option<Exported>;
        /// Asks for a file of FHIR, and looks at everybody in it.
        choose_referrals(Signed) -> Option<ReferralsView>;
        /// Asks where, and writes records there as a FHIR bundle.
        export_fhir(ExportFhir) -> Option<PeopleFileView>;
        /// Asks for a folder, and writes everything on record to it.
        export_all(ExportAll) -> Option<BatchView>;
        /// Chooses a list of clients to take in.
        choose_client_list(Signed) -> Option<ClientListView>;
        /// Writes a table of everybody whose rows may leave.
        export_table(ExportTable) -> Option<PeopleFileView>;
        /// Asks where, and writes the sheet with the recovery code that is being shown.
        save_recovery_sheet(Nothing) -> Option<Exported>;
        /// Asks for a definition, and adds it to the screenings.
        add_form_pack(Signed) -> Option<FormsView>;
        /// Asks for an area of the library, and adds it to the clinic's own.
        add_library_area(Signed) -> Option<LibraryView>;
        /// Asks for pictures and PDFs, and attaches them; null when the person thought better of it.
        add_attachments(AddAttachments) -> Option<AttachmentsPage>;
        /// Draws a page of an attachment.
        open_attachment_page(OpenAttachmentPage) -> AttachmentPageView;
        /// Asks where, and writes a page of an attachment there as a picture.
        export_attachment(ExportAttachment) -> Option<Exported>;
        /// Opens the file that was written last in the system's own viewer.
        open_exported(Signed) -> Done;
        /// Draws a page of a document about a client as it would leave.
        preview_document(PreviewDocument) -> PreviewView;
        /// Draws a page under the letterhead as it is being written.
        preview_letterhead(ChangeLetterhead) -> PreviewView;
        /// Asks for a logo, and takes it for the letterhead.
        choose_logo(Signed) -> Option<LetterheadView>;
        /// Asks for a folder, and writes plans to it.
        export_plans(ExportPlans) -> Option<BatchView>;
        /// Asks for the folder that backups shall go to.
        choose_backup_folder(Signed) -> Option<BackupsView>;
        /// Asks for a backup to be restored.
        choose_backup(Nothing) -> Option<BackupView>;
        /// Opens every record once, with the desk free between two stretches.
        check_everything(Signed) -> IntegrityView;
        /// Long work under way.
        open_work(Nothing) -> Option<WorkView>;
        /// Asks long work to stop.
        stop_work(Nothing) -> Done;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table;
    use std::collections::BTreeSet;

    #[test]
    fn the_capability_names_every_command_and_nothing_else() {
        let capability: serde_json::Value =
            serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
        let permissions = capability["permissions"].as_array().unwrap();
        let allowed: BTreeSet<String> =
            permissions.iter().map(|it| it.as_str().unwrap().to_owned()).collect();
        let wanted: BTreeSet<String> =
            NAMES.iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
        assert_eq!(allowed, wanted);
        assert_eq!(capability["windows"], serde_json::json!(["main"]));
    }

    #[test]
    fn the_text_of_the_table_says_what_the_compiler_sees() {
        let read = table::commands(include_str!("commands.rs"));
        let names: Vec<&str> = read.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, NAMES);
        let export = read.iter().find(|it| it.name == "export_plan").unwrap();
        assert_eq!((&*export.request, &*export.reply), ("ExportPlan", "Option<Exported>"));
        assert!(read.iter().all(|it| !it.doc.is_empty()));
    }
}
