//! Which basis fits when nobody has named one: a recipient and a purpose are all that is known.

use super::{
    basis::Basis,
    consent::{Consent, Covers},
    decide::{About, Ask, usable},
    names::{is_client, same},
    refused::{Fact, Refused},
};

/// Whether a consent is in force today and was signed by whoever could.
pub(super) fn in_force(consent: &Consent, about: &About<'_>) -> bool {
    usable(consent, about).is_ok()
}

/// The client's own copy when the recipient is the client; else a consent that names the recipient;
/// else none, where none is asked for.
///
/// # Errors
/// Why the consents that name the recipient do not do; [`Refused::NoConsent`] when none does. An
/// exception is never guessed.
pub(super) fn find(ask: &Ask<'_>, about: &About<'_>) -> Result<Basis, Refused> {
    if ask.recipient.trim().is_empty() {
        return Err(Refused::Lacks(Fact::Recipient));
    }
    if is_client(ask.recipient, about.names) {
        return Ok(Basis::ClientCopy);
    }
    match naming(ask.recipient, ask.purpose, about) {
        Some(consent) if in_force(consent, about) => {
            Ok(Basis::Consent { row: consent.row.clone() })
        }
        _ if !about.part2 => Ok(Basis::NotUnderPart2),
        Some(consent) => Err(usable(consent, about).err().unwrap_or(Refused::NoConsent)),
        None => Err(Refused::NoConsent),
    }
}

/// The consent that names a recipient: one in force before any other, one for this purpose before
/// another, the one signed last of those that are left.
pub(super) fn naming<'a>(recipient: &str, purpose: &str, about: &About<'a>) -> Option<&'a Consent> {
    let fits =
        |it: &&Consent| it.covers != Covers::CounselingNotes && same(&it.recipient, recipient);
    let rank = |it: &&Consent| (in_force(it, about), same(&it.purpose, purpose), it.signed_on);
    about.consents.iter().filter(fits).max_by_key(rank)
}
