//! How many tests passed, read from the closing lines of the runners.
//!
//! Knows the closing lines of `cargo test` and of vitest (the reader in Python says the same), and
//! nothing of the tests.

/// Tests counted so far in one run of the checks.
#[derive(Default)]
pub(crate) struct Tally {
    passed: u64,
    /// Tests that wait for the real window.
    waiting: u64,
}

impl Tally {
    /// Adds what a runner printed; gives back a remark for its step.
    pub(crate) fn add(&mut self, output: &str) -> String {
        let (passed, ignored) = read(output);
        self.passed += passed;
        self.waiting += ignored;
        remark(passed)
    }

    /// Adds a run of the very tests that waited for the window.
    pub(crate) fn add_driven(&mut self, output: &str) -> String {
        let (passed, _) = read(output);
        self.passed += passed;
        self.waiting = self.waiting.saturating_sub(passed);
        remark(passed)
    }

    /// The closing line of all the checks. A failure never gets this far.
    pub(crate) fn line(&self) -> String {
        let mut line = format!("{} passed, 0 failed", self.passed);
        if self.waiting > 0 {
            line.push_str(&format!(", {} skipped", self.waiting));
        }
        line
    }
}

fn remark(passed: u64) -> String {
    if passed == 0 { String::new() } else { format!("{passed} passed") }
}

fn read(output: &str) -> (u64, u64) {
    let mut counts = (0, 0);
    for line in output.lines().map(str::trim) {
        if line.starts_with("test result: ok.") || line.starts_with("Tests ") {
            counts.0 += number_before("passed", line);
            counts.1 += number_before("ignored", line) + number_before("skipped", line);
        }
    }
    counts
}

fn number_before(word: &str, line: &str) -> u64 {
    let words: Vec<&str> =
        line.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUST: &str = "running 3 tests\n\
        test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n";

    #[test]
    fn cargo_and_vitest_are_added_up() {
        let mut tally = Tally::default();
        assert_eq!(tally.add(RUST), "2 passed");
        assert_eq!(tally.add("      Tests  12 passed (12)\n"), "12 passed");
        assert_eq!(tally.line(), "14 passed, 0 failed, 1 skipped");
    }

    #[test]
    fn a_driven_test_no_longer_counts_as_skipped() {
        let mut tally = Tally::default();
        tally.add(RUST);
        tally.add_driven("test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured\n");
        assert_eq!(tally.line(), "3 passed, 0 failed");
    }
}
