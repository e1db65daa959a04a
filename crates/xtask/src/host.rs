//! What machine this is: its system, who we are on it, and whether it can show a window.
//!
//! Knows nothing of packages. Nothing here changes the machine.

use crate::process::{Program, on_path};
use std::env;

/// The system, as far as our commands differ by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum System {
    /// Linux with apt: Debian, Ubuntu and their kin.
    Apt,
    /// Another Linux.
    Linux,
    MacOs,
    Windows,
    Other,
}

impl System {
    pub(crate) fn here() -> Self {
        match env::consts::OS {
            "linux" if on_path("apt-get") && on_path("dpkg-query") => Self::Apt,
            "linux" => Self::Linux,
            "macos" => Self::MacOs,
            "windows" => Self::Windows,
            _ => Self::Other,
        }
    }
}

/// How this process may install packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Power {
    Root,
    Sudo,
    None,
}

impl Power {
    pub(crate) fn here() -> Self {
        let root = Program::new("id", ["-u"]).output().is_ok_and(|id| id.trim() == "0");
        match (root, on_path("sudo")) {
            (true, _) => Self::Root,
            (false, true) => Self::Sudo,
            (false, false) => Self::None,
        }
    }

    /// `words` as a command line that runs with this power.
    pub(crate) fn line<'a>(self, words: &[&'a str]) -> Vec<&'a str> {
        let mut line = if self == Self::Sudo { vec!["sudo"] } else { Vec::new() };
        line.extend(words);
        line
    }
}

/// Whether a window can be shown to somebody.
pub(crate) fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sudo_stands_before_the_command_only_where_it_is_needed() {
        assert_eq!(Power::Root.line(&["apt-get", "update"]), ["apt-get", "update"]);
        assert_eq!(Power::Sudo.line(&["apt-get", "update"]), ["sudo", "apt-get", "update"]);
    }
}
