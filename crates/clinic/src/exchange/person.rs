//! Somebody in a file, as the newcomer they would be. What this program wrote itself keeps its ids,
//! its episodes and the plan; what another wrote becomes a first episode that begins today.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
};

use form::{Catalog, SectionSource, SectionStatus};
use interop::fhir::{
    BASE,
    read::{Incoming, Resource},
    referral::{Carried, Referral},
};
use record::Id;
use serde_json::Value;

use super::{incoming::left_row, written};
use crate::{
    Result, Session,
    admission::Newcomer,
    flags::{Raised, is_urgent},
    forms::shipped,
    machine::make_id,
    section_view::alerts,
    view::{LeftRow, TakenAnswer, TakenSection},
};

/// Who somebody would be, what was left of what the file says, and from where each answer comes.
pub(super) struct Newly {
    pub(super) newcomer: Newcomer,
    pub(super) left: Vec<LeftRow>,
    pub(super) from: Places,
}

/// Where in the file an answer stands, by section and item.
pub(super) type Places = HashMap<(String, String), String>;

/// One person's part of the file, and the ids that its people have already.
pub(super) struct Reading<'i> {
    pub(super) incoming: &'i Incoming,
    pub(super) referral: &'i Referral,
    pub(super) ids: &'i Ids,
    /// This program wrote the file.
    pub(super) is_own: bool,
    /// The admission that an EpisodeOfCare becomes, by its place among the resources.
    pub(super) episodes: HashMap<usize, Id>,
}

/// Ids that records of the file are given: a file may name two things alike.
#[derive(Default)]
pub(super) struct Ids(RefCell<HashSet<Id>>);

impl Session {
    /// Who somebody in the file would be.
    pub(super) fn newly(
        &self,
        incoming: &Incoming,
        referral: &Referral,
        ids: &Ids,
    ) -> Result<Newly> {
        let patient = &incoming.resources()[referral.patient];
        let is_own = is_own(patient);
        let mut reading = Reading { incoming, referral, ids, is_own, episodes: HashMap::new() };
        let mut newcomer = Newcomer::beginning(self.clock().today())?;
        newcomer.from_file = true;
        let (mut left, mut from) = (Vec::new(), Places::new());
        if is_own {
            newcomer.client = self.free_id(ids, patient.id.as_deref())?;
            self.take_episodes(&mut newcomer, &mut reading, &mut left)?;
            newcomer.papers = self.written_papers(&reading, &newcomer, &mut left)?;
        } else {
            left.extend(referral.left.iter().map(|it| left_row(&it.why, &it.words, &it.place)));
            from.extend(referral.carried.iter().map(place_of));
            self.take_sections(&mut newcomer, referral)?;
        }
        self.take_responses(&mut newcomer, &reading, &mut left)?;
        if is_own {
            newcomer.plans = self.written_plans(&reading, &newcomer, &mut left)?;
            written::lost(&reading, &mut left);
        }
        newcomer.flags = self.flags_of(&newcomer)?;
        Ok(Newly { newcomer, left, from })
    }

    /// An id of the file where neither the records nor the file have it, else a fresh one.
    pub(super) fn free_id(&self, ids: &Ids, given: Option<&str>) -> Result<Id> {
        let given = given.and_then(|id| id.parse().ok()).filter(|id| !self.ledger.knows(*id));
        let mut known = ids.0.borrow_mut();
        let free = given.filter(|id| !known.contains(id));
        let id = free.map_or_else(make_id, Ok)?;
        known.insert(id);
        Ok(id)
    }

    /// What another program says of a person, section by section.
    fn take_sections(&self, newcomer: &mut Newcomer, referral: &Referral) -> Result<()> {
        let today = self.clock().today();
        for (section, members) in &referral.sections {
            let form = shipped(section)?;
            let draft = self.first_answers(newcomer, form)?;
            draft.body.source = Some(SectionSource::Staff);
            for (path, value) in members {
                // The referral was laid out with the same form, so every answer fits.
                let _ = form::set(form, &mut draft.body.answers, path, value, today);
            }
        }
        Ok(())
    }

    /// Flags that finished screenings of a newcomer raise, as they would if they were given here.
    fn flags_of(&self, newcomer: &Newcomer) -> Result<Vec<Raised>> {
        let among = self.context_among(newcomer.client, &newcomer.sections())?;
        let mut raised = Vec::new();
        for draft in &newcomer.drafts {
            let form = self.forms.given(&draft.body)?;
            if form.role != form::Role::Screening {
                continue;
            }
            let evaluation = form::evaluate(&form, &draft.body.answers, &among(&form.id));
            if alerts(&form, &evaluation, draft.body.status).iter().any(is_urgent) {
                raised.push(self.raised_by(newcomer.client, draft.record)?);
            }
        }
        Ok(raised)
    }
}

/// Whether this program wrote a resource, by the address it gives its own.
pub(super) fn is_own(resource: &Resource) -> bool {
    let path = resource.full_url.as_deref().and_then(|url| url.strip_prefix(BASE));
    path.is_some_and(|path| path.starts_with('/'))
}

fn place_of(carried: &Carried) -> ((String, String), String) {
    ((carried.section.to_owned(), carried.item.clone()), carried.place.clone())
}

/// What would be saved, section by section, in words.
pub(super) fn shown_sections(
    session: &Session,
    newcomer: &Newcomer,
    from: &Places,
) -> Result<Vec<TakenSection>> {
    let mut sections = Vec::with_capacity(newcomer.drafts.len());
    for draft in &newcomer.drafts {
        let form = session.forms.given(&draft.body)?;
        let mut answers = Vec::new();
        for item in &form.items {
            let path = item.id.as_str();
            let Some(answer) = draft.body.answers.get(path) else { continue };
            let place = |path: &str| from.get(&(form.id.clone(), path.to_owned())).cloned();
            let rows = draft.body.answers.rows(path);
            let line = |value: String, from: Option<String>| TakenAnswer {
                label: item.name.clone(),
                value,
                from: from.unwrap_or_default(),
            };
            if rows.is_empty() {
                answers.push(line(form::shown(item, answer).replace('\n', ", "), place(path)));
            }
            for row in rows {
                let cells = item.row_items().iter();
                let mut places =
                    cells.filter_map(|it| place(&format!("{path}/{}/{}", row.id, it.id)));
                answers.push(line(form::shown_row(item, row), places.next().or(place(path))));
            }
        }
        sections.push(TakenSection {
            form: form.id.clone(),
            title: form.short_title.clone(),
            done: draft.body.status == SectionStatus::Done,
            screening: form.role == form::Role::Screening,
            answers,
        });
    }
    let order: Vec<&str> = Catalog::shipped()?.intake().map(|form| form.id.as_str()).collect();
    sections.sort_by_key(|it| order.iter().position(|id| *id == it.form).unwrap_or(usize::MAX));
    Ok(sections)
}

/// A text of a resource.
pub(super) fn said<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}
