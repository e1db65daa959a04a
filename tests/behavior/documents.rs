//! What every document has in common: the clinic's paper and letterhead, a passphrase where one is
//! asked for, a look at the pages before, and many of them in one go.

use std::path::{Path, PathBuf};
use std::process::Command;

use clinic::view::{
    Role, request,
    request::{BatchPaper, Printed},
};
use clinic::{Code, Document, LogoFile};
use tests::clinic::{TempClinic, own_copy, refused, text_of_pdf};

/// A mark as a clinic would bring it: a house over a thread.
const HOUSE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">
    <path d="M4 14 20 3 36 14 V27 H4 Z" fill="#225577"/>
    <path d="M2 29 C12 24 28 34 38 29" fill="none" stroke="#b8862d"/></svg>"##;

fn letterhead(clinic: &TempClinic) -> request::ChangeLetterhead {
    request::ChangeLetterhead {
        token: clinic.token.clone(),
        paper: request::Sheet::Letter,
        address: "12 Example Street\n\n  Cedar Fork, ZZ 00000 ".into(),
        phone: "555-0100".into(),
        licences: "Licence 0000-EX".into(),
        footer: "A fictional clinic.".into(),
    }
}

fn written(clinic: &TempClinic, document: &Document) -> PathBuf {
    let path = clinic.folder().join("document.pdf");
    std::fs::write(&path, &document.bytes).unwrap();
    path
}

/// What another program says of a file: its exit and its words.
fn told(program: &str, arguments: &[&str], path: &Path) -> (bool, String) {
    let done = Command::new(program).args(arguments).arg(path).output().unwrap();
    (done.status.success(), String::from_utf8_lossy(&done.stdout).into_owned())
}

fn of(
    clinic: &TempClinic,
    client: &str,
    document: &Printed,
    page: u32,
) -> request::PreviewDocument {
    request::PreviewDocument {
        token: clinic.token.clone(),
        client: client.into(),
        document: document.clone(),
        to: own_copy("Own copy"),
        page,
    }
}

#[test]
fn the_letterhead_stands_on_every_document_of_the_clinic() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    clinic.section(&client, "presenting").set("own_words", "I am tired.");
    let token = clinic.token.clone();
    let logo = clinic.folder().join("house.svg");
    std::fs::write(&logo, HOUSE).unwrap();
    clinic.desk.change_letterhead(&letterhead(&clinic)).unwrap();
    clinic.desk.take_logo(&token, LogoFile::read(&logo).unwrap()).unwrap();
    clinic.lock();
    clinic.sign_in(tests::clinic::ADMIN);
    let kept = clinic.desk.open_letterhead(&clinic.signed()).unwrap();
    assert_eq!(kept.address, "12 Example Street\nCedar Fork, ZZ 00000");
    assert_eq!(kept.logo, "house.svg");

    let plan = clinic.desk.plan_pdf(&clinic.leaving(&client)).unwrap();
    let safety = clinic.desk.safety_plan_pdf(&clinic.leaving(&client)).unwrap();
    let tracer = clinic.desk.tracer_pdf(&clinic.leaving(&client)).unwrap();
    let (form, to) = (String::new(), Some(own_copy("Own copy")));
    let (token, client) = (clinic.token.clone(), client);
    let mut forms = request::PrintForms { token, client: client.clone(), form, blank: false, to };
    let intake = clinic.desk.intake_pdf(&forms).unwrap();
    forms.blank = true;
    let blank = clinic.desk.intake_pdf(&forms).unwrap();
    let (token, record) = (clinic.token.clone(), String::new());
    let copy = clinic.desk.client_copy_pdf(&request::ExportClientCopy {
        token,
        client,
        record,
        language: "en".into(),
        to: own_copy("Own copy"),
    });
    let copy = copy.unwrap();
    for document in [&plan, &safety, &tracer, &intake, &blank, &copy] {
        let text = text_of_pdf(&written(&clinic, document));
        for words in ["12 Example Street", "Cedar Fork, ZZ", "555-0100", "0000-EX", "fictional"] {
            assert!(text.contains(words), "{words} in {}: {text}", document.suggested_name);
        }
    }
    let text = text_of_pdf(&written(&clinic, &copy));
    assert!(text.matches("555-0100").count() > 1, "under whom to call as well: {text}");
    assert_eq!(safety.pages, 1, "the safety plan stays one page for the pocket");
}

