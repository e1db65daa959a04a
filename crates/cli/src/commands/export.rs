//! `goldthread export`: tables for other programs.

use std::{fs, path::Path};

use clap::ValueEnum as _;
use clinic::{
    Error, Session,
    view::{
        TableView,
        request::{ExportAsk, ExportTable},
    },
};

use super::{Done, signed_in};
use crate::{
    arguments::{ExportCommand, TableName},
    failure::Failure,
    say::say,
};

pub(super) fn run(command: &ExportCommand, as_json: bool) -> Done {
    let ExportCommand::Csv { at, table, out, leaves, .. } = command;
    let to = leaves.ask()?;
    let views = match table {
        Some(table) => signed_in(at, |session| Ok(vec![one(session, *table, out, &to)?]))?,
        None => {
            fs::create_dir_all(out).map_err(|error| Failure::unreadable(out, &error))?;
            signed_in(at, |session| every(session, out, &to))?
        }
    };
    let lines: Vec<String> = views.iter().flat_map(told).collect();
    match views.as_slice() {
        [view] => say(as_json, view, &lines),
        views => say(as_json, &views, &lines),
    }
    let is_whole = views.iter().all(|view| view.refused.is_empty());
    if is_whole { Ok(()) } else { Err(Failure::RowsRefused) }
}

fn every(session: &mut Session, folder: &Path, to: &ExportAsk) -> Result<Vec<TableView>, Error> {
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
) -> Result<TableView, Error> {
    let request = ExportTable { token: String::new(), table: table.into(), to: to.clone() };
    let file = session.table_file(&request)?;
    session.write_table(out, &file)
}

/// What became of a table, in lines.
fn told(view: &TableView) -> Vec<String> {
    let mut lines = vec![if view.file.is_empty() {
        "Nothing to write: no file was made".to_owned()
    } else {
        format!("Wrote {}: {} rows about {} people", view.file, view.rows, view.people)
    }];
    if !view.notice.is_empty() {
        lines.push("A notice has to go with it:".to_owned());
        lines.extend(view.notice.lines().map(|line| format!("  {line}")));
    }
    lines.extend(view.refused.iter().map(|it| {
        let detail = if it.detail.is_empty() { it.code.text() } else { &it.detail };
        format!("Not in it: {} {}: {detail}", it.number, it.name)
    }));
    lines
}
