//! Backups and what they are good for: made, read back, found wrong when they are, restored on a
//! clean machine with a passphrase or the recovery code.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clinic::view::{BackupsView, Role, Stage, request};
use clinic::{Code, Error};
use tests::clinic::{ADMIN, Outside, PASSPHRASE, TempClinic, chains, refused, whats};

/// A clinic with records in every class, and a backup of it.
fn backed_up() -> (TempClinic, String, PathBuf) {
    let mut clinic = TempClinic::new();
    clinic.add_staff("Fern Test", Role::FrontDesk);
    let client = clinic.add_client("Ana", "Luz");
    clinic.section(&client, "presenting").set("own_words", "I am tired.");
    clinic.plan(&client).set("vision", "Mornings.");
    let view = clinic.desk.back_up(&clinic.signed()).unwrap();
    let made = Path::new(&view.folder).join(&view.backups[0].file);
    // Taken to another place, as onto a stick: the folder keeps only the newest of a day.
    let path = clinic.folder().join("stick.goldthread");
    fs::copy(made, &path).unwrap();
    (clinic, client, path)
}

fn backups(clinic: &mut TempClinic) -> BackupsView {
    clinic.desk.open_backups(&clinic.signed()).unwrap()
}

fn by_passphrase(clinic: &mut TempClinic, path: &Path, name: &str) -> clinic::Result<()> {
    let people = clinic.desk.choose_backup(path)?.people;
    let user = people.into_iter().find(|tile| tile.name == name).unwrap().user;
    let (passphrase, code) = (PASSPHRASE.into(), String::new());
    let view = clinic.desk.restore_backup(&request::RestoreBackup { user, passphrase, code })?;
    clinic.token = view.session.unwrap().token;
    Ok(())
}

fn by_code(clinic: &mut TempClinic, path: &Path, code: &str) -> clinic::Result<()> {
    clinic.desk.choose_backup(path)?;
    let (user, passphrase) = (String::new(), String::new());
    let request = request::RestoreBackup { user, passphrase, code: code.into() };
    clinic.token = clinic.desk.restore_backup(&request)?.session.unwrap().token;
    Ok(())
}

#[test]
fn a_clean_machine_goes_on_from_a_backup_with_a_passphrase_or_the_recovery_code() {
    let (clinic, client, path) = backed_up();
    let code = clinic.recovery_code.clone();
    for way in ["admin", "front desk", "code"] {
        let mut fresh = TempClinic::empty();
        match way {
            "admin" => by_passphrase(&mut fresh, &path, ADMIN).unwrap(),
            "front desk" => by_passphrase(&mut fresh, &path, "Fern Test").unwrap(),
            _ => by_code(&mut fresh, &path, &code).unwrap(),
        }
        assert_eq!(fresh.found("luz"), ["Ana Luz"], "{way}");
        fresh.sign_in(ADMIN);
        assert_eq!(fresh.plan(&client).page.plan.vision, "Mornings.", "{way}");
        let chains = fresh.meanwhile(|outside| {
            assert!(outside.store.rows().manifest().unwrap().is_none());
            chains(outside)
        });
        let all: Vec<&str> = chains.iter().flat_map(|chain| whats(chain)).collect();
        assert_eq!(all.iter().filter(|what| **what == "restore").count(), 1, "{way}");
    }
}

#[test]
fn what_was_written_after_the_backup_is_not_in_it_and_is_kept_beside_when_it_is_restored() {
    let (mut clinic, client, path) = backed_up();
    clinic.plan(&client).set("vision", "Evenings.");
    clinic.lock();
    by_passphrase(&mut clinic, &path, ADMIN).unwrap();
    assert_eq!(clinic.plan(&client).page.plan.vision, "Mornings.");
    let kept = fs::read_dir(clinic.file().parent().unwrap()).unwrap().flatten();
    let kept = kept.map(|entry| entry.path());
    let kept = kept.filter(|path| path.to_string_lossy().contains("before-restore"));
    let kept: Vec<PathBuf> = kept.filter(|path| path.extension().is_some()).collect();
    assert_eq!(kept.len(), 1);
    let outside = Outside::open(&kept[0]);
    let keyring = outside.keyring(ADMIN);
    let plans = outside.of_kind(&keyring, vault::Class::Clinical, "plan");
    assert_eq!(plans[0]["body"]["plan"]["vision"], "Evenings.");
}

