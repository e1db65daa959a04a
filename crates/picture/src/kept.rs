//! What may be kept of an attachment, and what may be shown.

use std::fmt;

/// The two kinds of attachments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One picture.
    Image,
    /// A document of one or more pages.
    Pdf,
}

/// An attachment that may be kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Image or PDF.
    pub kind: Kind,
    /// `image/jpeg`, `image/png` or `application/pdf`.
    pub mime: &'static str,
    /// What to keep: an image encoded anew, or the PDF as it came.
    pub bytes: Vec<u8>,
    /// How many pages; 1 for an image.
    pub pages: u32,
    /// Width in pixels; of a PDF, that of the first page as it is drawn.
    pub width: u32,
    /// Height in pixels, likewise.
    pub height: u32,
}

/// A picture that may be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    /// `image/jpeg` or `image/png`.
    pub mime: &'static str,
    /// The encoded picture.
    pub bytes: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl From<Image> for Accepted {
    fn from(it: Image) -> Self {
        let Image { mime, bytes, width, height } = it;
        Self { kind: Kind::Image, mime, bytes, pages: 1, width, height }
    }
}

// The bytes are a client's papers: no log line may carry them.
impl fmt::Debug for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, mime, pages, width, height, .. } = self;
        write!(f, "Accepted({kind:?}, {mime}, {pages} pages, {width}x{height})")
    }
}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Image({}, {}x{})", self.mime, self.width, self.height)
    }
}
