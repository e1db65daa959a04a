//! What several packs ask together: of each figure the strictest, with the pack that sets it. The
//! order in which packs are given does not matter.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Level,
    pack::{Pack, Section},
};
use crate::signature::SignerRole;

/// A figure and the pack that sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Days, sessions or hours.
    pub value: u32,
    /// The pack's name.
    pub pack: String,
}

/// The hours a week, and which sessions count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursRule {
    /// Minutes a week.
    pub minutes: u32,
    /// Whether remote sessions count.
    pub remote_counts: bool,
    /// The pack's name.
    pub pack: String,
}

/// What is asked in all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Strictest {
    /// Hours a week: those on site, and those of any place. Each has to be met; what another one
    /// says already is left out.
    pub hours: Vec<HoursRule>,
    /// Hours from which another level of care is thought of.
    pub warn_from_hours: Option<Figure>,
    /// Days in which the plan is due.
    pub plan_due_days: Option<Figure>,
    /// The session by which it is due.
    pub plan_due_sessions: Option<Figure>,
    /// Days from review to review.
    pub review_days: Option<Figure>,
    /// Days from certification to certification.
    pub recertify_days: Option<Figure>,
    /// Who signs, in the order of the line, each with the pack that asks.
    pub signers: BTreeMap<SignerRole, String>,
    /// The pack that asks a physician to certify.
    pub certification: Option<String>,
    /// Sections that have to say something, each with its level and the pack that sets it.
    pub sections: BTreeMap<Section, (Level, String)>,
    /// Whether services a day are shown, and for which pack.
    pub services: Option<String>,
}

/// One figure for the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "RuleFigure"))]
pub struct FigureRow {
    /// What is asked: "Review".
    pub label: String,
    /// How much: "every 14 days".
    pub value: String,
    /// Which pack sets it.
    pub pack: String,
}

/// What packs ask together of somebody of this age. Where two ask the same, the one whose id comes
/// first is named.
#[must_use]
pub fn strictest(packs: &[&Pack], adolescent: bool) -> Strictest {
    let mut ordered: Vec<&Pack> = packs.to_vec();
    ordered.sort_by(|a, b| a.id.cmp(&b.id));
    let mut all = Strictest::default();
    for pack in ordered {
        let figures = &pack.figures;
        all.hours(pack, adolescent);
        let name = &pack.name;
        least(&mut all.warn_from_hours, figures.warn_from_hours, name);
        least(&mut all.plan_due_days, figures.plan_due_days, name);
        least(&mut all.plan_due_sessions, figures.plan_due_sessions, name);
        least(&mut all.review_days, figures.review_days, name);
        least(&mut all.recertify_days, figures.recertify_days, name);
        for role in &pack.signers {
            all.signers.entry(*role).or_insert_with(|| name.clone());
        }
        if pack.certification.is_some() && all.certification.is_none() {
            all.certification = Some(name.clone());
        }
        for rule in &pack.sections {
            let known = all.sections.entry(rule.section).or_insert((rule.level, name.clone()));
            if rule.level < known.0 {
                *known = (rule.level, name.clone());
            }
        }
        if pack.shows_services && all.services.is_none() {
            all.services = Some(name.clone());
        }
    }
    all.settle_hours();
    all
}

fn least(known: &mut Option<Figure>, figure: Option<u32>, pack: &str) {
    let Some(value) = figure else { return };
    if known.as_ref().is_none_or(|known| value < known.value) {
        *known = Some(Figure { value, pack: pack.to_owned() });
    }
}

impl Strictest {
    /// More minutes are stricter, apart for each kind of counting: an hour on site is not made up
    /// for by a remote one.
    fn hours(&mut self, pack: &Pack, adolescent: bool) {
        let figures = &pack.figures;
        let hours =
            if adolescent { figures.hours_a_week_adolescent } else { figures.hours_a_week_adult };
        let Some(minutes) = hours.map(|hours| hours * 60) else { return };
        let (remote_counts, pack) = (pack.remote_counts, pack.name.clone());
        let rule = HoursRule { minutes, remote_counts, pack };
        match self.hours.iter_mut().find(|known| known.remote_counts == remote_counts) {
            Some(known) if minutes > known.minutes => *known = rule,
            Some(_) => {}
            None => self.hours.push(rule),
        }
    }

    /// On site first. Hours of any place say nothing beside as many on site.
    fn settle_hours(&mut self) {
        self.hours.sort_by_key(|rule| rule.remote_counts);
        let on_site = self.hours.iter().find(|rule| !rule.remote_counts);
        let on_site = on_site.map_or(0, |rule| rule.minutes);
        self.hours.retain(|rule| !rule.remote_counts || rule.minutes > on_site);
    }