#[test]
fn the_page_that_is_made_anew_after_restoring_is_told_once_which_backup_it_was() {
    let (mut clinic, _, path) = backed_up();
    clinic.lock();
    by_passphrase(&mut clinic, &path, ADMIN).unwrap();
    let mut told = || clinic.desk.app_state(&request::Nothing {}).unwrap().restored;
    let restored = told().expect("a page that knows nothing yet");
    assert_eq!((restored.file.as_str(), restored.kept), ("stick.goldthread", true));
    assert_eq!(told(), None);
    let mut fresh = TempClinic::empty();
    by_passphrase(&mut fresh, &path, ADMIN).unwrap();
    fresh.lock();
    assert_eq!(fresh.desk.app_state(&request::Nothing {}).unwrap().restored, None);
}

#[test]
fn only_an_administrator_or_the_recovery_code_puts_a_backup_in_a_clinics_place() {
    let (mut clinic, client, path) = backed_up();
    clinic.plan(&client).set("vision", "Evenings.");
    let request = clinic.signed();
    assert_eq!(refused(clinic.desk.choose_backup(&path)), Code::NotAllowed, "while signed in");
    clinic.desk.lock(&request).unwrap();
    assert_eq!(refused(by_passphrase(&mut clinic, &path, "Fern Test")), Code::NotAllowed);
    clinic.try_sign_in(ADMIN, PASSPHRASE).unwrap();
    assert_eq!(clinic.plan(&client).page.plan.vision, "Evenings.");
    clinic.lock();
    let code = clinic.recovery_code.clone();
    by_code(&mut clinic, &path, &code).unwrap();
    assert_eq!(clinic.plan(&client).page.plan.vision, "Mornings.");
}

#[test]
fn a_wrong_passphrase_or_code_restores_nothing_and_may_be_tried_again() {
    let (_clinic, _, path) = backed_up();
    let mut fresh = TempClinic::empty();
    let people = fresh.desk.choose_backup(&path).unwrap().people;
    let user = people.into_iter().find(|tile| tile.name == ADMIN).unwrap().user;
    let wrong = request::RestoreBackup {
        user,
        passphrase: "another long passphrase here".into(),
        code: String::new(),
    };
    assert_eq!(refused(fresh.desk.restore_backup(&wrong)), Code::WrongPassphrase);
    let other = TempClinic::new().recovery_code;
    for code in [&*other, "not a code"] {
        assert_eq!(refused(by_code(&mut fresh, &path, code)), Code::WrongRecoveryCode);
    }
    let stage = fresh.desk.app_state(&request::Nothing {}).unwrap().stage;
    assert_eq!(stage, Stage::FirstRun);
    by_passphrase(&mut fresh, &path, ADMIN).unwrap();
}

/// Changes a backup behind its manifest's back.
fn changed(path: &Path, work: impl FnOnce(&mut Outside)) -> PathBuf {
    let copy = path.with_file_name("changed.goldthread");
    fs::copy(path, &copy).unwrap();
    let mut outside = Outside::open(&copy);
    work(&mut outside);
    outside.store.close().unwrap();
    copy
}

fn why(path: &Path) -> String {
    let mut fresh = TempClinic::empty();
    let error = by_passphrase(&mut fresh, path, ADMIN).unwrap_err();
    assert_eq!(error.code(), Code::BadBackup);
    assert!(!fresh.file().exists(), "nothing was put in place");
    let Error::Backup(what) = error else { panic!("says what is wrong") };
    what
}

#[test]
fn a_backup_that_was_changed_is_refused_and_says_what_is_wrong() {
    let (_clinic, client, path) = backed_up();
    let client: record::Id = client.parse().unwrap();
    let bytes = client.bytes();
    let gone = changed(&path, |outside| {
        outside.store.write(|tx| tx.delete_record(bytes)).unwrap();
    });
    assert!(why(&gone).contains("\"record\""));
    let flipped = changed(&path, |outside| {
        let mut row = outside.store.rows().record(bytes).unwrap().unwrap();
        row.sealed[100] ^= 1;
        outside.store.write(|tx| tx.replace_record(bytes, 1, &row.sealed)).unwrap();
    });
    assert!(why(&flipped).contains(&client.to_string()));
    let renamed = changed(&path, |outside| {
        let id = outside.user("Fern Test");
        let user = store::User { id, name: "Mallory Test".into() };
        outside.store.write(|tx| tx.rename_user(&user)).unwrap();
    });
    assert!(why(&renamed).contains("\"user\""));
    let failure = changed(&path, |outside| {
        let kind = store::FailureKind::Integrity;
        outside.store.write(|tx| tx.put_failure("2026-01-01T00:00:00Z", kind, None)).unwrap();
    });
    assert!(why(&failure).contains("\"failure\""));
    let manifest = changed(&path, |outside| {
        let mut row = outside.store.rows().manifest().unwrap().unwrap();
        row.sealed[120] ^= 1;
        outside
            .store
            .write(|tx| {
                tx.delete_manifest()?;
                tx.put_manifest(&row)
            })
            .unwrap();
    });
    assert!(why(&manifest).contains("manifest"));
}

