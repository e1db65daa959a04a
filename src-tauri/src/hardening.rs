//! What the configuration and the manifest promise of the window, read as they are shipped. It runs
//! in tests alone.

use serde_json::Value;

const CONFIGURATION: &str = include_str!("../tauri.conf.json");
const MANIFEST: &str = include_str!("../Cargo.toml");
const WORKSPACE: &str = include_str!("../../Cargo.toml");
const WINDOW: &str = include_str!("window.rs");
const MAIN: &str = include_str!("main.rs");

/// The policy of the design, word by word.
const CSP: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                   font-src 'self'; connect-src ipc: http://ipc.localhost; object-src 'none'; \
                   base-uri 'none'; form-action 'none'";

fn configuration() -> Value {
    serde_json::from_str(CONFIGURATION).unwrap()
}

/// The line of the workspace's manifest that brings a crate.
fn brought(name: &str) -> &'static str {
    let start = format!("{name} = ");
    WORKSPACE.lines().find(|line| line.starts_with(&start)).unwrap()
}

#[test]
fn the_policy_of_the_page_is_the_one_of_the_design_and_reaches_it_as_it_is() {
    let security = &configuration()["app"]["security"];
    assert_eq!(security["csp"], CSP);
    // Without this Tauri would add nonces and hashes to it.
    assert_eq!(security["dangerousDisableAssetCspModification"], true);
    assert!(security.get("devCsp").is_none() && security.get("headers").is_none());
    assert!(!CSP.contains("unsafe"));
}

#[test]
fn prototypes_are_frozen_and_tauri_is_no_global_of_the_page() {
    let app = &configuration()["app"];
    assert_eq!(app["security"]["freezePrototype"], true);
    assert_eq!(app["withGlobalTauri"], false);
}

#[test]
fn there_is_no_asset_protocol() {
    assert!(configuration()["app"]["security"].get("assetProtocol").is_none());
    assert!(!brought("tauri").contains("protocol-asset") && !MANIFEST.contains("protocol-asset"));
}

#[test]
fn there_is_one_capability_and_no_window_but_the_one_made_in_code() {
    let configuration = configuration();
    assert_eq!(configuration["app"]["security"]["capabilities"], serde_json::json!(["main"]));
    assert_eq!(configuration["app"]["windows"], serde_json::json!([]));
    assert!(configuration.get("plugins").is_none());
}

#[test]
fn no_plugin_gives_the_page_files_programs_or_a_network() {
    for text in [MANIFEST, WORKSPACE] {
        assert!(!text.contains("tauri-plugin"));
    }
    let capability: Value =
        serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
    let permissions = capability["permissions"].as_array().unwrap();
    // A permission of Tauri's own or of a plugin has a colon in its name.
    assert!(permissions.iter().all(|it| !it.as_str().unwrap().contains(':')));
    assert!(capability.get("remote").is_none());
}

#[test]
fn the_page_comes_out_of_the_program_and_never_from_a_server() {
    assert!(configuration()["build"].get("devUrl").is_none());
    assert!(MANIFEST.contains(r#"features = ["custom-protocol"]"#));
}

#[test]
fn a_release_has_no_developer_tools() {
    assert!(!brought("tauri").contains("devtools") && !MANIFEST.contains("devtools"));
    assert!(WINDOW.contains(".devtools(cfg!(debug_assertions))"));
    assert!(include_str!("web_view.rs").contains("developer_extras(cfg!(debug_assertions))"));
}

#[test]
fn a_release_refuses_automation_before_it_opens_anything() {
    let (refuses, opens) = (MAIN.find("automation::announced"), MAIN.find("window::run()"));
    assert!(refuses.unwrap() < opens.unwrap());
    assert!(MAIN.contains("if !cfg!(debug_assertions)\n        && let Some(name) = automation::"));
    // The feature that drives the window cannot be built into a release at all.
    assert!(MAIN.contains(r#"#[cfg(all(feature = "e2e", not(debug_assertions)))]"#));
    assert!(MAIN.contains("compile_error!"));
}

#[test]
fn the_window_denies_what_a_page_could_ask_of_it() {
    for denial in [
        ".general_autofill_enabled(false)",
        ".browser_extensions_enabled(false)",
        ".disable_drag_drop_handler()",
        ".on_navigation(is_ours)",
        ".on_new_window(|_, _| NewWindowResponse::Deny)",
        ".on_download(|_, _| false)",
        ".on_permission_request(|_, _| PermissionResponse::Deny)",
    ] {
        assert!(WINDOW.contains(denial), "{denial}");
    }
}
