//! A file of FHIR from another program, or from this one: looked at person by person, without
//! anything being saved, and taken in whole. Who may be here already is named, and never merged.

use std::collections::HashSet;

use interop::{
    fhir::read::Incoming,
    fhir::referral::{Referral, referrals},
    sealed,
};

use secrecy::SecretString;

use super::person::{Ids, Newly, shown_sections};
use crate::{
    Code, Phi, Result, Session,
    admission::Newcomer,
    body::Names,
    directory::{Entry, same_person},
    person::text,
    view::{KnownPerson, LeftRow, ReferralRow, ReferralsAdded, ReferralsView},
};

/// The most memory that unlocking a file may take up: what reading it may, too.
const LARGEST: usize = interop::fhir::read::LARGEST as usize;

/// A file that was chosen and waits to be taken in.
pub(crate) struct Waiting {
    file: String,
    held: Held,
}

enum Held {
    /// Behind a passphrase that nobody has said yet.
    Locked(Vec<u8>),
    Read(Box<Incoming>),
}

/// Somebody in the file: what is shown of them, and who they would be.
struct Judged {
    row: ReferralRow,
    /// Nobody when something stands in the way.
    newcomer: Option<Newcomer>,
}

impl Session {
    /// Reads a file of FHIR and looks at everybody in it. Nothing is saved. Of a file behind a
    /// passphrase only that is said, see [`Session::unlock_referrals`].
    ///
    /// # Errors
    /// No clinical key; [`Error::Fhir`] with the place.
    pub fn take_referrals(&mut self, file: &str, bytes: &[u8]) -> Result<ReferralsView> {
        self.require_clinical()?;
        self.referrals = None;
        let held = if sealed::is_locked(bytes) {
            Held::Locked(bytes.to_vec())
        } else {
            Held::Read(Box::new(interop::fhir::read::read(bytes)?))
        };
        self.referrals = Some(Waiting { file: file.to_owned(), held });
        self.referrals_view()
    }

    /// Opens the file that was chosen with its passphrase.
    ///
    /// # Errors
    /// [`Code::NoSuchFile`] when none waits; [`Error::Unlock`]; as [`Session::take_referrals`].
    pub fn unlock_referrals(&mut self, passphrase: &str) -> Result<ReferralsView> {
        self.require_clinical()?;
        let waiting = self.referrals.as_mut().ok_or(Code::NoSuchFile)?;
        if let Held::Locked(bytes) = &waiting.held {
            let passphrase = SecretString::from(passphrase);
            let opened = sealed::unlock(bytes, &passphrase, LARGEST)?;
            waiting.held = Held::Read(Box::new(interop::fhir::read::read(&opened)?));
        }
        self.referrals_view()
    }

    /// Takes in those who were chosen, by their places in the file: all of them or none. The file
    /// is gone then.
    ///
    /// # Errors
    /// [`Code::NoSuchFile`] when none waits; [`Code::BadValue`] for somebody who is not in it, is
    /// named twice or cannot be taken in; when they cannot be saved.
    pub fn add_referrals(&mut self, chosen: &[u32]) -> Result<ReferralsAdded> {
        self.require_clinical()?;
        let mut people = self.judged_referrals()?;
        let mut newcomers = Vec::with_capacity(chosen.len());
        for at in chosen {
            let person = usize::try_from(*at).ok().and_then(|at| people.get_mut(at));
            let newcomer = person.and_then(|it| it.newcomer.take());
            newcomers.push(newcomer.ok_or(Code::BadValue)?);
        }
        let clients: Vec<_> = newcomers.iter().map(|it| it.client).collect();
        self.admit_all(newcomers)?;
        self.referrals = None;
        let number = |client| self.directory.entry(client).map(|it| it.number.clone());
        Ok(ReferralsAdded { numbers: clients.into_iter().filter_map(number).collect() })
    }

    fn referrals_view(&self) -> Result<ReferralsView> {
        let waiting = self.referrals.as_ref().ok_or(Code::NoSuchFile)?;
        let is_locked = matches!(waiting.held, Held::Locked(_));
        let people = if is_locked { Vec::new() } else { self.judged_referrals()? };
        Ok(ReferralsView {
            file: waiting.file.clone(),
            locked: is_locked,
            people: people.into_iter().map(|it| it.row).collect(),
        })
    }

