//! What belongs to which role: only a screening has an instrument and follow-ups, only a section says
//! who asks it.
//!
//! Knows no items.

use super::conditions::Names;
use super::raw::{RawFollowUp, RawForm};
use super::{COUNT_LIMIT, Checked, checked_id, fault};
use crate::definition::Role;
use crate::score::FollowUp;

/// Refuses keys that mean nothing for the role of the form.
pub(super) fn keys_fit_the_role(form: &RawForm) -> Checked<()> {
    let (screening, record) = (form.role == Role::Screening, form.role == Role::Record);
    match &form.instrument {
        None if screening => {
            return fault(form.id.span(), "A screening form needs an [instrument] table.");
        }
        Some(_) if !screening => {
            return fault(form.id.span(), "Only a screening form has an [instrument] table.");
        }
        _ => {}
    }
    if let (Some(first), false) = (form.follow_ups.first(), screening) {
        return fault(first.form.span(), "Only a screening form has follow-ups.");
    }
    if let (Some(by), true) = (&form.asked_by, screening || record) {
        return fault(
            by.span(),
            "Only a section has \"asked_by\"; an instrument says how it is given.",
        );
    }
    let first_visit = [&form.start_today, &form.ask_alone_under_18];
    if let (Some(given), true) = (first_visit.into_iter().flatten().next(), record) {
        return fault(given.span(), "This key does not belong to a record.");
    }
    Ok(())
}

/// Reads the follow-ups of an instrument. That the instruments they name exist is checked where all
/// of them are known, in the catalog.
pub(super) fn follow_ups(
    raw: Vec<RawFollowUp>,
    own: &str,
    names: &Names,
) -> Checked<Vec<FollowUp>> {
    let mut follow_ups: Vec<FollowUp> = Vec::with_capacity(raw.len());
    for raw in raw {
        let form = checked_id(&raw.form)?;
        if form == own {
            return fault(raw.form.span(), "An instrument cannot follow itself.");
        }
        let known = follow_ups.iter().any(|known| known.form == form);
        if known || follow_ups.len() >= COUNT_LIMIT {
            return fault(raw.form.span(), format!("The follow-up \"{form}\" is named twice."));
        }
        follow_ups.push(FollowUp { form, when: names.condition(&raw.when, None)? });
    }
    Ok(follow_ups)
}
