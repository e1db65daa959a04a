//! Signatures below a sealed record: who, as what, how, and to which content. A signature names
//! the SHA-256 of the content it stands under; a sealed version never changes.
//!
//! It does not know keys or passphrases: that whoever signs on the screen has said their
//! passphrase is for those who ask.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Id;

/// As what somebody signs (clinical design, "Versions").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum SignerRole {
    /// The person the plan is for.
    Client,
    /// A parent or guardian.
    Guardian,
    /// The therapist.
    Therapist,
    /// Whoever co-signs for somebody whose credential asks for it.
    Supervisor,
    /// A physician (MD or DO).
    Physician,
}

impl SignerRole {
    /// Every role, in the order they stand below a plan.
    pub const ALL: [Self; 5] =
        [Self::Client, Self::Guardian, Self::Therapist, Self::Supervisor, Self::Physician];

    /// "Parent or guardian".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Client => "Client",
            Self::Guardian => "Parent or guardian",
            Self::Therapist => "Therapist",
            Self::Supervisor => "Supervisor",
            Self::Physician => "Physician",
        }
    }

    /// Whether the role is one of the staff, who sign with their own passphrase.
    #[must_use]
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Therapist | Self::Supervisor | Self::Physician)
    }
}

/// How somebody signed, or that they did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum SignedHow {
    /// The name typed on the screen, and the passphrase said.
    Typed,
    /// Drawn on the screen: pen strokes as `form::Signature` writes them.
    Drawn {
        /// The strokes.
        strokes: String,
    },
    /// On paper.
    OnPaper {
        /// The day on the paper, ISO 8601.
        date: String,
        /// Who saw it.
        witness: String,
        /// The attachment with the scan.
        scan: Option<Id>,
    },
    /// Chose not to sign.
    Declined {
        /// Why, in their words.
        reason: String,
    },
}

/// A signature below a sealed record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Signature {
    /// As what.
    pub role: SignerRole,
    /// Who.
    pub name: String,
    /// Credential, or relation to the client; may be empty.
    pub credential: String,
    /// How.
    pub how: SignedHow,
    /// Name or number of the interpreter; empty without one.
    pub interpreter: String,
    /// SHA-256 of the content it stands under, as hex.
    pub content: String,
}

/// Why a signature cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSigned {
    /// It has no name.
    #[error("a signature needs a name")]
    NoName,
    /// Staff do not decline below their own plan: they leave it unsigned.
    #[error("staff sign on the screen or on paper")]
    StaffDecline,
    /// Nobody else types a signature.
    #[error("only staff sign by typing")]
    OnlyStaffType,
    /// What was drawn is no signature.
    #[error("what was drawn is not a signature")]
    NotDrawn,
    /// A signature on paper without its day, or with one that is to come.
    #[error("a signature on paper needs its day")]
    NoDay,
    /// A signature on paper from before its content was sealed.
    #[error("a signature on paper cannot be older than what it stands under")]
    TooOld,
    /// A signature on paper without a witness.
    #[error("a signature on paper needs a witness")]
    NoWitness,
    /// Who signs cannot be the witness.
    #[error("who signs on paper cannot be the witness")]
    OwnWitness,
    /// A signature on paper without its scan.
    #[error("a signature on paper needs its scan")]
    NoScan,
    /// A choice not to sign without its reason.
    #[error("choosing not to sign needs a reason")]
    NoReason,
}

