//! Laws and cases of forms and answers in FHIR.

mod foreign;
mod law;
mod outward;

use chrono::NaiveDate;
use form::{Answers, Catalog, Definition, date, set};
use serde_json::Value;

pub(crate) fn today() -> NaiveDate {
    date::parse_stored("2026-11-23").unwrap()
}

pub(crate) fn form(id: &str) -> &'static Definition {
    Catalog::shipped().unwrap().form(id).unwrap()
}

pub(crate) fn forms() -> Vec<&'static Definition> {
    let catalog = Catalog::shipped().unwrap();
    let records = ["client", "episode"].map(|id| catalog.form(id).unwrap());
    let all = records.into_iter().chain(catalog.intake()).chain(catalog.screening());
    all.map(AsRef::as_ref).collect()
}

/// A form of the tests, with what follows its head.
pub(crate) fn parsed(rest: &str) -> Definition {
    let head = "id = \"every_kind\"\nversion = \"1.2.3\"\nrole = \"section\"\nclass = 2\n\
        title = \"Every kind\"\nintro = \"Please.\"\n";
    Definition::parse("test.toml", &format!("{head}{rest}")).unwrap()
}

pub(crate) fn answered(definition: &Definition, given: &[(&str, Value)]) -> Answers {
    let mut answers = Answers::new();
    for (path, value) in given {
        set(definition, &mut answers, path, value, today()).unwrap();
    }
    answers
}
