//! How the programs of a comparison take turns, the same for every one of them: each line of
//! standard input is a turn, answered with a line of two numbers: the seconds that the work itself
//! took, and how much it found or did. Who found something else did something else.

use std::{
    error::Error,
    io::{self, BufRead, Write},
    time::{Duration, Instant},
};

/// What went wrong, for the person who reads the log.
pub type Trouble = Box<dyn Error>;

/// What a turn took, and how much was found or done in it.
pub type Turn = (Duration, u64);

/// Answers every line until there are no more.
///
/// # Errors
/// Whatever keeps a turn from being taken.
pub fn take(mut turn: impl FnMut(&str) -> Result<Turn, Trouble>) -> Result<(), Trouble> {
    let mut out = io::stdout();
    for line in io::stdin().lock().lines() {
        let (took, found) = turn(line?.trim())?;
        writeln!(out, "{:.9} {found}", took.as_secs_f64())?;
        out.flush()?;
    }
    Ok(())
}

/// Does it with a clock beside it.
///
/// # Errors
/// Its own.
pub fn timed<T>(work: impl FnOnce() -> Result<T, Trouble>) -> Result<(Duration, T), Trouble> {
    let began = Instant::now();
    let done = work()?;
    Ok((began.elapsed(), done))
}
