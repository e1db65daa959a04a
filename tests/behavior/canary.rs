//! A name that is nowhere else must be found nowhere on disk but in the document that left.

use std::path::{Path, PathBuf};

use clinic::view::SectionStatus;
use serde_json::json;
use tests::clinic::{ADMIN, CommandLine, TempClinic, text_of_pdf};

const CANARY: &str = "Quillfeatherstone";

/// The canary as it could lie in a file: UTF-8, UTF-16 both ways, small letters too.
fn disguises() -> Vec<Vec<u8>> {
    let mut forms = Vec::new();
    for text in [CANARY.to_owned(), CANARY.to_lowercase(), CANARY.to_uppercase()] {
        forms.push(text.clone().into_bytes());
        forms.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        forms.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    forms
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// Files of a folder that hold the canary.
fn told(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(folder, &mut found);
    assert!(!found.is_empty());
    let disguises = disguises();
    let holds = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        disguises.iter().any(|form| bytes.windows(form.len()).any(|window| window == form))
    };
    found.into_iter().filter(holds).collect()
}

#[test]
fn the_files_of_a_clinic_name_nobody_while_it_is_open_and_after() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client(CANARY, CANARY);
    clinic.section(&client, "identity").set("name_used", CANARY).set("date_of_birth", CANARY);
    let presenting = clinic.section(&client, "presenting").set("own_words", CANARY.repeat(400));
    presenting.mark(SectionStatus::AskLater);
    let mut plan = clinic.plan(&client);
    let (objective, _) = plan.thread();
    plan.set(&format!("{objective}/target_date"), CANARY);
    clinic.found(CANARY);
    clinic.page(&client);
    assert_eq!(told(clinic.folder()), Vec::<PathBuf>::new(), "while it is open");
    clinic.crash();
    assert_eq!(told(clinic.folder()), Vec::<PathBuf>::new(), "locked");
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.found(CANARY).len(), 1);
    let request = clinic.leaving(&client);
    let pdf = clinic.desk.plan_pdf(&request).unwrap();
    let (token, path) = (clinic.token.clone(), clinic.folder().join("plan.pdf"));
    clinic.desk.write_document(&token, &path, &pdf).unwrap();
    assert!(text_of_pdf(&path).contains(CANARY));
    std::fs::remove_file(&path).unwrap();
    clinic.desk.close();
    assert_eq!(told(clinic.folder()), Vec::<PathBuf>::new(), "closed");
}

#[test]
fn the_command_line_leaves_the_name_in_no_folder_it_knows() {
    let line = CommandLine::with_vault();
    for folder in ["tmp", "home", "out"] {
        std::fs::create_dir(line.path(folder)).unwrap();
    }
    let run = |arguments: &[&str]| {
        let mut command = line.command(arguments);
        for (name, folder) in [("TMPDIR", "tmp"), ("HOME", "home"), ("XDG_CACHE_HOME", "home")] {
            command.env(name, line.path(folder));
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let vault = "clinic.goldthread";
    let person = json!({"legal_first": CANARY, "legal_last": "Test"}).to_string();
    line.write("client.json", person);
    run(&["client", "add", vault, "--from", "client.json"]);
    line.write("answers.json", json!({"presenting.own_words": CANARY}).to_string());
    run(&["intake", "set", vault, "--client", "CFC-0001", "--from", "answers.json"]);
    line.write("plan.json", json!({"vision": CANARY}).to_string());
    run(&["plan", "set", vault, "--client", "CFC-0001", "--from", "plan.json"]);
    run(&["plan", "pdf", vault, "--client", "CFC-0001", "--out", "out/plan.pdf"]);
    run(&["clients", vault, "--find", CANARY]);
    for given in ["client.json", "answers.json", "plan.json"] {
        std::fs::remove_file(line.path(given)).unwrap();
    }
    assert!(text_of_pdf(&line.path("out/plan.pdf")).contains(CANARY));
    std::fs::remove_file(line.path("out/plan.pdf")).unwrap();
    assert_eq!(told(line.folder()), Vec::<PathBuf>::new());
}
