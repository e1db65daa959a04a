//! The clinic's letterhead, a look at the pages before they leave, a passphrase on the file, the way
//! to the printer, and many plans in one go.

use std::fs;
use std::process::Command;

use serde_json::json;
use tests::clinic::{ADMIN, CommandLine, PASSPHRASE, text_of_pdf};

use crate::app::{App, Which};
use crate::home::{Home, Locale};
use crate::vault_day::sign_in;

const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48">
    <path d="M6 22 32 4 58 22 V42 H6 Z" fill="#28536b"/>
    <path d="M26 42 V28 H38 V42 Z" fill="#ffffff"/>
    <path d="M2 46 C20 38 44 52 62 44" fill="none" stroke="#b8862d" stroke-width="2"/></svg>"##;
const FOR_THE_FILE: &str = "four plain words together";

#[test]
#[ignore = "drives the built window: run by `cargo xtask test`"]
fn documents_have_the_clinics_head_are_looked_at_locked_printed_and_written_in_one_go() {
    let home = Home::new(Locale::English).with_viewer();
    let line = CommandLine::with_vault();
    for (first, n) in [("Odile", "1"), ("Bo", "2"), ("Cy", "3")] {
        line.add_client(first, "Example");
        line.write("plan.json", plan().to_string());
        let of = format!("CFC-000{n}");
        let set = ["plan", "set", "clinic.goldthread", "--client", &of, "--from", "plan.json"];
        assert_eq!(line.json(&set)["rev"], 1);
    }
    fs::copy(line.vault(), home.data().join("clinic.goldthread")).unwrap();
    let app = App::start(&home);
    sign_in(&app, ADMIN, PASSPHRASE);
    letterhead(&app, &home);
    looked_at(&app);
    locked(&app, &home);
    printed(&app, &home);
    in_one_go(&app, &home);
    as_tables(&app, &home);
    from_a_list(&app, &home);
    as_records(&app, &home);
    behind_a_passphrase(&app, &home);
    from_a_questionnaire(&app, &home);
    assert_eq!(app.csp_violations(), 0);
    app.close();
}

fn letterhead(app: &App, home: &Home) {
    app.click("Settings");
    app.click("Paper and letterhead");
    app.see("No logo");
    fs::write(home.outside("logo.svg"), "<svg><script/></svg>").unwrap();
    app.click("Choose a file");
    app.see("That file cannot be used as a logo");
    app.fill("Address", "12 Example Street, Cedar Fork, ZZ 00000");
    app.fill("Phone", "(555) 010-0100");
    app.fill("Licences and certifications", "Outpatient licence 0000-EX");
    app.fill("Foot of the first page", "Cedar Fork is a clinic in a story.");
    app.look("documents-1-refused-logo");
    fs::write(home.outside("logo.svg"), LOGO).unwrap();
    app.click("Choose a file");
    app.see("logo.svg");
    app.holds("Phone", "(555) 010-0100");
    app.click("Preview");
    drawn(app);
    app.look("documents-2-sample");
    app.click("Close");
    app.click("Save");
    app.see("Documents look like this from now on");
    app.look("documents-3-letterhead");
}

/// Waits for a page on the screen.
fn drawn(app: &App) {
    const PAGE: &str =
        "const it = document.querySelector('.paper img'); return !!it && it.naturalWidth > 900";
    app.until("a page is drawn", || app.script(PAGE, vec![]).as_bool().filter(|it| *it));
}

fn looked_at(app: &App) {
    app.click("Clients");
    app.click("Odile Example");
    app.click_which("Plan", Which::Last);
    app.see("Assessed needs");
    app.click("Export PDF");
    app.see("Opens with a passphrase only");
    app.click("Preview");
    drawn(app);
    app.look("documents-4-preview");
    app.click("Next page");
    app.see("Page 2 of");
    app.look("documents-5-preview-next");
    app.click_which("Close", Which::Last);
    app.see("Opens with a passphrase only");
}

