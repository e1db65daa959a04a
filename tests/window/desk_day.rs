//! A day at the desk and beside it: a clinic chooses its screenings and adds one of its own, somebody
//! is told of a flag, scores become a line, papers are printed, a person comes back after discharge.

use crate::app::{App, Which};
use crate::home::{Home, Locale};
use crate::vault_day::{first_client, set_up};
use fantoccini::key::Key;
use tests::clinic::text_of_pdf;

const PACK: &str = include_str!("../../crates/form/tests/fixtures/instruments/audit.toml");

fn with_client() -> (Home, App) {
    let home = Home::new(Locale::English);
    std::fs::write(home.outside("pack.toml"), PACK).unwrap();
    let app = App::start(&home);
    set_up(&app);
    first_client(&app);
    (home, app)
}

#[test]
#[ignore = "drives the built window: run by `cargo xtask test`"]
fn a_clinic_adds_a_screening_of_its_own_and_names_who_may_ask_about_suicide() {
    let (_home, app) = with_client();
    app.click("Settings");
    app.click("Add a person");
    app.fill("Name", "Fern Sample");
    app.choose("Role", "Front desk");
    app.fill("Their passphrase", "copper bicycle by the canal");
    app.see("This one will do.");
    app.click("Add this person");
    app.see("Fern Sample can sign in now.");
    app.click("Screenings");
    app.click("Add a screening from a file");
    app.see("Added. Switch it on when it shall be given.");
    app.click("AUDIT Alcohol Use Disorders Identification Test");
    app.choose("Trained to ask about suicide", "Fern Sample");
    app.look("desk-1-screenings");
    app.click("Clients");
    app.click("Odile Example");
    app.click("Screening");
    app.see("AUDIT");
    app.look("desk-2-added");
    assert_eq!(app.csp_violations(), 0);
    app.close();
}

/// PHQ-9 with the same answer throughout; the last but one decides about the flag.
fn phq9(app: &App, answer: &str, last: &str) {
    app.click("Ask: PHQ-9");
    app.see("Over the last 2 weeks");
    for n in 1..=9 {
        let script = "const groups = [...document.querySelectorAll('[role=radiogroup]')];\
            const group = groups[arguments[0] - 1];\
            const says = (it) => (it.labels?.[0] ?? it.parentElement).textContent;\
            const found = [...(group?.querySelectorAll('[type=radio]') ?? [])]\
              .find((it) => says(it).includes(arguments[1]));\
            found?.click(); return Boolean(found)";
        let given = if n == 9 { last } else { answer };
        app.until(&format!("question {n} can be answered"), || {
            (app.script(script, vec![n.into(), given.into()]) == true).then_some(())
        });
        app.saved();
    }
    app.click("Finish");
    app.see("Screenings given");
}

#[test]
#[ignore = "drives the built window: run by `cargo xtask test`"]
fn scores_become_a_line_somebody_is_told_and_papers_are_printed() {
    let (home, app) = with_client();
    app.click("Screening");
    phq9(&app, "More than half the days", "Several days");
    app.see("A clinician is needed");
    app.click("A clinician is needed: what to do");
    app.fill("Who was told?", "Rowan Sample, on call");
    app.click("Put on record");
    app.see("On record: Rowan Sample, on call was told.");
    app.look("desk-3-told");
    app.press(&Key::Escape.to_string());
    app.click("Screening");
    // Given today, it is not due any more.
    app.click("More screenings");
    phq9(&app, "Several days", "Not at all");
    // Nothing moves under the pointer once the alert has gone.
    let gone = || (!app.shows("Item 9 endorsed")).then_some(());
    app.until("the alert of the first answers is gone", gone);
    app.click("Progress");
    app.see("points lower. That is better");
    app.look("desk-4-progress");
    elsewhere(&app);
    app.click("Intake");
    app.click("Print the intake");
    app.fill("For whom", "Odile Example");
    app.fill("What for", "Own copy");
    app.click("Choose where to save");
    app.see("Intake HLI-0001.pdf, ");
    app.look("desk-intake-printed");
    let printed = text_of_pdf(&home.outside("Intake HLI-0001.pdf"));
    assert!(printed.contains("Odile") && printed.contains("HLI-0001"));
    app.click("Safety plan");
    app.click("Add a line to “Warning signs”");
    app.fill("In the person’s own words", "I stop answering my sister.");
    app.leave_field();
    app.saved();
    app.look("desk-6-safety");
    app.click("Export PDF");
    app.fill("For whom", "Odile Example");
    app.click("Choose where to save");
    app.see("Safety plan HLI-0001.pdf");
    let printed = text_of_pdf(&home.outside("Safety plan HLI-0001.pdf"));
    assert!(printed.contains("I stop answering my sister.") && printed.contains("988"));
    app.close();
}

