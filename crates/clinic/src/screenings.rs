//! Screenings of a client: which may be given, which were, and the alerts that still stand.

use std::collections::BTreeMap;

use form::{Catalog, Definition};
use record::Id;
use serde_json::Value;

use crate::{
    Code, Result, Session,
    body::ResponseBody,
    context::definition,
    directory::ResponseMeta,
    section_view::{alerts, band, json},
    view::{MeasureView, ScreeningRow},
};

impl Session {
    /// Screenings that fit the person's age: id and short title. All, while the age is unknown.
    pub(crate) fn forms_for(&self, client: Id) -> Result<Vec<(String, String)>> {
        if !self.clinical() {
            return Ok(Vec::new());
        }
        let age = self.context_of(client, "")?.age;
        let fits = |form: &&std::sync::Arc<Definition>| match (&form.instrument, age) {
            (Some(known), Some(age)) => known.population.includes(age),
            _ => true,
        };
        let named = |form: &std::sync::Arc<Definition>| (form.id.clone(), form.short_title.clone());
        Ok(Catalog::shipped()?.screening().filter(fits).map(named).collect())
    }

    /// Screenings given in this episode, newest first; none without the clinical key.
    pub(crate) fn screenings(&self, client: Id) -> Result<Vec<ScreeningRow>> {
        self.given(client)?.iter().map(|meta| self.screening_row(client, meta)).collect()
    }

    fn given(&self, client: Id) -> Result<Vec<ResponseMeta>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        if !self.clinical() {
            return Ok(Vec::new());
        }
        let screening = |meta: &&ResponseMeta| {
            definition(&meta.form).is_ok_and(|form| form.role == form::Role::Screening)
        };
        let mut given: Vec<ResponseMeta> =
            entry.responses.iter().filter(screening).cloned().collect();
        given.sort_by(|a, b| b.started_at.cmp(&a.started_at).then(b.record.cmp(&a.record)));
        Ok(given)
    }

    fn screening_row(&self, client: Id, meta: &ResponseMeta) -> Result<ScreeningRow> {
        let form = definition(&meta.form)?;
        let scored = self.scored(client, meta)?;
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

    fn scored(&self, client: Id, meta: &ResponseMeta) -> Result<form::Scored> {
        let body = self.ledger.load::<ResponseBody>(meta.record)?.envelope.body;
        let context = self.context_of(client, &meta.form)?;
        Ok(form::score(definition(&meta.form)?, &body.answers, &context))
    }

    /// Critical and high alerts of the newest answers to each screening.
    pub(crate) fn standing_alerts(&self, client: Id) -> Result<Vec<String>> {
        let mut newest: BTreeMap<String, ResponseMeta> = BTreeMap::new();
        for meta in self.given(client)? {
            newest.entry(meta.form.clone()).or_insert(meta);
        }
        let mut standing = Vec::new();
        for meta in newest.values() {
            let form = definition(&meta.form)?;
            let body = self.ledger.load::<ResponseBody>(meta.record)?.envelope.body;
            let context = self.context_of(client, &meta.form)?;
            let evaluation = form::evaluate(form, &body.answers, &context);
            let urgent = alerts(form, &evaluation, meta.status).into_iter();
            let urgent = urgent.filter(|alert| alert.level == "critical" || alert.level == "high");
            standing.extend(urgent.map(|alert| format!("{}: {}", form.short_title, alert.message)));
        }
        Ok(standing)
    }

    /// Last scores that can serve as measure and baseline of an objective.
    pub(crate) fn measures(&self, client: Id) -> Result<Vec<MeasureView>> {
        let mut measures: Vec<MeasureView> = Vec::new();
        for meta in self.given(client)? {
            let (form, scored) = (definition(&meta.form)?, self.scored(client, &meta)?);
            for score in &form.scores {
                let known = measures.iter().any(|measure| measure.label == score.label);
                if let Some(value) = scored.score(&score.id).filter(|_| !known) {
                    measures.push(MeasureView {
                        label: score.label.clone(),
                        last: plain(value),
                        on: day(&meta.started_at),
                    });
                }
            }
        }
        Ok(measures)
    }
}

fn plain(value: &form::ScoreValue) -> String {
    match json(value) {
        Value::String(code) => code,
        other => other.to_string(),
    }
}

/// The local day of a stamp, as people read it.
pub(crate) fn day(stamp: &str) -> String {
    chrono::DateTime::parse_from_rfc3339(stamp)
        .map(|at| form::date::shown(at.with_timezone(&chrono::Local).date_naive()))
        .unwrap_or_default()
}
