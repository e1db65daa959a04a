//! Each pack by itself, and the strictest of several.

use super::*;
use crate::rules::Level;

#[test]
fn every_section_of_every_pack_is_asked_for_at_the_level_of_the_strictest() {
    let blank = Plan { program: Some(Program::MentalHealthAdult), ..Plan::default() };
    for pack in shipped().unwrap() {
        let findings = check(&blank, &[pack], &facts());
        for rule in &pack.sections {
            let said =
                findings.iter().any(|it| it.path == rule.section.path() && it.level == rule.level);
            let filled = rule.section.path() == "program";
            assert_eq!(said, !filled, "{} {}", pack.id, rule.section.label());
        }
    }
}

#[test]
fn remote_sessions_count_for_everybody_but_medicare() {
    let mut plan = whole();
    plan.schedule[0].place = Place::Remote;
    assert!(!found(&plan, &facts()).contains(&"hours-enough".to_owned()));
    let medicare = Facts { medicare: true, ..facts() };
    let findings = check(&plan, &in_force(&plan, &medicare), &medicare);
    let hours = findings.iter().find(|it| it.rule == "hours-enough").unwrap();
    assert_eq!(hours.source, "Medicare IOP");
    assert_eq!(hours.message, "The week has 6.0 hours on site; 9.0 are asked for.");
}

#[test]
fn an_adolescent_needs_six_hours_and_family_in_the_plan() {
    let mut plan = whole();
    plan.schedule.pop();
    let young = Facts { age: Some(16), ..facts() };
    assert!(!found(&plan, &young).contains(&"hours-enough".to_owned()));
    assert!(found(&plan, &facts()).contains(&"hours-enough".to_owned()));
    plan.family_and_supports.clear();
    let findings = check(&plan, &in_force(&plan, &young), &young);
    let family = findings.iter().find(|it| it.path == "family_and_supports").unwrap();
    assert_eq!((family.level, family.source.as_str()), (Level::Blocks, "Adolescent"));
}

/// What a pack by itself finds, by its own name.
fn alone(pack: &Pack, plan: &Plan, facts: &Facts) -> Vec<Finding> {
    let own = |it: &Finding| it.source == pack.name;
    check(plan, &[pack], facts).into_iter().filter(own).collect()
}

fn has(found: &[Finding], rule: &str, path: &str) -> bool {
    found.iter().any(|it| it.rule == rule && it.path == path)
}

/// A sealed plan that everybody has signed.
fn signed() -> Facts {
    let signed = SignerRole::ALL.to_vec();
    Facts { sealed: true, certified: Some(today()), reviewed: Some(today()), signed, ..facts() }
}

#[test]
fn a_whole_plan_passes_each_pack_by_itself() {
    for pack in shipped().unwrap() {
        let draft = Facts { certified: Some(today()), ..facts() };
        assert_eq!(alone(pack, &whole(), &draft), [], "{}", pack.id);
        assert_eq!(alone(pack, &whole(), &signed()), [], "{}", pack.id);
    }
}

#[test]
fn each_section_of_a_pack_is_missed_at_its_own_level_and_by_its_own_name() {
    for pack in shipped().unwrap() {
        for rule in &pack.sections {
            let mut json = serde_json::to_value(whole()).unwrap();
            let path = rule.section.path();
            let place = json.pointer_mut(&format!("/{path}")).unwrap();
            *place = serde_json::to_value(Plan::default())
                .unwrap()
                .pointer(&format!("/{path}"))
                .unwrap()
                .clone();
            let plan: Plan = serde_json::from_value(json).unwrap();
            let found = alone(pack, &plan, &facts());
            let said = found.iter().find(|it| it.path == path).map(|it| it.level);
            assert_eq!(said, Some(rule.level), "{} {path}", pack.id);
        }
    }
}

