//! Needs that assessment brought up: answers of the intake, gates of suitability, scores, and alerts
//! that stand. A therapist picks; danger, withdrawal, housing and a home that is not safe are asked
//! of every plan (clinical design, "Assessed need").

mod tables;

use std::collections::BTreeSet;

use form::{Definition, Scored, instrument};
use record::{
    Id, Kind, library,
    plan::Known,
    suitability::{Gate, GateAnswer, SuitabilityBody},
};
use tables::{GATED, Gated, RAISED};

use super::Answered;
use crate::{
    Code, Result, Session,
    clock::stamp,
    screenings::{day, local_day, score_words},
    view::CandidateView,
};

/// The first band of a score that stands for a need by itself.
const NEED_BAND: u8 = 2;

/// A candidate with the time it was said.
pub(super) struct Candidate {
    pub(super) view: CandidateView,
    at: String,
}

impl Candidate {
    fn new(key: String, text: String, source: &str, at: &str, required: bool) -> Self {
        let (source, on, at) = (source.to_owned(), day(at), at.to_owned());
        let view = CandidateView { key, text, source, on, required, picked: false };
        Self { view, at }
    }

    /// What is known of a need that was picked from it.
    pub(super) fn known(&self, need: Id) -> Known {
        Known {
            key: taken_key(&self.view.key),
            field: format!("assessed_needs/{need}/text"),
            value: self.view.text.clone(),
            source: self.view.source.clone(),
            on: local_day(&self.at).map(form::date::stored).unwrap_or_default(),
        }
    }
}

/// How a plan remembers what a need said when it was picked.
fn taken_key(candidate: &str) -> String {
    format!("need/{candidate}")
}

impl Session {
    /// Needs that assessment brought up, each once, what every plan has to answer first.
    pub(super) fn candidates(&self, client: Id) -> Result<Vec<Candidate>> {
        let mut found = self.raised_by_intake(client)?;
        found.extend(self.raised_by_gates(client)?);
        found.extend(self.raised_by_scores(client)?);
        found.extend(self.raised_by_alerts(client)?);
        let mut seen = BTreeSet::new();
        found.retain(|it| seen.insert(it.view.key.clone()));
        found.sort_by_key(|it| !it.view.required);
        Ok(found)
    }

    fn raised_by_intake(&self, client: Id) -> Result<Vec<Candidate>> {
        let (mut answered, mut found) = (Answered::new(self, client), Vec::new());
        for (key, section, item, codes, text, required) in RAISED {
            let Some(given) = answered.section(section)? else { continue };
            if given.answers.text(item).is_some_and(|code| codes.contains(&code)) {
                let (key, text) = ((*key).to_owned(), (*text).to_owned());
                found.push(Candidate::new(key, text, &given.form.title, &given.at, *required));
            }
        }
        Ok(found)
    }

    fn raised_by_gates(&self, client: Id) -> Result<Vec<Candidate>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        if entry.episode_under_way().is_none() {
            return Ok(Vec::new());
        }
        let body = self.kept::<SuitabilityBody>(client, Kind::Suitability)?.content;
        let of_gate = |(gate, key, text, required): &Gated| {
            let entry = match gate {
                Gate::Red(gate) => body.red.get(gate),
                Gate::Amber(gate) => body.amber.get(gate),
            }?;
            let so = matches!(entry.answer, GateAnswer::Yes | GateAnswer::Evaluated);
            let (key, text) = ((*key).to_owned(), (*text).to_owned());
            so.then(|| Candidate::new(key, text, "Suitability", &stamp(entry.at), *required))
        };
        Ok(GATED.iter().filter_map(of_gate).collect())
    }

    /// Scores from where a band, or an area of the library, takes them for a need. Where there is a
    /// total, the shorter scores of the same form say nothing of their own.
    fn raised_by_scores(&self, client: Id) -> Result<Vec<Candidate>> {
        let mut found = Vec::new();
        for (meta, form, scored) in self.latest(client)? {
            let total = scored.score("total").is_some();
            let counting = form.scores.iter().filter(|score| !total || score.id == "total");
            for score in counting.filter(|score| raises(&form, &scored, &score.id)) {
                let Some(words) = score_words(score, &scored) else { continue };
                let key = format!("{}/{}", form.id, score.id);
                let (source, screens) = (&form.short_title, screens_for_suicide(&form));
                found.push(Candidate::new(key, words, source, &meta.started_at, screens));
            }
        }
        Ok(found)
    }

    /// Critical and high alerts that stand, one a form. A blank that raised one is to be asked
    /// again, not planned for; a screen for suicide has brought its result up already.
    fn raised_by_alerts(&self, client: Id) -> Result<Vec<Candidate>> {
        let mut found = Vec::new();
        for it in self.standing(client)? {
            if screens_for_suicide(&it.form) || it.raised_by_blank {
                continue;
            }
            let what = it.message.split(": ").next().unwrap_or_default().trim_end_matches('.');
            let (key, text) = (format!("alert/{}", it.form.id), format!("Alert: {what}"));
            found.push(Candidate::new(key, text, &it.form.short_title, &it.at, true));
        }
        Ok(found)
    }
}

/// Whether a score stands for a need.
fn raises(form: &Definition, scored: &Scored, score: &str) -> bool {
    let banded = scored.band(score).and_then(|band| band.severity);
    let areas = library::shipped().unwrap_or_default();
    let brings = |value| library::indicated(areas, &form.id, score, value);
    banded.is_some_and(|severity| severity >= NEED_BAND) || scored.score(score).is_some_and(brings)
}

/// Whether a form asks about suicide and nothing else.
fn screens_for_suicide(form: &Definition) -> bool {
    let factors = form.instrument.as_ref().map(|it| it.factors.as_slice());
    factors == Some(&[instrument::Factor::Risk])
}
