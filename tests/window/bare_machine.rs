//! A machine without a language: the locale is C, as in a container or a fresh server.

use crate::app::App;
use crate::home::{Home, Locale};

#[test]
#[ignore = "drives the built window: run by `cargo xtask test`"]
fn the_window_works_where_no_locale_is_set() {
    let home = Home::new(Locale::C);
    let app = App::start(&home);
    app.see("Care that holds together");
    app.click("Set up your clinic");
    app.fill("Clinic name", "Clínica del Río");
    app.click("Continue");
    app.see("You, the first administrator");
    app.click("Back");
    app.holds("Clinic name", "Clínica del Río");
    assert_eq!(app.csp_violations(), 0);
    app.close();
}
