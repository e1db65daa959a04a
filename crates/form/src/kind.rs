//! The kinds of answers an item can take, with the rules of each.
//!
//! Knows no answers: what a rule makes of one is said by `issue`, `entry` and `computed`.

use crate::choice::ChoiceSet;
use crate::definition::Item;
use std::sync::Arc;

/// What kind of answer an item takes.
#[derive(Debug, Clone)]
pub enum Kind {
    /// One line, at most 500 code points.
    Text,
    /// Several lines, at most 50,000 code points.
    LongText,
    /// A calendar date.
    Date(DateRule),
    /// One of a set.
    Choice(Arc<ChoiceSet>),
    /// Several of a set.
    MultiChoice(Arc<ChoiceSet>),
    /// A whole number.
    Integer(IntegerRule),
    /// A telephone number.
    Phone,
    /// A postal address, or "no fixed address".
    Address,
    /// The times of a usual week, in half hours.
    Week,
    /// Rows of the same items.
    Group(Group),
    /// A signature drawn on the screen (see [`crate::Signature`]).
    Signature(SignatureRule),
    /// An attachment of the same client: the id of its record, as 32 hex digits.
    Attachment(AttachmentRule),
    /// A value worked out from other items; never typed.
    Computed(Computation),
}

/// The rules of a date item. All of them are issues, never refusals.
#[derive(Debug, Clone, Default)]
pub struct DateRule {
    /// A birth date: in the past, under 120 years.
    pub birth: bool,
    /// The date may not lie after today.
    pub not_future: bool,
    /// The date may not lie before the date in this item.
    pub not_before: Option<String>,
}

/// The rules of an integer item.
#[derive(Debug, Clone, Default)]
pub struct IntegerRule {
    /// Smallest value allowed.
    pub min: Option<i64>,
    /// Largest value allowed.
    pub max: Option<i64>,
    /// Unit shown behind the number, such as `days`.
    pub unit: Option<String>,
    /// Words at the two ends of a scale.
    pub anchors: Option<[String; 2]>,
}

/// The rules of a signature item.
#[derive(Debug, Clone, Default)]
pub struct SignatureRule {
    /// Items beside it that are signed for: changing one of them later is said.
    pub covers: Vec<String>,
}

/// The rules of an attachment item.
#[derive(Debug, Clone)]
pub struct AttachmentRule {
    /// The type of attachment it takes, such as `insurance_card`.
    pub accepts: String,
}

/// A repeating group.
#[derive(Debug, Clone)]
pub struct Group {
    /// What one row is called: "Phone".
    pub row_label: String,
    /// Most rows that can be added.
    pub max_rows: usize,
    /// How the rows are laid out.
    pub layout: Layout,
    /// The items of each row.
    pub items: Vec<Item>,
    pub(crate) order: Vec<usize>,
}

/// How the rows of a group are laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Each row by itself, its items below each other.
    #[default]
    Cards,
    /// One line a row, one column an item: for few and short items.
    Table,
}

/// A value that follows from other items.
#[derive(Debug, Clone)]
pub enum Computation {
    /// When a Good Faith Estimate is due (45 CFR 149.610(b)(1)(vi)), from the items that hold the
    /// date of scheduling, the date of service and the date of a request.
    GoodFaithEstimate {
        /// Item with the day the service was scheduled.
        scheduled: String,
        /// Item with the day of the service.
        service: String,
        /// Item with the day the estimate was asked for.
        requested: String,
    },
    /// The hours a week that a person can attend, against what the program asks for.
    HoursAWeek {
        /// Item with the times of the week.
        week: String,
        /// Hours a week that the program asks of an adult.
        adult: u32,
        /// Hours a week that the program asks under 18.
        adolescent: u32,
    },
}
