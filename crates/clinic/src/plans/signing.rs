//! Signatures below a sealed plan: on the screen, on paper with its scan, or a choice not to sign.

use record::{
    AttachmentType, Id, Kind, credential,
    signature::{Signature, SignedHow, SignerRole, same_name},
};
use vault::Class;

use super::{sealing, versions};
use crate::{
    Code, Error, Result, Session,
    body::{PlanSignatureBody, SealedBody},
    clock::stamp,
    first_run::short,
    ledger::{Base, Change, Event, What},
    machine::make_id,
    screenings::local_day,
    view::{PlanPage, Role, SignerRow, SigningView, request},
};

impl Session {
    /// Signs a sealed plan, or puts on record that somebody chose not to. Staff who sign on the
    /// screen have said their passphrase to whoever asks this.
    ///
    /// # Errors
    /// [`Code::NoSuchRecord`], [`Code::PlanDraft`] for a draft, [`Code::NotSignable`] for a
    /// version that is superseded, [`Code::AlreadySigned`], [`Code::NoCredential`] for staff whose
    /// credential or role does not carry the signature, [`Error::Signature`] for one that does
    /// not say all it must.
    pub fn sign_plan(&mut self, request: &request::SignPlan) -> Result<PlanPage> {
        let client = self.client(&request.client)?;
        let record: Id = request.record.parse().map_err(|_| Code::BadRequest)?;
        let version = self.plan_version(client, record)?;
        let sealed = version.sealed.as_ref().ok_or(Code::PlanDraft)?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        if !sealing::can_be_signed(versions::standing_of(entry, version.episode, record)) {
            return Err(Code::NotSignable.into());
        }
        self.check_free_to_sign(client, record, request.role)?;
        let on_screen = request.role.is_staff() && sealing::is_on_screen(&request.how);
        if on_screen && request.role == SignerRole::Supervisor && sealed.by == self.user() {
            return Err(Code::OwnSupervisor.into());
        }
        let signature = if on_screen {
            self.staff_signature(request.role, &request.how, &sealed.sha256)?
        } else {
            self.given_signature(client, request, sealed)?
        };
        let (id, body, change) =
            self.signature_change(client, record, version.episode, signature)?;
        let mut changes = vec![change];
        let seats = self.in_force_changes(client, &version, &[request.role])?;
        let seats = seats.map(|(change, id, seats)| {
            changes.push(change);
            (id, seats)
        });
        self.ledger.commit(changes, vec![Event::on(What::PlanSigned, record, Some(client))])?;
        let at = stamp(self.clock().now());
        let entry = self.directory.entry_mut(client);
        entry.take_plan_signature(id, &body, &at);
        seats.iter().for_each(|(id, seats)| entry.take_seats(*id, seats));
        self.plan_page_of(client, record)
    }

    /// A signature stands once; a choice not to sign may be followed by a signature.
    fn check_free_to_sign(&self, client: Id, plan: Id, role: SignerRole) -> Result<()> {
        let signatures = self.signatures(client, plan)?;
        let there = signatures.iter().find(|it| it.signature.role == role);
        match there.map(|it| &it.signature.how) {
            None | Some(SignedHow::Declined { .. }) => Ok(()),
            Some(_) => Err(Code::AlreadySigned.into()),
        }
    }

    /// The signature of whoever is signed in.
    pub(crate) fn staff_signature(
        &self,
        role: SignerRole,
        how: &SignedHow,
        content: &str,
    ) -> Result<Signature> {
        let me = self.me();
        if !self.may_sign_as(role) || !sealing::is_on_screen(how) {
            return Err(Code::NoCredential.into());
        }
        let signature = Signature {
            role,
            name: me.name,
            credential: me.credential,
            how: how.clone(),
            interpreter: String::new(),
            content: content.to_owned(),
        };
        let today = self.clock().today();
        signature.check(today, today).map_err(Error::Signature)?;
        Ok(signature)
    }

    /// Somebody else's signature, as it was given.
    fn given_signature(
        &self,
        client: Id,
        request: &request::SignPlan,
        sealed: &SealedBody,
    ) -> Result<Signature> {
        let signature = Signature {
            role: request.role,
            name: short(&request.name)?,
            credential: short(&request.credential)?,
            how: self.settled(client, &request.how)?,
            interpreter: short(&request.interpreter)?,
            content: sealed.sha256.clone(),
        };
        let today = self.clock().today();
        let since = local_day(&sealed.at).unwrap_or(today);
        signature.check(since, today).map_err(Error::Signature)?;
        if request.role.is_staff() {
            self.check_staff_on_paper(&signature, sealed)?;
        }
        Ok(signature)
    }

