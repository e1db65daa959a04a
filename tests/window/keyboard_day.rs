//! An intake with the keyboard alone: no click from the first word of a new client to the last
//! consent. Every key that a person presses is counted, and every field that holds an answer.

use std::cell::Cell;

use crate::app::App;
use crate::home::{Home, Locale};
use crate::vault_day::set_up;
use fantoccini::key::Key;
use serde_json::Value;

/// Tabs after which a field is given up.
const FAR: usize = 60;

/// Somebody whose hands stay on the keyboard.
struct Typist<'a> {
    app: &'a App,
    keys: Cell<usize>,
    fields: Cell<usize>,
}

impl Typist<'_> {
    /// Presses one key, or one chord.
    fn press(&self, keys: &str) {
        self.app.press(keys);
        self.keys.set(self.keys.get() + 1);
    }

    fn chord(&self, held: Key, key: impl std::fmt::Display) {
        self.press(&format!("{}{key}", char::from(held)));
    }

    /// What has the focus says: its own words, and those of the group it belongs to.
    fn at(&self) -> (String, String) {
        let script = "const words = (it) => {\
              const ids = it?.getAttribute('aria-labelledby');\
              const named = ids?.split(' ').map((id) => document.getElementById(id)?.textContent);\
              return (named?.join(' ') ?? it?.ariaLabel ?? it?.labels?.[0]?.textContent\
                ?? it?.textContent ?? '').replace(/\\s+/g, ' ').trim();\
            };\
            const at = document.activeElement;\
            const group = at?.closest('[role=radiogroup], [role=group], fieldset');\
            const own = at?.labels?.[0]?.textContent.replace(/\\s+/g, ' ').trim() ?? words(at);\
            return [own, group ? words(group) : ''];";
        let said = self.app.script(script, vec![]);
        let one = |at: usize| said[at].as_str().unwrap_or_default().to_owned();
        (one(0), one(1))
    }

    /// Tabs until a field or a button says these words.
    fn go_to(&self, label: &str) {
        self.tab_until(label, |(own, _)| says(own, label));
    }

    fn tab_until(&self, label: &str, there: impl Fn(&(String, String)) -> bool) {
        let mut passed = Vec::new();
        for _ in 0..FAR {
            let at = self.at();
            if there(&at) {
                return;
            }
            let (own, _) = at;
            passed.push(own);
            self.press(&Key::Tab.to_string());
        }
        crate::look::keep(&self.app.picture(), "keyboard-lost");
        panic!("the keyboard does not reach \"{label}\"; it passed {passed:?}");
    }

    /// Goes to a field and types.
    fn fill(&self, label: &str, text: &str) {
        self.go_to(label);
        text.chars().for_each(|letter| self.press(&letter.to_string()));
        self.fields.set(self.fields.get() + 1);
    }

    /// Goes to a list that is searched by typing, types, and takes what is found.
    fn find(&self, label: &str, text: &str) {
        self.fill(label, text);
        self.press(&Key::Enter.to_string());
    }

    /// Goes to a question, and through its choices with the arrows.
    fn choose(&self, group: &str, choice: &str) {
        self.tab_until(group, |(_, of)| says(of, group));
        self.fields.set(self.fields.get() + 1);
        if self.at().0 == choice {
            return self.press(" ");
        }
        for _ in 0..FAR {
            self.press(&Key::Right.to_string());
            if self.at().0 == choice {
                return;
            }
        }
        panic!("\"{choice}\" is not reached with the arrows in \"{group}\"");
    }

    /// Ctrl+Enter: the next page of a section, then the next section.
    fn go_on(&self) {
        self.app.saved();
        self.chord(Key::Control, char::from(Key::Enter));
    }
}

/// Whether words on the page are these; a mark such as "required" may follow them.
fn says(words: &str, label: &str) -> bool {
    words.strip_prefix(label).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[test]
#[ignore = "drives the built window: run by `cargo xtask test`"]
fn an_intake_is_completed_with_the_keyboard_alone() {
    let home = Home::new(Locale::English);
    let app = App::start(&home);
    set_up(&app);
    let typist = Typist { app: &app, keys: Cell::new(0), fields: Cell::new(0) };
    typist.go_to("Add the first client");
    typist.press(&Key::Enter.to_string());
    app.see("Legal first name");
    newcomer(&typist);
    app.see("Home address");
    start_today(&typist);
    app.see("5 of 5 done today");
    app.look("keyboard-1-start-today");
    let (keys, fields) = (typist.keys.get(), typist.fields.get());
    // Typed letters among them; far more would mean that a person tabs through half the page.
    assert!(fields >= 15, "only {fields} fields hold an answer");
    assert!(keys <= fields * 15, "{keys} keys for {fields} fields");
    assert!(clicks(&app) == 0, "somebody clicked");
    assert_eq!(app.csp_violations(), 0);
    app.close();
}

/// Clicks of a pointer since the page was watched; the driver's own would be among them.
fn clicks(app: &App) -> u64 {
    app.script("return window.pointerClicks ?? 0", vec![]).as_u64().unwrap_or_default()
}

fn newcomer(typist: &Typist<'_>) {
    let watch = "addEventListener('pointerdown', () => {\
        window.pointerClicks = (window.pointerClicks ?? 0) + 1;\
    }, true); return null";
    assert_eq!(typist.app.script(watch, vec![]), Value::Null);
    typist.fill("Legal first name", "Odile");
    typist.fill("Legal last name", "Example");
    typist.fill("Date of birth", "4/7/85");
    typist.fill("Phone", "2025550162");
    typist.go_to("Add client");
    typist.press(&Key::Enter.to_string());
}

/// From Contact, where a new client's intake begins, through the short track of a first visit.
fn start_today(typist: &Typist<'_>) {
    let app = typist.app;
    typist.go_to("Identity");
    typist.press(&Key::Enter.to_string());
    app.see("Does someone else make legal decisions");
    typist.go_on();
    app.see("Home address");
    typist.fill("Street address", "12 Elm St");
    typist.fill("City", "Dayton");
    typist.fill("State", "OH");
    typist.fill("ZIP code", "45402");
    typist.go_on();
    app.see("Is the person somewhere else right now");
    typist.go_on();
    app.see("Is there someone we may call in an emergency?");
    typist.choose("Is there someone we may call in an emergency?", "No one");
    typist.go_on();
    app.see("How is care paid for?");
    pick_many(typist, "Self-pay");
    typist.go_on();
    app.see("Good Faith Estimate delivered");
    typist.go_on();
    app.see("Add document");
    consent(typist);
}

/// A question with several answers: Tab from box to box, Space marks one.
fn pick_many(typist: &Typist<'_>, choice: &str) {
    typist.go_to(choice);
    typist.press(" ");
    typist.fields.set(typist.fields.get() + 1);
}

fn consent(typist: &Typist<'_>) {
    let app = typist.app;
    typist.go_to("Add document");
    typist.press(&Key::Enter.to_string());
    typist.find("Document", "Consent to treatment");
    app.saved();
    typist.fill("Version", "1");
    typist.choose("Status", "Signed or acknowledged");
    app.see("Signed by");
    typist.fill("Signed by", "Odile Example");
    typist.choose("Signed as", "The client");
    typist.fill("Signed on", "11/20/2026");
    typist.choose("Signed on screen or on paper?", "On paper");
    typist.go_on();
}
