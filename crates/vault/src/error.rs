//! What can go wrong with keys and boxes.
//!
//! A variant holds a class number or static text, never a byte of a key or of a payload.

use crate::{Class, passphrase::Reason};

/// The result of everything in this crate that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a key, a box or a row was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The box is whole as far as can be told, and this key (or passphrase, or code) does not
    /// belong to it: the commitment does not agree.
    #[error("this key does not open the box")]
    WrongKey,
    /// The bytes are not what was written: bad magic or version, a nonzero reserved byte, too
    /// short, a hash or tag that does not agree, or padding that is not zeros.
    #[error("damaged: {0}")]
    Damaged(&'static str),
    /// A whole box of another kind, class or epoch than the one asked for; names which.
    #[error("unexpected {0}")]
    Unexpected(&'static str),
    /// The session has no key of this class (and epoch).
    #[error("the key of class {0} is not held")]
    NotHeld(Class),
    /// The public key written beside the class is not the one of its private key.
    #[error("the public key of class {0} does not belong to its private key")]
    PairMismatch(Class),
    /// The rows of a class are not the rows its head was sealed over: one is missing, extra,
    /// replaced or repeated.
    #[error("the rows of class {0} do not agree with its head")]
    HeadMismatch(Class),
    /// A number that is not a class (0 to 4).
    #[error("not a class")]
    NotAClass,
    /// Text or bytes that are not an identifier (16 bytes, 32 hex digits).
    #[error("not an identifier")]
    NotAnId,
    /// Argon2id costs outside the limits for reading or for creating.
    #[error("key derivation costs outside the limits")]
    CostRefused,
    /// The machine cannot give the memory that the key derivation asks for.
    #[error("not enough memory to derive the key")]
    OutOfMemory,
    /// A new passphrase was refused; the reasons are the ones [`crate::check`] gives.
    #[error("the passphrase was refused")]
    PassphraseRefused(Vec<Reason>),
    /// A typed passphrase over 1,024 bytes after NFKC.
    #[error("the passphrase is too long")]
    PassphraseTooLong,
    /// A recovery code with too few or too many symbols (34 with the check symbols).
    #[error("the recovery code has another length")]
    CodeLength,
    /// A recovery code with a character that is none of its symbols.
    #[error("the recovery code holds a character that is not one of its symbols")]
    CodeSymbol,
    /// A recovery code of the right shape whose check symbols do not agree: mistyped.
    #[error("the check symbols of the recovery code do not agree")]
    CodeCheck,
    /// A payload over the 32-bit length that padding can carry, or a counter at its end.
    #[error("too large")]
    TooLarge,
    /// The operating system gave no randomness.
    #[error("no randomness available")]
    NoRandomness,
    /// A primitive refused its input; never seen with the sizes used here.
    #[error("the cryptographic library refused")]
    Refused,
}
