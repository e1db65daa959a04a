//! `cargo xtask faults`: the store broken on purpose, in full, and what came of it.
//!
//! Knows how the program is built and started, and what machine this is. What is broken, and the
//! page that tells of it, are in `tests/faults`.

use crate::steps::{Failure, Steps, Stopped};
use crate::{check, program, root, target};
use std::fs;
use std::path::Path;

/// Where the figures are kept for readers.
const PAGE: &str = "docs/reliability.md";

/// Whether the page in `docs` is written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    Page,
    Nothing,
}

/// `cargo xtask faults`.
pub(crate) fn command(keep: Keep) -> Result<(), Stopped> {
    let root = root();
    let page = target(&root).join("xtask").join("reliability.md");
    let mut steps = Steps::begin("faults", &root)?;
    steps.step("build", |log| {
        check::cargo(&root, &["build", "-p", "faults"], &[]).run(log)?;
        Ok(String::new())
    })?;
    let mut said = String::new();
    steps.step("break the store", |log| {
        crate::process::Program::new(program(&root, "faults"), [page.as_os_str()])
            .argument(machine())
            .folder(&root)
            .run(log)?;
        said = log.text();
        Ok(String::new())
    })?;
    if keep == Keep::Page {
        steps.step(PAGE, |_| keep_page(&page, &root))?;
    }
    steps.end();
    println!("\n{}", said.split_once("\n\n").map_or(said.as_str(), |(_, table)| table));
    Ok(())
}

fn keep_page(page: &Path, root: &Path) -> Result<String, Failure> {
    fs::copy(page, root.join(PAGE))?;
    Ok("written".to_owned())
}

/// The day and the kind of machine, in two sentences.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let system = os_release(&fs::read_to_string("/etc/os-release").unwrap_or_default());
    format!(
        "{}, on {cores} cores, {} ({}), a development build.",
        today(),
        system.unwrap_or_else(|| std::env::consts::OS.to_owned()),
        std::env::consts::ARCH,
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
