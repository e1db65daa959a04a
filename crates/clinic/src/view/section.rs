//! A form with its answers, as a screen shows it: an intake section or a screening.

pub use form::{SectionSource, SectionStatus};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::EarlierView;

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ItemKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// A date, typed any way.
    Date,
    /// One of several.
    Choice,
    /// Any of several.
    MultiChoice,
    /// A whole number.
    Integer,
    /// A phone number with extension.
    Phone,
    /// A postal address: `{ line1, line2, city, state, zip }`, or no fixed address.
    Address,
    /// Rows of questions.
    Group,
    /// Times of a week, in half hours: `["mon 09:00-12:30"]`.
    Week,
    /// A signature drawn on the screen: `"600x200 12,40 13,41;90,60 92,63"`, with a mark behind it
    /// once it is kept.
    Signature,
    /// An attachment of the client: its id.
    Attachment,
    /// Worked out from other answers; never typed.
    Computed,
}

/// How much an answer is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum NeedLevel {
    /// The section cannot be finished without it.
    Required,
    /// Asked for, and may be left.
    Recommended,
    /// Only if it fits.
    Optional,
}

/// What stands in place of an answer. A blank is none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AnswerState {
    /// The person does not know.
    Unknown,
    /// The person would rather not say.
    Declined,
    /// It was not asked.
    NotAsked,
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChoiceView {
    /// What is sent and stored: a code, or a whole number in screenings.
    pub value: Value,
    /// What is shown.
    pub label: String,
}

/// One question with its answer.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ItemView {
    /// Where the answer goes: `legal_first`, or `phones/<row id>/number`.
    pub path: String,
    /// The question's id, without row.
    pub id: String,
    /// The question.
    pub label: String,
    /// A help line; may be empty.
    pub hint: String,
    /// How it is answered.
    pub kind: ItemKind,
    /// How much it is needed.
    pub need: NeedLevel,
    /// Whether it is shown now. Hidden answers are kept.
    pub visible: bool,
    /// What may be chosen.
    pub choices: Vec<ChoiceView>,
    /// What may stand in place of an answer.
    pub states: Vec<AnswerState>,
    /// The answer: null, text, number, list of codes or an address.
    pub value: Value,
    /// What stands in its place.
    pub state: Option<AnswerState>,
    /// The answer as people read it: "Apr 7, 1985", "(555) 010-4471 ext. 12".
    pub shown: String,
    /// What the answer tells: "16 years old". Empty when nothing.
    pub note: String,
    /// The rows of a group.
    pub rows: Vec<RowView>,
    /// What one row is: "Phone". Empty for what is no group.
    pub row_label: String,
    /// Whether the rows are set as a table: few and short questions.
    pub table: bool,
    /// The heading of the page, or part of a row, that begins here; may be empty.
    pub heading: String,
    /// The type of attachment it takes; empty for what takes none.
    pub accepts: String,
}

/// One row of a group.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RowView {
    /// The row's key.
    pub id: String,
    /// Its questions.
    pub items: Vec<ItemView>,
}

/// How much an issue matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum IssueLevel {
    /// A required answer is missing.
    Missing,
    /// What was typed cannot be right.
    Invalid,
    /// A recommended answer is missing.
    Recommended,
}

/// What is wrong with an answer, in one sentence. Data, not an error: it has been saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct IssueView {
    /// The field.
    pub path: String,
    /// How much it matters.
    pub level: IssueLevel,
    /// One sentence.
    pub message: String,
}

/// A band's name, and how severe it is from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BandLabel {
    /// Stable code.
    pub code: String,
    /// What is shown.
    pub label: String,
    /// From 0 upward.
    pub severity: u32,
}

/// A score.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ScoreView {
    /// Stable id.
    pub id: String,
    /// What is shown.
    pub label: String,
    /// Number or code; null while it cannot be computed.
    pub value: Value,
    /// The highest it can be, where there is one.
    pub max: Option<f64>,
    /// Its band.
    pub band: Option<BandLabel>,
}

/// An alert raised by answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AlertView {
    /// Stable id.
    pub id: String,
    /// info, moderate, high or critical.
    pub level: String,
    /// What to do.
    pub message: String,
}

/// How much of a section is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ProgressView {
    /// Questions answered.
    pub answered: u32,
    /// Questions shown.
    pub total: u32,
    /// Required ones still missing.
    pub missing: u32,
}

/// A form with its answers.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SectionView {
    /// The form's id, such as `identity` or `phq-9`.
    pub form: String,
    /// The response's id; sent back with every answer.
    pub record: String,
    /// The response's revision; sent back with every answer. 0 before the first save.
    pub rev: u32,
    /// The title.
    pub title: String,
    /// A line under the title, or what a screening asks first.
    pub intro: String,
    /// Licence line that must be shown; may be empty.
    pub licence: String,
    /// A line that has to be shown with the form, such as a copyright notice; may be empty.
    pub notice: String,
    /// What whoever asks should know before beginning.
    pub advice: Vec<String>,
    /// How far it is.
    pub status: SectionStatus,
    /// Who gives the answers.
    pub source: Option<SectionSource>,
    /// The questions.
    pub items: Vec<ItemView>,
    /// What is missing or cannot be right.
    pub issues: Vec<IssueView>,
    /// Scores, for a screening.
    pub scores: Vec<ScoreView>,
    /// Alerts, for a screening.
    pub alerts: Vec<AlertView>,
    /// How much is answered.
    pub progress: ProgressView,
    /// The field that was answered last.
    pub last_field: Option<String>,
    /// When it was last saved: RFC 3339, UTC. Nothing before the first save.
    pub saved_at: Option<String>,
    /// What was said in the same section in an earlier episode; only while this one is blank.
    pub earlier: Option<EarlierView>,
}
