//! `goldthread plan`: writing, checking, sealing, signing, comparing and printing plans.

use clinic::{
    Code, Error, Session,
    view::{Level, PlanPage, SignedHow, SignerRole, request},
};
use serde_json::json;

use super::{Done, documents, prefill, read_text, review, signed_in, signing};
use crate::{
    arguments::{PlanCommand, SignAs, Way},
    failure::Failure,
    say::say,
};

type Kept<T> = Result<T, Error>;

pub(super) fn run(command: &PlanCommand, as_json: bool) -> Done {
    match command {
        PlanCommand::Set { at, client, from } => {
            let text = read_text(from)?;
            let page = signed_in(at, |session| {
                let client = session.client(client)?;
                session.set_plan(client, &text)
            })?;
            let mut lines = vec![format!("Plan saved, revision {}", page.rev)];
            lines.extend(page.findings.iter().map(|finding| format!("  {}", finding.message)));
            say(as_json, &json!({"rev": page.rev, "findings": page.findings}), &lines);
        }
        PlanCommand::Show { of, version } => {
            let page = signed_in(&of.at, |session| version_of(session, &of.client, *version))?;
            let text = serde_json::to_string_pretty(&page.plan).unwrap_or_default();
            say(as_json, &page, &[text]);
        }
        PlanCommand::Check { of } => {
            let page = signed_in(&of.at, |session| newest(session, &of.client))?;
            say(as_json, &page.findings, &findings(&page));
        }
        PlanCommand::Coverage { of } => {
            let page = signed_in(&of.at, |session| newest(session, &of.client))?;
            say(as_json, &page.coverage, &coverage(&page));
        }
        PlanCommand::Pdf { .. }
        | PlanCommand::ClientCopy { .. }
        | PlanCommand::Safety { .. }
        | PlanCommand::Intake { .. }
        | PlanCommand::Blank { .. }
        | PlanCommand::Tracer { .. } => documents::run(command, as_json)?,
        PlanCommand::Review(command) => review::run(command, as_json)?,
        PlanCommand::Summary(command) => review::summary(command, as_json)?,
        PlanCommand::Offers { .. }
        | PlanCommand::Take { .. }
        | PlanCommand::Pick { .. }
        | PlanCommand::Insert { .. } => prefill::run(command, as_json)?,
        other => return versions(other, as_json),
    }
    Ok(())
}

/// What makes, signs and compares versions.
fn versions(command: &PlanCommand, as_json: bool) -> Done {
    match command {
        PlanCommand::Seal { of, answers } => {
            let answers = answers.as_deref().map(read_text).transpose()?;
            let page = signing(&of.at, |session| seal(session, &of.client, answers.as_deref()))?;
            standing(as_json, &page);
        }
        PlanCommand::Sign { of, .. } => {
            let strokes = strokes_of(command)?;
            let page = signing(&of.at, |session| sign(session, command, strokes))?;
            standing(as_json, &page);
        }
        PlanCommand::Amend { of } => {
            let page = signed_in(&of.at, |session| {
                let client = session.client(&of.client)?;
                session.amend_plan(client)
            })?;
            standing(as_json, &page);
        }
        PlanCommand::Discard { of } => {
            let page = signed_in(&of.at, |session| {
                let page = newest(session, &of.client)?;
                session.discard_amendment(&review::of_record(&of.client, &page.record, page.rev))
            })?;
            standing(as_json, &page);
        }
        PlanCommand::Versions { of } => {
            let page = signed_in(&of.at, |session| newest(session, &of.client))?;
            say(as_json, &page.versions, &version_lines(&page));
        }
        other => return comparing(other, as_json),
    }
    Ok(())
}

/// What compares versions, and a physician's certification.
fn comparing(command: &PlanCommand, as_json: bool) -> Done {
    match command {
        PlanCommand::Diff { of, from, to } => {
            let view = signed_in(&of.at, |session| compare(session, &of.client, *from, *to))?;
            let mut lines = Vec::new();
            for section in &view.sections {
                lines.push(section.section.clone());
                for change in &section.changes {
                    let place = [change.entry.as_str(), change.field.as_str()];
                    let place: Vec<&str> = place.into_iter().filter(|it| !it.is_empty()).collect();
                    lines.push(format!(
                        "  {}: {} -> {}",
                        place.join(", "),
                        change.before,
                        change.after
                    ));
                }
            }
            say(as_json, &view, &lines);
        }
        PlanCommand::Certify { of, confirm_all, response, remaining_risk, discharge_goals } => {
            let page = signing(&of.at, |session| {
                let client = session.client(&of.client)?;
                let page = session.open_reviews(client)?;
                let view = page.certification.ok_or(Code::NoSuchRecord)?;
                let mut form = view.form;
                form.conditions.iter_mut().for_each(|it| it.confirmed = *confirm_all);
                form.response.clone_from(response);
                form.remaining_risk.clone_from(remaining_risk);
                form.discharge_goals.clone_from(discharge_goals);
                session.certify_plan(&request::CertifyPlan {
                    token: String::new(),
                    client: of.client.clone(),
                    record: view.plan,
                    certification: form,
                    how: SignedHow::Typed,
                    passphrase: String::new(),
                })
            })?;
            let words = page.certification.as_ref().map(|it| it.words.clone()).unwrap_or_default();
            say(as_json, &page.certification, &[words]);
        }
        _ => {}
    }
    Ok(())
}

