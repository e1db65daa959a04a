//! The staff: who is here, adding someone, changing a role, a new passphrase for one who has lost
//! it. Taking somebody's keys away is in `leaving`.

use record::{Id, Kind};
use vault::{Class, Escrow, Grant, NewPassphrase, Slot, UserId, UserKey, make_user};

use crate::{
    Code, Result, Session,
    body::StaffBody,
    first_run::{named, short},
    fold,
    ledger::{Base, Change, Event, What},
    machine::make_id,
    roles, rows,
    screenings::day,
    session::Person,
    view::{Role, StaffRow, StaffView, request},
};

/// A member of staff about to be added.
pub struct NewStaff<'a> {
    /// The name on the tile.
    pub name: &'a str,
    /// Signing credential; may be empty.
    pub credential: &'a str,
    /// The access role.
    pub role: Role,
    /// The first passphrase.
    pub passphrase: &'a str,
}

impl Session {
    /// Everyone, by name; who has left comes last. Only an administrator sees the list.
    ///
    /// # Errors
    /// [`Code::NotAllowed`].
    pub fn open_staff(&self) -> Result<StaffView> {
        self.require_admin()?;
        let holders = self.recovery_holders()?;
        let row = |Person { body, .. }: &Person| StaffRow {
            user: body.user.to_string(),
            name: body.name.clone(),
            credential: body.credential.clone(),
            role: body.role,
            active: body.active(),
            left: body.left.as_deref().map(day).unwrap_or_default(),
            recovery: holders.contains(&body.user),
        };
        let mut people: Vec<StaffRow> = self.staff.iter().map(row).collect();
        people.sort_by_cached_key(|person| (!person.active, fold::fold(&person.name)));
        Ok(StaffView { people })
    }

    /// Adds a member of staff with keys for the role's classes, a passphrase slot and the escrow.
    ///
    /// # Errors
    /// [`Code::NotAllowed`], [`Code::BadName`] for an empty name or one that is taken, or the
    /// reasons against the passphrase.
    pub fn add_user(&mut self, new: &NewStaff<'_>) -> Result<StaffView> {
        self.require_admin()?;
        let (name, credential) = (named(new.name)?, short(new.credential)?);
        self.check_free(&name, None)?;
        let passphrase = NewPassphrase::choose(new.passphrase, &[&self.clinic.name, &name])?;
        let made = make_user(self.ledger.keyring(), roles::classes(new.role))?;
        let profile = self.machine.profile()?;
        let vault = self.ledger.vault();
        let slot = Slot::seal_password(vault, made.user, &made.key, &passphrase, profile)?;
        let user = Id::from_bytes(*made.user.as_bytes());
        let body = StaffBody { user, name: name.clone(), credential, role: new.role, left: None };
        let record = make_id()?;
        let change = self.staff_change(record, Base::default(), &body)?;
        let events = vec![Event::to(What::UserAdded, user)];
        self.ledger.commit_with(vec![change], events, |tx| {
            tx.put_user(&store::User { id: user.bytes(), name: name.clone() })?;
            tx.put_slot(&rows::slot_row(&slot))?;
            made.grants.iter().try_for_each(|grant| tx.put_grant(&rows::grant_row(grant)))?;
            tx.put_escrow(&rows::escrow_row(&made.escrow))
        })?;
        self.staff.push(Person { record, body });
        self.open_staff()
    }

    /// Changes a name, a credential or a role. A role that reaches less takes keys away: what they
    /// opened is sealed anew.
    ///
    /// # Errors
    /// [`Code::NotAllowed`], [`Code::NoSuchUser`], [`Code::BadName`]; [`Code::LastAdmin`] when it
    /// is one's own role.
    pub fn change_user(&mut self, request: &request::ChangeUser) -> Result<StaffView> {
        self.require_admin()?;
        let person = self.person(&request.user)?;
        let (name, credential) = (named(&request.name)?, short(&request.credential)?);
        self.check_free(&name, Some(person.body.user))?;
        let before = person.body.role;
        if before != request.role && person.body.user == self.ledger.user() {
            return Err(Code::LastAdmin.into());
        }
        let body = StaffBody { name, credential, role: request.role, ..person.body.clone() };
        let lost = lost(before, request.role);
        if lost.is_empty() {
            self.give_role(&person, body, before)?;
        } else {
            self.take_role(&person, body, lost)?;
        }
        self.open_staff()
    }

    /// Writes the change, with grants for the classes that the new role reaches beyond the old.
    fn give_role(&mut self, person: &Person, body: StaffBody, before: Role) -> Result<()> {
        let user = body.user;
        let gained = lost(body.role, before);
        let grants = if gained.is_empty() { Vec::new() } else { self.grants(user, &gained)? };
        let base = self.ledger.load::<StaffBody>(person.record)?.base();
        let change = self.staff_change(person.record, base, &body)?;
        let what = if before == body.role { What::UserChanged } else { What::RoleChanged };
        let tile = store::User { id: user.bytes(), name: body.name.clone() };
        self.ledger.commit_with(vec![change], vec![Event::to(what, user)], |tx| {
            tx.rename_user(&tile)?;
            grants.iter().try_for_each(|grant| tx.put_grant(&rows::grant_row(grant)))
        })?;
        self.put_person(Person { record: person.record, body });
        Ok(())
    }

