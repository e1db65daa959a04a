//! How a program is asked for plans, the same for every one of them:
//!
//! - `serve`: for every line of standard input, which is a client's number, that client's plan;
//!   answered with a line of seconds and bytes. The clock runs inside, around the work alone.
//! - `once NUMBER FILE`: one plan into a file.
//! - `many COUNT`: so many plans one after the other; answered with a line of seconds, bytes and
//!   the most memory the process ever held, in KiB.

use std::{
    error::Error,
    fs,
    io::{self, BufRead, Write},
    time::Instant,
};

/// What went wrong, for the person who reads the log.
pub type Trouble = Box<dyn Error>;

/// Answers what the command line asks for.
///
/// # Errors
/// Whatever keeps a plan from being written.
pub fn answer(mut plan: impl FnMut(usize) -> Result<Vec<u8>, Trouble>) -> Result<(), Trouble> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["serve"] => serve(plan),
        ["once", number, file] => Ok(fs::write(file, plan(number.parse()?)?)?),
        ["many", count] => many(plan, count.parse()?),
        _ => Err("usage: serve | once NUMBER FILE | many COUNT".into()),
    }
}

fn serve(mut plan: impl FnMut(usize) -> Result<Vec<u8>, Trouble>) -> Result<(), Trouble> {
    let mut out = io::stdout();
    for line in io::stdin().lock().lines() {
        let number = line?.trim().parse()?;
        let began = Instant::now();
        let bytes = plan(number)?;
        writeln!(out, "{:.9} {}", began.elapsed().as_secs_f64(), bytes.len())?;
        out.flush()?;
    }
    Ok(())
}

fn many(
    mut plan: impl FnMut(usize) -> Result<Vec<u8>, Trouble>,
    count: usize,
) -> Result<(), Trouble> {
    let began = Instant::now();
    let mut bytes = 0;
    for number in 0..count {
        bytes += plan(number)?.len();
    }
    println!("{:.9} {bytes} {}", began.elapsed().as_secs_f64(), peak());
    Ok(())
}

/// The most memory this process ever held, in KiB, as Linux counts `ru_maxrss`; 0 elsewhere.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
