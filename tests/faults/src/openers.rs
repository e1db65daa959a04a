//! Two processes and one vault: the second is told that it is open, whatever the first is doing.

use store::{Error, Store};

use crate::broken::same;
use crate::child::Second;
use crate::{Outcome, Row, Scale, work};

/// What the first one is doing.
const DOING: [&str; 4] = ["idle", "transact", "checkpoint", "copy"];

/// Opens a vault that another process holds: idle, inside a transaction, inside a checkpoint, in
/// the middle of a copy; and once it has been killed in each of these.
///
/// # Errors
/// What the first process was doing when the second one got in, or could not get in afterwards.
pub fn open_twice(_: &Scale) -> Outcome<Row> {
    for doing in DOING {
        for killed in [false, true] {
            one_pair(doing, killed).map_err(|error| error.in_case(doing))?;
        }
    }
    Ok(Row {
        what: "A second process opens a vault in use".into(),
        cases: 2 * DOING.len() as u64,
        seen: "told that it is already open while the first was idle, in a transaction, in a \
               checkpoint or copying; let in, with every transaction, once the first had ended or \
               had been killed"
            .into(),
        means: "Locks of the file system on one machine; a network drive may not keep them.".into(),
    })
}

fn one_pair(doing: &str, killed: bool) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.goldthread");
    work::begin(&path)?;
    let mut store = Store::open(&path)?;
    (0..5).try_for_each(|n| work::transact(&mut store, n))?;
    store.close()?;
    let mut first = Second::start(doing, &path, 0)?;
    first.wait_for("ready")?;
    for _ in 0..2 {
        same("the second", Store::open(&path).err(), Some(Error::AlreadyOpen))?;
    }
    if killed {
        first.kill()?;
    }
    same("the first ends well", first.ends_well()?, !killed)?;
    let store = Store::open(&path)?;
    store.quick_check()?;
    let expected = if doing == "checkpoint" { 25 } else { 5 };
    same("transactions", work::count(&store)?, expected)
}
