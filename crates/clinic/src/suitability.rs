//! Whether an intensive outpatient program suits a person: a clinician's ratings and answers beside
//! what is known, the ordered rules, and the decision that a clinician makes.

use chrono::{DateTime, Utc};
use record::{
    Id, Kind,
    level_of_care::{self, LevelOfCareResult},
    suitability::{
        self, AmberGate, CAUTION, ContextKey, Decision, Factor, Field, Gate, GateAnswer, Rating,
        RedGate, SuitabilityBody,
    },
};
use serde_json::Value;

use crate::{
    Code, Result, Session,
    clock::read_stamp,
    evidence::Known,
    kept::Kept,
    ledger::{Base, Event, What},
    machine::make_id,
    screenings::day,
    view::{
        ContextView, FactorView, GateChoice, GateView, LevelView, SuitabilityPage,
        SuitabilitySummary, request,
    },
};

const KIND: Kind = Kind::Suitability;

/// Asks the rules for the command line: JSON in, what they come to out.
///
/// # Errors
/// Every place of the input that is not accepted, and what is accepted there.
pub fn suitability(text: &str) -> Result<suitability::Outcome> {
    Ok(suitability::recommend(&suitability::from_json(text)?))
}

impl Session {
    /// The page. Opening writes nothing.
    ///
    /// # Errors
    /// No such client, or no clinical key.
    pub fn open_suitability(&mut self, client: Id) -> Result<SuitabilityPage> {
        let kept = self.kept::<SuitabilityBody>(client, KIND)?;
        self.note_view(client)?;
        self.suitability_page(client, kept)
    }

    /// Answers one thing; null takes an answer back.
    ///
    /// # Errors
    /// [`Code::Stale`] when it changed meanwhile; a value that does not fit, with the reason.
    pub fn edit_suitability(
        &mut self,
        request: &request::EditSuitability,
    ) -> Result<SuitabilityPage> {
        let client = self.client(&request.client)?;
        let mut kept =
            self.kept::<SuitabilityBody>(client, KIND)?.seen(&request.record, request.rev)?;
        let (now, today) = (self.clock().now(), self.clock().today());
        suitability::edit(&mut kept.content, &request.path, &request.value, now, today)?;
        let kept = self.keep(client, KIND, kept, Vec::new())?;
        self.suitability_page(client, kept)
    }

    /// Makes the draft the decision of whoever is signed in; what the rules come to stays beside
    /// it.
    ///
    /// # Errors
    /// [`Code::Stale`]; no level, or a decision that differs and does not say why.
    pub fn decide_suitability(&mut self, request: &request::OfRecord) -> Result<SuitabilityPage> {
        let client = self.client(&request.client)?;
        let mut kept =
            self.kept::<SuitabilityBody>(client, KIND)?.seen(&request.record, request.rev)?;
        let contradiction = self.contradiction(client, &kept.content)?;
        let (who, now) = (self.my_signed_name(), self.clock().now());
        suitability::decide(&mut kept.content, contradiction, &who, now)?;
        let event = Event::on(What::Decided, kept.record, Some(client));
        let kept = self.keep(client, KIND, kept, vec![event])?;
        self.suitability_page(client, kept)
    }

    /// Records a level-of-care result from elsewhere, or corrects one.
    ///
    /// # Errors
    /// [`Code::BadValue`] without an instrument and a result.
    pub fn record_level_of_care(
        &mut self,
        request: &request::RecordLevelOfCare,
    ) -> Result<SuitabilityPage> {
        let client = self.client(&request.client)?;
        let today = self.clock().today();
        let mut result = LevelOfCareResult::default();
        for (path, text) in [
            ("instrument", &request.instrument),
            ("edition", &request.edition),
            ("result", &request.result),
            ("assessor", &request.assessor),
            ("date", &request.date),
        ] {
            level_of_care::edit(&mut result, path, &Value::String(text.clone()), today)?;
        }
        if result.instrument.is_empty() || result.result.is_empty() {
            return Err(Code::BadValue.into());
        }
        let kept = match &request.record {
            Some(record) => {
                let record = record.parse().map_err(|_| Code::BadRequest)?;
                let kept =
                    self.kept_record::<LevelOfCareResult>(client, record, Kind::LevelOfCare)?;
                kept.seen(&record.to_string(), request.rev)?
            }
            None => self.new_level(client)?,
        };
        self.keep(client, Kind::LevelOfCare, Kept { content: result, ..kept }, Vec::new())?;
        self.open_suitability(client)
    }

    fn new_level(&self, client: Id) -> Result<Kept<LevelOfCareResult>> {
        self.require_clinical()?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let episode = entry.episode_under_way().ok_or(Code::NoSuchRecord)?.record;
        let (record, base, content) = (make_id()?, Base::default(), LevelOfCareResult::default());
        Ok(Kept { record, base, episode, content, saved_at: None })
    }

    fn contradiction(&self, client: Id, body: &SuitabilityBody) -> Result<GateAnswer> {
        let positions = self.band_positions(client)?;
        Ok(suitability::ratings_contradict_scores(body.severity(), &positions))
    }

    /// Whether group scheduling waits for an evaluation of this person.
    ///
    /// # Errors
    /// No such client, or no clinical key.
    pub fn groups_held(&self, client: Id) -> Result<bool> {
        let kept = self.kept::<SuitabilityBody>(client, KIND)?;
        Ok(suitability::group_scheduling_held(&kept.content))
    }

