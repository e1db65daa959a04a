//! Every command of the desk that needs a session, as a table: each with arguments that reach as
//! far as they can. The table is compared with the desk's own and with the window's, so that a new
//! command cannot be forgotten here.

mod plans;

use std::collections::BTreeSet;

use clinic::view::{Role, SectionStatus, request};
use clinic::{AttachmentType, COMMANDS, Desk, Needs, Paper, Result};
use record::{alert::Action, plan::Edit};
use serde_json::json;
use tests::clinic::{PASSPHRASE, TempClinic, own_copy};

/// A client with something in every class, and somebody who may be changed.
pub(crate) struct Known {
    pub(crate) client: String,
    pub(crate) presenting: String,
    pub(crate) screening: String,
    pub(crate) plan: String,
    pub(crate) person: String,
    pub(crate) attachment: String,
}

/// One command with a token.
/// Somebody who is referred, by a program that says no more than a name.
const REFERRAL: &[u8] =
    br#"{"resourceType":"Patient","name":[{"family":"Referred","given":["Zoe"]}]}"#;

pub(crate) type Call = fn(&mut Desk, String, &Known) -> Result<()>;

/// Adds a client with a clinical section, a screening and a plan, and a member of staff.
pub(crate) fn known(clinic: &mut TempClinic) -> Known {
    let client = clinic.add_client("Ana", "Luz");
    let presenting = clinic.section(&client, "presenting").set("own_words", "I am tired.");
    let presenting = presenting.view.record;
    let screening = clinic.screening(&client, "phq-9").set("q1", 2).view.record;
    let mut plan = clinic.plan(&client);
    plan.set("vision", "Mornings.");
    let plan = plan.page.record.clone();
    clinic.add_staff("Lee Test", Role::FrontDesk);
    let staff = clinic.desk.open_staff(&clinic.signed()).unwrap().people;
    let person = staff.into_iter().find(|row| row.name == "Lee Test").unwrap().user;
    let attachment = attached(clinic, &client);
    Known { client, presenting, screening, plan, person, attachment }
}

fn attached(clinic: &mut TempClinic, client: &str) -> String {
    let path = clinic.folder().join("letter.png");
    std::fs::write(&path, tests::pictures::png(20, 20, 3)).unwrap();
    let request = attach(clinic.token.clone(), client.to_owned());
    let page = clinic.desk.add_attachments(&request, vec![Paper::read(&path)]).unwrap();
    page.added[0].clone()
}

fn attach(token: String, client: String) -> request::AddAttachments {
    let (kind, date, note) = (AttachmentType::InsuranceCard, String::new(), String::new());
    request::AddAttachments { token, client, kind, date, note }
}

fn of_attachment(token: String, known: &Known) -> request::OfAttachment {
    let (client, attachment) = (known.client.clone(), known.attachment.clone());
    request::OfAttachment { token, client, attachment }
}

