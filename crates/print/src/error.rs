//! Why a document could not become a file.

/// Why a document could not become a file. Holds no words of the document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A bundled font could not be reduced to the glyphs in use.
    #[error("font {0} could not be subset")]
    Subset(&'static str),
    /// The document structure that the writer returned lacks something it must have.
    #[error("the document has no {0}")]
    Structure(&'static str),
    /// The bytes could not be written.
    #[error("the document could not be written")]
    Write,
}
