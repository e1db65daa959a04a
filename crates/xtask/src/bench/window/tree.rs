//! A process and everybody it started: how much memory they hold, and their end.
//!
//! Reads `/proc`; on a system without one there is nobody.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The process and all who come from it.
pub(super) fn of(root: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let parents = pids.filter_map(|pid| {
        let stat = fs::read_to_string(place(pid, "stat")).ok()?;
        Some((pid, parent(&stat)?))
    });
    descendants(root, &parents.collect::<Vec<_>>())
}

/// The memory that they hold in bytes; of what they share with others, their share.
pub(super) fn memory(pids: &[u32]) -> f64 {
    let held = |pid: &u32| {
        let text = fs::read_to_string(place(*pid, "smaps_rollup")).ok()?;
        Some(share(&text)? * 1024.0)
    };
    pids.iter().filter_map(held).sum()
}

/// Ends them, and those they start meanwhile.
pub(super) fn end(root: u32) {
    let pids = of(root);
    let pids = pids.iter().map(u32::to_string);
    // Those who are gone already are what was wanted.
    let _ = Command::new("kill").arg("-KILL").args(pids).stderr(Stdio::null()).status();
}

fn place(pid: u32, name: &str) -> PathBuf {
    PathBuf::from(format!("/proc/{pid}/{name}"))
}

/// The second number behind the name, which stands in brackets and may hold any sign.
fn parent(stat: &str) -> Option<u32> {
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn descendants(root: u32, parents: &[(u32, u32)]) -> Vec<u32> {
    let mut found = vec![root];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        found.extend(parents.iter().filter(|it| it.1 == parent).map(|it| it.0));
        next += 1;
    }
    found
}

/// The proportional set size, in kibibytes.
fn share(rollup: &str) -> Option<f64> {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_who_comes_from_a_process_belongs_to_it() {
        let parents = [(1, 0), (10, 1), (11, 10), (12, 11), (13, 1), (14, 10)];
        assert_eq!(descendants(10, &parents), [10, 11, 14, 12]);
        assert_eq!(descendants(99, &parents), [99]);
    }

    #[test]
    fn a_parent_is_read_past_any_name() {
        assert_eq!(parent("12 (Web Content) S 7 12 12"), Some(7));
        assert_eq!(parent("12 (a) b) (c) S 7 12"), Some(7));
        assert_eq!(parent("nonsense"), None);
    }

    #[test]
    fn the_share_of_memory_is_read() {
        let text = "00400000-7fff ---p [rollup]\nRss:  900 kB\nPss:  120 kB\nPss_Dirty: 7 kB\n";
        assert_eq!(share(text), Some(120.0));
        assert_eq!(share(""), None);
    }
}