    /// Where the judgement stands, in one line.
    pub(crate) fn suitability_summary(&self, client: Id) -> Result<Option<SuitabilitySummary>> {
        if !self.clinical() {
            return Ok(None);
        }
        let body = self.kept::<SuitabilityBody>(client, KIND)?.content;
        let held = suitability::group_scheduling_held(&body);
        let decision = body.decision.as_ref();
        let reopened = self.reopened(client, &body).filter(|_| decision.is_some());
        let by = |it: &Decision| {
            format!("{}, {}", it.clinician, day(&crate::clock::stamp(it.decided_at)))
        };
        Ok(Some(SuitabilitySummary {
            decided: decision.map(|it| it.level),
            by: decision.map(by).unwrap_or_default(),
            reopened: reopened.map(|reason| reason.sentence().to_owned()),
            held,
        }))
    }

    fn reopened(&self, client: Id, body: &SuitabilityBody) -> Option<suitability::Reason> {
        let alert = self.directory.entry(client)?.last_flag_at.as_deref().and_then(read_stamp);
        suitability::reopened(body, self.clock().now(), alert, body.gates_checked_at())
    }

    fn suitability_page(&self, client: Id, kept: Kept<SuitabilityBody>) -> Result<SuitabilityPage> {
        let known = self.evidence(client)?;
        let contradiction = self.contradiction(client, &kept.content)?;
        let body = &kept.content;
        let input = body.input(contradiction);
        let gate = |gate| gate_view(gate, body, input.gate(gate), &known);
        let reopened = self.reopened(client, body).filter(|_| body.decision.is_some());
        Ok(SuitabilityPage {
            band: self.band(client)?,
            record: kept.record.to_string(),
            rev: kept.base.rev,
            caution: CAUTION.to_owned(),
            factors: Factor::ALL.iter().map(|it| factor_view(*it, body, &known)).collect(),
            red: RedGate::ALL.iter().map(|it| gate(Gate::Red(*it))).collect(),
            amber: AmberGate::ALL.iter().map(|it| gate(Gate::Amber(*it))).collect(),
            context: ContextKey::ALL.iter().map(|it| context_view(*it, body, &known)).collect(),
            outcome: suitability::recommend(&input),
            explanations: suitability::explain(&input),
            counted_as_no: suitability::counted_as_no(&input),
            held: suitability::group_scheduling_held(body),
            reopened: reopened.map(|reason| reason.sentence().to_owned()),
            levels: self.levels(client)?,
            draft: body.draft.clone(),
            decision: body.decision.clone(),
            history: body.history.clone(),
            saved_at: kept.saved_at,
        })
    }

    fn levels(&self, client: Id) -> Result<Vec<LevelView>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let today = self.clock().today();
        let mut metas: Vec<_> =
            entry.clinical.iter().filter(|meta| meta.kind == Kind::LevelOfCare).collect();
        metas.sort_by(|a, b| b.at.cmp(&a.at));
        let view = |meta: &&crate::directory::ClinicalMeta| {
            let loaded =
                self.ledger.load::<crate::body::OfEpisode<LevelOfCareResult>>(meta.record)?;
            let rev = loaded.base().rev;
            let result = loaded.envelope.body.content;
            let lacks = level_of_care::lacks(&result, today);
            let (record, by) = (meta.record.to_string(), self.name_of(loaded.envelope.by));
            Ok(LevelView { record, rev, result, lacks, by })
        };
        metas.iter().map(view).collect()
    }
}

fn factor_view(factor: Factor, body: &SuitabilityBody, known: &Known) -> FactorView {
    FactorView {
        id: factor.id().to_owned(),
        label: factor.label().to_owned(),
        meanings: Rating::ALL.iter().map(|it| factor.meaning(*it).to_owned()).collect(),
        value: body.ratings.get(&factor).map(|entry| entry.value.into()),
        evidence: known.about(Field::Rating(factor)),
    }
}

fn gate_view(gate: Gate, body: &SuitabilityBody, answer: GateAnswer, known: &Known) -> GateView {
    let (field, entry) = match gate {
        Gate::Red(gate) => (Field::Red(gate), body.red.get(&gate)),
        Gate::Amber(gate) => (Field::Amber(gate), body.amber.get(&gate)),
    };
    let computed = gate == Gate::Amber(AmberGate::RatingsContradictScores);
    let choice =
        |answer: &GateAnswer| GateChoice { answer: *answer, label: answer.label().to_owned() };
    let choices = if computed { Vec::new() } else { gate.answers().iter().map(choice).collect() };
    let at = |at: DateTime<Utc>| crate::clock::stamp(at);
    GateView {
        id: field.id().to_owned(),
        label: field.label().to_owned(),
        choices,
        answer,
        at: entry.map(|entry| at(entry.at)),
        evaluation: entry.and_then(|entry| entry.evaluation.clone()),
        computed,
        evidence: known.about(field),
    }
}

fn context_view(key: ContextKey, body: &SuitabilityBody, known: &Known) -> ContextView {
    let field = Field::Context(key);
    ContextView {
        id: key.id().to_owned(),
        label: key.label().to_owned(),
        value: body.context.get(&key).and_then(|entry| entry.value),
        evidence: known.about(field),
    }
}
