//! What this program wrote itself and reads back beyond answers: admissions, and the plan.

use std::collections::HashSet;

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::NaiveDate;
use interop::fhir::{
    export::PLAN,
    questionnaire::answers,
    read::{Incoming, Resource},
};
use record::{Id, plan};
use serde_json::Value;

use super::{
    incoming::left_row,
    papers::is_paper,
    person::{Reading, is_own, said},
    responses::episode_of,
};
use crate::{
    Result, Session,
    admission::Newcomer,
    body::{EpisodeBody, PlanBody},
    episodes::first_answers,
    forms::shipped,
    plans::Ids,
    view::LeftRow,
};

/// Admissions, and attachments, of one person that are read.
pub(super) const MOST: usize = 50;

/// What is written from answers, with the member that names the person.
const FROM_ANSWERS: [(&str, &str); 6] = [
    ("AllergyIntolerance", "patient"),
    ("Condition", "subject"),
    ("Consent", "patient"),
    ("Coverage", "beneficiary"),
    ("MedicationStatement", "subject"),
    ("RelatedPerson", "patient"),
];

impl Session {
    /// The admissions of a person, oldest first.
    pub(super) fn take_episodes(
        &self,
        newcomer: &mut Newcomer,
        reading: &mut Reading<'_>,
        left: &mut Vec<LeftRow>,
    ) -> Result<()> {
        let today = self.clock().today();
        let mut found: Vec<(usize, NaiveDate)> = Vec::new();
        for (at, resource) in of_kind(reading, "EpisodeOfCare", "patient") {
            let began = said(&resource.body["period"], "start").get(..10);
            let began: Option<NaiveDate> = began.and_then(|day| day.parse().ok());
            let why = match began {
                _ if found.len() == MOST => "There are more admissions than are taken in.",
                Some(day) if day <= today => "",
                _ => "The day an admission began cannot be: it counts from today.",
            };
            if !why.is_empty() {
                left.push(left_row(why, "", &resource.place));
            }
            if found.len() < MOST {
                found.push((at, began.filter(|day| *day <= today).unwrap_or(today)));
            }
        }
        if found.is_empty() {
            return Ok(());
        }
        found.sort_by_key(|(_, began)| *began);
        newcomer.episodes.clear();
        for (nth, (at, began)) in found.into_iter().enumerate() {
            let given = reading.incoming.resources()[at].id.as_deref();
            let own = given.and_then(|id| own_answers(reading, id, today));
            let answers = own.map_or_else(|| first_answers(today), Ok)?;
            let id = self.free_id(reading.ids, given)?;
            let (began, nth) = (form::date::stored(began), u32::try_from(nth).unwrap_or(u32::MAX));
            newcomer.episodes.push((id, EpisodeBody { began, nth, answers }));
            reading.episodes.insert(at, id);
        }
        Ok(())
    }

    /// The newest plan of each admission, as a draft: a seal and signatures are acts of another
    /// clinic.
    pub(super) fn written_plans(
        &self,
        reading: &Reading<'_>,
        newcomer: &Newcomer,
        left: &mut Vec<LeftRow>,
    ) -> Result<Vec<(Id, PlanBody)>> {
        let today = self.clock().today();
        let mut plans: Vec<(Id, PlanBody)> = Vec::new();
        for (at, resource) in of_kind(reading, "DocumentReference", "subject") {
            let Some(content) = plan_content(&resource.body) else { continue };
            let mut leave = |why: &str| left.push(left_row(why, "", &resource.place));
            let episode = episode_of(reading, at).map_or_else(|| newcomer.episode(), Ok)?;
            let mut ids = Ids::default();
            let plan =
                content.and_then(|text| plan::from_json(&text, today, &mut || ids.next()).ok());
            ids.whole()?;
            let Some(plan) = plan else {
                leave("The plan cannot be read.");
                continue;
            };
            // Versions stand in their order: a later one takes the place of the one before.
            if let Some(before) = plans.iter().position(|(_, it)| it.episode == episode) {
                plans.remove(before);
                leave("An earlier version of the plan is not taken in; its pages are in the file.");
            }
            let id = self.free_id(reading.ids, resource.id.as_deref())?;
            plans.push((id, PlanBody { episode, version: 1, plan: Some(plan), sealed: None }));
            if said(&resource.body, "docStatus") == "final" {
                leave(
                    "The plan was sealed and signed elsewhere. It comes as a draft: check it, seal \
                     it and have it signed here.",
                );
            }
        }
        Ok(plans)
    }
}

/// What the file says and no form or plan in it holds, so that it is not taken in.
pub(super) fn lost(reading: &Reading<'_>, left: &mut Vec<LeftRow>) {
    for (_, decision) in of_kind(reading, "RiskAssessment", "subject") {
        let why = "A decision about suitability is not taken in: a clinician decides here.";
        left.push(left_row(why, "", &decision.place));
    }
    for (_, document) in of_kind(reading, "DocumentReference", "subject") {
        if !is_paper(&document.body) && plan_content(&document.body).is_none() {
            let why =
                "The pages of a document are in the file and are not taken in: write it here.";
            left.push(left_row(why, said(&document.body["type"], "text"), &document.place));
        }
    }
    let held: HashSet<&str> = reading
        .incoming
        .resources()
        .iter()
        .filter(|it| ["QuestionnaireResponse", "Patient"].contains(&it.kind))
        .filter_map(|it| it.id.as_deref())
        .collect();
    for (kind, about) in FROM_ANSWERS {
        for (_, resource) in of_kind(reading, kind, about) {
            // The id of a record is 32 digits, before the name of the part.
            let of = resource.id.as_deref().and_then(|id| id.get(..32));
            if of.is_none_or(|of| !held.contains(of)) {
                let why = "No form in the file holds this, so it is not taken in.";
                left.push(left_row(why, "", &resource.place));
            }
        }
    }
}

/// The answers to the form of an admission, which bear its id.
fn own_answers(reading: &Reading<'_>, id: &str, today: NaiveDate) -> Option<form::Answers> {
    let form = shipped("episode").ok()?;
    let responses = reading.referral.responses.iter();
    let mut resources = responses.map(|at| &reading.incoming.resources()[*at]);
    let resource = resources.find(|it| is_own(it) && it.id.as_deref() == Some(id))?;
    Some(answers(form, &resource.body, today).ok()?.answers)
}

/// The plan of a document as the product reads it; nothing inside where it is not in base64.
fn plan_content(document: &Value) -> Option<Option<String>> {
    let contents = document["content"].as_array()?;
    let mut attachments = contents.iter().map(|it| &it["attachment"]);
    let data = attachments.find(|it| said(it, "contentType") == PLAN)?["data"].as_str();
    let bytes = data.and_then(|data| STANDARD.decode(data).ok());
    Some(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
}

/// The resources of a kind that this program wrote about a person.
pub(super) fn of_kind<'i>(
    reading: &Reading<'i>,
    kind: &'static str,
    about: &'static str,
) -> impl Iterator<Item = (usize, &'i Resource)> + use<'i> {
    let incoming: &'i Incoming = reading.incoming;
    let patient = reading.referral.patient;
    let all = incoming.resources().iter().enumerate();
    all.filter(move |(at, it)| {
        it.kind == kind && is_own(it) && incoming.meant(*at, &it.body[about]) == Some(patient)
    })
}
