//! Where a document goes: the person says so in the system's own dialog. The page never names a
//! path.

use std::path::PathBuf;

use clinic::Result;
use tauri::{Webview, Wry};

/// Asks for a place to save a PDF; `None` when the person thought better of it.
///
/// # Errors
/// When the window is gone.
#[cfg(not(feature = "e2e"))]
pub(crate) fn ask(webview: &Webview<Wry>, suggested: &str) -> Result<Option<PathBuf>> {
    use clinic::Code;
    use tauri::Manager;
    let (send, receive) = std::sync::mpsc::sync_channel(1);
    let window = webview.window();
    let name = suggested.to_owned();
    // A system without such a folder begins where it likes.
    let documents = webview.path().document_dir().unwrap_or_default();
    // Some systems give out dialogs on the window's thread only; waiting happens on this one.
    let asking = move || {
        let dialog = rfd::AsyncFileDialog::new()
            .set_parent(&window)
            .set_title("Save the plan")
            .set_directory(documents)
            .set_file_name(name)
            .add_filter("PDF", &["pdf"])
            .save_file();
        // Nobody is left to tell once the command has been dropped.
        let _ = send.send(dialog);
    };
    webview.run_on_main_thread(asking).map_err(|_| Code::Internal)?;
    let dialog = receive.recv().map_err(|_| Code::Internal)?;
    let chosen = tauri::async_runtime::block_on(dialog);
    Ok(chosen.map(|file| file.path().to_owned()))
}

/// The place comes from the environment, so that no native dialog opens under WebDriver.
///
/// # Errors
/// None.
#[cfg(feature = "e2e")]
pub(crate) fn ask(_: &Webview<Wry>, _: &str) -> Result<Option<PathBuf>> {
    Ok(std::env::var_os("GOLDTHREAD_E2E_SAVE_PATH").map(PathBuf::from))
}
