//! Random histories, against an ordered map.

use std::collections::BTreeMap;

use proptest::prelude::*;
use store::{Error, Head, Id, SealedDrop, Store, Transaction};

use crate::{all_records, id, new_vault, place, sealed};

#[derive(Debug, Clone)]
enum Step {
    Put(u32, u8, u32),
    Replace(u32, u8, u32),
    Delete(u32),
    Head(u8, u32),
    Drop(u32, u32),
    TakeDrop(u32),
}

#[derive(Debug, Clone)]
enum Act {
    /// Steps of one transaction; the first that fails rolls all back, and so does the flag.
    Write(Vec<Step>, bool),
    Reopen,
    Abandon,
    Checkpoint,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Model {
    records: BTreeMap<Id, (u8, Vec<u8>)>,
    heads: BTreeMap<u8, (u32, Vec<u8>)>,
    drops: BTreeMap<Id, Vec<u8>>,
}

/// Lengths on both sides of what a page holds.
fn body(seed: u32) -> Vec<u8> {
    const LENGTHS: [usize; 7] = [104, 360, 1128, 4080, 4200, 16_488, 70_000];
    sealed(seed, LENGTHS[seed as usize % LENGTHS.len()])
}

fn head(class: u8, seed: u32) -> Head {
    Head { class, epoch: seed, sealed: sealed(seed, 152) }
}

impl Model {
    fn apply(&mut self, step: &Step) -> Result<(), Error> {
        match *step {
            Step::Put(n, class, seed) => {
                if self.records.contains_key(&id(n)) {
                    return Err(Error::RowExists);
                }
                self.records.insert(id(n), (class, body(seed)));
            }
            Step::Replace(n, class, seed) => match self.records.get_mut(&id(n)) {
                Some(found) if found.0 == class => found.1 = body(seed),
                _ => return Err(Error::RowAbsent),
            },
            Step::Delete(n) => {
                self.records.remove(&id(n)).ok_or(Error::RowAbsent)?;
            }
            Step::Head(class, seed) => {
                self.heads.insert(class, (seed, head(class, seed).sealed));
            }
            Step::Drop(n, seed) => {
                self.drops.insert(id(n), body(seed));
            }
            Step::TakeDrop(n) => {
                self.drops.remove(&id(n)).ok_or(Error::RowAbsent)?;
            }
        }
        Ok(())
    }
}

fn apply(tx: &Transaction<'_>, step: &Step) -> Result<(), Error> {
    match *step {
        Step::Put(n, class, seed) => tx.put_record(id(n), class, &body(seed)),
        Step::Replace(n, class, seed) => tx.replace_record(id(n), class, &body(seed)),
        Step::Delete(n) => tx.delete_record(id(n)),
        Step::Head(class, seed) => tx.put_head(&head(class, seed)),
        Step::Drop(n, seed) => {
            let drop = SealedDrop { id: id(n), class: 2, writer: 1, sealed: body(seed) };
            match tx.sealed_drop(drop.id)? {
                Some(_) => tx.replace_drop(&drop),
                None => tx.put_drop(&drop),
            }
        }
        Step::TakeDrop(n) => tx.delete_drop(id(n)),
    }
}

fn read(store: &Store) -> Model {
    let rows = store.rows();
    let records = all_records(store).unwrap();
    assert!(records.is_sorted_by_key(|(id, class, _)| (*class, *id)));
    for (id, class, sealed) in &records {
        let one = rows.record(*id).unwrap().unwrap();
        assert_eq!((one.class, &one.sealed), (*class, sealed));
    }
    Model {
        records: records.into_iter().map(|(id, class, sealed)| (id, (class, sealed))).collect(),
        heads: rows.heads().unwrap().into_iter().map(|h| (h.class, (h.epoch, h.sealed))).collect(),
        drops: rows.sealed_drops().unwrap().into_iter().map(|d| (d.id, d.sealed)).collect(),
    }
}

fn step() -> impl Strategy<Value = Step> {
    let (n, class, seed) = (0..12_u32, 0..5_u8, any::<u32>());
    prop_oneof![
        4 => (n.clone(), class.clone(), seed).prop_map(|(n, c, s)| Step::Put(n, c, s)),
        3 => (n.clone(), class.clone(), seed).prop_map(|(n, c, s)| Step::Replace(n, c, s)),
        1 => n.clone().prop_map(Step::Delete),
        2 => (class, seed).prop_map(|(c, s)| Step::Head(c, s)),
        2 => (n.clone(), seed).prop_map(|(n, s)| Step::Drop(n, s)),
        1 => n.prop_map(Step::TakeDrop),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => (prop::collection::vec(step(), 1..4), prop::bool::weighted(0.15))
            .prop_map(|(steps, give_up)| Act::Write(steps, give_up)),
        1 => Just(Act::Reopen),
        1 => Just(Act::Abandon),
        1 => Just(Act::Checkpoint),
    ]
}

fn write(store: &mut Store, model: &mut Model, steps: &[Step], give_up: bool) {
    let mut next = model.clone();
    let expected = steps.iter().try_for_each(|step| next.apply(step));
    let expected = if give_up { expected.and(Err(Error::Busy)) } else { expected };
    let done = store.write(|tx| {
        steps.iter().try_for_each(|step| apply(tx, step))?;
        if give_up { Err(Error::Busy) } else { Ok(()) }
    });
    assert_eq!(done, expected);
    if done.is_ok() {
        *model = next;
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_history_leaves_what_the_model_says(acts in prop::collection::vec(act(), 1..25)) {
        let (_folder, path) = place();
        let mut store = new_vault(&path);
        let mut model = Model::default();
        for act in &acts {
            match act {
                Act::Write(steps, give_up) => write(&mut store, &mut model, steps, *give_up),
                Act::Checkpoint => store.checkpoint().unwrap(),
                Act::Reopen => {
                    store.close().unwrap();
                    store = Store::open(&path).unwrap();
                }
                Act::Abandon => {
                    drop(store);
                    store = Store::open(&path).unwrap();
                }
            }
        }
        prop_assert_eq!(read(&store), model);
        store.quick_check().unwrap();
    }
}
