//! The library that plans start from: searching it, and inserting from it.

mod own;
mod place;

use record::{
    Id,
    library::{self, Area, Part, insert, insert::LastScore},
    plan::{Edit, Plan},
};

pub(crate) use own::OwnArea;
use place::Place;

use crate::{
    Code, Result, Session,
    view::{LibraryAreaRow, LibraryHitRow, LibraryView, PlanPage, request},
};

/// Hits at the most; more words find fewer.
const MOST_HITS: usize = 60;
impl Session {
    /// The library: what a search finds, what one area holds, or the areas themselves. Those that
    /// scores bring up come first, then those that belong to the plan's program.
    ///
    /// # Errors
    /// [`Code::NotAllowed`]; no such client; [`Code::NoSuchRecord`] for no such area.
    pub fn open_library(&self, request: &request::OpenLibrary) -> Result<LibraryView> {
        self.require_clinical()?;
        let mut areas = self.areas()?;
        let client = match request.client.as_str() {
            "" => None,
            client => Some(self.client(client)?),
        };
        let offered = client.map(|client| self.offered_areas(client, &areas)).transpose()?;
        let offered = offered.unwrap_or_default();
        let program =
            client.map(|it| self.plan_draft(it)).transpose()?.and_then(|it| it.plan.program);
        let fits = |area: &Area| program.is_none_or(|program| area.fits(program));
        areas.sort_by_key(|area| (!offered.contains(&area.id), !fits(area)));
        let row = |area: &Area| LibraryAreaRow {
            id: area.id.clone(),
            name: area.name.clone(),
            plain_name: area.plain_name.clone(),
            version: area.version.clone(),
            offered: offered.contains(&area.id),
            own: self.own_areas.iter().any(|own| own.area.id == area.id),
            fits: fits(area),
        };
        let retired = self.own_areas.iter().filter(|it| it.retired);
        Ok(LibraryView {
            hits: found(&areas, request)?,
            areas: areas.iter().map(row).collect(),
            retired: retired.map(|it| row(&it.area)).collect(),
            may_change: self.admin(),
        })
    }

    /// Inserts an entry of the library into the plan, where the cursor is.
    ///
    /// # Errors
    /// As [`Session::edit_plan`]; [`Code::NoSuchRecord`] for no such entry, where there is nothing
    /// to put it under, or where the place that was named is gone.
    pub fn insert_from_library(
        &mut self,
        request: &request::InsertFromLibrary,
    ) -> Result<PlanPage> {
        let client = self.client(&request.client)?;
        let plan = self.plan_draft(client)?.plan;
        let areas = self.areas()?;
        let area = areas.iter().find(|it| it.id == request.area).ok_or(Code::NoSuchRecord)?;
        let scores = self.last_scores(client)?;
        let edit = self.insertion(&plan, area, request, &scores).ok_or(Code::NoSuchRecord)?;
        self.edit_plan(&request::EditPlan {
            token: request.token.clone(),
            client: request.client.clone(),
            record: request.record.clone(),
            rev: request.rev,
            edits: vec![edit],
        })
    }

    fn insertion(
        &self,
        plan: &Plan,
        area: &Area,
        request: &request::InsertFromLibrary,
        scores: &[LastScore],
    ) -> Option<Edit> {
        let today = self.clock().today();
        let under = Place::of(plan, &request.under)?;
        let named = |id: &str| request.entry.as_deref() == Some(id);
        let (list, value) = match request.part {
            Part::Area => {
                ("problems".to_owned(), insert::as_value(&insert::thread(area, today, scores)?))
            }
            Part::Problem => {
                let entry = area.problems.iter().find(|it| named(&it.id))?;
                ("problems".to_owned(), insert::as_value(&insert::problem(area, entry)))
            }
            Part::Goal => {
                let entry = area.goals.iter().find(|it| named(&it.id))?;
                (under.goals?, insert::as_value(&insert::goal(area, entry)))
            }
            Part::Objective => {
                let entry = area.objectives.iter().find(|it| named(&it.id))?;
                let value = insert::objective(area, entry, today, scores);
                (under.objectives?, insert::as_value(&value))
            }
            Part::Intervention => {
                let entry = area.interventions.iter().find(|it| named(&it.id))?;
                (under.interventions?, insert::as_value(&insert::intervention(area, entry)))
            }
        };
        Some(Edit::Add { list, after: None, value })
    }

    /// Areas that scores bring up.
    fn offered_areas(&self, client: Id, areas: &[Area]) -> Result<Vec<String>> {
        let latest = self.latest(client)?;
        let scores: Vec<(&str, &form::Scored)> =
            latest.iter().map(|(_, form, scored)| (form.id.as_str(), scored)).collect();
        Ok(library::offered(areas, &scores).into_iter().map(|area| area.id.clone()).collect())
    }

    /// The last value of every score.
    fn last_scores(&self, client: Id) -> Result<Vec<LastScore>> {
        let score = |it: crate::view::MeasureView| LastScore {
            instrument: it.instrument,
            label: it.label,
            value: it.last,
        };
        Ok(self.measures(client)?.into_iter().map(score).collect())
    }
}

/// What one area holds, or what the words find.
fn found(areas: &[Area], request: &request::OpenLibrary) -> Result<Vec<LibraryHitRow>> {
    let hits = match request.area.as_str() {
        "" => library::search(areas, &request.find).into_iter().take(MOST_HITS).collect(),
        id => {
            let area = areas.iter().find(|it| it.id == id).ok_or(Code::NoSuchRecord)?;
            library::contents(area)
        }
    };
    Ok(hits.into_iter().filter_map(|hit| hit_row(areas, hit)).collect())
}

fn hit_row(areas: &[Area], hit: library::Hit) -> Option<LibraryHitRow> {
    let area = areas.iter().find(|it| it.id == hit.area)?;
    let client = match (&hit.entry, hit.part) {
        (Some(id), Part::Problem) => area.problems.iter().find(|it| it.id == *id)?.client.clone(),
        (Some(id), Part::Goal) => area.goals.iter().find(|it| it.id == *id)?.client.clone(),
        (Some(id), Part::Objective) => {
            area.objectives.iter().find(|it| it.id == *id)?.client.clone()
        }
        (Some(id), Part::Intervention) => {
            area.interventions.iter().find(|it| it.id == *id)?.client.clone()
        }
        _ => area.plain_name.clone(),
    };
    Some(LibraryHitRow {
        area: hit.area,
        area_name: area.name.clone(),
        part: hit.part,
        entry: hit.entry,
        text: hit.text,
        client,
    })
}
