//! What a screening instrument carries besides its items: licence, codes, population, change.
//!
//! Knows nothing of answers or scores; everything here is shown or exported, never computed with.

/// Facts about a screening instrument.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Under what permission the wording is shown.
    pub licence: Licence,
    /// LOINC codes of the panel.
    #[serde(default)]
    pub loinc: Loinc,
    /// Whom it is meant for.
    pub population: Population,
    /// Who may give it.
    pub administration: Administration,
    /// The span it asks about, such as "last 2 weeks".
    #[serde(default)]
    pub timeframe: Option<String>,
    /// Which suitability factors its results are evidence for.
    #[serde(default)]
    pub factors: Vec<Factor>,
    /// On by default in a new clinic.
    #[serde(default)]
    pub core: bool,
    /// Instruments with the same word stand for each other: one of them is enough.
    #[serde(default)]
    pub one_of: Option<String>,
    /// Days after which asking again is suggested.
    #[serde(default)]
    pub reassess_days: Option<u32>,
    /// How much change means something.
    #[serde(default)]
    pub change: Option<Change>,
    /// Publications the scoring rests on.
    #[serde(default)]
    pub references: Vec<String>,
    /// Remarks for clinicians.
    #[serde(default)]
    pub notes: Vec<String>,
}

impl Instrument {
    /// Whether the person may answer alone, on paper or at the screen.
    #[must_use]
    pub fn self_entry_allowed(&self) -> bool {
        self.administration != Administration::Interviewer
    }

    /// Whether it is asked by a person who knows how: a clinician, or staff the clinic has named
    /// as trained.
    #[must_use]
    pub fn needs_trained_staff(&self) -> bool {
        self.administration == Administration::Interviewer
    }
}

/// Under what permission the wording is shown.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Kind of permission.
    pub status: LicenceStatus,
    /// The permission in the words of its source.
    pub statement: String,
    /// Where the statement was read.
    pub source: String,
    /// A line that must be displayed with the instrument.
    #[serde(default)]
    pub notice: Option<String>,
}

/// Kinds of permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LicenceStatus {
    /// In the public domain.
    PublicDomain,
    /// May be used without asking.
    PermissionFree,
    /// Free, with a notice to display.
    FreeWithNotice,
    /// Creative Commons Attribution 4.0.
    #[serde(rename = "cc-by-4.0")]
    CcBy4,
    /// Written for this product.
    AppAuthored,
    /// The wording may not be shipped; only codes and ranges are.
    TextOmitted,
    /// Taken from elsewhere: the statement is what its source says, and nobody has judged it.
    Unverified,
}

/// LOINC codes of an instrument. LOINC is copyright Regenstrief Institute, Inc.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Loinc {
    /// The panel.
    #[serde(default)]
    pub panel: Option<String>,
}

/// Whom an instrument is meant for.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Youngest age in years.
    #[serde(default)]
    pub min_age: Option<u32>,
    /// Oldest age in years.
    #[serde(default)]
    pub max_age: Option<u32>,
    /// The same in words.
    pub label: String,
}

impl Population {
    /// Whether a person of this age is in the population the instrument is meant for.
    #[must_use]
    pub fn includes(&self, age: u32) -> bool {
        self.min_age.is_none_or(|min| age >= min) && self.max_age.is_none_or(|max| age <= max)
    }
}

/// Who may give an instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Administration {
    /// The person alone.
    #[serde(rename = "self")]
    SelfEntry,
    /// The person alone or an interviewer.
    SelfOrInterviewer,
    /// Asked by a person, never self-entry.
    Interviewer,
}

/// The suitability factors that results are evidence for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// Severity of symptoms.
    Severity,
    /// Commitment to treatment.
    Readiness,
    /// Support system.
    Support,
    /// Treatment goals and functioning.
    FunctioningGoals,
    /// Danger to self or others.
    Risk,
}

/// Published thresholds of meaningful change, in points of one score.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The score the thresholds belong to.
    pub score: String,
    /// Smallest difference people notice.
    #[serde(default)]
    pub minimal_important_difference: Option<i64>,
    /// Upper end, where the difference is published as a span.
    #[serde(default)]
    pub minimal_important_difference_up_to: Option<i64>,
    /// Difference beyond measurement error.
    #[serde(default)]
    pub reliable_change: Option<i64>,
    /// Response: a fall from baseline of at least this many percent.
    #[serde(default)]
    pub response_percent: Option<i64>,
    /// Remission: a score below this.
    #[serde(default)]
    pub remission_below: Option<i64>,
    /// A good end state: a score at or below this.
    #[serde(default)]
    pub good_end_state_at_most: Option<i64>,
    /// How sure the sources are, where they differ.
    #[serde(default)]
    pub confidence: Option<String>,
    /// Where the thresholds were published.
    pub citation: String,
}
