//! A consent to a disclosure, as it stands in one row of the intake's consents.

use chrono::NaiveDate;

/// What a consent is for, and so what it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// A release of information to one recipient.
    Release,
    /// All future disclosures for treatment, payment and health care operations (2.31(a)(4), (5)).
    TreatmentPaymentOperations,
    /// One named disclosure under Part 2.
    OneDisclosure,
    /// SUD counseling notes, which take a consent of their own (2.31(b)).
    CounselingNotes,
    /// Legal proceedings, which take a consent of their own (2.31(d)).
    LegalProceedings,
}

impl Covers {
    /// What a document of the intake covers, by its code; nothing for one that releases nothing.
    #[must_use]
    pub fn of_document(code: &str) -> Option<Self> {
        Some(match code {
            "release" => Self::Release,
            "part2_tpo" => Self::TreatmentPaymentOperations,
            "part2_disclosure" => Self::OneDisclosure,
            "part2_counseling_notes" => Self::CounselingNotes,
            "part2_legal" => Self::LegalProceedings,
            _ => return None,
        })
    }

    /// "Release of information".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Release => "Release of information",
            Self::TreatmentPaymentOperations => "Consent for treatment, payment and operations",
            Self::OneDisclosure => "Consent to one named disclosure",
            Self::CounselingNotes => "Consent for SUD counseling notes",
            Self::LegalProceedings => "Consent for legal proceedings",
        }
    }
}

/// How far a consent is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nobody has signed it yet.
    Pending,
    /// Signed.
    Signed,
    /// The person chose not to sign it.
    ChoseNotToSign,
    /// Signed, and taken back.
    Revoked,
    /// Not needed for this person.
    NotNeeded,
}

/// As what somebody signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capacity {
    /// The client.
    Client,
    /// A minor who consented alone (2.14(a)).
    MinorAlone,
    /// A parent or guardian.
    Guardian,
    /// A health care agent or conservator.
    Agent,
}

impl Capacity {
    /// "parent or guardian".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::MinorAlone => "minor, consenting alone",
            Self::Guardian => "parent or guardian",
            Self::Agent => "health care agent or conservator",
        }
    }
}

/// What stands on the line of the signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signature {
    /// Nothing.
    Missing,
    /// A signature on paper, or one on the screen that stands under what was signed.
    Holds,
    /// A signature on the screen under something that was changed since.
    Changed,
}

/// When a consent ends by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ends {
    /// Nobody has said.
    Unsaid,
    /// Without an end, which is possible for treatment, payment and operations only (2.31(a)(7)).
    Never,
    /// With this day, which still counts.
    On(NaiveDate),
    /// When something happens.
    Event(String),
}

/// A consent with the elements of 42 CFR 2.31(a), as far as they were said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The row, unique among a client's consents.
    pub row: String,
    /// What it covers.
    pub covers: Covers,
    /// How far it is.
    pub status: Status,
    /// Who may disclose.
    pub discloser: String,
    /// What may be disclosed.
    pub disclosed: String,
    /// To whom: a person, an organization or a class of them.
    pub recipient: String,
    /// Whether the recipient is a class; whoever a document goes to is named beside it then.
    pub class: bool,
    /// What for; stands in the kind of consent for treatment, payment and operations.
    pub purpose: String,
    /// When it ends by itself.
    pub ends: Ends,
    /// Who signed.
    pub signer: String,
    /// As what.
    pub capacity: Option<Capacity>,
    /// Whether a guardian signed beside the client.
    pub guardian_beside: bool,
    /// Whether a guardian has to sign beside the client and has not.
    pub guardian_missing: bool,
    /// What stands on the line.
    pub signature: Signature,
    /// The day it was signed.
    pub signed_on: Option<NaiveDate>,
    /// Whether it was explained how to revoke it (2.31(a)(6)).
    pub revoking_explained: bool,
    /// Whether the statement on redisclosure was given (2.31(a)(4)(iii)).
    pub redisclosure_said: bool,
    /// The day it was revoked.
    pub revoked_on: Option<NaiveDate>,
}

impl Consent {
    /// What it is for in words: the purpose, or that of its kind.
    #[must_use]
    pub fn purpose_words(&self) -> String {
        match (self.covers, self.purpose.trim()) {
            (Covers::TreatmentPaymentOperations, "") => {
                "Treatment, payment and health care operations".to_owned()
            }
            (_, purpose) => purpose.to_owned(),
        }
    }

    /// Whether a guardian had a part in signing it.
    #[must_use]
    pub fn by_guardian(&self) -> bool {
        self.capacity == Some(Capacity::Guardian) || self.guardian_beside
    }

    /// Elements it still lacks, in words that go on "The consent does not say ...".
    pub(super) fn lacks(&self) -> Vec<&'static str> {
        let blank = |text: &str| text.trim().is_empty();
        let tpo = self.covers == Covers::TreatmentPaymentOperations;
        let no_end = match &self.ends {
            Ends::Unsaid => true,
            Ends::Never => !tpo,
            Ends::Event(event) => blank(event),
            Ends::On(_) => false,
        };
        let elements = [
            (blank(&self.discloser), "who may disclose"),
            (blank(&self.disclosed), "what may be disclosed"),
            (blank(&self.recipient), "to whom"),
            (blank(&self.purpose) && !tpo, "what for"),
            (no_end, "when it ends"),
            (!self.revoking_explained, "that revoking was explained"),
            (!self.redisclosure_said && tpo, "that the statement on redisclosure was given"),
            (blank(&self.signer) || self.capacity.is_none(), "who signed, and as what"),
            (self.signed_on.is_none(), "when it was signed"),
            (self.guardian_missing, "that a guardian signed beside the minor"),
        ];
        elements.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect()
    }
}
