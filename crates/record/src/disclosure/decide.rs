//! Whether something may leave the clinic for somebody, on a basis, on a day.

use chrono::NaiveDate;

use super::{
    basis::{Basis, Now},
    consent::{Capacity, Consent, Covers},
    find::{find, in_force, naming},
    live::{Until, live_on},
    names::{is_client, is_guardian, same},
    refused::{Fact, Refused},
    scope::{ScopeLine, scope},
    statement::{STATEMENT, Statement},
};
use crate::schedule::MinuteOfDay;

/// What is asked.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// On what basis; it is looked for when nothing is named.
    pub basis: Option<&'a Basis>,
    /// For whom; with the consent of one recipient, that one when blank.
    pub recipient: &'a str,
    /// What for; with a consent, what the consent says when blank.
    pub purpose: &'a str,
}

/// What is known about the client, the day and who asks.
#[derive(Clone, Copy)]
pub struct About<'a> {
    /// The client's consents.
    pub consents: &'a [Consent],
    /// The client's date of birth, when it is known.
    pub birth: Option<NaiveDate>,
    /// Names the client goes by.
    pub names: &'a [String],
    /// Names of guardians.
    pub guardians: &'a [String],
    /// Whether the client, a minor, consented to care alone (2.14(a)).
    pub minor_alone: bool,
    /// Whether the record is under Part 2.
    pub part2: bool,
    /// The day.
    pub today: NaiveDate,
    /// The time of day.
    pub now: MinuteOfDay,
    /// Who is at work.
    pub discloser: &'a str,
}

/// What may leave, and with which words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The basis, with everything it has to say.
    pub basis: Basis,
    /// For whom.
    pub recipient: String,
    /// What for.
    pub purpose: String,
    /// The row of the consent, if there is one.
    pub consent: Option<String>,
    /// What the consent allows; nothing without one.
    pub scope: Vec<ScopeLine>,
    /// The statement that goes with it: with a consent, when the record is under Part 2 (2.32(a)).
    pub statement: Option<&'static Statement>,
}

/// Decides it.
///
/// # Errors
/// The first reason why not.
pub fn decide(ask: &Ask<'_>, about: &About<'_>) -> Result<Allowed, Refused> {
    let looked_for;
    let basis = match ask.basis {
        Some(basis) => basis,
        None => {
            looked_for = find(ask, about)?;
            &looked_for
        }
    };
    match basis {
        Basis::Consent { row } => {
            let known = about.consents.iter().find(|consent| consent.row == *row);
            let known = known.or_else(|| naming(row, ask.purpose, about));
            with_consent(ask, about, known.ok_or(Refused::NoSuchConsent)?)
        }
        Basis::TreatmentPaymentOperations => with_consent(ask, about, for_operations(about)?),
        Basis::ClientCopy if !ask.recipient.trim().is_empty() && !for_client(ask, about) => {
            Err(Refused::NotTheClient)
        }
        Basis::NotUnderPart2 => not_under_part2(ask, about),
        other => without_consent(ask, about, other),
    }
}

fn for_client(ask: &Ask<'_>, about: &About<'_>) -> bool {
    is_client(ask.recipient, about.names)
}

/// The consent for treatment, payment and operations that was signed last; one that is in force
/// comes first.
fn for_operations<'a>(about: &About<'a>) -> Result<&'a Consent, Refused> {
    let of_kind =
        about.consents.iter().filter(|it| it.covers == Covers::TreatmentPaymentOperations);
    let rank = |it: &&Consent| (in_force(it, about), it.signed_on);
    of_kind.max_by_key(rank).ok_or(Refused::NoConsent)
}

fn with_consent(ask: &Ask<'_>, about: &About<'_>, consent: &Consent) -> Result<Allowed, Refused> {
    if consent.covers == Covers::CounselingNotes {
        return Err(Refused::NotesOnly);
    }
    let until = usable(consent, about)?;
    let recipient = match ask.recipient.trim() {
        "" if !consent.class => consent.recipient.trim(),
        "" => return Err(Refused::Lacks(Fact::Recipient)),
        said if consent.class || same(said, &consent.recipient) => said,
        _ => return Err(Refused::OtherRecipient),
    };
    let purpose = match ask.purpose.trim() {
        "" => consent.purpose_words(),
        said => said.to_owned(),
    };
    let basis = match consent.covers {
        Covers::TreatmentPaymentOperations => Basis::TreatmentPaymentOperations,
        _ => Basis::Consent { row: consent.row.clone() },
    };
    Ok(Allowed {
        basis,
        recipient: recipient.to_owned(),
        purpose,
        consent: Some(consent.row.clone()),
        scope: scope(consent, &until),
        statement: about.part2.then_some(&STATEMENT),
    })
}

/// Until when a consent is in force, and that whoever signed it could.
pub(super) fn usable(consent: &Consent, about: &About<'_>) -> Result<Until, Refused> {
    let until = live_on(consent, about.today, about.birth).map_err(Refused::NotLive)?;
    // A minor who consented to care alone is the one who consents to disclosure (2.14(a)).
    if about.minor_alone && consent.capacity == Some(Capacity::Guardian) {
        return Err(Refused::MinorAlone);
    }
    Ok(until)
}

fn not_under_part2(ask: &Ask<'_>, about: &About<'_>) -> Result<Allowed, Refused> {
    if about.part2 {
        return Err(Refused::UnderPart2);
    }
    let naming = || about.consents.iter().filter(|it| same(&it.recipient, ask.recipient));
    let live = naming().find(|it| in_force(it, about) && it.covers != Covers::CounselingNotes);
    if let Some(consent) = live {
        let until = usable(consent, about)?;
        let mut allowed = without_consent(ask, about, &Basis::NotUnderPart2)?;
        allowed.consent = Some(consent.row.clone());
        allowed.scope = scope(consent, &until);
        return Ok(allowed);
    }
    // Revocation stops export to that recipient, whichever rule would let it leave otherwise.
    let revoked = naming().find_map(|it| match live_on(it, about.today, about.birth) {
        Err(why @ super::NotLive::Revoked(_)) => Some(why),
        _ => None,
    });
    if let Some(why) = revoked {
        return Err(Refused::NotLive(why));
    }
    if is_guardian(ask.recipient, about.guardians) {
        let adult = about.birth.and_then(|birth| form::date::age_on(birth, about.today));
        match adult {
            _ if about.minor_alone => return Err(Refused::MinorAlone),
            Some(18..) => return Err(Refused::OfAge),
            _ => {}
        }
    }
    without_consent(ask, about, &Basis::NotUnderPart2)
}

fn without_consent(ask: &Ask<'_>, about: &About<'_>, basis: &Basis) -> Result<Allowed, Refused> {
    let now = Now { today: about.today, time: about.now, discloser: about.discloser };
    let said = |text: &str, fact: Fact| match text.trim() {
        "" => Err(Refused::Lacks(fact)),
        text => Ok(text.to_owned()),
    };
    Ok(Allowed {
        basis: basis.settled(&now)?,
        recipient: said(ask.recipient, Fact::Recipient)?,
        purpose: said(ask.purpose, Fact::Purpose)?,
        consent: None,
        scope: Vec::new(),
        statement: None,
    })
}
