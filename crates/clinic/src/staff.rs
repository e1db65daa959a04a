//! The staff: who is here, and adding someone.

use record::{Id, Kind};
use vault::{Class, NewPassphrase, Slot, make_user};

use crate::{
    Code, Result, Session,
    body::StaffBody,
    first_run::{named, short},
    fold,
    ledger::{Base, Event, What},
    machine::make_id,
    roles, rows,
    view::{Role, StaffRow, StaffView},
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
    /// Everyone, by name. Only an administrator sees the list.
    ///
    /// # Errors
    /// [`Code::NotAllowed`].
    pub fn open_staff(&self) -> Result<StaffView> {
        self.require_admin()?;
        let row = |person: &StaffBody| StaffRow {
            user: person.user.to_string(),
            name: person.name.clone(),
            credential: person.credential.clone(),
            role: person.role,
        };
        let mut people: Vec<StaffRow> = self.staff.iter().map(row).collect();
        people.sort_by_cached_key(|person| fold::fold(&person.name));
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
        if self.staff.iter().any(|person| fold::fold(&person.name) == fold::fold(&name)) {
            return Err(Code::BadName.into());
        }
        let passphrase = NewPassphrase::choose(new.passphrase, &[&self.clinic.name, &name])?;
        let made = make_user(self.ledger.keyring(), roles::classes(new.role))?;
        let profile = self.machine.profile()?;
        let vault = self.ledger.vault();
        let slot = Slot::seal_password(vault, made.user, &made.key, &passphrase, profile)?;
        let user = Id::from_bytes(*made.user.as_bytes());
        let body = StaffBody { user, name: name.clone(), credential, role: new.role };
        let (record, base) = (make_id()?, Base::default());
        let change = self.ledger.change(record, Kind::Staff, Class::Registry, None, base, &body)?;
        let event = Event { user: Some(user), ..Event::of(What::UserAdded) };
        self.ledger.commit_with(vec![change], vec![event], |tx| {
            tx.put_user(&store::User { id: user.bytes(), name: name.clone() })?;
            tx.put_slot(&rows::slot_row(&slot))?;
            made.grants.iter().try_for_each(|grant| tx.put_grant(&rows::grant_row(grant)))?;
            tx.put_escrow(&rows::escrow_row(&made.escrow))
        })?;
        self.staff.push(body);
        self.open_staff()
    }
}

/// A name as it is signed: "M. Okafor, LCSW".
pub(crate) fn signed_name(person: &StaffBody) -> String {
    if person.credential.is_empty() {
        return person.name.clone();
    }
    format!("{}, {}", person.name, person.credential)
}

impl Session {
    /// The signed name of who is signed in.
    pub(crate) fn my_signed_name(&self) -> String {
        signed_name(&self.me())
    }
}
