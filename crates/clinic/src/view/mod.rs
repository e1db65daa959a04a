//! What leaves the clinic: shapes for the window, the command line and nothing else. They hold
//! what a screen shows, already worded and formatted; they hold no rule and no key.

mod app;
mod attachments;
mod audit;
mod backup;
mod client;
mod document;
mod episode;
mod exchange;
mod forms;
mod integrity;
mod library;
mod lock;
mod plan;
mod program;
mod progress;
mod release;
mod removal;
pub mod request;
mod review;
mod rules;
mod safety;
mod section;
mod staff;
mod suitability;
mod today;
mod week;

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
    BandView, ClientList, ClientListAdded, ClientListView, ClientPage, ClientRow, FirstScreenView,
    ListChoice, ListColumn, ListRow, NewClientView, PlanSummary, RailItem, ScreeningRow,
    SuitabilitySummary,
};
pub use document::{BatchRefused, BatchView, LetterheadView, PeopleFileView, PreviewView};
pub use episode::{EarlierAnswer, EarlierView, EpisodePage, EpisodeRow};
pub use exchange::{
    KnownPerson, LeftRow, ReferralRow, ReferralsAdded, ReferralsView, TakenAnswer, TakenSection,
};
pub use forms::{FormChoice, FormRow, FormsView, TrainedRow};
pub use integrity::{AnchorState, IntegrityView, QuarantineRow};
pub use library::{CandidateView, LibraryAreaRow, LibraryHitRow, LibraryView};
pub use lock::{Done, LockState, SettingsView, WorkKind, WorkView};
pub use plan::{
    AnsweredView, DifferenceView, Exported, HoursView, Kept, MeasureView, PlanPage,
    PlanVersionView, SealedView, SignerRow, SigningView,
};
pub use program::{
    AttendanceChoice, GroupRow, MeetingRow, ProgramView, ReasonChoice, RosterRow, RosterView,
    TemplateRow, TodayMeeting,
};
pub use progress::{PlanEvent, PlanEventKind, ProgressPage, TrendView};
pub use release::{ClosedConsent, ConsentChoice, ExceptionChoice, ReleaseView};
pub use removal::{DisclosureRow, DisclosuresView, Purged, RemovedRow, RemovedView};
pub use review::{
    BoardKind, BoardKindCount, BoardRow, CertificationView, DecisionChoice, DueBoard, PastReview,
    PastSummary, ReviewDraft, ReviewsPage, SignedCertification, SummaryDraft,
};
pub use rules::{RulePackRow, RulePacksView};
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
pub use week::{
    DayTotal, DeliveredRow, FreeSpan, OfferedMeeting, RecentSession, SeatRow, WeekConflict,
    WeekGrid, WeekView,
};

pub use record::{
    coverage::CoverageRow,
    disclosure::{Basis, Emergency},
    library::Part,
    plan::{Edit, Finding, Level, Offer},
    schedule::{AbsenceReason, Attendance},
    signature::{SignedHow, SignerRole},
};