    /// The figures as the screen shows them.
    #[must_use]
    pub fn view(&self) -> Vec<FigureRow> {
        let row = |label: &str, value: String, pack: &str| FigureRow {
            label: label.to_owned(),
            value,
            pack: pack.to_owned(),
        };
        let mut rows = Vec::new();
        for hours in &self.hours {
            let on_site = if hours.remote_counts { "" } else { ", on site" };
            rows.push(row("Hours", format!("{} a week{on_site}", hours.minutes / 60), &hours.pack));
        }
        for (label, figure, words) in [
            ("Plan", &self.plan_due_days, "within {} days"),
            ("Plan", &self.plan_due_sessions, "by session {}"),
            ("Review", &self.review_days, "every {} days"),
            ("Certification", &self.recertify_days, "every {} days"),
        ] {
            if let Some(figure) = figure {
                rows.push(row(label, words.replace("{}", &figure.value.to_string()), &figure.pack));
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::super::shipped;
    use super::*;

    fn of(ids: &[&str]) -> Strictest {
        let packs: Vec<&Pack> =
            shipped().unwrap().iter().filter(|it| ids.contains(&it.id.as_str())).collect();
        strictest(&packs, false)
    }

    #[test]
    fn the_strictest_wins_and_says_so() {
        let all = of(&["iop-core", "frequent-review-state"]);
        let review = all.review_days.unwrap();
        assert_eq!((review.value, review.pack.as_str()), (14, "Frequent-review state (sample)"));
        let medicare = of(&["iop-core", "medicare-iop"]);
        let hours = &medicare.hours[..];
        assert_eq!((hours[0].minutes, hours[0].remote_counts, hours.len()), (540, false, 1));
        assert_eq!(medicare.signers[&SignerRole::Physician], "Medicare IOP");
        assert_eq!(medicare.signers[&SignerRole::Client], "IOP core");
        assert_eq!(medicare.certification.as_deref(), Some("Medicare IOP"));
        assert_eq!(of(&["iop-core"]).certification, None);
        let core = of(&["iop-core"]).sections[&Section::WhyThisLevel].0;
        assert_eq!(
            (core, medicare.sections[&Section::WhyThisLevel].0),
            (Level::Warns, Level::Blocks)
        );
    }

    #[test]
    fn an_adolescent_needs_six_hours_unless_another_pack_asks_for_more() {
        let core = shipped().unwrap().iter().filter(|it| it.id == "iop-core").collect::<Vec<_>>();
        assert_eq!(strictest(&core, true).hours[0].minutes, 360);
    }

    /// A pack that asks for so many hours of adults.
    fn asking(id: &str, hours: u32, remote_counts: bool) -> Pack {
        let core = shipped().unwrap().iter().find(|it| it.id == "iop-core").unwrap().clone();
        let mut pack = Pack { id: id.into(), name: id.to_uppercase(), remote_counts, ..core };
        pack.figures.hours_a_week_adult = Some(hours);
        pack
    }

    #[test]
    fn more_hours_of_any_place_do_not_drop_those_that_are_asked_for_on_site() {
        type Case<'c> = (&'c [(&'c str, u32, bool)], &'c [(u32, bool, &'c str)]);
        let cases: [Case<'_>; 6] = [
            (&[("a", 9, false), ("b", 12, true)], &[(540, false, "A"), (720, true, "B")]),
            (&[("a", 9, false), ("b", 9, true)], &[(540, false, "A")]),
            (&[("a", 12, false), ("b", 9, true)], &[(720, false, "A")]),
            (&[("a", 9, true), ("b", 9, true)], &[(540, true, "A")]),
            (&[("a", 6, false), ("b", 9, false), ("c", 7, true)], &[(540, false, "B")]),
            (&[], &[]),
        ];
        for (given, expected) in cases {
            let packs: Vec<Pack> =
                given.iter().map(|(id, hours, remote)| asking(id, *hours, *remote)).collect();
            for packs in [packs.iter().collect(), packs.iter().rev().collect::<Vec<&Pack>>()] {
                let all = strictest(&packs, false);
                let found: Vec<(u32, bool, &str)> = all
                    .hours
                    .iter()
                    .map(|it| (it.minutes, it.remote_counts, it.pack.as_str()))
                    .collect();
                assert_eq!(found, expected, "{given:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_order_of_packs_does_not_matter(order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(), taken in vec(any::<bool>(), 6)) {
            let packs = shipped().unwrap();
            let given: Vec<&Pack> = order.iter().filter(|at| taken[**at]).map(|at| &packs[*at]).collect();
            let plain: Vec<&Pack> = (0..6).filter(|at| taken[*at]).map(|at| &packs[at]).collect();
            prop_assert_eq!(strictest(&given, false), strictest(&plain, false));
        }
    }
}
