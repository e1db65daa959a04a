//! What time asks: the plan itself, reviews, certifications, signatures.

use chrono::NaiveDate;

use super::{CORE, Found};
use crate::{
    certification::stands_until, review::next_review, rules::Level, signature::SignerRole,
};

pub(super) const RULES: &[&str] = &[
    "certification-due",
    "certification-missing",
    "cosignature-asked",
    "plan-due",
    "plan-due-sessions",
    "review-due",
    "review-interval",
    "review-interval-readable",
    "signature-missing",
];

/// Days before something is due at which it is said.
const SOON: i64 = 7;
/// Sessions before the plan is due at which it is said: a week of an intensive program.
const SOON_SESSIONS: u32 = 3;
/// Whose a shorter interval is that the plan itself names.
const OWN: &str = "This plan";
/// Whose the day is that the last review named.
const LAST_REVIEW: &str = "The last review";

impl Found<'_> {
    pub(super) fn due(&mut self) {
        self.interval();
        if self.facts.sealed {
            self.signatures();
            self.review();
        } else {
            self.plan_due();
            if self.facts.cosignature {
                let message = "Your credential asks for a supervisor's signature beside yours.";
                self.core("cosignature-asked", Level::Hint, "participation", message);
            }
        }
        self.certification();
    }

    fn interval(&mut self) {
        let own = &self.plan.reviews.every_days;
        if own.is_unreadable() {
            let message = "This could not be read as a number of days; it is kept as typed.";
            let path = "reviews/every_days";
            return self.core("review-interval-readable", Level::Blocks, path, message);
        }
        let asked = self.asked.review_days.as_ref();
        if let Some((days, figure)) = own.known().zip(asked)
            && (days > figure.value || days == 0)
        {
            let message = format!("Reviews are asked for at least every {} days.", figure.value);
            let path = "reviews/every_days";
            self.add("review-interval", Level::Blocks, path, &message, &figure.pack);
        }
    }

    fn plan_due(&mut self) {
        if self.facts.amends {
            return;
        }
        let asked = self.asked;
        if let Some((figure, admitted)) = asked.plan_due_days.as_ref().zip(self.facts.admitted) {
            let by = stands_until(admitted, figure.value);
            self.by_day("plan-due", by, "program", "The plan", &figure.pack);
        }
        if let Some((figure, sessions)) = asked.plan_due_sessions.as_ref().zip(self.facts.sessions)
        {
            let left = figure.value.saturating_sub(sessions);
            let (level, is) = match left {
                0 => (Level::Warns, "was"),
                1..=SOON_SESSIONS => (Level::Hint, "is"),
                _ => return,
            };
            let message = format!("The plan {is} due by session {}.", figure.value);
            self.add("plan-due-sessions", level, "program", &message, &figure.pack);
        }
    }

    /// Says that something is due by a day: a hint while it is coming, a warning once it is late.
    fn by_day(&mut self, rule: &str, by: NaiveDate, path: &str, what: &str, source: &str) {
        let left = (by - self.facts.today).num_days();
        let on = form::date::shown(by);
        if left < 0 {
            let message = format!("{what} was due on {on}.");
            self.add(rule, Level::Warns, path, &message, source);
        } else if left <= SOON {
            let message = format!("{what} is due by {on}.");
            self.add(rule, Level::Hint, path, &message, source);
        }
    }

    /// The next review after the last one or, before there was one, after the first version came
    /// into force: an amendment is no review. The earliest of what a pack asks, the plan says of itself and the last review named.
    fn review(&mut self) {
        let (asked, facts) = (self.asked, self.facts);
        let Some(since) = facts.reviewed.or(facts.in_force) else { return };
        let own = self.plan.reviews.every_days.known().filter(|days| *days > 0);
        let pack = asked.review_days.as_ref();
        let due = |named, days: Option<u32>, source| {
            let next = next_review(since, named, days.as_slice(), facts.today)?;
            Some((next.by, source))
        };
        let of_pack = pack.and_then(|figure| due(None, Some(figure.value), figure.pack.as_str()));
        let all = [of_pack, due(None, own, OWN), due(facts.review_named, None, LAST_REVIEW)];
        // Of equal days the pack is named.
        if let Some((by, source)) = all.into_iter().flatten().min_by_key(|(by, _)| *by) {
            self.by_day("review-due", by, "reviews/every_days", "The next review", source);
        }
    }

    /// A physician certifies what is sealed; before that it is only a hint that it will be needed.
    fn certification(&mut self) {
        let asked = self.asked;
        let figure = asked.recertify_days.as_ref();
        let Some(pack) = asked.certification.as_ref().or(figure.map(|it| &it.pack)) else { return };
        let before = self.all.len();
        match self.facts.certified {
            None => {
                let message = "A physician has not certified the plan yet.";
                let (rule, path) = ("certification-missing", "program");
                self.add(rule, Level::Warns, path, message, pack);
            }
            Some(signed) => {
                let Some(figure) = figure else { return };
                let (by, what) = (stands_until(signed, figure.value), "The next certification");
                self.by_day("certification-due", by, "program", what, &figure.pack);
            }
        }
        if !self.facts.sealed {
            self.all.iter_mut().skip(before).for_each(|it| it.level = Level::Hint);
        }
    }

    /// Who is asked and has not signed. Sealing comes before it, so that it never blocks.
    fn signatures(&mut self) {
        let (mut asked, facts) = (self.asked.signers.clone(), self.facts);
        for (role, by_facts) in [
            (SignerRole::Guardian, facts.guardian_signs),
            (SignerRole::Supervisor, facts.cosignature),
        ] {
            if by_facts {
                asked.entry(role).or_insert_with(|| CORE.to_owned());
            }
        }
        for (role, pack) in asked.into_iter().filter(|(role, _)| !facts.signed.contains(role)) {
            let message = format!("{} has not signed yet.", role.label());
            self.add("signature-missing", Level::Warns, "participation", &message, &pack);
        }
    }
}
