//! `goldthread export`: tables and records for other programs.

use std::{fs, path::Path};

use clap::ValueEnum as _;
use clinic::{
    Error, Session,
    view::{
        BatchRefused, PeopleFileView,
        request::{ExportAsk, ExportFhir, ExportTable},
    },
};

use super::{Done, signed_in};
use crate::{
    arguments::{At, ExportCommand, TableName},
    failure::Failure,
    say::say,
};

pub(super) fn run(command: &ExportCommand, as_json: bool) -> Done {
    match command {
        ExportCommand::Csv { at, table, out, leaves, .. } => {
            csv(at, *table, out, &leaves.ask()?, as_json)
        }
        ExportCommand::Fhir { at, client, out, leaves } => {
            fhir(at, client, out, leaves.ask()?, as_json)
        }
        ExportCommand::All { at, out, leaves } => all(at, out, &leaves.ask()?, as_json),
    }
}

/// Records as a FHIR bundle.
fn fhir(at: &At, clients: &[String], out: &Path, to: ExportAsk, as_json: bool) -> Done {
    let request = ExportFhir { token: String::new(), clients: clients.to_vec(), to };
    let view = signed_in(at, |session| {
        let file = session.fhir_file(&request)?;
        session.write_people_file(out, &file)
    })?;
    say(as_json, &view, &told(&view, "resources"));
    if view.refused.is_empty() { Ok(()) } else { Err(Failure::RowsRefused) }
}

/// Everything on record, to a folder.
fn all(at: &At, out: &Path, to: &ExportAsk, as_json: bool) -> Done {
    fs::create_dir_all(out).map_err(|error| Failure::unreadable(out, &error))?;
    let view = signed_in(at, |session| {
        let mut all = session.begin_everything(out, to)?;
        loop {
            if let Some(view) = session.write_some(&mut all)? {
                return Ok(view);
            }
        }
    })?;
    let mut lines =
        vec![format!("Wrote {}: everything on record about {} people", view.folder, view.written)];
    lines.extend(view.refused.iter().map(left_out));
    say(as_json, &view, &lines);
    if view.refused.is_empty() && view.left == 0 { Ok(()) } else { Err(Failure::RowsRefused) }
}

fn csv(at: &At, table: Option<TableName>, out: &Path, to: &ExportAsk, as_json: bool) -> Done {
    let views = match table {
        Some(table) => signed_in(at, |session| Ok(vec![one(session, table, out, to)?]))?,
        None => {
            fs::create_dir_all(out).map_err(|error| Failure::unreadable(out, &error))?;
            signed_in(at, |session| every(session, out, to))?
        }
    };
    let lines: Vec<String> = views.iter().flat_map(|view| told(view, "rows")).collect();
    match views.as_slice() {
        [view] => say(as_json, view, &lines),
        views => say(as_json, &views, &lines),
    }
    let is_whole = views.iter().all(|view| view.refused.is_empty());
    if is_whole { Ok(()) } else { Err(Failure::RowsRefused) }
}

fn every(
    session: &mut Session,
    folder: &Path,
    to: &ExportAsk,
) -> Result<Vec<PeopleFileView>, Error> {
    let tables = TableName::value_variants().iter();
    let written = tables.map(|table| {
        let name = table.to_possible_value().map(|it| it.get_name().to_owned());
        let file = folder.join(name.unwrap_or_default()).with_extension("csv");
        one(session, *table, &file, to)
    });
    written.collect()
}

fn one(
    session: &mut Session,
    table: TableName,
    out: &Path,
    to: &ExportAsk,
) -> Result<PeopleFileView, Error> {
    let request = ExportTable { token: String::new(), table: table.into(), to: to.clone() };
    let file = session.table_file(&request)?;
    session.write_people_file(out, &file)
}

/// What became of a file, in lines.
fn told(view: &PeopleFileView, parts: &str) -> Vec<String> {
    let mut lines = vec![if view.file.is_empty() {
        "Nothing to write: no file was made".to_owned()
    } else {
        format!("Wrote {}: {} {parts} about {} people", view.file, view.rows, view.people)
    }];
    if !view.notice.is_empty() {
        lines.push("A notice has to go with it:".to_owned());
        lines.extend(view.notice.lines().map(|line| format!("  {line}")));
    }
    lines.extend(view.refused.iter().map(left_out));
    lines
}

fn left_out(it: &BatchRefused) -> String {
    let detail = if it.detail.is_empty() { it.code.text() } else { &it.detail };
    format!("Not in it: {} {}: {detail}", it.number, it.name)
}
