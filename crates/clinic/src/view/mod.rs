//! What leaves the clinic: shapes for the window, the command line and nothing else. They hold
//! what a screen shows, already worded and formatted; they hold no rule and no key.

mod app;
mod client;
mod plan;
pub mod request;
mod section;

pub use app::{AppView, PassphraseView, PreparedView, Reason, Role, SessionView, Stage, Tile};
pub use client::{
    BandView, ClientList, ClientPage, ClientRow, NewClientView, PlanSummary, RailItem,
    ScreeningRow, StaffRow, StaffView,
};
pub use plan::{Exported, MeasureView, PlanPage};
pub use section::{
    AlertView, AnswerState, BandLabel, ChoiceView, IssueLevel, IssueView, ItemKind, ItemView,
    NeedLevel, ProgressView, RowView, ScoreView, SectionSource, SectionStatus, SectionView,
};
