//! One plan as PDF, written by us and by whoever else writes PDFs.

use super::program::Side;
use super::rivals::{self, Rival};
use super::table::Row;
use super::{Against, figures, left_out, works};
use crate::process::Log;
use crate::steps::{Failure, Steps, Stopped};
use std::path::Path;

/// Brings everybody here, and times them in turns.
pub(super) fn measure(
    root: &Path,
    against: Against,
    steps: &mut Steps,
) -> Result<Vec<Row>, Stopped> {
    let mut sides: Vec<Side> = Vec::new();
    steps.step("our plans", |log| {
        let (side, remark) = tried(root, rivals::ours(root, log)?, log)?;
        sides.push(side);
        Ok(remark)
    })?;
    let wanted: &[Rival] = if against == Against::Nobody { &[] } else { &Rival::ALL };
    for rival in wanted {
        steps.step(rival.name(), |log| {
            let brought = rival.brought(root, log).and_then(|side| tried(root, side, log));
            Ok(match brought {
                Ok((side, remark)) => {
                    sides.push(side);
                    remark
                }
                Err(failure) => left_out(&failure),
            })
        })?;
    }
    let mut rows = Vec::new();
    for work in works::ALL {
        steps.step(work.name, |log| {
            rows.extend((work.measure)(&sides, log)?);
            Ok(String::new())
        })?;
    }
    if against != Against::Nobody && sides.len() == 1 {
        println!(
            "No rival could be brought here. They come from the registries of Rust, Python and \
             Debian: connect this machine once, and they stay under target/."
        );
    }
    Ok(rows)
}

/// Lets a program write one plan before anything is timed, and looks at what it wrote.
fn tried(root: &Path, side: Side, log: &mut Log) -> Result<(Side, String), Failure> {
    let folder = crate::target(root).join("xtask/bench-plans");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{}.pdf", side.name));
    side.program("once").argument("0").argument(&file).run(log)?;
    let remark = figures::described(&file);
    Ok((side, remark))
}
