//! What a person would look at: pictures of screens, and what axe says about them.

use crate::app::App;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

/// The looks of every screen; of high contrast no picture is kept.
const THEMES: [&str; 3] = ["light", "dark", "contrast"];

impl App {
    /// Leaves pictures of the screen, and has axe look at it in every theme.
    pub(crate) fn look(&self, name: &str) {
        for theme in THEMES {
            self.set_theme(theme);
            if theme != "contrast" {
                keep(&self.picture(), &format!("{name}-{theme}"));
            }
            let complaints = self.axe();
            assert!(complaints.is_empty(), "axe on {name}, {theme}:\n{}", complaints.join("\n"));
        }
        self.script("delete document.documentElement.dataset.theme", vec![]);
    }

    fn set_theme(&self, theme: &str) {
        self.script("document.documentElement.dataset.theme = arguments[0]", vec![json!(theme)]);
        // Colors fade over; a picture of halfway would be of neither theme.
        self.until("nothing on the page moves", || {
            // What is folded away, or too far off to be laid out, never moves to its end.
            let moving = "const seen = (it) => !it?.closest('details:not([open])')\
                && it?.checkVisibility({ contentVisibilityAuto: true }) !== false;\
                return document.getAnimations().filter((it) => seen(it.effect?.target)).length";
            let moving = self.script(moving, vec![]);
            (moving == 0).then_some(())
        });
    }

    /// What axe finds wrong on the page as it stands, one line each.
    fn axe(&self) -> Vec<String> {
        let axe = repository().join("ui/node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(axe).expect("axe-core is one of the page's npm packages");
        self.script(&format!("{axe}; window.axe = axe;"), vec![]);
        let found = self.wait_for_script(include_str!("axe.js"));
        let violations = found.as_array().expect("axe gives a list").clone();
        violations.iter().map(Value::to_string).collect()
    }
}

/// Keeps a picture under `target/screenshots`.
pub(crate) fn keep(png: &[u8], name: &str) {
    let folder = repository().join("target/screenshots");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{name}.png")), png).unwrap();
}

/// Keeps figures that were measured under `target/figures`.
pub(crate) fn keep_figures(figures: &serde_json::Value, name: &str) {
    let folder = repository().join("target/figures");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{name}.json")), format!("{figures:#}\n")).unwrap();
}

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}
