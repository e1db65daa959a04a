//! `kill -9` of a process that writes.

use std::path::Path;

use tempfile::TempDir;

use crate::broken::holds;
use crate::child::Second;
use crate::{Chance, Outcome, Row, Scale, work};

/// Kills of one vault before a new one is begun.
const PER_VAULT: u64 = 50;

/// Kills a writing process again and again: every other one from outside, at a moment that nobody
/// chose, the rest from inside one of its own writes, syncs or checkpoints.
///
/// # Errors
/// The case in which an acknowledged transaction was lost, or half of one was there.
pub fn kill_writers(scale: &Scale) -> Outcome<Row> {
    let mut chance = Chance::from_seed(scale.seed);
    let (mut acknowledged, mut beyond) = (0, 0);
    let mut place: Option<(TempDir, u64)> = None;
    for case in 0..scale.kills {
        if case % PER_VAULT == 0 {
            let folder = tempfile::tempdir()?;
            work::begin(&folder.path().join("a.goldthread"))?;
            place = Some((folder, 0));
        }
        let Some((folder, before)) = &mut place else { break };
        let path = folder.path().join("a.goldthread");
        let known = acknowledged_before_death(case, &path, &mut chance)?.unwrap_or(*before);
        let found = work::count_after_accident(&path, known)
            .map_err(|error| error.in_case(format!("seed {}, kill {case}", scale.seed)))?;
        acknowledged += known - *before;
        beyond += found - known;
        *before = found;
    }
    Ok(Row {
        what: "Processes killed with kill -9 while they write".into(),
        cases: scale.kills,
        seen: format!(
            "{acknowledged} acknowledged transactions, 0 lost, 0 half done; {beyond} more were \
             whole in the file before the process could say so"
        ),
        means:
            "Half of the kills come from outside at a moment nobody chose, half inside a chosen \
                write, sync or checkpoint. `kill -9` does not test fsync: the operating system \
                still holds what the process wrote. The power cuts below do."
                .into(),
    })
}

/// Starts a writer, sees it die, and gives the last number it said.
fn acknowledged_before_death(case: u64, path: &Path, chance: &mut Chance) -> Outcome<Option<u64>> {
    let (mut writer, mut last) = if case.is_multiple_of(2) {
        let mut writer = Second::start("write", path, 0)?;
        let mut last = None;
        for _ in 0..=chance.below(12) {
            last = writer.says()?;
        }
        writer.kill()?;
        (writer, last.and_then(|line| line.parse().ok()))
    } else {
        (Second::start("die", path, chance.below(150))?, None)
    };
    last = writer.last_number()?.or(last);
    holds("the writer died", !writer.ends_well()?)?;
    Ok(last)
}
