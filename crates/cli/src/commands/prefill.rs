//! `goldthread plan offers|take|pick|insert`: what intake, screening and the library give a plan.

use clinic::{
    Code, Error, Session,
    view::{CandidateView, LibraryHitRow, Offer, Part, PlanPage, request},
};
use serde_json::json;

use super::{Done, plan::newest, signed_in};
use crate::{
    arguments::{EntryPart, PlanCommand},
    say::say,
};

type Kept<T> = Result<T, Error>;

pub(super) fn run(command: &PlanCommand, as_json: bool) -> Done {
    match command {
        PlanCommand::Offers { of } => {
            let page = signed_in(&of.at, |session| newest(session, &of.client))?;
            offers(as_json, &page);
        }
        PlanCommand::Take { key, of, aside } => {
            let page = signed_in(&of.at, |session| {
                let asked = answer(session, &of.client, key, !aside)?;
                session.answer_offer(&asked)
            })?;
            let done = if *aside { "Put aside" } else { "Taken over" };
            saved(as_json, &page, done);
        }
        PlanCommand::Pick { key, of } => {
            let page = signed_in(&of.at, |session| {
                let asked = answer(session, &of.client, key, true)?;
                session.pick_need(&asked)
            })?;
            saved(as_json, &page, "Added to the needs");
        }
        PlanCommand::Insert { entry, of, under, part } => {
            let page = signed_in(&of.at, |session| {
                let asked = insertion(session, &of.client, entry, under, *part)?;
                session.insert_from_library(&asked)
            })?;
            saved(as_json, &page, "Inserted");
        }
        _ => {}
    }
    Ok(())
}

fn answer(
    session: &mut Session,
    client: &str,
    key: &str,
    take: bool,
) -> Kept<request::AnswerOffer> {
    let page = newest(session, client)?;
    Ok(request::AnswerOffer {
        token: String::new(),
        client: client.to_owned(),
        record: page.record,
        rev: page.rev,
        key: key.to_owned(),
        take,
    })
}

fn insertion(
    session: &mut Session,
    client: &str,
    entry: &str,
    under: &str,
    part: Option<EntryPart>,
) -> Kept<request::InsertFromLibrary> {
    let (area, id) = match entry.split_once('/') {
        Some((area, id)) => (area, Some(id)),
        None => (entry, None),
    };
    let part = match id {
        None => Part::Area,
        Some(id) => part_of(session, area, id, part)?,
    };
    let page = newest(session, client)?;
    Ok(request::InsertFromLibrary {
        token: String::new(),
        client: client.to_owned(),
        record: page.record,
        rev: page.rev,
        area: area.to_owned(),
        part,
        entry: id.map(str::to_owned),
        under: under.to_owned(),
    })
}

/// Which kind of entry an id of an area names. An id is unique among entries of one kind only.
fn part_of(session: &Session, area: &str, id: &str, part: Option<EntryPart>) -> Kept<Part> {
    let wanted = part.map(|part| match part {
        EntryPart::Problem => Part::Problem,
        EntryPart::Goal => Part::Goal,
        EntryPart::Objective => Part::Objective,
        EntryPart::Intervention => Part::Intervention,
    });
    let (token, client, find) = (String::new(), String::new(), String::new());
    let asked = request::OpenLibrary { token, client, area: area.to_owned(), find };
    let named = |row: &LibraryHitRow| {
        row.entry.as_deref() == Some(id) && wanted.is_none_or(|part| part == row.part)
    };
    let hits = session.open_library(&asked)?.hits;
    let parts: Vec<Part> = hits.into_iter().filter(named).map(|row| row.part).collect();
    match parts.as_slice() {
        [part] => Ok(*part),
        [] => Err(Code::NoSuchRecord.into()),
        several => {
            let kinds: Vec<String> =
                several.iter().map(|part| format!("{part:?}").to_lowercase()).collect();
            let why =
                format!("{area}/{id} names several entries: say --part {}", kinds.join(" or "));
            Err(Error::Input(vec![why]))
        }
    }
}

fn offers(as_json: bool, page: &PlanPage) {
    let mut lines = Vec::new();
    for offer in &page.offers {
        lines.push(format!("{}  ->  {}  ({}, {})", offer.key, offer.field, offer.source, offer.on));
        lines.extend(changed(offer));
        lines.extend(offer.value.lines().map(|line| format!("    {line}")));
    }
    let need = |it: &CandidateView| {
        let mut told = vec![it.source.clone(), it.on.clone()];
        told.extend(it.required.then(|| "every plan answers this".to_owned()));
        told.extend(it.picked.then(|| "in the plan".to_owned()));
        format!("{}  need: {}  ({})", it.key, it.text, told.join(", "))
    };
    lines.extend(page.candidates.iter().map(need));
    if lines.is_empty() {
        lines.push("Intake and screening offer nothing new.".to_owned());
    }
    say(as_json, &json!({"offers": page.offers, "candidates": page.candidates}), &lines);
}

/// What it said before.
fn changed(offer: &Offer) -> Option<String> {
    let before = offer.before.lines().collect::<Vec<_>>().join("; ");
    (!before.is_empty()).then(|| format!("    was: {before}"))
}

fn saved(as_json: bool, page: &PlanPage, done: &str) {
    let told = json!({"rev": page.rev, "added": page.added, "findings": page.findings});
    say(as_json, &told, &[format!("{done}, revision {}", page.rev)]);
}
