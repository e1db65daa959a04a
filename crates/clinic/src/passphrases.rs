//! Live reasons against a passphrase, in the shape the window shows.

use crate::view::{PassphraseView, Reason};

pub(crate) fn check(text: &str, names: &[&str]) -> PassphraseView {
    let mut reasons: Vec<Reason> = vault::check(text, names).into_iter().map(reason).collect();
    reasons.dedup();
    PassphraseView { ok: reasons.is_empty(), reasons }
}

fn reason(reason: vault::Reason) -> Reason {
    match reason {
        vault::Reason::TooShort { missing } => {
            Reason::TooShort { missing: u32::try_from(missing).unwrap_or(u32::MAX) }
        }
        vault::Reason::TooLong => Reason::TooLong,
        vault::Reason::Common | vault::Reason::Repeated | vault::Reason::Sequence => Reason::Common,
        vault::Reason::Name => Reason::Name,
    }
}
