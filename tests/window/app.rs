//! The application as a person uses it: read, type, click, close, and sometimes lose it.
//!
//! Controls are named by the words beside them, so that a test reads like a manual. Every look waits
//! until the page has what is looked for, and gives up with a picture and the page's text.

use crate::desk::{Desk, required, signal};
use crate::home::Home;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// How long a look may take on a busy machine; nothing is asserted about speed.
const PATIENCE: Duration = Duration::from_secs(45);
const GLANCE: Duration = Duration::from_millis(40);

/// Which of several controls with the same words.
#[derive(Clone, Copy)]
pub(crate) enum Which {
    First,
    Last,
}

/// The window, open.
pub(crate) struct App {
    runtime: Runtime,
    client: Client,
    data: PathBuf,
    // Dropped last: it ends whatever is still running.
    _desk: Desk,
}

impl App {
    /// Opens the application at a desk of its own.
    pub(crate) fn start(home: &Home) -> Self {
        let desk = Desk::set_up(home);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let program = required("GOLDTHREAD_WINDOW");
        let wish = json!({ "tauri:options": { "application": program } });
        let client = runtime.block_on(async {
            ClientBuilder::new(HttpConnector::new())
                .capabilities(wish.as_object().unwrap().clone())
                .connect(&desk.address)
                .await
                .expect("the window opens under the driver")
        });
        Self { runtime, client, data: home.data(), _desk: desk }
    }

    /// Waits until the page shows `text`, in whatever case it is set.
    pub(crate) fn see(&self, text: &str) {
        self.until(&format!("\"{text}\" is on the page"), || self.shows(text).then_some(()));
    }

    /// Whether the page shows `text` now.
    pub(crate) fn shows(&self, text: &str) -> bool {
        plain(&self.text()).contains(&plain(text))
    }

