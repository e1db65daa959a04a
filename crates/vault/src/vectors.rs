//! The vectors of the box format, byte for byte. An independent implementation made them; a
//! change that breaks one makes every vault written before it unreadable.

mod fixed_kem;
mod published;
mod vector;

use crate::{
    Chain, ChainId, ChainStart, Class, ClassKey, ClassPrivate, ClassPublic, Epoch, Error, Escrow,
    Grant, Head, Kind, NewPassphrase, Passphrase, Profile, RecordId, RecoveryCode, Sealed,
    SealedDrop, Slot, SlotColumns, SlotId, StateKey, UserId, VaultId, envelope, grant, head, kdf,
    manifest, open_drop, open_head, open_manifest, open_record, padding, read_chain, record, row,
    sealed::Label, secret::Secret,
};

use vector::{Vector, names};

const VAULT: VaultId = VaultId::from_bytes([0x22; 16]);
const RECORD: RecordId = RecordId::from_bytes([0x11; 16]);
const USER: UserId = UserId::from_bytes([0x55; 16]);
const CHAIN: ChainId = ChainId::from_bytes([0x88; 16]);

fn check_record(name: &str) {
    let vector = Vector::named(name);
    let key = vector.class_key();
    let sealed =
        vector.check_box(record::label(&key), &record::ctx(VAULT, RECORD), &vector.check_padding());
    let json = open_record(&key, VAULT, RECORD, &sealed).unwrap();
    assert_eq!(json.as_slice(), vector.text("body").as_bytes());
}

#[test]
fn records_are_sealed_byte_for_byte() {
    check_record("record");
    check_record("record, second bucket, two-byte letters");
}

fn slot_columns(vector: &Vector, kind: u8, costs: [u32; 3], salt: [u8; 16]) -> SlotColumns {
    let ctx = vector.bytes("ctx");
    let slot = SlotId::try_from(&ctx[32..48]).unwrap();
    let [m_kib, t, p] = costs;
    SlotColumns { user: USER, slot, kind, m_kib, t, p, salt }
}

fn check_slot(vector: &Vector, columns: SlotColumns) -> Slot {
    let label = Label { kind: Kind::Slot, class: Class::Registry, epoch: Epoch::NONE };
    let ctx = columns.ctx(VAULT);
    let sealed = vector.check_box(label, &ctx, &vector.bytes("plaintext"));
    let hash = row::derive_hash(&ctx, sealed.as_bytes());
    let slot = Slot::from_row(VAULT, columns, sealed.into_bytes(), &hash).unwrap();
    assert_eq!(slot.row_hash(), hash);
    slot
}

#[test]
fn a_password_slot_is_sealed_byte_for_byte() {
    let vector = Vector::named("password slot");
    let passphrase = NewPassphrase::choose(vector.text("password_before_nfkc"), &[]).unwrap_err();
    assert_eq!(passphrase, Error::PassphraseRefused(vec![crate::Reason::Common]));
    let passphrase = Passphrase::typed(vector.text("password_before_nfkc")).unwrap();
    let ikm = kdf::derive_key(&passphrase, &[0x77; 16], Profile::FLOOR).unwrap();
    assert_eq!(ikm.as_slice(), vector.bytes("ikm"));
    let slot = check_slot(&vector, slot_columns(&vector, 1, [65_536, 3, 1], [0x77; 16]));
    let key = slot.open_with_passphrase(&passphrase).unwrap();
    assert_eq!(key.0.expose().as_slice(), vector.bytes("plaintext"));
}

#[test]
fn a_recovery_slot_is_sealed_byte_for_byte() {
    let vector = Vector::named("recovery slot");
    let code = RecoveryCode::parse(vector.text("printed")).unwrap();
    assert_eq!(code.expose(), vector.bytes("code"));
    assert_eq!(code.printed().as_str(), vector.text("printed"));
    let slot = check_slot(&vector, slot_columns(&vector, 2, [0; 3], [0; 16]));
    let key = slot.open_with_code(&code).unwrap();
    assert_eq!(key.0.expose().as_slice(), vector.bytes("plaintext"));
}

