//! What evaluation may know besides the answers: the day, the person's age, other sections.
//!
//! Holds no clock: the caller says what day it is.

use crate::answer::{Answer, Answers};
use crate::date;
use crate::refusal::{AnswerRefused, Error, Refusal};
use chrono::NaiveDate;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// The facts around a form.
#[derive(Debug, Clone)]
pub struct Context {
    /// The day on which the form is looked at.
    pub today: NaiveDate,
    /// Age in whole years, when the birth date is known.
    pub age: Option<u32>,
    /// `female`, `male` or `unspecified`: asked only where an instrument needs it, never derived.
    pub sex_for_scoring: SexForScoring,
    pub(crate) flags: BTreeSet<String>,
    pub(crate) values: BTreeMap<String, Answer>,
}

/// Sex for scoring. Unspecified takes the lower, more sensitive cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SexForScoring {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Nobody said.
    #[default]
    Unspecified,
}

impl SexForScoring {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Unspecified => "unspecified",
        }
    }
}

impl Context {
    /// Nothing known but the day.
    #[must_use]
    pub fn on(today: NaiveDate) -> Self {
        Self {
            today,
            age: None,
            sex_for_scoring: SexForScoring::default(),
            flags: BTreeSet::new(),
            values: BTreeMap::new(),
        }
    }

    /// With the age that follows from a birth date.
    #[must_use]
    pub fn born(mut self, birth: Option<NaiveDate>) -> Self {
        self.age = birth.and_then(|birth| date::age_on(birth, self.today));
        self
    }

    /// With the sex for scoring.
    #[must_use]
    pub fn sex(mut self, sex: SexForScoring) -> Self {
        self.sex_for_scoring = sex;
        self
    }

    /// With a switch set, such as `remote_contact`.
    #[must_use]
    pub fn flag(mut self, name: &str) -> Self {
        self.flags.insert(name.to_owned());
        self
    }

    /// With the answers of another section, each under `section.item`.
    #[must_use]
    pub fn section(mut self, id: &str, answers: &Answers) -> Self {
        for (item, answer) in answers.iter() {
            self.values.insert(format!("{id}.{item}"), answer.clone());
        }
        self
    }

    /// Reads a context file: `{"sex_for_scoring":"male","age":17,"flags":["remote_contact"],
    /// "identity.guardian_involved":"yes"}`. Every key is optional.
    ///
    /// # Errors
    /// The keys that are not known or whose value does not fit.
    pub fn from_json(today: NaiveDate, json: &Json) -> Result<Self, Error> {
        let wrong = |path: &str, why| Error::Answers(vec![AnswerRefused::at(path, why)]);
        let members = json.as_object().ok_or_else(|| wrong("", Refusal::WrongType))?;
        let mut context = Self::on(today);
        let mut refused = Vec::new();
        for (key, value) in members {
            if let Err(why) = context.take(key, value) {
                refused.push(AnswerRefused::at(key, why));
            }
        }
        if refused.is_empty() { Ok(context) } else { Err(Error::Answers(refused)) }
    }

    fn take(&mut self, key: &str, value: &Json) -> Result<(), Refusal> {
        use serde::Deserialize;
        match key {
            _ if value.is_null() => {}
            "age" => self.age = Some(u32::deserialize(value).map_err(|_| Refusal::WrongType)?),
            "sex_for_scoring" => {
                self.sex_for_scoring =
                    SexForScoring::deserialize(value).map_err(|_| Refusal::UnknownChoice)?;
            }
            "flags" => self
                .flags
                .extend(Vec::<String>::deserialize(value).map_err(|_| Refusal::WrongType)?),
            dotted if dotted.contains('.') => {
                if let Some(answer) = Answer::from_json(value)? {
                    self.values.insert(dotted.to_owned(), answer);
                }
            }
            _ => return Err(Refusal::UnknownPath),
        }
        Ok(())
    }
}
