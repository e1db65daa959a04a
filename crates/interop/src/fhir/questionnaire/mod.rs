//! Forms as `Questionnaire`, answers as `QuestionnaireResponse`, out and in.
//!
//! Knows forms and answers, not whose they are nor where they are kept. A value that could not be
//! placed is named by its place in the resource and never by itself: it is a client's.

mod coding;
mod definition;
mod enabling;
mod items;
mod known;
mod left;
mod matching;
mod names;
mod pack;
mod reading;
mod response;
mod value;

pub use definition::questionnaire;
pub use known::form_of;
pub use left::{Left, Unread, Why};
pub use names::{canonical, choice_system, questionnaire_id};
pub use pack::{Obstacle, pack};
pub use reading::{Read, answers};
pub use response::{ResponseFacts, ResponseStatus, response};

#[cfg(test)]
mod tests;
