//! A `Questionnaire` of somebody else as a form pack of the clinic, or what stands in the way.
//!
//! Nothing is invented: no score, no licence, no answer. Nothing is dropped in silence either: what
//! a form has no counterpart for is an obstacle, and what is merely not kept is said at the top of
//! the pack. The pack is read once by the form engine before it is handed out.

mod choices;
mod conditions;
mod features;
mod head;
mod kinds;
mod obstacle;
mod questions;
mod sheet;
mod survey;
mod words;
mod written;

pub use obstacle::Obstacle;
pub(super) use words::stem;

use form::Definition;
use obstacle::At;
use serde_json::Value;

/// Largest pack that a clinic takes, in bytes.
const SIZE_LIMIT: usize = 512 * 1024;

/// The text of a form pack: a screening of class 2 that [`Definition::parse`] accepts.
///
/// # Errors
/// Everything that stands in the way, in the order of the questionnaire.
pub fn pack(questionnaire: &Value) -> Result<String, Vec<Obstacle>> {
    let whole = At { place: "", link: "" };
    if questionnaire["resourceType"] != "Questionnaire" {
        return Err(vec![whole.says("This is not a Questionnaire.")]);
    }
    let (mut obstacles, sound) = features::obstacles(questionnaire);
    let title = head::title(questionnaire);
    if title.is_none() {
        obstacles.push(whole.says("The questionnaire has neither a title nor a name."));
    }
    if !sound {
        return Err(obstacles);
    }
    let title = title.unwrap_or_default();
    let read = match questions::questions(questionnaire, &title) {
        Ok(read) if obstacles.is_empty() => read,
        Ok(_) => return Err(in_order(obstacles)),
        Err(more) => return Err(in_order(obstacles.into_iter().chain(more).collect())),
    };
    let form = head::form(questionnaire, title, read.sets, read.items);
    let body = toml::to_string(&form)
        .map_err(|_| vec![whole.says("The questionnaire cannot be written as a form pack.")])?;
    let text = format!("{}{body}", head::remarks(&read.remarks));
    if text.len() > SIZE_LIMIT {
        return Err(vec![whole.says("The form pack would be larger than 512 KiB.")]);
    }
    match Definition::parse("questionnaire", &text) {
        Ok(_) => Ok(text),
        Err(form::Error::Definition(refused)) => {
            let why = format!("The form engine does not take it: {}", refused.problem);
            Err(vec![whole.says(words::line(&why))])
        }
        Err(form::Error::Answers(_)) => Err(vec![whole.says("The form engine does not take it.")]),
    }
}

/// In the order of the questionnaire; what belongs to the whole comes first.
fn in_order(mut obstacles: Vec<Obstacle>) -> Vec<Obstacle> {
    obstacles.sort_by_cached_key(|obstacle| -> Vec<usize> {
        let numbers = obstacle.place.split(|letter: char| !letter.is_ascii_digit());
        numbers.filter_map(|number| number.parse().ok()).collect()
    });
    obstacles
}

#[cfg(test)]
mod tests;
