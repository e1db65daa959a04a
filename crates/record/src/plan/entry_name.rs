//! What an entry of a plan is called: its kind, and its number along the thread.

use serde_json::Value;

use super::Plan;

/// The lists of a plan whose entries have a name, and the name of one.
const KINDS: [(&str, &str); 8] = [
    ("assessed_needs", "Need"),
    ("problems", "Problem"),
    ("goals", "Goal"),
    ("objectives", "Objective"),
    ("interventions", "Intervention"),
    ("diagnoses", "Diagnosis"),
    ("wellness", "Wellness"),
    ("schedule", "Session"),
];

impl Plan {
    /// The innermost entry that a path lies in, as the page and the paper number it: `Goal 1.2`,
    /// `Objective 1.1.1, intervention 2`. Empty for the plan itself, and for an entry that is not
    /// there.
    #[must_use]
    pub fn entry_name(&self, path: &str) -> String {
        let Ok(plan) = serde_json::to_value(self) else { return String::new() };
        let (mut here, mut numbers, mut name) = (&plan, Vec::new(), "");
        let mut steps = path.split('/');
        while let (Some(list), Some(id)) = (steps.next(), steps.next()) {
            let kind = KINDS.iter().find(|(kind, _)| *kind == list);
            let entries = here.get(list).and_then(Value::as_array);
            let (Some((_, kind)), Some(entries)) = (kind, entries) else { break };
            let Some(at) = entries.iter().position(|entry| entry["id"] == id) else { break };
            (here, name) = (&entries[at], kind);
            numbers.push((at + 1).to_string());
        }
        match (name, numbers.as_slice()) {
            ("", _) => String::new(),
            ("Intervention", [objective @ .., last]) => {
                format!("Objective {}, intervention {last}", objective.join("."))
            }
            (name, numbers) => format!("{name} {}", numbers.join(".")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Diagnosis, Goal, Intervention, Objective, Problem};
    use super::*;
    use crate::Id;

    fn id(n: u8) -> Option<Id> {
        Some(Id::from_bytes([n; 16]))
    }

    #[test]
    fn every_path_is_called_by_its_entry() {
        let second = Intervention { id: id(5), ..Intervention::default() };
        let interventions = vec![Intervention { id: id(4), ..Intervention::default() }, second];
        let objectives = vec![Objective { id: id(3), interventions, ..Objective::default() }];
        let first = Goal { id: id(7), ..Goal::default() };
        let goals = vec![first, Goal { id: id(2), objectives, ..Goal::default() }];
        let plan = Plan {
            problems: vec![Problem { id: id(1), goals, ..Problem::default() }],
            diagnoses: vec![Diagnosis { id: id(6), ..Diagnosis::default() }],
            ..Plan::default()
        };
        let at = |n: u8| id(n).unwrap().to_string();
        let goal = format!("problems/{}/goals/{}", at(1), at(2));
        let objective = format!("{goal}/objectives/{}", at(3));
        for (path, name) in [
            (String::new(), ""),
            ("vision".to_owned(), ""),
            ("discharge/criteria".to_owned(), ""),
            (format!("problems/{}", at(9)), ""),
            (format!("diagnoses/{}/code", at(6)), "Diagnosis 1"),
            (format!("problems/{}/statement", at(1)), "Problem 1"),
            (format!("{goal}/words"), "Goal 1.2"),
            (format!("{objective}/baseline"), "Objective 1.2.1"),
            (
                format!("{objective}/interventions/{}/what", at(5)),
                "Objective 1.2.1, intervention 2",
            ),
            (format!("{objective}/interventions/{}/what", at(9)), "Objective 1.2.1"),
        ] {
            assert_eq!(plan.entry_name(&path), name, "{path}");
        }
    }
}
