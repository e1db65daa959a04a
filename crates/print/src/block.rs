//! What a document says, as plain data: no fonts, no pages, no coordinates.
//!
//! A block knows its words and their role. Where it falls is [`crate::pages`]' business.

mod chart;
mod week;

pub(crate) use chart::number;
pub use chart::{Chart, ChartBand, ChartPoint, PlanDate};
pub use week::{GridSession, WeekGrid};
pub(crate) use week::{is_long, place, total};

/// A piece of text and the voice it is set in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The words. Line feeds start new lines; any other control character is set as a space.
    pub words: String,
    /// How loudly they are said.
    pub tone: Tone,
}

/// How loudly a text is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary body text.
    Plain,
    /// Bold, for what the eye should find first.
    Strong,
    /// Gray, for what accompanies or is missing.
    Quiet,
}

/// What stands in the place of an answer nobody has given.
pub const MISSING: &str = "Not recorded yet";

impl Text {
    /// Body text.
    pub fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), tone: Tone::Plain }
    }

    /// Bold text.
    pub fn strong(words: impl Into<String>) -> Self {
        Self { words: words.into(), tone: Tone::Strong }
    }

    /// Gray text.
    pub fn quiet(words: impl Into<String>) -> Self {
        Self { words: words.into(), tone: Tone::Quiet }
    }

    /// The words, or a quiet [`MISSING`] when there are none but blanks.
    #[must_use]
    pub fn or_missing(words: &str) -> Self {
        if words.trim().is_empty() { Self::quiet(MISSING) } else { Self::plain(words.trim()) }
    }
}

/// A point of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bullet {
    /// What it says.
    pub text: String,
    /// What accompanies it, quietly, on a line of its own; may be blank.
    pub below: String,
}

impl Bullet {
    /// A point with nothing below.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), below: String::new() }
    }
}

/// The rank of a heading, in the document's outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A part of the document: "The thread".
    Section,
    /// Something within a part: a problem.
    Topic,
    /// Something within a topic: an objective.
    Detail,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What was recorded.
    pub value: Text,
}

impl Fact {
    /// A fact whose value may be missing.
    pub fn new(label: impl Into<String>, value: &str) -> Self {
        Self { label: label.into(), value: Text::or_missing(value) }
    }
}

/// A group of facts set side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The relative width of each column; facts fill the columns row by row.
    pub columns: Vec<f32>,
    /// The facts in reading order.
    pub facts: Vec<Fact>,
    /// Whether the group sits on a tinted band.
    pub ground: Ground,
}

impl Facts {
    /// The group, or one line where none of its answers has been given.
    #[must_use]
    pub fn or_missing(self) -> Block {
        let missing = Text::or_missing("");
        if self.facts.iter().all(|fact| fact.value == missing) {
            return Block::Paragraph(missing);
        }
        Block::Facts(self)
    }
}

/// What lies behind a group of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Bare paper.
    Bare,
    /// A faint tint.
    Tinted,
}

/// How the cells of a column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the start of the reading direction.
    Start,
    /// To the right, for numbers.
    End,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The header, repeated on every page the table reaches.
    pub title: String,
    /// Alignment of header and cells.
    pub align: Align,
    /// Relative width.
    pub share: f32,
}

/// A table. Every row has one text for each column.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows, top to bottom.
    pub rows: Vec<Vec<Text>>,
}

/// A station on the thread: problem, goal, objective.
#[derive(Debug, Clone, PartialEq)]
pub struct Knot {
    /// Which station it is; deeper ones are set further in.
    pub station: Station,
    /// The small label above it: "Problem 1", "Goal 1.1".
    pub label: String,
    /// What is said there.
    pub blocks: Vec<Block>,
}

/// A goal in two voices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// The label above the client's words.
    pub own_label: String,
    /// The client's words; quotation marks are added on paper. Blank is said quietly.
    pub own: String,
    /// The label above the clinical words.
    pub clinical_label: String,
    /// The clinical words; blank is said quietly.
    pub clinical: String,
}

/// The stations of the golden thread, in order of depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Station {
    /// What is worked on.
    Problem,
    /// What the client wants to reach.
    Goal,
    /// A measurable step, with its interventions.
    Objective,
}

/// A line to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// In what capacity: "Client", "Therapist".
    pub role: String,
    /// The printed name; may be blank.
    pub name: String,
    /// The credential; may be blank.
    pub credential: String,
}

/// A place to write by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Blank {
    /// What is to be written there; it stands below the line, and above it in a form.
    pub label: String,
    /// Relative width in its row.
    pub share: f32,
}

/// One thing a document says.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The name of the document, with a line above it.
    Title {
        /// The small line above: the kind of program.
        kicker: String,
        /// The name of the document.
        text: String,
        /// The quiet line below: version and dates.
        below: String,
    },
    /// A heading. It never ends a page.
    Heading {
        /// Its rank.
        level: Level,
        /// Its words.
        text: String,
    },
    /// Running text.
    Paragraph(Text),
    /// Points of a list.
    Bullets(Vec<Bullet>),
    /// The client's own words, large. Quotation marks are added on paper.
    Quote(String),
    /// A goal: the client's own words, large, beside the clinical ones.
    Goal(Goal),
    /// Labels and values.
    Facts(Facts),
    /// Rows and columns.
    Table(Table),
    /// One problem and everything that hangs on it, drawn along one gold line.
    Thread(Vec<Knot>),
    /// An aside on a tinted band.
    Note(String),
    /// Lines to sign. They stay together, and with what precedes them.
    Signatures(Vec<Signer>),
    /// Rows of lines to write on. They stay together, and with what precedes them.
    Blanks(Vec<Vec<Blank>>),
    /// The questions of a form on paper, each above the line to write on. A row without words is one
    /// more line for the question before it.
    WriteOn(Vec<Vec<Blank>>),
    /// A question of a form on paper that is answered with a mark.
    Question {
        /// The question.
        text: String,
        /// The choices, each with its box.
        choices: Vec<String>,
    },
    /// A signature that was drawn on the screen, over its line.
    Signed {
        /// What stands below the line.
        label: String,
        /// The strokes.
        signature: form::Signature,
    },
    /// Groups of symbols to be copied by hand: large, every symbol in a box of one width.
    Code(Vec<String>),
    /// A measure over time, drawn, with what it shows in a sentence below.
    Chart(Chart),
    /// The sessions of a usual week as a grid, with the hours of each day; nothing when there is
    /// none.
    Week(WeekGrid),
    /// What is said inside, in larger type: 13 pt for running text. A document to be read on a bus.
    Large(Vec<Block>),
    /// What is said inside stands on one page, as far as a page holds it.
    Together(Vec<Block>),
    /// What follows starts a new page.
    PageBreak,
}
