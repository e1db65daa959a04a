//! A system that shuts down asks first; the vault is closed in good order then too.

use tauri::{AppHandle, Wry};

/// Ends the application when the system asks for it.
#[cfg(unix)]
pub(crate) fn heed(app: &AppHandle<Wry>) {
    use tokio::signal::unix::{SignalKind, signal};
    for kind in [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()] {
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            // A signal that cannot be heard ends the process as it always did; nothing that was
            // acknowledged is lost then.
            let Ok(mut asked) = signal(kind) else { return };
            if asked.recv().await.is_some() {
                app.exit(0);
            }
        });
    }
}

/// Windows closes the window, which ends the application in the usual way.
#[cfg(not(unix))]
pub(crate) fn heed(_: &AppHandle<Wry>) {}
