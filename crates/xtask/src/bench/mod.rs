//! `cargo xtask bench`: how long ours takes, and against its rivals' time on the same work.
//!
//! Knows how the programs are built, started and timed. What they do, and with what, is in
//! `tests/bench`. Absolute times say nothing on a machine that others use too: what counts is the
//! ratio to a rival in the same run, turn by turn, of medians. No test asserts a time.

mod clinics;
mod figures;
mod page;
mod program;
mod rivals;
mod table;
mod window;
mod works;

use crate::process::Log;
use crate::root;
use crate::steps::{Failure, Steps, Stopped};
use program::Side;
use rivals::Rival;
use std::path::Path;

/// Whom ours is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Against {
    Nobody,
    Rivals,
    /// The same, and the page in `docs` is written anew.
    RivalsOnThePage,
}

/// `cargo xtask bench`.
pub(crate) fn command(against: Against) -> Result<(), Stopped> {
    let root = root();
    let mut steps = Steps::begin("bench", &root)?;
    let mut sides: Vec<Side> = Vec::new();
    steps.step("ours", |log| {
        let (side, remark) = tried(&root, rivals::ours(&root, log)?, log)?;
        sides.push(side);
        Ok(remark)
    })?;
    let wanted: &[Rival] = if against == Against::Nobody { &[] } else { &Rival::ALL };
    for rival in wanted {
        steps.step(rival.name(), |log| {
            let brought = rival.brought(&root, log).and_then(|side| tried(&root, side, log));
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
    let clinics = clinics::measure(&root, against, &mut steps)?;
    rows.extend(clinics.rows);
    let growth = clinics.growth;
    if against != Against::Nobody {
        steps.step("the window", |log| {
            rows.extend(window::measure(&root, log)?);
            Ok(String::new())
        })?;
    }
    if against == Against::RivalsOnThePage {
        let versions = format!("{} {}", Rival::versions(), clinics::versions());
        steps.step(page::PAGE, |_| page::write(&root, &rows, &growth, &versions))?;
    }
    steps.end();
    println!("\n{}", table::shown(&rows));
    println!("{}", table::grown(&growth));
    if against != Against::Nobody && sides.len() == 1 {
        println!(
            "No rival could be brought here. They come from the registries of Rust, Python and \
             Debian: connect this machine once, and they stay under target/."
        );
    }
    Ok(())
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

fn left_out(failure: &Failure) -> String {
    let reason = failure.reason.lines().next().unwrap_or("for no reason that is known");
    format!("left out: {reason}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rival_that_is_left_out_is_said_so_in_one_line() {
        let said = left_out(&Failure::new("`pip` ended with 1\nand more"));
        assert_eq!(said, "left out: `pip` ended with 1");
    }
}
