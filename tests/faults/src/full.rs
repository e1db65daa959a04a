//! A disk without room: in a transaction, in a checkpoint, while the reserve is given up.

use std::path::Path;

use store::{Error, FailureKind, Store};

use crate::broken::{holds, same};
use crate::{Chance, Disk, Mounted, Outcome, Row, Scale, work};

const NOW: &str = "2026-01-01T00:00:00Z";

#[derive(Debug, Default)]
struct Tally {
    refused: u64,
    in_checkpoint: u64,
    room_taken: u64,
    acknowledged: u64,
}

/// Fills disks of different sizes: each time what was acknowledged stays whole, one small write
/// finds the room of the reserve, and a vault still opens, is read and, with room, goes on.
///
/// # Errors
/// The size at which that did not hold.
pub fn fill_the_disk(scale: &Scale) -> Outcome<Row> {
    let mut tally = Tally::default();
    for size in 0..scale.sizes {
        let seed = scale.seed.wrapping_add(size);
        one_size(size, seed, &mut tally)
            .map_err(|error| error.in_case(format!("seed {seed}, size {size}")))?;
    }
    let Tally { refused, in_checkpoint, room_taken, acknowledged } = tally;
    Ok(Row {
        what: "Disks of different sizes, filled".into(),
        cases: scale.sizes,
        seen: format!(
            "{refused} writes found no room, in {in_checkpoint} cases during a checkpoint; \
             {acknowledged} acknowledged transactions, 0 lost, 0 half done; the reserve made room \
             for an audit entry in {} of {} cases, in the others something else took it",
            scale.sizes - room_taken,
            scale.sizes,
        ),
        means:
            "The shim answers SQLITE_FULL, as a full disk does, often after a part of the write. \
                Taking the reserve again does not go through SQLite and is not limited here."
                .into(),
    })
}

fn one_size(size: u64, seed: u64, tally: &mut Tally) -> Outcome<()> {
    let mut chance = Chance::from_seed(seed);
    let folder = tempfile::tempdir()?;
    let path = folder.path().canonicalize()?.join("a.goldthread");
    let disk = Disk::mount(folder.path())?;
    work::begin(&path)?;
    let mut store = Store::open(&path)?;
    disk.set_room(Some(disk.used()? + size * 24_000 + chance.below(24_000)));

    let mut done = fill(&mut store, 0)?;
    let reserve = path.with_extension("goldthread-reserve");
    holds("the reserve is given up", !reserve.exists())?;
    done = use_the_reserve(&mut store, done, &disk, &mut chance, tally)?;
    empty_the_log(&store, tally)?;
    done = exactly(&store, done)?;
    tally.refused += disk.refused();
    // A close that finds no room leaves the log, which the next opening reads.
    full_at_most(store.close())?;
    exactly(&Store::open(&path)?, done)?;
    tally.acknowledged += done;
    with_room_again(&path, &disk, done)
}

/// Transactions until the disk is full; how many are then done.
fn fill(store: &mut Store, from: u64) -> Outcome<u64> {
    for n in from.. {
        if let Err(error) = work::transact(store, n) {
            same("the error", error, Error::DiskFull)?;
            return exactly(store, n);
        }
    }
    Ok(from)
}

/// An audit entry must fit now, unless somebody else was quicker.
fn use_the_reserve(
    store: &mut Store,
    done: u64,
    disk: &Mounted,
    chance: &mut Chance,
    tally: &mut Tally,
) -> Outcome<u64> {
    let entry =
        |store: &mut Store| store.write(|tx| tx.put_failure(NOW, FailureKind::Integrity, None));
    if chance.below(4) == 0 {
        tally.room_taken += 1;
        disk.set_room(Some(0));
        // The log may have room of its own from the transaction that was rolled back.
        full_at_most(entry(store))?;
        return exactly(store, done);
    }
    entry(store)?;
    same("the entry", store.rows().failures()?.len(), 1)?;
    fill(store, done)
}

fn empty_the_log(store: &Store, tally: &mut Tally) -> Outcome<()> {
    let emptied = store.checkpoint();
    tally.in_checkpoint += u64::from(emptied.is_err());
    full_at_most(emptied)
}

fn full_at_most(done: Result<(), Error>) -> Outcome<()> {
    if done == Err(Error::DiskFull) { Ok(()) } else { Ok(done?) }
}

/// On a full disk nothing is written that was not acknowledged.
fn exactly(store: &Store, done: u64) -> Outcome<u64> {
    same("transactions", work::count_sound(store, done)?, done)?;
    Ok(done)
}

fn with_room_again(path: &Path, disk: &Mounted, done: u64) -> Outcome<()> {
    disk.set_room(None);
    let mut store = Store::open(path)?;
    work::transact(&mut store, done)?;
    exactly(&store, done + 1)?;
    Ok(store.close()?)
}
