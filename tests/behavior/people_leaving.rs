//! People come, change roles, lose passphrases and leave: who holds which key afterwards, and that
//! nothing is lost while records are sealed anew.

use clinic::view::{Role, StaffRow, StaffView, request};
use clinic::{Code, Result};
use tests::clinic::{ADMIN, Outside, PASSPHRASE, TempClinic, chains, refused, whats};
use vault::{Class, Sealed};

const OTHER: &str = "seven lanterns by the harbor";

fn staff(clinic: &mut TempClinic) -> Vec<StaffRow> {
    clinic.desk.open_staff(&clinic.signed()).unwrap().people
}

fn user(clinic: &mut TempClinic, name: &str) -> String {
    staff(clinic).into_iter().find(|row| row.name == name && row.active).unwrap().user
}

fn remove(clinic: &mut TempClinic, name: &str) -> Result<StaffView> {
    let request = request::OfUser { token: clinic.token.clone(), user: user(clinic, name) };
    clinic.desk.remove_user(&request)
}

pub(crate) fn give(clinic: &mut TempClinic, name: &str, role: Role) -> Result<StaffView> {
    let (token, user, name) = (clinic.token.clone(), user(clinic, name), name.to_owned());
    let credential = String::new();
    clinic.desk.change_user(&request::ChangeUser { token, user, name, credential, role })
}

fn reset(clinic: &mut TempClinic, name: &str, passphrase: &str) -> Result<StaffView> {
    let (token, user, passphrase) = (clinic.token.clone(), user(clinic, name), passphrase.into());
    clinic.desk.reset_passphrase(&request::ResetPassphrase { token, user, passphrase })
}

/// A clinic with records in every class and a therapist who has read them.
fn with_therapist() -> (TempClinic, String) {
    let mut clinic = TempClinic::new();
    clinic.add_staff("Theo Test", Role::Therapist);
    clinic.add_staff("Fern Test", Role::FrontDesk);
    let client = clinic.add_client("Ana", "Luz");
    clinic.section(&client, "presenting").set("own_words", "I am tired.");
    clinic.plan(&client).set("vision", "Mornings.");
    (clinic, client)
}

fn assert_nothing_lost(clinic: &mut TempClinic, client: &str) {
    assert_eq!(clinic.saved(client, "presenting").items[0].value, "I am tired.");
    assert_eq!(clinic.plan(client).page.plan.vision, "Mornings.");
    assert_eq!(clinic.found("luz"), ["Ana Luz"]);
}

/// The epochs under which the rows of a class lie.
fn epochs(outside: &Outside, class: Class) -> Vec<u32> {
    let sealed = |id: record::Id| outside.store.rows().record(id.bytes()).unwrap().unwrap().sealed;
    let boxes = outside.ids(class).into_iter().map(|id| Sealed::parse(sealed(id)).unwrap());
    let mut epochs: Vec<u32> = boxes.map(|sealed| sealed.epoch().0).collect();
    epochs.sort_unstable();
    epochs.dedup();
    epochs
}

#[test]
fn who_leaves_cannot_sign_in_and_their_keys_open_nothing_that_is_in_the_file() {
    let (mut clinic, client) = with_therapist();
    let theirs = clinic.meanwhile(|outside| outside.keyring("Theo Test"));
    clinic.sign_in(ADMIN);
    let left = remove(&mut clinic, "Theo Test").unwrap();
    let row = left.people.iter().find(|row| row.name == "Theo Test").unwrap();
    assert!(!row.active && row.left == "Nov 23, 2026");
    assert_nothing_lost(&mut clinic, &client);
    clinic.meanwhile(|outside| {
        assert!(outside.store.rows().users().unwrap().iter().all(|it| it.name != "Theo Test"));
        for class in [Class::Registry, Class::Intake, Class::Clinical] {
            assert_eq!(epochs(outside, class), [2], "{class}");
            for id in outside.ids(class) {
                let row = outside.store.rows().record(id.bytes()).unwrap().unwrap();
                assert!(theirs.key_for(&Sealed::parse(row.sealed).unwrap()).is_err());
            }
        }
        let slots = outside.store.rows().slots([0; 16]).unwrap();
        assert!(slots.is_empty());
    });
    let tiles = clinic.desk.app_state(&request::Nothing {}).unwrap().people;
    assert!(tiles.iter().all(|tile| tile.name != "Theo Test"));
    for name in ["Fern Test", ADMIN] {
        clinic.sign_in(name);
        assert_eq!(clinic.found("luz"), ["Ana Luz"], "{name}");
    }
    assert_nothing_lost(&mut clinic, &client);
    let chains = clinic.meanwhile(|outside| chains(outside));
    let all: Vec<&str> = chains.iter().flat_map(|chain| whats(chain)).collect();
    assert!(all.contains(&"user_removed") && all.contains(&"keys_renewed"));
}

