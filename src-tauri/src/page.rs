//! The page is made anew whenever somebody has left, so that nothing of what was on it stays in the
//! memory of the process that drew it.

use tauri::{Webview, Wry};

/// Ends the process that draws the page, with everything it holds; `web_view::settle` loads the
/// page into a new one.
#[cfg(all(target_os = "linux", not(feature = "e2e")))]
pub(crate) fn renew(webview: &Webview<Wry>) {
    use webkit2gtk::WebViewExt;
    // What cannot be cleared or ended is reloaded: the reply has told the page that nobody is
    // signed in.
    let _ = webview.clear_all_browsing_data();
    if webview.with_webview(|view| view.inner().terminate_web_process()).is_err() {
        let _ = webview.reload();
    }
}

/// Loads the page again. The other systems' web views have no safe call to end the process that
/// draws the page, and WebDriver ends its session with that process: there it forgets the old
/// document in its own time.
#[cfg(not(all(target_os = "linux", not(feature = "e2e"))))]
pub(crate) fn renew(webview: &Webview<Wry>) {
    // A page that cannot be renewed has been told by the reply that nobody is signed in.
    let _ = webview.clear_all_browsing_data();
    let _ = webview.reload();
}
