//! What a form is once it has been read and checked: items, choices, scores, bands, alerts.
//!
//! A value of these types is known to be consistent: every id it names exists. Does not know TOML
//! (see `parse`), answers (see `answer`) or what is shown to whom (see `evaluate`).

pub use crate::choice::{Choice, ChoiceSet, Code};
use crate::condition::Condition;
use crate::instrument::Instrument;
pub use crate::kind::{
    AttachmentRule, Computation, DateRule, Group, IntegerRule, Kind, Layout, SignatureRule,
};
use crate::placed::Placed;
use crate::score::{Alert, Band, FollowUp, Method, Score};
pub use crate::status::{SectionSource, SectionStatus, State};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A form, read and checked. Immutable: a response names its id, version and content hash and is
/// always shown under that version.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Lower-case id, unique among all forms: `identity`, `phq-9`.
    pub id: String,
    /// Version as published, such as `1.0.0`.
    pub version: String,
    /// What the form is used for.
    pub role: Role,
    /// Which key seals the answers.
    pub class: Class,
    /// Full title.
    pub title: String,
    /// Title for narrow places.
    pub short_title: String,
    /// One or two sentences shown above the items; for an instrument its own preamble.
    pub intro: String,
    /// When the whole form is shown; always, when absent.
    pub show_when: Option<Condition>,
    /// Belongs to the short track of a first visit.
    pub start_today: bool,
    /// Who may ask it.
    pub asked_by: AskedBy,
    /// Under 18 the person is asked alone, without a parent or guardian in the room.
    pub ask_alone_under_18: bool,
    /// Items in the order they are asked.
    pub items: Vec<Item>,
    /// Scores in the order of the definition.
    pub scores: Vec<Score>,
    /// Bands in the order of the definition.
    pub bands: Vec<Band>,
    /// Alerts in the order of the definition.
    pub alerts: Vec<Alert>,
    /// Instruments to give after this one, each with its condition.
    pub follow_ups: Vec<FollowUp>,
    /// Licence, codes and use of a screening instrument; absent for other forms.
    pub instrument: Option<Instrument>,
    pub(crate) order: Vec<Node>,
    /// The places of the items in the order of their ids.
    pub(crate) by_id: Vec<usize>,
    pub(crate) canonical: Vec<u8>,
    /// Everything that is named above, by place.
    pub(crate) placed: Placed,
}

impl Definition {
    /// The place of a top-level item.
    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        let found = self.by_id.binary_search_by(|at| self.items[*at].id.as_str().cmp(id));
        found.ok().map(|at| self.by_id[at])
    }

    /// The item with this id, whether at the top level or inside a repeating group.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find_map(|item| {
            if item.id == id {
                return Some(item);
            }
            item.row_items().iter().find(|inner| inner.id == id)
        })
    }

    /// The item a path of answers leads to: `legal_first`, `phones`, `phones/<row>/number`.
    #[must_use]
    pub fn item_at(&self, path: &str) -> Option<&Item> {
        let mut parts = path.split('/');
        let top = self.top_item(parts.next()?)?;
        match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Some(top),
            (Some(_), Some(inner), None) => top.row_items().iter().find(|item| item.id == inner),
            _ => None,
        }
    }

    pub(crate) fn top_item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The score with this id.
    #[must_use]
    pub fn score(&self, id: &str) -> Option<&Score> {
        self.scores.iter().find(|score| score.id == id)
    }

    /// The alert with this id.
    #[must_use]
    pub fn alert(&self, id: &str) -> Option<&Alert> {
        self.alerts.iter().find(|alert| alert.id == id)
    }

    /// The other sections whose answers this form asks about: the context needs no others.
    #[must_use]
    pub fn sections_named(&self) -> BTreeSet<&str> {
        let mut sections = BTreeSet::new();
        for condition in self.conditions() {
            condition.walk_outside(&mut |path| {
                sections.extend(path.split_once('.').map(|(section, _)| section));
            });
        }
        sections
    }

    /// Whether anything hangs on the sex for scoring.
    #[must_use]
    pub fn asks_sex(&self) -> bool {
        self.bands.iter().any(|band| !band.by_sex.is_empty())
            || self.conditions().any(Condition::asks_sex)
    }

    /// Every condition of the form, rows of groups included.
    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let items =
            self.items.iter().flat_map(|item| std::iter::once(item).chain(item.row_items()));
        let shown = items.filter_map(|item| item.show_when.as_ref()).chain(&self.show_when);
        let rules = self.scores.iter().flat_map(|score| match &score.method {
            Method::Rules(rules, _) => rules.as_slice(),
            _ => &[],
        });
        let raised = self.alerts.iter().map(|alert| &alert.when);
        let next = self.follow_ups.iter().map(|next| &next.when);
        shown.chain(rules.map(|rule| &rule.when)).chain(raised).chain(next)
    }

    /// The bytes whose SHA-256 is the content hash of this version: the source text, followed by
    /// every shared choice set it uses, so that a changed pick list is a changed form.
    #[must_use]
    pub fn canonical(&self) -> &[u8] {
        &self.canonical
    }
}

