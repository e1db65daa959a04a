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

/// The day and the kind of machine: what figures are worth nothing without.
pub(crate) fn described() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let system = os_release(&std::fs::read_to_string("/etc/os-release").unwrap_or_default());
    format!(
        "{}, on {cores} cores, {} ({})",
        today(),
        system.unwrap_or_else(|| env::consts::OS.to_owned()),
        env::consts::ARCH,
    )
}

fn os_release(text: &str) -> Option<String> {
    let line = text.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(line.trim_matches('"').to_owned())
}

fn today() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    civil(since.map_or(0, |it| it.as_secs() / 86_400))
}

/// The date so many days after 1 January 1970.
fn civil(days: u64) -> String {
    let is_leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let (mut year, mut left) = (1970, days);
    while left >= 365 + u64::from(is_leap(year)) {
        left -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if left < length {
            break;
        }
        left -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", left + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sudo_stands_before_the_command_only_where_it_is_needed() {
        assert_eq!(Power::Root.line(&["apt-get", "update"]), ["apt-get", "update"]);
        assert_eq!(Power::Sudo.line(&["apt-get", "update"]), ["sudo", "apt-get", "update"]);
    }

    #[test]
    fn days_since_1970_are_read_as_a_date() {
        for (days, date) in
            [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_782, "2026-11-25")]
        {
            assert_eq!(civil(days), date);
        }
    }

    #[test]
    fn the_name_of_a_linux_is_read() {
        let text = "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n";
        assert_eq!(os_release(text).as_deref(), Some("Debian GNU/Linux 13 (trixie)"));
        assert_eq!(os_release(""), None);
    }
}