pub(super) fn newest(session: &mut Session, client: &str) -> Kept<PlanPage> {
    let client = session.client(client)?;
    session.open_plan(client)
}

pub(super) fn version_of(
    session: &mut Session,
    client: &str,
    version: Option<u32>,
) -> Kept<PlanPage> {
    let page = newest(session, client)?;
    let Some(version) = version else { return Ok(page) };
    let known = page.versions.iter().find(|it| it.version == version);
    let record = known.ok_or(Code::NoSuchRecord)?.record.clone();
    let (token, client) = (String::new(), client.to_owned());
    session.open_plan_version(&request::OpenPlanVersion { token, client, record })
}

fn compare(
    session: &mut Session,
    client: &str,
    from: u32,
    to: u32,
) -> Kept<clinic::view::DifferenceView> {
    let before = version_of(session, client, Some(from))?.record;
    let after = version_of(session, client, Some(to))?.record;
    let (token, client) = (String::new(), client.to_owned());
    session.compare_plans(&request::ComparePlans { token, client, before, after })
}

fn seal(session: &mut Session, client: &str, answers: Option<&str>) -> Kept<PlanPage> {
    let page = newest(session, client)?;
    let answers = match answers {
        Some(text) => serde_json::from_str(text).map_err(|_| Code::BadValue)?,
        None => Vec::new(),
    };
    session.seal_plan(&request::SealPlan {
        token: String::new(),
        client: client.to_owned(),
        record: page.record,
        rev: page.rev,
        answers,
        how: SignedHow::Typed,
        passphrase: String::new(),
    })
}

/// The strokes of a drawn signature, from their file.
fn strokes_of(command: &PlanCommand) -> Result<String, Failure> {
    let PlanCommand::Sign { strokes: Some(path), .. } = command else { return Ok(String::new()) };
    Ok(read_text(path)?.trim().to_owned())
}

fn sign(session: &mut Session, command: &PlanCommand, strokes: String) -> Kept<PlanPage> {
    let PlanCommand::Sign {
        of,
        role,
        way,
        name,
        credential,
        date,
        witness,
        scan,
        reason,
        interpreter,
        ..
    } = command
    else {
        return Err(Code::BadRequest.into());
    };
    let page = newest(session, &of.client)?;
    // A draft of an amendment is signed by nobody: the version before it is meant.
    let sealed = page.versions.iter().find(|it| it.sealed_at.is_some()).ok_or(Code::PlanDraft)?;
    let scan = scan.as_ref().map(|id| id.parse().map_err(|_| Code::BadRequest)).transpose()?;
    session.sign_plan(&request::SignPlan {
        token: String::new(),
        client: of.client.clone(),
        record: sealed.record.clone(),
        role: match role {
            SignAs::Client => SignerRole::Client,
            SignAs::Guardian => SignerRole::Guardian,
            SignAs::Therapist => SignerRole::Therapist,
            SignAs::Supervisor => SignerRole::Supervisor,
            SignAs::Physician => SignerRole::Physician,
        },
        name: name.clone(),
        credential: credential.clone(),
        how: match way {
            Way::Typed => SignedHow::Typed,
            Way::Drawn => SignedHow::Drawn { strokes },
            Way::OnPaper => {
                SignedHow::OnPaper { date: date.clone(), witness: witness.clone(), scan }
            }
            Way::Declined => SignedHow::Declined { reason: reason.clone() },
        },
        interpreter: interpreter.clone(),
        passphrase: String::new(),
    })
}

fn standing(as_json: bool, page: &PlanPage) {
    let own = page.versions.iter().find(|it| it.record == page.record);
    let words = own.map(|it| it.words.clone()).unwrap_or_default();
    let told = json!({
        "version": page.version,
        "standing": page.standing,
        "words": words,
        "signing": page.signing,
        "sealed": page.sealed,
    });
    say(as_json, &told, &[format!("Version {}: {words}", page.version)]);
}

fn version_lines(page: &PlanPage) -> Vec<String> {
    page.versions
        .iter()
        .map(|it| format!("Version {}: {}  {}", it.version, it.words, it.hash))
        .collect()
}

fn findings(page: &PlanPage) -> Vec<String> {
    if page.findings.is_empty() {
        return vec!["The configured rules found nothing.".to_owned()];
    }
    let level = |it: &clinic::view::Finding| match it.level {
        Level::Blocks => "blocks",
        Level::Warns => "warns ",
        Level::Hint => "hint  ",
    };
    let line = |it: &clinic::view::Finding| {
        format!("{}  {}  {}  ({})", level(it), it.path, it.message, it.source)
    };
    page.findings.iter().map(line).collect()
}

fn coverage(page: &PlanPage) -> Vec<String> {
    let line = |row: &clinic::view::CoverageRow| {
        let cells = [&row.need, &row.problem, &row.objective, &row.intervention, &row.sessions];
        let words: Vec<&str> = cells
            .iter()
            .map(|it| if it.text.is_empty() { "-" } else { it.text.as_str() })
            .collect();
        let gaps: String = row.gaps.iter().map(|gap| format!("   [{gap:?}]")).collect();
        format!("{}{gaps}", words.join(" > "))
    };
    page.coverage.iter().map(line).collect()
}
