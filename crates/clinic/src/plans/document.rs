//! A version of the plan with everything that stands on its paper.

use print::{
    Answered, ClientBand, Language, PlanDocument, SignedLine, VersionLine,
    block::{Chart, PlanDate, Signer},
};
use record::{
    Id,
    plan::Plan,
    rules,
    signature::{SignedHow, SignerRole},
};

use super::{PlanDraft, page, versions};
use crate::{
    Code, Result, Session,
    body::{AnsweredFinding, SealedBody},
    clock::read_stamp,
    directory::Entry,
    screenings,
    view::{PlanEvent, PlanEventKind},
};

impl Session {
    pub(crate) fn plan_document(&self, client: Id, draft: PlanDraft) -> Result<PlanDocument> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let page = self.plan_page(client, draft.clone(), None)?;
        let packs = self.packs_in_force(client, &draft.plan)?;
        let strictest = rules::strictest(&packs, self.is_adolescent(client, &draft.plan)?);
        let hours = page::hours(&draft.plan, &strictest);
        let sealed = draft.sealed.as_ref();
        let words = match sealed {
            None => "DRAFT, not signed".to_owned(),
            Some(_) => {
                let own = page.versions.iter().find(|it| it.record == page.record);
                let words = own.map(|it| it.words.clone()).unwrap_or_default();
                format!("Version {}: {words}", draft.version)
            }
        };
        Ok(PlanDocument {
            clinic: self.clinic.name.clone(),
            client: self.print_band(entry),
            title: "Treatment plan".to_owned(),
            version: words,
            hash: sealed.map(|it| versions::short_hash(&it.sha256)).unwrap_or_default(),
            prepared_on: Some(self.prepared_on(sealed)),
            prepared_by: sealed.map_or_else(|| self.my_signed_name(), |it| it.by_name.clone()),
            signers: self.waiting_signers(client, &draft)?,
            signed: self.signed_lines(client, draft.record)?,
            answered: sealed.map(|it| answered(&draft.plan, it)).transpose()?.unwrap_or_default(),
            certifications: self.certified_lines(client, draft.episode, draft.record)?,
            history: page.versions.iter().filter(|_| sealed.is_some()).map(version_line).collect(),
            hours: hours.iter().map(|it| format!("{} ({})", it.words, it.source)).collect(),
            outcomes: self.charts(client, &draft.plan, Language::English)?,
            review_due: self.review_due_words(client)?,
            plan: draft.plan,
        })
    }

    /// The scores that objectives of a plan are measured by as charts, one for each target.
    pub(crate) fn charts(&self, client: Id, plan: &Plan, language: Language) -> Result<Vec<Chart>> {
        let mut charts: Vec<Chart> = Vec::new();
        for view in self.objective_trends(client, plan)? {
            let title = match view.trend.label.starts_with(&view.title) {
                true => view.trend.label.clone(),
                false => format!("{}, {}", view.title, view.trend.label),
            };
            let date =
                |it: PlanEvent| PlanDate { on: it.on, label: event_label(it.kind, language) };
            let plans = view.events.into_iter().map(date).collect();
            let chart = Chart::of(&view.trend, &title, plans, language);
            if !charts.iter().any(|it| it.title == chart.title && it.target == chart.target) {
                charts.push(chart);
            }
        }
        Ok(charts)
    }

    /// Who a document is about.
    pub(crate) fn print_band(&self, entry: &Entry) -> ClientBand {
        let row = self.client_row(entry);
        let legal = if row.legal_name.is_empty() { row.name.clone() } else { row.legal_name };
        ClientBand {
            name_used: row.name,
            legal_name: legal,
            pronouns: row.pronouns,
            birth_date: entry.birth(),
            number: row.number,
        }
    }

    /// The day a version was sealed; today for a draft.
    pub(crate) fn prepared_on(&self, sealed: Option<&SealedBody>) -> chrono::NaiveDate {
        let sealed = sealed.and_then(|it| read_stamp(&it.at));
        let local = sealed.map(|at| at.with_timezone(&chrono::Local).date_naive());
        local.unwrap_or_else(|| self.clock().today())
    }

    /// Lines for those who are asked and have not signed.
    fn waiting_signers(&self, client: Id, draft: &PlanDraft) -> Result<Vec<Signer>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let asked = match &draft.sealed {
            Some(sealed) => sealed.asked.clone(),
            None => self.asked_to_sign(client, &draft.plan, &self.me().credential)?,
        };
        let signed = self.signatures(client, draft.record)?;
        let open = |role: &SignerRole| !signed.iter().any(|it| it.signature.role == *role);
        let line = |role: SignerRole| Signer {
            role: role.label().to_owned(),
            name: match role {
                SignerRole::Client => entry.shown_name(),
                SignerRole::Guardian => self.guardian_name(client).unwrap_or_default(),
                _ => String::new(),
            },
            credential: String::new(),
        };
        Ok(asked.into_iter().filter(open).map(line).collect())
    }

    fn signed_lines(&self, client: Id, record: Id) -> Result<Vec<SignedLine>> {
        let line = |signed: versions::Signed| SignedLine {
            role: signed.signature.role.label().to_owned(),
            name: signed.name(),
            how: versions::how_words(&signed.signature),
            on: screenings::moment(&signed.at),
            drawn: match &signed.signature.how {
                SignedHow::Drawn { strokes } => form::Signature::read(strokes).ok(),
                _ => None,
            },
        };
        Ok(self.signatures(client, record)?.into_iter().map(line).collect())
    }
}

/// A day of the plan in a word or two, as there is room for on a chart.
fn event_label(kind: PlanEventKind, language: Language) -> String {
    match (kind, language) {
        (PlanEventKind::InForce(version), _) => format!("Plan {version}"),
        (PlanEventKind::Review, Language::English) => "Review".to_owned(),
        (PlanEventKind::Review, Language::Spanish) => "Revisión".to_owned(),
        (PlanEventKind::Target, Language::English) => "Target date".to_owned(),
        (PlanEventKind::Target, Language::Spanish) => "Fecha meta".to_owned(),
    }
}

fn answered(plan: &Plan, sealed: &SealedBody) -> Result<Vec<Answered>> {
    let line = |it: AnsweredFinding| Answered {
        finding: match plan.entry_name(&it.path) {
            entry if entry.is_empty() => format!("{} ({})", it.message, it.source),
            entry => format!("{entry}: {} ({})", it.message, it.source),
        },
        reason: it.reason,
        by: sealed.by_name.clone(),
    };
    Ok(sealed.opened()?.answered.into_iter().map(line).collect())
}

fn version_line(row: &crate::view::PlanVersionView) -> VersionLine {
    VersionLine {
        version: format!("Version {}", row.version),
        standing: row.words.clone(),
        hash: row.hash.clone(),
    }
}
