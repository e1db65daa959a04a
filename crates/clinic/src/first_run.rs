//! Setting up a clinic: prepared in memory, written once the recovery code has been typed back.

use std::path::Path;

use record::{Id, Kind};
use store::Store;
use vault::{
    Class, FirstKeys, Head, Keyring, NewPassphrase, NewUser, Profile, RecordId, RecoveryCode, Slot,
    VaultId, make_first_keys, make_user,
};

use crate::{
    Code, Error, Machine, Result, Session,
    body::{self, ClinicBody, KeysBody, LetterheadBody, PublicKey, StaffBody},
    clock::stamp,
    hex,
    locked::Locked,
    machine::make_id,
    rows, settings,
    view::{Role, request::Sheet},
};

/// What a clinic is made from.
pub struct NewClinic<'a> {
    /// The clinic's name.
    pub clinic: &'a str,
    /// What to do in a crisis.
    pub crisis_steps: &'a str,
    /// What to do in a crisis when no clinician is on site.
    pub crisis_no_clinician: &'a str,
    /// The first administrator's name.
    pub name: &'a str,
    /// Signing credential; may be empty.
    pub credential: &'a str,
    /// The first administrator's passphrase.
    pub passphrase: &'a str,
    /// Whether this is a sample.
    pub sample: bool,
}

/// A clinic that has been prepared and is nowhere on disk yet.
pub struct Prepared {
    clinic: ClinicBody,
    name: String,
    credential: String,
    passphrase: NewPassphrase,
    code: RecoveryCode,
}

/// The longest name of a clinic or a person, in characters.
pub(crate) const LONGEST_NAME: usize = 200;

impl Prepared {
    /// Checks what was given and draws a recovery code.
    ///
    /// # Errors
    /// [`Code::BadName`], [`Code::TooLong`], or the reasons against the passphrase.
    pub fn new(given: &NewClinic<'_>) -> Result<Self> {
        let clinic = named(given.clinic)?;
        let name = named(given.name)?;
        let passphrase = NewPassphrase::choose(given.passphrase, &[&clinic, &name])?;
        let body = ClinicBody {
            prefix: prefix(&clinic),
            name: clinic,
            next: 1,
            crisis_steps: text(given.crisis_steps)?,
            crisis_no_clinician: text(given.crisis_no_clinician)?,
            sample: given.sample,
            idle_minutes: settings::IDLE_MINUTES,
            removal_days: settings::REMOVAL_DAYS,
            packs: Vec::new(),
            part2: true,
            paper: Sheet::Letter,
            letterhead: LetterheadBody::default(),
        };
        let (credential, code) = (short(given.credential)?, RecoveryCode::make()?);
        Ok(Self { clinic: body, name, credential, passphrase, code })
    }

    /// The recovery code as it is printed. Shown once.
    #[must_use]
    pub fn recovery_code(&self) -> String {
        self.code.printed().to_string()
    }

    /// The sheet to be printed and kept apart from the machine.
    ///
    /// # Errors
    /// When the document cannot be made.
    pub fn recovery_sheet(&self, today: chrono::NaiveDate) -> Result<crate::Document> {
        crate::recovery::sheet(&self.clinic.name, &self.name, &self.code, today)
    }

    /// Compares the code as it was typed back.
    ///
    /// # Errors
    /// [`Code::WrongRecoveryCode`].
    pub fn confirm(&self, typed: &str) -> Result<()> {
        crate::recovery::same_code(&self.code, typed)
    }

    /// Writes the vault, whole or not at all, and signs the first administrator in.
    ///
    /// # Errors
    /// When there is a file already, or it cannot be written; it may be tried again.
    pub fn write(&self, path: &Path, machine: Machine) -> Result<Session> {
        let vault = VaultId::make()?;
        let FirstKeys { keyring, pairs } = make_first_keys(vault)?;
        let user = make_user(&keyring, &Class::ALL)?;
        let slots = self.slots(vault, &user, machine.profile()?)?;
        self.check_recovery(vault, &user, &slots)?;
        let records = self.records(&user, &pairs, &machine)?;
        let (sealed, heads) = sealed(&keyring, &records)?;
        let at = stamp(machine.clock.now());
        let id = user.user;
        let store = Store::create_with(path, *vault.as_bytes(), &at, |tx| -> Result<()> {
            tx.put_user(&store::User { id: *id.as_bytes(), name: self.name.clone() })?;
            slots.iter().try_for_each(|slot| tx.put_slot(&rows::slot_row(slot)))?;
            user.grants.iter().try_for_each(|grant| tx.put_grant(&rows::grant_row(grant)))?;
            tx.put_escrow(&rows::escrow_row(&user.escrow))?;
            pairs.iter().try_for_each(|pair| tx.put_class_pair(&rows::pair_row(pair)))?;
            for (id, sealed) in &sealed {
                tx.put_record(id.bytes(), sealed.class().number(), sealed.as_bytes())?;
            }
            heads.iter().try_for_each(|head| tx.put_head(head))?;
            Ok(())
        })?;
        let user_id = Id::from_bytes(*id.as_bytes());
        let locked = Locked { store, machine };
        locked.unlock_with_key(user_id, &user.key).map_err(|failed| failed.error)
    }

