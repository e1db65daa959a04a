//! Commands about plans, reviews, the program, rules and the library, as a table.

use clinic::Needs;
use clinic::view::request;
use record::{
    certification::Certification,
    plan::Edit,
    signature::{SignedHow, SignerRole},
};
use serde_json::json;
use tests::clinic::{PASSPHRASE, own_copy};

use super::{Call, Known, of};

/// Commands that check the token and the role by the desk's table.
pub(super) const CALLS: &[(&str, Call)] = &[
    ("open_plan_version", |desk, token, known| {
        let (client, record) = (known.client.clone(), known.plan.clone());
        desk.open_plan_version(&request::OpenPlanVersion { token, client, record }).map(drop)
    }),
    ("plan_version_pdf", |desk, token, known| {
        let (client, record) = (known.client.clone(), known.plan.clone());
        let to = own_copy("Review");
        desk.plan_version_pdf(&request::ExportPlanVersion { token, client, record, to }).map(drop)
    }),
    ("client_copy_pdf", |desk, token, known| {
        let (client, record) = (known.client.clone(), known.plan.clone());
        let (language, to) = ("es".to_owned(), own_copy("Own copy"));
        let request = request::ExportClientCopy { token, client, record, language, to };
        desk.client_copy_pdf(&request).map(drop)
    }),
    ("amend_plan", |desk, token, known| desk.amend_plan(&of(token, known)).map(drop)),
    ("discard_amendment", |desk, token, known| {
        desk.discard_amendment(&of_plan(token, known)).map(drop)
    }),
    ("compare_plans", |desk, token, known| {
        let (client, before, after) =
            (known.client.clone(), known.plan.clone(), known.plan.clone());
        desk.compare_plans(&request::ComparePlans { token, client, before, after }).map(drop)
    }),
    ("open_reviews", |desk, token, known| desk.open_reviews(&of(token, known)).map(drop)),
    ("begin_review", |desk, token, known| desk.begin_review(&of(token, known)).map(drop)),
    ("edit_review", |desk, token, known| {
        let edits = vec![Edit::Set { path: "summary".into(), value: json!("No.") }];
        let (client, record) = (known.client.clone(), known.plan.clone());
        desk.edit_review(&request::EditPlan { token, client, record, rev: 1, edits }).map(drop)
    }),
    ("finish_review", |desk, token, known| desk.finish_review(&of_plan(token, known)).map(drop)),
    ("discard_review", |desk, token, known| desk.discard_review(&of_plan(token, known)).map(drop)),
    ("begin_summary", |desk, token, known| desk.begin_summary(&of(token, known)).map(drop)),
    ("edit_summary", |desk, token, known| {
        let edits = vec![Edit::Set { path: "reason".into(), value: json!("No.") }];
        let (client, record) = (known.client.clone(), known.plan.clone());
        desk.edit_summary(&request::EditPlan { token, client, record, rev: 1, edits }).map(drop)
    }),
    ("finish_summary", |desk, token, known| desk.finish_summary(&of_plan(token, known)).map(drop)),
    ("document_preview", |desk, token, known| {
        let (client, to) = (known.client.clone(), own_copy("Review"));
        let document = request::Printed::Intake { form: String::new() };
        let request = request::PreviewDocument { token, client, document, to, page: 1 };
        desk.document_preview(&request).map(drop)
    }),
    ("may_batch", |desk, token, _| {
        let (clients, to) = (Vec::new(), own_copy("Review"));
        let paper = request::BatchPaper::Plan;
        desk.may_batch(&request::ExportPlans { token, clients, paper, to }).map(drop)
    }),
    ("may_view", |desk, token, _| desk.may_view(&request::Signed { token })),
    ("open_letterhead", |desk, token, _| {
        desk.open_letterhead(&request::Signed { token }).map(drop)
    }),
    ("change_letterhead", |desk, token, _| desk.change_letterhead(&letterhead(token)).map(drop)),
    ("letterhead_preview", |desk, token, _| desk.letterhead_preview(&letterhead(token)).map(drop)),
    ("may_change_letterhead", |desk, token, _| {
        desk.may_change_letterhead(&request::Signed { token })
    }),
    ("remove_logo", |desk, token, _| desk.remove_logo(&request::Signed { token }).map(drop)),
    ("summary_pdf", |desk, token, known| desk.summary_pdf(&leaving(token, known)).map(drop)),
    ("tracer_pdf", |desk, token, known| desk.tracer_pdf(&leaving(token, known)).map(drop)),
    ("open_due_board", |desk, token, _| desk.open_due_board(&request::Signed { token }).map(drop)),
    ("open_program", |desk, token, _| desk.open_program(&request::Signed { token }).map(drop)),
    ("edit_offering", |desk, token, _| {
        let (group, rev, edits) = (None, 0, Vec::new());
        desk.edit_offering(&request::EditOffering { token, group, rev, edits }).map(drop)
    }),
    ("start_program", |desk, token, _| {
        let template = "adult-mornings".into();
        desk.start_program(&request::StartProgram { token, template }).map(drop)
    }),
    ("open_roster", |desk, token, known| desk.open_roster(&roster(token, known)).map(drop)),
    ("roster_pdf", |desk, token, known| desk.roster_pdf(&roster(token, known)).map(drop)),
    ("tick_attendance", |desk, token, known| desk.tick_attendance(&tick(token, known)).map(drop)),
    ("tick_session", |desk, token, known| desk.tick_session(&tick(token, known)).map(drop)),
    ("open_week", |desk, token, known| desk.open_week(&of(token, known)).map(drop)),
    ("open_library", |desk, token, known| {
        let (client, area, find) = (known.client.clone(), String::new(), "sleep".into());
        desk.open_library(&request::OpenLibrary { token, client, area, find }).map(drop)
    }),
    ("insert_from_library", |desk, token, known| {
        let request = request::InsertFromLibrary {
            token,
            client: known.client.clone(),
            record: known.plan.clone(),
            rev: 1,
            area: "sleep".into(),
            part: record::library::Part::Area,
            entry: None,
            under: String::new(),
        };
        desk.insert_from_library(&request).map(drop)
    }),
    ("answer_offer", |desk, token, known| desk.answer_offer(&offer(token, known)).map(drop)),
    ("pick_need", |desk, token, known| desk.pick_need(&offer(token, known)).map(drop)),
    ("retire_library_area", |desk, token, _| {
        let (area, retired) = ("own".into(), true);
        desk.retire_library_area(&request::RetireArea { token, area, retired }).map(drop)
    }),
    ("open_rule_packs", |desk, token, _| {
        desk.open_rule_packs(&request::Signed { token }).map(drop)
    }),
    ("choose_rule_pack", |desk, token, _| {
        let (pack, on) = ("carf-style".into(), true);
        desk.choose_rule_pack(&request::ChooseRulePack { token, pack, on }).map(drop)
    }),
];

