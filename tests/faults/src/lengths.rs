//! Files that end early: vaults, and the logs that killed processes leave beside them.

use store::Store;

use crate::broken::{holds, same};
use crate::child::Second;
use crate::contents::read_file;
use crate::flips::{put, sample};
use crate::{Chance, Outcome, Row, Scale, work};

const PAGE: u64 = 16_384;

/// Cuts the end off a vault: half at any byte, half between two pages.
///
/// # Errors
/// The length at which a shortened vault was taken for a whole one.
pub fn truncate_vaults(scale: &Scale) -> Outcome<Row> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.goldthread");
    let written = sample(&path)?;
    let bytes = std::fs::read(&path)?;
    let short = folder.path().join("short.goldthread");
    let mut chance = Chance::from_seed(scale.seed);
    for case in 0..scale.truncations {
        let length = chance.below(bytes.len() as u64);
        let length = if case % 2 == 0 { length } else { length / PAGE * PAGE };
        put(&short, &bytes[..usize::try_from(length).unwrap_or(0)])?;
        holds(&format!("{length} bytes are refused"), read_file(&short).is_err())?;
    }
    put(&short, &bytes)?;
    holds("the whole file is read", read_file(&short).is_ok_and(|found| found == written))?;
    Ok(Row {
        what: "Vault files that end early".into(),
        cases: scale.truncations,
        seen: "all refused".into(),
        means: "Half of them end in the middle of a page, half between two.".into(),
    })
}

/// Cuts the end off the log of a killed process: what is left of it is a beginning, and each
/// transaction in it whole.
///
/// # Errors
/// The length after which half a transaction was there.
pub fn truncate_logs(scale: &Scale) -> Outcome<Row> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.goldthread");
    work::begin(&path)?;
    let mut writer = Second::start("write", &path, 0)?;
    for _ in 0..12 {
        writer.says()?;
    }
    writer.kill()?;
    writer.ends_well()?;
    let vault = std::fs::read(&path)?;
    let log = std::fs::read(path.with_extension("goldthread-wal"))?;
    holds("there is a log", !log.is_empty())?;
    let short = folder.path().join("short.goldthread");
    let mut chance = Chance::from_seed(scale.seed);
    let mut most = 0;
    for _ in 0..scale.truncations {
        let length = usize::try_from(chance.below(log.len() as u64 + 1)).unwrap_or(0);
        put(&short, &vault)?;
        let beside = folder.path().join("short.goldthread-wal");
        std::io::Write::write_all(&mut std::fs::File::create_new(beside)?, &log[..length])?;
        let store = Store::open_copy(&short)?;
        store.quick_check()?;
        let found = work::count(&store)
            .map_err(|error| error.in_case(format!("a log of {length} bytes")))?;
        most = most.max(found);
    }
    same("some transactions are left", most > 0, true)?;
    Ok(Row {
        what: "Logs that end early, beside a vault whose process was killed".into(),
        cases: scale.truncations,
        seen: format!(
            "each vault opened with a beginning of its transactions, up to {most}, each whole"
        ),
        means: "What stood behind the cut is lost: a log that was synced does not end early by a \
                power cut, only by damage, and the heads of the classes tell at unlock."
            .into(),
    })
}
