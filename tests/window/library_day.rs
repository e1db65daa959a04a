//! What a plan is offered: words of the intake, taken over by a person, and the library, opened and
//! inserted from with the keyboard alone.

use crate::app::{App, Which};
use crate::home::{Home, Locale};
use crate::vault_day::{first_client, set_up_as};
use fantoccini::key::Key;

const BETTER: &str = "I sleep through the night again.";

#[test]
#[ignore = "drives the built window: run by `cargo xtask test`"]
fn a_plan_takes_over_what_intake_says_and_is_begun_from_the_library_by_keyboard() {
    let home = Home::new(Locale::English);
    let app = App::start(&home);
    set_up_as(&app, "LCSW");
    first_client(&app);
    intake(&app);
    take_over(&app);
    open_an_area(&app);
    no_place(&app);
    insert(&app);
    the_clinics_own(&app);
    assert_eq!(app.csp_violations(), 0);
    app.close();
}

fn key(key: Key) -> String {
    char::from(key).to_string()
}

fn intake(app: &App) {
    app.click("Presenting concern");
    app.fill("What would better look like?", BETTER);
    app.leave_field();
    app.saved();
    app.click("Social");
    app.choose("Where does the person live?", "Shelter or motel");
    app.saved();
}

fn take_over(app: &App) {
    app.click_which("Plan", Which::Last);
    app.see("Intake and screening have 1 thing for this plan");
    app.see("Every plan answers this");
    app.click("Intake and screening have 1 thing");
    app.see("Presenting concern");
    app.look("library-1-offered");
    app.click("Take it over");
    app.holds("A better life, in the client", BETTER);
    app.saved();
    assert!(!app.shows("Intake and screening have"));
    app.click("Add to the needs: Housing");
    app.see("0 of 1 on the thread");
}

fn open_an_area(app: &App) {
    app.leave_field();
    app.press("/");
    app.fill("Search the library", "low mood");
    app.see("Whole thread");
    app.press(&key(Key::Right));
    app.see("All areas");
    app.look("library-2-an-area");
}

/// A goal has no place in a plan without problems: that is said, and nothing is lost.
fn no_place(app: &App) {
    for _ in 0..40 {
        if marked(app).starts_with("Goal") {
            break;
        }
        app.press(&key(Key::Down));
    }
    app.press(&key(Key::Enter));
    app.see("There is no place for it in this plan yet");
    app.saved();
}

fn insert(app: &App) {
    app.press("/");
    app.press(&key(Key::Left));
    app.fill("Search the library", "low mood");
    app.see("Whole thread");
    app.press(&key(Key::Enter));
    app.see("From the library");
    app.saved();
    app.look("library-3-inserted");
    app.click("It fits as it is");
    app.saved();
}

fn the_clinics_own(app: &App) {
    app.click("Settings");
    app.click("Library");
    app.see("29 areas come with Goldthread");
    app.look("library-4-settings");
}

/// What kind of entry is marked in the list.
fn marked(app: &App) -> String {
    let row =
        "return document.querySelector('#library-hits [aria-selected=true]')?.innerText ?? ''";
    app.script(row, vec![]).as_str().unwrap_or_default().to_owned()
}
