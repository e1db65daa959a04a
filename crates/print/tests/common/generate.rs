//! Generated plans: every part empty, short, long, in any script, few times or many.

use chrono::Days;
use print::{
    Answered, Certified, Letterhead, PlanDocument, SignedLine, VersionLine,
    block::{Chart, ChartBand, ChartPoint, PlanDate},
};
use proptest::{collection::vec, option, prelude::*};
use record::{
    Entered,
    plan::{
        Aspect, Diagnosis, Disposition, Goal, Modality, Need, Objective, Plan, Problem, Status,
        Wellness,
    },
    schedule::{Day, MinuteOfDay, Place, Planned},
};

use super::{day, intervention, objective, sample, signer};

/// On the heap: dozens of them stand in one plan.
pub(crate) fn words() -> BoxedStrategy<String> {
    prop_oneof![
        2 => Just(String::new()),
        8 => "[A-Za-zéñłđ,.;≤ ]{1,60}",
        3 => "([A-Za-z]{1,12} ){5,90}",
        1 => "([a-z]{1,9}\n){1,9}",
        1 => "[A-Za-z]{90}",
        1 => "([א-ת]{1,8} ){1,12}",
        1 => "([ا-ي]{1,8} [a-z]{1,5} ){1,12}",
        1 => "[😀-😎李小a ]{1,12}",
    ]
    .boxed()
}

/// One of many times, or the other.
fn few<T: Clone + std::fmt::Debug + 'static>(usual: T, seldom: T) -> impl Strategy<Value = T> {
    prop_oneof![7 => Just(usual), 1 => Just(seldom)]
}

prop_compose! {
    fn step()(text in words(), measure in words(), count in prop_oneof![5 => 0..4_usize, 1 => Just(40)], what in words(), who in words(), status in few(Status::InProgress, Status::Met)) -> Objective {
        let one = intervention(Modality::Psychoeducation, &what, 50, 0.5, 8, &who);
        objective(&text, &measure, "17", "9", status, vec![one; count])
    }
}

prop_compose! {
    fn goal()(words in words(), clinical in words(), objectives in vec(step(), 0..4)) -> Goal {
        Goal { words, clinical, objectives, ..Goal::default() }
    }
}

prop_compose! {
    fn problem()(statement in words(), evidence in words(), goals in vec(goal(), 0..3)) -> Problem {
        Problem { statement, evidence, goals, ..Problem::default() }
    }
}

prop_compose! {
    fn need()(text in words(), source in words(), disposition_note in words()) -> Need {
        Need { text, source, disposition: Disposition::Deferred, disposition_note, ..Need::default() }
    }
}

prop_compose! {
    fn session()(title in words(), staff in words(), day in option::of(0..7_usize), minute in 0..1440_u32, minutes in 0..800_u32, remote in any::<bool>()) -> Planned {
        Planned {
            title,
            staff,
            service: Some(Modality::Group),
            day: day.map(|at| Day::ALL[at]),
            start: MinuteOfDay::new(minute / 30 * 30).map_or_else(Entered::default, Entered::Known),
            minutes: Entered::Known(minutes),
            place: if remote { Place::Remote } else { Place::OnSite },
            ..Planned::default()
        }
    }
}

prop_compose! {
    fn score()(after in 0..900_u64, value in option::of(-4_i32..40), shown in "[0-9]{0,3}") -> ChartPoint {
        ChartPoint { on: day(2027, 1, 12) + Days::new(after), value: value.map(f64::from), shown }
    }
}

prop_compose! {
    pub(crate) fn chart()(title in words(), points in vec(score(), 0..61), bands in vec(words(), 0..6), range in option::of(Just((0.0, 27.0))), target in option::of(-9_i32..40), plans in vec((0..900_u64, "[A-Za-z0-9 ]{0,30}"), 0..4)) -> Chart {
        let band = |(label, at): (String, u8)| ChartBand {
            label,
            from: f64::from(at) * 5.0,
            to: f64::from(at) * 5.0 + 4.0,
            severity: Some(at),
        };
        let plan = |(after, label)| PlanDate { on: day(2027, 1, 12) + Days::new(after), label };
        Chart {
            title,
            points,
            bands: bands.into_iter().zip(0..).map(band).collect(),
            range,
            target: target.map(f64::from),
            plans: plans.into_iter().map(plan).collect(),
            ..Chart::default()
        }
    }
}

