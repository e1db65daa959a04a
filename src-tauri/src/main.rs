//! Goldthread's window: it shows the page, carries commands to the clinic and back, and holds no
//! rule of the clinic.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod answering;
mod asked;
mod automation;
mod commands;
mod dumps;
mod endings;
mod fault;
#[cfg(test)]
mod hardening;
#[cfg(feature = "e2e")]
mod hasty_clock;
mod keychain;
mod own;
mod page;
mod places;
mod room;
#[cfg(test)]
#[path = "../build/table.rs"]
mod table;
mod watch;
mod web_folder;
mod web_view;
mod window;

use std::{io::Write, process::ExitCode};

#[cfg(all(feature = "e2e", not(debug_assertions)))]
compile_error!("the feature e2e takes save paths from the environment and is never released");

fn main() -> ExitCode {
    dumps::quiet_panics();
    dumps::no_core_files();
    if !cfg!(debug_assertions)
        && let Some(name) = automation::announced(std::env::vars_os())
    {
        return stop(&format!("does not start under automation: {name} is set"));
    }
    if cfg!(target_os = "linux")
        && ["DISPLAY", "WAYLAND_DISPLAY"].iter().all(|name| std::env::var_os(name).is_none())
    {
        return stop("there is no display here to open a window on");
    }
    match window::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => stop(&format!("the window could not be opened: {error}")),
    }
}

fn stop(why: &str) -> ExitCode {
    // Without an error output the exit status says it.
    let _ = writeln!(std::io::stderr(), "goldthread: {why}");
    ExitCode::FAILURE
}
