//! `goldthread clients`, `client add` and `intake set`.

use serde_json::json;

use super::{Done, read_json, signed_in};
use crate::{
    arguments::{At, ClientCommand, IntakeCommand},
    say::say,
};

const MOST_ROWS: u32 = 1_000_000;

pub(super) fn list(at: &At, find: &str, as_json: bool) -> Done {
    let found = signed_in(at, |session| Ok(session.find_clients(find, MOST_ROWS)))?;
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

pub(super) fn add(command: &ClientCommand, as_json: bool) -> Done {
    let ClientCommand::Add { at, from } = command;
    let answers = read_json(from)?;
    let page = signed_in(at, |session| {
        let client = session.add_client_from(&answers)?;
        session.open_client(client)
    })?;
    let line = format!("Added {} as {}", page.band.name, page.band.number);
    say(as_json, &json!({"client": page.band.client, "number": page.band.number}), &[line]);
    Ok(())
}

pub(super) fn intake(command: &IntakeCommand, as_json: bool) -> Done {
    let IntakeCommand::Set { at, client, from } = command;
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