fn locked(app: &App, home: &Home) {
    app.choose("Export the plan", "Opens with a passphrase only");
    app.fill("Passphrase for the file", "passwordpassword");
    app.see("Too common, or a simple pattern");
    app.look("documents-6-passphrase");
    app.fill("Passphrase for the file", FOR_THE_FILE);
    app.see("This one will do.");
    app.click("Choose where to save");
    app.see("It asks for its passphrase before it opens");
    let told = |with: &[&str]| Command::new("pdfinfo").args(with).arg(home.export()).output();
    assert!(!told(&[]).unwrap().status.success());
    assert!(told(&["-upw", FOR_THE_FILE]).unwrap().status.success());
}

fn printed(app: &App, home: &Home) {
    app.click("Export PDF");
    app.see("Opens with a passphrase only");
    app.click("Choose where to save");
    app.see("Delete it when it is printed");
    app.look("documents-7-exported");
    app.click("Open to print");
    let viewed = app.until("the viewer is told of a file", || {
        fs::read_to_string(home.outside("viewed")).ok().filter(|it| !it.is_empty())
    });
    assert_eq!(viewed, home.export().display().to_string());
    let text = text_of_pdf(&home.export());
    assert!(text.contains("12 Example Street") && text.contains("clinic in a story"), "{text}");
}

fn in_one_go(app: &App, home: &Home) {
    home.plans();
    app.click("Due");
    app.click("Export these plans");
    app.see("The newest plan of each of 3 people");
    app.look("documents-8-batch");
    app.click("Choose a folder");
    app.see("3 documents written to plans.");
    app.look("documents-9-batch-done");
    assert_eq!(fs::read_dir(home.plans()).unwrap().count(), 3);
    app.click("Export these plans");
    app.choose("Which document", "The client copy");
    app.click("Choose a folder");
    app.until("the copies lie beside the plans", || {
        (fs::read_dir(home.plans()).unwrap().count() == 6).then_some(())
    });
}

fn as_tables(app: &App, home: &Home) {
    app.click("Settings");
    app.click("Data out and in");
    app.see("What the clinic knows, for a spreadsheet or another program");
    app.click("Choose where to save");
    app.see("Write for whom the copy is.");
    app.look("documents-10-table-asked");
    app.fill("For whom", "State auditor");
    app.fill("What for", "Yearly audit of the program");
    app.click("Choose where to save");
    app.see("No file was written.");
    app.see("3 people are not in it:");
    app.look("documents-11-table-refused");
    app.choose("On what basis", "Audit or evaluation of the program");
    app.click("Choose where to save");
    app.see("3 rows about 3 people written to Clients.csv.");
    app.look("documents-12-table");
    let csv = fs::read_to_string(home.outside("Clients.csv")).unwrap();
    assert!(csv.starts_with("client_number,name_used,") && csv.contains(",Odile Example,"));
}

/// The record of one person, a folder with everything, and the record taken in again.
fn as_records(app: &App, home: &Home) {
    app.click("Clients");
    app.click("Odile Example");
    app.click("Documents");
    app.see("The record for another program");
    app.click("Records as FHIR");
    app.see("What you say here goes into the client’s history");
    app.look("documents-18-record-asked");
    app.click("Choose where to save");
    app.see("Saved as Records CFC-0001.json.");
    app.look("documents-19-record");
    assert!(home.outside("Records CFC-0001.json").is_file());
    app.click("Settings");
    app.click("Data out and in");
    app.choose("What", "Everything: a folder with records, pages, attachments and tables");
    app.choose("On what basis", "Each person’s own copy");
    app.fill("What for", "Moving to another program");
    app.click("Choose a folder");
    app.see("Everything on record about 4 people written to Goldthread records");
    app.look("documents-14-everything");
    let entries = fs::read_dir(home.outside("")).unwrap().map(|it| it.unwrap().path());
    let folder = entries
        .into_iter()
        .find(|it| it.display().to_string().contains("Goldthread records"))
        .unwrap();
    let record = fs::read_to_string(folder.join("people/CFC-0001/Record.json")).unwrap();
    assert!(record.contains("\"resourceType\":\"CarePlan\""));
    assert!(folder.join("README.txt").is_file() && folder.join("tables/Scores.csv").is_file());
    let other = fs::read("../tests/fixtures/fhir/other-systems/us-core-searchset.json").unwrap();
    fs::write(home.outside("referral.json"), other).unwrap();
    app.click("Clients");
    app.click("New client");
    app.click("From a referral file");
    app.see("You see what goes where before anything is saved.");
    app.look("documents-15-referral");
    app.click("Choose a file");
    app.see("would be saved");
    app.see("would not be saved");
    app.look("documents-16-referral-seen");
    app.click("Add one person");
    app.see("One person was added: CFC-");
    app.look("documents-17-referral-added");
    app.click("Show the clients");
}