#[test]
fn a_letterhead_is_an_administrators_and_no_longer_than_its_place() {
    let mut clinic = TempClinic::new();
    let before = clinic.desk.open_letterhead(&clinic.signed()).unwrap();
    let long = [
        request::ChangeLetterhead { address: "a\nb\nc\nd\ne".into(), ..letterhead(&clinic) },
        request::ChangeLetterhead { address: "a".repeat(101), ..letterhead(&clinic) },
        request::ChangeLetterhead { phone: "5".repeat(41), ..letterhead(&clinic) },
        request::ChangeLetterhead { footer: "a ".repeat(200), ..letterhead(&clinic) },
    ];
    for request in long {
        assert_eq!(refused(clinic.desk.change_letterhead(&request)), Code::TooLong);
        assert_eq!(refused(clinic.desk.letterhead_preview(&request).map(drop)), Code::TooLong);
    }
    assert_eq!(clinic.desk.open_letterhead(&clinic.signed()).unwrap(), before);
    let page = clinic.desk.letterhead_preview(&letterhead(&clinic)).unwrap().drawn().unwrap();
    assert!(page.image.starts_with("data:image/") && page.pages == 1);
    assert_eq!(
        clinic.desk.open_letterhead(&clinic.signed()).unwrap(),
        before,
        "a look saves nothing"
    );

    let mut other = TempClinic::with(Role::Therapist, "Tia Test");
    let request = letterhead(&other);
    assert_eq!(refused(other.desk.change_letterhead(&request)), Code::NotAllowed);
    assert!(!other.desk.open_letterhead(&other.signed()).unwrap().may_change);
}

#[test]
fn a_logo_is_refused_for_what_is_in_it_and_the_one_before_stays() {
    let mut clinic = TempClinic::new();
    let (token, path) = (clinic.token.clone(), clinic.folder().join("logo.png"));
    std::fs::write(&path, tests::pictures::png(40, 20, 3)).unwrap();
    clinic.desk.take_logo(&token, LogoFile::read(&path).unwrap()).unwrap();
    let hostile = [
        HOUSE.replace("<path", "<script>alert(1)</script><path"),
        HOUSE.replace("<path", "<image href=\"http://example.org/a.png\"/><path"),
        "<svg".into(),
        String::new(),
        "%PDF-1.7".into(),
    ];
    for bytes in hostile {
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(refused(LogoFile::read(&path).map(drop)), Code::BadLogo, "{bytes}");
    }
    assert_eq!(refused(LogoFile::read(Path::new("/no/such/file")).map(drop)), Code::NoSuchFile);
    assert_eq!(clinic.desk.open_letterhead(&clinic.signed()).unwrap().logo, "logo.png");
    assert_eq!(clinic.desk.remove_logo(&clinic.signed()).unwrap().logo, "");
}

#[test]
fn paper_is_the_clinics_unless_another_is_asked_for() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let size = |clinic: &mut TempClinic, paper: Option<request::Sheet>| {
        let mut asked = clinic.leaving(&client);
        asked.to.paper = paper;
        let plan = clinic.desk.plan_pdf(&asked).unwrap();
        told("pdfinfo", &[], &written(clinic, &plan)).1
    };
    assert!(size(&mut clinic, None).contains("(letter)"));
    assert!(size(&mut clinic, Some(request::Sheet::A4)).contains("(A4)"));
    let change = request::ChangeLetterhead { paper: request::Sheet::A4, ..letterhead(&clinic) };
    clinic.desk.change_letterhead(&change).unwrap();
    assert!(size(&mut clinic, None).contains("(A4)"));
    assert!(size(&mut clinic, Some(request::Sheet::Letter)).contains("(letter)"));
}

#[test]
fn a_file_under_a_passphrase_opens_with_it_alone_and_that_is_on_record() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let mut asked = clinic.leaving(&client);
    for weak in ["short", "passwordpassword", "               ", &"a".repeat(128)] {
        asked.to.passphrase = weak.into();
        assert_eq!(refused(clinic.desk.plan_pdf(&asked).map(drop)), Code::FilePassphrase, "{weak}");
    }
    asked.to.passphrase = "vier Wörter für unterwegs".into();
    let plan = clinic.desk.plan_pdf(&asked).unwrap();
    let again = clinic.desk.plan_pdf(&asked).unwrap();
    assert!(plan.bytes != again.bytes, "its salts are drawn anew");
    let (path, token) = (clinic.folder().join("locked.pdf"), clinic.token.clone());
    assert!(clinic.desk.write_document(&token, &path, &plan).unwrap().locked);
    assert!(!told("pdftotext", &[], &path).0);
    let with = ["-upw", "vier Wörter für unterwegs"];
    assert!(told("pdfinfo", &with, &path).1.contains("AES-256"));
    let bytes = std::fs::read(&path).unwrap();
    assert!(!bytes.windows(8).any(|it| it == b"mornings"));
    let out = clinic.folder().join("out.txt");
    let read = Command::new("pdftotext").args(with).arg(&path).arg(&out).status().unwrap();
    assert!(read.success() && std::fs::read_to_string(&out).unwrap().contains("mornings"));
    let listed = clinic.desk.open_disclosures(&clinic.of(&client)).unwrap();
    assert!(listed.rows[0].what.ends_with("under a passphrase"), "{}", listed.rows[0].what);
}

