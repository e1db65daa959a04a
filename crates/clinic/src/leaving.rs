//! Taking keys away: when somebody leaves, or a role comes to reach less. The person's keys are
//! known to whoever kept a copy of them, so every class they opened gets a new key and everything
//! under it is sealed anew (security design, "Keys and roles").

use record::Id;
use vault::{Class, Grant, Keyring, UserId, UserKey};

use crate::{
    Code, Result, Session,
    body::StaffBody,
    clock::stamp,
    ledger::{Event, Holder, Reseal, What, keyring},
    roles, rows,
    session::Person,
    view::StaffView,
};

impl Session {
    /// Takes a person's keys away. The name stays on what they wrote.
    ///
    /// # Errors
    /// [`Code::NotAllowed`], [`Code::NoSuchUser`]; [`Code::LastAdmin`] for oneself;
    /// [`Code::RecoveryFirst`] when the recovery code opens this person's key;
    /// [`Code::Stopped`], and nothing has changed.
    pub fn remove_user(&mut self, user: &str) -> Result<StaffView> {
        self.require_admin()?;
        let person = self.person(user)?;
        let leaving = person.body.user;
        if leaving == self.ledger.user() {
            return Err(Code::LastAdmin.into());
        }
        if self.recovery_holders()?.contains(&leaving) {
            return Err(Code::RecoveryFirst.into());
        }
        self.inherit_notes(leaving)?;
        let left = Some(stamp(self.clock().now()));
        let body = StaffBody { left, ..person.body.clone() };
        let held = self.held_by(leaving)?;
        let event = Event::to(What::UserRemoved, leaving);
        self.renew(&person, body, held, event)?;
        self.open_staff()
    }

    /// Writes a role that reaches less; what it no longer reaches is sealed anew.
    pub(crate) fn take_role(
        &mut self,
        person: &Person,
        body: StaffBody,
        lost: Vec<Class>,
    ) -> Result<()> {
        if lost.contains(&Class::Admin) && self.recovery_holders()?.contains(&body.user) {
            return Err(Code::RecoveryFirst.into());
        }
        self.inherit_notes(body.user)?;
        let held = self.held_by(body.user)?;
        let kept = roles::classes(body.role);
        let lost = held.into_iter().filter(|class| !kept.contains(class)).collect();
        let event = Event::to(What::RoleChanged, body.user);
        let tile = store::User { id: body.user.bytes(), name: body.name.clone() };
        self.renew(person, body, lost, event)?;
        self.ledger.commit_with(Vec::new(), Vec::new(), |tx| tx.rename_user(&tile))?;
        Ok(())
    }

    /// Seals classes anew for everybody but those who no longer hold them, and writes the staff
    /// record with it.
    fn renew(
        &mut self,
        person: &Person,
        body: StaffBody,
        classes: Vec<Class>,
        event: Event,
    ) -> Result<()> {
        let base = self.ledger.load::<StaffBody>(person.record)?.base();
        let changes = vec![self.staff_change(person.record, base, &body)?];
        let changed = Person { record: person.record, body };
        let holders = self.holders(Some(&changed))?;
        let classes = classes.into_iter().filter(|class| self.ledger.holds(*class)).collect();
        let plan = Reseal { classes, holders, changes, events: vec![event], can_stop: true };
        let machine = self.machine.clone();
        self.ledger.reseal(plan, &machine)?;
        self.put_person(changed);
        Ok(())
    }

    /// Everybody who may sign in, with their keys from the escrow and the classes they shall hold.
    pub(crate) fn holders(&self, changed: Option<&Person>) -> Result<Vec<Holder>> {
        let mut holders = Vec::new();
        for person in &self.staff {
            let body = match changed {
                Some(changed) if changed.record == person.record => &changed.body,
                _ => &person.body,
            };
            if !body.active() {
                continue;
            }
            let mut classes = roles::classes(body.role).to_vec();
            if body.role == crate::view::Role::Admin && self.holds_notes(body.user)? {
                classes.push(Class::Notes);
            }
            holders.push(Holder { user: body.user, key: self.escrowed(body.user)?, classes });
        }
        Ok(holders)
    }

    fn held_by(&self, user: Id) -> Result<Vec<Class>> {
        let grants = self.ledger.store().rows().grants(user.bytes())?;
        let holds = |class: &Class| grants.iter().any(|grant| grant.class == class.number());
        Ok(Class::ALL.into_iter().filter(holds).collect())
    }

    fn holds_notes(&self, user: Id) -> Result<bool> {
        Ok(self.held_by(user)?.contains(&Class::Notes))
    }

    /// The key of class 3 is reserved and held by hardly anybody: before its holder leaves, it
    /// passes on to whoever takes the keys away.
    pub(crate) fn inherit_notes(&mut self, from: Id) -> Result<()> {
        if self.ledger.holds(Class::Notes) || !self.holds_notes(from)? {
            return Ok(());
        }
        let theirs = keyring(self.ledger.store(), from, &self.escrowed(from)?)?;
        self.take_notes(&theirs)
    }

    fn take_notes(&mut self, theirs: &Keyring) -> Result<()> {
        let me = self.ledger.user();
        let (id, key): (_, UserKey) = (UserId::from_bytes(me.bytes()), self.escrowed(me)?);
        let vault = self.ledger.vault();
        let grants = theirs.of_class(Class::Notes).map(|held| Grant::seal(vault, id, &key, held));
        let grants = grants.collect::<vault::Result<Vec<_>>>()?;
        let events = vec![Event::to(What::RoleChanged, me)];
        self.ledger.commit_with(Vec::new(), events, |tx| {
            grants.iter().try_for_each(|grant| tx.put_grant(&rows::grant_row(grant)))
        })?;
        self.ledger.hold_more(&key)
    }
}