/// A level-of-care result from elsewhere.
fn elsewhere(app: &App) {
    app.click("Suitability");
    app.click("Add a result");
    app.fill("Instrument", "An assessment of a hospital");
    app.fill("Edition", "2024");
    app.fill("Result, as reported", "Intensive outpatient");
    app.fill("Who assessed", "Kai Sample, LCSW, Harbor Hospital");
    app.fill_which("Date", Which::Last, "11/20/2026");
    app.click("Record the result");
    app.see("Kai Sample, LCSW, Harbor Hospital");
    app.look("desk-5-elsewhere");
}

#[test]
#[ignore = "drives the built window: run by `cargo xtask test`"]
fn somebody_comes_back_and_is_not_typed_again() {
    let (_home, app) = with_client();
    app.click("Copy from paper");
    app.see("All sections, one below the other");
    app.fill("City", "Dayton");
    app.leave_field();
    app.saved();
    app.look("desk-7-paper");
    app.click("Copy from paper");
    app.click("Episode");
    app.see("Episode of care");
    app.choose("Status", "Discharged");
    app.saved();
    app.click("Admit again");
    app.see("Admit Odile Example again?");
    app.click("Begin a new episode");
    app.click("Intake");
    app.click("Contact");
    app.see("From the episode before");
    app.look("desk-8-earlier");
    app.click("Take these answers over");
    app.holds("City", "Dayton");
    app.look("desk-9-taken-over");
    assert_eq!(app.csp_violations(), 0);
    app.close();
}

#[test]
#[ignore = "drives the built window: run by `cargo xtask test`"]
fn a_client_fills_in_a_form_in_spanish() {
    let (_home, app) = with_client();
    app.click("Screening");
    app.click("Let the client fill it in: GAD-7");
    app.click("Hand over the window");
    app.see("Question 1 of");
    app.click("Español");
    app.see("Pregunta 1 de");
    app.look("desk-10-spanish");
    assert_eq!(app.csp_violations(), 0);
    app.close();
}

