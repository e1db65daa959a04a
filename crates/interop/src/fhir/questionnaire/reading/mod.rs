//! A `QuestionnaireResponse`, ours or another system's, as the answers to a form.
//!
//! Every value goes through `form::set`, as if it were typed. What has no place is listed.

mod address;
mod rows;

use super::left::{Left, Unread, Why};
use super::matching::{Sure, choice_of, item_of, last_part, same_words};
use super::names::state;
use super::value;
use crate::fhir::{system, url};
use chrono::NaiveDate;
use form::{Answers, Definition, Item, Kind, set};
use serde_json::{Value, json};

/// Most items of a response that are looked at.
const ITEM_LIMIT: usize = 20_000;
/// Deepest nesting of items.
const DEPTH_LIMIT: usize = 24;

/// What was read of a response.
#[derive(Debug, Clone, Default)]
pub struct Read {
    /// The answers that have a place on the form.
    pub answers: Answers,
    /// What has none, in the order of the response.
    pub left: Vec<Left>,
}

/// Reads a response to a form. Questions are known by their link id or by their LOINC code; in
/// another system's response a link id counts only where the words, if there are any, are the same.
///
/// # Errors
/// That it is no response, or one that nobody should read.
pub fn answers(
    definition: &Definition,
    response: &Value,
    today: NaiveDate,
) -> Result<Read, Unread> {
    if response["resourceType"] != "QuestionnaireResponse" {
        return Err(Unread::NotAResponse);
    }
    if response["status"] == "entered-in-error" {
        return Err(Unread::EnteredInError);
    }
    let named = response["questionnaire"].as_str().unwrap_or_default();
    let ours = named.split('|').next() == Some(url("Questionnaire", &definition.id).as_str());
    let mut reader = Reader { definition, today, ours, seen: 0, depth: 0, read: Read::default() };
    reader.walk(&response["item"], "", None)?;
    Ok(reader.read)
}

/// The row that is being read: its group and its id.
type InRow<'d, 'r> = Option<(&'d Item, &'r str)>;

struct Reader<'d> {
    definition: &'d Definition,
    today: NaiveDate,
    ours: bool,
    seen: usize,
    depth: usize,
    read: Read,
}

