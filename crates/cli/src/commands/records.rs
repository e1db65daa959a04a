//! `goldthread clients`, `client` and `intake set`.

use std::path::Path;

use clinic::view::{Basis, DisclosureRow, RemovedView, request};
use serde_json::json;

use super::{Done, documents, read_json, signed_in};
use crate::{
    arguments::{At, ClientCommand, IntakeCommand, OfClient},
    say::say,
};

const MOST_ROWS: u32 = 1_000_000;

pub(super) fn list(at: &At, find: &str, stage: &str, as_json: bool) -> Done {
    let found = signed_in(at, |session| Ok(session.clients_from(find, stage, 0, MOST_ROWS)))?;
    let lines: Vec<String> = found
        .rows
        .iter()
        .map(|row| format!("{:<10}{:<32}{:<14}{}", row.number, row.name, row.birth_date, row.stage))
        .collect();
    say(
        as_json,
        &json!({"clients": found.rows, "matching": found.matching, "total": found.total}),
        &lines,
    );
    Ok(())
}

pub(super) fn client(command: &ClientCommand, as_json: bool) -> Done {
    match command {
        ClientCommand::Add { at, from } => add(at, from, as_json),
        ClientCommand::Episode { of, answers } => episode(of, answers.as_deref(), as_json),
        ClientCommand::Readmit { of } => {
            let page = signed_in(&of.at, |session| {
                let client = session.client(&of.client)?;
                session.readmit_client(client)?;
                session.open_client(client)
            })?;
            let line = format!("Admitted {} again", page.band.number);
            say(as_json, &json!({"number": page.band.number}), &[line]);
            Ok(())
        }
        ClientCommand::Remove { of, reason } => {
            let removed = signed_in(&of.at, |session| {
                let (token, client) = (String::new(), of.client.clone());
                let reason = reason.clone();
                session.remove_client(&request::RemoveClient { token, client, reason })
            })?;
            say_removed(as_json, &removed);
            Ok(())
        }
        ClientCommand::Removed { at } => {
            say_removed(as_json, &signed_in(at, |session| session.open_removed())?);
            Ok(())
        }
        ClientCommand::Restore { of } => {
            let removed = signed_in(&of.at, |session| session.restore_client(&of.client))?;
            say_removed(as_json, &removed);
            Ok(())
        }
        ClientCommand::Purge { of, number } => purge(of, number, as_json),
        ClientCommand::Releases { of } => releases(of, as_json),
        ClientCommand::Disclosures { of } => {
            let list = signed_in(&of.at, |session| {
                let client = session.client(&of.client)?;
                session.open_disclosures(client)
            })?;
            let line = |row: &DisclosureRow| {
                let basis = if row.basis.is_empty() { "no basis recorded" } else { &row.basis };
                let DisclosureRow { at, what, recipient, purpose, by, .. } = row;
                format!("{at}  {what}, for {recipient}: {purpose}, {basis} ({by})")
            };
            let lines: Vec<String> = list.rows.iter().map(line).collect();
            say(as_json, &list, &lines);
            Ok(())
        }
    }
}

/// Who may be chosen for an export, and who may not and why.
fn releases(of: &OfClient, as_json: bool) -> Done {
    let view = signed_in(&of.at, |session| {
        let client = session.client(&of.client)?;
        session.release_choices(client)
    })?;
    let mut lines = vec![view.part2_why.clone()];
    for it in &view.consents {
        let row = match &it.basis {
            Basis::Consent { row } => row.as_str(),
            other => other.code(),
        };
        lines.push(format!("{row}  {}: {}, until {}", it.recipient, it.purpose, it.until));
    }
    let closed = view.closed.iter();
    lines.extend(closed.map(|it| format!("not {}: {} {}", it.recipient, it.why, it.remedy)));
    lines.extend(view.exceptions.iter().map(|it| format!("{}: {}", it.label, it.text)));
    say(as_json, &view, &lines);
    Ok(())
}

fn say_removed(as_json: bool, removed: &RemovedView) {
    let line = |row: &clinic::view::RemovedRow| {
        format!("{:<10}{:<32}can be purged from {} on", row.number, row.name, row.due)
    };
    let mut lines: Vec<String> = removed.rows.iter().map(line).collect();
    if lines.is_empty() {
        lines.push("No deleted client waits".to_owned());
    }
    say(as_json, removed, &lines);
}

fn purge(of: &OfClient, number: &str, as_json: bool) -> Done {
    let purged = signed_in(&of.at, |session| {
        let (token, client, number) = (String::new(), of.client.clone(), number.to_owned());
        session.purge_client(&request::PurgeClient { token, client, number })
    })?;
    let mut lines = vec![format!("{} records are gone", purged.records)];
    let older = purged.older_backups.iter();
    lines.extend(older.map(|backup| format!("still in the older backup {}", backup.file)));
    say(as_json, &purged, &lines);
    Ok(())
}

fn add(at: &At, from: &Path, as_json: bool) -> Done {
    let answers = read_json(from)?;
    let page = signed_in(at, |session| {
        let client = session.add_client_from(&answers)?;
        session.open_client(client)
    })?;
    let line = format!("Added {} as {}", page.band.name, page.band.number);
    say(as_json, &json!({"client": page.band.client, "number": page.band.number}), &[line]);
    Ok(())
}

/// Shows the episode under way, after answers that a file holds.
fn episode(of: &OfClient, answers: Option<&Path>, as_json: bool) -> Done {
    let answers = answers.map(read_json).transpose()?;
    let page = signed_in(&of.at, |session| {
        let client = session.client(&of.client)?;
        let mut page = session.open_episode(client)?;
        for (path, value) in answers.iter().filter_map(|it| it.as_object()).flatten() {
            page = session.answer_episode(&request::AnswerItem {
                token: String::new(),
                client: of.client.clone(),
                form: page.section.form,
                record: page.section.record,
                rev: page.section.rev,
                path: path.clone(),
                value: value.clone(),
            })?;
        }
        Ok(page)
    })?;
    let lines: Vec<String> =
        page.episodes.iter().map(|row| format!("{}  {}", row.began, row.stage)).collect();
    say(as_json, &page, &lines);
    Ok(())
}

pub(super) fn intake(command: &IntakeCommand, as_json: bool) -> Done {
    match command {
        IntakeCommand::Set { at, client, from } => set_intake(at, client, from, as_json),
        IntakeCommand::Pdf { of, form, blank: true, out, .. } => {
            documents::blank(of, form, out, as_json)
        }
        IntakeCommand::Pdf { of, form, out, leaves, .. } => {
            documents::intake(of, form, (out, leaves), as_json)
        }
    }
}

fn set_intake(at: &At, client: &str, from: &Path, as_json: bool) -> Done {
    let answers = read_json(from)?;
    let sections = signed_in(at, |session| {
        let client = session.client(client)?;
        session.set_intake(client, &answers)
    })?;
    let lines: Vec<String> = sections
        .iter()
        .map(|section| {
            let progress = section.progress;
            format!(
                "{:<20}{} of {}, {} still needed",
                section.title, progress.answered, progress.total, progress.missing
            )
        })
        .collect();
    let told: Vec<_> = sections
        .iter()
        .map(|section| {
            json!({
                "section": section.form, "rev": section.rev, "status": section.status,
                "answered": section.progress.answered, "missing": section.progress.missing,
                "issues": section.issues,
            })
        })
        .collect();
    say(as_json, &json!({ "sections": told }), &lines);
    Ok(())
}
