//! The options of a choice question as a set of choices.

use super::obstacle::{At, Obstacle};
use super::words::{line, said};
use super::written::Choice;
use crate::fhir::questionnaire::matching::{weight, whole};
use crate::fhir::system;
use form::Code;
use serde_json::Value;
use std::collections::BTreeSet;

const EXCLUSIVE: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";
/// Longest code of a choice, in bytes.
const CODE_LIMIT: usize = 64;
/// Most choices of a set.
const CHOICE_LIMIT: usize = 1_000;
/// Largest points, and largest number that is a code.
const NUMBER_LIMIT: i64 = 1_000_000;
/// The code of what is chosen when none of an open list fits.
pub(super) const OTHER: &str = "other";

/// An option of a question: the choice it becomes, and what conditions call it.
#[derive(Clone)]
pub(super) struct Offer {
    pub(super) choice: Choice,
    pub(super) given: Given,
}

/// How a questionnaire names an option.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Given {
    Coding { system: Option<String>, code: String },
    Text(String),
    Number(i64),
}

impl Given {
    /// The code as it is written.
    fn word(&self) -> String {
        match self {
            Self::Coding { code, .. } => code.clone(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// The options of a question, from its own list or from a value set that the questionnaire
/// contains. An open list ends in "Other".
pub(super) fn offers(
    root: &Value,
    item: &Value,
    at: At<'_>,
    open: bool,
) -> Result<Vec<Offer>, Vec<Obstacle>> {
    let (options, part) =
        listed(root, item).map_err(|why| vec![at.below("answerValueSet", why)])?;
    if options.is_empty() || options.len() >= CHOICE_LIMIT {
        return Err(vec![at.says("A choice needs between 1 and 1,000 options.")]);
    }
    let mut offers = Vec::with_capacity(options.len());
    let mut faults = Vec::new();
    for (number, option) in options.iter().enumerate() {
        match offer(option, number) {
            Ok(offer) => offers.push(offer),
            Err(why) => faults.push(at.below(&format!("{part}[{number}]"), why)),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut codes: BTreeSet<Code> = offers.iter().map(|offer| offer.choice.code.clone()).collect();
    if codes.len() != offers.len() {
        return Err(vec![at.says("Two options of the question have the same code.")]);
    }
    if open {
        if !codes.insert(Code::Text(OTHER.to_owned())) {
            let why = "An open choice needs the code \"other\" for itself, and an option has it.";
            return Err(vec![at.says(why)]);
        }
        offers.push(other());
    }
    count_as_numbers(&mut offers);
    Ok(offers)
}

/// The options as the questionnaire lists them, as if each were an `answerOption`, and the name of
/// the list.
fn listed(root: &Value, item: &Value) -> Result<(Vec<Value>, &'static str), &'static str> {
    let Some(named) = item["answerValueSet"].as_str() else {
        return Ok((item["answerOption"].as_array().cloned().unwrap_or_default(), "answerOption"));
    };
    if item.get("answerOption").is_some() {
        return Err("The question has both a list of options and a value set.");
    }
    let Some(id) = named.strip_prefix('#') else {
        return Err("The value set is somewhere else and cannot be looked up.");
    };
    let contained = root["contained"].as_array().map(Vec::as_slice).unwrap_or_default();
    let set = contained.iter().find(|it| it["resourceType"] == "ValueSet" && it["id"] == *id);
    Ok((
        concepts(set.ok_or("The questionnaire does not contain this value set.")?)?,
        "answerValueSet",
    ))
}

fn concepts(set: &Value) -> Result<Vec<Value>, &'static str> {
    let array = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let coding = |concept: &Value, system: &Value| {
        let mut coding = serde_json::Map::new();
        for key in ["code", "display", "extension"] {
            coding.extend(concept.get(key).map(|part| (key.to_owned(), part.clone())));
        }
        coding.insert("system".to_owned(), system.clone());
        serde_json::json!({ "valueCoding": coding })
    };
    if set["expansion"]["contains"].is_array() {
        let flat = array(&set["expansion"]["contains"]);
        if flat.iter().any(|it| it.get("contains").is_some() || it["abstract"] == true) {
            return Err("The value set has levels, and a list of choices has none.");
        }
        return Ok(flat.iter().map(|it| coding(it, &it["system"])).collect());
    }
    let includes = array(&set["compose"]["include"]);
    let plain = |it: &Value| {
        it["concept"].is_array() && it.get("filter").is_none() && it.get("valueSet").is_none()
    };
    if set["compose"].get("exclude").is_some() || !includes.iter().all(plain) {
        return Err("The value set does not list its codes one by one.");
    }
    let of_one = |it: &Value| -> Vec<Value> {
        array(&it["concept"]).iter().map(|concept| coding(concept, &it["system"])).collect()
    };
    Ok(includes.iter().flat_map(of_one).collect())
}

fn offer(option: &Value, number: usize) -> Result<Offer, &'static str> {
    if option["initialSelected"] == true {
        return Err("An option that is chosen beforehand would be an answer nobody gave.");
    }
    let coding = &option["valueCoding"];
    let (given, label) = if coding.is_object() {
        of_coding(coding)?
    } else if let Some(text) = option["valueString"].as_str() {
        (Given::Text(text.to_owned()), line(text))
    } else if let Some(number) = option["valueInteger"].as_i64() {
        (Given::Number(number), number.to_string())
    } else {
        return Err("An option can be a code, a text or a whole number only.");
    };
    if label.is_empty() {
        return Err("The option has no words.");
    }
    let word = given.word();
    let code = match &given {
        Given::Text(_) if word.len() > CODE_LIMIT || line(&word) != word => {
            format!("option-{}", number + 1)
        }
        _ => word,
    };
    if code.is_empty() || code.len() > CODE_LIMIT || line(&code) != code {
        return Err(
            "The code of the option is empty, too long or has characters that are not shown.",
        );
    }
    let marks = option["extension"].as_array().map(Vec::as_slice).unwrap_or_default();
    let exclusive = marks.iter().any(|it| it["url"] == EXCLUSIVE && it["valueBoolean"] == true);
    let choice = Choice {
        code: Code::Text(code),
        label,
        score: points(option)?,
        loinc: answer_code(coding),
        exclusive,
    };
    Ok(Offer { choice, given })
}

fn of_coding(coding: &Value) -> Result<(Given, String), &'static str> {
    let label = said(coding, "display").ok_or("The option has no words.")?;
    let system = coding["system"].as_str().map(str::to_owned);
    let code = coding["code"].as_str().ok_or("The option has no code.")?.to_owned();
    Ok((Given::Coding { system, code }, label))
}

fn answer_code(coding: &Value) -> Option<String> {
    let code = coding["code"].as_str().filter(|_| coding["system"] == system::LOINC);
    code.map(str::to_owned)
}

fn points(option: &Value) -> Result<Option<i64>, &'static str> {
    let Some(number) = weight(option).or_else(|| weight(&option["valueCoding"])) else {
        return Ok(None);
    };
    match whole(number).filter(|points| points.abs() <= NUMBER_LIMIT) {
        Some(points) => Ok(Some(points)),
        None => Err("The points of an option have to be a whole number."),
    }
}

fn other() -> Offer {
    Offer {
        choice: Choice {
            code: Code::Text(OTHER.to_owned()),
            label: "Other".to_owned(),
            score: None,
            loinc: None,
            exclusive: false,
        },
        given: Given::Text(String::new()),
    }
}

/// Codes that are all plain numbers are kept as numbers, which have an order.
fn count_as_numbers(offers: &mut [Offer]) {
    let number = |offer: &Offer| match &offer.choice.code {
        Code::Text(word) => word
            .parse::<i64>()
            .ok()
            .filter(|it| it.to_string() == *word && it.abs() <= NUMBER_LIMIT),
        Code::Integer(number) => Some(*number),
    };
    if let Some(numbers) = offers.iter().map(number).collect::<Option<Vec<_>>>() {
        for (offer, number) in offers.iter_mut().zip(numbers) {
            offer.choice.code = Code::Integer(number);
        }
    }
}
