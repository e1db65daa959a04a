//! On what basis something leaves the clinic.

use std::fmt;

use chrono::NaiveDate;
use form::date::{Purpose, parse_typed, stored};
use serde::{Deserialize, Serialize};

use super::refused::{Fact, Refused};
use crate::{Readable, schedule::MinuteOfDay};

/// On what basis something leaves: a consent, or one of the exceptions that need none.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Basis {
    /// The client's own copy (2.23).
    ClientCopy,
    /// A consent that is in force (2.31, 2.33).
    Consent {
        /// Its row among the client's consents, or the recipient it names.
        row: String,
    },
    /// The consent for all treatment, payment and health care operations (2.33(b)).
    TreatmentPaymentOperations,
    /// A medical emergency (2.51).
    MedicalEmergency(Emergency),
    /// A report of suspected child abuse or neglect (2.12(c)(6)).
    ChildAbuseReport,
    /// A court order (2.61 to 2.67).
    CourtOrder {
        /// Court, case and day of the order.
        reference: String,
    },
    /// An audit or evaluation (2.53).
    Audit,
    /// The record is not under Part 2, and another rule lets it leave.
    #[serde(rename = "not_under_part_2")]
    NotUnderPart2,
}

/// What 42 CFR 2.51(c) asks to be written down; the recipient stands with the disclosure.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Emergency {
    /// The health care facility that the recipient belongs to.
    pub facility: String,
    /// Who discloses; whoever is signed in when blank.
    pub discloser: String,
    /// The day, typed any way; today when blank. Settled: ISO 8601.
    pub on: String,
    /// The time of day, typed any way; now when blank. Settled: `17:30`.
    pub time: String,
    /// The nature of the emergency.
    pub nature: String,
}

// A nature or a facility belongs to a client.
impl fmt::Debug for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Emergency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Emergency")
    }
}

impl Basis {
    /// Its code, as it stands in files: "court_order".
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ClientCopy => "client_copy",
            Self::Consent { .. } => "consent",
            Self::TreatmentPaymentOperations => "treatment_payment_operations",
            Self::MedicalEmergency(_) => "medical_emergency",
            Self::ChildAbuseReport => "child_abuse_report",
            Self::CourtOrder { .. } => "court_order",
            Self::Audit => "audit",
            Self::NotUnderPart2 => "not_under_part_2",
        }
    }

    /// In words: "Court order".
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::ClientCopy => "The client's own copy",
            Self::Consent { .. } => "Consent",
            Self::TreatmentPaymentOperations => "Consent for treatment, payment and operations",
            Self::MedicalEmergency(_) => "Medical emergency",
            Self::ChildAbuseReport => "Child abuse report",
            Self::CourtOrder { .. } => "Court order",
            Self::Audit => "Audit or evaluation",
            Self::NotUnderPart2 => "Not under 42 CFR Part 2",
        }
    }

    /// What it usually is for; empty where only whoever asks can say.
    #[must_use]
    pub fn usual_purpose(&self) -> &'static str {
        match self {
            Self::ClientCopy => "Own copy",
            Self::MedicalEmergency(_) => "Treatment of a medical emergency",
            Self::ChildAbuseReport => "Report of suspected child abuse or neglect",
            Self::CourtOrder { .. } => "As the court has ordered",
            Self::Audit => "Audit or evaluation",
            Self::Consent { .. } | Self::TreatmentPaymentOperations | Self::NotUnderPart2 => "",
        }
    }

    /// What is written down about it beside recipient and purpose, in one line; may be empty.
    #[must_use]
    pub fn facts(&self) -> String {
        match self {
            Self::MedicalEmergency(emergency) => emergency.words(),
            Self::CourtOrder { reference } => reference.clone(),
            _ => String::new(),
        }
    }

    /// With everything it has to say, read and filled in.
    pub(super) fn settled(&self, now: &Now<'_>) -> Result<Self, Refused> {
        let required = |text: &str, fact: Fact| match text.trim() {
            "" => Err(Refused::Lacks(fact)),
            text => Ok(text.to_owned()),
        };
        Ok(match self {
            Self::MedicalEmergency(it) => Self::MedicalEmergency(Emergency {
                facility: required(&it.facility, Fact::Facility)?,
                nature: required(&it.nature, Fact::Nature)?,
                discloser: match it.discloser.trim() {
                    "" => required(now.discloser, Fact::Discloser)?,
                    named => named.to_owned(),
                },
                ..it.moment(now)?
            }),
            Self::CourtOrder { reference } => {
                Self::CourtOrder { reference: required(reference, Fact::CourtOrder)? }
            }
            other => other.clone(),
        })
    }
}

/// The moment, and who is at work.
pub(super) struct Now<'a> {
    pub(super) today: NaiveDate,
    pub(super) time: MinuteOfDay,
    pub(super) discloser: &'a str,
}

impl Emergency {
    /// Day and time of the disclosure as settled; it does not lie in the future.
    fn moment(&self, now: &Now<'_>) -> Result<Self, Refused> {
        let day = match self.on.trim() {
            "" => Some(now.today),
            typed => parse_typed(typed, Purpose::Near, now.today),
        };
        let time = match self.time.trim() {
            "" => Some(now.time),
            typed => MinuteOfDay::read(typed),
        };
        let moment = day.zip(time).filter(|moment| *moment <= (now.today, now.time));
        let (day, time) = moment.ok_or(Refused::Lacks(Fact::Moment))?;
        Ok(Self { on: stored(day), time: time.into(), ..Self::default() })
    }

    fn words(&self) -> String {
        let day = form::date::parse_stored(&self.on).map(form::date::shown);
        let time = MinuteOfDay::read(&self.time).map(|time| time.to_string());
        let moment: Vec<String> = day.into_iter().chain(time).collect();
        let parts = [&self.facility, &self.nature, &self.discloser, &moment.join(", ")];
        let parts: Vec<&str> =
            parts.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
        parts.join("; ")
    }
}