/// Every command, in an order in which each still finds what it needs.
pub(crate) const CALLS: &[(&str, Call)] = &[
    ("open_today", |desk, token, _| desk.open_today(&request::Signed { token }).map(drop)),
    ("find_clients", |desk, token, _| {
        desk.find_clients(&request::FindClients {
            token,
            find: "a".into(),
            stage: String::new(),
            offset: 0,
            limit: 9,
        })
        .map(drop)
    }),
    ("new_client", |desk, token, _| {
        desk.new_client(&request::NewClient { token, answers: json!({}) }).map(drop)
    }),
    ("add_client", |desk, token, _| {
        let answers = json!({"legal_first": "Bo", "legal_last": "Test"});
        desk.add_client(&request::NewClient { token, answers }).map(drop)
    }),
    ("open_client", |desk, token, known| desk.open_client(&of(token, known)).map(drop)),
    ("open_section", |desk, token, known| {
        let (client, form) = (known.client.clone(), "presenting".into());
        desk.open_section(&request::OpenForm { token, client, form }).map(drop)
    }),
    ("start_screening", |desk, token, known| {
        let (client, form) = (known.client.clone(), "phq-9".into());
        desk.start_screening(&request::OpenForm { token, client, form }).map(drop)
    }),
    ("open_response", |desk, token, known| {
        let (client, record) = (known.client.clone(), known.screening.clone());
        desk.open_response(&request::OpenResponse { token, client, record }).map(drop)
    }),
    ("answer_item", |desk, token, known| desk.answer_item(&answer(token, known)).map(drop)),
    ("change_rows", |desk, token, known| {
        let request::AnswerItem { token, client, form, record, rev, .. } = answer(token, known);
        let (path, row, after) = ("plans".into(), None, None);
        let request = request::ChangeRows { token, client, form, record, rev, path, row, after };
        desk.change_rows(&request).map(drop)
    }),
    ("mark_section", |desk, token, known| {
        let request::AnswerItem { token, client, form, record, rev, .. } = answer(token, known);
        let (status, source) = (Some(SectionStatus::AskLater), None);
        let request = request::MarkSection { token, client, form, record, rev, status, source };
        desk.mark_section(&request).map(drop)
    }),
    ("open_plan", |desk, token, known| desk.open_plan(&of(token, known)).map(drop)),
    ("edit_plan", |desk, token, known| {
        let edits = vec![Edit::Set { path: "vision".into(), value: json!("No.") }];
        let (client, record) = (known.client.clone(), known.plan.clone());
        desk.edit_plan(&request::EditPlan { token, client, record, rev: 1, edits }).map(drop)
    }),
    ("keep_plan", |desk, token, known| {
        let edits = vec![Edit::Set { path: "vision".into(), value: json!("No.") }];
        let (client, record) = (known.client.clone(), known.plan.clone());
        desk.keep_plan(&request::EditPlan { token, client, record, rev: 1, edits }).map(drop)
    }),
    ("plan_pdf", |desk, token, known| {
        let (client, to) = (known.client.clone(), own_copy("Review"));
        desk.plan_pdf(&request::ExportPlan { token, client, to }).map(drop)
    }),
    ("release_choices", |desk, token, known| desk.release_choices(&of(token, known)).map(drop)),
    ("open_disclosures", |desk, token, known| desk.open_disclosures(&of(token, known)).map(drop)),
    ("clear_flag", |desk, token, known| {
        let (client, flag) = (known.client.clone(), known.plan.clone());
        let (actions, disposition) = (vec![Action::Evaluated], "Talked.".into());
        let request = request::ClearFlag { token, client, flag, actions, disposition };
        desk.clear_flag(&request).map(drop)
    }),
    ("tell_of_flag", |desk, token, known| {
        let (client, flag) = (known.client.clone(), known.plan.clone());
        desk.tell_of_flag(&request::TellOfFlag { token, client, flag, whom: "Theo".into() })
            .map(drop)
    }),
    ("open_suitability", |desk, token, known| desk.open_suitability(&of(token, known)).map(drop)),
    ("edit_suitability", |desk, token, known| {
        let (client, record) = (known.client.clone(), known.plan.clone());
        let (path, value) = ("ratings/severity".into(), json!(2));
        let request = request::EditSuitability { token, client, record, rev: 0, path, value };
        desk.edit_suitability(&request).map(drop)
    }),
    ("decide_suitability", |desk, token, known| {
        let (client, record) = (known.client.clone(), known.plan.clone());
        desk.decide_suitability(&request::OfRecord { token, client, record, rev: 1 }).map(drop)
    }),
    ("record_level_of_care", |desk, token, known| {
        let text = |words: &str| words.to_owned();
        let request = request::RecordLevelOfCare {
            token,
            client: known.client.clone(),
            record: None,
            rev: 0,
            instrument: text("Another clinic's instrument"),
            edition: text("2"),
            result: text("Level 2.1"),
            assessor: text("R. Example"),
            date: text("11/1/26"),
        };
        desk.record_level_of_care(&request).map(drop)
    }),
    ("open_safety_plan", |desk, token, known| desk.open_safety_plan(&of(token, known)).map(drop)),
    ("edit_safety_plan", |desk, token, known| {
        let edits = vec![Edit::Set { path: "reviewed_with".into(), value: json!("Me.") }];
        let (client, record) = (known.client.clone(), known.plan.clone());
        desk.edit_safety_plan(&request::EditPlan { token, client, record, rev: 0, edits }).map(drop)
    }),
    ("safety_plan_pdf", |desk, token, known| {
        let (client, to) = (known.client.clone(), own_copy("Own copy"));
        desk.safety_plan_pdf(&request::ExportPlan { token, client, to }).map(drop)
    }),
    ("intake_pdf", |desk, token, known| {
        let (client, form) = (known.client.clone(), String::new());
        let to = Some(own_copy("Own copy"));
        let request = request::PrintForms { token, client, form, blank: false, to };
        desk.intake_pdf(&request).map(drop)
    }),
    ("open_forms", |desk, token, _| desk.open_forms(&request::Signed { token }).map(drop)),
    ("choose_form", |desk, token, _| {
        let (form, on) = ("bam-r".into(), true);
        desk.choose_form(&request::ChooseForm { token, form, on }).map(drop)
    }),
    ("train_staff", |desk, token, known| {
        let (user, trained) = (known.person.clone(), false);
        desk.train_staff(&request::TrainStaff { token, user, trained }).map(drop)
    }),
    ("open_attachments", |desk, token, known| desk.open_attachments(&of(token, known)).map(drop)),
    ("may_attach", |desk, token, known| desk.may_attach(&attach(token, known.client.clone()))),
    ("change_attachment", |desk, token, known| {
        let request::OfAttachment { token, client, attachment } = of_attachment(token, known);
        let (rev, kind) = (1, AttachmentType::InsuranceCard);
        let (date, note) = (String::new(), "A letter".into());
        let request =
            request::ChangeAttachment { token, client, attachment, rev, kind, date, note };
        desk.change_attachment(&request).map(drop)
    }),
    ("attachment_content", |desk, token, known| {
        let request::OfAttachment { token, client, attachment } = of_attachment(token, known);
        let request = request::OpenAttachmentPage { token, client, attachment, page: 1 };
        desk.attachment_content(&request).map(drop)
    }),
    ("attachment_picture", |desk, token, known| {
        let request::OfAttachment { token, client, attachment } = of_attachment(token, known);
        let (page, to) = (1, own_copy("Own copy"));
        let request = request::ExportAttachment { token, client, attachment, page, to };
        desk.attachment_picture(&request).map(drop)
    }),
    ("remove_attachment", |desk, token, known| {
        desk.remove_attachment(&of_attachment(token, known)).map(drop)
    }),
    ("restore_attachment", |desk, token, known| {
        desk.restore_attachment(&of_attachment(token, known)).map(drop)
    }),
    ("erase_attachment", |desk, token, known| {
        desk.erase_attachment(&of_attachment(token, known)).map(drop)
    }),
    ("open_episode", |desk, token, known| desk.open_episode(&of(token, known)).map(drop)),
    ("answer_episode", |desk, token, known| {
        let (path, value) = ("primary_therapist".into(), json!("Theo Test"));
        let request = request::AnswerItem { path, value, ..answer(token, known) };
        desk.answer_episode(&request).map(drop)
    }),
    ("change_episode_rows", |desk, token, known| {
        let request::AnswerItem { token, client, form, record, rev, .. } = answer(token, known);
        let (path, row, after) = ("transfers".into(), None, None);
        let request = request::ChangeRows { token, client, form, record, rev, path, row, after };
        desk.change_episode_rows(&request).map(drop)
    }),
    ("readmit_client", |desk, token, known| desk.readmit_client(&of(token, known)).map(drop)),
    ("take_earlier", |desk, token, known| {
        let (client, form) = (known.client.clone(), "contact".into());
        desk.take_earlier(&request::OpenForm { token, client, form }).map(drop)
    }),
    ("open_progress", |desk, token, known| desk.open_progress(&of(token, known)).map(drop)),
    ("open_staff", |desk, token, _| desk.open_staff(&request::Signed { token }).map(drop)),
    ("add_user", |desk, token, _| {
        let (name, credential) = ("Nova Test".into(), String::new());
        let (role, passphrase) = (Role::Admin, PASSPHRASE.into());
        let request = request::AddUser { token, name, credential, role, passphrase };
        desk.add_user(&request).map(drop)
    }),
    ("change_user", |desk, token, known| {
        let (user, name, credential) = (known.person.clone(), "Lee Test".into(), "RN".into());
        let role = Role::Therapist;
        desk.change_user(&request::ChangeUser { token, user, name, credential, role }).map(drop)
    }),
    ("reset_passphrase", |desk, token, known| {
        let (user, passphrase) = (known.person.clone(), PASSPHRASE.into());
        desk.reset_passphrase(&request::ResetPassphrase { token, user, passphrase }).map(drop)
    }),
    ("remove_user", |desk, token, known| {
        let user = known.person.clone();
        desk.remove_user(&request::OfUser { token, user }).map(drop)
    }),
    ("prepare_recovery", |desk, token, _| {
        desk.prepare_recovery(&request::Signed { token }).map(drop)
    }),
    ("renew_recovery", |desk, token, _| {
        desk.renew_recovery(&request::RenewRecovery { token, code: "no code".into() }).map(drop)
    }),
    ("open_settings", |desk, token, _| desk.open_settings(&request::Signed { token }).map(drop)),
    ("open_audit", |desk, token, _| desk.open_audit(&everything(token)).map(drop)),
    ("may_take_client_list", |desk, token, _| {
        desk.may_take_client_list(&request::Signed { token }).map(drop)
    }),
    ("map_client_list", |desk, token, _| {
        let columns = vec!["legal_first".into(), "legal_last".into()];
        desk.take_client_list(&token, "list.csv", b"First,Last\nZoe,List\n")?;
        desk.map_client_list(&request::MapClientList { token, columns }).map(drop)
    }),
    ("add_client_list", |desk, token, _| {
        let columns = vec!["legal_first".into(), "legal_last".into()];
        desk.take_client_list(&token, "list.csv", b"First,Last\nZoe,List\n")?;
        desk.add_client_list(&request::MapClientList { token, columns }).map(drop)
    }),
    ("may_take_referrals", |desk, token, _| {
        desk.may_take_referrals(&request::Signed { token }).map(drop)
    }),
    ("unlock_referrals", |desk, token, _| {
        desk.take_referrals(&token, "zoe.json", REFERRAL)?;
        let passphrase = String::new();
        desk.unlock_referrals(&request::UnlockReferrals { token, passphrase }).map(drop)
    }),
    ("add_referrals", |desk, token, _| {
        desk.take_referrals(&token, "zoe.json", REFERRAL)?;
        desk.add_referrals(&request::AddReferrals { token, people: vec![0] }).map(drop)
    }),
    ("fhir_file", |desk, token, known| {
        let (clients, to) = (vec![known.client.clone()], own_copy("Review"));
        desk.fhir_file(&request::ExportFhir { token, clients, to }).map(drop)
    }),
    ("may_export_all", |desk, token, _| {
        desk.may_export_all(&request::ExportAll { token, to: own_copy("Review") }).map(drop)
    }),
    ("table_file", |desk, token, _| {
        let (table, to) = (request::TableKind::Clients, own_copy("Review"));
        desk.table_file(&request::ExportTable { token, table, to }).map(drop)
    }),
    ("audit_file", |desk, token, _| {
        let request::FindAudit { token, who, what, client, from, to, .. } = everything(token);
        let (format, recipient, purpose) =
            (request::AuditFormat::Csv, "The clinic".into(), "Review".into());
        let request =
            request::ExportAudit { token, who, what, client, from, to, format, recipient, purpose };
        desk.audit_file(&request).map(drop)
    }),
    ("open_backups", |desk, token, _| desk.open_backups(&request::Signed { token }).map(drop)),
    ("back_up", |desk, token, _| desk.back_up(&request::Signed { token }).map(drop)),
    ("open_integrity", |desk, token, _| desk.open_integrity(&request::Signed { token }).map(drop)),
    ("check_some", |desk, token, _| desk.check_some(&request::Signed { token }).map(drop)),
    ("open_removed", |desk, token, _| desk.open_removed(&request::Signed { token }).map(drop)),
    ("remove_client", |desk, token, known| {
        let (client, reason) = (known.client.clone(), "Asked for it".into());
        desk.remove_client(&request::RemoveClient { token, client, reason }).map(drop)
    }),
    ("purge_client", |desk, token, known| {
        let (client, number) = (known.client.clone(), "CFC-0001".into());
        desk.purge_client(&request::PurgeClient { token, client, number }).map(drop)
    }),
    ("restore_client", |desk, token, known| desk.restore_client(&of(token, known)).map(drop)),
];

