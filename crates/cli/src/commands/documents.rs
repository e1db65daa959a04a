//! `goldthread plan pdf` and the other papers about a client: set, released, written.

use std::{fs, path::Path};

use clinic::{
    Error, Session,
    view::{
        BatchView, Exported,
        request::{BatchPaper, ExportAsk, PrintForms, Printed},
    },
};

use super::{Done, plan::version_of, signed_in};
use crate::{
    arguments::{At, Leaves, OfClient, PlanCommand},
    failure::Failure,
    say::say,
};

pub(super) fn run(command: &PlanCommand, as_json: bool) -> Done {
    match command {
        PlanCommand::Pdf { at, all: true, out, leaves, .. } => {
            batch(at, out, BatchPaper::Plan, leaves, as_json)
        }
        PlanCommand::ClientCopy { at, all: true, out, leaves, .. } => {
            batch(at, out, BatchPaper::ClientCopy, leaves, as_json)
        }
        PlanCommand::Pdf { at, client, version, out, leaves, .. } => {
            let client = client.clone().unwrap_or_default();
            let which = |session: &mut Session| {
                Ok(Printed::Plan { record: record_of(session, &client, *version)? })
            };
            write(at, &client, (out, leaves), as_json, which)
        }
        PlanCommand::ClientCopy { at, client, version, lang, out, leaves, .. } => {
            let client = client.clone().unwrap_or_default();
            let which = |session: &mut Session| {
                let record = record_of(session, &client, *version)?;
                Ok(Printed::ClientCopy { record, language: lang.clone() })
            };
            write(at, &client, (out, leaves), as_json, which)
        }
        PlanCommand::Safety { of, out, leaves } => safety(of, out, leaves, as_json),
        PlanCommand::Tracer { of, out, leaves } => {
            write(&of.at, &of.client, (out, leaves), as_json, |_| Ok(Printed::Tracer))
        }
        PlanCommand::Intake { of, form, out, leaves } => intake(of, form, (out, leaves), as_json),
        PlanCommand::Blank { of, form, out } => blank(of, form, out, as_json),
        _ => Ok(()),
    }
}

/// Writes the safety plan.
pub(super) fn safety(of: &OfClient, out: &Path, leaves: &Leaves, as_json: bool) -> Done {
    write(&of.at, &of.client, (out, leaves), as_json, |_| Ok(Printed::SafetyPlan))
}

/// Writes the newest summary.
pub(super) fn summary(of: &OfClient, out: &Path, leaves: &Leaves, as_json: bool) -> Done {
    write(&of.at, &of.client, (out, leaves), as_json, |_| Ok(Printed::Summary))
}

/// Writes the intake as it was answered.
pub(super) fn intake(of: &OfClient, form: &str, to: (&Path, &Leaves), as_json: bool) -> Done {
    write(&of.at, &of.client, to, as_json, |_| Ok(Printed::Intake { form: form.to_owned() }))
}

/// Writes the intake or a form of it, to be written on.
pub(super) fn blank(of: &OfClient, form: &str, out: &Path, as_json: bool) -> Done {
    let (client, form) = (of.client.clone(), form.to_owned());
    let written = signed_in(&of.at, |session| {
        let (token, blank, to) = (String::new(), true, None);
        let pdf = session.intake_pdf(&PrintForms { token, client, form, blank, to })?;
        session.write_document(out, &pdf)
    })?;
    wrote(as_json, out, &written);
    Ok(())
}

/// The id of a version; empty for a plan that nothing was written in yet.
fn record_of(session: &mut Session, client: &str, version: Option<u32>) -> Result<String, Error> {
    let page = version_of(session, client, version)?;
    Ok(page.saved_at.map(|_| page.record).unwrap_or_default())
}

fn write(
    at: &At,
    client: &str,
    (out, leaves): (&Path, &Leaves),
    as_json: bool,
    which: impl FnOnce(&mut Session) -> Result<Printed, Error>,
) -> Done {
    let to = leaves.ask()?;
    let written = signed_in(at, |session| {
        let document = which(session)?;
        let pdf = session.document_pdf(client, &document, to)?;
        session.write_document(out, &pdf)
    })?;
    wrote(as_json, out, &written);
    Ok(())
}

/// Says where the document lies, how long it is, and what of it could not be set.
fn wrote(as_json: bool, out: &Path, written: &Exported) {
    let mut lines = vec![format!("Wrote {} ({} pages)", out.display(), written.pages)];
    if !written.unset.is_empty() {
        lines.push(format!("No font here has: {}", written.unset.join(" ")));
    }
    say(as_json, written, &lines);
}

/// Writes a document of everybody in care to a folder, which is made if it is not there.
fn batch(at: &At, out: &Path, paper: BatchPaper, leaves: &Leaves, as_json: bool) -> Done {
    let to = leaves.ask()?;
    fs::create_dir_all(out).map_err(|error| Failure::unreadable(out, &error))?;
    let view = signed_in(at, |session| all(session, out, paper, &to))?;
    let what = if paper == BatchPaper::Plan { "plans" } else { "client copies" };
    let mut lines = vec![format!("Wrote {} {what} to {}", view.written, out.display())];
    if view.without > 0 {
        lines.push(format!("{} people have no plan yet", view.without));
    }
    if view.unset > 0 {
        lines.push(format!("{} hold characters that no font here has", view.unset));
    }
    lines.extend(view.refused.iter().map(|it| {
        let detail = if it.detail.is_empty() { it.code.text() } else { &it.detail };
        format!("Not written: {} {}: {detail}", it.number, it.name)
    }));
    if view.left > 0 {
        lines.push(format!("{} were not begun", view.left));
    }
    say(as_json, &view, &lines);
    if view.refused.is_empty() { Ok(()) } else { Err(Failure::PlansRefused) }
}

fn all(
    session: &mut Session,
    out: &Path,
    paper: BatchPaper,
    to: &ExportAsk,
) -> Result<BatchView, Error> {
    let mut batch = session.begin_batch(out, &[], paper, to)?;
    loop {
        if let Some(view) = session.write_next(&mut batch)? {
            return Ok(view);
        }
    }
}
