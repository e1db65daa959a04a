//! What is asked about the library and what assessment brings up.

use record::library::Part;
use serde::Deserialize;

requests! {
    /// Searches the library, or opens one area of it.
    OpenLibrary {
        /// The session.
        token: String,
        /// The client whose plan is written; empty for nobody's.
        client: String,
        /// The area whose entries are asked for; empty for a search.
        area: String,
        /// Words; all areas when empty.
        find: String,
    }
    /// Inserts an entry of the library into a plan.
    InsertFromLibrary {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The draft's id.
        record: String,
        /// The revision the screen shows.
        rev: u32,
        /// The area.
        area: String,
        /// A whole thread, or which kind of entry.
        part: Part,
        /// The entry; none for a whole thread.
        entry: Option<String>,
        /// Where the cursor is, as an edit would name it.
        under: String,
    }
    /// Takes something over that intake says, or puts it aside; picks a need.
    AnswerOffer {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The draft's id.
        record: String,
        /// The revision the screen shows.
        rev: u32,
        /// What is offered.
        key: String,
        /// Whether it is taken.
        take: bool,
    }
    /// Retires an area of the clinic, or brings it back.
    RetireArea {
        /// The session.
        token: String,
        /// The area's id.
        area: String,
        /// Whether it is not offered any more.
        retired: bool,
    }
}
