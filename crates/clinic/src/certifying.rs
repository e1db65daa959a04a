//! Certification by a physician, where a rule in force asks for one: the first beside the plan,
//! then again before it runs out.

use print::Certified;
use record::{
    Id, Kind,
    certification::{Certification, Condition, stands_until},
    rules::Pack,
    signature::SignerRole,
};
use vault::Class;

use crate::{
    Code, Result, Session,
    body::CertificationBody,
    clock::stamp,
    ledger::{Base, Event, What},
    machine::make_id,
    plans::PlanDraft,
    screenings::{day, local_day, moment},
    view::{CertificationView, ReviewsPage, SignedCertification, request},
};

/// Days before it runs out from which a certification counts as due.
const SOON: i64 = 10;

impl Session {
    /// Certifies the version in force, or one that waits for signatures. Whoever asks has said the
    /// passphrase.
    ///
    /// # Errors
    /// [`Code::NoCredential`] for whoever is no physician; [`Code::NoSuchRecord`] where no rule
    /// asks for it; [`Code::Unfinished`] while a condition is not confirmed or a statement is
    /// missing; [`Code::NotSignable`] for another version than the newest sealed one.
    pub fn certify_plan(&mut self, request: &request::CertifyPlan) -> Result<ReviewsPage> {
        let client = self.client(&request.client)?;
        let plan = self.certifiable(client)?.ok_or(Code::NotInForce)?;
        if plan.record.to_string() != request.record {
            return Err(Code::NotSignable.into());
        }
        let pack = self.certifying_pack(client, &plan)?.ok_or(Code::NoSuchRecord)?;
        let asked = &request.certification;
        let mut form = self.certification_form(client, &plan, pack)?;
        for (condition, given) in form.conditions.iter_mut().zip(&asked.conditions) {
            condition.confirmed = given.confirmed && given.text == condition.text;
        }
        form.response = crate::first_run::text(&asked.response)?;
        form.remaining_risk = crate::first_run::text(&asked.remaining_risk)?;
        form.discharge_goals = crate::first_run::text(&asked.discharge_goals)?;
        if !form.lacks().is_empty() {
            return Err(Code::Unfinished.into());
        }
        let content = plan.sealed.as_ref().ok_or(Code::PlanDraft)?.sha256.clone();
        let signature = self.staff_signature(SignerRole::Physician, &request.how, &content)?;
        let days = pack.recertify_days.unwrap_or(60);
        let body = CertificationBody {
            episode: plan.episode,
            plan: plan.record,
            certification: form,
            signature,
            user: self.user(),
            until: form::date::stored(stands_until(self.clock().today(), days)),
        };
        let (id, kind, owner) = (make_id()?, Kind::Certification, Some(client));
        let (class, base) = (Class::Clinical, Base::default());
        let change = self.ledger.change(id, kind, class, owner, base, &body)?;
        self.ledger.commit(vec![change], vec![Event::on(What::Certified, id, Some(client))])?;
        let at = stamp(self.clock().now());
        self.directory.entry_mut(client).take_certification(id, &body, &at);
        self.reviews_page(client)
    }

    /// The version that a physician certifies: in force, or sealed and waiting for signatures.
    fn certifiable(&self, client: Id) -> Result<Option<PlanDraft>> {
        if let Some(plan) = self.plan_in_force(client)? {
            return Ok(Some(plan));
        }
        Ok(Some(self.plan_draft(client)?).filter(|plan| plan.sealed.is_some()))
    }

