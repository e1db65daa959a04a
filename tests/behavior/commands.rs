//! Every command of the desk that needs a session, as a table: each with arguments that reach as
//! far as they can.

use clinic::view::{Role, SectionStatus, request};
use clinic::{Desk, Result};
use record::plan::Edit;
use serde_json::json;
use tests::clinic::{PASSPHRASE, TempClinic};

/// A client with something in every class.
pub(crate) struct Known {
    pub(crate) client: String,
    pub(crate) presenting: String,
    pub(crate) screening: String,
    pub(crate) plan: String,
}

/// One command with a token.
pub(crate) type Call = fn(&mut Desk, String, &Known) -> Result<()>;

/// Adds a client with a clinical section, a screening and a plan.
pub(crate) fn known(clinic: &mut TempClinic) -> Known {
    let client = clinic.add_client("Ana", "Luz");
    let presenting = clinic.section(&client, "presenting").set("own_words", "I am tired.");
    let presenting = presenting.view.record;
    let screening = clinic.screening(&client, "phq-9").set("q9", 2).view.record;
    let mut plan = clinic.plan(&client);
    plan.set("vision", "Mornings.");
    let plan = plan.page.record.clone();
    Known { client, presenting, screening, plan }
}

/// Commands that stay with the front desk's classes.
pub(crate) const ADMINISTRATIVE: &[(&str, Call)] = &[
    ("find_clients", |desk, token, _| {
        desk.find_clients(&request::FindClients { token, find: "a".into(), limit: 9 }).map(drop)
    }),
    ("new_client", |desk, token, _| {
        desk.new_client(&request::NewClient { token, answers: json!({}) }).map(drop)
    }),
    ("add_client", |desk, token, _| {
        let answers = json!({"legal_first": "Bo", "legal_last": "Test"});
        desk.add_client(&request::NewClient { token, answers }).map(drop)
    }),
    ("open_client", |desk, token, known| {
        let client = known.client.clone();
        desk.open_client(&request::OfClient { token, client }).map(drop)
    }),
];

/// Commands that reach for class 2, or for the staff.
pub(crate) const BEYOND: &[(&str, Call)] = &[
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
    ("open_plan", |desk, token, known| {
        let client = known.client.clone();
        desk.open_plan(&request::OfClient { token, client }).map(drop)
    }),
    ("edit_plan", |desk, token, known| {
        let edits = vec![Edit::Set { path: "vision".into(), value: json!("No.") }];
        let (client, record) = (known.client.clone(), known.plan.clone());
        desk.edit_plan(&request::EditPlan { token, client, record, rev: 1, edits }).map(drop)
    }),
    ("plan_pdf", |desk, token, known| {
        let client = known.client.clone();
        desk.plan_pdf(&request::OfClient { token, client }).map(drop)
    }),
    ("open_staff", |desk, token, _| desk.open_staff(&request::Signed { token }).map(drop)),
    ("add_user", |desk, token, _| {
        let (name, credential) = ("Nova Test".into(), String::new());
        let (role, passphrase) = (Role::Admin, PASSPHRASE.into());
        let request = request::AddUser { token, name, credential, role, passphrase };
        desk.add_user(&request).map(drop)
    }),
];

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
    let source = include_str!("../../crates/clinic/src/desk/commands.rs");
    let lines = source.lines().filter(|line| line.contains(") -> ") && line.contains("= |session"));
    let mut written: Vec<&str> = lines.filter_map(|line| line.trim().split('(').next()).collect();
    let mut listed: Vec<&str> =
        ADMINISTRATIVE.iter().chain(BEYOND).map(|(name, _)| *name).collect();
    written.sort_unstable();
    listed.sort_unstable();
    assert_eq!(written, listed);
}
