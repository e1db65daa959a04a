//! The JSON inside a sealed record. Sealing it is another crate's work.

use serde::{Deserialize, Serialize};

use crate::Id;

/// What a record is; the `t` of the sealed JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The clinic: name, numbering, crisis steps.
    Clinic,
    /// A member of staff: role and signing credential.
    Staff,
    /// The public halves of the class keys.
    ClassKeys,
    /// Which screenings a clinic gives, and who is trained.
    FormSettings,
    /// A form that the clinic has added.
    FormPack,
    /// A person, kept once.
    Client,
    /// One admission of a client.
    Episode,
    /// Answers to one form: an intake section or a screening.
    Response,
    /// One version of a treatment plan.
    Plan,
    /// A signature below a version of a plan.
    PlanSignature,
    /// A review of a plan.
    Review,
    /// A physician's certification of a plan.
    Certification,
    /// A discharge or transition summary.
    Summary,
    /// A group of the program, as clinicians know it.
    Offering,
    /// The same group, as front desk knows it.
    Group,
    /// A client's seats in a usual week.
    Seats,
    /// Who came: one client's attendance in an episode.
    Attendance,
    /// An area of the library that the clinic has added.
    LibraryArea,
    /// Suitability for the program: answers, and what was decided.
    Suitability,
    /// A safety plan.
    SafetyPlan,
    /// A level-of-care result from elsewhere.
    LevelOfCare,
    /// An attachment: what it is, and where its content lies.
    Attachment,
    /// The content of an attachment.
    AttachmentContent,
    /// A client's deletion: why, when, and whether it was taken back.
    Removal,
    /// A clinician is needed for a client; the reason is not in it.
    Flag,
    /// What a clinician did about a flag.
    Disposition,
    /// Something about a client that left the clinic.
    Disclosure,
    /// When everything was last opened and found whole.
    Upkeep,
}

/// The sealed JSON: who wrote what, when, on which device, and what it replaces.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope<B> {
    /// What the record is.
    pub t: Kind,
    /// Version of the body's shape.
    pub v: u32,
    /// The user who wrote it.
    pub by: Id,
    /// The device it was written on.
    pub dev: Id,
    /// When, UTC, RFC 3339.
    pub at: String,
    /// 1 for the first write, one more for each that follows.
    pub rev: u32,
    /// SHA-256 of the box it replaces, as 64 hex digits; nothing for the first write.
    pub prev: Option<String>,
    /// The client it belongs to.
    pub client: Option<Id>,
    /// What was said.
    pub body: B,
}
