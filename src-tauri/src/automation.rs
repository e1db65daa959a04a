//! Programs that drive or inspect a web view announce themselves in the environment. A release does
//! not start under them: whoever drives the window reads what is on it.

use std::ffi::OsString;

const VARIABLES: &[&str] = &[
    // Tauri's own, for WebDriver; versions 2 and 1.
    "TAURI_WEBVIEW_AUTOMATION",
    "TAURI_AUTOMATION",
    // WebKitGTK's remote inspector.
    "WEBKIT_INSPECTOR_SERVER",
    "WEBKIT_INSPECTOR_HTTP_SERVER",
    // WebView2: remote debugging is switched on by a browser argument; a debugger attaches through
    // the pipes; another browser or profile folder brings another program's rules.
    "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS",
    "WEBVIEW2_BROWSER_EXECUTABLE_FOLDER",
    "WEBVIEW2_PIPE_FOR_SCRIPT_DEBUGGER",
    "WEBVIEW2_USER_DATA_FOLDER",
    "WEBVIEW2_WAIT_FOR_SCRIPT_DEBUGGER",
];

/// The first of these variables that is set, if any.
pub(crate) fn announced(
    environment: impl IntoIterator<Item = (OsString, OsString)>,
) -> Option<&'static str> {
    environment.into_iter().find_map(|(name, _)| {
        // Windows does not tell `Path` from `PATH`.
        VARIABLES.iter().copied().find(|known| name.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(names: &[&str]) -> Vec<(OsString, OsString)> {
        names.iter().map(|name| (OsString::from(name), OsString::from("true"))).collect()
    }

    #[test]
    fn an_ordinary_environment_announces_nothing() {
        assert_eq!(announced(environment(&["PATH", "HOME", "LANG", "WEBKIT_DEBUG"])), None);
    }

    #[test]
    fn every_variable_is_noticed_whatever_it_says() {
        for name in VARIABLES {
            assert_eq!(announced(environment(&["PATH", name])), Some(*name));
            assert_eq!(announced(vec![(OsString::from(name), OsString::new())]), Some(*name));
        }
        assert_eq!(announced(environment(&["Tauri_Automation"])), Some("TAURI_AUTOMATION"));
    }
}
