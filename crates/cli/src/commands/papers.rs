//! `goldthread attachment`: cards, IDs, orders, signed papers.

use clinic::{
    Paper,
    view::{AttachmentRow, AttachmentsPage, request},
};

use super::{Done, signed_in};
use crate::{
    arguments::{AttachmentCommand, OfClient},
    failure::Failure,
    say::say,
};

pub(super) fn run(command: &AttachmentCommand, as_json: bool) -> Done {
    let page = match command {
        AttachmentCommand::List { of } => signed_in(&of.at, |session| {
            let client = session.client(&of.client)?;
            session.open_attachments(client)
        })?,
        AttachmentCommand::Add { of, kind, date, note, files } => {
            let papers: Vec<Paper> = files.iter().map(|file| Paper::read(file)).collect();
            let asked = request::AddAttachments {
                token: String::new(),
                client: of.client.clone(),
                kind: *kind,
                date: date.clone(),
                note: note.clone(),
            };
            signed_in(&of.at, |session| session.add_attachments(&asked, papers))?
        }
        AttachmentCommand::Export { of, attachment, page, out, leaves } => {
            let to = leaves.ask()?;
            let written = signed_in(&of.at, |session| {
                let picture = session.attachment_picture(&request::ExportAttachment {
                    token: String::new(),
                    client: of.client.clone(),
                    attachment: attachment.clone(),
                    page: *page,
                    to,
                })?;
                session.write_document(out, &picture)
            })?;
            let mut lines = vec![format!("Wrote {}", out.display())];
            if !written.notice.is_empty() {
                lines.push(format!("Hand this notice on with it:\n{}", written.notice));
            }
            say(as_json, &written, &lines);
            return Ok(());
        }
        AttachmentCommand::Remove { of, attachment } => {
            signed_in(&of.at, |session| session.remove_attachment(&one(of, attachment)))?
        }
        AttachmentCommand::Restore { of, attachment } => {
            signed_in(&of.at, |session| session.restore_attachment(&one(of, attachment)))?
        }
        AttachmentCommand::Erase { of, attachment } => {
            signed_in(&of.at, |session| session.erase_attachment(&one(of, attachment)))?
        }
    };
    say_page(as_json, &page);
    if page.refused.is_empty() { Ok(()) } else { Err(Failure::FilesRefused) }
}

fn one(of: &OfClient, attachment: &str) -> request::OfAttachment {
    let (token, client) = (String::new(), of.client.clone());
    request::OfAttachment { token, client, attachment: attachment.to_owned() }
}

fn say_page(as_json: bool, page: &AttachmentsPage) {
    let line = |row: &AttachmentRow| {
        let away = if row.removed_at.is_some() { "  (put away)" } else { "" };
        let (id, date, label) = (&row.attachment, &row.date, &row.label);
        format!("{id}  {date}  {label}, {} pages  {}{away}", row.pages, row.note)
    };
    let mut lines: Vec<String> = page.rows.iter().chain(&page.removed).map(line).collect();
    lines.extend(page.refused.iter().map(|it| format!("not taken: {}: {}", it.file, it.why)));
    if lines.is_empty() {
        lines.push("Nothing is attached".to_owned());
    }
    say(as_json, page, &lines);
}
