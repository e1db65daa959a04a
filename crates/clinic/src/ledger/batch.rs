//! What is written together: records, deletions, drops, rows of other tables and audit entries,
//! with the heads that answer for them, in one transaction.

use std::collections::BTreeMap;

use record::Id;
use vault::{Class, Head, RecordId, SealedDrop, StateKey};

use super::{Change, Event, Ledger, Waiting};
use crate::{Code, Result, rows};

/// One transaction's worth.
#[derive(Default)]
pub(crate) struct Batch {
    /// Records to be written.
    pub(crate) changes: Vec<Change>,
    /// Records to be deleted.
    pub(crate) gone: Vec<Id>,
    /// Answers to be handed over, by the id of the record they will become. One that waits under
    /// the same id is replaced.
    pub(crate) handed: Vec<(Id, SealedDrop)>,
    /// Drops that have been opened, or are deleted with their client.
    pub(crate) taken: Vec<Id>,
    /// What is put on record beside what the changes put there themselves.
    pub(crate) events: Vec<Event>,
}

impl Batch {
    /// Whether only the audit is written.
    fn only_notes(&self) -> bool {
        self.changes.is_empty()
            && self.gone.is_empty()
            && self.handed.is_empty()
            && self.taken.is_empty()
    }
}

/// The class whose head counts the drops of a session: every session holds it.
const WRITER: Class = Class::Intake;

impl Ledger {
    /// Seals and writes a batch: all of it or nothing. Returns the hash of each change's box, in
    /// order.
    pub(crate) fn commit_batch(
        &mut self,
        mut batch: Batch,
        beside: impl Fn(&store::Transaction<'_>) -> std::result::Result<(), store::Error>,
    ) -> Result<Vec<[u8; 32]>> {
        let mut heads = self.heads.clone();
        let mut rows = Vec::with_capacity(batch.changes.len());
        for change in &batch.changes {
            rows.push(self.seal(change, &mut heads)?);
            batch.events.extend(self.event_of(change));
        }
        let hashes = rows.iter().map(|row| row.sealed.sha256()).collect();
        // As they lie in the file: many at once then touch each page once.
        rows.sort_unstable_by_key(|row| (row.class, row.id));
        let gone = self.take_out(&batch.gone, &mut heads)?;
        self.hand_over(&batch, &mut heads)?;
        let (chain, entries) = self.entries(&batch.events, &mut heads)?;
        let sealed_heads = self.seal_heads(&mut heads)?;
        let only_notes = batch.only_notes();
        let mut write = || {
            self.store.write(|tx| {
                beside(tx)?;
                rows.iter().try_for_each(|row| row.write(tx))?;
                gone.iter().try_for_each(|(id, _)| tx.delete_record(id.bytes()))?;
                write_drops(tx, &batch, &self.drops)?;
                for entry in &entries {
                    tx.append_audit(*chain.id().as_bytes(), entry.n, entry.sealed.as_bytes())?;
                }
                sealed_heads.iter().try_for_each(|head| tx.put_head(head))
            })
        };
        // A full disk has just released the reserve: what only puts the work on record (unlock,
        // view, lock, export) has room now.
        match write() {
            Err(store::Error::DiskFull) if only_notes => write()?,
            // A list of SQLite's own was in the way, and has been made anew from the rows.
            Err(store::Error::Damaged) => write()?,
            done => done?,
        }
        (self.heads, self.chain) = (heads, chain);
        self.written |= !only_notes;
        self.remember(&batch, &rows);
        Ok(hashes)
    }

    fn seal(&self, change: &Change, heads: &mut BTreeMap<Class, Head>) -> Result<Row> {
        let id = RecordId::from_bytes(change.id.bytes());
        let key = self.keyring.current(change.class)?;
        let sealed = vault::seal_record(key, self.vault, id, &change.json)?;
        let (state, head) = self.head_of(change.class, heads)?;
        match (change.first, self.tags.get(&change.id)) {
            (true, None) => head.add(state, id, sealed.tag())?,
            (false, Some((class, old))) if *class == change.class => {
                head.replace(state, id, *old, sealed.tag())?;
            }
            // A new record never takes the place of another, and an id keeps its class.
            _ => return Err(Code::NoSuchRecord.into()),
        }
        Ok(Row { id: change.id, class: change.class, first: change.first, sealed })
    }

    fn head_of<'h>(
        &self,
        class: Class,
        heads: &'h mut BTreeMap<Class, Head>,
    ) -> Result<(&StateKey, &'h mut Head)> {
        let state = self.states.get(&class).ok_or(vault::Error::NotHeld(class))?;
        let head = heads.get_mut(&class).ok_or(vault::Error::NotHeld(class))?;
        Ok((state, head))
    }

