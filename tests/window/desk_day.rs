//! A day at the desk and beside it: a clinic chooses its screenings and adds one of its own, somebody
//! is told of a flag, scores become a line, papers are printed, a person comes back after discharge.

use crate::app::{App, Which};
use crate::home::{Home, Locale};
use crate::vault_day::set_up;
use fantoccini::key::Key;
use tests::clinic::text_of_pdf;

const PACK: &str = include_str!("../../crates/form/tests/fixtures/instruments/audit.toml");

fn with_client() -> (Home, App) {
    let home = Home::new(Locale::English);
    std::fs::write(home.outside("pack.toml"), PACK).unwrap();
    let app = App::start(&home);
    set_up(&app);
    app.click("Add the first client");
    app.fill("Legal first name", "Odile");
    app.fill("Legal last name", "Example");
    app.fill("Date of birth", "4/7/85");
    app.click("Add client");
    app.see("Next: Contact");
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
    app.see("Saved as Intake HLI-0001.pdf");
    let printed = text_of_pdf(&home.outside("Intake HLI-0001.pdf"));
    assert!(printed.contains("Odile") && printed.contains("HLI-0001"));
    app.click("Safety plan");
    app.click("Add a line to “Warning signs”");
    app.fill("In the person’s own words", "I stop answering my sister.");
    app.leave_field();
    app.saved();
    app.look("desk-6-safety");
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
    app.press(&Key::Escape.to_string());
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
