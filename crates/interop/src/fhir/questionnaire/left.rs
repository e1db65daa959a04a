//! What of a response was not taken in, and why. Never the value itself.

use form::Refusal;

/// A value that could not be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Where it stands in the resource: `item[3].answer[0]`.
    pub place: String,
    /// Why it was left, as one sentence.
    pub why: Why,
}

/// Why a value was left. A closed set, so that no sentence can carry a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Neither an id nor a LOINC code of the form.
    #[error("The form has no question with this id or code.")]
    NoSuchQuestion,
    /// The id is one of the form's, but the words are another question's.
    #[error("The question has the id of one on the form and other words.")]
    OtherWords,
    /// A score of the form.
    #[error("A score is worked out from the answers and is not taken in.")]
    Score,
    /// A computed item.
    #[error("The form works this value out itself.")]
    Computed,
    /// An item of a row, outside any.
    #[error("The question belongs in a row of a repeating group.")]
    OutsideRow,
    /// The place has an answer already.
    #[error("The question was answered before, in the same response.")]
    AnsweredTwice,
    /// Several answers to a question that takes one.
    #[error("The question takes one answer and was given several.")]
    Several,
    /// A kind of value that the question does not take.
    #[error("The question does not take this kind of value.")]
    WrongKind,
    /// None of the choices.
    #[error("The answer is none of the choices of the question.")]
    NoSuchChoice,
    /// Code, words and points lead to different choices.
    #[error("The code, the words and the points of the answer name different choices.")]
    Contradiction,
    /// A number with a unit that is not the question's.
    #[error("The number has another unit than the question.")]
    OtherUnit,
    /// An attachment of another system.
    #[error("A file is not taken in with the answers.")]
    File,
    /// A reason for having no answer which the form has no word for.
    #[error("The form has no word for this reason for having no answer.")]
    OtherReason,
    /// An answer and a reason for having none.
    #[error("A reason for having no answer stands beside an answer.")]
    ReasonAndAnswer,
    /// The form refused it.
    #[error("The form refused the value: {0}.")]
    Refused(Refusal),
}

/// Why nothing of a response was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// Another resource, or none.
    #[error("This is not a QuestionnaireResponse.")]
    NotAResponse,
    /// Its status says that it should not be there.
    #[error("The response is marked as entered in error.")]
    EnteredInError,
    /// More items than any form has.
    #[error("The response has more items than are looked at.")]
    TooManyItems,
    /// Items within items without end.
    #[error("The items of the response are nested too deeply.")]
    TooDeep,
}
