//! Creating, resetting and removing people's reach.

use super::*;
use crate::{
    Error, NewPassphrase, Passphrase, Profile, RecordId, RecoveryCode, Slot, VaultId,
    make_first_keys, open_record, seal_record,
};

const PHRASE: &str = "copper kettle under fog";
const OTHER: &str = "seven otters juggling";

fn choose(text: &str) -> NewPassphrase {
    NewPassphrase::choose(text, &[]).unwrap()
}

fn keyring() -> Keyring {
    make_first_keys(VaultId::make().unwrap()).unwrap().keyring
}

fn slot(vault: VaultId, user: UserId, key: &UserKey, phrase: &str) -> Slot {
    Slot::seal_password(vault, user, key, &choose(phrase), Profile::small_for_tests()).unwrap()
}

#[test]
fn a_new_user_reaches_the_classes_of_the_role_and_no_other() {
    let admin = keyring();
    let vault = admin.vault();
    let record = RecordId::make().unwrap();
    let sealed = seal_record(admin.current(Class::Intake).unwrap(), vault, record, b"{}").unwrap();

    let made = make_user(&admin, &[Class::Registry, Class::Intake]).unwrap();
    let slot = slot(vault, made.user, &made.key, PHRASE);
    let key = slot.open_with_passphrase(&Passphrase::typed(PHRASE).unwrap()).unwrap();
    let session = Keyring::open(vault, &key, &made.grants).unwrap();

    assert_eq!(session.classes(), [Class::Registry, Class::Intake]);
    let intake = session.key_for(&sealed).unwrap();
    assert_eq!(open_record(intake, vault, record, &sealed).unwrap().as_slice(), b"{}");
    assert_eq!(session.current(Class::Clinical).unwrap_err(), Error::NotHeld(Class::Clinical));
}

#[test]
fn an_administrator_resets_a_passphrase_through_the_escrow() {
    let admin = keyring();
    let made = make_user(&admin, &[Class::Registry]).unwrap();
    let key = made.escrow.open(admin.current(Class::Admin).unwrap()).unwrap();
    let slot = slot(admin.vault(), made.user, &key, OTHER);
    let reached = slot.open_with_passphrase(&Passphrase::typed(OTHER).unwrap()).unwrap();
    assert!(Keyring::open(admin.vault(), &reached, &made.grants).unwrap().holds(Class::Registry));
}

#[test]
fn only_who_holds_class_4_and_the_role_can_make_a_user() {
    let admin = keyring();
    let made = make_user(&admin, &[Class::Registry, Class::Intake]).unwrap();
    let staff = Keyring::open(admin.vault(), &made.key, &made.grants).unwrap();
    assert_eq!(make_user(&staff, &[Class::Registry]).unwrap_err(), Error::NotHeld(Class::Admin));
    assert_eq!(make_user(&staff, &[Class::Clinical]).unwrap_err(), Error::NotHeld(Class::Clinical));
}

#[test]
fn a_wrong_passphrase_is_told_from_a_damaged_row() {
    let vault = VaultId::make().unwrap();
    let key = UserKey::make().unwrap();
    let slot = slot(vault, UserId::make().unwrap(), &key, PHRASE);
    let wrong = slot.open_with_passphrase(&Passphrase::typed(OTHER).unwrap());
    assert_eq!(wrong.unwrap_err(), Error::WrongKey);

    let boxed = slot.sealed().as_bytes().to_vec();
    let hash = slot.row_hash();
    assert_eq!(Slot::from_row(vault, *slot.columns(), boxed.clone(), &hash), Ok(slot.clone()));
    for at in 0..boxed.len() {
        let mut flipped = boxed.clone();
        flipped[at] ^= 1;
        let read = Slot::from_row(vault, *slot.columns(), flipped, &hash);
        assert_eq!(read, Err(Error::Damaged("hash of a row")));
    }
}

