//! A Questionnaire of another system, as a form pack of the clinic.

use interop::fhir::{questionnaire::pack, read::read};
use serde_json::Value;

use crate::{Code, Error, Result};

/// The definition that a Questionnaire comes to; a file may hold it alone or in a bundle.
///
/// # Errors
/// [`Error::Fhir`]; [`Error::Questionnaire`] with everything that stands in the way;
/// [`Code::BadDefinition`] for a file with no Questionnaire, or several.
pub(crate) fn form_pack(text: &str) -> Result<String> {
    let incoming = read(text.as_bytes())?;
    let resources = incoming.resources();
    let mut asked = resources.iter().enumerate().filter(|(_, it)| it.kind == "Questionnaire");
    let (Some((at, only)), None) = (asked.next(), asked.next()) else {
        return Err(Code::BadDefinition.into());
    };
    let mut questionnaire = only.body.clone();
    // Reading takes out what a resource contains; its lists of choices belong to it.
    let contained = resources.iter().filter(|it| it.owner == Some(at));
    let contained: Vec<Value> = contained.map(|it| it.body.clone()).collect();
    if !contained.is_empty() {
        questionnaire["contained"] = Value::Array(contained);
    }
    pack(&questionnaire).map_err(|obstacles| {
        Error::Questionnaire(obstacles.iter().map(ToString::to_string).collect())
    })
}
