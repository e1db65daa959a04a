//! The vault as a person with a passphrase and the design can read it, without the use cases.

use std::path::Path;

use record::Id;
use serde_json::Value;
use store::Store;
use vault::{
    ChainStart, Class, ClassPrivate, Epoch, Grant, Keyring, Passphrase, RecordId, Sealed, Slot,
    SlotColumns, SlotId, UserId, UserKey, VaultId,
};

use super::{ADMIN, PASSPHRASE};

/// A vault opened from outside.
pub struct Outside {
    /// Its rows.
    pub store: Store,
    /// Its id.
    pub vault: VaultId,
}

impl Outside {
    /// Opens a vault that nothing else holds.
    #[must_use]
    pub fn open(path: &Path) -> Self {
        let store = Store::open(path).unwrap();
        let vault = VaultId::from_bytes(store.rows().vault().unwrap().vault_id);
        Self { store, vault }
    }

    /// The id behind a name.
    #[must_use]
    pub fn user(&self, name: &str) -> store::Id {
        let users = self.store.rows().users().unwrap();
        users.into_iter().find(|user| user.name == name).expect("such a user").id
    }

    /// The keys that a person's passphrase gives.
    #[must_use]
    pub fn keyring(&self, name: &str) -> Keyring {
        self.keyring_by(name, PASSPHRASE)
    }

    /// The keys that a passphrase of somebody's own gives.
    #[must_use]
    pub fn keyring_by(&self, name: &str, passphrase: &str) -> Keyring {
        let user = self.user(name);
        let key = self.user_key(user, passphrase);
        let grants = self.store.rows().grants(user).unwrap();
        let grants: Vec<Grant> = grants.into_iter().map(|row| self.grant(row)).collect();
        Keyring::open(self.vault, &key, &grants).unwrap()
    }

    fn user_key(&self, user: store::Id, passphrase: &str) -> UserKey {
        let typed = Passphrase::typed(passphrase).unwrap();
        let slots = self.store.rows().slots(user).unwrap();
        let row = slots.into_iter().find(|slot| slot.kind == 1).expect("a passphrase slot");
        let columns = SlotColumns {
            user: UserId::from_bytes(row.user),
            slot: SlotId::from_bytes(row.id),
            kind: row.kind,
            m_kib: row.m_kib,
            t: row.t,
            p: row.p,
            salt: row.salt,
        };
        let slot = Slot::from_row(self.vault, columns, row.sealed, &row.sha256).unwrap();
        slot.open_with_passphrase(&typed).unwrap()
    }

    fn grant(&self, row: store::Grant) -> Grant {
        let (user, class) = (UserId::from_bytes(row.user), Class::try_from(row.class).unwrap());
        let epoch = Epoch(row.epoch);
        Grant::from_row(self.vault, user, class, epoch, row.sealed, &row.sha256).unwrap()
    }

    /// Ids of the rows of a class.
    #[must_use]
    pub fn ids(&self, class: Class) -> Vec<Id> {
        let mut ids = Vec::new();
        let each = |id, _: u8, _: &[u8]| -> Result<(), store::Error> {
            ids.push(Id::from_bytes(id));
            Ok(())
        };
        self.store.rows().each_record(&[class.number()], each).unwrap();
        ids
    }

    /// A record's JSON.
    #[must_use]
    pub fn json(&self, keyring: &Keyring, id: Id) -> Value {
        let row = self.store.rows().record(id.bytes()).unwrap().expect("such a record");
        let sealed = Sealed::parse(row.sealed).unwrap();
        let key = keyring.key_for(&sealed).unwrap();
        let record = RecordId::from_bytes(id.bytes());
        let json = vault::open_record(key, self.vault, record, &sealed).unwrap();
        serde_json::from_slice(&json).unwrap()
    }

