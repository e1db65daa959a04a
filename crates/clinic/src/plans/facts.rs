//! What the rules are told beside the plan: who the person is, what pays, when they can come, who
//! has signed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use form::Answers;
use record::{
    Id, credential,
    plan::{Finding, Plan},
    rules::{self, Facts, Pack},
    signature::SignerRole,
};

use super::PlanDraft;
use crate::{Code, Result, Session, body::ResponseBody, directory::Entry, screenings::local_day};

impl Session {
    /// What the rules in force find in a version of the plan.
    pub(crate) fn findings(&self, client: Id, version: &PlanDraft) -> Result<Vec<Finding>> {
        let packs = self.packs_in_force(client, &version.plan)?;
        let mut facts = self.facts(client, version)?;
        if version.sealed.is_none() {
            facts.catalog = self.catalog_conflicts(client, &version.plan);
        }
        Ok(rules::check(&version.plan, &packs, &facts))
    }

    /// The rule packs that apply to a client's plan.
    pub(crate) fn packs_in_force(&self, client: Id, plan: &Plan) -> Result<Vec<&'static Pack>> {
        let (age, medicare) = (self.age(client)?, self.medicare(client)?);
        let facts = Facts { age, medicare, ..Facts::on(self.clock().today()) };
        let chosen = self.chosen_packs();
        let shipped = rules::shipped().map_err(|_| Code::Internal)?;
        let applies = |pack: &&Pack| rules::applies(pack, plan.program, &facts, &chosen);
        Ok(shipped.iter().filter(applies).collect())
    }

    fn facts(&self, client: Id, version: &PlanDraft) -> Result<Facts> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let signed = entry.plan_signatures.iter().filter(|it| it.plan == version.record);
        // What was asked when it was sealed follows from the credential of whoever sealed it.
        let cosignature = match &version.sealed {
            Some(sealed) => sealed.asked.contains(&SignerRole::Supervisor),
            None => credential::asks_for_cosignature(&self.me().credential),
        };
        Ok(Facts {
            today: self.clock().today(),
            age: self.age(client)?,
            admitted: self.admitted(entry)?,
            sessions: self.sessions_attended(entry)?,
            medicare: self.medicare(client)?,
            guardian_signs: self.guardian_signs(client)?,
            cosignature,
            availability: self.availability(client)?,
            catalog: Vec::new(),
            must_needs: self.must_needs(client)?,
            signed: signed.map(|it| it.role).collect(),
            certified: self.certified(client).map(|(signed, _)| signed),
            scores: self.known_scores()?,
            in_force: self.first_in_force(client)?,
            reviewed: self.reviewed_on(client),
            review_named: self.review_named(client),
            amends: version.version > 1,
            sealed: version.sealed.is_some(),
        })
    }

    /// The scores that screenings here give, with the lowest and the highest value of each.
    fn known_scores(&self) -> Result<BTreeMap<String, Option<(f64, f64)>>> {
        let mut scores = BTreeMap::new();
        for form in self.forms.screening()? {
            for score in &form.scores {
                let end = |value: i64| i32::try_from(value).map(f64::from).ok();
                let range = score.range.and_then(|(low, high)| end(low).zip(end(high)));
                scores.insert(format!("{}/{}", form.id, score.id), range);
            }
        }
        Ok(scores)
    }

    /// Age in whole years today; nothing while the birth date cannot be read.
    pub(crate) fn age(&self, client: Id) -> Result<Option<u32>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let today = self.clock().today();
        Ok(entry.birth().and_then(|birth| form::date::age_on(birth, today)))
    }

    /// Whether the rules for adolescents count.
    pub(crate) fn is_adolescent(&self, client: Id, plan: &Plan) -> Result<bool> {
        Ok(rules::adolescent(plan.program, self.age(client)?))
    }

    /// The first day of the episode: the day of admission, or the day it began.
    pub(crate) fn admitted(&self, entry: &Entry) -> Result<Option<NaiveDate>> {
        let Some(episode) = entry.episode_under_way() else { return Ok(None) };
        let body = self.ledger.load::<crate::body::EpisodeBody>(episode.record)?.envelope.body;
        let day = body.answers.text("admission_date").and_then(form::date::parse_stored);
        Ok(day.or_else(|| form::date::parse_stored(&body.began)).or_else(|| local_day(&body.began)))
    }

    /// Whether one of the client's coverages is Medicare.
    fn medicare(&self, client: Id) -> Result<bool> {
        let Some(answers) = self.section_answers(client, "coverage")? else { return Ok(false) };
        let of_plan = answers
            .rows("plans")
            .iter()
            .any(|row| answers.text(&format!("plans/{}/payer_kind", row.id)) == Some("medicare"));
        Ok(of_plan || of_codes(&answers, "funding").iter().any(|code| code == "medicare"))
    }

    /// Whether a guardian signs: under 18, and the minor did not consent alone.
    pub(crate) fn guardian_signs(&self, client: Id) -> Result<bool> {
        if self.age(client)?.is_none_or(|age| age >= 18) {
            return Ok(false);
        }
        let answers = self.section_answers(client, "guardian")?;
        Ok(answers.is_none_or(|answers| answers.text("minor_consents") != Some("yes")))
    }

    /// The first guardian's name.
    pub(crate) fn guardian_name(&self, client: Id) -> Option<String> {
        let answers = self.section_answers(client, "guardian").ok()??;
        let row = answers.rows("guardians").first()?;
        answers.text(&format!("guardians/{}/guardian_name", row.id)).map(str::to_owned)
    }

    /// When the person can come, as spans of a week.
    pub(crate) fn availability(&self, client: Id) -> Result<Vec<String>> {
        let answers = self.section_answers(client, "availability")?;
        Ok(answers.map(|it| of_codes(&it, "weekly_times")).unwrap_or_default())
    }

    /// The answers to an intake section of the episode under way.
    pub(crate) fn section_answers(&self, client: Id, section: &str) -> Result<Option<Answers>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let Some(meta) = entry.section(section) else { return Ok(None) };
        Ok(Some(self.ledger.load::<ResponseBody>(meta.record)?.envelope.body.answers))
    }
}

/// The codes of an answer; none for anything else.
fn of_codes(answers: &Answers, item: &str) -> Vec<String> {
    match answers.get(item) {
        Some(form::Answer::Codes(codes)) => codes.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}
