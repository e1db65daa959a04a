//! What was said in a form, read for other resources: the answer itself, never a recorded state.

use std::collections::BTreeMap;

use form::{Answer, Item, State};
use serde_json::{Value, json};

use super::Filled;

/// The answers of a form, or of one row of it, beside their questions.
pub(super) struct Said<'a> {
    questions: &'a [Item],
    answers: Vec<(&'a str, &'a Answer)>,
}

impl<'a> Said<'a> {
    /// What was said in a form; nothing where it was not given.
    pub(super) fn in_form(filled: Option<&'a Filled>) -> Self {
        let questions = filled.map(|it| it.form.items.as_slice()).unwrap_or_default();
        let answers = filled.map(|it| it.answers.iter().collect()).unwrap_or_default();
        Self { questions, answers }
    }

    fn in_row(questions: &'a [Item], cells: &'a BTreeMap<String, Answer>) -> Self {
        let answers = cells.iter().map(|(id, answer)| (id.as_str(), answer)).collect();
        Self { questions, answers }
    }

    fn item(&self, id: &str) -> Option<&'a Item> {
        self.questions.iter().find(|item| item.id == id)
    }

    fn answer(&self, id: &str) -> Option<&'a Answer> {
        self.answers.iter().find(|(known, _)| *known == id).map(|(_, answer)| *answer)
    }

    /// The text, date, phone or word code of an item; empty where nothing was said.
    pub(super) fn text(&self, id: &str) -> &'a str {
        match self.answer(id) {
            Some(Answer::Text(text)) => text,
            _ => "",
        }
    }

    /// The recorded state of an item.
    pub(super) fn state(&self, id: &str) -> Option<State> {
        match self.answer(id) {
            Some(Answer::State(state)) => Some(*state),
            _ => None,
        }
    }

    /// The answer in words, as it is shown; empty where nothing was said.
    pub(super) fn words(&self, id: &str) -> String {
        match (self.item(id), self.answer(id)) {
            (Some(_), Some(Answer::State(_))) => String::new(),
            (Some(item), Some(answer)) => form::shown(item, answer),
            _ => String::new(),
        }
    }

    /// The date of an item as FHIR writes it; nothing for one that could not be read.
    pub(super) fn date(&self, id: &str) -> Option<&'a str> {
        Some(self.text(id)).filter(|text| form::date::parse_stored(text).is_some())
    }

    /// The codes of a multi-choice.
    pub(super) fn codes(&self, id: &str) -> Vec<String> {
        match self.answer(id) {
            Some(Answer::Codes(codes)) => codes.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        }
    }

    /// The rows of a repeating group, each with its id.
    pub(super) fn rows(&self, id: &str) -> Vec<(&'a str, Said<'a>)> {
        let questions = self.item(id).map(Item::row_items).unwrap_or_default();
        match self.answer(id) {
            Some(Answer::Rows(rows)) => rows
                .iter()
                .map(|row| (row.id.as_str(), Said::in_row(questions, &row.cells)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The address of an item as FHIR writes it.
    pub(super) fn address(&self, id: &str) -> Option<Value> {
        let Some(Answer::Address(address)) = self.answer(id) else { return None };
        let homeless = address.no_fixed_address.then_some("No fixed address");
        Some(json!({
            "line": [address.line1, address.line2],
            "city": address.city,
            "state": address.state,
            "postalCode": address.zip,
            "text": homeless,
        }))
    }
}