impl<'d> Reader<'d> {
    fn walk(&mut self, items: &Value, within: &str, row: InRow<'d, '_>) -> Result<(), Unread> {
        let items = items.as_array().map(Vec::as_slice).unwrap_or_default();
        self.depth += 1;
        self.seen += items.len();
        if self.depth > DEPTH_LIMIT {
            return Err(Unread::TooDeep);
        }
        if self.seen > ITEM_LIMIT {
            return Err(Unread::TooManyItems);
        }
        for (at, item) in items.iter().enumerate() {
            self.one(item, &format!("{within}item[{at}]"), row)?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn one(&mut self, given: &Value, place: &str, row: InRow<'d, '_>) -> Result<(), Unread> {
        let link = given["linkId"].as_str().unwrap_or_default();
        match self.question(given, link, row) {
            Ok((item, path)) => match &item.kind {
                Kind::Group(_) => return self.group(item, given, place),
                Kind::Address => return self.address((item, &path), given, place, row),
                _ => self.answer((item, &path), given, place),
            },
            Err(why) => self.leave_answers(given, place, why),
        }
        self.below(given, place, row)
    }

    /// The items under an item and under its answers.
    fn below(&mut self, given: &Value, place: &str, row: InRow<'d, '_>) -> Result<(), Unread> {
        for (at, answer) in listed(&given["answer"]).iter().enumerate() {
            self.walk(&answer["item"], &format!("{place}.answer[{at}]."), row)?;
        }
        self.walk(&given["item"], &format!("{place}."), row)
    }

    /// The question an item answers, and the path of its answer.
    fn question(
        &self,
        given: &Value,
        link: &str,
        row: InRow<'d, '_>,
    ) -> Result<(&'d Item, String), Why> {
        let form = self.definition;
        if let Some((group, id)) = row
            && let Some((item, sure)) = item_of(group.row_items(), link)
        {
            let path = format!("{}/{id}/{}", group.id, item.id);
            return self.worded((item, sure), given, path);
        }
        if let Some(found) = item_of(&form.items, link) {
            return self.worded(found, given, found.0.id.clone());
        }
        let code = last_part(link);
        if form.scores.iter().any(|score| score.loinc.as_deref() == Some(code)) {
            return Err(Why::Score);
        }
        let inside = form.items.iter().any(|item| item_of(item.row_items(), link).is_some());
        Err(if inside { Why::OutsideRow } else { Why::NoSuchQuestion })
    }

    fn worded(
        &self,
        (item, sure): (&'d Item, Sure),
        given: &Value,
        path: String,
    ) -> Result<(&'d Item, String), Why> {
        if self.ours || same_words(item, given["text"].as_str(), sure) {
            Ok((item, path))
        } else {
            Err(Why::OtherWords)
        }
    }

    fn answer(&mut self, (item, path): (&Item, &str), given: &Value, place: &str) {
        let mut values = Vec::new();
        for (at, answer) in listed(&given["answer"]).iter().enumerate() {
            let place = format!("{place}.answer[{at}]");
            match value::member(answer) {
                Ok(Some(member)) => values.push((place, member, answer)),
                Ok(None) => {}
                Err(why) => self.leave(place, why),
            }
        }
        if let Some(reason) = absent_reason(given) {
            return self.reason(path, reason, place, values.is_empty());
        }
        match (&item.kind, values.as_slice()) {
            (_, []) => {}
            (Kind::Computed(_), _) => self.leave_all(values, Why::Computed),
            (Kind::MultiChoice(_) | Kind::Week, _) => self.several((item, path), values, place),
            (_, [(place, member, answer)]) => {
                let value = match &item.kind {
                    Kind::Choice(set) => choice_of(self.definition, set, *member, answer)
                        .map(|choice| json!(choice.code)),
                    _ => value::typed(item, *member),
                };
                match value {
                    Ok(value) => self.put(path, &value, place),
                    Err(why) => self.leave(place.clone(), why),
                }
            }
            _ => self.leave_all(values, Why::Several),
        }
    }

    /// Several choices, or the spans of a week: what can be placed is.
    fn several(&mut self, (item, path): (&Item, &str), values: Vec<Given<'_>>, place: &str) {
        let mut kept = Vec::new();
        for (place, (key, value), answer) in values {
            let read = match &item.kind {
                Kind::MultiChoice(set) => choice_of(self.definition, set, (key, value), answer)
                    .map(|choice| json!(choice.code)),
                _ => value::text(key, value).map(|text| json!(text)),
            };
            match read {
                Ok(value) => kept.push(value),
                Err(why) => self.leave(place, why),
            }
        }
        if !kept.is_empty() {
            self.put(path, &Value::Array(kept), place);
        }
    }

    fn reason(&mut self, path: &str, reason: &str, place: &str, alone: bool) {
        match state(reason) {
            _ if !alone => self.leave(place.to_owned(), Why::ReasonAndAnswer),
            Some(state) => self.put(path, &json!({ "state": state }), place),
            None => self.leave(place.to_owned(), Why::OtherReason),
        }
    }

    fn put(&mut self, path: &str, value: &Value, place: &str) {
        if self.read.answers.get(path).is_some() {
            return self.leave(place.to_owned(), Why::AnsweredTwice);
        }
        let done = set(self.definition, &mut self.read.answers, path, value, self.today);
        if let Err(refused) = done {
            self.leave(place.to_owned(), Why::Refused(refused.why));
        }
    }

    fn leave(&mut self, place: String, why: Why) {
        self.read.left.push(Left { place, why });
    }

    fn leave_all(&mut self, values: Vec<Given<'_>>, why: Why) {
        for (place, ..) in values {
            self.leave(place, why);
        }
    }

    /// Leaves whatever values an item has.
    fn leave_answers(&mut self, given: &Value, place: &str, why: Why) {
        for (at, answer) in listed(&given["answer"]).iter().enumerate() {
            if !matches!(value::member(answer), Ok(None)) {
                self.leave(format!("{place}.answer[{at}]"), why);
            }
        }
    }
}

/// A value: its place, its member and the answer it stands in.
type Given<'v> = (String, (&'v str, &'v Value), &'v Value);

fn listed(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Why there is no answer, said at the item or in place of the answer.
fn absent_reason(given: &Value) -> Option<&str> {
    let elements = std::iter::once(given).chain(listed(&given["answer"]));
    elements.flat_map(|it| listed(&it["extension"])).find_map(|mark| {
        let why = mark["url"] == system::ABSENT_REASON;
        mark["valueCode"].as_str().filter(|_| why)
    })
}
