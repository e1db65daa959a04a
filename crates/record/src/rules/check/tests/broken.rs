//! Every rule with a plan that breaks it.

use proptest::{collection::vec, prelude::*};

use super::super::{super::MustNeed, rule_ids};
use super::*;
use crate::schedule::{CatalogConflict, CatalogConflictKind};

pub(super) type Change = fn(&mut Plan, &mut Facts);

/// Each change breaks the rule named beside it in a whole plan.
pub(super) const BROKEN: &[(&str, Change)] = &[
    ("section-says-something", |plan, _| plan.participation.clear()),
    ("plan-has-diagnosis", |plan, _| plan.diagnoses.clear()),
    ("diagnosis-code", |plan, _| plan.diagnoses[0].code = "depressed".into()),
    ("diagnosis-named", |plan, _| plan.diagnoses[0].name.clear()),
    ("diagnosis-by", |plan, _| plan.diagnoses[0].by.clear()),
    ("diagnosis-date", |plan, _| plan.diagnoses[0].date = Entered::default()),
    ("diagnosis-date-readable", |plan, _| {
        plan.diagnoses[0].date = Entered::Text("long ago".into())
    }),
    ("diagnosis-date-future", |plan, _| {
        plan.diagnoses[0].date = Entered::Known(today() + chrono::Days::new(1));
    }),
    ("diagnosis-primary-two", |plan, _| {
        let second = Diagnosis { id: id(11), ..plan.diagnoses[0].clone() };
        plan.diagnoses.push(second);
    }),
    ("diagnosis-primary", |plan, _| plan.diagnoses[0].primary = false),
    ("plan-has-need", |plan, _| plan.assessed_needs.clear()),
    ("need-has-words", |plan, _| plan.assessed_needs[0].text.clear()),
    ("need-disposed", |plan, _| plan.problems[0].needs.clear()),
    ("need-deferred-reason", |plan, _| plan.assessed_needs[0].disposition = Disposition::Deferred),
    ("need-referred-to", |plan, _| plan.assessed_needs[0].disposition = Disposition::Referred),
    ("need-must-be-there", |_, facts| {
        facts.must_needs = vec![MustNeed { key: "risk/safety".into(), text: "Safety".into() }];
    }),
    ("plan-has-problem", |plan, _| plan.problems.clear()),
    ("problem-stated", |plan, _| plan.problems[0].statement.clear()),
    ("problem-has-need", |plan, _| plan.problems[0].needs.clear()),
    ("problem-has-goal", |plan, _| plan.problems[0].goals.clear()),
    ("problem-library-text", |plan, _| plan.problems[0].library = Some("sleep/p1".into())),
    ("goal-client-words", |plan, _| goal(plan).words.clear()),
    ("goal-clinical", |plan, _| goal(plan).clinical.clear()),
    ("goal-library-text", |plan, _| goal(plan).library = Some("sleep/g1".into())),
    ("goal-has-objective", |plan, _| goal(plan).objectives.clear()),
    ("objective-stated", |plan, _| objective(plan).text.clear()),
    ("objective-library-text", |plan, _| objective(plan).library = Some("sleep/o1".into())),
    ("objective-measure", |plan, _| objective(plan).measure.clear()),
    ("objective-instrument", |plan, _| objective(plan).instrument.clear()),
    ("objective-instrument-known", |plan, _| objective(plan).instrument = "phq-9/nonsense".into()),
    ("objective-score-range", |plan, _| objective(plan).baseline = "28".into()),
    ("objective-kind", |plan, _| objective(plan).measure_kind = None),
    ("objective-baseline", |plan, _| objective(plan).baseline.clear()),
    ("objective-baseline-number", |plan, _| objective(plan).baseline = "bad".into()),
    ("objective-target", |plan, _| objective(plan).target.clear()),
    ("objective-target-number", |plan, _| objective(plan).target = "better".into()),
    ("objective-direction", |plan, _| objective(plan).direction = None),
    ("objective-reached", |plan, _| objective(plan).direction = Some(Direction::AtLeast)),
    ("objective-date", |plan, _| objective(plan).target_date = Entered::default()),
    ("objective-date-readable", |plan, _| {
        objective(plan).target_date = Entered::Text("soon".into())
    }),
    ("objective-date-past", |plan, _| {
        objective(plan).target_date = Entered::Known(today() - chrono::Days::new(1));
    }),
    ("objective-date-far", |plan, _| {
        objective(plan).target_date = Entered::Known(today() + chrono::Days::new(400));
    }),
    ("objective-has-intervention", |plan, _| objective(plan).interventions.clear()),
    ("intervention-modality", |plan, _| intervention(plan).modality = None),
    ("intervention-what", |plan, _| intervention(plan).what.clear()),
    ("intervention-library-text", |plan, _| intervention(plan).library = Some("sleep/i1".into())),
    ("intervention-minutes", |plan, _| intervention(plan).minutes = Entered::default()),
    ("intervention-minutes-none", |plan, _| intervention(plan).minutes = Entered::Known(0)),
    ("intervention-minutes-readable", |plan, _| {
        intervention(plan).minutes = Entered::Text("an hour".into())
    }),
    ("intervention-minutes-many", |plan, _| intervention(plan).minutes = Entered::Known(721)),
    ("intervention-frequency-many", |plan, _| {
        intervention(plan).times_a_week = Entered::Known(35.5)
    }),
    ("intervention-weeks-many", |plan, _| intervention(plan).weeks = Entered::Known(105)),
    ("intervention-frequency", |plan, _| intervention(plan).times_a_week = Entered::default()),
    ("intervention-frequency-none", |plan, _| {
        intervention(plan).times_a_week = Entered::Known(0.0)
    }),
    ("intervention-frequency-readable", |plan, _| {
        intervention(plan).times_a_week = Entered::Text("often".into())
    }),
    ("intervention-weeks", |plan, _| intervention(plan).weeks = Entered::default()),
    ("intervention-weeks-none", |plan, _| intervention(plan).weeks = Entered::Known(0)),
    ("intervention-weeks-readable", |plan, _| {
        intervention(plan).weeks = Entered::Text("long".into())
    }),
    ("intervention-responsible", |plan, _| intervention(plan).responsible.clear()),
    ("intervention-credential", |plan, _| intervention(plan).responsible = "D. Reyes".into()),
    ("intervention-has-session", |plan, _| {
        plan.schedule.iter_mut().for_each(|planned| planned.interventions.clear());
    }),
    ("week-has-session", |plan, _| plan.schedule.clear()),
    ("session-day", |plan, _| plan.schedule[0].day = None),
    ("session-start", |plan, _| plan.schedule[0].start = Entered::default()),
    ("session-start-readable", |plan, _| plan.schedule[0].start = Entered::Text("early".into())),
    ("session-minutes", |plan, _| plan.schedule[0].minutes = Entered::default()),
    ("session-minutes-readable", |plan, _| plan.schedule[0].minutes = Entered::Text("long".into())),
    ("session-minutes-none", |plan, _| plan.schedule[0].minutes = Entered::Known(0)),
    ("session-minutes-many", |plan, _| plan.schedule[0].minutes = Entered::Known(100_000)),
    ("session-past-midnight", |plan, _| {
        plan.schedule[0].start = Entered::Known(MinuteOfDay::new(21 * 60 + 1).unwrap());
    }),
    ("session-service", |plan, _| plan.schedule[0].service = None),
    ("session-staff", |plan, _| plan.schedule[0].staff.clear()),
    ("session-has-intervention", |plan, _| plan.schedule[0].interventions.clear()),
    ("session-overlap", |plan, _| plan.schedule[1].day = Some(Day::Mon)),
    ("session-available", |_, facts| facts.availability = vec!["mon 09:00-12:00".into()]),
    ("session-catalog", |_, facts| {
        facts.catalog = vec![CatalogConflict {
            session: Id::from_bytes([8; 16]),
            kind: CatalogConflictKind::Full,
            message: "The group is full: 12 of 12 places are taken.".into(),
        }];
    }),
    ("hours-enough", |plan, _| plan.schedule[0].minutes = Entered::Known(170)),
    ("hours-many", |plan, facts| {
        facts.medicare = true;
        plan.schedule.iter_mut().for_each(|planned| planned.minutes = Entered::Known(400));
    }),
    ("services-a-day", |plan, facts| {
        facts.medicare = true;
        plan.schedule.iter_mut().for_each(|planned| planned.day = Some(Day::Mon));
    }),
    ("review-interval", |plan, _| plan.reviews.every_days = Entered::Known(15)),
    ("review-interval-readable", |plan, _| {
        plan.reviews.every_days = Entered::Text("monthly".into())
    }),
    ("plan-due", |_, facts| facts.admitted = Some(today() - chrono::Days::new(8))),
    ("plan-due-sessions", |_, facts| facts.sessions = Some(3)),
    ("cosignature-asked", |_, facts| facts.cosignature = true),
    ("signature-missing", |_, facts| {
        facts.sealed = true;
        facts.signed = vec![SignerRole::Therapist];
    }),
    ("review-due", |_, facts| {
        facts.sealed = true;
        facts.reviewed = Some(today() - chrono::Days::new(15));
    }),
    ("program-age", |_, facts| facts.age = Some(17)),
    ("certification-missing", |_, facts| {
        facts.sealed = true;
        facts.medicare = true;
    }),
    ("certification-due", |_, facts| {
        facts.sealed = true;
        facts.medicare = true;
        facts.certified = Some(today() - chrono::Days::new(61));
    }),
];

