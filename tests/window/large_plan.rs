//! A plan of 12 problems, 36 goals, 108 objectives and 324 interventions is written in like any
//! other. How long a keystroke takes until it is painted is kept under `target/figures`, beside the
//! same for an empty field in the same window; nothing is asserted about time.

use std::fs;

use serde_json::{Value, json};
use tests::clinic::{ADMIN, CommandLine, PASSPHRASE};

use crate::app::{App, Which};
use crate::home::{Home, Locale};
use crate::look;
use crate::vault_day::sign_in;

const TYPED: &str = "Opens the mail on the day it comes and calls back within two days, with the \
                     list from group beside the phone.";

/// Counts in the page: from a key going down to the first moment after the next frame.
const WATCH: &str = "window.painted = []; document.addEventListener('keydown', (event) => {\
    const from = event.timeStamp;\
    requestAnimationFrame(() => { const channel = new MessageChannel();\
        channel.port1.onmessage = () => window.painted.push(performance.now() - from);\
        channel.port2.postMessage(null); }); }, true); return true";

const EMPTY: &str = "const it = window.nothing ??= document.createElement('input');\
    document.querySelector('main').prepend(it); it.focus(); it.select(); return true";

const MIDDLE: &str = "const it = window.middle ??= [...document.querySelectorAll('textarea')]\
    .filter((one) => one.value.startsWith('Does step'))[53]; it.focus(); it.select(); return true";

/// How tall the field is, and how much of what is in it is out of sight.
const HEIGHT: &str =
    "const it = window.middle; return [it.clientHeight, it.scrollHeight - it.clientHeight]";

/// How often the same is typed in one and the other, in turns.
const ROUNDS: usize = 4;

#[test]
#[ignore = "drives the built window: run by `cargo xtask test`"]
fn a_plan_of_108_objectives_is_written_in_like_any_other() {
    let home = Home::new(Locale::English);
    let line = CommandLine::with_vault();
    line.add_client("Odile", "Example");
    line.write("plan.json", plan().to_string());
    let set = ["plan", "set", "clinic.goldthread", "--client", "CFC-0001", "--from", "plan.json"];
    assert_eq!(line.json(&set)["rev"], 1);
    fs::copy(line.vault(), home.data().join("clinic.goldthread")).unwrap();
    let app = App::start(&home);
    sign_in(&app, ADMIN, PASSPHRASE);
    app.click("Clients");
    app.click("Odile Example");
    app.click_which("Plan", Which::Last);
    app.see("Assessed needs, 12 of 12");
    app.script(WATCH, vec![]);
    let (mut in_plan, mut in_nothing) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        in_plan.extend(typed(&app, MIDDLE, TYPED));
        app.saved();
        in_nothing.extend(typed(&app, EMPTY, TYPED));
    }
    let figures = json!({"keystroke_to_painted_ms":
        {"plan": figures(in_plan), "empty_field": figures(in_nothing)}});
    look::keep_figures(&figures, "large-plan");
    let kept = app.script(
        "return [...document.querySelectorAll('textarea')].filter((it) => it.value === arguments[0]).length",
        vec![json!(TYPED)],
    );
    assert_eq!(kept, 1, "what was typed stands in one objective");
    it_is_as_tall_as_its_words(&app);
    app.close();
}

/// A field grows and shrinks while somebody types in it, and hides nothing.
fn it_is_as_tall_as_its_words(app: &App) {
    let height = || -> [i64; 2] { serde_json::from_value(app.script(HEIGHT, vec![])).unwrap() };
    typed(app, MIDDLE, "Calls.");
    let [one_line, hidden] = height();
    assert_eq!(hidden, 0);
    typed(app, MIDDLE, TYPED);
    let [more, hidden] = height();
    assert_eq!(hidden, 0);
    assert!(more > one_line, "{one_line} px for one line, {more} px for all of it");
    typed(app, MIDDLE, "Calls.");
    assert_eq!(height(), [one_line, 0]);
    app.saved();
}

/// Types one key after the other into what the script puts the cursor in, and says how long each
/// took in milliseconds.
fn typed(app: &App, place: &str, words: &str) -> Vec<f64> {
    app.script(place, vec![]);
    app.script("window.painted.length = 0; return true", vec![]);
    for key in words.chars() {
        app.press(&key.to_string());
    }
    serde_json::from_value(app.script("return window.painted", vec![])).unwrap()
}

fn figures(mut times: Vec<f64>) -> Value {
    times.sort_by(f64::total_cmp);
    let at = |part: usize| times.get(times.len() * part / 100).copied();
    json!({"keys": times.len(), "p50": at(50), "p95": at(95), "max": times.last()})
}

fn plan() -> Value {
    let intervention = |n: usize| {
        json!({"what": format!("Practice {n} with the list from group"), "modality": "group",
            "minutes": "50", "times_a_week": "2", "weeks": "12", "responsible": "Rowan Sample, LCSW"})
    };
    let objective = |n: usize| {
        json!({"text": format!("Does step {n} on five days"), "measure": "Diary", "baseline": "0",
            "target": "5", "target_date": "2027-03-01",
            "interventions": (1..=3).map(intervention).collect::<Vec<_>>()})
    };
    let goal = |n: usize| {
        json!({"words": format!("I want morning {n} back."), "clinical": "Restore routine",
            "objectives": (1..=3).map(objective).collect::<Vec<_>>()})
    };
    let problem = |n: usize| {
        json!({"statement": format!("Mornings are hard ({n})"), "evidence": "Late four days",
            "needs": [format!("need{n}")], "goals": (1..=3).map(goal).collect::<Vec<_>>()})
    };
    let need = |n: usize| json!({"id": format!("need{n}"), "text": format!("Need {n}")});
    json!({
        "vision": "To laugh at breakfast again.",
        "assessed_needs": (1..=12).map(need).collect::<Vec<_>>(),
        "problems": (1..=12).map(problem).collect::<Vec<_>>(),
    })
}
