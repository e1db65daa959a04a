//! What a chart says in words: a sentence below it, and all of it to who cannot see it.

use super::{Chart, ChartPoint, PlanDate, number};

impl Chart {
    /// What the chart shows, in a sentence or two; it stands below it.
    #[must_use]
    pub fn sentence(&self) -> String {
        let language = self.language;
        let scored = self.scored();
        let mut said = vec![match scored.as_slice() {
            [] => language.pick("No score yet.", "Todavía no hay puntuación.").to_owned(),
            [(only, value)] => {
                let score = self.named(&only.shown, *value);
                let on = language.date(only.on);
                language.pick(format!("One score: {score} on {on}."), {
                    format!("Una puntuación: {score}, el {on}.")
                })
            }
            [first, .., last] => self.course(*first, *last, &scored),
        }];
        said.extend(self.target.map(|target| {
            language.pick(format!("Target: {}.", number(target)), {
                format!("Meta: {}.", number(target))
            })
        }));
        said.extend(self.not_scored(self.points.len() - scored.len()));
        said.extend(self.outside(&scored));
        said.join(" ")
    }

    /// From the first score to the last.
    fn course(
        &self,
        first: (&ChartPoint, f64),
        last: (&ChartPoint, f64),
        scored: &[(&ChartPoint, f64)],
    ) -> String {
        let count = scored.len();
        let (from, to) = (self.language.date(first.0.on), self.language.date(last.0.on));
        let (before, after) =
            (self.named(&first.0.shown, first.1), self.named(&last.0.shown, last.1));
        if from == to {
            return self.language.pick(
                format!("{count} scores on {to}: first {before}, last {after}."),
                format!("{count} puntuaciones el {to}: primera {before}, última {after}."),
            );
        }
        if scored.iter().all(|(_, value)| *value == first.1) {
            return self.language.pick(
                format!("{count} scores from {from} to {to}, each of them {after}."),
                format!("{count} puntuaciones del {from} al {to}, todas {after}."),
            );
        }
        self.language.pick(
            format!("{count} scores from {from} to {to}: first {before}, last {after}."),
            format!("{count} puntuaciones del {from} al {to}: primera {before}, última {after}."),
        )
    }

    fn not_scored(&self, count: usize) -> Option<String> {
        let sentence = match count {
            0 => return None,
            1 => self.language.pick(
                "One result has no number; the line leaves it out.".to_owned(),
                "Un resultado no tiene número; la línea lo omite.".to_owned(),
            ),
            _ => self.language.pick(
                format!("{count} results have no number; the line leaves them out."),
                format!("{count} resultados no tienen número; la línea los omite."),
            ),
        };
        Some(sentence)
    }

    fn outside(&self, scored: &[(&ChartPoint, f64)]) -> Option<String> {
        let (low, high) = self.range?;
        let count = scored.iter().filter(|(_, value)| !(low..=high).contains(value)).count();
        let (low, high) = (number(low), number(high));
        let sentence = match count {
            0 => return None,
            1 => self.language.pick(
                format!("One score lies outside {low} to {high}; it is drawn at the edge."),
                format!("Una puntuación está fuera de {low} a {high}; se dibuja en el borde."),
            ),
            _ => self.language.pick(
                format!("{count} scores lie outside {low} to {high}; they are drawn at the edge."),
                format!(
                    "{count} puntuaciones están fuera de {low} a {high}; se dibujan en el borde."
                ),
            ),
        };
        Some(sentence)
    }

    /// The whole chart in words: the sentence, every score with its day, and the plans.
    #[must_use]
    pub fn alternative(&self) -> String {
        let language = self.language;
        let mut said = vec![format!("{}.", self.title.trim().trim_end_matches('.'))];
        said.push(self.sentence());
        let score = |point: &ChartPoint| {
            let score = match ChartPoint::known(point) {
                Some(value) => self.named(&point.shown, value),
                None if !point.shown.trim().is_empty() => point.shown.trim().to_owned(),
                None => language.pick("not scored", "sin calificar").to_owned(),
            };
            format!("{}: {score}", language.date(point.on))
        };
        let scores: Vec<String> = self.ordered().into_iter().map(score).collect();
        if !scores.is_empty() {
            said.push(format!("{}.", scores.join("; ")));
        }
        let mut plans = self.plans.clone();
        plans.sort_by_key(|plan| plan.on);
        let plan = |plan: &PlanDate| format!("{}: {}", plan.label.trim(), language.date(plan.on));
        let plans: Vec<String> = plans.iter().map(plan).collect();
        if !plans.is_empty() {
            said.push(format!("{}.", plans.join("; ")));
        }
        said.join(" ")
    }

