//! Which screenings are due for a client: not given yet, long ago, or asked for by another's result.

use chrono::NaiveDate;
use form::{Catalog, Definition};
use record::Id;

use crate::{
    Code, Result, Session,
    directory::ResponseMeta,
    screenings::{day, local_day},
    view::{FirstScreenView, FormChoice, SectionStatus},
};

/// What is said where no screen for substance use fits a person's age.
const NO_SUBSTANCE_SCREEN: &str = "No screen for substance use comes with Goldthread for people \
    under 18. Ask the history in the intake; the clinic can add a pack.";

impl Session {
    /// Screenings that this session may begin for a client, due ones first.
    pub(crate) fn forms_for(&self, client: Id) -> Result<Vec<FormChoice>> {
        let given = self.given(client)?;
        let asks = self.asks(client)?;
        let mut choices = Vec::new();
        for form in self.forms.screening()? {
            let asked_for = asked_for(&asks, &given, &form.id);
            if !(self.is_given(&form) || asked_for.is_some()) || !self.may_give(&form, client)? {
                continue;
            }
            let due = match asked_for {
                Some(why) => why,
                None => self.due_since(&given, &form)?,
            };
            let self_entry = form.instrument.as_ref().is_some_and(|it| it.self_entry_allowed());
            let (form, title) = (form.id.clone(), form.short_title.clone());
            choices.push(FormChoice { form, title, self_entry, due });
        }
        choices.sort_by_key(|choice| choice.due.is_empty());
        Ok(choices)
    }

    /// The suicide screen of the first visit, where this session may give it.
    pub(crate) fn first_screen(&self, client: Id) -> Result<Option<FirstScreenView>> {
        for form in self.forms.screening()? {
            if !form.start_today || !self.is_given(&form) || !self.may_give(&form, client)? {
                continue;
            }
            let given = self.given(client)?;
            let given = last_given(&given, &form.id).map(|at| day(at)).unwrap_or_default();
            let (form, title) = (form.id.clone(), form.short_title.clone());
            return Ok(Some(FirstScreenView { form, title, given }));
        }
        Ok(None)
    }

    /// What the last results ask for.
    fn asks(&self, client: Id) -> Result<Vec<Asks>> {
        let latest = self.latest(client)?.into_iter();
        let asks = latest.map(|(meta, form, scored)| Asks {
            at: meta.started_at,
            title: form.short_title.clone(),
            forms: scored.follow_ups,
        });
        Ok(asks.collect())
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

    fn due_since(&self, given: &[ResponseMeta], form: &Definition) -> Result<String> {
        let Some(last) = last_given(given, &form.id) else {
            let waits = Catalog::shipped()?.given_after(&form.id).next().is_some();
            let asked = self.clinical() && !waits;
            return Ok(if asked { "Not given yet".to_owned() } else { String::new() });
        };
        let days = form.instrument.as_ref().and_then(|known| known.reassess_days);
        let due = days.zip(local_day(last)).map(|(days, on)| on + chrono::Days::new(days.into()));
        let late = |on: &NaiveDate| *on <= self.clock().today();
        Ok(due
            .filter(late)
            .map_or_else(String::new, |on| format!("Due since {}", form::date::shown(on))))
    }

    /// Titles of screenings that are due for a client, for Today.
    pub(crate) fn due_titles(&self, client: Id) -> Result<Vec<String>> {
        let due = self.forms_for(client)?.into_iter().filter(|choice| !choice.due.is_empty());
        Ok(due.map(|choice| choice.title).collect())
    }
}

/// What one result asks for.
struct Asks {
    at: String,
    title: String,
    forms: Vec<String>,
}

/// Why a result asks for an instrument; nothing once it was given after that.
fn asked_for(asks: &[Asks], given: &[ResponseMeta], form: &str) -> Option<String> {
    let since = last_given(given, form);
    let mut asks = asks.iter().filter(|asks| asks.forms.iter().any(|asked| asked == form));
    let open = asks.find(|asks| since.is_none_or(|since| *since < asks.at))?;
    Some(format!("After {}", open.title))
}

/// When an instrument was last finished.
fn last_given<'g>(given: &'g [ResponseMeta], form: &str) -> Option<&'g String> {
    let done = given.iter().filter(|meta| meta.status == SectionStatus::Done && meta.form == form);
    done.map(|meta| &meta.started_at).max()
}
