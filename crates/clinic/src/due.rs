//! Which screenings are due for a client: not given yet, long ago, or asked for by another's result.

use chrono::NaiveDate;
use form::{Catalog, Definition};
use record::Id;

use crate::{
    Code, Result, Session,
    screenings::local_day,
    view::{FormChoice, SectionStatus},
};

/// What is said where no screen for substance use fits a person's age.
const NO_SUBSTANCE_SCREEN: &str = "No screen for substance use comes with Goldthread for people \
    under 18. Ask the history in the intake; the clinic can add a pack.";

impl Session {
    /// Screenings that this session may begin for a client, due ones first.
    pub(crate) fn forms_for(&self, client: Id) -> Result<Vec<FormChoice>> {
        let mut choices = Vec::new();
        for form in self.forms.screening()? {
            let asked_for = self.asked_for(client, &form)?;
            if !(self.is_given(&form) || asked_for.is_some()) || !self.may_give(&form, client)? {
                continue;
            }
            let due = match asked_for {
                Some(why) => why,
                None => self.due_since(client, &form)?,
            };
            let self_entry = form.instrument.as_ref().is_some_and(|it| it.self_entry_allowed());
            let (form, title) = (form.id.clone(), form.short_title.clone());
            choices.push(FormChoice { form, title, self_entry, due });
        }
        choices.sort_by_key(|choice| choice.due.is_empty());
        Ok(choices)
    }

    /// What is said about screenings that there are not for this person; may be empty.
    pub(crate) fn forms_note(&self, client: Id) -> Result<String> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let age = entry.birth().and_then(|birth| form::date::age_on(birth, self.clock().today()));
        let added = self.forms.has_packs();
        let note = age.is_some_and(|age| age < 18) && !added;
        Ok(if note { NO_SUBSTANCE_SCREEN.to_owned() } else { String::new() })
    }

    /// Whether this session may give an instrument to a person: the age fits, and one that a person
    /// has to ask is asked by a clinician or by somebody the clinic has named.
    pub(crate) fn may_give(&self, form: &Definition, client: Id) -> Result<bool> {
        let asks = form.instrument.as_ref().is_some_and(|it| it.needs_trained_staff());
        let trained = !asks || self.clinical() || self.is_trained(self.user());
        Ok(trained && self.is_meant_for(form, client)?)
    }

    /// Why another instrument's last result asks for this one; nothing once it was given after it.
    fn asked_for(&self, client: Id, form: &Definition) -> Result<Option<String>> {
        if !self.clinical() {
            return Ok(None);
        }
        for (meta, other, scored) in self.latest(client)? {
            let asks = scored.follow_ups.contains(&form.id);
            let since = self.last_given(client, &form.id)?;
            let given = since.is_some_and(|at| at >= meta.started_at);
            if asks && !given {
                return Ok(Some(format!("After {}", other.short_title)));
            }
        }
        Ok(None)
    }

    fn due_since(&self, client: Id, form: &Definition) -> Result<String> {
        let Some(last) = self.last_given(client, &form.id)? else {
            let waits = Catalog::shipped()?.given_after(&form.id).next().is_some();
            let asked = self.clinical() && !waits;
            return Ok(if asked { "Not given yet".to_owned() } else { String::new() });
        };
        let days = form.instrument.as_ref().and_then(|known| known.reassess_days);
        let due = days.zip(local_day(&last)).map(|(days, on)| on + chrono::Days::new(days.into()));
        let late = |on: &NaiveDate| *on <= self.clock().today();
        Ok(due
            .filter(late)
            .map_or_else(String::new, |on| format!("Due since {}", form::date::shown(on))))
    }

    /// When an instrument was last finished.
    fn last_given(&self, client: Id, form: &str) -> Result<Option<String>> {
        let given = self.given(client)?;
        let done = given.into_iter().filter(|meta| meta.status == SectionStatus::Done);
        Ok(done.filter(|meta| meta.form == form).map(|meta| meta.started_at).max())
    }

    /// Titles of screenings that are due for a client, for Today.
    pub(crate) fn due_titles(&self, client: Id) -> Result<Vec<String>> {
        let due = self.forms_for(client)?.into_iter().filter(|choice| !choice.due.is_empty());
        Ok(due.map(|choice| choice.title).collect())
    }
}
