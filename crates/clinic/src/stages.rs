//! Where people stand: waiting, in intake, in treatment, gone; and who stands where.

use std::sync::Arc;

use form::{Answers, Catalog, Definition, SectionStatus};
use record::{Id, plan::Standing};

use crate::{Session, directory::Entry, episodes, forms::class_of};

/// The stage of an intake under way.
const INTAKE: &str = "Intake";
/// The stage of somebody who is treated and whose intake is done.
const IN_TREATMENT: &str = "In treatment";
/// The stages that only who may read plans sees anybody at.
const OF_PLANS: [&str; 3] = ["Plan in draft", "Plan waits for signatures", "Plan in force"];

/// The names of all stages, in the order in which people come to them.
pub const STAGES: [&str; 9] = [
    episodes::WAITLIST,
    INTAKE,
    "Intake done",
    OF_PLANS[0],
    OF_PLANS[1],
    OF_PLANS[2],
    IN_TREATMENT,
    episodes::DISCHARGED,
    episodes::NOT_ADMITTED,
];

/// Where an episode stands: a name to choose by, and words that say how far, how urgent, since when.
pub(crate) struct Stage {
    pub(crate) name: &'static str,
    pub(crate) words: String,
}

impl Stage {
    pub(crate) fn new(name: &'static str, words: &str) -> Self {
        Self { name, words: words.to_owned() }
    }

    fn plain(name: &'static str) -> Self {
        Self::new(name, name)
    }
}

/// The stages that are named, each once and in the order in which people come to them.
fn in_order<'n>(named: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut is_named = [false; STAGES.len()];
    for name in named {
        if let Some(at) = STAGES.iter().position(|stage| *stage == name) {
            is_named[at] = true;
        }
    }
    let stages = STAGES.iter().zip(is_named).filter(|(_, is_named)| *is_named);
    stages.map(|(stage, _)| (*stage).to_owned()).collect()
}

impl Session {
    /// Whether the intake has begun and is not done, and no plan has been begun.
    pub(crate) fn intake_under_way(&self, entry: &Entry) -> bool {
        self.stage_name(entry) == INTAKE
    }

    /// Whether a client is at a stage.
    pub(crate) fn is_at(&self, client: Id, stage: &str) -> bool {
        self.directory.entry(client).is_some_and(|entry| self.stage_name(entry) == stage)
    }

    /// The stages at which any of some clients is.
    pub(crate) fn stages_of(&self, clients: &[Id]) -> Vec<String> {
        let entries = clients.iter().filter_map(|client| self.directory.entry(*client));
        in_order(entries.map(|entry| self.stage_name(entry)))
    }

    /// The stages at which this session may see somebody.
    pub(crate) fn possible_stages(&self) -> Vec<String> {
        let may_see = |name: &&str| self.clinical() || !OF_PLANS.contains(name);
        in_order(STAGES.into_iter().filter(may_see))
    }

    /// The name alone: of most people of an old clinic nothing else has to be worked out.
    fn stage_name(&self, entry: &Entry) -> &'static str {
        episodes::special_name(entry).unwrap_or_else(|| self.stage(entry).name)
    }

    /// Where the episode stands, counting the sections that this session may open and that apply
    /// to somebody of this age.
    pub(crate) fn stage(&self, entry: &Entry) -> Stage {
        if let Some(stage) = episodes::special_stage(entry) {
            return stage;
        }
        let in_treatment = entry.episode_under_way().is_some_and(|it| it.status == "active");
        if entry.plan().is_some() && self.clinical() {
            let plan = match self.plan_standing(entry.client) {
                Standing::Draft => OF_PLANS[0],
                Standing::AwaitingSignatures => OF_PLANS[1],
                Standing::InForce | Standing::Superseded => OF_PLANS[2],
            };
            return match in_treatment {
                true => Stage::new(
                    IN_TREATMENT,
                    &format!("{IN_TREATMENT}, {}", plan.replacen('P', "p", 1)),
                ),
                false => Stage::plain(plan),
            };
        }
        let context = form::Context::on(self.clock().today()).born(entry.birth());
        let counts = |form: &&Arc<Definition>| {
            let applies = || form.show_when.is_none() || entry.section(&form.id).is_some();
            let shown = || form::evaluate(form, &Answers::new(), &context).shown;
            self.ledger.holds(class_of(form)) && (applies() || shown())
        };
        let settled = |form: &&Arc<Definition>| {
            entry.section(&form.id).is_some_and(|meta| {
                matches!(meta.status, SectionStatus::Done | SectionStatus::NotAsked)
            })
        };
        let Ok(forms) = Catalog::shipped() else { return Stage::plain("") };
        let sections: Vec<_> = forms.intake().filter(counts).collect();
        let done = sections.iter().filter(|form| settled(form)).count();
        if done == sections.len() {
            return Stage::plain(if in_treatment { IN_TREATMENT } else { "Intake done" });
        }
        // Clinical design, "Start today": the rest is due by the third session.
        let first_visit = sections.iter().filter(|form| form.start_today).all(settled);
        let due = if first_visit { ", the rest due by the third session" } else { "" };
        let words = format!("{INTAKE}, {done} of {} sections{due}", sections.len());
        Stage::new(INTAKE, &words)
    }
}
