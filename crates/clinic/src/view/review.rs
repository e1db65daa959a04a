//! Reviews of the plan, certifications, and the summary a person leaves with.

use record::{
    Lack,
    certification::Certification,
    review::{Decision, Review},
    summary::Summary,
};
use serde::Serialize;

use super::{BandView, TrendView};

/// The reviews of an episode, and what else is due on its plan.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReviewsPage {
    /// Who.
    pub band: BandView,
    /// The version in force in words; empty when none is.
    pub in_force: String,
    /// When the next review is due, in words; empty when nothing asks for one.
    pub due: String,
    /// Whether it is late.
    pub late: bool,
    /// The review being written.
    pub draft: Option<ReviewDraft>,
    /// Reviews that were finished, newest first.
    pub past: Vec<PastReview>,
    /// What may follow from a review.
    pub decisions: Vec<DecisionChoice>,
    /// The certification of the version in force; nothing where no rule asks for one.
    pub certification: Option<CertificationView>,
    /// The summary being written.
    pub summary: Option<SummaryDraft>,
    /// Summaries that were finished, newest first.
    pub summaries: Vec<PastSummary>,
}

/// The review being written.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReviewDraft {
    /// The review's id.
    pub record: String,
    /// Its revision.
    pub rev: u32,
    /// The review.
    pub review: Review,
    /// What it still lacks.
    pub lacks: Vec<Lack>,
    /// When it was last saved: RFC 3339, UTC.
    pub saved_at: Option<String>,
    /// The scores that objectives are measured by, over time.
    pub trends: Vec<TrendView>,
}

/// A review that was finished.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PastReview {
    /// The review's id.
    pub record: String,
    /// The day, as shown.
    pub on: String,
    /// What followed, in words.
    pub decision: String,
    /// Who finished it, with credential.
    pub by: String,
    /// The review.
    pub review: Review,
}

/// Something that may follow from a review.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DecisionChoice {
    /// What is sent.
    pub decision: Decision,
    /// What is shown.
    pub label: String,
}

/// The certification of a version.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CertificationView {
    /// The version's id.
    pub plan: String,
    /// The rules that ask for it: "Medicare IOP".
    pub pack: String,
    /// Where it stands, in words.
    pub words: String,
    /// Whether one has to be signed now.
    pub due: bool,
    /// Whether the last one has run out.
    pub late: bool,
    /// Whether this session may certify.
    pub may_certify: bool,
    /// What is to be signed: the statement and conditions of the rules.
    pub form: Certification,
    /// Certifications that were signed, newest first.
    pub signed: Vec<SignedCertification>,
}

/// A certification that was signed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SignedCertification {
    /// "Certification", "Recertification".
    pub title: String,
    /// Who and when, as shown.
    pub by: String,
    /// The last day it stands, as shown.
    pub until: String,
    /// What was stated.
    pub certification: Certification,
}

/// The summary being written.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SummaryDraft {
    /// The summary's id.
    pub record: String,
    /// Its revision.
    pub rev: u32,
    /// The summary.
    pub summary: Summary,
    /// What it still lacks.
    pub lacks: Vec<Lack>,
    /// When it was last saved: RFC 3339, UTC.
    pub saved_at: Option<String>,
}

/// A summary that was finished.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PastSummary {
    /// The summary's id.
    pub record: String,
    /// The last day, as shown.
    pub on: String,
    /// Who finished it, with credential.
    pub by: String,
    /// The summary.
    pub summary: Summary,
}

/// What is due across clients.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DueBoard {
    /// Rows, the latest first, then the soonest.
    pub rows: Vec<BoardRow>,
    /// The kinds of rows there are, each with how many, as the filters show them.
    pub kinds: Vec<BoardKindCount>,
}

/// What a row of the due board is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum BoardKind {
    /// A plan that is not sealed yet.
    Plan,
    /// A signature somebody waits for.
    Signature,
    /// A review.
    Review,
    /// A certification.
    Certification,
    /// A summary after discharge.
    Summary,
    /// A consent that ends.
    Consent,
    /// An authorization that ends.
    Authorization,
    /// A screening.
    Screening,
    /// The rest of the intake.
    Intake,
    /// A decision on suitability.
    Suitability,
    /// A contact with somebody who waits.
    Contact,
}

/// How many rows of a kind there are.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BoardKindCount {
    /// The kind.
    pub kind: BoardKind,
    /// What it is called.
    pub label: String,
    /// How many.
    pub count: u32,
}

/// Something that is due for a client.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BoardRow {
    /// The client's id.
    pub client: String,
    /// The clinic's number.
    pub number: String,
    /// The name used.
    pub name: String,
    /// What it is about.
    pub kind: BoardKind,
    /// What is due, in words.
    pub what: String,
    /// Until when, or since when, as shown; may be empty.
    pub on: String,
    /// Days late; 0 when it is not.
    pub late_days: u32,
    /// Whether whoever is signed in is the one who is waited for.
    pub mine: bool,
}
