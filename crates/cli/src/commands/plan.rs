//! `goldthread plan set` and `plan pdf`.

use clinic::view::request;
use serde_json::json;

use super::{Done, read_text, signed_in};
use crate::{arguments::PlanCommand, say::say};

pub(super) fn run(command: &PlanCommand, as_json: bool) -> Done {
    match command {
        PlanCommand::Set { at, client, from } => {
            let text = read_text(from)?;
            let page = signed_in(at, |session| {
                let client = session.client(client)?;
                session.set_plan(client, &text)
            })?;
            let mut lines = vec![format!("Plan saved, revision {}", page.rev)];
            lines.extend(page.findings.iter().map(|finding| format!("  {}", finding.message)));
            say(as_json, &json!({"rev": page.rev, "findings": page.findings}), &lines);
        }
        PlanCommand::Pdf { at, client, out, leaves } => {
            let written = signed_in(at, |session| {
                let pdf = session.plan_pdf(&request::ExportPlan {
                    token: String::new(),
                    client: client.clone(),
                    recipient: leaves.recipient.clone(),
                    purpose: leaves.purpose.clone(),
                })?;
                session.write_document(out, &pdf)
            })?;
            let mut lines = vec![format!("Wrote {} ({} pages)", out.display(), written.pages)];
            if !written.unset.is_empty() {
                lines.push(format!("No font here has: {}", written.unset.join(" ")));
            }
            say(as_json, &written, &lines);
        }
    }
    Ok(())
}
