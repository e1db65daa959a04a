//! What is done to the vault behind the program's back is noticed when somebody signs in.

use std::fs;

use clinic::Code;
use record::Id;
use store::{AuditRow, Chain, Head, Record, Store};
use tests::clinic::{ADMIN, Outside, PASSPHRASE, TempClinic, refused};
use vault::Class;

/// What signing in says after somebody has been at the file.
fn after(clinic: &mut TempClinic, work: impl FnOnce(&mut Store)) -> Code {
    clinic.meanwhile(|outside| work(&mut outside.store));
    refused(clinic.try_sign_in(ADMIN, PASSPHRASE))
}

/// Signing in after somebody has been at the file: the rows that no longer open are named, and the
/// head says that something is amiss.
fn named_after(clinic: &mut TempClinic, work: impl FnOnce(&mut Store)) -> usize {
    clinic.meanwhile(|outside| work(&mut outside.store));
    clinic.sign_in(ADMIN);
    let view = clinic.desk.open_integrity(&clinic.signed()).unwrap();
    assert_eq!(view.disagree, ["Intake records"]);
    view.quarantined.len()
}

fn write(
    store: &mut Store,
    work: impl FnOnce(&store::Transaction<'_>) -> Result<(), store::Error>,
) {
    store.write(work).unwrap();
}

/// A clinic with two clients, and the ids of their own records.
fn with_two() -> (TempClinic, Id, Id) {
    let mut clinic = TempClinic::new();
    let (ana, bo) = (clinic.add_client("Ana", "Luz"), clinic.add_client("Bo", "Test"));
    let id = |text: String| text.parse().unwrap();
    (clinic, id(ana), id(bo))
}

#[test]
fn a_deleted_record_is_missed() {
    for class in [Class::Registry, Class::Intake] {
        let mut clinic = TempClinic::new();
        clinic.add_client("Ana", "Luz");
        let id = clinic.meanwhile(|outside| outside.ids(class).remove(0));
        let code = after(&mut clinic, |store| write(store, |tx| tx.delete_record(id.bytes())));
        assert_eq!(code, Code::RolledBack, "{class}");
    }
}

#[test]
fn two_records_that_changed_places_are_noticed() {
    let (mut clinic, ana, bo) = with_two();
    let named = named_after(&mut clinic, |store| {
        let sealed = |id: Id| store.rows().record(id.bytes()).unwrap().unwrap().sealed;
        let (a, b) = (sealed(ana), sealed(bo));
        write(store, |tx| {
            tx.replace_record(ana.bytes(), 1, &b)?;
            tx.replace_record(bo.bytes(), 1, &a)
        });
    });
    assert_eq!(named, 2);
}

#[test]
fn a_record_put_back_as_it_was_before_is_noticed() {
    let (mut clinic, ana, _) = with_two();
    let old =
        clinic.meanwhile(|outside| outside.store.rows().record(ana.bytes()).unwrap().unwrap());
    clinic.sign_in(ADMIN);
    clinic.section(&ana.to_string(), "identity").set("name_used", "Anita");
    let code = after(&mut clinic, |store| {
        write(store, |tx| tx.replace_record(ana.bytes(), 1, &old.sealed));
    });
    assert_eq!(code, Code::RolledBack);
}

#[test]
fn a_record_that_was_deleted_and_one_that_was_added_are_noticed_together() {
    let (mut clinic, ana, _) = with_two();
    let named = named_after(&mut clinic, |store| {
        let sealed = store.rows().record(ana.bytes()).unwrap().unwrap().sealed;
        write(store, |tx| {
            tx.delete_record(ana.bytes())?;
            tx.put_record([7; 16], 1, &sealed)
        });
    });
    assert_eq!(named, 1);
}

#[test]
fn a_record_moved_to_another_class_is_noticed() {
    let (mut clinic, ana, _) = with_two();
    let code = after(&mut clinic, |store| {
        let sealed = store.rows().record(ana.bytes()).unwrap().unwrap().sealed;
        write(store, |tx| {
            tx.delete_record(ana.bytes())?;
            tx.put_record(ana.bytes(), 2, &sealed)
        });
    });
    assert_eq!(code, Code::RolledBack);
}

/// Everything a vault says now, except its audit.
struct Newer {
    heads: Vec<Head>,
    records: Vec<Record>,
}

fn newer(outside: &Outside) -> Newer {
    let rows = outside.store.rows();
    let ids = [Class::Registry, Class::Intake].into_iter().flat_map(|class| outside.ids(class));
    let records = ids.map(|id| rows.record(id.bytes()).unwrap().unwrap()).collect();
    Newer { heads: rows.heads().unwrap(), records }
}

#[test]
fn an_audit_whose_tail_was_cut_is_noticed() {
    let (mut clinic, ana, _) = with_two();
    clinic.lock();
    clinic.desk.close();
    let old = fs::read(clinic.file()).unwrap();
    clinic.start();
    clinic.sign_in(ADMIN);
    clinic.section(&ana.to_string(), "identity").set("name_used", "Anita");
    let now = clinic.meanwhile(|outside| newer(outside));
    clinic.desk.close();
    // The old file brought up to date in all but the audit: its tail is cut.
    fs::write(clinic.file(), old).unwrap();
    clinic.start();
    let code = after(&mut clinic, |store| {
        write(store, |tx| {
            now.heads.iter().try_for_each(|head| tx.put_head(head))?;
            for record in &now.records {
                match tx.replace_record(record.id, record.class, &record.sealed) {
                    Err(store::Error::RowAbsent) => {
                        tx.put_record(record.id, record.class, &record.sealed)?;
                    }
                    done => done?,
                }
            }
            Ok(())
        });
    });
    assert_eq!(code, Code::RolledBack);
}

#[test]
fn a_head_put_back_as_it_was_before_is_noticed_in_every_class_that_changed() {
    for class in [Class::Registry, Class::Intake] {
        let (mut clinic, _, _) = with_two();
        let old = clinic.meanwhile(|outside| outside.store.rows().head(class.number()).unwrap());
        clinic.sign_in(ADMIN);
        clinic.add_client("Cy", "Test");
        let code = after(&mut clinic, |store| {
            write(store, |tx| tx.put_head(&old.unwrap()));
        });
        assert_eq!(code, Code::RolledBack, "{class}");
    }
}

#[test]
fn the_head_of_another_class_is_no_head() {
    let (mut clinic, _, _) = with_two();
    let code = after(&mut clinic, |store| {
        let other = store.rows().head(2).unwrap().unwrap();
        write(store, |tx| tx.put_head(&Head { class: 1, ..other }));
    });
    assert!([Code::Damaged, Code::RolledBack].contains(&code), "{code:?}");
}

#[test]
fn an_entry_or_a_chain_that_nobody_wrote_is_noticed() {
    let forged = |store: &mut Store, chain: Chain| {
        let last = store.rows().last_chain().unwrap().unwrap();
        let entry: AuditRow = store.rows().last_audit(last.id).unwrap().unwrap();
        write(store, |tx| {
            if chain.seq > 0 {
                tx.put_chain(&chain)?;
                return tx.append_audit(chain.id, 0, &entry.sealed);
            }
            tx.append_audit(last.id, entry.n + 1, &entry.sealed)
        });
    };
    for seq in [0, 99] {
        let (mut clinic, _, _) = with_two();
        let chain = Chain { id: [9; 16], seq, key: vec![1; 80] };
        assert_eq!(after(&mut clinic, |store| forged(store, chain)), Code::RolledBack, "{seq}");
    }
}

#[test]
fn a_class_pair_that_is_not_the_one_announced_is_noticed() {
    let mut clinic = TempClinic::new();
    let other = TempClinic::new().meanwhile(|outside| outside.store.rows().class_pairs().unwrap());
    let code = after(&mut clinic, |store| {
        write(store, |tx| {
            tx.delete_class_pair(1, 1)?;
            tx.put_class_pair(&other[1])
        });
    });
    assert_eq!(code, Code::Damaged);
}

#[test]
fn a_grant_from_another_person_is_damage() {
    let mut clinic = TempClinic::new();
    clinic.add_staff("Fern Test", clinic::view::Role::FrontDesk);
    clinic.meanwhile(|outside| {
        let (admin, fern) = (outside.user(ADMIN), outside.user("Fern Test"));
        let grants = outside.store.rows().grants(admin).unwrap();
        let clinical = grants.into_iter().find(|grant| grant.class == 2).unwrap();
        let stolen = store::Grant { user: fern, ..clinical };
        write(&mut outside.store, |tx| tx.put_grant(&stolen));
    });
    assert_eq!(refused(clinic.try_sign_in("Fern Test", PASSPHRASE)), Code::Damaged);
    clinic.sign_in(ADMIN);
}

#[test]
fn a_vault_nobody_touched_opens_after_every_look_from_outside() {
    let (mut clinic, _, _) = with_two();
    for _ in 0..3 {
        clinic.meanwhile(|outside| assert!(!outside.ids(Class::Intake).is_empty()));
        clinic.sign_in(ADMIN);
    }
    assert_eq!(clinic.found("").len(), 2);
}
