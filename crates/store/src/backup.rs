//! An online copy of an open vault, believed only after it has been opened again and checked.
//! Whether its boxes open is for the holder of the keys to find out.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::file::Unfinished;
use crate::rows::Rows;
use crate::{Error, connection};

/// How far a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Pages copied so far.
    pub done: u64,
    /// Pages in all.
    pub total: u64,
}

/// Pages copied between two calls of `progress` (4 MiB).
const STEP: i32 = 256;

/// Copies the vault behind `source` to a new file at `path`.
pub(crate) fn copy(
    source: &Connection,
    path: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Error> {
    let copy = Unfinished::beside(path)?;
    copy_pages(source, copy.path(), progress)?;
    check(source, copy.path())?;
    copy.put_in_place()
}

fn copy_pages(
    source: &Connection,
    path: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Error> {
    let mut target = connection::connect(path)?;
    connection::configure(&target)?;
    let backup = Backup::new(source, &mut target)?;
    loop {
        let step = backup.step(STEP)?;
        let pages = backup.progress();
        let total = u64::try_from(pages.pagecount).unwrap_or_default();
        let left = u64::try_from(pages.remaining).unwrap_or_default();
        progress(Progress { done: total.saturating_sub(left), total });
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            _ => return Err(Error::Busy),
        }
    }
    drop(backup);
    target.close().map_err(|(_, error)| error.into())
}

fn check(source: &Connection, path: &Path) -> Result<(), Error> {
    let copied = connection::connect(path)?;
    connection::lock(&copied)?;
    connection::quick_check(&copied)?;
    let same = Rows { connection: &copied }.vault()? == Rows { connection: source }.vault()?;
    connection::close(copied)?;
    if same { Ok(()) } else { Err(Error::Damaged) }
}
