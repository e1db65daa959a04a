//! Rule packs and the checker: what a plan has to carry, as data with its source, and what it still
//! lacks. Several packs may apply; the strictest wins and says so.
//!
//! Decision support: it checks the configured rules, a qualified clinician decides. It does not
//! know files, clocks or who is signed in, and it never guesses at prose.

mod check;
mod finding;
mod pack;
mod parse;
mod shipped;
mod strictest;

pub use check::{check, rule_ids};
pub use finding::{Facts, Finding, Level, MustNeed};
pub use pack::{
    Applies, AskedCertification, Figures, Pack, Section, SectionRule, adolescent, applies,
};
pub use parse::parse;
pub use shipped::shipped;
pub use strictest::{Figure, FigureRow, HoursRule, Strictest, strictest};
