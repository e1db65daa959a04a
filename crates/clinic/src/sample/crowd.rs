//! A crowd of fictional clients, as many as somebody asks for, each with a whole intake, a plan and
//! a year of scores: what a clinic holds after years. For trying the product on one's own machine,
//! and for tests, faults and measurements. The same number is always the same person.

use chrono::{Days, NaiveDate};
use form::{Answers, Definition, SectionSource, SectionStatus};
use record::Id;
use serde_json::{Value, json};

use super::names::{FAMILY, GIVEN, MIDDLE};
use crate::{
    Error, Result, Session,
    admission::Newcomer,
    body::{EpisodeBody, PlanBody},
    forms::shipped,
    machine::make_id,
    plans::read_plan,
    response::Draft,
};

const INTAKE: &str = include_str!("../../sample/crowd/intake.json");
const PLAN: &str = include_str!("../../sample/crowd/plan.json");

/// People who are admitted in one transaction. A record lies in the file where its random id says:
/// fewer, larger transactions touch each page less often.
const PARCEL: u32 = 10_000;
/// Months in which somebody was measured.
const MONTHS: u64 = 12;
/// The oldest admission, in days before today.
const YEARS: u32 = 5 * 365;
/// Days that a treatment lasts.
const TREATED: u64 = 84;

/// What all of the crowd share; each is then somebody else.
struct Mold {
    today: NaiveDate,
    sections: Vec<Draft>,
    measures: [Draft; 2],
}

impl Session {
    /// Admits a crowd, parcel by parcel.
    ///
    /// # Errors
    /// When they cannot be written; parcels that were written stay.
    pub(super) fn admit_crowd(&mut self, count: u32) -> Result<()> {
        let mold = self.mold()?;
        let mut next = 0;
        while next < count {
            let end = count.min(next.saturating_add(PARCEL));
            let parcel = (next..end).map(|number| self.one_of(&mold, number));
            let parcel: Vec<Newcomer> = parcel.collect::<Result<_>>()?;
            self.admit_all(parcel)?;
            next = end;
        }
        Ok(())
    }

    fn mold(&self) -> Result<Mold> {
        let intake: Value = serde_json::from_str(INTAKE).map_err(|_| Error::Unreadable)?;
        let newcomer = self.newcomer_from(&intake)?;
        let measure = |form: &str| {
            let form = shipped(form)?;
            let mut draft = Draft::empty(newcomer.client, newcomer.client, form, "")?;
            draft.body.status = SectionStatus::Done;
            draft.body.source = Some(SectionSource::Client);
            Ok::<_, Error>(draft)
        };
        let measures = [measure("phq-9")?, measure("gad-7")?];
        Ok(Mold { today: self.clock().today(), sections: newcomer.drafts, measures })
    }

    fn one_of(&self, mold: &Mold, number: u32) -> Result<Newcomer> {
        let admitted = mold.today - Days::new(u64::from(mixed(number, 1) % YEARS));
        let mut newcomer = Newcomer::beginning(admitted)?;
        let episode = newcomer.episode()?;
        for section in &mold.sections {
            let mut draft = another(section, &newcomer, episode, admitted)?;
            personal(&mut draft, number, mold.today)?;
            newcomer.drafts.push(draft);
        }
        let in_month = |month: u64| admitted + Days::new(30 * month);
        for month in (0..MONTHS).take_while(|month| in_month(*month) <= mold.today) {
            let measure = &mold.measures[usize::from(month % 2 == 1)];
            let mut draft = another(measure, &newcomer, episode, in_month(month))?;
            measured(&mut draft, number, month, mold.today)?;
            newcomer.drafts.push(draft);
        }
        let plan = read_plan(PLAN, mold.today)?;
        let plan = PlanBody { episode, version: 1, plan: Some(plan), sealed: None };
        newcomer.plans.push((make_id()?, plan));
        for (_, body) in &mut newcomer.episodes {
            treated(body, number, admitted, mold.today)?;
        }
        Ok(newcomer)
    }
}

/// The same answers as another person's, of a day.
fn another(draft: &Draft, newcomer: &Newcomer, episode: Id, day: NaiveDate) -> Result<Draft> {
    let mut draft = draft.clone();
    (draft.client, draft.record) = (newcomer.client, make_id()?);
    draft.body.episode = episode;
    draft.body.started_at = format!("{day}T15:00:00Z");
    draft.body.finished_at = Some(format!("{day}T15:09:00Z"));
    Ok(draft)
}

