//! What goes into the new file: keys for those who stay, every record under the new keys, and at the
//! end the audit entries and the heads.

use std::collections::{BTreeMap, HashMap};

use record::Id;
use store::Transaction;
use vault::{Class, Escrow, Grant, Head, RecordId, Sealed, StateKey, UserId, row_tag};

use super::{Fresh, Holder, Made, Reseal, newest};
use crate::{
    Result, hex,
    ledger::{
        Change, Event, Ledger, What,
        audit::Previous,
        open::{admin_half, next_chain},
        whole::Tags,
    },
    rows,
    work::Stretch,
};

impl Ledger {
    /// Whether the old keys of a class still open something: rows that could not be sealed anew
    /// because nobody can read them, drops that wait, and audit chains, which are never resealed.
    fn keeps_old(&self, class: Class) -> bool {
        let unreadable = self.unreadable.values().any(|row| row.class == class);
        class == Class::Admin || unreadable || !self.drops.is_empty()
    }

    pub(super) fn copy_keys(
        &self,
        tx: &Transaction<'_>,
        fresh: &Fresh,
        plan: &Reseal,
    ) -> Result<()> {
        let source = self.store.rows();
        let admin = newest(fresh, &self.keyring, Class::Admin)?;
        for user in source.users()? {
            let Some(holder) = plan.holders.iter().find(|it| it.user.bytes() == user.id) else {
                continue;
            };
            tx.put_user(&user)?;
            source.slots(user.id)?.iter().try_for_each(|slot| tx.put_slot(slot))?;
            self.copy_grants(tx, fresh, holder)?;
            let id = UserId::from_bytes(user.id);
            let escrow = Escrow::seal(self.vault, id, &holder.key, admin)?;
            tx.put_escrow(&rows::escrow_row(&escrow))?;
        }
        for pair in source.class_pairs()? {
            let class = Class::try_from(pair.class)?;
            if !fresh.keyring.holds(class) || self.keeps_old(class) {
                tx.put_class_pair(&pair)?;
            }
        }
        for pair in &fresh.pairs {
            tx.put_class_pair(&rows::pair_row(pair))?;
        }
        Ok(())
    }

    fn copy_grants(&self, tx: &Transaction<'_>, fresh: &Fresh, holder: &Holder) -> Result<()> {
        let user = UserId::from_bytes(holder.user.bytes());
        let before = self.store.rows().grants(holder.user.bytes())?;
        for class in Class::ALL {
            if !self.keyring.holds(class) {
                // A class nobody here can grant: whoever held it goes on holding it.
                let held = before.iter().filter(|grant| grant.class == class.number());
                held.into_iter().try_for_each(|grant| tx.put_grant(grant))?;
                continue;
            }
            if !holder.classes.contains(&class) {
                continue;
            }
            let renewed = fresh.keyring.holds(class);
            let old = self.keyring.of_class(class).filter(|_| !renewed || self.keeps_old(class));
            for key in old.chain(fresh.keyring.of_class(class)) {
                let grant = Grant::seal(self.vault, user, &holder.key, key)?;
                tx.put_grant(&rows::grant_row(&grant))?;
            }
        }
        Ok(())
    }

    pub(super) fn copy_contents(
        &self,
        tx: &Transaction<'_>,
        fresh: &Fresh,
        plan: &Reseal,
        stretch: &Stretch,
    ) -> Result<Made> {
        let source = self.store.rows();
        let mut filling = Filling::of(self, fresh)?;
        let changed: HashMap<Id, &Change> = plan.changes.iter().map(|it| (it.id, it)).collect();
        let (mut done, total) = (0, u64::try_from(self.tags.len()).unwrap_or_default() * 2);
        for class in Class::ALL {
            source.each_record(&[class.number()], |bytes, _, boxed| -> Result<()> {
                let id = Id::from_bytes(bytes);
                let change = changed.get(&id).copied();
                let sealed = self.sealed_anew(fresh, id, class, boxed, change)?;
                filling.put(tx, id, class, sealed.as_deref().unwrap_or(boxed))?;
                done += 1;
                if done % 64 == 0 { stretch.at(done, total) } else { Ok(()) }
            })?;
        }
        for change in plan.changes.iter().filter(|change| change.first) {
            let sealed = self.seal_change(fresh, change)?;
            filling.put(tx, change.id, change.class, &sealed)?;
        }
        for drop in source.sealed_drops()? {
            filling.count_drop(&drop)?;
            tx.put_drop(&drop)?;
        }
        for chain in source.chains()? {
            tx.put_chain(&chain)?;
            for entry in source.audit(chain.id)? {
                tx.append_audit(entry.chain, entry.n, &entry.sealed)?;
            }
        }
        for failure in source.failures()? {
            tx.put_failure(&failure.at, failure.kind, failure.user)?;
        }
        self.finish(tx, fresh, plan, filling)
    }