#[test]
fn pages_are_looked_at_as_they_would_leave_and_nothing_has_left() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let all = [
        Printed::Plan { record: String::new() },
        Printed::ClientCopy { record: String::new(), language: "es".into() },
        Printed::SafetyPlan,
        Printed::Tracer,
        Printed::Intake { form: String::new() },
    ];
    for document in &all {
        let asked = of(&clinic, &client, document, 1);
        let first = clinic.desk.document_preview(&asked).unwrap().drawn().unwrap();
        assert!(first.image.starts_with("data:image/") && first.width > 900, "{document:?}");
        let last = of(&clinic, &client, document, first.pages);
        clinic.desk.document_preview(&last).unwrap().drawn().unwrap();
        for page in [0, first.pages + 1] {
            let beyond = of(&clinic, &client, document, page);
            let drawn = clinic.desk.document_preview(&beyond).unwrap().drawn();
            assert_eq!(refused(drawn.map(drop)), Code::NoSuchRecord);
        }
    }
    let mut nobody = of(&clinic, &client, &all[0], 1);
    nobody.to.recipient = String::new();
    assert_eq!(refused(clinic.desk.document_preview(&nobody).map(drop)), Code::BadValue);
    assert!(clinic.desk.open_disclosures(&clinic.of(&client)).unwrap().rows.is_empty());
}

#[test]
fn who_may_not_read_a_plan_may_not_look_at_its_pages() {
    let mut clinic = TempClinic::with(Role::FrontDesk, "Fay Test");
    let client = clinic.add_client("Ana", "Luz");
    let plan = of(&clinic, &client, &Printed::Plan { record: String::new() }, 1);
    assert_eq!(refused(clinic.desk.document_preview(&plan).map(drop)), Code::NotAllowed);
    let intake = of(&clinic, &client, &Printed::Intake { form: String::new() }, 1);
    clinic.desk.document_preview(&intake).unwrap().drawn().unwrap();
}

fn batch(
    clinic: &mut TempClinic,
    folder: &Path,
    clients: &[String],
    paper: BatchPaper,
) -> clinic::Result<clinic::view::BatchView> {
    let (token, to) = (clinic.token.clone(), own_copy("Copies for the team"));
    let asked = request::ExportPlans { token: token.clone(), clients: clients.to_vec(), paper, to };
    let mut batch = clinic.desk.begin_batch(folder, &asked)?;
    loop {
        if let Some(view) = clinic.desk.write_next(&token, &mut batch)? {
            return Ok(view);
        }
    }
}

#[test]
fn plans_are_written_in_one_go_each_on_record_and_over_nobodys_file() {
    let (mut clinic, first) = TempClinic::with_plan_in_force();
    let second = clinic.add_client("Bo", "Test");
    clinic.plan(&second).set("vision", "To sleep.");
    clinic.add_client("Cy", "Test");
    let folder = clinic.folder().join("plans");
    std::fs::create_dir(&folder).unwrap();
    let view = batch(&mut clinic, &folder, &[], BatchPaper::Plan).unwrap();
    assert_eq!((view.written, view.without, view.left, view.refused.len()), (2, 1, 0, 0));
    let view =
        batch(&mut clinic, &folder, std::slice::from_ref(&second), BatchPaper::Plan).unwrap();
    assert_eq!((view.written, view.folder.as_str()), (1, "plans"));
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let named = ["Plan CFC-0001 version 1.pdf", "Plan CFC-0002 draft (2).pdf"];
    assert_eq!(names, [named[0], named[1], "Plan CFC-0002 draft.pdf"]);
    for (client, times) in [(&first, 1), (&second, 2)] {
        let rows = clinic.desk.open_disclosures(&clinic.of(client)).unwrap().rows;
        assert_eq!(rows.len(), times);
    }
    assert!(clinic.desk.work().view().is_none(), "nothing is under way any more");
}