    /// Grants of every epoch of these classes, through the escrow.
    fn grants(&self, user: Id, classes: &[Class]) -> Result<Vec<Grant>> {
        let (keyring, key) = (self.ledger.keyring(), self.escrowed(user)?);
        let id = UserId::from_bytes(user.bytes());
        let keys = classes.iter().flat_map(|class| keyring.of_class(*class));
        keys.map(|granted| Ok(Grant::seal(self.ledger.vault(), id, &key, granted)?)).collect()
    }

    /// Gives somebody a new passphrase for the same keys; the old one opens nothing any more.
    ///
    /// # Errors
    /// [`Code::NotAllowed`], [`Code::NoSuchUser`], or the reasons against the passphrase.
    pub fn reset_passphrase(&mut self, request: &request::ResetPassphrase) -> Result<StaffView> {
        self.require_admin()?;
        let body = self.person(&request.user)?.body;
        let key = self.escrowed(body.user)?;
        let event = Event::to(What::PassphraseReset, body.user);
        self.put_passphrase(&body, &key, &request.passphrase, event)?;
        self.open_staff()
    }

    /// Puts a new passphrase slot in the place of all old ones.
    pub(crate) fn put_passphrase(
        &mut self,
        body: &StaffBody,
        key: &UserKey,
        chosen: &str,
        event: Event,
    ) -> Result<()> {
        let passphrase = NewPassphrase::choose(chosen, &[&self.clinic.name, &body.name])?;
        let (vault, profile) = (self.ledger.vault(), self.machine.profile()?);
        let user = UserId::from_bytes(body.user.bytes());
        let slot = Slot::seal_password(vault, user, key, &passphrase, profile)?;
        let old = self.ledger.store().rows().slots(body.user.bytes())?;
        self.ledger.commit_with(Vec::new(), vec![event], |tx| {
            let passphrases = old.iter().filter(|slot| slot.kind == PASSPHRASE);
            passphrases.into_iter().try_for_each(|slot| tx.delete_slot(slot.id))?;
            tx.put_slot(&rows::slot_row(&slot))
        })?;
        Ok(())
    }

    /// A user's key, from the escrow.
    pub(crate) fn escrowed(&self, user: Id) -> Result<UserKey> {
        let (vault, keyring) = (self.ledger.vault(), self.ledger.keyring());
        let rows = self.ledger.store().rows().escrows(user.bytes())?;
        let row = rows.into_iter().next_back().ok_or(Code::NoSuchUser)?;
        let escrow: Escrow = rows::read_escrow(vault, row)?;
        Ok(escrow.open(keyring.key(Class::Admin, escrow.epoch())?)?)
    }

    /// Somebody who may sign in.
    pub(crate) fn person(&self, user: &str) -> Result<Person> {
        let user: Id = user.parse().map_err(|_| Code::NoSuchUser)?;
        let known = self.staff.iter().find(|it| it.body.user == user && it.body.active());
        known.cloned().ok_or_else(|| Code::NoSuchUser.into())
    }

    /// No two people who may sign in have one name.
    fn check_free(&self, name: &str, but: Option<Id>) -> Result<()> {
        let others = self.staff.iter().map(|person| &person.body);
        let mut others = others.filter(|body| body.active() && Some(body.user) != but);
        if others.any(|body| fold::fold(&body.name) == fold::fold(name)) {
            return Err(Code::BadName.into());
        }
        Ok(())
    }

    pub(crate) fn staff_change(&self, id: Id, base: Base, body: &StaffBody) -> Result<Change> {
        self.ledger.change(id, Kind::Staff, Class::Registry, None, base, body)
    }

    pub(crate) fn put_person(&mut self, person: Person) {
        self.staff.retain(|known| known.record != person.record);
        self.staff.push(person);
    }

    /// The signed name of who is signed in.
    pub(crate) fn my_signed_name(&self) -> String {
        signed_name(&self.me())
    }
}

/// The kind of a slot that a passphrase opens.
pub(crate) const PASSPHRASE: u8 = 1;

/// Classes that the first role reaches and the second does not.
fn lost(before: Role, after: Role) -> Vec<Class> {
    let kept = roles::classes(after);
    roles::classes(before).iter().copied().filter(|class| !kept.contains(class)).collect()
}

/// A name as it is signed: "M. Okafor, LCSW".
pub(crate) fn signed_name(person: &StaffBody) -> String {
    if person.credential.is_empty() {
        return person.name.clone();
    }
    format!("{}, {}", person.name, person.credential)
}
