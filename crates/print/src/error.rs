//! Why a document could not become a file.

/// Why a document could not become a file. Holds no words of the document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A font could not be reduced to the glyphs in use.
    #[error("font {0} could not be subset")]
    Subset(String),
    /// A font of the machine cannot be used.
    #[error("the font {0}")]
    MachineFace(&'static str),
    /// The document structure that the writer returned lacks something it must have.
    #[error("the document has no {0}")]
    Structure(&'static str),
    /// A clinic's mark cannot be drawn.
    #[error("the logo {0}")]
    Logo(&'static str),
    /// A passphrase of nothing, or of blanks alone, protects nothing.
    #[error("a passphrase is needed: at least one character that is not a blank")]
    EmptyPassphrase,
    /// Readers compare no more than the first 127 bytes of a passphrase; a longer one would promise
    /// what it does not keep.
    #[error("the passphrase is too long: 127 bytes at the most, this one has {0}")]
    LongPassphrase(usize),
    /// A character that PDF readers do not take in a passphrase: a control character, an emoji, or
    /// letters of both directions (RFC 4013).
    #[error("the passphrase has a character that PDF readers do not take; use letters and digits")]
    PassphraseCharacter,
    /// The source of random bytes gave none.
    #[error("no random bytes could be had")]
    NoRandomness,
    /// The bytes could not be written.
    #[error("the document could not be written")]
    Write,
}