prop_compose! {
    fn letterhead()(name in words(), address in vec(words(), 0..9), phone in words(), licences in vec(words(), 0..9), footer in words()) -> Letterhead {
        Letterhead { name, address, phone, licences, footer, logo: None }
    }
}

prop_compose! {
    fn care()(texts in [words(), words(), words(), words(), words(), words(), words(), words()], schedule in vec(session(), 0..14), diagnoses in 0..4_usize, wellness in 0..4_usize) -> Plan {
        let [medicines, coordination, family, peers, culture, risk, process, how] = texts;
        let mut plan = Plan { medicines, coordination, schedule, ..Plan::default() };
        plan.diagnoses = vec![Diagnosis { name: family.clone(), by: peers.clone(), ..Diagnosis::default() }; diagnoses];
        plan.wellness = vec![Wellness { aspect: Some(Aspect::Sleep), what: culture.clone(), support: risk.clone(), ..Wellness::default() }; wellness];
        (plan.family_and_supports, plan.peer_support, plan.culture_and_language) = (family, peers, culture);
        (plan.risk_and_safety, plan.discharge.process, plan.reviews.how) = (risk, process, how);
        plan
    }
}

prop_compose! {
    fn signing()(texts in [words(), words(), words(), words()], counts in [0..4_usize, 0..4_usize, 0..3_usize, 0..4_usize, 0..5_usize], drawn in any::<bool>(), name in "[A-Za-zéñłđ א-ת]{0,60}") -> PlanDocument {
        let [how, reason, statement, hours] = texts;
        let strokes = form::Signature { width: 300, height: 100, mark: None, strokes: vec![vec![(1, 1), (290, 90)], vec![(20, 50)]] };
        let line = SignedLine { role: "Client".into(), name: name.clone(), how, on: "Jan 14, 2027".into(), drawn: drawn.then_some(strokes) };
        let certified = Certified { title: "Certification".into(), statement: statement.clone(), conditions: vec![statement], facts: vec![("Response".into(), reason.clone())], signed: name.clone() };
        PlanDocument {
            signed: vec![line; counts[0]],
            answered: vec![Answered { finding: reason.clone(), reason, by: name.clone() }; counts[1]],
            certifications: vec![certified; counts[2]],
            history: vec![VersionLine { version: "Version 1".into(), standing: "Sealed".into(), hash: "0f".into() }; counts[3]],
            hours: vec![hours; counts[1]],
            signers: vec![signer("Client", &name, ""); counts[4]],
            ..sample()
        }
    }
}

/// A plan with everything that stands on its paper, its charts, and the clinic's letterhead.
pub(crate) type Generated = (PlanDocument, Vec<Chart>, Option<Letterhead>);

prop_compose! {
    pub(crate) fn document()(
        texts in [words(), words(), words(), words(), words(), words()],
        assessed_needs in vec(need(), 0..8),
        problems in prop_oneof![1 => vec(problem(), 0..1), 6 => vec(problem(), 1..5), 1 => vec(problem(), 9..14)],
        care in care().boxed(),
        signing in signing().boxed(),
        outcomes in vec(chart().boxed(), 0..3),
        letterhead in option::of(letterhead().boxed()),
    ) -> Generated {
        let [vision, why_this_level, strengths, needs, criteria, participation] = texts;
        let mut plan = Plan { vision, why_this_level, strengths, needs, assessed_needs, problems, participation, ..care };
        plan.discharge.criteria = criteria;
        (PlanDocument { plan, ..signing }, outcomes, letterhead)
    }
}
