//! Where an entry of the library goes in a plan, from where the cursor is.
//!
//! It does not know what is inserted.

use record::{Id, plan::Plan};

/// The lists that an entry can go into, seen from where the cursor is: the entry it stands in;
/// where it stands in none, the last one of the plan.
#[derive(Default)]
pub(super) struct Place {
    pub(super) goals: Option<String>,
    pub(super) objectives: Option<String>,
    pub(super) interventions: Option<String>,
}

impl Place {
    /// Nothing where `under` names an entry that is not there: what is inserted goes nowhere else
    /// in silence.
    pub(super) fn of(plan: &Plan, under: &str) -> Option<Self> {
        let steps: Vec<&str> = under.split('/').collect();
        let named = |at: usize, list: &str| {
            (steps.get(at) == Some(&list)).then(|| steps.get(at + 1)).flatten().copied()
        };
        let mut place = Self::default();
        let problem = chosen(&plan.problems, named(0, "problems"), |it| it.id)?;
        let Some((problem, id)) = problem else { return Some(place) };
        let goals = format!("problems/{id}/goals");
        place.goals = Some(goals.clone());
        let goal = chosen(&problem.goals, named(2, "goals"), |it| it.id)?;
        let Some((goal, id)) = goal else { return Some(place) };
        let objectives = format!("{goals}/{id}/objectives");
        place.objectives = Some(objectives.clone());
        let step = chosen(&goal.objectives, named(4, "objectives"), |it| it.id)?;
        place.interventions = step.map(|(_, id)| format!("{objectives}/{id}/interventions"));
        Some(place)
    }
}

/// The entry that is named, else the last one; nothing at all where the named one is not there.
fn chosen<'p, T>(
    entries: &'p [T],
    named: Option<&str>,
    id_of: impl Fn(&T) -> Option<Id>,
) -> Option<Option<(&'p T, Id)>> {
    let with_id = |it: &'p T| Some((it, id_of(it)?));
    let Some(named) = named else { return Some(entries.last().and_then(with_id)) };
    let known = entries.iter().filter_map(with_id).find(|(_, id)| id.to_string() == named);
    known.map(Some)
}

#[cfg(test)]
mod tests {
    use record::plan::{Goal, Objective, Problem};

    use super::*;

    fn id(n: u8) -> Option<Id> {
        Some(Id::from_bytes([n; 16]))
    }

    fn path(steps: &[(&str, u8)]) -> String {
        let step = |(list, n): &(&str, u8)| format!("{list}/{}", Id::from_bytes([*n; 16]));
        steps.iter().map(step).collect::<Vec<_>>().join("/")
    }

    /// Problems 1 and 2; goals 3 and 4 of the first; objectives 5 and 6 of goal 3.
    fn plan() -> Plan {
        let objective = |n| Objective { id: id(n), ..Objective::default() };
        let goal = |n, objectives| Goal { id: id(n), objectives, ..Goal::default() };
        let first = vec![goal(3, vec![objective(5), objective(6)]), goal(4, Vec::new())];
        let problem = |n, goals| Problem { id: id(n), goals, ..Problem::default() };
        Plan { problems: vec![problem(1, first), problem(2, Vec::new())], ..Plan::default() }
    }

    #[test]
    fn an_entry_goes_into_what_the_cursor_stands_in() {
        let (p1, p2) = (path(&[("problems", 1)]), path(&[("problems", 2)]));
        let (g3, g4) =
            (path(&[("problems", 1), ("goals", 3)]), path(&[("problems", 1), ("goals", 4)]));
        let o5 = format!("{g3}/{}", path(&[("objectives", 5)]));
        let below = |path: &str, list: &str| Some(format!("{path}/{list}"));
        let (into_2, into_4) = (below(&p2, "goals"), below(&g4, "objectives"));
        for (under, goals, objectives, interventions) in [
            (String::new(), into_2.clone(), None, None),
            ("strengths".to_owned(), into_2.clone(), None, None),
            (path(&[("assessed_needs", 9)]), into_2.clone(), None, None),
            (p2.clone(), into_2, None, None),
            (p1.clone(), below(&p1, "goals"), into_4, None),
            (
                o5.clone(),
                below(&p1, "goals"),
                below(&g3, "objectives"),
                below(&o5, "interventions"),
            ),
        ] {
            let place = Place::of(&plan(), &under).unwrap();
            let comes_to = (place.goals, place.objectives, place.interventions);
            assert_eq!(comes_to, (goals, objectives, interventions), "{under}");
        }
    }

    #[test]
    fn a_place_that_is_gone_is_none() {
        for under in [
            path(&[("problems", 9)]),
            path(&[("problems", 1), ("goals", 9)]),
            path(&[("problems", 1), ("goals", 3), ("objectives", 9)]),
            "problems/nonsense".to_owned(),
        ] {
            assert!(Place::of(&plan(), &under).is_none(), "{under}");
        }
        assert!(Place::of(&Plan::default(), "").is_some_and(|it| it.goals.is_none()));
    }
}
