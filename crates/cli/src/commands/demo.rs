//! `goldthread demo`: the whole journey on a sample clinic.

use std::{fs, path::Path};

use clinic::{
    SAMPLE_PEOPLE,
    view::{Basis, request},
};
use serde_json::json;

use super::{Done, machine};
use crate::{failure::Failure, say::say};

/// So many clients are told by name.
const TOLD: u32 = 20;

pub(super) fn run(out: &Path, clients: u32, as_json: bool) -> Done {
    fs::create_dir_all(out).map_err(|error| Failure::unreadable(out, &error))?;
    let (vault, pdf) = (out.join("sample.goldthread"), out.join("plan.pdf"));
    let (mut session, planned) = clinic::make_sample_of(&vault, &machine()?, clients)?;
    let document = session.plan_pdf(&request::ExportPlan {
        token: String::new(),
        client: planned.to_string(),
        to: request::ExportAsk {
            basis: Some(Basis::ClientCopy),
            recipient: "The client and the treatment team".to_owned(),
            purpose: "Draft for review and signature".to_owned(),
            ..request::ExportAsk::default()
        },
    })?;
    let written = session.write_document(&pdf, &document)?;
    let list = session.find_clients("", TOLD);
    let clients = list.rows;
    let (locked, audited) = session.lock();
    locked.close()?;
    audited?;
    let users: Vec<_> = SAMPLE_PEOPLE
        .iter()
        .map(|person| json!({"name": person.name, "role": person.role, "passphrase": person.passphrase}))
        .collect();
    let mut lines = vec![format!("Sample clinic   {}", vault.display())];
    lines.extend(
        SAMPLE_PEOPLE
            .iter()
            .map(|person| format!("  signs in      {:<16}{}", person.name, person.passphrase)),
    );
    lines.extend(
        clients.iter().map(|row| format!("  client        {:<10}{}", row.number, row.name)),
    );
    if list.total > TOLD {
        lines.push(format!("                and {} more", list.total - TOLD));
    }
    lines.push(format!("Treatment plan  {} ({} pages)", pdf.display(), written.pages));
    let value = json!({"vault": vault, "pdf": pdf, "pages": written.pages, "users": users, "clients": clients, "total": list.total});
    say(as_json, &value, &lines);
    Ok(())
}
