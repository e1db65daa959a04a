//! What every window of Tauri is built with.

fn main() {
    tauri_build::build();
}