    fn take_out(&self, gone: &[Id], heads: &mut BTreeMap<Class, Head>) -> Result<Vec<(Id, Class)>> {
        let mut out = Vec::with_capacity(gone.len());
        for id in gone {
            let (class, tag) = *self.tags.get(id).ok_or(Code::NoSuchRecord)?;
            let (state, head) = self.head_of(class, heads)?;
            head.remove(state, RecordId::from_bytes(id.bytes()), tag)?;
            out.push((*id, class));
        }
        Ok(out)
    }

    /// Counts what is handed over, and no longer counts what has been taken.
    fn hand_over(&self, batch: &Batch, heads: &mut BTreeMap<Class, Head>) -> Result<()> {
        for id in &batch.taken {
            let Waiting { writer, tag } = *self.drops.get(id).ok_or(Code::NoSuchRecord)?;
            let (state, head) = self.head_of(writer, heads)?;
            head.remove(state, RecordId::from_bytes(id.bytes()), tag)?;
        }
        for (id, drop) in &batch.handed {
            let (state, head) = self.head_of(WRITER, heads)?;
            let record = RecordId::from_bytes(id.bytes());
            match self.drops.get(id) {
                None => head.add(state, record, drop.tag())?,
                Some(before) if before.writer == WRITER => {
                    head.replace(state, record, before.tag, drop.tag())?;
                }
                Some(_) => return Err(Code::NoSuchRecord.into()),
            }
        }
        Ok(())
    }

    /// Heads that changed; head 0 always, because it carries the audit.
    fn seal_heads(&self, heads: &mut BTreeMap<Class, Head>) -> Result<Vec<store::Head>> {
        let mut sealed = Vec::new();
        for (class, head) in heads {
            let same = self.heads.get(class).is_some_and(|before| *before == *head);
            if same && *class != Class::Registry {
                continue;
            }
            let head = head.commit(self.keyring.current(*class)?, self.vault)?;
            sealed.push(rows::head_row(*class, head));
        }
        Ok(sealed)
    }

    fn remember(&mut self, batch: &Batch, rows: &[Row]) {
        for row in rows {
            self.tags.insert(row.id, (row.class, row.sealed.tag()));
            self.amended.insert(row.id);
        }
        for id in &batch.gone {
            self.tags.remove(id);
            self.unreadable.remove(id);
        }
        for id in &batch.taken {
            self.drops.remove(id);
        }
        for (id, drop) in &batch.handed {
            self.drops.insert(*id, Waiting { writer: WRITER, tag: drop.tag() });
        }
    }
}

struct Row {
    id: Id,
    class: Class,
    first: bool,
    sealed: vault::Sealed,
}

impl Row {
    fn write(&self, tx: &store::Transaction<'_>) -> std::result::Result<(), store::Error> {
        let (id, class, sealed) = (self.id.bytes(), self.class.number(), self.sealed.as_bytes());
        if self.first {
            tx.put_record(id, class, sealed)
        } else {
            tx.replace_record(id, class, sealed)
        }
    }
}

fn write_drops(
    tx: &store::Transaction<'_>,
    batch: &Batch,
    before: &std::collections::HashMap<Id, Waiting>,
) -> std::result::Result<(), store::Error> {
    batch.taken.iter().try_for_each(|id| tx.delete_drop(id.bytes()))?;
    for (id, drop) in &batch.handed {
        let row = store::SealedDrop {
            id: id.bytes(),
            class: drop.class().number(),
            writer: WRITER.number(),
            sealed: drop.as_bytes().to_vec(),
        };
        if before.contains_key(id) { tx.replace_drop(&row)? } else { tx.put_drop(&row)? }
    }
    Ok(())
}