fn goal(plan: &mut Plan) -> &mut Goal {
    &mut plan.problems[0].goals[0]
}

fn objective(plan: &mut Plan) -> &mut Objective {
    &mut goal(plan).objectives[0]
}

fn intervention(plan: &mut Plan) -> &mut Intervention {
    &mut objective(plan).interventions[0]
}

#[test]
fn every_rule_is_broken_by_its_own_fault_and_no_rule_is_unknown() {
    let mut broken: Vec<&str> = Vec::new();
    for (rule, change) in BROKEN {
        let (mut plan, mut facts) = (whole(), facts());
        change(&mut plan, &mut facts);
        let found = found(&plan, &facts);
        assert!(found.iter().any(|it| it == rule), "{rule} in {found:?}");
        broken.push(rule);
    }
    broken.sort_unstable();
    broken.dedup();
    assert_eq!(broken, rule_ids());
}

proptest! {
    #[test]
    fn whatever_is_broken_together_only_known_rules_speak_and_the_same_way_twice(
        at in vec(0..BROKEN.len(), 0..12),
    ) {
        let (mut plan, mut facts) = (whole(), facts());
        for at in at {
            // A change may find nothing left to break.
            let (mut next, mut known) = (plan.clone(), facts.clone());
            let change = BROKEN[at].1;
            let done = std::panic::catch_unwind(move || { change(&mut next, &mut known); (next, known) });
            if let Ok(done) = done { (plan, facts) = done; }
        }
        let once = check(&plan, &in_force(&plan, &facts), &facts);
        prop_assert_eq!(&once, &check(&plan, &in_force(&plan, &facts), &facts));
        let known = rule_ids();
        prop_assert!(once.iter().all(|it| known.contains(&it.rule.as_str())));
    }
}