#[test]
fn work_goes_on_in_the_same_session_after_sealing_anew() {
    let (mut clinic, client) = with_therapist();
    remove(&mut clinic, "Theo Test").unwrap();
    clinic.plan(&client).set("vision", "Evenings.");
    clinic.add_staff("Nova Test", Role::Therapist);
    clinic.crash();
    clinic.sign_in("Nova Test");
    assert_eq!(clinic.plan(&client).page.plan.vision, "Evenings.");
}

#[test]
fn an_administrator_who_leaves_takes_no_key_of_the_audit_along_and_the_old_audit_stays_readable() {
    let (mut clinic, client) = with_therapist();
    clinic.add_staff("Alma Test", Role::Admin);
    clinic.sign_in("Alma Test");
    clinic.sign_in(ADMIN);
    remove(&mut clinic, "Alma Test").unwrap();
    clinic.page(&client);
    clinic.sign_in(ADMIN);
    let find = crate::commands::everything(clinic.token.clone());
    let page = clinic.desk.open_audit(&find).unwrap();
    assert!(page.fault.is_none(), "{:?}", page.fault);
    assert!(page.rows.iter().any(|row| row.who == "Alma Test"));
    assert_nothing_lost(&mut clinic, &client);
}

#[test]
fn nobody_removes_or_demotes_themselves_and_the_recovery_codes_owner_only_after_a_new_code() {
    let mut clinic = TempClinic::new();
    assert_eq!(refused(remove(&mut clinic, ADMIN)), Code::LastAdmin);
    assert_eq!(refused(give(&mut clinic, ADMIN, Role::Therapist)), Code::LastAdmin);
    clinic.add_staff("Alma Test", Role::Admin);
    clinic.sign_in("Alma Test");
    assert_eq!(refused(remove(&mut clinic, ADMIN)), Code::RecoveryFirst);
    assert_eq!(refused(give(&mut clinic, ADMIN, Role::FrontDesk)), Code::RecoveryFirst);

    let old = clinic.recovery_code.clone();
    let code = clinic.desk.prepare_recovery(&clinic.signed()).unwrap().recovery_code;
    for wrong in [&old, "", "not a code"] {
        let request =
            request::RenewRecovery { token: clinic.token.clone(), code: wrong.to_owned() };
        assert_eq!(refused(clinic.desk.renew_recovery(&request)), Code::WrongRecoveryCode);
    }
    let request = request::RenewRecovery { token: clinic.token.clone(), code: code.clone() };
    let staff = clinic.desk.renew_recovery(&request).unwrap().people;
    let holders: Vec<&str> =
        staff.iter().filter(|row| row.recovery).map(|row| row.name.as_str()).collect();
    assert_eq!(holders, ["Alma Test"]);
    assert_eq!(refused(clinic.desk.renew_recovery(&request)), Code::NothingPrepared);
    remove(&mut clinic, ADMIN).unwrap();
    clinic.lock();
    let with = |code: &str| request::UnlockWithCode { code: code.into() };
    assert_eq!(refused(clinic.desk.unlock_with_code(&with(&old))), Code::WrongRecoveryCode);
    let view = clinic.desk.unlock_with_code(&with(&code)).unwrap();
    assert_eq!((view.name.as_str(), view.admin), ("Alma Test", true));
}

#[test]
fn the_reserved_class_is_inherited_when_its_holder_leaves() {
    let mut clinic = TempClinic::new();
    clinic.add_staff("Alma Test", Role::Admin);
    clinic.sign_in("Alma Test");
    let code = clinic.desk.prepare_recovery(&clinic.signed()).unwrap().recovery_code;
    let request = request::RenewRecovery { token: clinic.token.clone(), code };
    clinic.desk.renew_recovery(&request).unwrap();
    remove(&mut clinic, ADMIN).unwrap();
    let classes = clinic.meanwhile(|outside| outside.keyring("Alma Test").classes());
    assert_eq!(classes, Class::ALL);
}

#[test]
fn a_role_that_reaches_more_gets_keys_and_one_that_reaches_less_loses_what_it_had() {
    let (mut clinic, client) = with_therapist();
    give(&mut clinic, "Fern Test", Role::Therapist).unwrap();
    clinic.sign_in("Fern Test");
    assert_eq!(clinic.plan(&client).page.plan.vision, "Mornings.");
    let theirs = clinic.meanwhile(|outside| outside.keyring("Fern Test"));

    clinic.sign_in(ADMIN);
    give(&mut clinic, "Fern Test", Role::FrontDesk).unwrap();
    clinic.meanwhile(|outside| {
        assert_eq!(outside.keyring("Fern Test").classes(), [Class::Registry, Class::Intake]);
        assert_eq!(epochs(outside, Class::Clinical), [2]);
        assert_eq!(epochs(outside, Class::Intake), [1]);
        for id in outside.ids(Class::Clinical) {
            let row = outside.store.rows().record(id.bytes()).unwrap().unwrap();
            assert!(theirs.key_for(&Sealed::parse(row.sealed).unwrap()).is_err());
        }
    });
    clinic.sign_in("Fern Test");
    let request = clinic.of(&client);
    assert_eq!(refused(clinic.desk.open_plan(&request)), Code::NotAllowed);
    clinic.sign_in("Theo Test");
    assert_nothing_lost(&mut clinic, &client);
}

