//! Whether a consent is in force on a day: given, signed, whole, not ended and not taken back.

use chrono::{Months, NaiveDate};
use form::date::shown;

use super::consent::{Capacity, Consent, Ends, Signature, Status};

/// Until when a consent that is in force stays so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Until {
    /// No end.
    Open,
    /// With this day.
    Day(NaiveDate),
    /// The day before the client's 18th birthday: a guardian signed it.
    Adulthood(NaiveDate),
    /// When something happens. Whoever sends something has to know that it has not.
    Event(String),
}

impl Until {
    /// "Mar 1, 2027".
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Open => "No end".to_owned(),
            Self::Day(day) => shown(*day),
            Self::Adulthood(day) => format!("{}, the day before the 18th birthday", shown(*day)),
            Self::Event(event) => format!("This happens: {}", event.trim()),
        }
    }
}

/// Why a consent is not in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotLive {
    /// Nobody has signed it yet, or it was not needed.
    NotGiven,
    /// The person chose not to sign it.
    ChoseNotToSign,
    /// It was taken back.
    Revoked(Option<NaiveDate>),
    /// There is no signature.
    Unsigned,
    /// Something was changed after it was signed.
    Changed,
    /// It was signed for a later day.
    NotYet(NaiveDate),
    /// Its last day is over.
    Expired(NaiveDate),
    /// A guardian signed it, and the client has come of age.
    CameOfAge(NaiveDate),
    /// A guardian signed it, and nobody knows when the client comes of age.
    AgeUnknown,
    /// It does not say what a consent has to say.
    Incomplete(Vec<&'static str>),
}

impl NotLive {
    /// One sentence that says why.
    #[must_use]
    pub fn why(&self) -> String {
        match self {
            Self::NotGiven => "The consent has not been signed yet.".to_owned(),
            Self::ChoseNotToSign => "The person chose not to sign this consent.".to_owned(),
            Self::Revoked(Some(on)) => format!("The consent was revoked on {}.", shown(*on)),
            Self::Revoked(None) => "The consent was revoked.".to_owned(),
            Self::Unsigned => "The signature on the consent is missing.".to_owned(),
            Self::Changed => "The consent was changed after it was signed.".to_owned(),
            Self::NotYet(on) => format!("The consent is signed for {}.", shown(*on)),
            Self::Expired(on) => format!("The consent ended on {}.", shown(*on)),
            Self::CameOfAge(on) => {
                format!(
                    "A guardian signed the consent, and the client turned 18 on {}.",
                    shown(*on)
                )
            }
            Self::AgeUnknown => {
                "A guardian signed the consent, and the date of birth is not known.".to_owned()
            }
            Self::Incomplete(lacks) => {
                format!("The consent does not say {}.", lacks.join("; "))
            }
        }
    }

    /// One sentence that says what would change it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NotGiven | Self::Unsigned => "Have it signed, under Consents of the intake.",
            Self::ChoseNotToSign => "Only a consent that the person does sign lets it leave.",
            Self::Revoked(_) | Self::Expired(_) => "A new consent would let it leave.",
            Self::Changed => "Have it signed again, as it stands now.",
            Self::NotYet(_) => "It can leave from that day on.",
            Self::CameOfAge(_) => "The client can sign a consent of their own.",
            Self::AgeUnknown => "Enter the date of birth: a guardian's consent ends at 18.",
            Self::Incomplete(_) => "Complete it, under Consents of the intake.",
        }
    }
}

/// Whether a consent is in force on a day, and until when.
///
/// What a guardian signed for a minor ends on the 18th birthday (clinical design, "Guardian": at
/// 18, guardian access and releases end that day); what was signed for an adult does not.
///
/// # Errors
/// The first reason why it is not.
pub fn live_on(
    consent: &Consent,
    date: NaiveDate,
    birth: Option<NaiveDate>,
) -> Result<Until, NotLive> {
    match consent.status {
        Status::Pending | Status::NotNeeded => return Err(NotLive::NotGiven),
        Status::ChoseNotToSign => return Err(NotLive::ChoseNotToSign),
        Status::Revoked if consent.revoked_on.is_none_or(|on| on <= date) => {
            return Err(NotLive::Revoked(consent.revoked_on));
        }
        Status::Revoked | Status::Signed => {}
    }
    match consent.signature {
        Signature::Missing => return Err(NotLive::Unsigned),
        Signature::Changed => return Err(NotLive::Changed),
        Signature::Holds => {}
    }
    if let Ends::On(last) = consent.ends
        && last < date
    {
        return Err(NotLive::Expired(last));
    }
    let adulthood = of_age(consent, date, birth)?;
    if let Some(signed_on) = consent.signed_on.filter(|on| *on > date) {
        return Err(NotLive::NotYet(signed_on));
    }
    match consent.lacks() {
        lacks if lacks.is_empty() => Ok(until(consent, adulthood)),
        lacks => Err(NotLive::Incomplete(lacks)),
    }
}

/// The 18th birthday, where a guardian's signature ends on it.
fn of_age(
    consent: &Consent,
    date: NaiveDate,
    birth: Option<NaiveDate>,
) -> Result<Option<NaiveDate>, NotLive> {
    if !consent.by_guardian() || consent.capacity == Some(Capacity::MinorAlone) {
        return Ok(None);
    }
    let birthday = birth.and_then(eighteenth).ok_or(NotLive::AgeUnknown)?;
    if consent.signed_on.is_some_and(|on| on >= birthday) {
        return Ok(None);
    }
    if date >= birthday { Err(NotLive::CameOfAge(birthday)) } else { Ok(Some(birthday)) }
}

/// The first day on which somebody is 18; March 1 for who was born on February 29.
fn eighteenth(birth: NaiveDate) -> Option<NaiveDate> {
    let day = birth.checked_add_months(Months::new(18 * 12))?;
    let turned = |day: NaiveDate| form::date::age_on(birth, day) >= Some(18);
    if turned(day) { Some(day) } else { day.succ_opt() }
}

fn until(consent: &Consent, adulthood: Option<NaiveDate>) -> Until {
    let before = adulthood.and_then(|birthday| birthday.pred_opt());
    match (&consent.ends, before) {
        (Ends::On(last), Some(day)) if day < *last => Until::Adulthood(day),
        (Ends::On(last), _) => Until::Day(*last),
        (Ends::Event(event), _) => Until::Event(event.clone()),
        (_, Some(day)) => Until::Adulthood(day),
        (Ends::Never | Ends::Unsaid, None) => Until::Open,
    }
}
