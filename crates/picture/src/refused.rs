//! Why an attachment is not taken: the one error type of this crate.
//!
//! Holds fixed text only; never what was in the file.

/// What this crate refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// More bytes than are taken, as they are or once unpacked.
    #[error("the file is too large")]
    TooLarge,
    /// Neither an image that is known here nor a PDF.
    #[error("the file is neither a picture nor a PDF")]
    NotAPicture,
    /// Begins as one of them and cannot be read as one.
    #[error("the file is damaged, or made in a way that cannot be read safely")]
    Damaged,
    /// A PDF of more pages than are taken.
    #[error("the PDF has too many pages")]
    TooManyPages,
    /// A PDF that is encrypted, be it without a password.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// More to draw than is drawn.
    #[error("the picture is too large to draw")]
    TooManyPixels,
    /// A page that the document does not have.
    #[error("there is no such page")]
    NoSuchPage,
}