    fn judged_referrals(&self) -> Result<Vec<Judged>> {
        let waiting = self.referrals.as_ref().ok_or(Code::NoSuchFile)?;
        let Held::Read(incoming) = &waiting.held else { return Err(Code::NoSuchFile.into()) };
        let found = referrals(incoming, self.clock().today());
        let (ids, mut seen) = (Ids::default(), HashSet::new());
        let mut people = Vec::with_capacity(found.len());
        for (at, referral) in found.iter().enumerate() {
            let mut judged = self.judge_referral(incoming, at, referral, &ids)?;
            let who = (judged.row.name.to_lowercase(), judged.row.birth.clone());
            judged.row.twice = !judged.row.name.is_empty() && !seen.insert(who);
            people.push(judged);
        }
        Ok(people)
    }

    fn judge_referral(
        &self,
        incoming: &Incoming,
        at: usize,
        referral: &Referral,
        ids: &Ids,
    ) -> Result<Judged> {
        let Newly { newcomer, left, from } = self.newly(incoming, referral, ids)?;
        let identity = newcomer.identity();
        let contact = newcomer.answers_to("contact");
        let names = Names {
            legal_first: Phi(text(&identity, "legal_first")),
            legal_last: Phi(text(&identity, "legal_last")),
            name_used: Phi(text(&identity, "name_used")),
            ..Names::default()
        };
        let birth = identity.date("date_of_birth");
        let phones = contact.rows("phones").iter();
        let phones: Vec<String> = phones
            .filter_map(|row| contact.text(&format!("phones/{}/number", row.id)))
            .map(str::to_owned)
            .collect();
        let calls = |entry: &Entry| {
            same_person(entry, &names, birth, "")
                || phones.iter().any(|phone| same_person(entry, &Names::default(), None, phone))
        };
        let known = self.directory.present().filter(|entry| calls(entry));
        let known = known.map(|entry| KnownPerson {
            client: entry.client.to_string(),
            number: entry.number.clone(),
            name: entry.shown_name(),
        });
        let stop = self.stop(referral, &newcomer, &names);
        let row = ReferralRow {
            at: u32::try_from(at).unwrap_or(u32::MAX),
            name: shown_name(&names),
            birth: birth.map(form::date::shown).unwrap_or_default(),
            deceased: referral.deceased,
            known: known.collect(),
            twice: false,
            sections: shown_sections(self, &newcomer, &from)?,
            plan: !newcomer.plans.is_empty(),
            left,
            stop: stop.clone(),
        };
        Ok(Judged { row, newcomer: stop.is_empty().then_some(newcomer) })
    }

    /// What stands in the way of taking somebody in; nothing where they can be.
    fn stop(&self, referral: &Referral, newcomer: &Newcomer, names: &Names) -> String {
        let own = referral.id.as_deref().and_then(|id| id.parse().ok());
        if let Some(entry) = own.and_then(|id| self.directory.entry(id)) {
            return format!("The records are here already, as {}.", entry.number);
        }
        if self.ledger.knows(newcomer.client) {
            return "The records are here already.".to_owned();
        }
        if names.legal_first.0.is_empty() && names.legal_last.0.is_empty() {
            return "Without a name nobody can be added. Ask for it, and admit the person by hand."
                .to_owned();
        }
        String::new()
    }
}

fn shown_name(names: &Names) -> String {
    let first = &names.legal_first.0;
    let used = if names.name_used.0.is_empty() { first } else { &names.name_used.0 };
    let last = &names.legal_last.0;
    let whole = if used.contains(last.as_str()) { used.clone() } else { format!("{used} {last}") };
    whole.trim().to_owned()
}

/// What was left, as it is shown.
pub(super) fn left_row(why: &str, words: &str, place: &str) -> LeftRow {
    LeftRow { why: why.to_owned(), words: words.to_owned(), place: place.to_owned() }
}
