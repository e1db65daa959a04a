//! The store broken on purpose, through its ordinary functions: processes killed while they write,
//! the power cut under them, disks that fill up, bits that flip, files that end early.
//!
//! Each experiment is a function from a [`Scale`] to a [`Row`] of the report, small in the tests
//! of this crate and whole in `cargo xtask faults`. A case that fails names its seed. But for whole
//! clinics and their backups, what a box holds and whether it opens is not known here: boxes are
//! bytes that were written.
#![cfg(unix)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod broken;
mod chance;
pub mod child;
mod clinics;
mod contents;
mod cuts;
mod disk;
mod flips;
mod full;
mod kept;
mod kills;
mod lengths;
mod migration;
mod openers;
mod report;
mod restores;
mod scale;
mod vfs;
mod work;

pub use broken::{Broken, Outcome};
pub use chance::Chance;
pub use clinics::flip_bits_of_a_clinic;
pub use cuts::{cut_power, lie_about_syncs};
pub use disk::{Disk, Mounted};
pub use flips::flip_bits;
pub use full::fill_the_disk;
pub use kills::kill_writers;
pub use lengths::{truncate_logs, truncate_vaults};
pub use migration::{cut_power_in_a_migration, kill_between_statements};
pub use openers::open_twice;
pub use report::{Report, Row};
pub use restores::restore_backups;
pub use scale::{SMALL, Scale, WHOLE};
pub use vfs::sqlite_version;

/// One experiment.
pub type Experiment = fn(&Scale) -> Outcome<Row>;

/// Every experiment, in the order of the report.
pub const EXPERIMENTS: [Experiment; 12] = [
    kill_writers,
    cut_power,
    lie_about_syncs,
    fill_the_disk,
    flip_bits,
    flip_bits_of_a_clinic,
    truncate_vaults,
    truncate_logs,
    kill_between_statements,
    cut_power_in_a_migration,
    open_twice,
    restore_backups,
];