/// Commands with a session that the desk answers itself.
pub(crate) const OWN: &[(&str, Needs, Call)] = &[
    ("stay", Needs::Session, |desk, token, _| desk.stay(&request::Signed { token }).map(drop)),
    ("lock_state", Needs::Session, |desk, token, _| {
        desk.lock_state(&request::Signed { token }).map(drop)
    }),
    ("change_settings", Needs::Admin, |desk, token, _| {
        let (idle_minutes, removal_days, part2) = (5, 30, true);
        let request = request::ChangeSettings { token, idle_minutes, removal_days, part2 };
        desk.change_settings(&request).map(drop)
    }),
    ("put_backups_in", Needs::Admin, |desk, token, _| {
        desk.put_backups_in(&token, &std::env::temp_dir()).map(drop)
    }),
    ("add_attachments", Needs::Session, |desk, token, known| {
        desk.add_attachments(&attach(token, known.client.clone()), Vec::new()).map(drop)
    }),
    ("add_form_pack", Needs::Admin, |desk, token, _| {
        desk.add_form_pack(&token, "a.toml", "id = 1").map(drop)
    }),
    ("add_library_area", Needs::Admin, |desk, token, _| {
        desk.add_library_area(&token, "a.toml", "id = 1").map(drop)
    }),
    ("change_passphrase", Needs::Session, |desk, token, _| {
        let (current, new) = (PASSPHRASE.into(), "seven lanterns by the harbor".into());
        desk.change_passphrase(&request::ChangePassphrase { token, current, new }).map(drop)
    }),
    ("switch_user", Needs::Session, |desk, token, _| {
        desk.switch_user(&request::Signed { token }).map(drop)
    }),
    ("lock", Needs::Session, |desk, token, _| desk.lock(&request::Signed { token }).map(drop)),
];

