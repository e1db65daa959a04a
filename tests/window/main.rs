//! The built window, driven as a person would: through `tauri-driver` and WebKitWebDriver under Xvfb.
//!
//! Every test here is `#[ignore]`d for plain `cargo test`, which has no window at hand and says so;
//! `cargo xtask test` builds the window with the feature `e2e` and runs them. What they need is
//! named in the environment: `GOLDTHREAD_WINDOW` (the program) and `GOLDTHREAD_DRIVER` (tauri-driver).
//!
//! Screenshots of what was seen are left under `target/screenshots`.

#![cfg(all(test, target_os = "linux"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it is surprised")]

mod app;
mod canary;
mod care_day;
mod desk;
mod desk_day;
mod document;
mod documents_day;
mod home;
mod keyboard_day;
mod large_plan;
mod library_day;
mod long_list;
mod look;
mod plan_day;

mod bare_machine;
mod first_day;
mod sample_clinic;
mod vault_day;
