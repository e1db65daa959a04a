//! Objectives are checked by structure: measure, baseline, target, date. Nothing guesses at prose.

use super::{Found, shown};
use crate::{
    plan::{Direction, MeasureKind, Objective, Status},
    rules::Level,
};

pub(super) const RULES: &[&str] = &[
    "objective-baseline",
    "objective-baseline-number",
    "objective-date",
    "objective-date-far",
    "objective-date-past",
    "objective-date-readable",
    "objective-direction",
    "objective-has-intervention",
    "objective-instrument",
    "objective-instrument-known",
    "objective-kind",
    "objective-library-text",
    "objective-measure",
    "objective-reached",
    "objective-score-range",
    "objective-stated",
    "objective-target",
    "objective-target-number",
];

/// Days from today after which a target date is more likely a slip than a plan.
const FAR: i64 = 366;

impl Found<'_> {
    pub(super) fn objective(&mut self, goal: &str, objective: &Objective) {
        let path = format!("{goal}/objectives/{}", shown(objective.id));
        let at = |field: &str| format!("{path}/{field}");
        self.blank(&objective.text, "objective-stated", &at("text"), "An objective has no words.");
        self.unchanged(objective.library.as_ref(), "objective", Level::Warns, &at("text"));
        let texts = [
            (&objective.measure, "measure", "An objective does not say how it is measured."),
            (&objective.baseline, "baseline", "An objective has no baseline."),
            (&objective.target, "target", "An objective has no target."),
        ];
        for (text, field, message) in texts {
            self.blank(text, &format!("objective-{field}"), &at(field), message);
        }
        self.measured(objective, &path);
        self.dated(objective, &at("target_date"));
        if objective.interventions.is_empty() {
            let message = "An objective has no intervention.";
            self.core("objective-has-intervention", Level::Blocks, &at("interventions"), message);
        }
        objective.interventions.iter().for_each(|entry| self.intervention(&path, entry));
    }

    /// Scores and counts have numbers on both ends, and a target that is not reached yet. So has an
    /// objective that does not say by what kind of thing it is measured, once both are numbers.
    fn measured(&mut self, objective: &Objective, path: &str) {
        let at = |field: &str| format!("{path}/{field}");
        if objective.measure_kind == Some(MeasureKind::Other) {
            return;
        }
        if objective.measure_kind.is_none() {
            let message = "An objective does not say whether a score, a count or something else \
                           measures it.";
            self.core("objective-kind", Level::Blocks, &at("measure_kind"), message);
        }
        if objective.measure_kind == Some(MeasureKind::Instrument) {
            self.scored(objective, path);
        }
        for (text, field) in [(&objective.baseline, "baseline"), (&objective.target, "target")] {
            let asked = objective.measure_kind.is_some() && !text.trim().is_empty();
            if asked && number(text).is_none() {
                let message = "A score or a count needs a number here.";
                self.core(&format!("objective-{field}-number"), Level::Blocks, &at(field), message);
            }
        }
        let Some((baseline, target)) = number(&objective.baseline).zip(number(&objective.target))
        else {
            return;
        };
        let Some(direction) = objective.direction else {
            let message = "An objective does not say on which side of the target it is reached.";
            return self.core("objective-direction", Level::Warns, &at("target"), message);
        };
        let reached = match direction {
            Direction::AtLeast => baseline >= target,
            Direction::AtMost => baseline <= target,
        };
        if reached && objective.status != Status::Met {
            let message = "The baseline is at the target already.";
            self.core("objective-reached", Level::Warns, &at("target"), message);
        }
    }

    /// A score that is known here, with both ends among the values it can have.
    fn scored(&mut self, objective: &Objective, path: &str) {
        let at = |field: &str| format!("{path}/{field}");
        let instrument = objective.instrument.trim();
        if instrument.is_empty() {
            let message = "An objective is measured by a score and does not say by which.";
            return self.core("objective-instrument", Level::Blocks, &at("measure"), message);
        }
        let Some(range) = self.facts.scores.get(instrument) else {
            let message = "No screening here has the score that measures an objective.";
            return self.core("objective-instrument-known", Level::Blocks, &at("measure"), message);
        };
        let Some((low, high)) = *range else { return };
        for (text, field) in [(&objective.baseline, "baseline"), (&objective.target, "target")] {
            if number(text).is_some_and(|it| it < low || it > high) {
                let message = format!("This score is never outside {low} to {high}.");
                self.core("objective-score-range", Level::Blocks, &at(field), &message);
            }
        }
    }

    fn dated(&mut self, objective: &Objective, path: &str) {
        let message = "An objective has no target date.";
        self.entered(&objective.target_date, "objective-date", path, message);
        let Some(date) = objective.target_date.known() else { return };
        let over =
            matches!(objective.status, Status::Met | Status::Deferred | Status::Discontinued);
        let days = (date - self.facts.today).num_days();
        if days < 0 && !over {
            let message = "The target date has passed and the objective is open.";
            self.core("objective-date-past", Level::Warns, path, message);
        }
        if days > FAR {
            let message = "The target date is more than a year away.";
            self.core("objective-date-far", Level::Warns, path, message);
        }
    }
}

/// The number a text begins with: "17", "3 of 7 nights", "2.5", "1,000". Nothing for words, nor for
/// "1,5", which could be two numbers or one and a half.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let outside = |(at, c): (usize, char)| {
        let grouping = c == ',' && text[at + 1..].starts_with(|next: char| next.is_ascii_digit());
        !(c.is_ascii_digit() || c == '.' || grouping)
    };
    let end = text.char_indices().find(|it| outside(*it)).map_or(text.len(), |(at, _)| at);
    let (digits, rest) = text.split_at(end);
    let apart = rest.is_empty() || rest.starts_with([' ', '%', '/', ',']);
    let digits = ungrouped(digits.trim_end_matches('.'))?;
    digits.parse().ok().filter(|_| apart)
}

/// Without commas between thousands; nothing when a comma stands elsewhere.
fn ungrouped(digits: &str) -> Option<String> {
    let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut groups = groups.peekable();
    let grouped = groups.peek().is_some();
    let sound = !grouped || (1..=3).contains(&first.len());
    let commas_after_the_dot = digits[whole.len()..].contains(',');
    (sound && groups.all(|group| group.len() == 3) && !commas_after_the_dot)
        .then(|| digits.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_is_read_where_a_text_begins_with_one() {
        let cases = [
            ("17", Some(17.0)),
            (" 2.5 nights", Some(2.5)),
            ("3 of 7", Some(3.0)),
            ("40%", Some(40.0)),
            ("9.", Some(9.0)),
            ("none", None),
            ("", None),
            ("3rd", None),
            ("1.2.3", None),
            (".", None),
            ("1,000", Some(1_000.0)),
            ("12,345.5 steps", Some(12_345.5)),
            ("1,000,000", Some(1_000_000.0)),
            ("3, then fewer", Some(3.0)),
            ("3,", Some(3.0)),
            ("1,5", None),
            ("1,50 h", None),
            ("1,0000", None),
            ("1000,000", None),
            ("1.5,000", None),
            (",5", None),
            ("½", None),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
