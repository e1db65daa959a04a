//! Writes the permission manifest of the commands from the one table of them, so that a command is
//! refused unless a capability names it.

mod table;

use std::{fs, path::Path};

const TABLE: &str = "src/commands.rs";
const PAGE: &str = "../ui/dist";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed={TABLE}");
    println!("cargo:rerun-if-changed={PAGE}");
    have_a_page()?;
    let source = fs::read_to_string(TABLE)?;
    let names: Vec<&'static str> =
        table::commands(&source).into_iter().map(|command| &*command.name.leak()).collect();
    let manifest = tauri_build::AppManifest::new().commands(names.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}

/// Checking the Rust must not need Node: without a built page, an empty one stands in.
fn have_a_page() -> std::io::Result<()> {
    let index = Path::new(PAGE).join("index.html");
    if index.exists() {
        return Ok(());
    }
    fs::create_dir_all(PAGE)?;
    fs::write(index, "<!doctype html><title>Goldthread</title><p>The page is not built.</p>\n")
}
