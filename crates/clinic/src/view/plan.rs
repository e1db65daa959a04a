//! The plan editor's page.

use record::{
    coverage::CoverageRow,
    difference::SectionDifference,
    plan::{Direction, Finding, Offer, Plan, Standing},
    rules::FigureRow,
    signature::SignerRole,
};
use serde::Serialize;

use super::{BandView, CandidateView, WeekGrid};

/// A version of the plan with everything its page shows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlanPage {
    /// Who.
    pub band: BandView,
    /// The version's id; sent back with every edit.
    pub record: String,
    /// Its revision; sent back with every edit. 0 before the first save.
    pub rev: u32,
    /// 1 for the first version of the episode.
    pub version: u32,
    /// Where the version stands.
    pub standing: Standing,
    /// Whether it can be edited.
    pub editable: bool,
    /// Every version of the episode, newest first.
    pub versions: Vec<PlanVersionView>,
    /// What was sealed; nothing for a draft.
    pub sealed: Option<SealedView>,
    /// The lines to sign; nothing for a draft.
    pub signing: Option<SigningView>,
    /// The plan.
    pub plan: Plan,
    /// What it lacks.
    pub findings: Vec<Finding>,
    /// Every need down to the session that answers it, with every gap.
    pub coverage: Vec<CoverageRow>,
    /// What the week is drawn on.
    pub week: WeekGrid,
    /// The week against the strictest rule; nothing when no rule counts hours.
    pub hours: Option<HoursView>,
    /// What the rules in force ask, and which of them is the strictest.
    pub figures: Vec<FigureRow>,
    /// Staff who may be responsible: "M. Okafor, LCSW".
    pub people: Vec<String>,
    /// What intake says that belongs into the plan.
    pub offers: Vec<Offer>,
    /// Needs that assessment brought up.
    pub candidates: Vec<CandidateView>,
    /// Scores that can serve as measure and baseline.
    pub measures: Vec<MeasureView>,
    /// The entry the last edit added.
    pub added: Option<String>,
    /// When it was last saved: RFC 3339, UTC.
    pub saved_at: Option<String>,
}

/// What is said of a save while somebody types on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Kept {
    /// The revision; sent back with the next edit.
    pub rev: u32,
    /// When it was saved: RFC 3339, UTC.
    pub saved_at: Option<String>,
}

/// A version of a plan in one line.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlanVersionView {
    /// The version's id.
    pub record: String,
    /// 1 for the first.
    pub version: u32,
    /// Where it stands.
    pub standing: Standing,
    /// Where it stands, in words: "Sealed Nov 26, 2026, waits for: Client".
    pub words: String,
    /// When it was sealed: RFC 3339, UTC.
    pub sealed_at: Option<String>,
    /// The first characters of its content's hash; empty for a draft.
    pub hash: String,
}

/// What is said of a sealed version.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SealedView {
    /// When: RFC 3339, UTC.
    pub at: String,
    /// By whom, with credential.
    pub by: String,
    /// The first characters of its content's hash.
    pub hash: String,
    /// Findings that were answered for.
    pub answered: Vec<AnsweredView>,
}

/// A finding that was answered for.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AnsweredView {
    /// The entry it is about: "Objective 1.1.1"; empty for the plan itself.
    pub entry: String,
    /// What was found.
    pub message: String,
    /// Whose rule it is.
    pub source: String,
    /// Why the plan stands all the same.
    pub reason: String,
}

/// The lines to sign below a version.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SigningView {
    /// In the order of the paper.
    pub lines: Vec<SignerRow>,
}

/// A line to sign.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SignerRow {
    /// As what.
    pub role: SignerRole,
    /// The same in words.
    pub label: String,
    /// Whether the rules ask for it.
    pub asked: bool,
    /// Whether it is signed.
    pub signed: bool,
    /// Whether the person chose not to sign.
    pub declined: bool,
    /// Who, with credential; empty before.
    pub name: String,
    /// How, in words; empty before.
    pub how: String,
    /// When: RFC 3339, UTC.
    pub at: Option<String>,
    /// Whether this session can sign here, or take the signature in.
    pub may_sign: bool,
    /// The name that stands there before anybody types one.
    pub suggested: String,
}

/// The week against the strictest rule.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct HoursView {
    /// Minutes of the week that count.
    pub counted_minutes: u32,
    /// Minutes that are asked for.
    pub needed_minutes: u32,
    /// "9.8 h of 9.0 h needed".
    pub words: String,
    /// Whose rule it is.
    pub source: String,
}

/// A score that can serve as an objective's measure.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MeasureView {
    /// "PHQ-9 total".
    pub label: String,
    /// `phq-9/total`.
    pub instrument: String,
    /// On which side of a target it is reached.
    pub direction: Direction,
    /// The last value, as shown.
    pub last: String,
    /// When it was taken, as shown.
    pub on: String,
}

/// What changed from one version of a plan to another.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DifferenceView {
    /// Section by section; nothing where nothing changed.
    pub sections: Vec<SectionDifference>,
}

/// A PDF that was written.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Exported {
    /// Name of the file, without its folder.
    pub file: String,
    /// Pages.
    pub pages: u32,
    /// Characters no font could set, shown as code points.
    pub unset: Vec<String>,
    /// The notice to hand on with it, where the file cannot carry it; else empty.
    pub notice: String,
    /// Whether it opens with a passphrase only.
    pub locked: bool,
}
