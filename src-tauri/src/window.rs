//! The window itself: its size, its page, and everything the page may not do.

use tauri::{
    AppHandle, Manager, RunEvent, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry,
    webview::{Color, NewWindowResponse, PageLoadEvent, PermissionResponse},
};

use crate::{commands, endings, room::Room, watch, web_folder::WebFolder};

/// The paper of the page, so that the window is never white before the page is there.
const PAPER: Color = Color(0xfa, 0xf8, 0xf4, 0xff);

/// Opens the window and stays until it is closed.
///
/// # Errors
/// When the system has no web view or no temporary folder.
pub(crate) fn run() -> Result<(), Box<dyn std::error::Error>> {
    let app = tauri::Builder::default()
        .manage(Room::default())
        .manage(WebFolder::make()?)
        .invoke_handler(commands::handle)
        .setup(|app| {
            let window = open(app.handle())?;
            crate::web_view::settle(&window)?;
            endings::heed(app.handle());
            watch::begin(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|app, event| {
        if matches!(event, RunEvent::Exit) {
            app.state::<Room>().close();
            app.state::<WebFolder>().remove();
        }
    });
    Ok(())
}

fn open(app: &AppHandle<Wry>) -> tauri::Result<WebviewWindow<Wry>> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
        .title("Goldthread")
        .inner_size(1280.0, 840.0)
        .min_inner_size(960.0, 640.0)
        .background_color(PAPER)
        .visible(false)
        .data_directory(app.state::<WebFolder>().path().to_owned())
        // There a web view has no folder of its own; it keeps its data in memory instead.
        .incognito(cfg!(target_os = "macos"))
        .general_autofill_enabled(false)
        .browser_extensions_enabled(false)
        .devtools(cfg!(debug_assertions))
        // A file dropped on the window is the page's to refuse, and its path nobody's to know.
        .disable_drag_drop_handler()
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                // A window that cannot be shown cannot say so either.
                let _ = window.show();
            }
        })
        .build()
}

/// Whether an address is the page's own: the one place the window may go.
fn is_ours(address: &Url) -> bool {
    let host = if cfg!(windows) { "tauri.localhost" } else { "localhost" };
    let scheme = if cfg!(windows) { "http" } else { "tauri" };
    address.scheme() == scheme
        && address.host_str() == Some(host)
        && address.port().is_none()
        && address.username().is_empty()
        && address.password().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(not(windows))]
    fn the_window_stays_on_its_own_page() {
        for address in ["tauri://localhost", "tauri://localhost/", "tauri://localhost/index.html#a"]
        {
            assert!(is_ours(&address.parse().unwrap()), "{address}");
        }
        for address in [
            "https://localhost/",
            "http://localhost/",
            "http://tauri.localhost/",
            "tauri://localhost:80/",
            "tauri://a@localhost/",
            "tauri://elsewhere/",
            "tauri://localhost.example.org/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
            "javascript:alert(1)",
            "ipc://localhost/lock",
        ] {
            assert!(!is_ours(&address.parse().unwrap()), "{address}");
        }
    }
}
