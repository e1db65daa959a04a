//! A library in order passes, and each way of breaking it is found by the rule that is meant.

use form::Catalog;

use super::super::parse::tests::sample;
use super::super::shipped;
use super::*;

fn found(areas: &[Area]) -> Vec<Finding> {
    let catalog = Catalog::shipped().unwrap();
    lint(areas, |id| catalog.form(id).map(AsRef::as_ref))
}

/// What the lint says of the sample after something was done to it.
fn rules_broken_by(change: fn(&mut Area)) -> Vec<Rule> {
    let mut area = sample();
    change(&mut area);
    let mut rules: Vec<Rule> = found(&[area]).into_iter().map(|it| it.rule).collect();
    rules.dedup();
    rules
}

#[test]
fn the_shipped_library_passes() {
    let findings = found(shipped().unwrap());
    let lines: Vec<String> = findings
        .iter()
        .map(|it| format!("{}: {}: {:?}: {}", it.area, it.place, it.rule, it.what))
        .collect();
    assert!(lines.is_empty(), "{} findings\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn each_break_is_found_by_its_own_rule() {
    type Change = fn(&mut Area);
    let breaks: [(Rule, Change); 21] = [
        (Rule::Counts, |it| it.problems.truncate(1)),
        (Rule::Counts, |it| it.interventions.truncate(7)),
        (Rule::Counts, |it| {
            it.interventions.iter_mut().for_each(|one| one.modality = crate::plan::Modality::Group);
        }),
        (Rule::GoalWithoutObjective, |it| {
            it.objectives.iter_mut().for_each(|one| one.goal = "rest".into());
        }),
        (Rule::Score, |it| it.indicated_by[0].form = "phq-99".into()),
        (Rule::Score, |it| it.indicated_by[0].score = "sum".into()),
        (Rule::Score, |it| it.indicated_by[0].when = Threshold::AtLeast(22.0)),
        (Rule::Score, |it| it.indicated_by[0].when = Threshold::Is(vec!["severe".into()])),
        (Rule::Score, |it| it.objectives[0].target = "-1".into()),
        (Rule::Numbers, |it| it.objectives[1].weeks = 27),
        (Rule::Numbers, |it| it.interventions[0].minutes = 4),
        (Rule::Numbers, |it| it.interventions[0].times_a_week = 8.0),
        (Rule::Numbers, |it| it.interventions[0].times_a_week = f64::NAN),
        (Rule::ReadingLevel, |it| {
            it.goals[0].client =
                "Demonstrate considerable responsibility regarding medication".into();
        }),
        (Rule::SentenceTwice, |it| it.goals[0].text = it.goals[1].text.to_uppercase()),
        (Rule::SentenceTwice, |it| it.goals[0].text = format!("Rest. {}.", it.goals[1].text)),
        (Rule::Words, |it| it.problems[0].text = "The person suffers from worry".into()),
        (Rule::Words, |it| it.keywords.push("addict".into())),
        (Rule::Plural, |it| it.goals[0].client = "I want to go for our old walks".into()),
        (Rule::Marks, |it| it.goals[0].client = "I want to get out and walk!".into()),
        (Rule::Marks, |it| it.interventions[0].text.push(' ')),
    ];
    assert!(rules_broken_by(|_| ()).is_empty(), "the sample itself is in order");
    for (nth, (rule, change)) in breaks.into_iter().enumerate() {
        assert_eq!(rules_broken_by(change), [rule], "break {nth}");
    }
}

#[test]
fn hard_words_everywhere_are_found_for_the_area_though_no_single_text_is_over() {
    let rules = found(&[{
        let mut area = sample();
        let hard = |nth: usize| {
            format!(
                "Use plan number {nth} to find a way out when money and family worries come up at night"
            )
        };
        area.goals.iter_mut().enumerate().for_each(|(nth, it)| it.client = hard(nth));
        area.objectives.iter_mut().enumerate().for_each(|(nth, it)| it.client = hard(nth + 10));
        area.interventions.iter_mut().enumerate().for_each(|(nth, it)| it.client = hard(nth + 20));
        area
    }]);
    assert_eq!(rules.len(), 1, "{rules:?}");
    assert_eq!((rules[0].rule, rules[0].place.as_str()), (Rule::ReadingLevel, ""));
}

#[test]
fn a_sentence_of_another_area_and_an_id_of_another_area_are_found() {
    let twice = found(&[sample(), sample()]);
    assert!(twice.iter().any(|it| it.rule == Rule::AreaTwice));
    let again = twice.iter().filter(|it| it.rule == Rule::SentenceTwice).count();
    assert!(again >= 30, "{again}");
}