    fn certifying_pack(&self, client: Id, plan: &PlanDraft) -> Result<Option<&'static Pack>> {
        let packs = self.packs_in_force(client, &plan.plan)?;
        Ok(packs.into_iter().find(|pack| pack.certification.is_some()))
    }

    fn certification_form(
        &self,
        client: Id,
        plan: &PlanDraft,
        pack: &Pack,
    ) -> Result<Certification> {
        let renewal = !self.certifications(client, plan.episode)?.is_empty();
        let Some(asked) = &pack.certification else { return Ok(Certification::default()) };
        let condition = |text: &String| Condition { text: text.clone(), confirmed: false };
        Ok(Certification {
            pack: pack.id.clone(),
            renewal,
            statement: if renewal { asked.renewal.clone() } else { asked.first.clone() },
            conditions: asked.conditions.iter().map(condition).collect(),
            ..Certification::default()
        })
    }

    /// The certifications of an episode, newest first, with when each was signed.
    fn certifications(&self, client: Id, episode: Id) -> Result<Vec<(String, CertificationBody)>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let mut metas: Vec<_> =
            entry.certifications.iter().filter(|it| it.episode == episode).collect();
        metas.sort_by(|a, b| b.at.cmp(&a.at));
        let open = |meta: &crate::directory::CertificationMeta| {
            let loaded = self.ledger.load::<CertificationBody>(meta.record)?;
            Ok((meta.at.clone(), loaded.envelope.body))
        };
        metas.into_iter().map(open).collect()
    }

    /// The last day the certification of the episode under way stands, and the day it was signed.
    pub(crate) fn certified(&self, client: Id) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
        let entry = self.directory.entry(client)?;
        let episode = entry.episode_under_way()?.record;
        let of = entry.certifications.iter().filter(|it| it.episode == episode);
        let last = of.max_by(|a, b| a.at.cmp(&b.at))?;
        Some((local_day(&last.at)?, form::date::parse_stored(&last.until)?))
    }

    pub(crate) fn certification_view(&self, client: Id) -> Result<Option<CertificationView>> {
        let Some(plan) = self.certifiable(client)? else { return Ok(None) };
        let Some(pack) = self.certifying_pack(client, &plan)? else { return Ok(None) };
        let signed = self.certifications(client, plan.episode)?;
        let today = self.clock().today();
        let until = self.certified(client).map(|(_, until)| until);
        let late = until.is_some_and(|until| until < today);
        let soon = until.is_some_and(|until| (until - today).num_days() <= SOON);
        let words = match until {
            None => "Not certified yet".to_owned(),
            Some(until) if late => format!("Ran out {}", form::date::shown(until)),
            Some(until) => format!("Stands until {}", form::date::shown(until)),
        };
        Ok(Some(CertificationView {
            plan: plan.record.to_string(),
            pack: pack.name.clone(),
            words,
            due: until.is_none() || late || soon,
            late,
            may_certify: self.may_sign_as(SignerRole::Physician),
            form: self.certification_form(client, &plan, pack)?,
            signed: signed.into_iter().map(signed_view).collect(),
        }))
    }

    /// The certifications of an episode as they stand on the paper of a version: whole where they
    /// were given below it, and with their day where they were given below another.
    pub(crate) fn certified_lines(
        &self,
        client: Id,
        episode: Id,
        version: Id,
    ) -> Result<Vec<Certified>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let number =
            |plan: Id| entry.plans.iter().find(|it| it.record == plan).map(|it| it.version);
        let elsewhere = |at: &str, body: &CertificationBody| Certified {
            title: title(&body.certification),
            statement: match number(body.plan) {
                Some(number) => format!("Given below version {number} of the plan."),
                None => "Given below another version of the plan.".to_owned(),
            },
            signed: format!("{}, {}", signer(body), moment(at)),
            ..Certified::default()
        };
        let line = |(at, body): (String, CertificationBody)| {
            let stated = &body.certification;
            let fact = |label: &str, value: &str| (label.to_owned(), value.to_owned());
            Certified {
                title: title(stated),
                statement: stated.statement.clone(),
                conditions: stated.conditions.iter().map(|it| it.text.clone()).collect(),
                facts: if stated.renewal {
                    vec![
                        fact("Response to treatment", &stated.response),
                        fact("Symptoms that still carry risk", &stated.remaining_risk),
                        fact("Goals toward discharge", &stated.discharge_goals),
                    ]
                } else {
                    Vec::new()
                },
                signed: format!("{}, {}", signer(&body), moment(&at)),
            }
        };
        let mut all = self.certifications(client, episode)?;
        all.reverse();
        let either = |(at, body): (String, CertificationBody)| match body.plan == version {
            true => line((at, body)),
            false => elsewhere(&at, &body),
        };
        Ok(all.into_iter().map(either).collect())
    }
}

fn title(certification: &Certification) -> String {
    if certification.renewal { "Recertification" } else { "Certification" }.to_owned()
}

fn signer(body: &CertificationBody) -> String {
    format!("{}, {}", body.signature.name, body.signature.credential)
}

fn signed_view((at, body): (String, CertificationBody)) -> SignedCertification {
    let until = form::date::parse_stored(&body.until).map(form::date::shown).unwrap_or_default();
    SignedCertification {
        title: title(&body.certification),
        by: format!("{}, {}", signer(&body), day(&at)),
        until,
        certification: body.certification,
    }
}
