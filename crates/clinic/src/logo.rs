//! The clinic's logo: a PNG or SVG that is checked when it is taken, kept as the file it was, and
//! read again with the same care whenever it is drawn.

use std::path::Path;

use base64::{Engine, engine::general_purpose::STANDARD};
use picture::Shape;
use print::{Drawing, Logo, Picture, Samples, Segment};

use crate::{
    Code, Error, Result, Session,
    body::{ClinicBody, LetterheadBody, LogoBody},
    paper,
    view::LetterheadView,
};

/// Characters of a file's name that are shown.
const LONGEST_NAME: usize = 80;

/// A logo that was read and judged.
pub struct LogoFile(LogoBody);

impl LogoFile {
    /// Reads and judges a file.
    ///
    /// # Errors
    /// [`Code::BadLogo`] and why; a file that cannot be read.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = paper::read(path)?;
        let logo = picture::logo(&bytes).map_err(Error::Logo)?;
        set(&logo).ok_or(Code::BadLogo)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default().chars().take(LONGEST_NAME).collect();
        Ok(Self(LogoBody { name, data: STANDARD.encode(&*bytes) }))
    }
}

impl Session {
    /// Takes a logo for the letterhead, in the place of the one before.
    ///
    /// # Errors
    /// [`Code::NotAllowed`].
    pub fn take_logo(&mut self, file: LogoFile) -> Result<LetterheadView> {
        self.keep_logo(Some(file.0))
    }

    /// Takes the logo off the letterhead.
    ///
    /// # Errors
    /// [`Code::NotAllowed`].
    pub fn remove_logo(&mut self) -> Result<LetterheadView> {
        self.keep_logo(None)
    }

    fn keep_logo(&mut self, logo: Option<LogoBody>) -> Result<LetterheadView> {
        self.require_admin()?;
        let letterhead = LetterheadBody { logo, ..self.clinic.letterhead.clone() };
        self.keep_clinic(ClinicBody { letterhead, ..self.clinic.clone() })
    }
}

/// The logo to be drawn. One that a later version refuses is left out: a document does not fail for
/// it.
pub(crate) fn drawn(body: &LogoBody) -> Option<Logo> {
    let bytes = STANDARD.decode(&body.data).ok()?;
    set(&picture::logo(&bytes).ok()?)
}

fn set(logo: &picture::Logo) -> Option<Logo> {
    match logo {
        picture::Logo::Pixels { width, height, rgba } => {
            let picture = Picture::new(*width, *height, Samples::Rgba, rgba).ok()?;
            Some(Logo::Picture(picture.into()))
        }
        picture::Logo::Shapes { width, height, shapes } => {
            let paths = shapes.iter().map(path).collect();
            Some(Logo::Drawing(Drawing::new(*width, *height, paths).ok()?.into()))
        }
    }
}

fn path(shape: &Shape) -> print::Path {
    let segment = |it: &picture::Segment| match *it {
        picture::Segment::Move(x, y) => Segment::Move(x, y),
        picture::Segment::Line(x, y) => Segment::Line(x, y),
        picture::Segment::Curve(points) => Segment::Curve(points),
        picture::Segment::Close => Segment::Close,
    };
    print::Path {
        segments: shape.segments.iter().map(segment).collect(),
        fill: shape.fill,
        even_odd: shape.even_odd,
        stroke: shape.stroke,
    }
}
