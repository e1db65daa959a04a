//! A promise of the store that did not hold, or an experiment that could not be made.

use std::fmt::Debug;

/// What went wrong, in a sentence, with what is needed to see it again.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Broken(String);

/// What an experiment gives.
pub type Outcome<T> = Result<T, Broken>;

impl Broken {
    /// With the sentence.
    pub fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }

    /// Says which case it was.
    #[must_use]
    pub fn in_case(self, case: impl std::fmt::Display) -> Self {
        Self(format!("{case}: {}", self.0))
    }
}

impl From<store::Error> for Broken {
    fn from(error: store::Error) -> Self {
        Self(format!("the store says {error:?}"))
    }
}

impl From<std::io::Error> for Broken {
    fn from(error: std::io::Error) -> Self {
        Self(format!("the machine says {error}"))
    }
}

/// Nothing, when two values are the same.
pub(crate) fn same<T: PartialEq + Debug>(what: &str, found: T, expected: T) -> Outcome<()> {
    if found == expected {
        return Ok(());
    }
    let short = |value: T| format!("{value:?}").chars().take(200).collect::<String>();
    Err(Broken(format!("{what}: found {}, expected {}", short(found), short(expected))))
}

/// Nothing, when it holds.
pub(crate) fn holds(what: &str, it: bool) -> Outcome<()> {
    if it { Ok(()) } else { Err(Broken::new(what)) }
}