/// Who somebody is, and how they are called.
fn personal(draft: &mut Draft, number: u32, today: NaiveDate) -> Result<()> {
    let answers = &mut draft.body.answers;
    match draft.body.form.as_str() {
        "identity" => {
            let born = today - Days::new(u64::from(19 * 365 + mixed(number, 2) % (60 * 365)));
            let said = [
                ("legal_first", json!(of(&GIVEN, number, 3))),
                ("legal_middle", json!(of(&MIDDLE, number, 4))),
                ("legal_last", json!(family(number))),
                ("date_of_birth", json!(form::date::stored(born))),
            ];
            put(shipped("identity")?, answers, &said, today)
        }
        "contact" => {
            let (area, line) = (201 + mixed(number, 5) % 700, 100 + mixed(number, 6) % 100);
            let phone =
                json!([{"number": format!("({area}) 555-0{line}"), "phone_kind": "mobile"}]);
            put(shipped("contact")?, answers, &[("phones", phone)], today)
        }
        _ => Ok(()),
    }
}

/// Two families in three have a name of two parts: a clinic of 100,000 has few doubles.
fn family(number: u32) -> String {
    let (one, two) = (of(&FAMILY, number, 7), of(&FAMILY, number, 8));
    if mixed(number, 9).is_multiple_of(3) { one.to_owned() } else { format!("{one}-{two}") }
}

/// Scores fall over the months, with better and worse weeks. Nobody's answers raise a flag.
fn measured(draft: &mut Draft, number: u32, month: u64, today: NaiveDate) -> Result<()> {
    let form = shipped(&draft.body.form)?;
    let left = 3.0 - 2.2 * month as f64 / MONTHS as f64;
    let questions = form.items.iter().filter(|item| is_scored(&form.id, &item.id)).zip(0_u32..);
    let said: Vec<(&str, Value)> = questions
        .map(|(item, nth)| {
            let worse = f64::from(mixed(number, 100 + nth + 10 * month as u32) % 100) / 100.0;
            (item.id.as_str(), json!((left * worse).round() as i64))
        })
        .collect();
    put(form, &mut draft.body.answers, &said, today)?;
    match form.id.as_str() {
        "phq-9" => {
            let rest = [("q9", json!(0)), ("q10", json!(1))];
            put(form, &mut draft.body.answers, &rest, today)
        }
        _ => Ok(()),
    }
}

fn is_scored(form: &str, item: &str) -> bool {
    let last = if form == "phq-9" { 8 } else { 7 };
    item.strip_prefix('q').and_then(|n| n.parse().ok()).is_some_and(|n: u32| n <= last)
}

/// Most have been discharged; who came lately is in treatment.
fn treated(
    body: &mut EpisodeBody,
    number: u32,
    admitted: NaiveDate,
    today: NaiveDate,
) -> Result<()> {
    let over = admitted + Days::new(TREATED);
    let program = ["mental_health", "substance_use", "both"][mixed(number, 10) as usize % 3];
    let mut said = vec![
        ("program", json!(program)),
        ("track", json!("adult")),
        ("admission_date", json!(form::date::stored(admitted))),
        ("primary_therapist", json!("Maya Sample, LCSW")),
    ];
    if over <= today {
        said.push(("status", json!("discharged")));
        said.push(("discharge_date", json!(form::date::stored(over))));
        said.push(("discharge_reason", json!("completed")));
    } else {
        said.push(("status", json!("active")));
    }
    put(shipped("episode")?, &mut body.answers, &said, today)
}

fn put(
    form: &Definition,
    answers: &mut Answers,
    said: &[(&str, Value)],
    today: NaiveDate,
) -> Result<()> {
    said.iter().try_for_each(|(path, value)| {
        form::set(form, answers, path, value, today)
            .map_err(|refused| form::Error::Answers(vec![refused]).into())
    })
}

fn of<'n>(names: &[&'n str], number: u32, salt: u32) -> &'n str {
    names[mixed(number, salt) as usize % names.len()]
}

/// A number that looks like chance and is always the same (the finalizer of MurmurHash3).
fn mixed(number: u32, salt: u32) -> u32 {
    let mut mixed = number.wrapping_mul(0x9E37_79B1) ^ salt.wrapping_mul(0x85EB_CA77);
    mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x85EB_CA6B);
    mixed = (mixed ^ (mixed >> 13)).wrapping_mul(0xC2B2_AE35);
    mixed ^ (mixed >> 16)
}
