//! The versions of a plan: which there are, where each stands, who has signed what.

use chrono::NaiveDate;
use record::{
    Id, Kind,
    plan::{Standing, VersionFacts, standing},
    signature::{Signature, SignedHow, SignerRole},
};

use crate::{
    Code, Result, Session,
    body::{PlanBody, PlanSignatureBody, SeatsBody},
    directory::{Entry, PlanMeta, PlanSignatureMeta},
    ledger::Change,
    plans::PlanDraft,
    screenings::{day, local_day},
    view::PlanVersionView,
};

/// A signature with when it was given and by whose hand it came in.
pub(crate) struct Signed {
    pub(crate) signature: Signature,
    pub(crate) user: Id,
    pub(crate) at: String,
}

impl Signed {
    /// Name and credential as they stand below the plan.
    pub(crate) fn name(&self) -> String {
        match self.signature.credential.trim() {
            "" => self.signature.name.clone(),
            credential => format!("{}, {credential}", self.signature.name),
        }
    }
}

/// How somebody signed, in words.
pub(crate) fn how_words(signature: &Signature) -> String {
    let how = match &signature.how {
        SignedHow::Typed => "Signed on the screen, with passphrase".to_owned(),
        SignedHow::Drawn { .. } => "Signed on the screen".to_owned(),
        SignedHow::OnPaper { date, witness, .. } => {
            let on = form::date::parse_stored(date).map(form::date::shown).unwrap_or_default();
            format!("Signed on paper {on}, witness {witness}")
        }
        SignedHow::Declined { reason } => format!("Chose not to sign: {reason}"),
    };
    match signature.interpreter.trim() {
        "" => how,
        interpreter => format!("{how}; interpreter {interpreter}"),
    }
}

/// What decides where the versions of an episode stand, oldest first.
pub(crate) fn facts_of(entry: &Entry, episode: Id) -> Vec<(Id, VersionFacts)> {
    let signed = |plan: Id| {
        let of = entry.plan_signatures.iter().filter(move |it| it.plan == plan);
        of.map(|it| it.role).collect()
    };
    let facts = |plan: &PlanMeta| {
        let (version, asked) = (plan.version, plan.asked.clone());
        (plan.record, VersionFacts { version, asked, signed: signed(plan.record) })
    };
    let mut all: Vec<(Id, VersionFacts)> =
        entry.plans.iter().filter(|plan| plan.episode == episode).map(facts).collect();
    all.sort_by_key(|(_, facts)| facts.version);
    all
}

/// Where one version stands.
pub(crate) fn standing_of(entry: &Entry, episode: Id, record: Id) -> Standing {
    let all = facts_of(entry, episode);
    let facts: Vec<VersionFacts> = all.iter().map(|(_, facts)| facts.clone()).collect();
    let own = all.iter().find(|(id, _)| *id == record);
    own.map_or(Standing::Draft, |(_, own)| standing(own, &facts))
}

/// The version in force, if there is one.
pub(crate) fn in_force(entry: &Entry, episode: Id) -> Option<Id> {
    let all = facts_of(entry, episode);
    let ids = all.iter().map(|(id, _)| *id);
    ids.into_iter().find(|id| standing_of(entry, episode, *id) == Standing::InForce)
}

/// The day a sealed version came into force: when the last of those who are asked signed it, or
/// chose not to. Nothing while somebody is still asked.
pub(crate) fn came_into_force(entry: &Entry, plan: &PlanMeta) -> Option<NaiveDate> {
    let mut day = local_day(&plan.sealed_at)?;
    for role in plan.asked.iter().flatten() {
        let of = |it: &&PlanSignatureMeta| it.plan == plan.record && it.role == *role;
        let signed = entry.plan_signatures.iter().filter(of).filter_map(|it| local_day(&it.at));
        day = day.max(signed.min()?);
    }
    Some(day)
}