    /// Staff who signed on paper carry the credential they have here, where they are known here; a
    /// supervisor is never the therapist who sealed.
    fn check_staff_on_paper(&self, signature: &Signature, sealed: &SealedBody) -> Result<()> {
        let supervisor = signature.role == SignerRole::Supervisor;
        if supervisor && same_name(&signature.name, &sealed.by_name) {
            return Err(Code::OwnSupervisor.into());
        }
        let mut known = self.staff.iter().map(|it| &it.body);
        let known = known.find(|it| same_name(&it.name, &signature.name));
        let held = known.map_or(signature.credential.as_str(), |it| it.credential.as_str());
        if !credential::may_sign(held, signature.role)
            || !credential::may_sign(&signature.credential, signature.role)
        {
            return Err(Code::NoCredential.into());
        }
        Ok(())
    }

    /// A signature on paper with its day as it is stored, and a scan of this client.
    fn settled(&self, client: Id, how: &SignedHow) -> Result<SignedHow> {
        let today = self.clock().today();
        match how {
            SignedHow::OnPaper { date, witness, scan } => {
                let read = form::date::parse_typed(date, form::date::Purpose::Near, today);
                let date = read.map_or_else(|| date.clone(), form::date::stored);
                let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
                let is_scan = |id: &Id| {
                    let signed = |it: &AttachmentType| *it == AttachmentType::SignedPaper;
                    let mut known = entry.attachments.iter().filter(|it| it.record == *id);
                    known.any(|it| !it.removed && signed(&it.kind))
                };
                if !scan.iter().all(is_scan) {
                    return Err(Code::NoSuchRecord.into());
                }
                Ok(SignedHow::OnPaper { date, witness: short(witness)?, scan: *scan })
            }
            SignedHow::Declined { reason } => Ok(SignedHow::Declined { reason: short(reason)? }),
            other => Ok(other.clone()),
        }
    }

    pub(crate) fn signature_change(
        &self,
        client: Id,
        plan: Id,
        episode: Id,
        signature: Signature,
    ) -> Result<(Id, PlanSignatureBody, Change)> {
        let (id, user) = (make_id()?, self.user());
        let body = PlanSignatureBody { episode, plan, user, signature };
        let (kind, owner, base) = (Kind::PlanSignature, Some(client), Base::default());
        let change = self.ledger.change(id, kind, Class::Clinical, owner, base, &body)?;
        Ok((id, body, change))
    }

    /// Whether the credential and the role of whoever is signed in carry such a signature.
    pub(crate) fn may_sign_as(&self, role: SignerRole) -> bool {
        let me = self.me();
        let held = match role {
            SignerRole::Therapist => self.clinical(),
            SignerRole::Supervisor => {
                matches!(me.role, Role::Supervisor | Role::Physician | Role::Admin)
            }
            SignerRole::Physician => self.clinical(),
            SignerRole::Client | SignerRole::Guardian => return self.clinical(),
        };
        held && credential::may_sign(&me.credential, role)
    }

    /// The lines below a sealed version.
    pub(crate) fn signing_view(
        &self,
        client: Id,
        record: Id,
        asked: &[SignerRole],
    ) -> Result<SigningView> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let signed = self.signatures(client, record)?;
        let therapist = signed.iter().find(|it| it.signature.role == SignerRole::Therapist);
        let by_me = therapist.is_some_and(|it| it.user == self.user());
        let shown = |role: &SignerRole| {
            asked.contains(role) || signed.iter().any(|it| it.signature.role == *role)
        };
        let line = |role: SignerRole| {
            let given = signed.iter().find(|it| it.signature.role == role);
            let declined =
                given.is_some_and(|it| matches!(it.signature.how, SignedHow::Declined { .. }));
            let own = !(role == SignerRole::Supervisor && by_me);
            SignerRow {
                role,
                label: role.label().to_owned(),
                asked: asked.contains(&role),
                signed: given.is_some() && !declined,
                declined,
                name: given.map(versions::Signed::name).unwrap_or_default(),
                how: given.map(|it| versions::how_words(&it.signature)).unwrap_or_default(),
                at: given.map(|it| it.at.clone()),
                may_sign: (given.is_none() || declined) && own && self.may_sign_as(role),
                suggested: self.suggested_name(entry, role),
            }
        };
        Ok(SigningView { lines: SignerRole::ALL.into_iter().filter(shown).map(line).collect() })
    }

    /// The name that stands there before anybody types one.
    fn suggested_name(&self, entry: &crate::directory::Entry, role: SignerRole) -> String {
        match role {
            SignerRole::Client => entry.shown_name(),
            SignerRole::Guardian => self.guardian_name(entry.client).unwrap_or_default(),
            _ if self.may_sign_as(role) => self.my_signed_name(),
            _ => String::new(),
        }
    }
}