impl Signature {
    /// Whether it can stand below what was sealed on a day (clinical design, "Versions": on screen;
    /// on paper with date, witness and scan; or "chose not to sign" with reason).
    ///
    /// # Errors
    /// [`NotSigned`].
    pub fn check(&self, sealed: NaiveDate, today: NaiveDate) -> Result<(), NotSigned> {
        let blank = crate::says_nothing;
        if blank(&self.name) {
            return Err(NotSigned::NoName);
        }
        match &self.how {
            SignedHow::Typed if !self.role.is_staff() => Err(NotSigned::OnlyStaffType),
            SignedHow::Typed => Ok(()),
            SignedHow::Drawn { strokes } => {
                form::Signature::read(strokes).map(|_| ()).map_err(|_| NotSigned::NotDrawn)
            }
            SignedHow::OnPaper { date, witness, scan } => {
                let day = form::date::parse_stored(date).filter(|day| *day <= today);
                match day.ok_or(NotSigned::NoDay)? {
                    day if day < sealed => Err(NotSigned::TooOld),
                    _ if blank(witness) => Err(NotSigned::NoWitness),
                    _ if same_name(witness, &self.name) => Err(NotSigned::OwnWitness),
                    _ => scan.map(|_| ()).ok_or(NotSigned::NoScan),
                }
            }
            SignedHow::Declined { .. } if self.role.is_staff() => Err(NotSigned::StaffDecline),
            SignedHow::Declined { reason } if blank(reason) => Err(NotSigned::NoReason),
            SignedHow::Declined { .. } => Ok(()),
        }
    }
}

/// Whether two names are the same but for case and blanks, and for a credential behind a comma.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| {
        let name = name.split(',').next().unwrap_or_default().to_lowercase();
        name.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(role: SignerRole, how: SignedHow) -> Signature {
        Signature {
            role,
            name: "Sample Person".into(),
            credential: String::new(),
            how,
            interpreter: String::new(),
            content: String::new(),
        }
    }

    fn on_paper(date: &str, witness: &str, scan: Option<Id>) -> SignedHow {
        SignedHow::OnPaper { date: date.into(), witness: witness.into(), scan }
    }

    #[test]
    fn a_signature_stands_only_when_it_says_all_it_must() {
        use SignerRole::{Client, Guardian, Physician, Therapist};
        let scan = Some(Id::from_bytes([1; 16]));
        let declined = |reason: &str| SignedHow::Declined { reason: reason.into() };
        let drawn = |strokes: &str| SignedHow::Drawn { strokes: strokes.into() };
        let cases = [
            (Therapist, SignedHow::Typed, Ok(())),
            (Client, SignedHow::Typed, Err(NotSigned::OnlyStaffType)),
            (Client, drawn("600x200 12,40 13,41"), Ok(())),
            (Client, drawn("600x200 12,40"), Err(NotSigned::NotDrawn)),
            (Guardian, on_paper("2026-11-25", "R. Witness", scan), Ok(())),
            (Guardian, on_paper("2026-11-27", "R. Witness", scan), Err(NotSigned::NoDay)),
            (Guardian, on_paper("2026-11-19", "R. Witness", scan), Err(NotSigned::TooOld)),
            (Guardian, on_paper("2026-11-20", "R. Witness", scan), Ok(())),
            (
                Guardian,
                on_paper("2026-11-25", "sample  PERSON, LCSW", scan),
                Err(NotSigned::OwnWitness),
            ),
            (Guardian, on_paper("soon", "R. Witness", scan), Err(NotSigned::NoDay)),
            (Guardian, on_paper("2026-11-25", " ", scan), Err(NotSigned::NoWitness)),
            (Guardian, on_paper("2026-11-25", "R. Witness", None), Err(NotSigned::NoScan)),
            (Client, declined("Wants to think"), Ok(())),
            (Client, declined(" "), Err(NotSigned::NoReason)),
            (Physician, declined("Too early"), Err(NotSigned::StaffDecline)),
        ];
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let sealed = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        for (role, how, stands) in cases {
            assert_eq!(signed(role, how.clone()).check(sealed, today), stands, "{role:?} {how:?}");
        }
        let nameless = Signature { name: " ".into(), ..signed(Therapist, SignedHow::Typed) };
        assert_eq!(nameless.check(sealed, today), Err(NotSigned::NoName));
    }
}
