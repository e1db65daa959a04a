//! The sample clinic, walked through as somebody would who wants to know what this is.

use crate::app::App;
use crate::home::{Home, Locale};

#[test]
#[ignore = "drives the built window: run by `cargo xtask test`"]
fn every_screen_of_the_sample_clinic_can_be_looked_at_in_both_themes() {
    let home = Home::new(Locale::English);
    let app = App::start(&home);
    app.click("Explore a sample clinic");
    app.see("Leave the sample");
    app.look("sample-clients");
    app.click("Marisol");
    app.click("Overview");
    app.see("In care since");
    app.look("sample-client");
    app.click("Intake");
    app.see("Next:");
    app.look("sample-intake");
    app.click("Screening");
    app.see("PHQ-9");
    app.look("sample-screenings");
    app.click("More screenings");
    app.click("Ask: PHQ-9");
    app.see("Over the last 2 weeks");
    app.look("sample-phq-9");
    app.click("Plan");
    app.see("Before sealing");
    app.look("sample-plan");
    app.click("Settings");
    app.see("Theo Sample");
    app.look("sample-staff");
    assert_eq!(app.csp_violations(), 0);
    app.close();
}