#[test]
#[ignore = "drives the built window: run by `cargo xtask test`"]
fn a_card_is_attached_looked_at_and_put_away() {
    let (home, app) = with_client();
    std::fs::write(home.papers().join("card.png"), tests::pictures::png(640, 400, 5)).unwrap();
    std::fs::write(home.papers().join("notes.txt"), "Not a picture.").unwrap();
    app.click("Documents");
    app.see("Nothing is attached yet");
    app.look("desk-11-no-documents");
    app.fill("Note", "Front of the card");
    app.click("Choose files…");
    app.see("1 file attached.");
    app.see("notes.txt: the file is neither a picture nor a PDF.");
    app.look("desk-12-documents");
    app.click("Look");
    let drawn = "const it = document.querySelector('[role=dialog] img');\
        return Boolean(it?.complete && it.naturalWidth === 640)";
    app.until("the card is drawn", || (app.script(drawn, vec![]) == true).then_some(()));
    app.look("desk-13-card");
    app.click("Export this page");
    app.fill("For whom", "Harbor Health");
    app.click("Choose where to save");
    app.see("The basis that was chosen does not cover this recipient");
    app.click("Look");
    app.until("the card is drawn", || (app.script(drawn, vec![]) == true).then_some(()));
    app.click("Export this page");
    app.pick("On what basis", "Medical emergency");
    app.fill("For whom", "Dr. Alba Example");
    app.fill("Facility", "Harbor Health");
    app.fill("Nature of the emergency", "Fainted in group");
    app.look("desk-15-export-card");
    app.click("Choose where to save");
    app.see("Saved as Attachment HLI-0001 page 1");
    let saved = ["png", "jpg"].map(|it| home.outside(&format!("Attachment HLI-0001 page 1.{it}")));
    assert!(saved.iter().any(|path| path.exists()), "a picture lies where it was asked for");
    app.until("nothing of it stays", || {
        let left = "return document.documentElement.innerHTML.includes('data:image/')";
        (app.script(left, vec![]) == false).then_some(())
    });
    app.click("Put away");
    app.see("Nothing is attached yet");
    app.click("Undo");
    app.see("Front of the card");
    app.click("Intake");
    app.click("Identity");
    app.see("Photo ID");
    app.click("Attach…");
    app.see("Photo ID, ");
    app.saved();
    app.look("desk-14-photo-id");
    assert_eq!(app.csp_violations(), 0);
    app.close();
}

#[test]
#[ignore = "drives the built window: run by `cargo xtask test`"]
fn a_copy_leaves_with_a_consent_and_stays_when_it_is_revoked() {
    let (home, app) = with_client();
    app.click("Intake");
    app.click("Consents");
    release(&app);
    app.click("Print the intake");
    app.pick("On what basis", "Harbor Health: Release of information");
    app.see("May be disclosed: Attendance and dates.");
    app.holds("What for", "Verification of attendance");
    app.look("desk-16-with-consent");
    app.click("Choose where to save");
    app.see("Intake HLI-0001.pdf, ");
    app.look("desk-intake-printed");
    let printed = text_of_pdf(&home.outside("Intake HLI-0001.pdf"));
    let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["This record which has been disclosed to you", "Attendance and dates", "42 CFR"] {
        assert!(printed.contains(words), "{words}");
    }
    app.choose("Status", "Revoked");
    app.fill("Revoked on", "11/21/2026");
    app.leave_field();
    app.saved();
    app.click("Print the intake");
    app.click("One consent lets nothing out now");
    app.see("The consent was revoked on Nov 21, 2026.");
    app.look("desk-17-revoked");
    app.press(&Key::Escape.to_string());
    app.click("History");
    app.see("What left the clinic");
    app.click("Details");
    app.see("The statement of 42 CFR 2.32 went with it.");
    app.look("desk-18-history");
    assert_eq!(app.csp_violations(), 0);
    app.close();
}

fn release(app: &App) {
    app.click("Add document");
    app.fill("Document", "Release of information");
    app.press(&Key::Enter.to_string());
    app.leave_field();
    app.saved();
    app.fill("Version", "1");
    app.choose("Status", "Signed or acknowledged");
    app.choose("Signed as", "The client");
    app.fill("Signed on", "11/20/2026");
    app.choose("Signed on screen or on paper?", "On paper");
    app.fill("Signed by", "Odile Example");
    app.fill("Who may disclose?", "Hazel Lane IOP");
    app.fill("What may be disclosed?", "Attendance and dates");
    app.choose("To a person or a class?", "A named person");
    app.fill("Recipient", "Harbor Health");
    app.fill("Purpose", "Verification of attendance");
    app.choose("When does the release end?", "On a date");
    app.fill("Ends on", "3/1/2027");
    app.choose("Was it explained how to revoke", "Yes");
    app.leave_field();
    app.saved();
}
