//! What the plan says, as `plan.json` has it, and for which fictional client.

use serde::Deserialize;

/// The description with its marks `{name}` and `{number}` still in it.
pub const TEMPLATE: &str = include_str!("../plan.json");

/// A plan in words.
#[derive(Debug, Deserialize)]
pub struct Plan {
    /// The names that clients go by, one after the other.
    pub clients: Vec<String>,
    /// The small line above the title.
    pub kicker: String,
    /// The title.
    pub title: String,
    /// The quiet line below it.
    pub below: String,
    /// What it says, in order.
    pub blocks: Vec<Part>,
}

/// One thing the plan says.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// A heading.
    Heading {
        /// Its rank, from 1.
        level: u8,
        /// Its words.
        text: String,
    },
    /// Running text.
    Paragraph(String),
    /// The person's own words.
    Quote(String),
    /// Points of a list.
    Bullets(Vec<String>),
    /// Rows and columns.
    Table(Table),
    /// Scores over time.
    Chart(Chart),
}

/// Rows and columns.
#[derive(Debug, Deserialize)]
pub struct Table {
    /// Left to right.
    pub columns: Vec<Column>,
    /// Top to bottom.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Deserialize)]
pub struct Column {
    /// Its header.
    pub title: String,
    /// Its relative width.
    pub share: f32,
}

/// Scores over time.
#[derive(Debug, Deserialize)]
pub struct Chart {
    /// What is measured.
    pub title: String,
    /// In what.
    pub unit: String,
    /// The lowest score there is.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// Where the plan wants it.
    pub target: f64,
    /// What the scores mean.
    pub bands: Vec<Band>,
    /// Day and score, oldest first.
    pub points: Vec<(String, f64)>,
}

/// Scores that mean the same.
#[derive(Debug, Deserialize)]
pub struct Band {
    /// What they mean.
    pub label: String,
    /// The lowest of them.
    pub from: f64,
    /// The highest of them.
    pub to: f64,
}

/// Puts a client in: no two of them share name and number.
pub struct Client {
    name: String,
    number: String,
}

impl Client {
    /// The client of this number.
    #[must_use]
    pub fn new(clients: &[String], number: usize) -> Self {
        let name = clients.get(number % clients.len().max(1)).cloned().unwrap_or_default();
        Self { name, number: format!("RB-{number:04}") }
    }

    /// A template with its marks replaced.
    #[must_use]
    pub fn put_into(&self, template: &str) -> String {
        template.replace("{name}", &self.name).replace("{number}", &self.number)
    }
}

impl Plan {
    /// Reads a description.
    ///
    /// # Errors
    /// When it is not one.
    pub fn read(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }
}