    /// Everything the page shows as text.
    pub(crate) fn text(&self) -> String {
        let text = self.script("return document.body.innerText", vec![]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks the button, link or tab that says `text`.
    pub(crate) fn click(&self, text: &str) {
        self.click_which(text, Which::First);
    }

    /// Clicks one of several that say `text`.
    pub(crate) fn click_which(&self, text: &str, which: Which) {
        self.until(&format!("a button \"{text}\" can be clicked"), || {
            let element = self.find("button", text, None, which)?;
            self.runtime.block_on(element.click()).ok()
        });
    }

    /// Picks `choice` in the group of choices that says `group`.
    pub(crate) fn choose(&self, group: &str, choice: &str) {
        self.until(&format!("\"{choice}\" can be chosen for \"{group}\""), || {
            let group = self.find("group", group, None, Which::First)?;
            let choice = self.find("choice", choice, Some(&group), Which::First)?;
            self.runtime.block_on(choice.click()).ok()
        });
    }

    /// Picks somebody's tile on the sign-in screen.
    pub(crate) fn pick_tile(&self, name: &str) {
        let script = "const tiles = [...document.querySelectorAll('fieldset label')];\
            const tile = tiles.find((it) => it.textContent.includes(arguments[0]));\
            tile?.click(); return Boolean(tile)";
        self.until(&format!("the tile of \"{name}\" is there"), || {
            (self.script(script, vec![json!(name)]) == true).then_some(())
        });
    }

    /// Picks `choice` in the last question of a screening.
    pub(crate) fn answer_last(&self, choice: &str) {
        let script = "const all = [...document.querySelectorAll('[type=radio], [role=radio]')];\
            const says = (it) => (it.labels?.[0] ?? it.parentElement).textContent;\
            const last = all.filter((it) => says(it).includes(arguments[0])).at(-1);\
            last?.click(); return Boolean(last)";
        self.until(&format!("\"{choice}\" can be chosen"), || {
            (self.script(script, vec![json!(choice)]) == true).then_some(())
        });
    }

    /// Empties the field that says `label` and types `text` into it.
    pub(crate) fn fill(&self, label: &str, text: &str) {
        self.fill_which(label, Which::First, text);
    }

    /// Empties one of several fields that say `label` and types into it.
    pub(crate) fn fill_which(&self, label: &str, which: Which, text: &str) {
        // A list that is closing may lie over it for a moment, and the page may be laying out what
        // was just added. What was typed half-way is emptied again by the next try.
        // The driver scrolls no further than it must, which leaves a field at the very edge; what
        // comes into sight is laid out only then, and moves it.
        self.until(&format!("\"{label}\" can be filled"), || {
            let field = self.find("field", label, None, which)?;
            self.script("arguments[0].scrollIntoView({ block: 'center' })", vec![json!(field)]);
            let filling = async {
                field.click().await?;
                field.clear().await?;
                field.send_keys(text).await
            };
            self.runtime.block_on(filling).ok()
        });
    }

    /// Picks `option` from the list that says `label`.
    pub(crate) fn pick(&self, label: &str, option: &str) {
        self.until(&format!("\"{option}\" can be picked from \"{label}\""), || {
            let list = self.find("field", label, None, Which::First)?;
            self.runtime.block_on(list.select_by_label(option)).ok()
        });
    }

    /// Types at the end of what the field holds, and stays there.
    pub(crate) fn type_into(&self, label: &str, text: &str) {
        let field = self.until(&format!("a field \"{label}\" is on the page"), || {
            self.find("field", label, None, Which::First)
        });
        self.runtime.block_on(field.send_keys(text)).unwrap();
    }

    /// Whether `choice` is picked in the group that says `group`.
    pub(crate) fn is_chosen(&self, group: &str, choice: &str) -> bool {
        self.until(&format!("\"{choice}\" is offered for \"{group}\""), || {
            let group = self.find("group", group, None, Which::First)?;
            let choice = self.find("choice", choice, Some(&group), Which::First)?;
            let picked = "const it = arguments[0].control ?? arguments[0];\
                return Boolean(it.checked || it.ariaChecked === 'true' || it.ariaPressed === 'true')";
            self.script(picked, vec![json!(choice)]).as_bool()
        })
    }

    /// Waits until the page says that everything typed so far is saved.
    pub(crate) fn saved(&self) {
        let state = "return document.querySelector('[data-testid=save-status]')?.dataset.state";
        self.until("everything is saved", || (self.script(state, vec![]) == "saved").then_some(()));
    }

    /// What the field that says `label` holds.
    pub(crate) fn value(&self, label: &str) -> String {
        // The page may put another field in its place between finding and reading.
        self.until(&format!("\"{label}\" can be read"), || {
            let field = self.find("field", label, None, Which::First)?;
            self.runtime.block_on(field.prop("value")).ok().map(Option::unwrap_or_default)
        })
    }

    /// Waits until the field that says `label` holds `text`.
    pub(crate) fn holds(&self, label: &str, text: &str) {
        self.until(&format!("\"{label}\" holds \"{text}\""), || {
            (self.value(label) == text).then_some(())
        });
    }

    /// Leaves the field, as the tab key does.
    pub(crate) fn leave_field(&self) {
        self.press(&Key::Tab.to_string());
    }

    /// Sends keys to whatever has the focus.
    pub(crate) fn press(&self, keys: &str) {
        // The page may be drawing something else at this very moment; no key has been sent then.
        self.until("something has the focus", || {
            let focused = self.runtime.block_on(self.client.active_element()).ok()?;
            self.runtime.block_on(focused.send_keys(keys)).ok()
        });
    }

    /// Draws with the pointer on the element that has this test id: a zigzag from left to right, the
    /// way a hand signs.
    pub(crate) fn draw_on(&self, test_id: &str) {
        let selector = format!("[data-testid={test_id}]");
        let sheet = self.until(&format!("there is a sheet \"{test_id}\""), || {
            let found = self.client.find(fantoccini::Locator::Css(&selector));
            self.runtime.block_on(found).ok()
        });
        let brief = Some(Duration::from_millis(30));
        let to = |x: f64, y: f64| PointerAction::MoveToElement {
            element: sheet.clone(),
            duration: brief,
            x,
            y,
        };
        let mut hand = MouseActions::new("hand".to_owned()).then(to(-150.0, 0.0));
        hand = hand.then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        for (x, y) in [(-100.0, -40.0), (-60.0, 40.0), (0.0, -40.0), (60.0, 30.0), (140.0, 0.0)] {
            hand = hand.then(to(x, y));
        }
        hand = hand.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.runtime.block_on(self.client.perform_actions(hand)).unwrap();
    }

    /// Runs a script in the page; for what no person can see, such as a count.
    pub(crate) fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.runtime.block_on(self.client.execute(script, arguments)).expect("a script runs")
    }

    /// Runs a script in the page that hands its result to its last argument.
    pub(crate) fn wait_for_script(&self, script: &str) -> Value {
        self.runtime.block_on(self.client.execute_async(script, vec![])).expect("a script ends")
    }

    /// Content Security Policy violations so far, as the page counts them.
    pub(crate) fn csp_violations(&self) -> u64 {
        let count = self.script("return window.goldthreadCspViolations ?? null", vec![]);
        count.as_u64().expect("the page counts its CSP violations")
    }

    /// A picture of the page.
    pub(crate) fn picture(&self) -> Vec<u8> {
        self.runtime.block_on(self.client.screenshot()).unwrap()
    }

    /// Ends the application the way a power switch does, and leaves its desk. Comes back once it
    /// is gone: a busy machine takes its time, and until then it holds its file.
    pub(crate) fn kill9(self) {
        let pids = self.processes();
        assert!(!pids.is_empty(), "the application is running");
        for pid in &pids {
            signal("-KILL", pid);
        }
        let began = Instant::now();
        while !pids.iter().all(|pid| is_gone(pid)) && began.elapsed() < PATIENCE {
            std::thread::sleep(GLANCE);
        }
    }

    /// Closes the window in good order.
    pub(crate) fn close(self) {
        self.runtime.block_on(self.client.clone().close()).ok();
    }

    /// The process ids of the application in this home: one by its program and its data folder.
    fn processes(&self) -> Vec<String> {
        let program = fs::canonicalize(required("GOLDTHREAD_WINDOW")).unwrap();
        let mut ours = b"GOLDTHREAD_DATA_DIR=".to_vec();
        ours.extend(self.data.as_os_str().as_bytes());
        let entries = fs::read_dir("/proc").unwrap().flatten();
        let is_ours = |path: PathBuf| {
            fs::read_link(path.join("exe")).is_ok_and(|exe| exe == program)
                && fs::read(path.join("environ"))
                    .is_ok_and(|all| all.split(|byte| *byte == 0).any(|it| it == ours))
        };
        entries
            .filter(|entry| is_ours(entry.path()))
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect()
    }

    fn find(
        &self,
        kind: &str,
        text: &str,
        within: Option<&Element>,
        which: Which,
    ) -> Option<Element> {
        let within = within.map_or(Value::Null, |it| json!(it));
        let nth = match which {
            Which::First => 0,
            Which::Last => -1,
        };
        let arguments = vec![json!(kind), json!(text), within, json!(nth)];
        let script = self.client.execute(include_str!("find.js"), arguments);
        let found = self.runtime.block_on(script).ok()?;
        let id = found.as_object()?.values().next()?.as_str()?.to_owned();
        Some(Element::from_element_id(self.client.clone(), id.into()))
    }

    /// Looks again and again until there is something to give back.
    pub(crate) fn until<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            if began.elapsed() > PATIENCE {
                crate::look::keep(&self.picture(), "gave-up");
                panic!("waited in vain until {what}. The page says:\n{}", self.text());
            }
            std::thread::sleep(GLANCE);
        }
    }
}

/// Whether nothing of a process runs any more: it may be kept as a name until somebody asks how it
/// ended, and its last thread gives its files back.
fn is_gone(pid: &str) -> bool {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let says = |name: &str, value: &str| {
        status.lines().any(|line| {
            line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with(value))
        })
    };
    status.is_empty() || (says("State:", "Z") && says("Threads:", "1"))
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
