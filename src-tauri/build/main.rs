//! Writes the permission manifest of the commands from the one table of them, so that a command is
//! refused unless a capability names it.
#![allow(clippy::print_stdout, reason = "a build script talks to Cargo there")]

mod table;

use std::fs;

const TABLE: &str = "src/commands.rs";
const PAGE: &str = "../ui/dist";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed={TABLE}");
    println!("cargo:rerun-if-changed={PAGE}");
    // Checking the Rust must not need Node: the page may be built later.
    fs::create_dir_all(PAGE)?;
    let source = fs::read_to_string(TABLE)?;
    let names: Vec<&'static str> =
        table::commands(&source).into_iter().map(|command| &*command.name.leak()).collect();
    let manifest = tauri_build::AppManifest::new().commands(names.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
