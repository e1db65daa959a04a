//! What a file of FHIR says about a person, laid out for the sections of an intake.
//!
//! Nothing is decided here: a referral lists what can be carried and, as sentences, what is left
//! and why. A consent is never taken in, and no sex on a card is made of an administrative gender.
//! Knows the forms; does not know who is here already, or what becomes of a referral.

mod allergies;
mod at;
mod codes;
mod conditions;
mod coverage;
mod draft;
mod fit;
mod identity;
mod language;
mod losses;
mod medicines;
mod parts;
mod party;
mod people;
mod reach;
mod rest;
mod source;
mod words;

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use form::{Catalog, Class};
use serde_json::{Map, Value};

use super::read::Incoming;
use draft::Draft;

/// What a file says about one person.
pub struct Referral {
    /// The Patient, by its place among [`Incoming::resources`].
    pub patient: usize,
    /// Where the Patient stands in the file.
    pub place: String,
    /// The id of the Patient, as the other program has it.
    pub id: Option<String>,
    /// The file says that the person has died. It is the first of what is left, too.
    pub deceased: bool,
    /// Answers by section and item, as [`form::set`] takes them. Rows have ids of their own.
    pub sections: BTreeMap<&'static str, Map<String, Value>>,
    /// What was carried, one line for each answer.
    pub carried: Vec<Carried>,
    /// What was not, and why.
    pub left: Vec<Left>,
    /// The QuestionnaireResponses about this person, by their places among
    /// [`Incoming::resources`].
    pub responses: Vec<usize>,
}

/// Something that was carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// What the form calls it: "Legal first name", "Phone: Number".
    pub what: String,
    /// Where it stands in the file.
    pub place: String,
    /// The section it goes to.
    pub section: &'static str,
    /// The item of the section: `legal_first`, `phones/row-1/number`.
    pub item: String,
}

/// Something that was not carried.
#[derive(Clone, PartialEq, Eq)]
pub struct Left {
    /// Why, as one sentence without anything that the file says.
    pub why: String,
    /// What the file says, shortened; empty where there is nothing to type again.
    pub words: String,
    /// Where it stands in the file.
    pub place: String,
    /// Who may read the words: what a clinical record says is not for the front desk.
    pub class: Class,
}

/// Whom a file is about: one referral for every Patient, in the order of the file.
#[must_use]
pub fn referrals(incoming: &Incoming, today: NaiveDate) -> Vec<Referral> {
    let Ok(catalog) = Catalog::shipped() else { return Vec::new() };
    let sorted = rest::Sorted::of(incoming);
    let drafts = sorted.people.iter().map(|(patient, theirs)| {
        let mut draft = Draft::new(incoming, *patient, today, catalog);
        let told = rest::tell(&mut draft, theirs);
        (draft, told)
    });
    let drafts: Vec<(Draft<'_>, rest::Told)> = drafts.collect();
    let used = drafts.iter().flat_map(|(draft, _)| draft.used.iter().copied()).collect();
    let finish = |(mut draft, told): (Draft<'_>, rest::Told)| {
        rest::leave_unclaimed(&mut draft, &sorted, &used);
        draft.finish(told.deceased, told.responses)
    };
    drafts.into_iter().map(finish).collect()
}

impl fmt::Debug for Referral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Referral")
            .field("place", &self.place)
            .field("carried", &self.carried.len())
            .field("left", &self.left.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Left")
            .field("why", &self.why)
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}
