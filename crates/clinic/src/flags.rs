//! Flags: a clinician is needed for somebody. Everybody sees that, and nobody at the front desk
//! sees why; a clinician clears a flag by saying what was done (clinical design, "Alerts").

use record::{
    Id, Kind,
    alert::{Action, Disposition},
};
use vault::Class;

use crate::{
    Code, Phi, Result, Session,
    body::{Cleared, DispositionBody, FlagBody, ResponseBody, ToldOf},
    clock::stamp,
    directory::FlagMeta,
    first_run::{short, text},
    ledger::{Base, Change, Event, What},
    machine::make_id,
    section_view::alerts,
    view::{ActionView, AlertView, FlagView, ToldView, request},
};

/// A flag about to be raised.
pub(crate) struct Raised {
    pub(crate) record: Id,
    pub(crate) body: FlagBody,
    pub(crate) change: Change,
    pub(crate) event: Event,
}

impl Session {
    /// Flags that stand for a client, oldest first.
    pub(crate) fn flags(&self, client: Id) -> Result<Vec<FlagView>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        entry.flags.iter().map(|flag| self.flag_view(client, flag)).collect()
    }

    fn flag_view(&self, client: Id, flag: &FlagMeta) -> Result<FlagView> {
        let body = self.ledger.load::<FlagBody>(flag.record)?.envelope.body;
        let told =
            |told: ToldOf| ToldView { whom: told.whom.0, at: told.at, by: self.name_of(told.by) };
        let may_clear = self.clinical();
        Ok(FlagView {
            flag: flag.record.to_string(),
            at: flag.at.clone(),
            may_clear,
            why: if may_clear { self.why(client, flag.response)? } else { Vec::new() },
            told: body.told.into_iter().map(told).collect(),
            tried: if may_clear { self.tried(client, flag.record)? } else { Vec::new() },
            actions: if may_clear { actions() } else { Vec::new() },
        })
    }

    /// Why a response raised a flag. It may have been answered otherwise since: then the flag
    /// stands without a reason that holds now.
    fn why(&self, client: Id, response: Id) -> Result<Vec<String>> {
        let given = self.given(client)?;
        let Some(meta) = given.iter().find(|meta| meta.record == response) else {
            return Ok(Vec::new());
        };
        let body = self.ledger.load::<ResponseBody>(response)?.envelope.body;
        let form = self.forms.given(&body)?;
        let context = self.context_of(client, &form)?;
        let evaluation = form::evaluate(&form, &body.answers, &context);
        let urgent = alerts(&form, &evaluation, meta.status).into_iter().filter(is_urgent);
        Ok(urgent.map(|alert| format!("{}: {}", form.short_title, alert.message)).collect())
    }

    /// What was tried and did not clear a flag, newest first.
    fn tried(&self, client: Id, flag: Id) -> Result<Vec<String>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let mut tried = Vec::new();
        for (record, _) in entry.dispositions.iter().filter(|(_, of)| *of == flag) {
            let envelope = self.ledger.load::<DispositionBody>(*record)?.envelope;
            let (body, by) = (envelope.body, self.name_of(envelope.by));
            let words = body.actions.iter().map(|action| action.label());
            let words: Vec<&str> = words.chain([body.text.0.as_str()]).collect();
            tried.push((envelope.at, format!("{} ({by})", words.join(". "))));
        }
        tried.sort();
        Ok(tried.into_iter().rev().map(|(_, words)| words).collect())
    }

    /// A flag for a response, unless one stands for it already.
    pub(crate) fn raise(&self, client: Id, response: Id) -> Result<Option<Raised>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        if entry.flags.iter().any(|flag| flag.response == response) {
            return Ok(None);
        }
        self.raised_by(client, response).map(Some)
    }

    /// A flag that a response raises.
    pub(crate) fn raised_by(&self, client: Id, response: Id) -> Result<Raised> {
        let (record, at) = (make_id()?, stamp(self.clock().now()));
        let by = self.ledger.user();
        let body = FlagBody { at, by, response, cleared: None, told: Vec::new() };
        let change = self.flag_change(client, record, Base::default(), &body)?;
        let event = Event::on(What::FlagRaised, record, Some(client));
        Ok(Raised { record, body, change, event })
    }

    fn flag_change(&self, client: Id, record: Id, base: Base, body: &FlagBody) -> Result<Change> {
        self.ledger.change(record, Kind::Flag, Class::Intake, Some(client), base, body)
    }

    /// Puts on record who was told that a clinician is needed. It clears nothing.
    ///
    /// # Errors
    /// [`Code::BadValue`] without a name; [`Code::NoSuchRecord`] when the flag does not stand for
    /// this client.
    pub fn tell_of_flag(&mut self, request: &request::TellOfFlag) -> Result<()> {
        let (client, flag) = self.standing_flag(&request.client, &request.flag)?;
        let whom = short(&request.whom)?;
        if whom.is_empty() {
            return Err(Code::BadValue.into());
        }
        let loaded = self.ledger.load::<FlagBody>(flag)?;
        let (base, mut body) = (loaded.base(), loaded.envelope.body);
        let (at, by) = (stamp(self.clock().now()), self.ledger.user());
        body.told.push(ToldOf { at, by, whom: Phi(whom) });
        let change = self.flag_change(client, flag, base, &body)?;
        let event = Event::on(What::FlagTold, flag, Some(client));
        self.ledger.commit(vec![change], vec![event])?;
        Ok(())
    }

    /// Says what was done about a flag. It is cleared, unless nothing was done that clears one: a
    /// person who could not be reached still needs a clinician.
    ///
    /// # Errors
    /// [`Code::NotAllowed`] without the clinical key; what the disposition lacks;
    /// [`Code::NoSuchRecord`] when the flag does not stand for this client.
    pub fn clear_flag(&mut self, request: &request::ClearFlag) -> Result<()> {
        self.require_clinical()?;
        let (client, flag) = self.standing_flag(&request.client, &request.flag)?;
        let done = Disposition {
            actions: request.actions.clone(),
            note: text(&request.disposition)?,
            clinician: self.my_signed_name(),
            at: self.clock().now(),
        };
        done.check()?;
        let loaded = self.ledger.load::<FlagBody>(flag)?;
        let (base, mut body) = (loaded.base(), loaded.envelope.body);
        let said = DispositionBody {
            flag,
            text: Phi(done.note.clone()),
            actions: request.actions.clone(),
        };
        let (record, none) = (make_id()?, Base::default());
        let (kind, class) = (Kind::Disposition, Class::Clinical);
        let mut changes =
            vec![self.ledger.change(record, kind, class, Some(client), none, &said)?];
        let mut what = What::FlagTried;
        if done.clears() {
            what = What::FlagCleared;
            body.cleared = Some(Cleared { at: stamp(done.at), by: self.ledger.user() });
            changes.push(self.flag_change(client, flag, base, &body)?);
        }
        self.ledger.commit(changes, vec![Event::on(what, flag, Some(client))])?;
        let entry = self.directory.entry_mut(client);
        entry.dispositions.push((record, flag));
        entry.take_flag(flag, &body);
        Ok(())
    }

    fn standing_flag(&self, client: &str, flag: &str) -> Result<(Id, Id)> {
        let client = self.client(client)?;
        let flag: Id = flag.parse().map_err(|_| Code::BadRequest)?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        if entry.flags.iter().any(|standing| standing.record == flag) {
            Ok((client, flag))
        } else {
            Err(Code::NoSuchRecord.into())
        }
    }
}

/// Whether an alert asks for a clinician now.
pub(crate) fn is_urgent(alert: &AlertView) -> bool {
    alert.level == "critical" || alert.level == "high"
}

fn actions() -> Vec<ActionView> {
    let view = |action: &Action| ActionView {
        action: *action,
        label: action.label().to_owned(),
        needs_note: action.needs_note(),
        clears: action.clears(),
    };
    Action::ALL.iter().map(view).collect()
}
