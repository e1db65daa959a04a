//! What stands inside each kind of record. Every body is versioned by its envelope.

mod disclosure;
mod plan;
mod program;
mod review;

use std::collections::BTreeMap;

use form::{Answers, SectionSource, SectionStatus};
use record::{AttachmentType, Id, alert::Action};
use serde::{Deserialize, Serialize};

use crate::{
    Phi,
    view::{Role, request::Sheet},
};

pub(crate) use disclosure::{ConsentUsed, DisclosureBody};
pub(crate) use plan::{
    AnsweredFinding, PackUsed, PlanBody, PlanSignatureBody, SealedBody, SealedContent,
};
pub(crate) use program::{AttendanceBody, EarlierSeats, GroupBody, OfferingBody, SeatsBody};
pub(crate) use review::{CertificationBody, Finished, ReviewBody, SummaryBody};

/// The shape of every body below.
pub(crate) const VERSION: u32 = 1;

/// The clinic.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClinicBody {
    pub(crate) name: String,
    /// Letters before a client's number: "RB" of "RB-0048".
    pub(crate) prefix: String,
    /// The next client's number.
    pub(crate) next: u32,
    pub(crate) crisis_steps: String,
    pub(crate) crisis_no_clinician: String,
    /// Made by the sample generator.
    pub(crate) sample: bool,
    /// Minutes without a key or a click after which the window locks.
    pub(crate) idle_minutes: u32,
    /// Days a deleted client can be brought back before the records may be purged.
    pub(crate) removal_days: u32,
    /// Rule packs that the clinic has chosen, by id.
    #[serde(default)]
    pub(crate) packs: Vec<String>,
    /// Whether the clinic is a Part 2 program (42 CFR 2.11); so it counts until somebody says
    /// otherwise.
    #[serde(default = "yes")]
    pub(crate) part2: bool,
    /// The paper that documents are set on.
    #[serde(default)]
    pub(crate) paper: Sheet,
    /// What stands at the head of documents beside the clinic's name.
    #[serde(default)]
    pub(crate) letterhead: LetterheadBody,
}

/// The clinic's letterhead. Blank parts take no room on paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LetterheadBody {
    /// Line by line.
    pub(crate) address: String,
    pub(crate) phone: String,
    /// Licences and certifications, line by line.
    pub(crate) licences: String,
    /// What stands at the foot of the first page.
    pub(crate) footer: String,
    pub(crate) logo: Option<LogoBody>,
}

/// The file a logo came in, checked when it was taken and again whenever it is drawn.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogoBody {
    /// The file's name, to be known again by.
    pub(crate) name: String,
    /// The file in Base64.
    pub(crate) data: String,
}

impl std::fmt::Debug for LogoBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LogoBody").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The careful side.
const fn yes() -> bool {
    true
}

/// A member of staff.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StaffBody {
    pub(crate) user: Id,
    pub(crate) name: String,
    pub(crate) credential: String,
    pub(crate) role: Role,
    /// When the person's keys were taken away; nothing while they may sign in.
    pub(crate) left: Option<String>,
}

impl StaffBody {
    /// Whether the person may sign in.
    pub(crate) fn active(&self) -> bool {
        self.left.is_none()
    }
}

/// The public half of a class's pair, as hex.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PublicKey {
    pub(crate) class: u8,
    pub(crate) epoch: u32,
    pub(crate) public: String,
}

/// The public halves of all class pairs.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeysBody {
    pub(crate) keys: Vec<PublicKey>,
}

/// What people call someone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Names {
    pub(crate) legal_first: Phi<String>,
    pub(crate) legal_middle: Phi<String>,
    pub(crate) legal_last: Phi<String>,
    pub(crate) name_used: Phi<String>,
}

/// A person, kept once.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientBody {
    pub(crate) number: String,
    pub(crate) names: Names,
    /// Names borne before, oldest first, each with the day it was replaced.
    pub(crate) former: Vec<FormerNames>,
    /// ISO 8601, or as typed while it cannot be read.
    pub(crate) birth_date: Phi<String>,
    pub(crate) pronouns: Phi<String>,
}

/// Names borne until a day.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormerNames {
    pub(crate) names: Names,
    pub(crate) until: String,
}