#[test]
fn each_figure_of_a_pack_is_missed_by_a_little_and_by_its_own_name() {
    let ago = |days: u32| Some(today() - chrono::Days::new(days.into()));
    for pack in shipped().unwrap() {
        let figures = &pack.figures;
        let rules = |plan: &Plan, facts: &Facts| alone(pack, plan, facts);
        for (hours, age) in
            [(figures.hours_a_week_adult, 34), (figures.hours_a_week_adolescent, 16)]
        {
            let Some(hours) = hours else { continue };
            let facts = Facts { age: Some(age), ..signed() };
            let mut plan = whole();
            plan.schedule.iter_mut().for_each(|it| it.minutes = Entered::Known(hours * 20));
            assert!(!has(&rules(&plan, &facts), "hours-enough", "schedule"), "{}", pack.id);
            plan.schedule[0].minutes = Entered::Known(hours * 20 - 1);
            assert!(has(&rules(&plan, &facts), "hours-enough", "schedule"), "{}", pack.id);
        }
        if let Some(hours) = figures.warn_from_hours {
            let mut plan = whole();
            plan.schedule.iter_mut().for_each(|it| it.minutes = Entered::Known(hours * 20));
            assert!(has(&rules(&plan, &signed()), "hours-many", "schedule"), "{}", pack.id);
            plan.schedule[0].minutes = Entered::Known(hours * 20 - 1);
            assert!(!has(&rules(&plan, &signed()), "hours-many", "schedule"), "{}", pack.id);
        }
        if let Some(days) = figures.plan_due_days {
            let due = |ago| Facts { admitted: ago, ..facts() };
            let level = |facts: &Facts| rules(&whole(), facts).first().map(|it| it.level);
            assert_eq!(level(&due(ago(days))), Some(Level::Hint), "{}", pack.id);
            assert_eq!(level(&due(ago(days + 1))), Some(Level::Warns), "{}", pack.id);
        }
        if let Some(sessions) = figures.plan_due_sessions {
            let facts = Facts { sessions: Some(sessions), ..facts() };
            assert!(has(&rules(&whole(), &facts), "plan-due-sessions", "program"), "{}", pack.id);
        }
        if let Some(days) = figures.review_days {
            let due = |ago| Facts { in_force: ago, reviewed: None, ..signed() };
            let path = "reviews/every_days";
            assert!(has(&rules(&whole(), &due(ago(days + 1))), "review-due", path), "{}", pack.id);
            assert!(!has(&rules(&whole(), &due(ago(0))), "review-due", path), "{}", pack.id);
            let mut plan = whole();
            plan.reviews.every_days = Entered::Known(days);
            assert!(!has(&rules(&plan, &signed()), "review-interval", path), "{}", pack.id);
            plan.reviews.every_days = Entered::Known(days + 1);
            assert!(has(&rules(&plan, &signed()), "review-interval", path), "{}", pack.id);
        }
        if let Some(days) = figures.recertify_days {
            let due = |ago| Facts { certified: ago, ..signed() };
            let (rule, path) = ("certification-due", "program");
            assert!(has(&rules(&whole(), &due(ago(days + 1))), rule, path), "{}", pack.id);
            assert!(!has(&rules(&whole(), &due(ago(0))), rule, path), "{}", pack.id);
        }
    }
}

#[test]
fn each_signer_certification_and_way_of_counting_of_a_pack_is_missed_by_its_own_name() {
    for pack in shipped().unwrap() {
        for role in &pack.signers {
            let facts = Facts {
                signed: SignerRole::ALL.into_iter().filter(|it| it != role).collect(),
                ..signed()
            };
            let found = alone(pack, &whole(), &facts);
            let said: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
            assert_eq!(said, [format!("{} has not signed yet.", role.label())], "{}", pack.id);
        }
        let uncertified = Facts { certified: None, ..signed() };
        let missing = has(&alone(pack, &whole(), &uncertified), "certification-missing", "program");
        assert_eq!(missing, pack.certification.is_some(), "{}", pack.id);
        let mut remote = whole();
        remote.schedule.iter_mut().for_each(|it| it.place = Place::Remote);
        let short = has(&alone(pack, &remote, &facts()), "hours-enough", "schedule");
        assert_eq!(short, !pack.remote_counts, "{}", pack.id);
        let mut one_day = whole();
        for (at, planned) in (0..).zip(&mut one_day.schedule) {
            planned.day = Some(Day::Mon);
            planned.start = Entered::Known(MinuteOfDay::new(8 * 60 + at * 240).unwrap());
        }
        let shown = has(&alone(pack, &one_day, &facts()), "services-a-day", "schedule");
        assert_eq!(shown, pack.shows_services, "{}", pack.id);
    }
}

#[test]
fn hours_on_site_and_hours_of_any_place_are_both_asked_for() {
    let pack = |id: &str, hours| {
        let mut pack = shipped().unwrap().iter().find(|it| it.id == id).unwrap().clone();
        pack.figures.hours_a_week_adult = Some(hours);
        pack
    };
    let (any, on_site) = (pack("iop-core", 12), pack("medicare-iop", 9));
    let mut plan = whole();
    plan.schedule.push(Planned { place: Place::Remote, ..session(40, Day::Tue) });
    let facts = Facts { certified: Some(today()), ..facts() };
    let hours = |plan: &Plan| {
        let found = check(plan, &[&any, &on_site], &facts);
        let of = found.into_iter().filter(|it| it.rule == "hours-enough");
        of.map(|it| it.message).collect::<Vec<_>>()
    };
    assert_eq!(hours(&plan), [""; 0]);
    plan.schedule[0].place = Place::Remote;
    assert_eq!(hours(&plan), ["The week has 6.0 hours on site; 9.0 are asked for."]);
    plan.schedule.pop();
    let both = [
        "The week has 6.0 hours on site; 9.0 are asked for.",
        "The week has 9.0 hours; 12.0 are asked for.",
    ];
    assert_eq!(hours(&plan), both);
}