impl Session {
    /// The day the first version of the episode under way came into force.
    pub(crate) fn first_in_force(&self, client: Id) -> Result<Option<NaiveDate>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let Some(episode) = entry.episode_under_way() else { return Ok(None) };
        let of = entry.plans.iter().filter(|plan| plan.episode == episode.record);
        Ok(of.filter_map(|plan| came_into_force(entry, plan)).min())
    }

    /// One version of a client's plan, whatever its episode.
    pub(crate) fn plan_version(&self, client: Id, record: Id) -> Result<PlanDraft> {
        self.require_clinical()?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let known = entry.plans.iter().any(|plan| plan.record == record);
        if !known {
            return Err(Code::NoSuchRecord.into());
        }
        let loaded = self.ledger.load::<PlanBody>(record)?;
        if loaded.envelope.t != Kind::Plan || loaded.envelope.client != Some(client) {
            return Err(Code::NoSuchRecord.into());
        }
        let (base, saved_at) = (loaded.base(), Some(loaded.envelope.at));
        PlanDraft::of(record, base, loaded.envelope.body, saved_at)
    }

    /// The signatures below a version that count, in the order of the line: who has signed after
    /// choosing not to has signed.
    pub(crate) fn signatures(&self, client: Id, plan: Id) -> Result<Vec<Signed>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let mut metas: Vec<&PlanSignatureMeta> =
            entry.plan_signatures.iter().filter(|it| it.plan == plan).collect();
        metas.sort_by(|a, b| (a.role, a.declined, &b.at).cmp(&(b.role, b.declined, &a.at)));
        metas.dedup_by_key(|it| it.role);
        let open = |meta: &PlanSignatureMeta| {
            let envelope = self.ledger.load::<PlanSignatureBody>(meta.record)?.envelope;
            let (body, at) = (envelope.body, envelope.at);
            Ok(Signed { signature: body.signature, user: body.user, at })
        };
        metas.into_iter().map(open).collect()
    }

    /// The versions of the episode's plan, newest first.
    pub(crate) fn version_rows(&self, client: Id, shown: Id) -> Result<Vec<PlanVersionView>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let Some(episode) = entry.plans.iter().find(|plan| plan.record == shown) else {
            return Ok(Vec::new());
        };
        let episode = episode.episode;
        let mut rows = Vec::new();
        for (record, facts) in facts_of(entry, episode).into_iter().rev() {
            let standing = standing_of(entry, episode, record);
            let body = self.ledger.load::<PlanBody>(record)?.envelope.body;
            let (at, hash) = match &body.sealed {
                Some(sealed) => (sealed.at.clone(), short_hash(&sealed.sha256)),
                None => (String::new(), String::new()),
            };
            rows.push(PlanVersionView {
                record: record.to_string(),
                version: facts.version,
                standing,
                words: words(standing, &at, &facts.missing()),
                sealed_at: Some(at).filter(|at| !at.is_empty()),
                hash,
            });
        }
        Ok(rows)
    }
}

impl Session {
    /// What else is written when these roles sign and a version comes into force with it: front
    /// desk then sees its week.
    pub(crate) fn in_force_changes(
        &self,
        client: Id,
        plan: &PlanDraft,
        signing: &[SignerRole],
    ) -> Result<Option<(Change, Id, SeatsBody)>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let asked = plan.sealed.as_ref().map(|sealed| sealed.asked.as_slice()).unwrap_or_default();
        let signed = |role: &SignerRole| {
            let there = |it: &PlanSignatureMeta| it.plan == plan.record && it.role == *role;
            signing.contains(role) || entry.plan_signatures.iter().any(there)
        };
        if !asked.iter().all(signed) {
            return Ok(None);
        }
        self.project_week(client, &plan.plan.schedule).map(Some)
    }
}

/// The first characters of a hash, as they stand at the foot of a page.
pub(crate) fn short_hash(sha256: &str) -> String {
    sha256.get(..12).unwrap_or(sha256).to_owned()
}

fn words(standing: Standing, sealed: &str, missing: &[SignerRole]) -> String {
    match standing {
        Standing::Draft => "Draft, not sealed".to_owned(),
        Standing::AwaitingSignatures => {
            let roles: Vec<&str> = missing.iter().map(|role| role.label()).collect();
            format!("Sealed {}, waits for: {}", day(sealed), roles.join(", "))
        }
        Standing::InForce => format!("In force, sealed {}", day(sealed)),
        Standing::Superseded => format!("Superseded, sealed {}", day(sealed)),
    }
}
