//! `goldthread plan review`, `plan summary` and `due`.

use std::path::Path;

use clinic::{
    Code, Error, Session,
    view::{Edit, ReviewsPage, request},
};
use serde_json::Value;

use super::{Done, documents, read_json, signed_in};
use crate::{
    arguments::{At, OfClient, ReviewCommand, SummaryCommand},
    failure::Failure,
    say::say,
};

type Kept<T> = Result<T, Error>;

pub(super) fn run(command: &ReviewCommand, as_json: bool) -> Done {
    let page = match command {
        ReviewCommand::Show { of } => on_client(of, Session::open_reviews)?,
        ReviewCommand::Begin { of } => on_client(of, Session::begin_review)?,
        ReviewCommand::Set { of, from } => {
            let edits = edits(from)?;
            signed_in(&of.at, |session| {
                let draft = opened(session, of)?.draft.ok_or(Code::NoSuchRecord)?;
                session.edit_review(&editing(&of.client, draft.record, draft.rev, edits))
            })?
        }
        ReviewCommand::Finish { of } => signed_in(&of.at, |session| {
            let draft = opened(session, of)?.draft.ok_or(Code::NoSuchRecord)?;
            session.finish_review(&of_record(&of.client, &draft.record, draft.rev))
        })?,
        ReviewCommand::Discard { of } => signed_in(&of.at, |session| {
            let draft = opened(session, of)?.draft.ok_or(Code::NoSuchRecord)?;
            session.discard_review(&of_record(&of.client, &draft.record, draft.rev))
        })?,
    };
    let mut lines = vec![match page.in_force.as_str() {
        "" => "No version of the plan is in force.".to_owned(),
        words => format!("{words}. Next review: {}", page.due),
    }];
    if let Some(draft) = &page.draft {
        lines.push(format!("A review is being written, revision {}", draft.rev));
        lines.extend(draft.lacks.iter().map(|lack| format!("  {}: {}", lack.path, lack.message)));
    }
    lines.extend(page.past.iter().map(|it| format!("{}: {}, {}", it.on, it.decision, it.by)));
    say(as_json, &page, &lines);
    Ok(())
}

pub(super) fn summary(command: &SummaryCommand, as_json: bool) -> Done {
    let page = match command {
        SummaryCommand::Begin { of } => on_client(of, Session::begin_summary)?,
        SummaryCommand::Set { of, from } => {
            let edits = edits(from)?;
            signed_in(&of.at, |session| {
                let draft = opened(session, of)?.summary.ok_or(Code::NoSuchRecord)?;
                session.edit_summary(&editing(&of.client, draft.record, draft.rev, edits))
            })?
        }
        SummaryCommand::Finish { of } => signed_in(&of.at, |session| {
            let draft = opened(session, of)?.summary.ok_or(Code::NoSuchRecord)?;
            session.finish_summary(&of_record(&of.client, &draft.record, draft.rev))
        })?,
        SummaryCommand::Pdf { of, out, leaves } => {
            return documents::summary(of, out, leaves, as_json);
        }
    };
    let mut lines = Vec::new();
    if let Some(draft) = &page.summary {
        lines.push(format!("A summary is being written, revision {}", draft.rev));
        lines.extend(draft.lacks.iter().map(|lack| format!("  {}: {}", lack.path, lack.message)));
    }
    lines.extend(page.summaries.iter().map(|it| format!("Finished: {}, {}", it.on, it.by)));
    say(as_json, &page, &lines);
    Ok(())
}

/// What is due across clients.
pub(super) fn due(at: &At, as_json: bool) -> Done {
    let board = signed_in(at, |session| session.open_due_board())?;
    let line = |row: &clinic::view::BoardRow| {
        let late = if row.late_days > 0 {
            format!(", {} days late", row.late_days)
        } else {
            String::new()
        };
        let mine = if row.mine { "* " } else { "  " };
        format!("{mine}{}  {}  {}  {}{late}", row.number, row.name, row.what, row.on)
    };
    let mut lines: Vec<String> = board.rows.iter().map(line).collect();
    if lines.is_empty() {
        lines.push("Nothing is due.".to_owned());
    }
    say(as_json, &board, &lines);
    Ok(())
}

fn on_client(
    of: &OfClient,
    work: impl FnOnce(&mut Session, clinic::Id) -> Kept<ReviewsPage>,
) -> Result<ReviewsPage, Failure> {
    signed_in(&of.at, |session| {
        let client = session.client(&of.client)?;
        work(session, client)
    })
}

fn opened(session: &mut Session, of: &OfClient) -> Kept<ReviewsPage> {
    let client = session.client(&of.client)?;
    session.open_reviews(client)
}

/// Values by path as edits.
pub(super) fn edits(from: &Path) -> Result<Vec<Edit>, Failure> {
    let Value::Object(values) = read_json(from)? else {
        return Err(Error::from(Code::BadValue).into());
    };
    Ok(values.into_iter().map(|(path, value)| Edit::Set { path, value }).collect())
}

fn editing(client: &str, record: String, rev: u32, edits: Vec<Edit>) -> request::EditPlan {
    request::EditPlan { token: String::new(), client: client.to_owned(), record, rev, edits }
}

pub(super) fn of_record(client: &str, record: &str, rev: u32) -> request::OfRecord {
    let (token, client, record) = (String::new(), client.to_owned(), record.to_owned());
    request::OfRecord { token, client, record, rev }
}
