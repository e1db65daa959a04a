//! The forms that are shipped, read once.
//!
//! Knows which files there are and their order; a clinic's own packs are read with
//! [`Definition::parse`] and kept by the caller.

use crate::definition::{ChoiceSet, Definition, Role, SharedSets};
use crate::parse;
use crate::refusal::{DefinitionRefused, Error};
use std::sync::{Arc, LazyLock};

macro_rules! shipped {
    ($($path:literal),* $(,)?) => { [$(($path, include_str!(concat!("../defs/", $path)))),*] };
}

const CHOICE_FILES: [(&str, &str); 21] = shipped![
    "choices/yes-no.toml",
    "choices/us-states.toml",
    "choices/relationships.toml",
    "choices/referral-sources.toml",
    "choices/pronouns.toml",
    "choices/gender-identity.toml",
    "choices/sex-for-scoring.toml",
    "choices/sex-on-insurance.toml",
    "choices/step-down.toml",
    "choices/referral-reasons.toml",
    "choices/funding.toml",
    "choices/phone-kinds.toml",
    "choices/languages.toml",
    "choices/race-ethnicity-2024.toml",
    "choices/when-it-was.toml",
    "choices/helpfulness.toml",
    "choices/difficulty.toml",
    "choices/yes-no-prefer-not.toml",
    "choices/levels-of-care.toml",
    "choices/substances.toml",
    "choices/use-frequency.toml",
];

const FORM_FILES: [(&str, &str); 38] = shipped![
    "client.toml",
    "episode.toml",
    "intake/referral.toml",
    "intake/identity.toml",
    "intake/contact.toml",
    "intake/language.toml",
    "intake/guardian.toml",
    "intake/emergency.toml",
    "intake/coverage.toml",
    "intake/availability.toml",
    "intake/consents.toml",
    "intake/presenting.toml",
    "intake/psychiatric.toml",
    "intake/risk.toml",
    "intake/substance.toml",
    "intake/medicines.toml",
    "intake/medical.toml",
    "intake/trauma.toml",
    "intake/legal.toml",
    "intake/social.toml",
    "intake/supports.toml",
    "screening/phq-9.toml",
    "screening/phq-a.toml",
    "screening/gad-7.toml",
    "screening/asq.toml",
    "screening/c-ssrs-screener.toml",
    "screening/audit-c.toml",
    "screening/taps-1.toml",
    "screening/pc-ptsd-5.toml",
    "screening/pcl-5.toml",
    "screening/readiness-ruler.toml",
    "screening/osss-3.toml",
    "screening/bam-r.toml",
    "screening/hrqol-4.toml",
    "screening/imr-client.toml",
    "screening/ahc-hrsn-core.toml",
    "screening/socrates-8d.toml",
    "screening/socrates-8a.toml",
];

static SHARED: LazyLock<Result<SharedSets, Error>> =
    LazyLock::new(|| parse::shared_sets(&CHOICE_FILES));

static SHIPPED: LazyLock<Result<Catalog, Error>> = LazyLock::new(|| {
    let forms = FORM_FILES.iter().map(|(path, text)| Definition::parse(path, text).map(Arc::new));
    let catalog = Catalog { forms: forms.collect::<Result<_, _>>()? };
    catalog.follow_ups_exist()?;
    Ok(catalog)
});

/// A set of forms, in a fixed order.
#[derive(Debug, Clone)]
pub struct Catalog {
    forms: Vec<Arc<Definition>>,
}

impl Catalog {
    /// The forms that come with the product.
    ///
    /// # Errors
    /// None in a build that passed its tests, which read every shipped file.
    pub fn shipped() -> Result<&'static Self, Error> {
        SHIPPED.as_ref().map_err(Clone::clone)
    }

    /// The form with this id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Arc<Definition>> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The sections of the intake, in the order of the section rail.
    pub fn intake(&self) -> impl Iterator<Item = &Arc<Definition>> {
        self.of_role(Role::Section)
    }

    /// The screening instruments.
    pub fn screening(&self) -> impl Iterator<Item = &Arc<Definition>> {
        self.of_role(Role::Screening)
    }

    /// The short track of a first visit: its sections, then its screens, of which those with the
    /// same `one_of` stand for each other.
    pub fn start_today(&self) -> impl Iterator<Item = &Arc<Definition>> {
        self.intake().chain(self.screening()).filter(|form| form.start_today)
    }

    /// The instruments that stand for each other under this word, such as `suicide-screen`.
    pub fn alternatives<'c>(
        &'c self,
        one_of: &'c str,
    ) -> impl Iterator<Item = &'c Arc<Definition>> {
        self.screening().filter(move |form| {
            let word = form.instrument.as_ref().and_then(|instrument| instrument.one_of.as_deref());
            word == Some(one_of)
        })
    }

    /// The instruments that this one is given after: it is not due before one of them asks for it.
    pub fn given_after<'c>(&'c self, id: &'c str) -> impl Iterator<Item = &'c Arc<Definition>> {
        self.screening().filter(move |form| form.follow_ups.iter().any(|next| next.form == id))
    }

    /// Every follow-up is an instrument of this catalog.
    fn follow_ups_exist(&self) -> Result<(), Error> {
        let lost = self.screening().find_map(|form| {
            let known = |id: &str| self.screening().any(|other| other.id == id);
            Some((form, form.follow_ups.iter().find(|next| !known(&next.form))?))
        });
        let Some((form, next)) = lost else { return Ok(()) };
        Err(Error::Definition(Box::new(DefinitionRefused {
            file: form.id.clone(),
            line: 1,
            column: 1,
            problem: format!("The follow-up \"{}\" is no instrument that is known.", next.form),
        })))
    }

    fn of_role(&self, role: Role) -> impl Iterator<Item = &Arc<Definition>> {
        self.forms.iter().filter(move |form| form.role == role)
    }
}

/// The choice sets that any form may refer to.
pub(crate) fn shared() -> Result<&'static SharedSets, Error> {
    SHARED.as_ref().map_err(Clone::clone)
}

/// A shared choice set by its id.
pub(crate) fn shared_set(id: &str) -> Option<&'static ChoiceSet> {
    shared().ok()?.get(id).map(|(set, _)| set.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_file_is_read() {
        let sets = shared().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(sets.len(), CHOICE_FILES.len());
        let catalog = Catalog::shipped().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(catalog.forms.len(), FORM_FILES.len());
    }

    #[test]
    fn the_intake_is_in_the_order_of_the_section_rail() {
        let ids: Vec<&str> =
            Catalog::shipped().unwrap().intake().map(|form| form.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "referral",
                "identity",
                "contact",
                "language",
                "guardian",
                "emergency",
                "coverage",
                "availability",
                "consents",
                "presenting",
                "psychiatric",
                "risk",
                "substance",
                "medicines",
                "medical",
                "trauma",
                "legal",
                "social",
                "supports"
            ]
        );
    }

    #[test]
    fn a_follow_up_that_nobody_knows_is_refused() {
        let alone = Catalog::shipped().unwrap().form("pc-ptsd-5").unwrap().clone();
        let refused = Catalog { forms: vec![alone] }.follow_ups_exist().unwrap_err();
        assert!(refused.to_string().contains("\"pcl-5\""), "{refused}");
    }
}
