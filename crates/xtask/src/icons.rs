//! Every size of the icon, from `icons/goldthread.svg`.
//!
//! The drawing is done by the Tauri command line from npm, which also packs the Windows and macOS
//! files. The outputs are committed: building the window needs them, and must not need this.

use crate::process::{Program, npm};
use crate::steps::{Steps, Stopped};
use crate::{root, target};
use std::fs;

/// What the bundles of the three systems use; the phone and store sizes are left behind.
const KEPT: [&str; 7] = [
    "32x32.png",
    "64x64.png",
    "128x128.png",
    "128x128@2x.png",
    "icon.png",
    "icon.ico",
    "icon.icns",
];

/// `cargo xtask icons`.
pub(crate) fn command() -> Result<(), Stopped> {
    let root = root();
    let drawn = target(&root).join("xtask/icons-drawn");
    let mut steps = Steps::begin("icons", &root)?;
    steps.step("icons", |log| {
        let source = root.join("icons/goldthread.svg");
        Program::new(
            npm(),
            ["exec", "--yes", "--package=@tauri-apps/cli@^2", "--", "tauri", "icon"],
        )
        .argument(source)
        .argument("--output")
        .argument(&drawn)
        .folder(&root)
        .run(log)?;
        for name in KEPT {
            fs::copy(drawn.join(name), root.join("icons").join(name))?;
        }
        Ok(format!("{} files", KEPT.len()))
    })?;
    steps.end();
    Ok(())
}
