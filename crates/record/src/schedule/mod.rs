//! The program's week: what is offered, which of it a person comes to, and who came.
//!
//! It does not know files, keys, clocks or screens.

mod attendance;
mod catalog;
mod conflicts;
mod delivered;
#[cfg(test)]
mod laws;
mod minute;
mod neutral;
mod offering;
mod planned;
mod seat;
mod template;
mod week;

pub use attendance::{AbsenceReason, Attendance, Tick, minutes_present};
pub use catalog::{CatalogConflict, CatalogConflictKind, Clash, Offered, against_catalog, clashes};
pub use conflicts::{Conflict, conflicts};
pub use delivered::{Delivered, DeliveredWeek, delivered};
pub use minute::MinuteOfDay;
pub use neutral::telling_word;
pub use offering::{Meeting, Offering};
pub use planned::{Day, Impossible, LONGEST_SESSION, Place, Planned};
pub use seat::{NEUTRAL, Seat, SeatPeriod, project, seats_of_week, seats_on};
pub use template::{ProgramTemplate, templates};
pub use week::Week;
