//! `goldthread library`: what plans start from, and a clinic's own areas.

use clinic::view::{LibraryAreaRow, LibraryHitRow, LibraryView, request};

use super::{Done, read_text, signed_in};
use crate::{arguments::LibraryCommand, say::say};

pub(super) fn run(command: &LibraryCommand, as_json: bool) -> Done {
    match command {
        LibraryCommand::List { at, client } => {
            let view = signed_in(at, |session| session.open_library(&asked(client, "", "")))?;
            areas(as_json, &view);
        }
        LibraryCommand::Search { words, at } => {
            let view = signed_in(at, |session| session.open_library(&asked("", "", words)))?;
            hits(as_json, &view);
        }
        LibraryCommand::Show { area, at } => {
            let view = signed_in(at, |session| session.open_library(&asked("", area, "")))?;
            hits(as_json, &view);
        }
        LibraryCommand::Add { area, at } => {
            let text = read_text(area)?;
            let file = area.file_name().map(|name| name.to_string_lossy().into_owned());
            let file = file.unwrap_or_default();
            let view = signed_in(at, |session| session.add_library_area(&file, &text))?;
            areas(as_json, &view);
        }
        LibraryCommand::Retire { area, at, back } => {
            let view = signed_in(at, |session| {
                let (token, area) = (String::new(), area.clone());
                session.retire_library_area(&request::RetireArea { token, area, retired: !back })
            })?;
            areas(as_json, &view);
        }
    }
    Ok(())
}

fn asked(client: &str, area: &str, find: &str) -> request::OpenLibrary {
    let (client, area, find) = (client.to_owned(), area.to_owned(), find.to_owned());
    request::OpenLibrary { token: String::new(), client, area, find }
}

fn areas(as_json: bool, view: &LibraryView) {
    let line = |row: &LibraryAreaRow, retired: bool| {
        let mut told = Vec::new();
        told.extend(row.offered.then_some("a score brings it up"));
        told.extend(row.own.then_some("the clinic's own"));
        told.extend((!row.fits).then_some("for another program"));
        told.extend(retired.then_some("not offered any more"));
        let told = if told.is_empty() { String::new() } else { format!("  ({})", told.join(", ")) };
        format!("{:<30}{:<8}{}{told}", row.id, row.version, row.name)
    };
    let offered = view.areas.iter().map(|row| line(row, false));
    let lines: Vec<String> =
        offered.chain(view.retired.iter().map(|row| line(row, true))).collect();
    say(as_json, view, &lines);
}

/// An entry as `plan insert` takes it, with the words for staff and for the client.
fn hits(as_json: bool, view: &LibraryView) {
    let line = |row: &LibraryHitRow| {
        let place = row.entry.as_ref().map(|entry| format!("{}/{entry}", row.area));
        let part = format!("{:?}", row.part).to_lowercase();
        let place = place.unwrap_or_else(|| row.area.clone());
        format!("{part:<13}{place}\n             {}\n             {}", row.text, row.client)
    };
    let lines: Vec<String> = view.hits.iter().map(line).collect();
    let nothing = vec!["Nothing with these words. Try fewer or other ones.".to_owned()];
    say(as_json, &view.hits, if lines.is_empty() { &nothing } else { &lines });
}