#[test]
fn a_batch_says_what_may_not_leave_and_stops_when_it_is_asked_to() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let folder = clinic.folder().join("plans");
    std::fs::create_dir(&folder).unwrap();
    let (token, mut to) = (clinic.token.clone(), own_copy("Copies"));
    to.basis = None;
    to.recipient = "Harbor Health".into();
    let asked = request::ExportPlans {
        token: token.clone(),
        clients: vec![client],
        paper: BatchPaper::Plan,
        to,
    };
    let mut refusing = clinic.desk.begin_batch(&folder, &asked).unwrap();
    let view = loop {
        if let Some(view) = clinic.desk.write_next(&token, &mut refusing).unwrap() {
            break view;
        }
    };
    drop(refusing);
    assert_eq!((view.written, view.refused.len()), (0, 1));
    assert_eq!((view.refused[0].code, &*view.refused[0].number), (Code::NoConsent, "CFC-0001"));

    let mut stopping = clinic.desk.begin_batch(&folder, &asked).unwrap();
    clinic.desk.work().stop();
    let view = clinic.desk.write_next(&token, &mut stopping).unwrap().unwrap();
    assert_eq!((view.written, view.left), (0, 1));
    assert!(std::fs::read_dir(&folder).unwrap().next().is_none());
    let to = request::ExportAsk { passphrase: "short".into(), ..asked.to.clone() };
    let weak = request::ExportPlans {
        token: token.clone(),
        clients: asked.clients.clone(),
        paper: asked.paper,
        to,
    };
    assert_eq!(refused(clinic.desk.begin_batch(&folder, &weak).map(drop)), Code::FilePassphrase);
    let nowhere = clinic.folder().join("not there");
    assert_eq!(refused(clinic.desk.begin_batch(&nowhere, &asked).map(drop)), Code::NoSuchFile);
    clinic.lock();
    assert_eq!(refused(clinic.desk.write_next(&token, &mut stopping)), Code::Locked);
}

#[test]
fn client_copies_go_in_one_go_each_in_the_language_that_the_person_reads() {
    let (mut clinic, first) = TempClinic::with_plan_in_force();
    let _ = clinic.section(&first, "language").set("spoken_language", "es");
    let second = clinic.add_client("Bo", "Test");
    clinic.plan(&second).set("vision", "To sleep.");
    let folder = clinic.folder().join("copies");
    std::fs::create_dir(&folder).unwrap();
    let view = batch(&mut clinic, &folder, &[], BatchPaper::ClientCopy).unwrap();
    assert_eq!((view.written, view.refused.len()), (2, 0));
    let text =
        |number: &str| text_of_pdf(&folder.join(format!("Plan {number} for the client.pdf")));
    assert!(text("CFC-0001").contains("Mi plan"), "{}", text("CFC-0001"));
    assert!(text("CFC-0002").contains("My plan"), "{}", text("CFC-0002"));
    let rows = clinic.desk.open_disclosures(&clinic.of(&first)).unwrap().rows;
    assert!(rows[0].what.starts_with("Client copy of the treatment plan"), "{}", rows[0].what);
}

#[test]
fn a_folder_that_takes_no_more_ends_a_batch_and_what_was_written_is_said() {
    let (mut clinic, _) = TempClinic::with_plan_in_force();
    for name in ["Bo", "Cy"] {
        let client = clinic.add_client(name, "Test");
        clinic.plan(&client).set("vision", "To sleep.");
    }
    let folder = clinic.folder().join("plans");
    std::fs::create_dir(&folder).unwrap();
    let (token, to) = (clinic.token.clone(), own_copy("Copies"));
    let asked = request::ExportPlans {
        token: token.clone(),
        clients: Vec::new(),
        paper: BatchPaper::Plan,
        to,
    };
    let mut batch = clinic.desk.begin_batch(&folder, &asked).unwrap();
    assert!(clinic.desk.write_next(&token, &mut batch).unwrap().is_none());
    std::fs::remove_dir_all(&folder).unwrap();
    let view = clinic.desk.write_next(&token, &mut batch).unwrap().unwrap();
    assert_eq!((view.written, view.left), (1, 1));
    assert_eq!((view.refused.len(), &*view.refused[0].number), (1, "CFC-0002"));
}

#[test]
fn a_name_in_chinese_is_set_in_a_font_of_the_machine() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("小龍", "李");
    clinic.plan(&client).set("vision", "我想睡得好 and wake at seven.");
    let plan = clinic.desk.plan_pdf(&clinic.leaving(&client)).unwrap();
    assert_eq!(plan.unset, Vec::<String>::new(), "the checks install a font that has them");
    let text = text_of_pdf(&written(&clinic, &plan));
    assert!(text.contains("我想睡得好 and wake at seven.") && text.contains("小龍"), "{text}");
}
