//! Writing a plan edit by edit, as the editor does.

use clinic::Result;
use clinic::view::{PlanPage, request};
use record::plan::Edit;
use serde_json::{Value, json};

use super::TempClinic;

/// A plan on the screen.
pub struct Planning<'c> {
    clinic: &'c mut TempClinic,
    client: String,
    /// As it is shown now.
    pub page: PlanPage,
}

impl<'c> Planning<'c> {
    pub(super) fn open(clinic: &'c mut TempClinic, client: &str) -> Self {
        let request = clinic.of(client);
        let page = clinic.desk.open_plan(&request).unwrap();
        Self { clinic, client: client.into(), page }
    }

    /// Puts a value at a path.
    #[track_caller]
    pub fn set(&mut self, path: &str, value: impl Into<Value>) {
        self.edit(vec![Edit::Set { path: path.into(), value: value.into() }]).unwrap();
    }

    /// Adds an entry to a list and gives its path.
    #[track_caller]
    pub fn add(&mut self, list: &str) -> String {
        self.add_with(list, None)
    }

    /// Adds an entry that is written already.
    #[track_caller]
    pub fn add_with(&mut self, list: &str, value: Option<Value>) -> String {
        self.edit(vec![Edit::Add { list: list.into(), after: None, value }]).unwrap();
        format!("{list}/{}", self.page.added.clone().unwrap())
    }

    /// Sends edits in one request.
    pub fn edit(&mut self, edits: Vec<Edit>) -> Result<()> {
        let request = self.request(edits);
        self.page = self.clinic.desk.edit_plan(&request)?;
        Ok(())
    }

    /// The request that edits would send.
    #[must_use]
    pub fn request(&self, edits: Vec<Edit>) -> request::EditPlan {
        request::EditPlan {
            token: self.clinic.token.clone(),
            client: self.client.clone(),
            record: self.page.record.clone(),
            rev: self.page.rev,
            edits,
        }
    }

    /// The rules that found something, in order.
    #[must_use]
    pub fn rules(&self) -> Vec<&str> {
        self.page.findings.iter().map(|finding| finding.rule.as_str()).collect()
    }

    /// Writes a plan that nothing blocks: one problem down to one intervention, a week of nine
    /// hours, and every section that has to say something.
    #[track_caller]
    pub fn whole(&mut self) {
        for path in ["why_this_level", "vision", "strengths", "risk_and_safety", "participation"] {
            self.set(path, "Said.");
        }
        self.set("program", "mental_health_adult");
        self.set("discharge/criteria", "PHQ-9 of 9 or less twice in a row");
        self.set("discharge/process", "Two mornings, then weekly therapy");
        let (objective, intervention) = self.thread();
        let need = self.add_with("assessed_needs", Some(json!({ "text": "Low mood most days" })));
        let problem = objective.split('/').take(2).collect::<Vec<_>>().join("/");
        let id = need.rsplit('/').next().unwrap().to_owned();
        self.set(&format!("{problem}/needs"), json!([id]));
        let goal = objective.rsplit_once("/objectives").unwrap().0.to_owned();
        self.set(&format!("{goal}/clinical"), "A daily routine");
        for (field, value) in [
            ("text", "Gets up by eight on five days a week"),
            ("measure_kind", "behavior_count"),
            ("direction", "at_least"),
            ("measure", "Log, days a week"),
            ("baseline", "1"),
            ("target", "5"),
            ("target_date", "2/1/27"),
        ] {
            self.set(&format!("{objective}/{field}"), value);
        }
        for (field, value) in [
            ("modality", json!("group")),
            ("what", json!("Skills group")),
            ("minutes", json!(180)),
            ("times_a_week", json!(3)),
            ("weeks", json!(8)),
            ("responsible", json!("D. Test, LMFT")),
        ] {
            self.set(&format!("{intervention}/{field}"), value);
        }
        let carried = intervention.rsplit('/').next().unwrap();
        for day in ["mon", "wed", "fri"] {
            self.add_with(
                "schedule",
                Some(json!({
                    "title": "Skills group", "service": "group", "day": day, "start": "9:00 AM",
                    "minutes": 180, "staff": "D. Test, LMFT", "interventions": [carried],
                })),
            );
        }
    }

    /// Writes a small thread from need to intervention and gives the paths of objective and
    /// intervention.
    pub fn thread(&mut self) -> (String, String) {
        let problem = self.add("problems");
        self.set(&format!("{problem}/statement"), "Mornings are hard");
        let goal = self.add(&format!("{problem}/goals"));
        self.set(&format!("{goal}/words"), "I want my mornings back.");
        let objective = self.add(&format!("{goal}/objectives"));
        let intervention = self.add(&format!("{objective}/interventions"));
        (objective, intervention)
    }
}
