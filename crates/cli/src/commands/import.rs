//! `goldthread import`: what comes from other programs.

use std::{fs, path::Path};

use clinic::{
    Error, LARGEST_LIST, Session,
    view::{ClientListView, ListRow},
};

use super::{Done, signed_in};
use crate::{arguments::ImportCommand, failure::Failure, say::say};

pub(super) fn run(command: &ImportCommand, as_json: bool) -> Done {
    let ImportCommand::Csv { at, from, column, dry_run } = command;
    let unreadable = |error: std::io::Error| Failure::unreadable(from, &error);
    if fs::metadata(from).map_err(unreadable)?.len() > LARGEST_LIST {
        return Err(Error::from(clinic::Code::TooLong).into());
    }
    let bytes = fs::read(from).map_err(unreadable)?;
    let (view, added) = signed_in(at, |session| {
        let view = looked_at(session, from, &bytes, column)?;
        if *dry_run {
            return Ok((view, None));
        }
        let columns: Vec<String> = view.columns.iter().map(|it| it.item.clone()).collect();
        let added = session.add_client_list(&columns)?;
        Ok((view, Some(added)))
    })?;
    let mut lines: Vec<String> = view
        .columns
        .iter()
        .map(|it| format!("{:<24} {}", it.head, if it.item.is_empty() { "-" } else { &it.item }))
        .collect();
    let told = |what: &str, it: &ListRow| format!("Line {} {}: {what}{}", it.line, it.name, it.why);
    lines.extend(view.wrong.iter().map(|it| told("", it)));
    lines.extend(view.known.iter().map(|it| told("left out. ", it)));
    lines.push(match &added {
        Some(added) => format!("Added {} clients; {} rows left out", added.added, added.left),
        None => format!("{} of {} rows would be added", view.ready, view.rows),
    });
    match &added {
        Some(added) => say(as_json, added, &lines),
        None => say(as_json, &view, &lines),
    }
    Ok(())
}

/// The list with the columns that were named, the others as they were guessed.
fn looked_at(
    session: &mut Session,
    from: &Path,
    bytes: &[u8],
    named: &[(String, String)],
) -> Result<ClientListView, Error> {
    let file = from.file_name().map(|name| name.to_string_lossy().into_owned());
    let view = session.take_client_list(&file.unwrap_or_default(), bytes)?;
    if named.is_empty() {
        return Ok(view);
    }
    let mut columns: Vec<String> = view.columns.iter().map(|it| it.item.clone()).collect();
    for (head, item) in named {
        let at = view.columns.iter().position(|it| it.head == *head);
        let at = at.ok_or(clinic::Code::BadValue)?;
        for other in &mut columns {
            if other == item {
                other.clear();
            }
        }
        columns[at].clone_from(item);
    }
    session.map_client_list(&columns)
}
