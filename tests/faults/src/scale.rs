//! How much is broken: a little in every test run, all of it for the report.

/// The number of cases of each experiment.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    /// Processes killed while they write.
    pub kills: u64,
    /// Power cuts.
    pub cuts: u64,
    /// Sizes of a disk that fills up.
    pub sizes: u64,
    /// Flipped bits.
    pub flips: u64,
    /// Truncations.
    pub truncations: u64,
    /// Backups made and restored.
    pub restores: u64,
    /// Where chance begins.
    pub seed: u64,
}

/// What every test run does.
pub const SMALL: Scale =
    Scale { kills: 20, cuts: 20, sizes: 8, flips: 40, truncations: 10, restores: 6, seed: 1 };

/// What the report is about.
pub const WHOLE: Scale = Scale {
    kills: 1_000,
    cuts: 200,
    sizes: 64,
    flips: 500,
    truncations: 100,
    restores: 200,
    seed: 20_261_125,
};
