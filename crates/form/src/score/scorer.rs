//! Scoring many responses to one form: each is read into a sheet once, and marked as often as is
//! wanted.

use super::{BandHit, Marks, Scored, Sheet};
use crate::answer::{Answer, Answers};
use crate::context::Context;
use crate::definition::Definition;

/// Scores responses to a form. What a definition names was resolved when it was read, so that a
/// sheet is marked without looking anything up and without setting memory aside.
///
/// ```
/// use form::{Answers, Catalog, Context, date, score::Marks};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let today = date::parse_stored("2026-11-23").ok_or("a date")?;
/// let phq9 = Catalog::shipped()?.form("phq-9").ok_or("a form")?;
/// let answers = Answers::from_json(&serde_json::json!({"q1": 2, "q2": 1, "q3": {"state": "declined"}}))?;
/// let (scorer, mut marks) = (phq9.scorer(), Marks::new());
/// let sheet = scorer.sheet(&answers);
/// scorer.mark(&sheet, &Context::on(today), &mut marks);
/// assert_eq!((marks.whole(0), marks.whole(1)), (None, Some(3)), "no total, but a PHQ-2");
/// assert_eq!(scorer.scored(&marks), form::score(phq9, &answers, &Context::on(today)));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Scorer<'d> {
    definition: &'d Definition,
}

impl Definition {
    /// The scorer of this form.
    #[must_use]
    pub fn scorer(&self) -> Scorer<'_> {
        Scorer { definition: self }
    }
}

impl<'d> Scorer<'d> {
    /// Reads a response.
    #[must_use]
    pub fn sheet(self, answers: &Answers) -> Sheet {
        let Definition { items, placed, .. } = self.definition;
        let mut sheet = Sheet::blank(items.len(), placed.comparisons);
        // Answers and what is asked lie in the order of ids: nothing is searched for.
        let mut given = answers.0.iter().peekable();
        for asked in &placed.asked {
            let Some(item) = items.get(asked.place) else { continue };
            if let Some(answer) = next_of(&mut given, &item.id) {
                sheet.enter(item, asked, answer);
            }
        }
        sheet
    }

    /// Works out scores, bands, alerts and follow-ups. The sheet must be one of this scorer's: by
    /// the sheet of another form the marks mean nothing.
    pub fn mark(self, sheet: &Sheet, context: &Context, marks: &mut Marks) {
        marks.take(&self.definition.placed, sheet, context);
    }

    /// The marks in words. They must be this scorer's.
    #[must_use]
    pub fn scored(self, marks: &Marks) -> Scored {
        let Definition { scores, alerts, follow_ups, .. } = self.definition;
        let values = scores.iter().enumerate().map(|(at, score)| {
            let value = marks.scores.get(at).and_then(|mark| mark.value);
            let work = self.definition.placed.scores.get(at);
            let told = work.zip(value).and_then(|(work, value)| work.told(value));
            (score.id.clone(), told)
        });
        let alerts = marks.alerts().filter_map(|at| alerts.get(at));
        let follow_ups = marks.follow_ups().filter_map(|at| follow_ups.get(at));
        Scored {
            scores: values.collect(),
            bands: marks.scores.iter().filter_map(|mark| self.hit(marks, mark.band?)).collect(),
            alerts: alerts.map(|alert| alert.id.clone()).collect(),
            follow_ups: follow_ups.map(|next| next.form.clone()).collect(),
        }
    }

    /// A band, with the mark that belongs to the sex for scoring.
    fn hit(self, marks: &Marks, at: usize) -> Option<BandHit> {
        let band = self.definition.bands.get(at)?;
        let mark = band.by_sex.get(marks.sex.word()).unwrap_or(&band.mark).clone();
        Some(BandHit { score: band.score.clone(), mark, decile: band.decile })
    }
}

/// The answer with this id, leaving out those before it.
fn next_of<'a>(
    given: &mut std::iter::Peekable<impl Iterator<Item = (&'a String, &'a Answer)>>,
    id: &String,
) -> Option<&'a Answer> {
    while given.next_if(|(given, _)| *given < id).is_some() {}
    given.next_if(|(given, _)| *given == id).map(|(_, answer)| answer)
}