#[test]
fn every_column_of_a_slot_is_covered_by_its_hash() {
    let vault = VaultId::make().unwrap();
    let slot = slot(vault, UserId::make().unwrap(), &UserKey::make().unwrap(), PHRASE);
    let columns = *slot.columns();
    for changed in [
        crate::SlotColumns { user: UserId::make().unwrap(), ..columns },
        crate::SlotColumns { slot: crate::SlotId::make().unwrap(), ..columns },
        crate::SlotColumns { kind: 2, ..columns },
        crate::SlotColumns { m_kib: 65, ..columns },
        crate::SlotColumns { t: 2, ..columns },
        crate::SlotColumns { p: 2, ..columns },
        crate::SlotColumns { salt: [0; 16], ..columns },
    ] {
        let boxed = slot.sealed().as_bytes().to_vec();
        let read = Slot::from_row(vault, changed, boxed, &slot.row_hash());
        assert_eq!(read, Err(Error::Damaged("hash of a row")));
    }
}

#[test]
fn costs_that_would_tie_up_the_machine_are_refused_even_with_a_good_hash() {
    let vault = VaultId::make().unwrap();
    let slot = slot(vault, UserId::make().unwrap(), &UserKey::make().unwrap(), PHRASE);
    let columns = crate::SlotColumns { m_kib: u32::MAX, ..*slot.columns() };
    let boxed = slot.sealed().as_bytes().to_vec();
    let hash = crate::row::derive_hash(&columns.ctx(vault), &boxed);
    assert_eq!(Slot::from_row(vault, columns, boxed, &hash), Err(Error::CostRefused));
}

#[test]
fn a_recovery_code_opens_its_own_slot_only() {
    let vault = VaultId::make().unwrap();
    let user = UserId::make().unwrap();
    let key = UserKey::make().unwrap();
    let code = RecoveryCode::make().unwrap();
    let slot = Slot::seal_recovery(vault, user, &key, &code).unwrap();
    let typed = RecoveryCode::parse(&code.printed()).unwrap();
    assert_eq!(slot.open_with_code(&typed).unwrap().0.expose(), key.0.expose());
    let another = RecoveryCode::make().unwrap();
    assert_eq!(slot.open_with_code(&another).unwrap_err(), Error::WrongKey);
    let phrase = Passphrase::typed(PHRASE).unwrap();
    assert_eq!(slot.open_with_passphrase(&phrase).unwrap_err(), Error::Unexpected("kind of slot"));
}

#[test]
fn a_grant_or_escrow_of_another_user_or_vault_is_damaged() {
    let admin = keyring();
    let (vault, class) = (admin.vault(), Class::Registry);
    let made = make_user(&admin, &[class]).unwrap();
    let stranger = UserId::make().unwrap();
    let grant = &made.grants[0];
    let boxed = || grant.sealed().as_bytes().to_vec();
    let epoch = grant.epoch();
    let hash = grant.row_hash();
    let read = |vault, user, class, hash: &[u8]| {
        Grant::from_row(vault, user, class, epoch, boxed(), hash).map(|grant| grant.open(&made.key))
    };
    assert!(read(vault, made.user, class, &hash).unwrap().is_ok());
    assert!(matches!(read(vault, stranger, class, &hash), Err(Error::Damaged(_))));
    let forged = crate::row::derive_hash(&crate::grant::ctx(vault, stranger), &boxed());
    let opened = read(vault, stranger, class, &forged).unwrap();
    assert!(matches!(opened, Err(Error::Damaged(_))));
    let read = read(vault, made.user, Class::Clinical, &hash);
    assert!(matches!(read, Err(Error::Unexpected("class"))));

    let boxed = made.escrow.sealed().as_bytes().to_vec();
    let escrow = Escrow::from_row(vault, stranger, epoch, boxed, &made.escrow.row_hash());
    assert!(matches!(escrow, Err(Error::Damaged(_))));
}
