//! Use cases, one file each: the API that the window and the command line share, and the only
//! place where keys, rows and meaning meet. It does not know Tauri, terminals or SQL.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod admission;
mod answers_file;
mod atomic;
mod body;
mod check;
mod clients;
mod clock;
mod context;
mod desk;
mod directory;
mod error;
mod export;
mod first_run;
mod fold;
mod hex;
mod ledger;
mod locked;
mod machine;
mod passphrases;
mod person;
mod phi;
mod plans;
mod response;
mod roles;
mod rows;
mod sample;
mod scoring;
mod screenings;
mod section_view;
mod session;
mod staff;
mod throttle;
pub mod view;

pub use check::{Checked, CheckedClass};
pub use clock::{Clock, SystemClock};
pub use desk::Desk;
pub use error::{Code, Error, Result};
pub use export::PlanPdf;
pub use first_run::{NewClinic, Prepared};
pub use form::Scored;
pub use locked::{Locked, NotUnlocked};
pub use machine::{Machine, data_folder};
pub use phi::Phi;
pub use record::Id;
pub use sample::{SAMPLE_PEOPLE, SamplePerson, make as make_sample};
pub use scoring::score;
pub use session::Session;
pub use staff::NewStaff;