/// Commands that ask for the passphrase once more.
pub(super) const OWN: &[(&str, Needs, Call)] = &[
    ("seal_plan", Needs::Clinical, |desk, token, known| {
        let (client, record) = (known.client.clone(), known.plan.clone());
        let (answers, how, passphrase) = (Vec::new(), SignedHow::Typed, PASSPHRASE.into());
        desk.seal_plan(&request::SealPlan {
            token,
            client,
            record,
            rev: 1,
            answers,
            how,
            passphrase,
        })
        .map(drop)
    }),
    ("sign_plan", Needs::Clinical, |desk, token, known| {
        let text = String::new;
        let request = request::SignPlan {
            token,
            client: known.client.clone(),
            record: known.plan.clone(),
            role: SignerRole::Physician,
            name: text(),
            credential: text(),
            how: SignedHow::Typed,
            interpreter: text(),
            passphrase: PASSPHRASE.into(),
        };
        desk.sign_plan(&request).map(drop)
    }),
    ("certify_plan", Needs::Clinical, |desk, token, known| {
        let request = request::CertifyPlan {
            token,
            client: known.client.clone(),
            record: known.plan.clone(),
            certification: Certification::default(),
            how: SignedHow::Typed,
            passphrase: PASSPHRASE.into(),
        };
        desk.certify_plan(&request).map(drop)
    }),
];

fn letterhead(token: String) -> request::ChangeLetterhead {
    request::ChangeLetterhead {
        token,
        paper: request::Sheet::Letter,
        address: "1 Example Street".into(),
        phone: "555-0100".into(),
        licences: String::new(),
        footer: String::new(),
    }
}

fn of_plan(token: String, known: &Known) -> request::OfRecord {
    let (client, record) = (known.client.clone(), known.plan.clone());
    request::OfRecord { token, client, record, rev: 1 }
}

fn leaving(token: String, known: &Known) -> request::ExportPlan {
    request::ExportPlan { token, client: known.client.clone(), to: own_copy("Own copy") }
}

fn roster(token: String, known: &Known) -> request::OpenRoster {
    let (group, meeting) = (known.plan.clone(), known.plan.clone());
    request::OpenRoster { token, group, meeting, date: String::new() }
}

fn offer(token: String, known: &Known) -> request::AnswerOffer {
    let (client, record) = (known.client.clone(), known.plan.clone());
    request::AnswerOffer { token, client, record, rev: 1, key: "no/such".into(), take: true }
}

fn tick(token: String, known: &Known) -> request::TickAttendance {
    request::TickAttendance {
        token,
        client: known.client.clone(),
        group: Some(known.plan.clone()),
        session: known.plan.clone(),
        date: "2026-11-23".into(),
        attendance: None,
        minutes: None,
        reason: None,
    }
}
