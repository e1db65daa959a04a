//! Power cuts: what was not synced is lost, in part or whole, in any order, in whole sectors.

use std::path::Path;

use store::Store;

use crate::broken::holds;
use crate::{Broken, Chance, Disk, Mounted, Outcome, Row, Scale, work};

/// What came of the cuts.
#[derive(Debug, Default)]
struct Tally {
    acknowledged: u64,
    beyond: u64,
    in_recovery: u64,
}

/// Cuts the power while a vault is opened, written, checkpointed and closed; in every third case
/// once more while the vault recovers.
///
/// # Errors
/// The seed of the case in which an acknowledged transaction was lost, or half of one was there.
pub fn cut_power(scale: &Scale) -> Outcome<Row> {
    let mut tally = Tally::default();
    for case in 0..scale.cuts {
        let seed = scale.seed.wrapping_add(case);
        one_cut(seed, true, &mut tally).map_err(|error| error.in_case(format!("seed {seed}")))?;
    }
    let Tally { acknowledged, beyond, in_recovery } = tally;
    Ok(Row {
        what: "Power cuts".into(),
        cases: scale.cuts,
        seen: format!(
            "{acknowledged} acknowledged transactions, 0 lost, 0 half done; {beyond} more were \
             whole on the disk; {in_recovery} times the power went again during recovery"
        ),
        means: "A shim below SQLite keeps what was synced and, of the rest, nothing, all, a \
                beginning, some writes or some 512-byte sectors; files and deletions that the folder \
                did not sync may be undone. The disk is simulated: it never changes what was synced, \
                and links and renames, which do not go through SQLite, are taken as done at once."
            .into(),
    })
}

/// The same on a disk that answers a sync without doing it. Here writes must be lost; if none
/// were, the power cuts above would show nothing.
///
/// # Errors
/// When not a single case lost anything.
pub fn lie_about_syncs(scale: &Scale) -> Outcome<Row> {
    let cases = scale.cuts.div_ceil(2);
    let seeds = (0..cases).map(|case| scale.seed.wrapping_add(case));
    let lost = seeds.filter(|seed| one_cut(*seed, false, &mut Tally::default()).is_err()).count();
    holds("a disk that lies about syncs loses something", lost > 0)?;
    Ok(Row {
        what: "Power cuts on a disk that only pretends to sync".into(),
        cases,
        seen: format!("{lost} vaults lost acknowledged transactions or could not be opened"),
        means: "The control: it shows that the simulated power cuts find what is not synced. No \
                program can keep its word on such a disk."
            .into(),
    })
}

fn one_cut(seed: u64, honest: bool, tally: &mut Tally) -> Outcome<()> {
    let mut chance = Chance::from_seed(seed);
    let folder = tempfile::tempdir()?;
    let path = folder.path().canonicalize()?.join("a.goldthread");
    let disk = Disk::mount(folder.path())?;
    work::begin(&path)?;
    // What was made by other means than SQLite's is on the platter by now.
    disk.settle();
    if !honest {
        disk.lie_about_syncs();
    }
    disk.cut_power_after(chance.below(400), chance.number());
    let acknowledged = write_until_dark(&path, &disk, &mut chance)?;
    disk.turn_on()?;
    if chance.below(3) == 0 {
        disk.cut_power_after(chance.below(12), chance.number());
        let opened = Store::open(&path).and_then(Store::close);
        if disk.is_dead() {
            tally.in_recovery += 1;
            disk.turn_on()?;
        } else {
            opened?;
        }
        disk.be_kind();
    }
    let found = work::count_after_accident(&path, acknowledged)?;
    tally.acknowledged += acknowledged;
    tally.beyond += found - acknowledged;
    // It goes on from there.
    let mut store = Store::open(&path)?;
    work::transact(&mut store, found)?;
    Ok(store.close()?)
}

/// Opens, writes, checkpoints and closes until the power goes; says how many transactions were
/// acknowledged.
fn write_until_dark(path: &Path, disk: &Mounted, chance: &mut Chance) -> Outcome<u64> {
    let mut acknowledged = 0;
    loop {
        let done = a_while(path, &mut acknowledged, chance);
        match done {
            Err(_) if disk.is_dead() => return Ok(acknowledged),
            Err(error) => return Err(Broken::from(error).in_case("with the power on")),
            Ok(()) => {}
        }
    }
}

fn a_while(path: &Path, acknowledged: &mut u64, chance: &mut Chance) -> Result<(), store::Error> {
    let mut store = Store::open(path)?;
    for _ in 0..chance.below(20) {
        work::transact(&mut store, *acknowledged)?;
        *acknowledged += 1;
        if chance.below(8) == 0 {
            store.checkpoint()?;
        }
    }
    store.close()
}