/// A step of the order in which visibility and scores can be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Node {
    Item(usize),
    Score(usize),
}

/// What a form is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The client or the episode: one record each, made in seconds.
    Record,
    /// A section of the intake.
    Section,
    /// A screening or outcome instrument.
    Screening,
}

/// Who may ask the questions of a form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AskedBy {
    /// Whoever holds the key of its class; the person may also answer alone.
    #[default]
    Anyone,
    /// A clinician, never self-entry.
    Clinician,
}

/// Which class key seals the answers (security.md, "Keys and roles").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Class 1, administrative: front desk and clinicians.
    Intake,
    /// Class 2, clinical: front desk has no key.
    Clinical,
}

impl Class {
    /// The number of the class in the vault.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Intake => 1,
            Self::Clinical => 2,
        }
    }
}

/// One question or field.
#[derive(Debug, Clone)]
pub struct Item {
    /// Id, unique in the whole form, rows of groups included.
    pub id: String,
    /// A new page of the form begins here, under this heading; inside a row, a new part of the row.
    pub heading: Option<String>,
    /// What is asked, shown to the person.
    pub label: String,
    /// A short noun for messages; the label unless the definition gives another.
    pub name: String,
    /// A line of help under the label.
    pub hint: Option<String>,
    /// Text shared with the items beside it, shown once above them.
    pub prefix: Option<String>,
    /// A notice that must be shown with this item, such as a copyright line.
    pub notice: Option<String>,
    /// Why leaving the item out is all right, for instruments that say so.
    pub optional_reason: Option<String>,
    /// LOINC code of the question.
    pub loinc: Option<String>,
    /// Whether the item must, should or may be answered.
    pub need: Need,
    /// Which states may be recorded instead of a value.
    pub states: Vec<State>,
    /// What kind of answer is expected.
    pub kind: Kind,
    /// When the item is shown; always, when absent.
    pub show_when: Option<Condition>,
}

impl Item {
    /// The items of one row when this is a repeating group; nothing otherwise.
    #[must_use]
    pub fn row_items(&self) -> &[Item] {
        match &self.kind {
            Kind::Group(group) => &group.items,
            _ => &[],
        }
    }

    /// The choices of a choice or multi-choice item; nothing otherwise.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            Kind::Choice(set) | Kind::MultiChoice(set) => &set.choices,
            _ => &[],
        }
    }

    /// The choice with this code.
    #[must_use]
    pub fn choice(&self, code: &Code) -> Option<&Choice> {
        self.choices().iter().find(|choice| choice.code == *code)
    }
}

/// Whether an item must, should or may be answered. Saving is always allowed; only completing is
/// checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// The form is not complete without it.
    Required,
    /// Worth asking; its absence is said, and does not hold anything up.
    Recommended,
    /// May be left blank without a word.
    Optional,
}

/// Choice sets that forms may refer to by id.
pub(crate) type SharedSets = BTreeMap<String, (Arc<ChoiceSet>, &'static str)>;