/// Every call with a session, and who may make it.
pub(crate) fn every_call() -> Vec<(&'static str, Needs, Call)> {
    let needs = |name: &str| COMMANDS.iter().find(|(known, _)| *known == name).unwrap().1;
    let listed = CALLS.iter().chain(plans::CALLS).map(|(name, call)| (*name, needs(name), *call));
    listed.chain(plans::OWN.iter().copied()).chain(OWN.iter().copied()).collect()
}

fn of(token: String, known: &Known) -> request::OfClient {
    request::OfClient { token, client: known.client.clone() }
}

pub(crate) fn everything(token: String) -> request::FindAudit {
    let none = String::new;
    let (who, what, client, from, to) = (none(), none(), none(), none(), none());
    request::FindAudit { token, who, what, client, from, to, skip: 0, limit: 500 }
}

fn answer(token: String, known: &Known) -> request::AnswerItem {
    request::AnswerItem {
        token,
        client: known.client.clone(),
        form: "presenting".into(),
        record: known.presenting.clone(),
        rev: 1,
        path: "own_words".into(),
        value: json!("No."),
    }
}

#[test]
fn the_table_holds_every_command_of_the_desk() {
    let listed: BTreeSet<&str> = CALLS.iter().chain(plans::CALLS).map(|(name, _)| *name).collect();
    let desk: BTreeSet<&str> = COMMANDS.iter().map(|(name, _)| *name).collect();
    assert_eq!(listed, desk);
}