    /// A score with what it means: "17 (Moderately severe)".
    fn named(&self, shown: &str, value: f64) -> String {
        let shown = match shown.trim() {
            "" => number(value),
            shown => shown.to_owned(),
        };
        let band = self.bands.iter().find(|band| (band.from..=band.to).contains(&value));
        match band.map(|band| band.label.trim()) {
            Some(label) if !label.is_empty() => format!("{shown} ({label})"),
            _ => shown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, block::ChartBand};
    use chrono::NaiveDate;

    fn chart(values: &[Option<f64>]) -> Chart {
        let first = NaiveDate::from_ymd_opt(2027, 1, 12).unwrap();
        let point = |(index, value): (usize, &Option<f64>)| ChartPoint {
            on: first + chrono::Days::new(14 * index as u64),
            value: *value,
            shown: value.map(number).unwrap_or_default(),
        };
        let band =
            |label: &str, from, to| ChartBand { label: label.into(), from, to, severity: None };
        Chart {
            title: "PHQ-9, total".into(),
            points: values.iter().enumerate().map(point).collect(),
            bands: vec![band("Minimal", 0.0, 4.0), band("Moderate", 10.0, 14.0)],
            range: Some((0.0, 27.0)),
            ..Chart::default()
        }
    }

    #[test]
    fn a_sentence_says_what_the_line_shows() {
        let cases: [(&[Option<f64>], &str, &str); 6] = [
            (&[], "No score yet.", "Todavía no hay puntuación."),
            (
                &[Some(12.0)],
                "One score: 12 (Moderate) on Jan 12, 2027.",
                "Una puntuación: 12 (Moderate), el 12 ene 2027.",
            ),
            (
                &[Some(12.0), Some(4.0)],
                "2 scores from Jan 12, 2027 to Jan 26, 2027: first 12 (Moderate), last 4 (Minimal).",
                "2 puntuaciones del 12 ene 2027 al 26 ene 2027: primera 12 (Moderate), última 4 (Minimal).",
            ),
            (
                &[Some(7.5), Some(7.5)],
                "2 scores from Jan 12, 2027 to Jan 26, 2027, each of them 7.5.",
                "2 puntuaciones del 12 ene 2027 al 26 ene 2027, todas 7.5.",
            ),
            (
                &[None, Some(f64::NAN)],
                "No score yet. 2 results have no number; the line leaves them out.",
                "Todavía no hay puntuación. 2 resultados no tienen número; la línea los omite.",
            ),
            (
                &[Some(31.0)],
                "One score: 31 on Jan 12, 2027. One score lies outside 0 to 27; it is drawn at the edge.",
                "Una puntuación: 31, el 12 ene 2027. Una puntuación está fuera de 0 a 27; se dibuja en el borde.",
            ),
        ];
        for (values, english, spanish) in cases {
            let chart = chart(values);
            assert_eq!(chart.sentence(), english);
            assert_eq!(Chart { language: Language::Spanish, ..chart }.sentence(), spanish);
        }
    }

    #[test]
    fn the_alternative_says_every_score_the_target_and_the_plans_in_order_of_time() {
        let mut chart = chart(&[Some(12.0), None, Some(4.0)]);
        chart.points.reverse();
        chart.target = Some(9.0);
        chart.plans = vec![PlanDate { on: chart.points[0].on, label: "Plan 1".into() }];
        assert_eq!(
            chart.alternative(),
            "PHQ-9, total. 2 scores from Jan 12, 2027 to Feb 9, 2027: first 12 (Moderate), last 4 \
             (Minimal). Target: 9. One result has no number; the line leaves it out. Jan 12, 2027: 12 (Moderate); \
             Jan 26, 2027: not scored; Feb 9, 2027: 4 (Minimal). Plan 1: Feb 9, 2027."
        );
    }
}