#[test]
fn a_grant_is_sealed_byte_for_byte() {
    let vector = Vector::named("grant");
    let (class, epoch, ctx) = (vector.class(), vector.epoch(), grant::ctx(VAULT, USER));
    let label = Label { kind: Kind::Grant, class, epoch };
    let sealed = vector.check_box(label, &ctx, &vector.bytes("plaintext"));
    let hash = row::derive_hash(&ctx, sealed.as_bytes());
    let grant = Grant::from_row(VAULT, USER, class, epoch, sealed.into_bytes(), &hash).unwrap();
    let key = grant.open(&vector.user_key("ikm")).unwrap();
    assert_eq!(key.secret.expose().as_slice(), vector.bytes("plaintext"));
}

#[test]
fn an_escrow_is_sealed_byte_for_byte() {
    let vector = Vector::named("escrow");
    let label = Label { kind: Kind::Escrow, class: Class::Admin, epoch: vector.epoch() };
    let ctx = grant::ctx(VAULT, USER);
    let sealed = vector.check_box(label, &ctx, &vector.bytes("plaintext"));
    let hash = row::derive_hash(&ctx, sealed.as_bytes());
    let escrow = Escrow::from_row(VAULT, USER, vector.epoch(), sealed.into_bytes(), &hash).unwrap();
    let key = escrow.open(&vector.class_key()).unwrap();
    assert_eq!(key.0.expose().as_slice(), vector.bytes("plaintext"));
}

fn check_head(vector: &Vector, folded: &Head) {
    let key = vector.class_key();
    let plaintext = vector.bytes("plaintext");
    let sealed = vector.check_box(head::label(&key), &head::ctx(&key, VAULT), &plaintext);
    let opened = open_head(&key, VAULT, &sealed).unwrap();
    assert_eq!(opened.encode(), plaintext);
    assert_eq!(opened.commit_counter(), vector.number("commit_counter"));
    assert_eq!(opened.count(), vector.number("count"));
    assert_eq!(opened.audit(), folded.audit());
}

#[test]
fn a_head_is_folded_and_sealed_byte_for_byte() {
    let vector = Vector::named("head");
    let class_key = vector.class_key();
    let key = StateKey::derive(&class_key, VAULT).unwrap();
    assert_eq!(key.expose().as_slice(), vector.bytes("state_key"));
    let rows = vector.0["rows"].as_array().unwrap().iter().cloned().map(Vector);
    let rows: Vec<_> =
        rows.map(|row| (RecordId::from_bytes(row.array("id")), row.array("tag"))).collect();
    let mut head = Head::new(Class::Intake);
    for (id, tag) in rows.clone() {
        head.add(&key, id, tag).unwrap();
    }
    for _ in 0..vector.number("commit_counter") {
        head.commit(&class_key, VAULT).unwrap();
    }
    assert_eq!(head.encode(), vector.bytes("plaintext"));
    assert_eq!(head.check(&key, rows), Ok(()));
    check_head(&vector, &head);
}

#[test]
fn the_head_of_class_0_carries_the_audit_state() {
    let vector = Vector::named("head of class 0");
    let mut head = Head::new(Class::Registry);
    head.set_audit(vector.number("audit_count"), vector.array("audit_last_hash")).unwrap();
    check_head(&vector, &head);
}

#[test]
fn a_backup_manifest_is_sealed_byte_for_byte() {
    let vector = Vector::named("backup manifest");
    let key = vector.class_key();
    let sealed = vector.check_box(manifest::label(&key), VAULT.as_bytes(), &vector.check_padding());
    let json = open_manifest(&key, VAULT, &sealed).unwrap();
    assert_eq!(json.as_slice(), vector.text("body").as_bytes());
}

fn class_private(vector: &Vector) -> ClassPrivate {
    let sealed = Sealed::parse(vector.bytes("box")).unwrap();
    ClassPrivate::open(&vector.class_key(), VAULT, &sealed).unwrap()
}

#[test]
fn the_private_key_of_a_class_is_sealed_byte_for_byte() {
    let vector = Vector::named("class private key");
    let label = Label { kind: Kind::Private, class: vector.class(), epoch: vector.epoch() };
    let ctx = [VAULT.as_bytes().as_slice(), &[2]].concat();
    vector.check_box(label, &ctx, &vector.bytes("plaintext"));
    let private = class_private(&vector);
    assert_eq!(private.expose().as_slice(), vector.bytes("plaintext"));
    assert_eq!(private.public().unwrap().bytes, vector.array("public_key"));
}

