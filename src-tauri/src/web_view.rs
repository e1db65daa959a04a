//! Settings of the system's web view that Tauri has no word for.

use tauri::{WebviewWindow, Wry};

/// Turns off what keeps data or reaches out: storage, page cache, inspector, prefetching. Sets the
/// page's language, which a bare machine has not got.
#[cfg(target_os = "linux")]
pub(crate) fn settle(window: &WebviewWindow<Wry>) -> tauri::Result<()> {
    use webkit2gtk::{SettingsExt, WebContextExt, WebViewExt};
    window.with_webview(|view| {
        let view = view.inner();
        // However the process that draws the page ended, at lock or by a fault, there is a page.
        view.connect_web_process_terminated(|view, _| {
            if let Some(address) = view.uri() {
                view.load_uri(&address);
            }
        });
        if let Some(context) = view.context() {
            context.set_preferred_languages(&["en-US"]);
        }
        let Some(settings) = WebViewExt::settings(&view) else { return };
        settings.set_enable_page_cache(false);
        settings.set_enable_html5_local_storage(false);
        settings.set_enable_html5_database(false);
        settings.set_enable_dns_prefetching(false);
        settings.set_enable_webgl(false);
        settings.set_enable_webaudio(false);
        settings.set_enable_media(false);
        settings.set_enable_developer_extras(cfg!(debug_assertions));
    })
}

/// The other systems' web views have no such settings.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub(crate) fn settle(_: &WebviewWindow<Wry>) -> tauri::Result<()> {
    Ok(())
}
