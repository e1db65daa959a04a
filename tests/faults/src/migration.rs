//! A migration broken half-way: afterwards the vault is the old one whole or the new one whole,
//! and the copy made before is there.

use std::path::{Path, PathBuf};

use store::{Error, Store};

use crate::broken::{holds, same};
use crate::child::Second;
use crate::flips::put;
use crate::{Chance, Disk, Outcome, Row, Scale, work};

/// What a later build would do in two steps. Between its statements a second process can die.
const STEPS: [&str; 2] = [
    "SELECT stop_here(0);
     CREATE TABLE note (id BLOB NOT NULL PRIMARY KEY, box BLOB NOT NULL) STRICT, WITHOUT ROWID;
     SELECT stop_here(1);
     INSERT INTO note SELECT id, box FROM record;
     SELECT stop_here(2);
     CREATE INDEX note_box ON note (length(box));
     SELECT stop_here(3);",
    "SELECT stop_here(4);
     ALTER TABLE sealed_drop ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
     SELECT stop_here(5);
     UPDATE sealed_drop SET kept = 1;
     SELECT stop_here(6);
     DELETE FROM note WHERE length(box) > 1000;",
];

/// How many places there are to die.
const STOPS: u64 = 7;

/// Transactions in the vault before.
const BEFORE: u64 = 25;

/// Opens a vault as the build would that ships the two steps.
pub(crate) fn open_as_later_build(path: &Path) -> Result<Store, Error> {
    store::faults::open_with_steps(path, &STEPS)
}

/// What a broken migration left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    Old,
    New,
}

fn old_vault(folder: &Path) -> Outcome<PathBuf> {
    let path = folder.canonicalize()?.join("a.goldthread");
    work::begin(&path)?;
    let mut store = Store::open(&path)?;
    (0..BEFORE).try_for_each(|n| work::transact(&mut store, n))?;
    store.close()?;
    Ok(path)
}

fn old_vault_bytes() -> Outcome<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    Ok(std::fs::read(old_vault(folder.path())?)?)
}

/// Today's build opens the old vault and refuses the new one by its number.
fn what_is_left(path: &Path) -> Outcome<Left> {
    match Store::open(path) {
        Ok(store) => {
            whole(&store)?;
            store.close()?;
            Ok(Left::Old)
        }
        Err(Error::NewerSchema { found: 3, known: 1 }) => Ok(Left::New),
        Err(error) => Err(error.into()),
    }
}

fn whole(store: &Store) -> Outcome<()> {
    store.quick_check()?;
    same("transactions", work::count(store)?, BEFORE)
}

/// The copy that was made before the first statement, closed and whole.
fn copy_is_there(path: &Path) -> Outcome<bool> {
    let copy = path.with_extension("goldthread-schema-1");
    if !copy.exists() {
        return Ok(false);
    }
    whole(&Store::open_copy(&copy)?)?;
    Ok(true)
}

/// The next start finishes what was begun, or finds it finished.
fn next_start_finishes(path: &Path) -> Outcome<()> {
    let mut store = open_as_later_build(path)?;
    whole(&store)?;
    work::transact(&mut store, BEFORE)?;
    same("transactions", work::count(&store)?, BEFORE + 1)?;
    store.close()?;
    same("the schema", what_is_left(path)?, Left::New)?;
    holds("the copy is there", copy_is_there(path)?)
}

/// Kills a process between every two statements of a migration.
///
/// # Errors
/// The statement after which the vault was neither the old one nor the new one.
pub fn kill_between_statements(_: &Scale) -> Outcome<Row> {
    // The functions of this process' own connections must know `stop_here` and pass it.
    holds("SQLite takes a function", crate::vfs::stop_at(-1))?;
    for stop in 0..STOPS {
        let folder = tempfile::tempdir()?;
        let path = old_vault(folder.path())?;
        let died = !Second::start("migrate", &path, stop)?.ends_well()?;
        holds("the second process died", died)?;
        let checked = same("what is left", what_is_left(&path)?, Left::Old)
            .and_then(|()| holds("the copy is there", copy_is_there(&path)?))
            .and_then(|()| next_start_finishes(&path));
        checked.map_err(|error| error.in_case(format!("stop {stop}")))?;
    }
    Ok(Row {
        what: "A two-step migration, its process killed between every two statements".into(),
        cases: STOPS,
        seen: "each time the vault was the old one, whole, with the copy made before beside it; \
               the next start finished the migration"
            .into(),
        means: "The steps are made up for the purpose: no build has shipped a second schema yet."
            .into(),
    })
}

/// Cuts the power at every single operation of a migration: its copy, its transaction, its
/// checkpoint.
///
/// # Errors
/// The operation after which the vault was neither the old one nor the new one.
pub fn cut_power_in_a_migration(scale: &Scale) -> Outcome<Row> {
    holds("SQLite takes a function", crate::vfs::stop_at(-1))?;
    let mut chance = Chance::from_seed(scale.seed);
    let (mut old, mut new, mut copies) = (0, 0, 0);
    let before = old_vault_bytes()?;
    for operation in 0.. {
        let seed = chance.number();
        let Some((left, copy)) = cut_at(&before, operation, seed)
            .map_err(|error| error.in_case(format!("operation {operation}, seed {seed}")))?
        else {
            break;
        };
        old += u64::from(left == Left::Old);
        new += u64::from(left == Left::New);
        copies += u64::from(copy);
    }
    holds("both outcomes happen", old > 0 && new > 0)?;
    Ok(Row {
        what: "The same migration, the power cut at every write, sync and deletion".into(),
        cases: old + new,
        seen: format!(
            "{old} times the old vault, whole, {new} times the new one, whole, never anything \
             between; {copies} times after the copy lay beside it, always before the new one"
        ),
        means: "As with the power cuts above.".into(),
    })
}

/// Nothing when the migration was through before so many operations.
fn cut_at(before: &[u8], operation: u64, seed: u64) -> Outcome<Option<(Left, bool)>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().canonicalize()?.join("a.goldthread");
    put(&path, before)?;
    let disk = Disk::mount(folder.path())?;
    disk.cut_power_after(operation, seed);
    let opened = open_as_later_build(&path).and_then(Store::close);
    if !disk.is_dead() {
        opened?;
        return Ok(None);
    }
    disk.turn_on()?;
    let (left, copy) = (what_is_left(&path)?, copy_is_there(&path)?);
    holds("there is a copy before the new one", copy || left == Left::Old)?;
    next_start_finishes(&path)?;
    Ok(Some((left, copy)))
}
