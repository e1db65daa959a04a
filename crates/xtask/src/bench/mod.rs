//! `cargo xtask bench`: how long ours takes, and against its rivals' time on the same work.
//!
//! Knows how the programs are built, started and timed. What they do, and with what, is in
//! `tests/bench`. Absolute times say nothing on a machine that others use too: what counts is the
//! ratio to a rival in the same run, turn by turn, of medians. No test asserts a time.

mod clinics;
mod figures;
mod page;
mod plans;
mod program;
mod rivals;
mod table;
mod window;
mod works;

use crate::root;
use crate::steps::{Failure, Steps, Stopped};

/// Whom ours is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Against {
    Nobody,
    Rivals,
}

/// What is timed: a part of it takes minutes, all of it more than an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Plans,
    Records,
    Window,
}

/// What `cargo xtask bench` was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    parts: Vec<Part>,
    against: Against,
    /// Whether the page in `docs` is written anew, as far as it was measured.
    write: bool,
}

/// Reads what stands behind `bench`; nothing when it makes no sense.
pub(crate) fn request(words: &[&str]) -> Option<Request> {
    let all = vec![Part::Plans, Part::Records, Part::Window];
    let mut request = Request { parts: all, against: Against::Nobody, write: false };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--peers" => request.against = Against::Rivals,
            "--write" => request.write = true,
            "--only" => {
                request.parts = vec![match *words.next()? {
                    "plans" => Part::Plans,
                    "records" => Part::Records,
                    "window" => Part::Window,
                    _ => return None,
                }];
            }
            _ => return None,
        }
    }
    // Figures without rivals say nothing to a reader, and the window alone nothing to anybody.
    let wants_rivals = request.write || request.parts == [Part::Window];
    (!wants_rivals || request.against == Against::Rivals).then_some(request)
}

/// `cargo xtask bench`.
pub(crate) fn command(request: &Request) -> Result<(), Stopped> {
    let root = root();
    let mut steps = Steps::begin("bench", &root)?;
    let mut measured = page::Measured::default();
    let mut shown = String::new();
    for part in &request.parts {
        match part {
            Part::Plans => {
                let rows = plans::measure(&root, request.against, &mut steps)?;
                shown.push_str(&format!("\n{}", table::shown(&rows)));
                measured.plans = Some(rows);
            }
            Part::Records => {
                let records = clinics::measure(&root, request.against, &mut steps)?;
                shown.push_str(&format!("\n{}", table::shown(&records.rows)));
                shown.push_str(&format!("\n{}", table::grown(&records.growth)));
                measured.records = Some(records);
            }
            Part::Window if request.against == Against::Rivals => {
                let mut rows = Vec::new();
                steps.step("the window", |log| {
                    rows = window::measure(&root, log)?;
                    Ok(String::new())
                })?;
                shown.push_str(&format!("\n{}", table::shown(&rows)));
                measured.window = Some(rows);
            }
            Part::Window => {}
        }
    }
    if request.write {
        steps.step(page::PAGE, |_| page::write(&root, &measured))?;
    }
    steps.end();
    println!("{shown}");
    Ok(())
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

    #[test]
    fn what_is_asked_for_is_read_or_refused() {
        let all = request(&[]).unwrap();
        assert_eq!((all.parts.len(), all.against, all.write), (3, Against::Nobody, false));
        let one = request(&["--peers", "--only", "records", "--write"]).unwrap();
        assert_eq!(
            (one.parts, one.against, one.write),
            (vec![Part::Records], Against::Rivals, true)
        );
        for wrong in
            [&["--write"][..], &["--only"], &["--only", "tea"], &["--only", "window"], &["--peer"]]
        {
            assert_eq!(request(wrong), None, "{wrong:?}");
        }
    }
}
