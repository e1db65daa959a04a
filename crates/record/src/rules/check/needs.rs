//! Assessed needs: each with words and an answer, and none missing that must be there.

use super::{Found, shown};
use crate::{
    plan::{Disposition, Need},
    rules::Level,
};

pub(super) const RULES: &[&str] = &[
    "need-deferred-reason",
    "need-disposed",
    "need-has-words",
    "need-must-be-there",
    "need-referred-to",
    "plan-has-need",
];

impl Found<'_> {
    pub(super) fn needs(&mut self) {
        let (plan, facts) = (self.plan, self.facts);
        if plan.assessed_needs.is_empty() {
            let message = "The plan names no assessed need: the thread begins with one.";
            self.core("plan-has-need", Level::Blocks, "assessed_needs", message);
        }
        for must in &facts.must_needs {
            if !plan.assessed_needs.iter().any(|need| need.key == must.key) {
                let message = format!(
                    "Assessment brought this up, and every plan answers it: {}.",
                    must.text.trim().trim_end_matches('.')
                );
                self.core("need-must-be-there", Level::Blocks, "assessed_needs", &message);
            }
        }
        plan.assessed_needs.iter().for_each(|need| self.need(need));
    }

    fn need(&mut self, need: &Need) {
        let at = |field: &str| format!("assessed_needs/{}/{field}", shown(need.id));
        self.blank(&need.text, "need-has-words", &at("text"), "A need has no words.");
        let linked = |id| self.plan.problems.iter().any(|problem| problem.needs.contains(&id));
        let answered = need.id.is_some_and(linked);
        let (rule, field, message) = match need.disposition {
            Disposition::Open if !answered => {
                let message = "A need has no answer: link it to a problem, defer it with a reason, or refer it.";
                return self.core("need-disposed", Level::Blocks, &at("disposition"), message);
            }
            Disposition::Open => return,
            Disposition::Deferred => {
                ("need-deferred-reason", "disposition_note", "A deferred need has no reason.")
            }
            Disposition::Referred => {
                ("need-referred-to", "disposition_note", "A referred need does not say to whom.")
            }
        };
        self.blank(&need.disposition_note, rule, &at(field), message);
    }
}