/// One admission.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EpisodeBody {
    pub(crate) began: String,
    /// How many episodes of the person were before it.
    #[serde(default)]
    pub(crate) nth: u32,
    /// Answers to the episode form.
    pub(crate) answers: Answers,
}

/// Answers to one form.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResponseBody {
    pub(crate) episode: Id,
    pub(crate) form: String,
    pub(crate) version: String,
    /// SHA-256 of the definition, as hex: the response is always shown under it.
    pub(crate) definition: String,
    pub(crate) status: SectionStatus,
    pub(crate) source: Option<SectionSource>,
    pub(crate) started_at: String,
    pub(crate) finished_at: Option<String>,
    pub(crate) last_field: Option<String>,
    pub(crate) answers: Answers,
}

/// What a clinic has chosen about its screenings.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FormSettingsBody {
    /// Screenings switched on or off; what is not here is as the product proposes.
    pub(crate) chosen: BTreeMap<String, bool>,
    /// People at the front desk who are trained to ask about suicide.
    pub(crate) trained: Vec<Id>,
}

/// A definition that the clinic has added. It never changes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackBody {
    /// Name of the file it came in.
    pub(crate) file: String,
    /// The definition as it was written.
    pub(crate) text: String,
}

/// A clinical record of which an episode has one, or a few.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfEpisode<T> {
    pub(crate) episode: Id,
    pub(crate) content: T,
}

/// An attachment. Its content lies in a record of its own, so that lists need not open it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttachmentBody {
    /// The episode under way when it was added.
    pub(crate) episode: Id,
    pub(crate) kind: AttachmentType,
    /// The day on the paper, or the day it was taken: ISO 8601.
    pub(crate) date: String,
    pub(crate) note: Phi<String>,
    /// `image/jpeg`, `image/png` or `application/pdf`.
    pub(crate) mime: String,
    pub(crate) pages: u32,
    /// Pixels; of a PDF, those of its first page as it is drawn.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Bytes of the content, and their SHA-256 as hex.
    pub(crate) size: u32,
    pub(crate) sha256: String,
    /// The record of the content.
    pub(crate) content: Id,
    pub(crate) added_at: String,
    pub(crate) added_by: Id,
    /// When it was put away, and by whom; nothing while it is there.
    pub(crate) removed: Option<Cleared>,
}

/// The content of an attachment.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttachmentContentBody {
    pub(crate) attachment: Id,
    /// The bytes, RFC 4648 base64 with padding.
    pub(crate) data: String,
}

/// A client's deletion.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RemovalBody {
    pub(crate) reason: Phi<String>,
    pub(crate) at: String,
    pub(crate) by: Id,
    /// When the client was brought back; nothing while the records wait to be purged.
    pub(crate) returned_at: Option<String>,
}

/// A clinician is needed for a client. The reason is not here.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FlagBody {
    pub(crate) at: String,
    pub(crate) by: Id,
    /// The response whose answer raised it.
    pub(crate) response: Id,
    /// When a clinician said what was done, and who.
    pub(crate) cleared: Option<Cleared>,
    /// Who was told, by whom and when.
    #[serde(default)]
    pub(crate) told: Vec<ToldOf>,
}

/// Somebody was told that a clinician is needed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ToldOf {
    pub(crate) at: String,
    pub(crate) by: Id,
    pub(crate) whom: Phi<String>,
}

/// Who did away with something, and when: cleared a flag, put an attachment away.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cleared {
    pub(crate) at: String,
    pub(crate) by: Id,
}

/// What a clinician did about a flag.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DispositionBody {
    pub(crate) flag: Id,
    pub(crate) text: Phi<String>,
    /// What was done; nothing in records from before it was asked for.
    #[serde(default)]
    pub(crate) actions: Vec<Action>,
}

/// An area of the library that the clinic has added.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LibraryAreaBody {
    /// Name of the file it came in.
    pub(crate) file: String,
    /// The area as it was written.
    pub(crate) text: String,
    /// Whether it is not offered any more.
    pub(crate) retired: bool,
}

/// When everything was last opened and found whole.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpkeepBody {
    pub(crate) checked_at: Option<String>,
}