/// A record leaves behind a passphrase, and comes back as a referral of somebody who is here.
fn behind_a_passphrase(app: &App, home: &Home) {
    app.click("Odile Example");
    app.click("Documents");
    app.click("Records as FHIR");
    app.choose("Records as FHIR", "Opens with a passphrase only");
    app.fill("Passphrase for the file", FOR_THE_FILE);
    app.see("This one will do.");
    app.click("Choose where to save");
    app.see("Saved as Records CFC-0001.json.age.");
    let locked = fs::read(home.outside("Records CFC-0001.json.age")).unwrap();
    fs::write(home.outside("referral.json"), locked).unwrap();
    app.click("Clients");
    app.click("New client");
    app.click("From a referral file");
    app.click("Choose a file");
    app.see("Whoever sent the file knows it. It is not your own.");
    app.fill("Passphrase of the file", "not the one that was said");
    app.click("Open the file");
    app.see("passphrase does not open");
    app.look("documents-20-locked-referral");
    app.fill("Passphrase of the file", FOR_THE_FILE);
    app.click("Open the file");
    app.see("The records are here already, as CFC-0001.");
    app.look("documents-21-known-referral");
}

/// The questionnaire of another system: one that cannot be taken says what stands in the way.
fn from_a_questionnaire(app: &App, home: &Home) {
    let questionnaire = |name: &str| {
        fs::copy(
            format!("../tests/fixtures/fhir/questionnaires/{name}.json"),
            home.outside("pack.toml"),
        )
        .unwrap()
    };
    app.click("Settings");
    app.click("Screenings");
    questionnaire("visit-report");
    app.click("Add a screening from a file");
    app.see("Photo");
    app.look("documents-22-questionnaire-refused");
    questionnaire("garden-check-in");
    app.click("Add a screening from a file");
    app.see("Added. Switch it on when it shall be given.");
    app.see("Garden Check-In");
    app.look("documents-23-questionnaire");
}

fn from_a_list(app: &App, home: &Home) {
    let list =
        "First name,Last name,DOB,Notes\nUta,Example,3/9/1994,tea\nVic,,,\nOdile,Example,,\n";
    fs::write(home.outside("list.csv"), list).unwrap();
    app.click("Choose a list");
    app.see("In one row something is wrong");
    app.see("One person may be here already");
    app.look("documents-13-list");
    app.click("Add 1 of 3 rows");
    app.see("One client was added. 2 rows were left out.");
    app.click("Clients");
    app.see("Uta Example");
}

fn plan() -> serde_json::Value {
    let carried = json!({"what": "Skills group", "modality": "group", "minutes": "180",
        "times_a_week": "3", "weeks": "8", "responsible": "D. Test, LMFT"});
    let objective = json!({"text": "Gets up by eight on five days a week", "measure": "Log",
        "baseline": "1", "target": "5", "target_date": "2027-03-01", "interventions": [carried]});
    let goal = json!({"words": "I want my mornings back.", "clinical": "A daily routine",
        "objectives": [objective]});
    json!({
        "vision": "To laugh at breakfast again.",
        "strengths": "Keeps a garden; shows up when it rains.",
        "problems": [{"statement": "Mornings are hard", "evidence": "Late four days of five",
            "goals": [goal]}],
        "schedule": [{"title": "Skills group", "service": "group", "day": "mon",
            "start": "9:00 AM", "minutes": 180, "staff": "D. Test, LMFT"}],
    })
}
