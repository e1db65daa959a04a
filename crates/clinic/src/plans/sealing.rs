//! Sealing a plan: nothing that blocks is left, every warning is answered for, and the content gets
//! the hash that people sign. A sealed version never changes.

use crate::{
    Code, Error, Result, Session,
    body::{AnsweredFinding, PackUsed, PlanBody, SealedBody, SealedContent},
    clock::stamp,
    hex,
    ledger::{Event, What},
    plans::PlanDraft,
    view::{PlanPage, request},
};
use record::{
    Id, credential,
    plan::{Finding, Level, Plan, Standing},
    signature::{SignedHow, SignerRole},
};

impl Session {
    /// Seals the draft and signs it as therapist. Whoever asks has said the passphrase.
    ///
    /// # Errors
    /// [`Code::Stale`]; [`Code::PlanBlocked`] while a finding blocks; [`Code::FindingUnanswered`]
    /// for a warning without a reason; [`Code::NoCredential`] for whoever may not sign; else as
    /// [`Session::sign_plan`].
    pub fn seal_plan(&mut self, request: &request::SealPlan) -> Result<PlanPage> {
        let client = self.client(&request.client)?;
        let draft = self.plan_draft(client)?.seen(&request.record, request.rev)?;
        if draft.standing_is_sealed() {
            return Err(Code::PlanSealed.into());
        }
        let me = self.me();
        if !credential::may_sign(&me.credential, SignerRole::Therapist) {
            return Err(Code::NoCredential.into());
        }
        let findings = self.findings(client, &draft)?;
        let answered = answered(&findings, &request.answers)?;
        let asked = self.asked_to_sign(client, &draft.plan, &me.credential)?;
        let packs = self.packs_in_force(client, &draft.plan)?;
        let packs =
            packs.iter().map(|it| PackUsed { id: it.id.clone(), version: it.version.clone() });
        let content = SealedContent {
            episode: draft.episode,
            version: draft.version,
            plan: draft.plan.clone(),
            packs: packs.collect(),
            answered,
        };
        let sealed = self.sealed_body(content, asked)?;
        let version = PlanDraft { sealed: Some(sealed.clone()), ..draft };
        let (record, episode) = (version.record, version.episode);
        let signature =
            self.staff_signature(SignerRole::Therapist, &request.how, &sealed.sha256)?;
        let (id, signed, signature) = self.signature_change(client, record, episode, signature)?;
        let body = PlanBody { episode, version: version.version, plan: None, sealed: Some(sealed) };
        let seats = self.in_force_changes(client, &version, &[SignerRole::Therapist])?;
        let mut changes = vec![self.plan_change(client, record, version.base, &body)?, signature];
        let seats = seats.map(|(change, id, seats)| {
            changes.push(change);
            (id, seats)
        });
        let event = |what| Event::on(what, record, Some(client));
        self.ledger.commit(changes, vec![event(What::PlanSealed), event(What::PlanSigned)])?;
        let at = stamp(self.clock().now());
        let entry = self.directory.entry_mut(client);
        entry.take_plan(record, &body, &at);
        entry.take_plan_signature(id, &signed, &at);
        seats.iter().for_each(|(id, seats)| entry.take_seats(*id, seats));
        self.plan_page_of(client, record)
    }

    fn sealed_body(&self, content: SealedContent, asked: Vec<SignerRole>) -> Result<SealedBody> {
        let content = serde_json::to_string(&content).map_err(|_| Error::Unreadable)?;
        Ok(SealedBody {
            sha256: hex::shown(&vault::sha256(content.as_bytes())),
            content,
            at: stamp(self.clock().now()),
            by: self.user(),
            by_name: self.my_signed_name(),
            asked,
        })
    }

    /// Who is asked to sign: as the strictest rules say, a guardian beside a minor, a supervisor
    /// beside somebody whose credential asks for a co-signature.
    pub(crate) fn asked_to_sign(
        &self,
        client: Id,
        plan: &Plan,
        credential: &str,
    ) -> Result<Vec<SignerRole>> {
        let packs = self.packs_in_force(client, plan)?;
        let strictest = record::rules::strictest(&packs, self.is_adolescent(client, plan)?);
        let mut asked: Vec<SignerRole> = strictest.signers.into_keys().collect();
        asked.extend([SignerRole::Client, SignerRole::Therapist]);
        if self.guardian_signs(client)? {
            asked.push(SignerRole::Guardian);
        }
        if credential::asks_for_cosignature(credential) {
            asked.push(SignerRole::Supervisor);
        }
        asked.sort_unstable();
        asked.dedup();
        Ok(asked)
    }
}

/// The warnings with their reasons.
fn answered(
    findings: &[Finding],
    answers: &[request::FindingAnswer],
) -> Result<Vec<AnsweredFinding>> {
    if findings.iter().any(|finding| finding.level == Level::Blocks) {
        return Err(Code::PlanBlocked.into());
    }
    let warnings = findings.iter().filter(|finding| finding.level == Level::Warns);
    let answer = |finding: &Finding| {
        let same =
            |it: &&request::FindingAnswer| it.rule == finding.rule && it.path == finding.path;
        let given = answers.iter().find(same).map(|it| it.reason.trim());
        let reason = given.filter(|reason| !reason.is_empty()).ok_or(Code::FindingUnanswered)?;
        if reason.chars().count() > LONGEST_REASON {
            return Err(Error::from(Code::TooLong));
        }
        Ok(AnsweredFinding {
            rule: finding.rule.clone(),
            path: finding.path.clone(),
            message: finding.message.clone(),
            source: finding.source.clone(),
            reason: reason.to_owned(),
        })
    };
    warnings.map(answer).collect()
}

/// Characters of a reason.
const LONGEST_REASON: usize = 2_000;

/// Whether a signature on the screen is one that staff give.
pub(crate) fn is_on_screen(how: &SignedHow) -> bool {
    matches!(how, SignedHow::Typed | SignedHow::Drawn { .. })
}

/// Whether a version can still be signed.
pub(crate) fn can_be_signed(standing: Standing) -> bool {
    matches!(standing, Standing::AwaitingSignatures | Standing::InForce)
}