    fn slots(&self, vault: VaultId, user: &NewUser, profile: Profile) -> Result<[Slot; 2]> {
        Ok([
            Slot::seal_password(vault, user.user, &user.key, &self.passphrase, profile)?,
            Slot::seal_recovery(vault, user.user, &user.key, &self.code)?,
        ])
    }

    /// Before it is relied on, the code opens every class key.
    fn check_recovery(&self, vault: VaultId, user: &NewUser, slots: &[Slot; 2]) -> Result<()> {
        let key = slots[1].open_with_code(&self.code)?;
        let opened = Keyring::open(vault, &key, &user.grants)?;
        if opened.classes() == Class::ALL { Ok(()) } else { Err(Code::Internal.into()) }
    }

    /// The first records of class 0.
    fn records(
        &self,
        user: &NewUser,
        pairs: &[vault::SealedPair],
        machine: &Machine,
    ) -> Result<Vec<(Id, Vec<u8>)>> {
        let by = Id::from_bytes(*user.user.as_bytes());
        let staff = StaffBody {
            user: by,
            name: self.name.clone(),
            credential: self.credential.clone(),
            role: Role::Admin,
            left: None,
        };
        let keys = pairs.iter().map(|pair| PublicKey {
            class: pair.public.class.number(),
            epoch: pair.public.epoch.0,
            public: hex::shown(&pair.public.bytes),
        });
        let keys = KeysBody { keys: keys.collect() };
        Ok(vec![
            (make_id()?, envelope(Kind::Clinic, by, machine, &self.clinic)?),
            (make_id()?, envelope(Kind::Staff, by, machine, &staff)?),
            (make_id()?, envelope(Kind::ClassKeys, by, machine, &keys)?),
        ])
    }
}

fn envelope<B: serde::Serialize>(
    kind: Kind,
    by: Id,
    machine: &Machine,
    body: &B,
) -> Result<Vec<u8>> {
    let envelope = record::Envelope {
        t: kind,
        v: body::VERSION,
        by,
        dev: machine.device,
        at: stamp(machine.clock.now()),
        rev: 1,
        prev: None,
        client: None,
        body,
    };
    serde_json::to_vec(&envelope).map_err(|_| Error::Unreadable)
}

/// Seals the first records under class 0, and a head for every class.
#[allow(clippy::type_complexity, reason = "two lists that are written side by side, once")]
fn sealed(
    keyring: &Keyring,
    records: &[(Id, Vec<u8>)],
) -> Result<(Vec<(Id, vault::Sealed)>, Vec<store::Head>)> {
    let (mut boxes, mut heads) = (Vec::new(), Vec::new());
    for class in Class::ALL {
        let (key, state) = (keyring.current(class)?, keyring.derive_state_key(class)?);
        let mut head = Head::new(class);
        for (id, json) in records.iter().filter(|_| class == Class::Registry) {
            let record = RecordId::from_bytes(id.bytes());
            let sealed = vault::seal_record(key, keyring.vault(), record, json)?;
            head.add(&state, record, sealed.tag())?;
            boxes.push((*id, sealed));
        }
        heads.push(rows::head_row(class, head.commit(key, keyring.vault())?));
    }
    Ok((boxes, heads))
}

/// A name that somebody has to have.
pub(crate) fn named(text: &str) -> Result<String> {
    let name = short(text)?;
    if name.is_empty() { Err(Code::BadName.into()) } else { Ok(name) }
}

/// One line, without control characters.
pub(crate) fn short(text: &str) -> Result<String> {
    let line: String = text.trim().chars().filter(|c| !c.is_control()).collect();
    if line.chars().count() > LONGEST_NAME { Err(Code::TooLong.into()) } else { Ok(line) }
}

/// A few lines, without other control characters.
pub(crate) fn text(text: &str) -> Result<String> {
    let text: String = text.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    if text.chars().count() > 5_000 { Err(Code::TooLong.into()) } else { Ok(text) }
}

/// Letters for client numbers: the initials of the clinic's name, two to four of them.
fn prefix(clinic: &str) -> String {
    let plain = crate::fold::fold(clinic).to_uppercase();
    let words = plain.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let initials: String = words.clone().filter_map(|word| word.chars().next()).take(4).collect();
    if initials.len() >= 2 {
        return initials;
    }
    let letters: String = words.flat_map(str::chars).take(2).collect();
    if letters.len() == 2 { letters } else { "CL".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::prefix;

    #[test]
    fn client_numbers_begin_with_the_clinics_initials() {
        let cases = [
            ("Riverbend sample clinic", "RSC"),
            ("Haven", "HA"),
            ("Águila IOP", "AI"),
            ("日本", "CL"),
            ("The Very Long Name Of A Clinic", "TVLN"),
        ];
        for (name, letters) in cases {
            assert_eq!(prefix(name), letters, "{name}");
        }
    }
}
