//! Screenings of a client: which may be given, which were, and the alerts that still stand.

use std::{collections::BTreeSet, sync::Arc};

use form::Definition;
use record::{Id, plan::Direction};
use serde_json::Value;

use crate::{
    Code, Result, Session,
    body::ResponseBody,
    directory::ResponseMeta,
    flags::is_urgent,
    section_view::{alerts, band, json},
    view::{MeasureView, ScreeningRow},
};

/// An alert that stands.
pub(crate) struct StandingAlert {
    pub(crate) form: Arc<Definition>,
    /// When the answers were begun that raised it.
    pub(crate) at: String,
    pub(crate) message: String,
    /// Whether a blank raised it, and no answer.
    pub(crate) raised_by_blank: bool,
}

impl Session {
    /// Whether an instrument is meant for a person of this age.
    pub(crate) fn is_meant_for(&self, form: &Definition, client: Id) -> Result<bool> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let today = self.clock().today();
        let age = entry.birth().and_then(|birth| form::date::age_on(birth, today));
        let instrument = form.instrument.as_ref().zip(age);
        Ok(instrument.is_none_or(|(known, age)| known.population.includes(age)))
    }

    /// Screenings given in this episode, newest first; none without the clinical key.
    pub(crate) fn screenings(&self, client: Id) -> Result<Vec<ScreeningRow>> {
        self.given(client)?.iter().map(|meta| self.screening_row(client, meta)).collect()
    }

    pub(crate) fn given(&self, client: Id) -> Result<Vec<ResponseMeta>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        if !self.clinical() {
            return Ok(Vec::new());
        }
        let screening = |meta: &&ResponseMeta| {
            self.forms.form(&meta.form).is_ok_and(|form| form.role == form::Role::Screening)
        };
        let mut given: Vec<ResponseMeta> =
            entry.responses.iter().filter(screening).cloned().collect();
        given.sort_by(|a, b| b.started_at.cmp(&a.started_at).then(b.record.cmp(&a.record)));
        Ok(given)
    }

    fn screening_row(&self, client: Id, meta: &ResponseMeta) -> Result<ScreeningRow> {
        let (form, scored) = self.scored(client, meta)?;
        let first = form.scores.first();
        let value = first.and_then(|score| scored.score(&score.id));
        Ok(ScreeningRow {
            record: meta.record.to_string(),
            form: meta.form.clone(),
            title: form.short_title.clone(),
            at: meta.started_at.clone(),
            status: meta.status,
            score: value.map(plain).unwrap_or_default(),
            band: first.and_then(|score| scored.band(&score.id)).map(band),
        })
    }

    pub(crate) fn scored(
        &self,
        client: Id,
        meta: &ResponseMeta,
    ) -> Result<(Arc<Definition>, form::Scored)> {
        let body = self.ledger.load::<ResponseBody>(meta.record)?.envelope.body;
        let form = self.forms.given(&body)?;
        let context = self.context_of(client, &form)?;
        let scored = form::score(&form, &body.answers, &context);
        Ok((form, scored))
    }

    /// Critical and high alerts in words, newest answers first, each once.
    pub(crate) fn standing_alerts(&self, client: Id) -> Result<Vec<String>> {
        let mut lines: Vec<String> = Vec::new();
        for it in self.standing(client)? {
            let line = format!("{}: {}", it.form.short_title, it.message);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        Ok(lines)
    }

    /// Critical and high alerts, newest answers first. They stand until the same screening has
    /// been finished anew: beginning it again hides nothing.
    pub(crate) fn standing(&self, client: Id) -> Result<Vec<StandingAlert>> {
        let (mut finished, mut standing) = (BTreeSet::new(), Vec::new());
        for meta in self.given(client)? {
            if finished.contains(&meta.form) {
                continue;
            }
            let body = self.ledger.load::<ResponseBody>(meta.record)?.envelope.body;
            let form = self.forms.given(&body)?;
            let context = self.context_of(client, &form)?;
            let evaluation = form::evaluate(&form, &body.answers, &context);
            for alert in alerts(&form, &evaluation, meta.status).into_iter().filter(is_urgent) {
                let raised_by_blank = form.alert(&alert.id).is_some_and(|it| it.raised_by_blank);
                let (form, at, message) = (form.clone(), meta.started_at.clone(), alert.message);
                standing.push(StandingAlert { form, at, message, raised_by_blank });
            }
            if meta.status == form::SectionStatus::Done {
                finished.insert(meta.form);
            }
        }
        Ok(standing)
    }

    /// Last scores that can serve as measure and baseline of an objective.
    pub(crate) fn measures(&self, client: Id) -> Result<Vec<MeasureView>> {
        let mut measures: Vec<MeasureView> = Vec::new();
        for meta in self.given(client)? {
            let (form, scored) = self.scored(client, &meta)?;
            for score in &form.scores {
                let known = measures.iter().any(|measure| measure.label == score.label);
                if let Some(value) = scored.score(&score.id).filter(|_| !known) {
                    measures.push(MeasureView {
                        label: score.label.clone(),
                        instrument: format!("{}/{}", form.id, score.id),
                        direction: better(&form, &score.id),
                        last: plain(value),
                        on: day(&meta.started_at),
                    });
                }
            }
        }
        Ok(measures)
    }
}

/// On which side of a target a score is reached; lower where nobody has published it.
fn better(form: &form::Definition, score: &str) -> Direction {
    match record::trend::lower_is_better(form, score) {
        Some(false) => Direction::AtLeast,
        Some(true) | None => Direction::AtMost,
    }
}

pub(crate) fn plain(value: &form::ScoreValue) -> String {
    match json(value) {
        Value::String(code) => code,
        other => other.to_string(),
    }
}

/// A score in words: "PHQ-9 total 18, moderately severe"; nothing when it cannot be computed.
pub(crate) fn score_words(score: &form::score::Score, scored: &form::Scored) -> Option<String> {
    let value = plain(scored.score(&score.id)?);
    Some(match scored.band(&score.id) {
        Some(band) => format!("{}: {value}, {}", score.label, band.label),
        None => format!("{}: {value}", score.label),
    })
}

/// The local day of a stamp.
pub(crate) fn local_day(stamp: &str) -> Option<chrono::NaiveDate> {
    let at = chrono::DateTime::parse_from_rfc3339(stamp).ok()?;
    Some(at.with_timezone(&chrono::Local).date_naive())
}

/// The local day of a stamp, as people read it.
pub(crate) fn day(stamp: &str) -> String {
    local_day(stamp).map(form::date::shown).unwrap_or_default()
}

/// A stamp as people read it here: "Nov 26, 2026, 3:04 PM".
pub(crate) fn moment(stamp: &str) -> String {
    let Ok(at) = chrono::DateTime::parse_from_rfc3339(stamp) else { return String::new() };
    let local = at.with_timezone(&chrono::Local);
    format!("{}, {}", form::date::shown(local.date_naive()), local.format("%-I:%M %p"))
}
