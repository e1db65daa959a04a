//! `goldthread audit`.

use clinic::{
    Error, Session,
    view::{AuditRow, request},
};
use serde_json::json;

use super::{Done, people::user, signed_in};
use crate::{
    arguments::{AuditCommand, AuditFind, Format},
    failure::Failure,
    say::say,
};

pub(super) fn run(command: &AuditCommand, as_json: bool) -> Done {
    match command {
        AuditCommand::Verify { at } => {
            let (entries, fault) = signed_in(at, |session| session.verify_audit())?;
            let value = json!({"entries": entries, "fault": fault});
            if let Some(fault) = &fault {
                say(as_json, &value, &[format!("{entries} entries are whole")]);
                return Err(Failure::AuditFault {
                    chain: fault.chain,
                    n: fault.n,
                    why: fault.why.clone(),
                });
            }
            say(as_json, &value, &[format!("{entries} entries, every one of them whole")]);
            Ok(())
        }
        AuditCommand::List { at, find, limit } => {
            let page = signed_in(at, |session| {
                let find = found(session, find, *limit)?;
                session.open_audit(&find)
            })?;
            let mut lines: Vec<String> = page.rows.iter().map(line).collect();
            lines.push(format!("{} of {} entries", page.matching, page.total));
            say(as_json, &page, &lines);
            Ok(())
        }
        AuditCommand::Export { .. } => export(command, as_json),
    }
}

fn export(command: &AuditCommand, as_json: bool) -> Done {
    let AuditCommand::Export { at, find, out, format, recipient, purpose } = command else {
        return Ok(());
    };
    let written = signed_in(at, |session| {
        let find = found(session, find, 0)?;
        let file = session.audit_file(&request::ExportAudit {
            token: String::new(),
            who: find.who,
            what: find.what,
            client: find.client,
            from: find.from,
            to: find.to,
            format: match format {
                Format::Csv => request::AuditFormat::Csv,
                Format::Pdf => request::AuditFormat::Pdf,
            },
            recipient: recipient.clone(),
            purpose: purpose.clone(),
        })?;
        session.write_document(out, &file)
    })?;
    say(as_json, &written, &[format!("Wrote {}", out.display())]);
    Ok(())
}

/// What is asked for, a person's name turned into the id.
fn found(session: &Session, find: &AuditFind, limit: u32) -> Result<request::FindAudit, Error> {
    let who = if find.who.is_empty() { String::new() } else { user(session, &find.who)?.user };
    Ok(request::FindAudit {
        token: String::new(),
        who,
        what: find.what.clone(),
        client: find.about.clone(),
        from: find.from.clone(),
        to: find.to.clone(),
        skip: 0,
        limit,
    })
}

fn line(row: &AuditRow) -> String {
    let AuditRow { chain, n, at, who, said, client, detail, .. } = row;
    format!("{at}  {chain:>4}.{n:<4}  {who:<24}{said:<28}{client:<12}{detail}")
        .trim_end()
        .to_owned()
}
