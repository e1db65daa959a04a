//! Answers as a `QuestionnaireResponse`.

use super::coding;
use super::names::{ADDRESS_PARTS, NO_FIXED_ADDRESS, canonical, part, reason, row_id};
use crate::fhir::{pruned, system, url};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use form::{Address, Answer, Answers, Code, Definition, Item, Kind, Row, State, date};
use serde_json::{Value, json};

/// How far a response is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseStatus {
    /// Begun.
    InProgress,
    /// Checked and complete.
    Completed,
    /// Complete, and changed since.
    Amended,
}

impl ResponseStatus {
    fn word(self) -> &'static str {
        match self {
            Self::InProgress => "in-progress",
            Self::Completed => "completed",
            Self::Amended => "amended",
        }
    }
}

/// What a response says besides the answers.
#[derive(Debug, Clone, Copy)]
pub struct ResponseFacts<'f> {
    /// Id of the resource.
    pub id: &'f str,
    /// Reference to the person the answers are about: `Patient/1`.
    pub subject: &'f str,
    /// How far it is.
    pub status: ResponseStatus,
    /// When it was last written, as a FHIR `dateTime`.
    pub authored: Option<&'f str>,
    /// Reference to who wrote it down.
    pub author: Option<&'f str>,
    /// Reference to who gave the answers.
    pub source: Option<&'f str>,
}

/// The `QuestionnaireResponse` of the answers to a form. Every answer that is kept is in it, hidden
/// ones and unreadable ones included, and reads back exactly (see [`super::answers`]).
#[must_use]
pub fn response(definition: &Definition, answers: &Answers, facts: &ResponseFacts<'_>) -> Value {
    let to = |target: Option<&str>| target.map(|target| json!({ "reference": target }));
    let items = definition.items.iter();
    let given = items.filter_map(|item| Some((item, answers.get(&item.id)?)));
    pruned(json!({
        "resourceType": "QuestionnaireResponse",
        "id": facts.id,
        "questionnaire": canonical(definition),
        "status": facts.status.word(),
        "subject": to(Some(facts.subject)),
        "authored": facts.authored,
        "author": to(facts.author),
        "source": to(facts.source),
        "item": given.flat_map(|(item, it)| answered(definition, item, it)).collect::<Vec<_>>(),
    }))
}

/// The item of an answer; one for each row of a group.
fn answered(definition: &Definition, item: &Item, answer: &Answer) -> Vec<Value> {
    match answer {
        Answer::State(state) => vec![absent(item, *state)],
        Answer::Rows(rows) => rows.iter().map(|it| row(definition, item, it)).collect(),
        Answer::Address(parts) => vec![address(item, parts)],
        _ => vec![json!({
            "linkId": item.id,
            "text": item.label,
            "answer": values(definition, item, answer),
        })],
    }
}

fn absent(item: &Item, state: State) -> Value {
    json!({
        "extension": [{ "url": system::ABSENT_REASON, "valueCode": reason(state) }],
        "linkId": item.id,
        "text": item.label,
    })
}

fn row(definition: &Definition, group: &Item, row: &Row) -> Value {
    let items = group.row_items().iter();
    let given = items.filter_map(|item| Some((item, row.cells.get(&item.id)?)));
    json!({
        "extension": [{ "url": row_id(), "valueString": row.id }],
        "linkId": group.id,
        "text": group.label,
        "item": given.flat_map(|(item, it)| answered(definition, item, it)).collect::<Vec<_>>(),
    })
}

fn address(item: &Item, address: &Address) -> Value {
    let lines = [&address.line1, &address.line2, &address.city, &address.state, &address.zip];
    let given = ADDRESS_PARTS.iter().zip(lines).filter(|(_, line)| !line.is_empty());
    let said = |id: &str, text: &str, answer: Value| json!({ "linkId": part(&item.id, id), "text": text, "answer": [answer] });
    let lines = given.map(|((id, text), line)| said(id, text, json!({ "valueString": line })));
    let (id, text) = NO_FIXED_ADDRESS;
    let none = address.no_fixed_address.then(|| said(id, text, json!({ "valueBoolean": true })));
    let items: Vec<Value> = lines.chain(none).collect();
    json!({ "linkId": item.id, "text": item.label, "item": items })
}

fn values(definition: &Definition, item: &Item, answer: &Answer) -> Vec<Value> {
    match answer {
        Answer::Codes(codes) => codes.iter().map(|it| coded(definition, item, it)).collect(),
        Answer::Integer(number) if matches!(item.kind, Kind::Choice(_)) => {
            vec![coded(definition, item, &Code::Integer(*number))]
        }
        Answer::Integer(number) => vec![integer(*number)],
        Answer::Text(text) => vec![of_text(definition, item, text)],
        Answer::State(_) | Answer::Address(_) | Answer::Rows(_) => Vec::new(),
    }
}

/// A choice as a coding; a span of a week as text.
fn coded(definition: &Definition, item: &Item, code: &Code) -> Value {
    match (&item.kind, item.choice(code)) {
        (Kind::Choice(set) | Kind::MultiChoice(set), Some(choice)) => {
            json!({ "valueCoding": coding::answered(definition, set, choice) })
        }
        _ => json!({ "valueString": code.to_string() }),
    }
}

/// FHIR's integers have 32 bits; what is larger is kept as text.
fn integer(number: i64) -> Value {
    match i32::try_from(number) {
        Ok(number) => json!({ "valueInteger": number }),
        Err(_) => json!({ "valueString": number.to_string() }),
    }
}

fn of_text(definition: &Definition, item: &Item, text: &str) -> Value {
    match &item.kind {
        Kind::Choice(_) => coded(definition, item, &Code::Text(text.to_owned())),
        Kind::Date(_) if date::parse_stored(text).is_some() => json!({ "valueDate": text }),
        Kind::Signature(_) => json!({ "valueAttachment": {
            "contentType": "text/plain",
            "data": STANDARD.encode(text),
            "title": "Strokes of a signature drawn on the screen",
        } }),
        Kind::Attachment(_) => json!({ "valueAttachment": { "url": url("Binary", text) } }),
        _ => json!({ "valueString": text }),
    }
}
