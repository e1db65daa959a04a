//! The lock files under `tests/bench` know what our crates depend on now: what they lock is built with
//! `--locked`, by a command that the checks do not run.

use std::collections::BTreeSet;

use super::{Finding, Rule, edges::Package};

/// The lock files, from the root of the tree.
pub(super) const BENCH: [&str; 2] = ["tests/bench/Cargo.lock", "tests/bench/clinic/Cargo.lock"];

/// Crates of ours whose dependencies in the lock file are not those of their manifest.
pub(super) fn check(packages: &[Package], file: &str, lock: &str) -> Vec<Finding> {
    let locked = lock.split("[[package]]").filter_map(|block| Some((named(block)?, block)));
    let ours = locked.filter_map(|(name, block)| {
        let package = packages.iter().find(|package| package.name == name)?;
        let wanted = package.dependencies.iter().filter(|it| it.kind.is_none() && !it.optional);
        let wanted: BTreeSet<&str> = wanted.map(|it| it.name.as_str()).collect();
        (wanted != dependencies(block)).then(|| {
            let what = format!("is behind `{name}`: run `cargo metadata` beside it");
            Finding::new(Rule::Lock, file, 0, what)
        })
    });
    ours.collect()
}

fn named(block: &str) -> Option<&str> {
    let line = block.lines().find_map(|line| line.strip_prefix("name = \""))?;
    line.strip_suffix('"')
}

/// The names in a block's list; a version stands after one that several crates have.
fn dependencies(block: &str) -> BTreeSet<&str> {
    let list = block.split("dependencies = [").nth(1).unwrap_or_default();
    let lines = list.lines().map_while(|line| if line == "]" { None } else { Some(line.trim()) });
    let names = lines.filter_map(|line| line.strip_prefix('"')?.split(['"', ' ']).next());
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::super::edges::Dependency;
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"print\"\nversion = \"0.1.0\"\n\
        dependencies = [\n \"aes 0.9.4\",\n \"flate2\",\n]\n\n[[package]]\nname = \"serde\"\n";

    fn package(name: &str, dependencies: &[(&str, Option<&str>)]) -> Package {
        let dependency = |(name, kind): &(&str, Option<&str>)| Dependency {
            name: (*name).into(),
            path: None,
            kind: kind.map(str::to_owned),
            optional: false,
        };
        let dependencies = dependencies.iter().map(dependency).collect();
        Package { name: name.into(), dependencies }
    }

    #[test]
    fn a_dependency_that_came_or_went_is_found() {
        let same = package("print", &[("aes", None), ("flate2", None), ("insta", Some("dev"))]);
        assert_eq!(check(&[same], BENCH[0], LOCK), []);
        for dependencies in [&[("aes", None)][..], &[("aes", None), ("flate2", None), ("x", None)]]
        {
            assert_eq!(check(&[package("print", dependencies)], BENCH[0], LOCK).len(), 1);
        }
    }
}