#[test]
fn what_is_no_backup_is_told_from_one_that_is_damaged() {
    let (mut clinic, _, path) = backed_up();
    let vault = clinic.folder().join("copy.goldthread");
    clinic.desk.close();
    fs::copy(clinic.file(), &vault).unwrap();
    let letter = clinic.folder().join("letter.pdf");
    fs::write(&letter, b"Dear reader").unwrap();
    let empty = clinic.folder().join("empty.goldthread");
    fs::write(&empty, b"").unwrap();
    let half = clinic.folder().join("half.goldthread");
    let whole = fs::read(&path).unwrap();
    fs::write(&half, &whole[..whole.len() / 2]).unwrap();
    let mut fresh = TempClinic::empty();
    for file in [&vault, &letter, &empty] {
        assert_eq!(refused(fresh.desk.choose_backup(file)), Code::NotABackup, "{file:?}");
    }
    let missing = clinic.folder().join("missing.goldthread");
    assert_eq!(refused(fresh.desk.choose_backup(&missing)), Code::NoSuchFile);
    let refused_half = by_passphrase(&mut fresh, &half, ADMIN).err().map(|error| error.code());
    assert!([Some(Code::BadBackup), Some(Code::Damaged)].contains(&refused_half));
    let left = fs::read_dir(fresh.folder().join("data")).unwrap().flatten();
    let left: Vec<_> = left.map(|entry| entry.file_name()).collect();
    drop(fresh);
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".goldthread")), "{left:?}");
}

#[test]
fn a_backup_is_made_at_lock_when_something_was_written_and_not_otherwise() {
    let mut clinic = TempClinic::new();
    clinic.add_client("Ana", "Luz");
    clinic.lock();
    clinic.try_sign_in(ADMIN, PASSPHRASE).unwrap();
    assert_eq!(backups(&mut clinic).backups.len(), 1);
    clinic.clock.advance(Duration::from_secs(600));
    clinic.sign_in(ADMIN);
    assert_eq!(backups(&mut clinic).backups.len(), 1, "only looked");
    clinic.clock.advance(Duration::from_secs(25 * 3600));
    clinic.sign_in(ADMIN);
    let view = backups(&mut clinic);
    assert_eq!((view.backups.len(), view.days, view.overdue), (2, Some(0), false));
    clinic.clock.advance(Duration::from_secs(3 * 24 * 3600));
    let view = backups(&mut clinic);
    assert_eq!((view.days, view.overdue), (Some(3), true));
}

#[test]
fn of_many_backups_a_day_the_newest_is_kept() {
    let mut clinic = TempClinic::new();
    for _ in 0..3 {
        clinic.clock.advance(Duration::from_secs(60));
        clinic.desk.back_up(&clinic.signed()).unwrap();
    }
    assert_eq!(backups(&mut clinic).backups.len(), 1);
}

#[test]
fn of_backups_in_one_second_or_after_a_clock_was_set_back_the_last_is_the_newest() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    for n in 0..4 {
        if n == 3 {
            clinic.clock.jump(-3600);
        }
        clinic.plan(&client).set("vision", format!("Day {n}."));
        let view = clinic.desk.back_up(&clinic.signed()).unwrap();
        assert_eq!(view.backups.len(), 1);
        let path = clinic.folder().join(format!("stick-{n}.goldthread"));
        fs::copy(Path::new(&view.folder).join(&view.backups[0].file), &path).unwrap();
        let mut fresh = TempClinic::empty();
        by_passphrase(&mut fresh, &path, ADMIN).unwrap();
        assert_eq!(fresh.plan(&client).page.plan.vision, format!("Day {n}."));
    }
}

#[test]
fn a_folder_that_is_gone_fails_the_backup_and_not_the_lock() {
    let mut clinic = TempClinic::new();
    let folder = clinic.folder().join("drive");
    fs::create_dir(&folder).unwrap();
    let token = clinic.token.clone();
    let view = clinic.desk.put_backups_in(&token, &folder).unwrap();
    assert!(!view.beside);
    fs::remove_dir(&folder).unwrap();
    fs::write(&folder, b"a file now").unwrap();
    assert!(clinic.desk.back_up(&clinic.signed()).is_err());
    clinic.add_client("Ana", "Luz");
    clinic.lock();
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.found(""), ["Ana Luz"]);
    let chains = clinic.meanwhile(|outside| chains(outside));
    let failed = chains.iter().flat_map(|chain| whats(chain)).filter(|it| *it == "backup_failed");
    assert_eq!(failed.count(), 3, "asked for, at lock, and at closing");
}