    /// Every record of a class that is of one kind.
    #[must_use]
    pub fn of_kind(&self, keyring: &Keyring, class: Class, kind: &str) -> Vec<Value> {
        let all = self.ids(class).into_iter().map(|id| self.json(keyring, id));
        all.filter(|record| record["t"] == kind).collect()
    }
}

/// The whole audit, chain by chain, oldest first, read with the key of class 4. Every chain must
/// be whole, and must name the one before it.
#[must_use]
pub fn chains(outside: &Outside) -> Vec<Vec<Value>> {
    let keyring = outside.keyring(ADMIN);
    let rows = outside.store.rows();
    let pairs = rows.class_pairs().unwrap();
    let (mut read, mut before) = (Vec::new(), None);
    for row in rows.chains().unwrap() {
        let boxes: Vec<Vec<u8>> =
            rows.audit(row.id).unwrap().into_iter().map(|entry| entry.sealed).collect();
        let epoch = Sealed::parse(boxes[0].clone()).unwrap().epoch();
        let same = |pair: &&store::ClassPair| (pair.class, pair.epoch) == (4, epoch.0);
        let sealed = pairs.iter().find(same).unwrap().sealed.clone();
        let (key, sealed) = (keyring.key(Class::Admin, epoch), Sealed::parse(sealed).unwrap());
        let admin = ClassPrivate::open(key.unwrap(), outside.vault, &sealed).unwrap();
        let chain = vault::ChainId::from_bytes(row.id);
        let start = ChainStart { chain, epoch, bytes: row.key };
        let reading = vault::read_chain(&admin, outside.vault, &start, boxes).unwrap();
        assert_eq!(reading.first_bad, None);
        let entries = reading.bodies.iter().map(|body| serde_json::from_slice(body).unwrap());
        let entries: Vec<Value> = entries.collect();
        assert_eq!(entries[0].get("previous").cloned(), before);
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let (chain, hash) = (hex(&row.id), hex(&reading.last_hash));
        before = Some(serde_json::json!({ "chain": chain, "hash": hash }));
        read.push(entries);
    }
    read
}

/// What happened, in order.
#[must_use]
pub fn whats(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|entry| entry["what"].as_str().unwrap()).collect()
}

/// Puts another box in the place of an audit entry, as somebody with the file could: a whole new
/// file is made of the rows, since the store itself only appends.
pub fn replace_audit(outside: &mut Outside, chain: store::Id, n: u64, sealed: &[u8]) {
    let path = outside.store.path().to_owned();
    let copy = path.with_extension("copy");
    let row = outside.store.rows().vault().unwrap();
    Store::build_with(&copy, row.vault_id, &row.created_at, |tx| {
        copy_rows(outside, tx, (chain, n), sealed)
    })
    .unwrap();
    outside.store.replace_with(&copy, None).unwrap();
}

fn copy_rows(
    outside: &Outside,
    tx: &store::Transaction<'_>,
    entry: (store::Id, u64),
    sealed: &[u8],
) -> Result<(), store::Error> {
    let rows = outside.store.rows();
    for user in rows.users()? {
        tx.put_user(&user)?;
        rows.slots(user.id)?.iter().try_for_each(|slot| tx.put_slot(slot))?;
        rows.grants(user.id)?.iter().try_for_each(|grant| tx.put_grant(grant))?;
        rows.escrows(user.id)?.iter().try_for_each(|escrow| tx.put_escrow(escrow))?;
    }
    rows.class_pairs()?.iter().try_for_each(|pair| tx.put_class_pair(pair))?;
    rows.heads()?.iter().try_for_each(|head| tx.put_head(head))?;
    let classes: Vec<u8> = (0..5).collect();
    rows.each_record(&classes, |id, class, boxed| tx.put_record(id, class, boxed))?;
    for chain in rows.chains()? {
        tx.put_chain(&chain)?;
        for row in rows.audit(chain.id)? {
            let other = (row.chain, row.n) == entry;
            tx.append_audit(row.chain, row.n, if other { sealed } else { &row.sealed })?;
        }
    }
    Ok(())
}
