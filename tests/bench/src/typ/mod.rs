//! The plan in Typst: its source, and a world that holds no more than it and the fonts.

mod chart;
mod source;
mod world;

pub use source::source;
pub use world::Desk;
