//! Whether a record is under 42 CFR Part 2. When in doubt, it is.

use crate::plan::Program;

/// Whether a record is under Part 2, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part2 {
    /// The clinic says it is a Part 2 program.
    Clinic,
    /// The client's program treats substance use.
    Program,
    /// Which program treats the client is said nowhere, or not where who asks can see it.
    Unknown,
    /// It is not.
    No,
}

impl Part2 {
    /// Whether its rules hold.
    #[must_use]
    pub fn holds(self) -> bool {
        self != Self::No
    }

    /// One sentence that says why, or why not.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Clinic => "This clinic is a Part 2 program.",
            Self::Program => "The client's program treats substance use.",
            Self::Unknown => {
                "Which program treats the client cannot be seen here, so it counts as treatment of \
                 substance use."
            }
            Self::No => {
                "This clinic is not a Part 2 program, and the client's program does not treat \
                 substance use."
            }
        }
    }
}

/// Decides it from the clinic's setting and every program that episode and plans name; `None` for
/// who cannot see plans. Where no program is named, nobody knows that it is not.
#[must_use]
pub fn part2(clinic: bool, programs: Option<&[Program]>) -> Part2 {
    let treats = |program: &Program| {
        use Program::{BothAdolescent, BothAdult, SubstanceUseAdolescent, SubstanceUseAdult};
        matches!(program, SubstanceUseAdult | SubstanceUseAdolescent | BothAdult | BothAdolescent)
    };
    match programs {
        _ if clinic => Part2::Clinic,
        None => Part2::Unknown,
        Some([]) => Part2::Unknown,
        Some(programs) if programs.iter().any(treats) => Part2::Program,
        Some(_) => Part2::No,
    }
}
