//! The programs that keep records, or score them.

use super::super::program::Side;
use super::super::rivals::{built, offline};
use crate::packages::{self, Purpose};
use crate::process::Log;
use crate::python;
use crate::steps::Failure;
use std::path::Path;

pub(super) const SQLITE: &str = "SQLite, one row";
pub(super) const SQLCIPHER: &str = "SQLCipher";
pub(super) const PYTHON: &str = "plain Python";

/// Ours, and who does the same work here.
#[derive(Default)]
pub(super) struct Sides {
    pub(super) ours: Option<Side>,
    pub(super) rivals: Vec<Side>,
}

impl Sides {
    pub(super) fn rival(&self, name: &str) -> Option<Side> {
        self.rivals.iter().find(|side| side.name == name).cloned()
    }
}

/// A rival, and how it is brought here.
pub(super) struct Rival {
    pub(super) name: &'static str,
    pub(super) bring: fn(&Path, &mut Log) -> Result<Side, Failure>,
}

pub(super) const RIVALS: [Rival; 3] = [
    Rival { name: SQLITE, bring: sqlite },
    Rival { name: SQLCIPHER, bring: sqlcipher },
    Rival { name: PYTHON, bring: plain_python },
];

/// Ours, built as it is released.
pub(super) fn ours(root: &Path, log: &mut Log) -> Result<Side, Failure> {
    packages::ensure(Purpose::CommandLine, log)?;
    built(root, "ours", ("tests/bench/clinic", "our-clinic"), &[], log)
}

fn sqlite(root: &Path, log: &mut Log) -> Result<Side, Failure> {
    built(root, SQLITE, ("tests/bench/clinic", "plain-sqlite"), &[], log)
}

fn sqlcipher(root: &Path, log: &mut Log) -> Result<Side, Failure> {
    packages::ensure(Purpose::SqlCipher, log)?;
    built(root, SQLCIPHER, ("tests/bench/sqlcipher", "with-sqlcipher"), &[], log)
}

fn plain_python(root: &Path, log: &mut Log) -> Result<Side, Failure> {
    packages::ensure(Purpose::Python, log).map_err(|failure| offline(&log.text(), failure))?;
    let script = root.join("tests/bench/peers/with_python.py");
    Ok(Side::script(PYTHON, python::SYSTEM.into(), &script))
}
