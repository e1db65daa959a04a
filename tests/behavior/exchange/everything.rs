//! "Take my data and go": one folder with everything on record.

use std::path::{Path, PathBuf};

use clinic::view::{Basis, BatchView, request};
use clinic::{Code, view::Role};
use tests::clinic::{ADMIN, TempClinic, asking, own_copy, refused};

use super::validate;

fn all_out(clinic: &mut TempClinic, to: request::ExportAsk) -> (BatchView, PathBuf) {
    let inside = clinic.folder().join("out");
    std::fs::create_dir_all(&inside).unwrap();
    let token = clinic.token.clone();
    let asked = request::ExportAll { token: token.clone(), to };
    let mut all = clinic.desk.begin_everything(&inside, &asked).unwrap();
    loop {
        if let Some(view) = clinic.desk.write_some(&token, &mut all).unwrap() {
            let folder = inside.join(&view.folder);
            return (view, folder);
        }
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn one_folder_holds_everything_with_a_page_for_the_reader() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    clinic.add_client("Bo", "Test");
    let (view, folder) = all_out(&mut clinic, own_copy("Moving to another program"));
    assert_eq!((view.written, view.left, view.refused.len()), (2, 0, 0));
    assert_eq!(names(&folder), ["README.txt", "people", "tables"]);
    let tables = ["Audit.csv", "Clients.csv", "Due.csv", "Hours.csv", "Scores.csv"];
    assert_eq!(names(&folder.join("tables")), tables);
    let person = folder.join("people/CFC-0001");
    let files = names(&person);
    assert!(files.contains(&"Record.json".to_owned()), "{files:?}");
    assert!(files.iter().any(|it| it == "Plan CFC-0001 version 1.pdf"), "{files:?}");
    assert!(files.iter().any(|it| it == "Intake CFC-0001.pdf"), "{files:?}");
    let readme = std::fs::read_to_string(folder.join("README.txt")).unwrap();
    assert!(readme.contains("Cedar Fork Clinic") && readme.contains("FHIR R4"), "{readme}");
    assert!(!readme.contains("Luz"), "the page names nobody: {readme}");
    validate(&[person.join("Record.json"), folder.join("people/CFC-0002/Record.json")]);
    let told = clinic.desk.open_disclosures(&clinic.of(&client)).unwrap().rows;
    let told: Vec<&str> = told.iter().map(|it| it.what.as_str()).collect();
    assert_eq!(told, ["Everything on record"], "one entry for all of it");
    let (again, _) = all_out(&mut clinic, own_copy("Moving to another program"));
    assert_ne!(again.folder, view.folder, "nothing is overwritten");
}

#[test]
fn who_may_not_leave_has_no_folder_and_no_row() {
    let (mut clinic, _) = TempClinic::with_plan_in_force();
    let basis = Some(Basis::Consent { row: "1".into() });
    let (view, folder) = all_out(&mut clinic, asking(basis, "Harbor Health", "Audit"));
    assert_eq!((view.written, view.refused.len()), (0, 1));
    assert!(!folder.join("people").exists());
    let clients = std::fs::read_to_string(folder.join("tables/Clients.csv")).unwrap();
    assert_eq!(clients.lines().count(), 1, "{clients}");
    let readme = std::fs::read_to_string(folder.join("README.txt")).unwrap();
    assert!(readme.contains("record may not leave, or could not be written: 1."), "{readme}");
    for file in ["README.txt", "tables/Audit.csv", "tables/Clients.csv"] {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        assert!(!text.contains("CFC-0001") && !text.contains("Luz"), "{file}: {text}");
    }
}

#[test]
fn every_version_of_every_plan_has_a_file_of_its_own() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let of = clinic.of(&client);
    clinic.desk.amend_plan(&of).unwrap();
    let (_, folder) = all_out(&mut clinic, own_copy("Moving"));
    let files = names(&folder.join("people/CFC-0001"));
    assert_eq!(files.iter().filter(|it| it.starts_with("Plan ")).count(), 2, "{files:?}");
}

#[test]
fn a_folder_that_was_cut_off_says_so() {
    let (mut clinic, _) = TempClinic::with_plan_in_force();
    let asked = request::ExportAll { token: clinic.token.clone(), to: own_copy("Moving") };
    let inside = clinic.folder().to_path_buf();
    let mut all = clinic.desk.begin_everything(&inside, &asked).unwrap();
    assert!(clinic.desk.write_some(&asked.token, &mut all).unwrap().is_none());
    clinic.lock();
    assert_eq!(refused(clinic.desk.write_some(&asked.token, &mut all).map(drop)), Code::Locked);
    let folder = names(&inside).into_iter().find(|it| it.starts_with("Goldthread records"));
    let readme = inside.join(folder.unwrap()).join("README.txt");
    assert!(std::fs::read_to_string(readme).unwrap().contains("not finished"));
}

#[test]
fn behind_a_passphrase_nothing_but_the_page_for_the_reader_can_be_read() {
    let (mut clinic, _) = TempClinic::with_plan_in_force();
    let mut to = own_copy("Moving");
    "three quiet rivers at dusk".clone_into(&mut to.passphrase);
    let (_, folder) = all_out(&mut clinic, to);
    let mut files: Vec<PathBuf> = Vec::new();
    for part in ["tables", "people/CFC-0001"] {
        files.extend(names(&folder.join(part)).iter().map(|it| folder.join(part).join(it)));
    }
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        let is_age = bytes.starts_with(b"age-encryption.org/v1\n");
        let is_locked_pdf = bytes.windows(8).any(|it| it == b"/Encrypt");
        assert!(is_age || is_locked_pdf, "{}", file.display());
        assert!(!bytes.windows(3).any(|it| it == b"Luz"), "{}", file.display());
    }
}

#[test]
fn only_who_manages_the_clinic_takes_everything_and_never_without_saying_for_whom() {
    let mut clinic = TempClinic::with(Role::Therapist, "Theo Test");
    let out = clinic.folder().to_path_buf();
    let mut asked = request::ExportAll { token: clinic.token.clone(), to: own_copy("Moving") };
    assert_eq!(refused(clinic.desk.begin_everything(&out, &asked).map(drop)), Code::NotAllowed);
    clinic.sign_in(ADMIN);
    asked = request::ExportAll { token: clinic.token.clone(), to: asking(None, "", "") };
    assert_eq!(refused(clinic.desk.begin_everything(&out, &asked).map(drop)), Code::BadValue);
    asked = request::ExportAll { token: clinic.token.clone(), to: own_copy("Moving") };
    let nowhere = out.join("nowhere");
    assert_eq!(refused(clinic.desk.begin_everything(&nowhere, &asked).map(drop)), Code::NoSuchFile);
    assert_eq!(names(&out).iter().filter(|it| it.starts_with("Goldthread records")).count(), 0);
}
