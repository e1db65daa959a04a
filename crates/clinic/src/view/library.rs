//! The library that plans start from, and what assessment brings up.

use record::library::Part;
use serde::Serialize;

/// The library.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LibraryView {
    /// What the search found, best first; nothing without words.
    pub hits: Vec<LibraryHitRow>,
    /// The areas: those that scores bring up first.
    pub areas: Vec<LibraryAreaRow>,
    /// Areas of the clinic that are not offered any more.
    pub retired: Vec<LibraryAreaRow>,
    /// Whether this session may add areas.
    pub may_change: bool,
}

/// Something that was found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LibraryHitRow {
    /// Id of the area.
    pub area: String,
    /// Its name.
    pub area_name: String,
    /// The area itself, or which kind of entry.
    pub part: Part,
    /// Id of the entry; none for the area itself.
    pub entry: Option<String>,
    /// In the voice of staff.
    pub text: String,
    /// What the client reads.
    pub client: String,
}

/// An area.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LibraryAreaRow {
    /// Its id.
    pub id: String,
    /// What staff see.
    pub name: String,
    /// What the client reads.
    pub plain_name: String,
    /// Its version.
    pub version: String,
    /// Whether a score brings it up.
    pub offered: bool,
    /// Whether the clinic has added it.
    pub own: bool,
    /// Whether it belongs to the program of the plan.
    pub fits: bool,
}

/// A need that assessment brought up.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CandidateView {
    /// What it is: `phq-9/total`, `safety/ideation`.
    pub key: String,
    /// In words.
    pub text: String,
    /// Where it comes from.
    pub source: String,
    /// The day, as shown.
    pub on: String,
    /// Whether every plan has to answer it.
    pub required: bool,
    /// Whether it stands in the plan.
    pub picked: bool,
}
