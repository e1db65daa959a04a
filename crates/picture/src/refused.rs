//! Why an attachment or a logo is not taken: the one error type of this crate.
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
    /// As a logo: neither a PNG or JPEG picture nor an SVG drawing.
    #[error("the file is neither a PNG or JPEG picture nor an SVG drawing")]
    NotALogo,
    /// An SVG drawing that was packed with gzip.
    #[error("the drawing is compressed (SVGZ); save it as plain SVG")]
    Compressed,
    /// A drawing whose document type declares entities or anything else.
    #[error("the drawing declares entities of its own; save it as plain SVG")]
    Entities,
    /// A drawing with a script, an event handler or an animation.
    #[error("the drawing holds a script, an event handler or an animation")]
    Active,
    /// A drawing that refers to something outside of it.
    #[error("the drawing refers to something outside of its file, such as a web page")]
    External,
    /// A drawing with a picture or a page of another kind inside.
    #[error("the drawing holds a picture; embedded pictures are not taken")]
    Embedded,
    /// A drawing with text, whose font is not in it.
    #[error("the drawing holds text; turn text into outlines")]
    Text,
    /// A drawing with a gradient or a pattern.
    #[error("the drawing has a gradient or a pattern; use plain colors")]
    Gradient,
    /// A drawing with a filter, a way of blending, or lines that do not scale.
    #[error("the drawing uses an effect, such as a shadow or a blur")]
    Effects,
    /// A drawing with a mask.
    #[error("the drawing uses a mask")]
    Mask,
    /// A drawing with a clip path that cuts something off, or may do so.
    #[error("the drawing is cut by a clip path; cut the shapes themselves")]
    Clip,
    /// A drawing with a part that lets something through.
    #[error("a part of the drawing is see-through; use plain colors")]
    SeeThrough,
    /// A drawing with a dashed line.
    #[error("the drawing has a dashed line; turn it into outlines")]
    Dashes,
    /// A drawing with markers, such as arrow heads.
    #[error("the drawing has markers, such as arrow heads; turn them into outlines")]
    Markers,
    /// A drawing with an element that is not known here.
    #[error("the drawing holds something that cannot be drawn here; save it as plain SVG")]
    Unknown,
    /// A drawing with a style sheet of more than plain rules.
    #[error("the style sheet in the drawing is too involved; save it with plain attributes")]
    Style,
    /// A drawing of more elements or segments than are drawn.
    #[error("the drawing has too many parts")]
    TooDetailed,
    /// A drawing whose parts lie too deep within each other, or hold themselves.
    #[error("the parts of the drawing lie too deep within each other")]
    Nested,
    /// A drawing whose sheet has no size, or in which something is too large.
    #[error("the drawing has no size, or is too large")]
    NoSize,
    /// A logo of which one side is more than twenty times longer than the other.
    #[error("the logo is too long and narrow")]
    TooNarrow,
    /// A logo of which nothing could be seen on white paper.
    #[error("nothing of the logo can be seen on white paper")]
    Invisible,
}
