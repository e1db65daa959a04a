//! The checker: pure. A finding names its rule, its place, its source and says one sentence;
//! findings come in the order of the plan.

mod diagnoses;
mod due;
mod needs;
mod objectives;
mod order;
mod program;
mod sections;
mod thread;
mod week;

use super::{Facts, Finding, Level, Pack, Strictest, pack::adolescent, strictest};
use crate::{Entered, Id, Readable, plan::Plan};

/// The pack that the thread's own rules belong to.
const CORE: &str = "IOP core";

/// Everything that packs find in a plan, in the order in which the editor shows it. Same plan, packs and facts, same findings.
#[must_use]
pub fn check(plan: &Plan, packs: &[&Pack], facts: &Facts) -> Vec<Finding> {
    let asked = strictest(packs, adolescent(plan.program, facts.age));
    let mut found = Found { plan, facts, asked: &asked, all: Vec::new() };
    found.needs();
    found.problems();
    found.diagnoses();
    found.week();
    found.sections();
    found.program();
    found.due();
    order::sort(plan, &mut found.all);
    found.all
}

/// Every rule there is, by name.
#[must_use]
pub fn rule_ids() -> Vec<&'static str> {
    let mut ids = [
        sections::RULES,
        program::RULES,
        diagnoses::RULES,
        needs::RULES,
        thread::RULES,
        objectives::RULES,
        week::RULES,
        due::RULES,
    ]
    .concat();
    ids.sort_unstable();
    ids
}

struct Found<'p> {
    plan: &'p Plan,
    facts: &'p Facts,
    asked: &'p Strictest,
    all: Vec<Finding>,
}

impl Found<'_> {
    /// A finding of the thread's own rules.
    fn core(&mut self, rule: &str, level: Level, path: &str, message: &str) {
        self.add(rule, level, path, message, CORE);
    }

    fn add(&mut self, rule: &str, level: Level, path: &str, message: &str, source: &str) {
        let (rule, path, message) = (rule.into(), path.into(), message.into());
        self.all.push(Finding { rule, level, path, message, source: source.into() });
    }

    fn blank(&mut self, text: &str, rule: &str, path: &str, message: &str) {
        if crate::says_nothing(text) {
            self.core(rule, Level::Blocks, path, message);
        }
    }

    /// A number or date that is missing, or was typed and cannot be read.
    fn entered<T: Readable>(&mut self, value: &Entered<T>, rule: &str, path: &str, blank: &str) {
        if value.is_unreadable() {
            let message = "This could not be read as a number or a date; it is kept as typed.";
            self.core(&format!("{rule}-readable"), Level::Blocks, path, message);
        } else if value.is_blank() {
            self.core(rule, Level::Blocks, path, blank);
        }
    }
}

fn shown(id: Option<Id>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