    /// The box of a record in the new file; nothing when it goes over as it is.
    fn sealed_anew(
        &self,
        fresh: &Fresh,
        id: Id,
        class: Class,
        boxed: &[u8],
        change: Option<&Change>,
    ) -> Result<Option<Vec<u8>>> {
        if let Some(change) = change {
            return self.seal_change(fresh, change).map(Some);
        }
        if !fresh.keyring.holds(class) || self.unreadable.contains_key(&id) {
            return Ok(None);
        }
        let record = RecordId::from_bytes(id.bytes());
        let sealed = Sealed::parse(boxed.to_vec())?;
        let json = vault::open_record(self.keyring.key_for(&sealed)?, self.vault, record, &sealed)?;
        let key = fresh.keyring.current(class)?;
        Ok(Some(vault::seal_record(key, self.vault, record, &json)?.into_bytes()))
    }

    fn seal_change(&self, fresh: &Fresh, change: &Change) -> Result<Vec<u8>> {
        let key = newest(fresh, &self.keyring, change.class)?;
        let record = RecordId::from_bytes(change.id.bytes());
        Ok(vault::seal_record(key, self.vault, record, &change.json)?.into_bytes())
    }

    /// The audit entries and the heads, which come last.
    fn finish(
        &self,
        tx: &Transaction<'_>,
        fresh: &Fresh,
        plan: &Reseal,
        filling: Filling<'_>,
    ) -> Result<Made> {
        let Filling { tags, mut heads, .. } = filling;
        let mut events = plan.events.clone();
        events.push(Event::of(What::KeysRenewed));
        events.extend(plan.changes.iter().filter_map(|change| self.event_of(change)));
        let mut chain = self.chain.fork();
        if fresh.keyring.holds(Class::Admin) {
            // Who leaves could open the key of the chain under way: the next entries get another.
            let publics: Vec<_> = fresh.pairs.iter().map(|pair| pair.public).collect();
            let (next, row) = next_chain(&self.store, &self.keyring, &admin_half(&publics)?)?;
            let (chain_id, hash) = (chain.id(), chain.last_hash());
            let chain_id = hex::shown(chain_id.as_bytes());
            events[0].previous = Some(Previous { chain: chain_id, hash: hex::shown(&hash) });
            tx.put_chain(&row)?;
            chain = next;
        }
        let (chain, entries) = self.entries_on(chain, &events, &mut heads)?;
        for entry in &entries {
            tx.append_audit(*chain.id().as_bytes(), entry.n, entry.sealed.as_bytes())?;
        }
        for (class, head) in &mut heads {
            let sealed = head.commit(newest(fresh, &self.keyring, *class)?, self.vault)?;
            tx.put_head(&rows::head_row(*class, sealed))?;
        }
        for row in self.store.rows().heads()? {
            if !heads.contains_key(&Class::try_from(row.class)?) {
                tx.put_head(&row)?;
            }
        }
        Ok(Made { tags, heads, chain })
    }
}

/// Tags and heads of the new file, as it fills.
struct Filling<'l> {
    tags: Tags,
    heads: BTreeMap<Class, Head>,
    states: BTreeMap<Class, StateKey>,
    before: &'l Ledger,
}

impl<'l> Filling<'l> {
    fn of(before: &'l Ledger, fresh: &Fresh) -> Result<Self> {
        let (mut heads, mut states) = (BTreeMap::new(), BTreeMap::new());
        for (class, head) in &before.heads {
            heads.insert(*class, head.emptied());
            let key = newest(fresh, &before.keyring, *class)?;
            states.insert(*class, StateKey::derive(key, before.vault)?);
        }
        Ok(Self { tags: Tags::new(), heads, states, before })
    }

    fn put(&mut self, tx: &Transaction<'_>, id: Id, class: Class, boxed: &[u8]) -> Result<()> {
        tx.put_record(id.bytes(), class.number(), boxed)?;
        if self.before.keyring.holds(class) {
            self.tags.insert(id, (class, row_tag(boxed)));
            self.add(class, id, row_tag(boxed))?;
        }
        Ok(())
    }

    fn count_drop(&mut self, drop: &store::SealedDrop) -> Result<()> {
        let (id, writer) = (Id::from_bytes(drop.id), Class::try_from(drop.writer)?);
        self.add(writer, id, row_tag(&drop.sealed))
    }

    fn add(&mut self, class: Class, id: Id, tag: [u8; 16]) -> Result<()> {
        let state = self.states.get(&class).ok_or(vault::Error::NotHeld(class))?;
        let head = self.heads.get_mut(&class).ok_or(vault::Error::NotHeld(class))?;
        Ok(head.add(state, RecordId::from_bytes(id.bytes()), tag)?)
    }
}