#[test]
fn a_drop_is_sealed_byte_for_byte() {
    let vector = Vector::named("drop");
    let private = class_private(&Vector::named("class private key"));
    let public = private.public().unwrap();
    assert_eq!(public.bytes, vector.array("recipient_public"));
    let info = crate::drop::info(VAULT, vector.class(), vector.epoch());
    let aad = record::ctx(VAULT, RECORD);
    assert_eq!((info.clone(), aad.clone()), (vector.bytes("info"), vector.bytes("aad")));
    let row = vector.bytes("row");
    let payload = vector.bytes("plaintext");
    assert_eq!(fixed_kem::seal_drop(&public.bytes, &info, &aad, &payload), row[5..]);
    assert_eq!(crate::sha256(&row), vector.array("sha256"));
    let drop = SealedDrop::parse(row.clone()).unwrap();
    assert_eq!((drop.class(), drop.epoch()), (vector.class(), vector.epoch()));
    assert_eq!(drop.tag(), row[row.len() - 16..]);
    let json = open_drop(&private, VAULT, RECORD, &drop).unwrap();
    assert_eq!(padding::pad(&json).unwrap().as_slice(), payload);
}

/// The class 4 pair of the audit vectors, opened from a box of its own.
fn admin_private() -> (ClassPrivate, ClassPublic) {
    let vector = Vector::named("audit chain key");
    let key = ClassKey::make(Class::Admin, Epoch::FIRST).unwrap();
    let label = Label { kind: Kind::Private, class: Class::Admin, epoch: Epoch::FIRST };
    let ctx = [VAULT.as_bytes().as_slice(), &[4]].concat();
    let payload = vector.bytes("class4_private");
    let sealed = envelope::seal(key.secret.expose(), label, &ctx, &payload).unwrap();
    let private = ClassPrivate::open(&key, VAULT, &sealed).unwrap();
    let public = private.public().unwrap();
    assert_eq!(public.bytes, vector.array("class4_public"));
    (private, public)
}

#[test]
fn the_first_key_of_an_audit_chain_is_sealed_byte_for_byte() {
    let vector = Vector::named("audit chain key");
    let (_, public) = admin_private();
    let aad = [VAULT.as_bytes().as_slice(), CHAIN.as_bytes()].concat();
    assert_eq!(aad, vector.bytes("aad"));
    let (info, payload) = (vector.bytes("info"), vector.bytes("plaintext"));
    assert_eq!(
        fixed_kem::seal_chain_key(&public.bytes, &info, &aad, &payload),
        vector.bytes("row")
    );
}

#[test]
fn an_audit_chain_is_sealed_ratcheted_and_read_byte_for_byte() {
    let vector = Vector::named("audit chain");
    let entries = vector.0["entries"].as_array().unwrap();
    let first = Secret::copy_from(&[9; 32]).unwrap();
    let mut chain = Chain::at_first(VAULT, CHAIN, Epoch::FIRST, first);
    let mut boxes = Vec::new();
    for entry in entries {
        let mut entry = Vector(entry.clone());
        assert_eq!(chain.expose_key().as_slice(), entry.bytes("a_n"));
        assert_eq!(chain.count(), entry.number("n"));
        entry.0["ikm"] = entry.0["a_n"].clone();
        let padded = padding::pad(entry.text("body").as_bytes()).unwrap();
        let sealed = entry.check_box(chain.label(), &chain.ctx(), &padded);
        chain.open_next(sealed.as_bytes().to_vec()).unwrap();
        boxes.push(sealed.into_bytes());
    }
    assert_eq!(chain.expose_key().as_slice(), vector.bytes("a_next_after_last"));
    let bytes = Vector::named("audit chain key").bytes("row");
    let start = ChainStart { chain: CHAIN, epoch: Epoch::FIRST, bytes };
    let reading = read_chain(&admin_private().0, VAULT, &start, boxes).unwrap();
    let bodies: Vec<_> = entries.iter().map(|entry| entry["body"].as_str().unwrap()).collect();
    assert_eq!(
        reading.bodies.iter().map(|body| body.as_slice()).collect::<Vec<_>>(),
        bodies.iter().map(|body| body.as_bytes()).collect::<Vec<_>>()
    );
    assert_eq!(reading.first_bad, None);
    assert_eq!(reading.last_hash, chain.last_hash());
}

#[test]
fn every_vector_of_the_file_has_a_test() {
    let names = names();
    let this = include_str!("vectors.rs");
    assert_eq!(names.len(), 13);
    assert!(names.iter().all(|name| this.contains(&format!("\"{name}\""))), "{names:?}");
}
