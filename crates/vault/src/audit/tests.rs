//! What a reader of a chain notices, and what a writer cannot do.

use super::*;
use crate::{ClassKey, make_pair};

struct Written {
    admin: ClassPrivate,
    vault: VaultId,
    start: ChainStart,
    boxes: Vec<Vec<u8>>,
}

fn written(entries: usize) -> Written {
    let vault = VaultId::make().unwrap();
    let key = ClassKey::make(Class::Admin, Epoch::FIRST).unwrap();
    let pair = make_pair(&key, vault).unwrap();
    let admin = ClassPrivate::open(&key, vault, &pair.private).unwrap();
    let (mut chain, start) = Chain::start(vault, &pair.public).unwrap();
    let mut append = |n| chain.append(format!("{{\"n\":{n}}}").as_bytes()).unwrap();
    let boxes = (0..entries).map(|n| append(n).sealed.into_bytes()).collect();
    Written { admin, vault, start, boxes }
}

impl Written {
    fn read(&self) -> Reading {
        read_chain(&self.admin, self.vault, &self.start, self.boxes.clone()).unwrap()
    }

    fn check_bad_at(&self, n: u64) {
        let reading = self.read();
        assert_eq!(reading.first_bad.map(|(at, _)| at), Some(n));
        assert_eq!(u64::try_from(reading.bodies.len()), Ok(n));
    }
}

#[test]
fn a_whole_chain_reads_back_in_order() {
    let written = written(4);
    let reading = written.read();
    assert_eq!(reading.first_bad, None);
    assert_eq!(reading.bodies[3].as_slice(), b"{\"n\":3}");
    assert_eq!(reading.last_hash, crate::sha256(&written.boxes[3]));
}

#[test]
fn the_first_bad_entry_is_named() {
    let mut flipped = written(4);
    flipped.boxes[2][120] ^= 1;
    flipped.check_bad_at(2);

    let mut missing = written(4);
    missing.boxes.remove(1);
    missing.check_bad_at(1);

    let mut swapped = written(4);
    swapped.boxes.swap(0, 1);
    swapped.check_bad_at(0);

    let mut repeated = written(4);
    repeated.boxes.insert(3, repeated.boxes[2].clone());
    repeated.check_bad_at(3);

    let mut cut = written(4);
    cut.boxes[3].truncate(50);
    cut.check_bad_at(3);
}

#[test]
fn entries_of_another_session_do_not_fit() {
    let mut written = written(2);
    let other = self::written(2);
    written.boxes[1] = other.boxes[1].clone();
    written.check_bad_at(1);
}

#[test]
fn a_start_that_was_changed_does_not_open() {
    let mut written = written(1);
    written.start.bytes[40] ^= 1;
    let reading = read_chain(&written.admin, written.vault, &written.start, []);
    assert!(matches!(reading, Err(Error::Damaged(_))));
}

#[test]
fn each_entry_replaces_the_key_of_the_one_before() {
    let vault = VaultId::make().unwrap();
    let mut chain =
        Chain::at_first(vault, ChainId::make().unwrap(), Epoch::FIRST, Secret::make().unwrap());
    let mut keys = vec![*chain.expose_key()];
    for _ in 0..5 {
        let before = (chain.ctx(), *chain.expose_key());
        let entry = chain.append(b"{}").unwrap();
        assert!(!keys.contains(chain.expose_key()));
        keys.push(*chain.expose_key());
        let opened = |key: &[u8; 32]| envelope::open(key, chain.label(), &before.0, &entry.sealed);
        assert!(opened(&before.1).is_ok());
        assert_eq!(opened(chain.expose_key()), Err(Error::WrongKey));
    }
}

#[test]
fn a_fork_that_is_thrown_away_leaves_the_chain_where_it_was() {
    let written = written(0);
    let public = written.admin.public().unwrap();
    let (mut chain, start) = Chain::start(written.vault, &public).unwrap();
    let mut boxes = vec![chain.append(b"kept").unwrap().sealed.into_bytes()];
    chain.fork().append(b"rolled back").unwrap();
    let mut fork = chain.fork();
    boxes.push(fork.append(b"kept too").unwrap().sealed.into_bytes());
    chain = fork;
    assert_eq!(chain.count(), 2);
    let reading = read_chain(&written.admin, written.vault, &start, boxes).unwrap();
    assert_eq!(reading.first_bad, None);
    assert_eq!(reading.last_hash, chain.last_hash());
    assert_eq!(reading.bodies[1].as_slice(), b"kept too");
}

#[test]
fn a_chain_is_only_started_towards_class_4() {
    let vault = VaultId::make().unwrap();
    let key = ClassKey::make(Class::Clinical, Epoch::FIRST).unwrap();
    let pair = make_pair(&key, vault).unwrap();
    assert_eq!(Chain::start(vault, &pair.public).unwrap_err(), Error::Unexpected("class"));
}