/// What the window does around a command of the desk, by a name of its own.
const BY_DIALOG: [(&str, &str); 24] = [
    ("open_exported", "may_view"),
    ("preview_document", "document_preview"),
    ("preview_letterhead", "letterhead_preview"),
    ("choose_logo", "may_change_letterhead"),
    ("export_plans", "may_batch"),
    ("export_client_copy", "client_copy_pdf"),
    ("export_plan_version", "plan_version_pdf"),
    ("export_summary", "summary_pdf"),
    ("export_tracer", "tracer_pdf"),
    ("export_roster", "roster_pdf"),
    ("add_attachments", "may_attach"),
    ("open_attachment_page", "attachment_content"),
    ("export_attachment", "attachment_picture"),
    ("export_intake", "intake_pdf"),
    ("export_plan", "plan_pdf"),
    ("export_safety_plan", "safety_plan_pdf"),
    ("export_audit", "audit_file"),
    ("export_table", "table_file"),
    ("export_fhir", "fhir_file"),
    ("choose_referrals", "may_take_referrals"),
    ("export_all", "may_export_all"),
    ("choose_client_list", "may_take_client_list"),
    ("choose_backup_folder", "put_backups_in"),
    ("check_everything", "check_some"),
];

/// What can be asked while nobody is signed in.
const UNSIGNED: [&str; 18] = [
    "app_state",
    "check_passphrase",
    "prepare_clinic",
    "confirm_recovery",
    "open_sample",
    "leave_sample",
    "unlock",
    "unlock_with_code",
    "restore_backup",
    "choose_backup",
    "save_recovery_sheet",
    "open_work",
    "stop_work",
    // A client has the window: each has a token of its own (tests/behavior/self_entry.rs).
    "begin_self_entry",
    "answer_self_entry",
    "finish_self_entry",
    "end_self_entry",
    "leave_self_entry",
];

#[test]
fn every_command_of_the_window_is_in_the_table_or_needs_no_session() {
    let source = include_str!("../../src-tauri/src/commands.rs");
    let table = source.split("commands! {\n    desk {").nth(1).unwrap();
    let table = table.split("#[cfg(test)]").next().unwrap();
    let lines = table.lines().filter(|line| line.contains(") -> ") && line.ends_with(';'));
    let window: BTreeSet<&str> = lines.filter_map(|line| line.trim().split('(').next()).collect();
    let dialog = |name: &'static str| {
        BY_DIALOG.iter().find(|(_, desk)| *desk == name).map_or(name, |(window, _)| *window)
    };
    let signed = every_call().into_iter().map(|(name, _, _)| dialog(name));
    let known: BTreeSet<&str> = signed.chain(UNSIGNED).collect();
    assert_eq!(window, known);
}
