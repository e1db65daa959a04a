//! Forms as data: intake sections and screening instruments share one engine.
//!
//! A form is a TOML file, read and checked once ([`Definition::parse`], [`Catalog::shipped`]).
//! Answers are entered one by one ([`set`]) or read as a whole file ([`strict::read`]), and
//! [`evaluate()`] says what is shown, what is missing, what cannot be right, and what the scores
//! are. Everything here is pure: no files, no clock, no randomness; the caller says what day it is.
//!
//! ```
//! use form::{Answers, Catalog, Context, date, evaluate, set};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let today = date::parse_stored("2026-11-23").ok_or("a date")?;
//! let phq9 = Catalog::shipped()?.form("phq-9").ok_or("a form")?;
//! let mut answers = Answers::new();
//! for item in ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"] {
//!     set(phq9, &mut answers, item, &1.into(), today)?;
//! }
//! set(phq9, &mut answers, "q9", &0.into(), today)?;
//! let evaluation = evaluate(phq9, &answers, &Context::on(today));
//! assert_eq!(evaluation.scored.band("total").map(|mark| mark.label.as_str()), Some("Mild"));
//! # Ok(())
//! # }
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod address;
pub mod answer;
pub mod business_day;
mod catalog;
mod choice;
mod computed;
pub mod condition;
mod context;
pub mod date;
pub mod definition;
mod entry;
mod evaluate;
mod fit;
pub mod instrument;
mod issue;
mod kind;
mod parse;
pub mod phone;
mod placed;
mod reading;
mod refusal;
mod rows;
pub mod score;
mod shown;
mod signature;
mod status;
pub mod strict;
mod text;
pub mod week;

pub use answer::{Address, Answer, Answers, Row};
pub use catalog::Catalog;
pub use computed::{ComputedValue, good_faith_estimate_due};
pub use context::{Context, SexForScoring};
pub use definition::{
    AskedBy, Choice, ChoiceSet, Class, Code, Computation, Definition, Item, Kind, Layout, Need,
    Role, SectionSource, SectionStatus, State,
};
pub use entry::set;
pub use evaluate::{Evaluation, Progress, evaluate, score};
pub use issue::{Issue, IssueLevel};
pub use refusal::{AnswerRefused, DefinitionRefused, Error, Refusal};
pub use rows::{add_row, move_row, remove_row, restore_row};
pub use score::{AlertLevel, BandHit, BandMark, FollowUp, Score, ScoreValue, Scored};
pub use shown::{shown, shown_row};
pub use signature::Signature;
pub use text::{LINE_LIMIT, LONG_LIMIT};