#[test]
fn a_name_or_credential_changes_on_tile_and_list_and_no_two_people_share_a_name() {
    let (mut clinic, _) = with_therapist();
    let (token, user) = (clinic.token.clone(), user(&mut clinic, "Theo Test"));
    let change = |name: &str| request::ChangeUser {
        token: token.clone(),
        user: user.clone(),
        name: name.into(),
        credential: "LMFT".into(),
        role: Role::Therapist,
    };
    for taken in ["fern test", "", " "] {
        assert_eq!(refused(clinic.desk.change_user(&change(taken))), Code::BadName, "{taken:?}");
    }
    clinic.desk.change_user(&change("Theodora Test")).unwrap();
    clinic.sign_in("Theodora Test");
    let view = clinic.desk.app_state(&request::Nothing {}).unwrap().session.unwrap();
    assert_eq!((view.name.as_str(), view.credential.as_str()), ("Theodora Test", "LMFT"));
}

#[test]
fn a_reset_passphrase_opens_the_same_records_and_the_old_one_opens_nothing() {
    let (mut clinic, client) = with_therapist();
    assert_eq!(refused(reset(&mut clinic, "Theo Test", "too short")), Code::WeakPassphrase);
    reset(&mut clinic, "Theo Test", OTHER).unwrap();
    clinic.lock();
    assert_eq!(refused(clinic.try_sign_in("Theo Test", PASSPHRASE)), Code::WrongPassphrase);
    clinic.try_sign_in("Theo Test", OTHER).unwrap();
    assert_nothing_lost(&mut clinic, &client);
}

#[test]
fn ones_own_passphrase_changes_only_with_the_current_one() {
    let mut clinic = TempClinic::new();
    let change = |clinic: &TempClinic, current: &str, new: &str| request::ChangePassphrase {
        token: clinic.token.clone(),
        current: current.into(),
        new: new.into(),
    };
    let wrong = change(&clinic, OTHER, OTHER);
    assert_eq!(refused(clinic.desk.change_passphrase(&wrong)), Code::WrongPassphrase);
    let weak = change(&clinic, PASSPHRASE, "cedar fork clinic");
    assert_eq!(refused(clinic.desk.change_passphrase(&weak)), Code::WeakPassphrase);
    let good = change(&clinic, PASSPHRASE, OTHER);
    clinic.desk.change_passphrase(&good).unwrap();
    for _ in 0..3 {
        assert_eq!(refused(clinic.desk.change_passphrase(&good)), Code::WrongPassphrase);
    }
    assert_eq!(refused(clinic.desk.change_passphrase(&good)), Code::Throttled);
    clinic.lock();
    clinic.clock.advance(std::time::Duration::from_secs(120));
    assert_eq!(refused(clinic.try_sign_in(ADMIN, PASSPHRASE)), Code::WrongPassphrase);
    clinic.clock.advance(std::time::Duration::from_secs(120));
    clinic.try_sign_in(ADMIN, OTHER).unwrap();
    let code = clinic.recovery_code.clone();
    clinic.lock();
    clinic.desk.unlock_with_code(&request::UnlockWithCode { code }).unwrap();
}

#[test]
fn sealing_anew_that_is_interrupted_leaves_the_clinic_as_it_was() {
    let (mut clinic, client) = with_therapist();
    // A folder where the new file would be made: it cannot be.
    let blocked = clinic.file().with_file_name("clinic.goldthread-resealed");
    std::fs::create_dir_all(blocked.join("in the way")).unwrap();
    assert!(remove(&mut clinic, "Theo Test").is_err());
    assert_nothing_lost(&mut clinic, &client);
    clinic.sign_in("Theo Test");
    assert_nothing_lost(&mut clinic, &client);
    std::fs::remove_dir_all(&blocked).unwrap();
    // What a killed attempt leaves is cleared by the next one.
    std::fs::write(&blocked, b"half a file").unwrap();
    clinic.sign_in(ADMIN);
    remove(&mut clinic, "Theo Test").unwrap();
    assert!(!blocked.exists());
    assert_nothing_lost(&mut clinic, &client);
}
