//! A plan leaves as a PDF: whole, on record, and nowhere else.

use std::path::{Path, PathBuf};

use clinic::Code;
use clinic::view::Exported;
use serde_json::json;
use tests::clinic::{ADMIN, TempClinic, chains, refused, text_of_pdf, whats};

const SENTENCES: [&str; 7] = [
    "I want my mornings back, Thứ Hai to Friday.",
    "Keeps a garden; shows up when it rains.",
    "Mornings are hard",
    "I want to get up before the children do.",
    "Out of bed by eight on five of seven mornings",
    "Sleep diary, mornings a week",
    "Plan tomorrow's first hour the evening before",
];

/// A client with a plan that holds every sentence.
fn planned(clinic: &mut TempClinic) -> String {
    let page = clinic.add_client_with(json!({
        "legal_first": "Zsófia", "legal_last": "Quillfeather", "date_of_birth": "4/7/85",
    }));
    let client = page.band.client;
    let mut plan = clinic.plan(&client);
    plan.set("vision", SENTENCES[0]);
    plan.set("strengths", SENTENCES[1]);
    let (objective, intervention) = plan.thread();
    let goal = objective.rsplit_once("/objectives").unwrap().0.to_owned();
    plan.set(&format!("{goal}/words"), SENTENCES[3]);
    plan.set(&format!("{objective}/text"), SENTENCES[4]);
    plan.set(&format!("{objective}/measure"), SENTENCES[5]);
    plan.set(&format!("{intervention}/what"), SENTENCES[6]);
    client
}

fn export(clinic: &mut TempClinic, client: &str, path: &Path) -> clinic::Result<Exported> {
    let request = clinic.leaving(client);
    let pdf = clinic.desk.plan_pdf(&request)?;
    let token = clinic.token.clone();
    clinic.desk.write_document(&token, path, &pdf)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn the_document_holds_every_sentence_and_the_person() {
    let mut clinic = TempClinic::new();
    let client = planned(&mut clinic);
    let path = clinic.folder().join("plan.pdf");
    let exported = export(&mut clinic, &client, &path).unwrap();
    assert_eq!((exported.file.as_str(), exported.unset.len()), ("plan.pdf", 0));
    let text = text_of_pdf(&path);
    for sentence in SENTENCES.iter().chain(&["Zsófia Quillfeather", "Apr 7, 1985", "CFC-0001"]) {
        assert!(text.contains(sentence), "{sentence} in {text}");
    }
    assert!(text.contains("Cedar Fork Clinic") && text.contains("DRAFT"), "{text}");
    assert!(text.contains(&format!("of {}", exported.pages)), "{text}");
}

#[test]
fn the_suggested_file_name_says_the_number_and_never_the_name() {
    let mut clinic = TempClinic::new();
    let client = planned(&mut clinic);
    let request = clinic.leaving(&client);
    let pdf = clinic.desk.plan_pdf(&request).unwrap();
    assert_eq!(pdf.suggested_name, "Plan CFC-0001 draft.pdf");
}

#[test]
fn an_older_file_is_replaced_whole_and_nothing_is_left_beside_it() {
    let mut clinic = TempClinic::new();
    let client = planned(&mut clinic);
    let out = clinic.folder().join("out");
    std::fs::create_dir(&out).unwrap();
    let path = out.join("plan.pdf");
    std::fs::write(&path, "x".repeat(1 << 20)).unwrap();
    export(&mut clinic, &client, &path).unwrap();
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF-"));
    assert_eq!(files(&out), [path]);
}

#[test]
fn a_place_that_cannot_be_written_leaves_nothing_and_the_audit_knows() {
    let mut clinic = TempClinic::new();
    let client = planned(&mut clinic);
    let out = clinic.folder().join("out");
    std::fs::create_dir_all(out.join("folder.pdf")).unwrap();
    let before = files(&out);
    assert!(export(&mut clinic, &client, &out.join("no/plan.pdf")).is_err());
    assert!(export(&mut clinic, &client, &out.join("folder.pdf")).is_err());
    assert_eq!(files(&out), before);
    export(&mut clinic, &client, &out.join("plan.pdf")).unwrap();
    let chains = clinic.meanwhile(|outside| chains(outside));
    let said: Vec<&str> =
        whats(&chains[0]).into_iter().filter(|what| what.starts_with("export")).collect();
    assert_eq!(said, ["export", "export_failed", "export", "export_failed", "export"]);
    let exports = chains[0].iter().filter(|entry| entry["what"] == "export");
    assert!(exports.clone().all(|entry| entry["client"] == client.as_str()));
}

#[test]
fn a_document_never_takes_the_place_of_a_vault() {
    let mut clinic = TempClinic::new();
    let client = planned(&mut clinic);
    let vault = clinic.file();
    let roundabout = vault.parent().unwrap().join("../data/clinic.goldthread");
    let backup = clinic.folder().join("Backup.GOLDTHREAD");
    let mut places = vec![vault.clone(), roundabout, backup];
    for beside in ["-wal", "-reserve", "-journal"] {
        places.push(PathBuf::from(format!("{}{beside}", vault.display())));
    }
    for place in places {
        let answer = export(&mut clinic, &client, &place);
        assert_eq!(refused(answer), Code::FileExists, "{}", place.display());
    }
    clinic.crash();
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.found("quillfeather").len(), 1);
}

#[test]
fn a_minors_document_asks_for_a_guardians_signature_and_an_adults_does_not() {
    let mut clinic = TempClinic::new();
    for (born, asked) in [("2010-04-07", true), ("1985-04-07", false)] {
        let answers = json!({"legal_first": "Bo", "legal_last": "Test", "date_of_birth": born});
        let client = clinic.add_client_with(answers).band.client;
        let path = clinic.folder().join("plan.pdf");
        export(&mut clinic, &client, &path).unwrap();
        let text = text_of_pdf(&path).to_lowercase();
        assert_eq!(text.contains("parent or guardian"), asked, "{born}");
    }
}
