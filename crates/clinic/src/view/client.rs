//! Clients in a list, and one client's page.

use record::suitability::Recommendation;
use serde::Serialize;

use super::section::{SectionStatus, SectionView};
use super::{BandLabel, FlagView, FormChoice};

/// One line of the client list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ClientRow {
    /// The client's id.
    pub client: String,
    /// The clinic's number, such as "RB-0048".
    pub number: String,
    /// The name the person uses, with the last name.
    pub name: String,
    /// The legal name, when it differs; else empty.
    pub legal_name: String,
    /// Pronouns; may be empty.
    pub pronouns: String,
    /// "Apr 7, 1985", or empty.
    pub birth_date: String,
    /// Age in whole years.
    pub age: Option<u32>,
    /// Phone numbers as shown.
    pub phones: Vec<String>,
    /// Where the episode stands, by name alone: "Intake", "Waitlist", "Discharged".
    pub stage_name: String,
    /// Where the episode stands, in words: "Intake, 3 of 6 sections".
    pub stage: String,
    /// When anything of this client last changed: RFC 3339, UTC.
    pub changed_at: String,
}

/// Clients that match.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ClientList {
    /// Those that were asked for, best match first.
    pub rows: Vec<ClientRow>,
    /// How many match in all, at the stage that was asked for.
    pub matching: u32,
    /// How many match at whatever stage.
    pub found: u32,
    /// How many clients there are.
    pub total: u32,
    /// The stages to choose from, in the order in which people come to them: those at which somebody
    /// is who matches, or all there are when more match than rows were asked for.
    pub stages: Vec<String>,
}

/// The band that never leaves a client's page.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BandView {
    /// The client's id.
    pub client: String,
    /// The clinic's number.
    pub number: String,
    /// The name used, with the last name.
    pub name: String,
    /// The legal name, when it differs; else empty.
    pub legal_name: String,
    /// Pronouns; may be empty.
    pub pronouns: String,
    /// "Apr 7, 1985", or empty.
    pub birth_date: String,
    /// Age in whole years.
    pub age: Option<u32>,
    /// Whether the person is under 18.
    pub minor: bool,
    /// Alerts that still ask for a clinician; none without the clinical key.
    pub alerts: Vec<String>,
    /// Flags that a clinician is needed, without the reason: everybody sees them.
    pub flags: Vec<FlagView>,
}

/// One client's page.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ClientPage {
    /// Who.
    pub band: BandView,
    /// When the episode began, as shown.
    pub episode_began: String,
    /// The intake sections in order.
    pub intake: Vec<RailItem>,
    /// The section and field where intake was left.
    pub resume: Option<String>,
    /// The suicide screen of the first visit; nothing where this session may not give it.
    pub first_screen: Option<FirstScreenView>,
    /// Screenings that may be begun for this person, due ones first.
    pub forms: Vec<FormChoice>,
    /// What is said about screenings that there are not for this person; may be empty.
    pub forms_note: String,
    /// Screenings given, newest first; none without the clinical key.
    pub screenings: Vec<ScreeningRow>,
    /// Where the judgement on suitability stands; none without the clinical key.
    pub suitability: Option<SuitabilitySummary>,
    /// The plan; none without the clinical key, or before it is begun.
    pub plan: Option<PlanSummary>,
    /// Whether clinical parts can be opened.
    pub clinical: bool,
}

/// The suicide screen that belongs to the first visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FirstScreenView {
    /// The form's id.
    pub form: String,
    /// Its short title.
    pub title: String,
    /// The day it was last given in this episode, as shown; empty when it was not, or when this
    /// session may not know.
    pub given: String,
}

/// A section on the rail.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RailItem {
    /// The section's form id.
    pub form: String,
    /// Its title.
    pub title: String,
    /// How far it is.
    pub status: SectionStatus,
    /// Questions answered.
    pub answered: u32,
    /// Questions shown.
    pub total: u32,
    /// Required ones still missing.
    pub missing: u32,
    /// Whether it applies to this person (guardian: under 18 or flagged).
    pub applies: bool,
    /// Whether this session may open it.
    pub open: bool,
    /// Whether it belongs to the short track of a first visit.
    pub start_today: bool,
}

/// A screening that was given.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ScreeningRow {
    /// The response's id.
    pub record: String,
    /// The form's id.
    pub form: String,
    /// Short title, such as "PHQ-9".
    pub title: String,
    /// When it was begun: RFC 3339, UTC.
    pub at: String,
    /// How far it is.
    pub status: SectionStatus,
    /// The first score as shown; empty while it cannot be computed.
    pub score: String,
    /// The band of that score.
    pub band: Option<BandLabel>,
}

/// Where the judgement on suitability stands, in one line.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SuitabilitySummary {
    /// What was decided; nothing before a decision.
    pub decided: Option<Recommendation>,
    /// By whom and when, as shown; empty before a decision.
    pub by: String,
    /// Why it has to be looked at again.
    pub reopened: Option<String>,
    /// Whether group scheduling waits for an evaluation.
    pub held: bool,
}

/// The plan in one line.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlanSummary {
    /// When it last changed: RFC 3339, UTC.
    pub changed_at: String,
    /// Problems on it.
    pub problems: u32,
    /// Objectives on it.
    pub objectives: u32,
    /// Findings that stand in the way.
    pub open_findings: u32,
    /// Where its newest version stands, in words.
    pub standing: String,
}

/// A new client being typed: the form, and who may be the same person.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NewClientView {
    /// The short form with what was typed.
    pub section: SectionView,
    /// People already here who may be the same person.
    pub duplicates: Vec<ClientRow>,
}

/// A list of clients from another program, as it would be taken in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ClientListView {
    /// The file's own name.
    pub file: String,
    /// Rows below its head.
    pub rows: u32,
    /// Its columns, in order.
    pub columns: Vec<ListColumn>,
    /// What a column can be.
    pub choices: Vec<ListChoice>,
    /// Rows that would be added.
    pub ready: u32,
    /// Rows in which something is wrong.
    pub wrong_rows: u32,
    /// The first of them.
    pub wrong: Vec<ListRow>,
    /// Rows of people who may be here already, or stand in the list twice.
    pub known_rows: u32,
    /// The first of them.
    pub known: Vec<ListRow>,
}

/// A column of a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ListColumn {
    /// Its name in the file.
    pub head: String,
    /// The question of a new client that it answers; empty when none.
    pub item: String,
    /// The first things that stand in it.
    pub samples: Vec<String>,
}

/// What a column of a list can be.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ListChoice {
    /// The question's id.
    pub item: String,
    /// The question.
    pub label: String,
}

/// A row of a list that is not taken in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ListRow {
    /// The line of the file.
    pub line: u32,
    /// The name in it; may be empty.
    pub name: String,
    /// Why, in a sentence.
    pub why: String,
}

/// A list that was taken in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ClientListAdded {
    /// Clients that were added.
    pub added: u32,
    /// Rows that were not.
    pub left: u32,
}
