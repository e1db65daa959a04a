//! A list of clients far too long to be drawn at once scrolls like any other, to its very end. How long
//! its frames take is kept under `target/figures`, beside those of a plain list as long in the same
//! window; nothing is asserted about time.
//!
//! `GOLDTHREAD_LONG_LIST` may name a sample clinic to scroll through in place of the small one that is
//! made here; a copy of it is used.

use std::fmt::Write;
use std::fs;

use clinic::SAMPLE_PEOPLE;
use serde_json::{Value, json};
use tests::clinic::{ADMIN, CommandLine, PASSPHRASE};

use crate::app::App;
use crate::home::{Home, Locale};
use crate::look;
use crate::vault_day::sign_in;

/// How many clients the small clinic has.
const CLIENTS: usize = 1_000;

/// How often the one and the other is scrolled, in turns.
const ROUNDS: usize = 7;

/// How far one turn goes, in pixels: as many frames as `scroll.js` records, a turn of the wheel each.
const TURN: u64 = 100 * 120;

/// A list with as many rows, each as tall as a line of the client list, where that list is. It is only
/// in the page while it has its turn.
const PLAIN: &str = "const { left, top, width, height } = \
    document.querySelector('main').getBoundingClientRect();\
    const box = window.plain = document.createElement('div');\
    box.style.cssText = `position: fixed; overflow: auto; background: white; \
        left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px`;\
    for (let nth = 1; nth <= arguments[0]; nth++) {\
        const row = document.createElement('div');\
        row.style.height = '57px';\
        row.textContent = `Client ${nth}`;\
        box.append(row);\
    } return true";

/// How many clients the list has, how many of their lines are drawn, how tall what scrolls is.
const EXTENT: &str = "const lines = [...document.querySelectorAll('[role=option]')];\
    return [Number(lines[0]?.ariaSetSize ?? lines[0]?.getAttribute('aria-setsize')), lines.length,\
        document.querySelector('main').scrollHeight]";

/// Scrolls as far as it goes. Gives back who stands in the last line, once it is in sight.
const END: &str = "const main = document.querySelector('main');\
    main.scrollTop = main.scrollHeight;\
    const last = [...document.querySelectorAll('[role=option]')].at(-1);\
    const at = (name) => last?.getAttribute(`aria-${name}`);\
    const seen = last && last.getBoundingClientRect().bottom <= innerHeight;\
    return seen && at('posinset') === at('setsize') ? last.querySelector('b')?.textContent : null";

/// Who stands in the only line there is.
const ONLY: &str = "const lines = [...document.querySelectorAll('[role=option]')];\
    return lines.length === 1 ? lines[0].querySelector('b')?.textContent : null";

#[test]
#[ignore = "drives the built window: run by `cargo xtask test`"]
fn a_long_list_is_scrolled_to_its_end_like_any_other() {
    let home = Home::new(Locale::English);
    let (name, passphrase) = clinic_in(&home);
    let app = App::start(&home);
    sign_in(&app, name, passphrase);
    app.click("Clients");
    app.see("Find a client");
    let [clients, drawn, tall] = app.until("the list is there", || {
        let extent = app.script(EXTENT, vec![]);
        serde_json::from_value::<[u64; 3]>(extent).ok().filter(|extent| extent[0] > 1)
    });
    assert!(clients >= CLIENTS as u64 && drawn < 200, "{drawn} of {clients} lines are drawn");
    let figures = measured(&app, clients, tall);
    look::keep_figures(&figures, "long-list");
    if clients == CLIENTS as u64 {
        a_stage_is_chosen_from_all_of_it(&app);
    }
    it_has_an_end(&app, clients);
    assert_eq!(app.csp_violations(), 0);
    app.close();
}

/// Scrolls the list and a plain one in turns.
fn measured(app: &App, clients: u64, tall: u64) -> Value {
    app.script(PLAIN, vec![json!(clients)]);
    let (mut list, mut plain) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS as u64 {
        let from = round * TURN % tall.saturating_sub(2 * TURN).max(1);
        list.extend(scrolled(app, "document.querySelector('main')", from));
        app.script("document.body.append(window.plain); return true", vec![]);
        plain.extend(scrolled(app, "window.plain", from));
        app.script("window.plain.remove(); return true", vec![]);
    }
    app.script("delete window.plain; return true", vec![]);
    json!({"clients": clients, "frame_ms": {"list": figures(list), "plain": figures(plain)}})
}

/// More clients than the page is given at once are looked through, and every stage is offered.
fn a_stage_is_chosen_from_all_of_it(app: &App) {
    app.choose("Where they stand", "Intake");
    app.see(&format!("Intake: {CLIENTS} of {CLIENTS} clients"));
    app.look("long-list-stage");
    app.choose("Where they stand", "Waitlist");
    app.see("Nobody is at “Waitlist” now.");
    app.click("Show everybody");
    app.see(&format!("{CLIENTS} clients"));
}

/// The last client is come to, and found by name among all of them.
fn it_has_an_end(app: &App, clients: u64) {
    let last = app.until("the last client is in sight", || {
        app.script(END, vec![]).as_str().map(str::to_owned)
    });
    app.look("long-list-end");
    app.fill("Find a client", &last);
    // Others may have the same name in a large clinic; here nobody has.
    if clients == CLIENTS as u64 {
        app.until("only the one who was looked for is shown", || {
            (app.script(ONLY, vec![]) == last.as_str()).then_some(())
        });
    }
    app.see(&last);
    app.see(&format!("of {clients} clients"));
}

/// How long each frame took in milliseconds, from one to the next.
fn scrolled(app: &App, scroller: &str, from: u64) -> Vec<f64> {
    let script = include_str!("scroll.js");
    let script = format!("const it = {scroller}; it.scrollTop = {from};\n{script}");
    serde_json::from_value(app.wait_for_script(&script)).unwrap()
}

fn figures(mut times: Vec<f64>) -> Value {
    times.sort_by(f64::total_cmp);
    let at = |part: usize| times.get(times.len() * part / 100).copied();
    json!({"frames": times.len(), "p50": at(50), "p95": at(95), "max": times.last()})
}

/// Puts a clinic with many clients where the window looks for its own. Says who can sign in.
fn clinic_in(home: &Home) -> (&'static str, &'static str) {
    let place = home.data().join("clinic.goldthread");
    if let Some(named) = std::env::var_os("GOLDTHREAD_LONG_LIST") {
        fs::copy(named, place).unwrap();
        return (SAMPLE_PEOPLE[0].name, SAMPLE_PEOPLE[0].passphrase);
    }
    let line = CommandLine::with_vault();
    line.write("list.csv", list());
    let import = ["import", "csv", "clinic.goldthread", "--from", "list.csv"];
    let ran = line.run(&import);
    assert!(ran.out.contains("Added 1000 clients; 0 rows left out"), "{ran:?}");
    fs::copy(line.vault(), place).unwrap();
    (ADMIN, PASSPHRASE)
}

/// People who have neither a name nor a birthday in common.
fn list() -> String {
    let first = ["Ana", "Bo", "Cy", "Dov", "Ema", "Fern", "Gil", "Hana", "Ivo", "Jun"];
    let parts = ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "ru"];
    let mut list = "First name,Last name,Date of birth\n".to_owned();
    for n in 0..CLIENTS {
        let last = format!("S{}{}{}", parts[n / 100], parts[n / 10 % 10], parts[n % 10]);
        let (month, day, year) = (n % 12 + 1, n % 28 + 1, 1950 + n % 50);
        writeln!(list, "{},{last},{month}/{day}/{year}", first[n % 10]).unwrap();
    }
    list
}
