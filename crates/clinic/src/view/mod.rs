//! What leaves the clinic: shapes for the window, the command line and nothing else. They hold
//! what a screen shows, already worded and formatted; they hold no rule and no key.

mod app;
mod attachments;
mod audit;
mod backup;
mod client;
mod episode;
mod forms;
mod integrity;
mod lock;
mod plan;
mod progress;
mod removal;
pub mod request;
mod safety;
mod section;
mod staff;
mod suitability;
mod today;

pub use app::{
    AppView, PassphraseView, PreparedView, Reason, RestoredView, Role, SelfEntryView, SessionView,
    Stage, Tile,
};
pub use attachments::{
    AttachmentPageView, AttachmentRow, AttachmentTypeView, AttachmentsPage, RefusedFile,
};
pub use audit::{AuditFault, AuditPage, AuditRow, AuditWhat};
pub use backup::{BackupRow, BackupView, BackupsView};
pub use client::{
    BandView, ClientList, ClientPage, ClientRow, FirstScreenView, NewClientView, PlanSummary,
    RailItem, ScreeningRow, SuitabilitySummary,
};
pub use episode::{EarlierView, EpisodePage, EpisodeRow};
pub use forms::{FormChoice, FormRow, FormsView, TrainedRow};
pub use integrity::{AnchorState, IntegrityView, QuarantineRow};
pub use lock::{Done, LockState, SettingsView, WorkKind, WorkView};
pub use plan::{Exported, MeasureView, PlanPage};
pub use progress::{ProgressPage, TrendView};
pub use removal::{DisclosureRow, DisclosuresView, Purged, RemovedRow, RemovedView};
pub use safety::{AlertChoice, CrisisLineView, PartView, SafetyPage};
pub use section::{
    AlertView, AnswerState, BandLabel, ChoiceView, IssueLevel, IssueView, ItemKind, ItemView,
    NeedLevel, ProgressView, RowView, ScoreView, SectionSource, SectionStatus, SectionView,
};
pub use staff::{StaffRow, StaffView};
pub use suitability::{
    ContextView, EvidenceView, FactorView, GateChoice, GateView, LevelView, SuitabilityPage,
};
pub use today::{ActionView, DueRow, FlagView, HandedRow, NeededRow, TodayView, ToldView};
