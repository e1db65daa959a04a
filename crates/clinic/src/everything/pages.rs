//! The pages of one person: the intake, every version of the plan, the safety plan, the summary.

use record::{Id, Kind};

use super::Part;
use crate::{
    Code, Document, Result, Session,
    directory::{ClinicalMeta, PlanMeta},
    view::request::{ExportAsk, ExportPlan, ExportPlanVersion, PrintForms},
};

impl Session {
    /// Every document there is about a person, as it would leave alone.
    pub(super) fn person_pages(&self, client: Id, to: &ExportAsk) -> Result<Vec<Part>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let (token, id) = (String::new(), client.to_string());
        let mut documents = Vec::new();
        let intake = PrintForms {
            token: token.clone(),
            client: id.clone(),
            form: String::new(),
            blank: false,
            to: Some(to.clone()),
        };
        documents.push(self.intake_pdf(&intake)?);
        let mut plans: Vec<&PlanMeta> = entry.plans.iter().collect();
        let nth = |id: Id| entry.episodes.iter().position(|it| it.record == id);
        plans.sort_by_key(|it| (std::cmp::Reverse(nth(it.episode)), it.version));
        for plan in plans {
            let (record, to) = (plan.record.to_string(), to.clone());
            let version =
                ExportPlanVersion { token: token.clone(), client: id.clone(), record, to };
            documents.push(self.plan_version_pdf(&version)?);
        }
        let asked = ExportPlan { token, client: id, to: to.clone() };
        let now = entry.episode_under_way().map(|it| it.record);
        let safety = |it: &ClinicalMeta| it.kind == Kind::SafetyPlan && Some(it.episode) == now;
        if entry.clinical.iter().any(safety) {
            documents.push(self.safety_plan_pdf(&asked)?);
        }
        if !entry.summaries.is_empty() {
            documents.push(self.summary_pdf(&asked)?);
        }
        Ok(documents.into_iter().map(part).collect())
    }
}

fn part(document: Document) -> Part {
    let unset = !document.unset.is_empty();
    Part { name: document.suggested_name, bytes: document.bytes, unset }
}
