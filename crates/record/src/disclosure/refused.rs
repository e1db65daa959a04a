//! Why something may not leave, and what would change that. Names and dates of consents only, never
//! what stands in them.

use super::live::NotLive;

/// Something that has to be said for a basis, and was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// For whom it is.
    Recipient,
    /// What it is for.
    Purpose,
    /// The facility that treats the emergency.
    Facility,
    /// The nature of the emergency.
    Nature,
    /// Who discloses.
    Discloser,
    /// When: a day and a time that can be read and are not in the future.
    Moment,
    /// Court, case and day of the order.
    CourtOrder,
}

impl Fact {
    fn words(self) -> &'static str {
        match self {
            Self::Recipient => "for whom it is",
            Self::Purpose => "what it is for",
            Self::Facility => "the facility of whoever treats the emergency",
            Self::Nature => "the nature of the emergency",
            Self::Discloser => "who discloses",
            Self::Moment => "when it was disclosed: a day and a time that are not in the future",
            Self::CourtOrder => "court, case and day of the order",
        }
    }
}

/// Why something may not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Something has to be said first.
    #[error("say {}", .0.words())]
    Lacks(Fact),
    /// No consent names the recipient, and the record is under Part 2.
    #[error(
        "no consent names this recipient; add one under Consents of the intake, or choose the \
         exception that applies"
    )]
    NoConsent,
    /// The consent that was chosen is not there.
    #[error("there is no such consent any more; choose again")]
    NoSuchConsent,
    /// The consent is not in force.
    #[error("{} {}", .0.why(), .0.remedy())]
    NotLive(NotLive),
    /// The consent is for somebody else.
    #[error("the consent names another recipient; send it to whom it names, or have one signed")]
    OtherRecipient,
    /// The client's own copy is for the client.
    #[error("the client's own copy is for the client alone; another recipient takes a consent")]
    NotTheClient,
    /// The client's own copy holds nobody else.
    #[error(
        "the client's own copy holds nobody else: write a file for each person, or choose another \
         basis"
    )]
    OwnCopyAlone,
    /// The consent is for SUD counseling notes, and these are none.
    #[error("the consent covers SUD counseling notes and nothing else; another one is needed")]
    NotesOnly,
    /// The minor consented alone, so the minor's written consent is needed.
    #[error(
        "the minor consented to care alone: only a consent that the minor signs lets a guardian \
         have a copy"
    )]
    MinorAlone,
    /// The client is an adult, and guardians have no access by themselves any more.
    #[error("guardian access ended at 18; a consent that the client signs would allow it")]
    OfAge,
    /// The record is under Part 2 after all.
    #[error("the record is under 42 CFR Part 2: choose a consent, or the exception that applies")]
    UnderPart2,
}
