//! The clinic's letterhead: who it is, where, under which licence, and its mark.
//!
//! It decodes no file: a picture comes as samples, a drawing as paths, both checked elsewhere for
//! what they may hold. Here they are only measured.

use std::rc::Rc;

use crate::Error;

/// What stands at the head of the first page of every document, and at its foot. Blank parts take no
/// room.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Letterhead {
    /// The clinic's name.
    pub name: String,
    /// The address, line by line.
    pub address: Vec<String>,
    /// The phone number, as it is dialed.
    pub phone: String,
    /// Licences and certifications, line by line.
    pub licences: Vec<String>,
    /// What stands at the foot of the first page: two lines of small type at the most.
    pub footer: String,
    /// The clinic's mark.
    pub logo: Option<Logo>,
}

/// A clinic's mark, at any size: it is drawn as large as the letterhead has room for.
#[derive(Debug, Clone, PartialEq)]
pub enum Logo {
    /// A picture of samples.
    Picture(Rc<Picture>),
    /// A drawing of paths.
    Drawing(Rc<Drawing>),
}

/// A picture as samples, row by row from the top left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Red, green and blue, eight bits each.
    pub(crate) colors: Vec<u8>,
    /// How opaque each sample is; nothing when all of them are.
    pub(crate) opacity: Option<Vec<u8>>,
}

/// What the samples of a picture hold, eight bits each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Samples {
    /// Red, green, blue.
    Rgb,
    /// Red, green, blue and opacity, not multiplied into the colors.
    Rgba,
}

/// The largest side of a picture, in samples: more is finer than any printer at this size.
const LARGEST: u32 = 4096;

impl Picture {
    /// A picture of `width` by `height` samples.
    ///
    /// # Errors
    /// [`Error::Logo`] when a side is 0 or more than 4,096 samples, or when there are not as many
    /// bytes as the sides ask for.
    pub fn new(width: u32, height: u32, samples: Samples, bytes: &[u8]) -> Result<Self, Error> {
        let channels = match samples {
            Samples::Rgb => 3,
            Samples::Rgba => 4,
        };
        let sides = 1..=LARGEST;
        if !sides.contains(&width) || !sides.contains(&height) {
            return Err(Error::Logo("is empty or too large"));
        }
        if bytes.len() as u64 != u64::from(width) * u64::from(height) * channels {
            return Err(Error::Logo("has not as many samples as its size asks for"));
        }
        let pixels = bytes.chunks_exact(channels as usize);
        let colors = pixels.clone().flat_map(|pixel| pixel.iter().take(3)).copied().collect();
        let opacity = (samples == Samples::Rgba)
            .then(|| pixels.filter_map(|pixel| pixel.get(3)).copied().collect::<Vec<u8>>())
            .filter(|opacity| opacity.iter().any(|it| *it < u8::MAX));
        Ok(Self { width, height, colors, opacity })
    }
}

/// A drawing: filled and stroked paths on a sheet of a size of its own, from its top left corner.
/// What leaves the sheet is cut off.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) paths: Vec<Path>,
}

/// A path of a drawing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Path {
    /// Its parts, in order.
    pub segments: Vec<Segment>,
    /// The color inside, red, green and blue; none leaves it open.
    pub fill: Option<[u8; 3]>,
    /// Whether overlapping parts of the inside are left open (the even-odd rule).
    pub even_odd: bool,
    /// The color and the thickness of its line, in the drawing's units; none draws no line.
    pub stroke: Option<([u8; 3], f32)>,
}

/// A part of a path, in the drawing's units from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Begins a new part here.
    Move(f32, f32),
    /// A straight line to here.
    Line(f32, f32),
    /// A cubic curve over two handles to the last point.
    Curve([(f32, f32); 3]),
    /// A line back to where the part began.
    Close,
}

impl Segment {
    pub(crate) fn points(self) -> Vec<(f32, f32)> {
        match self {
            Self::Move(x, y) | Self::Line(x, y) => vec![(x, y)],
            Self::Curve(points) => points.to_vec(),
            Self::Close => Vec::new(),
        }
    }
}

/// The farthest a point may lie from the corner, in the drawing's units, and the most segments.
const FARTHEST: f32 = 100_000.0;
const MOST: usize = 20_000;

impl Drawing {
    /// A drawing on a sheet of `width` by `height` units.
    ///
    /// # Errors
    /// [`Error::Logo`] when the sheet has no size, when a number is not finite or far off, when a
    /// path does not begin with [`Segment::Move`], or when there are more than 20,000 segments.
    pub fn new(width: f32, height: f32, paths: Vec<Path>) -> Result<Self, Error> {
        let sized = |side: f32| side > 0.0 && side <= FARTHEST;
        if !sized(width) || !sized(height) {
            return Err(Error::Logo("is empty or too large"));
        }
        let segments = || paths.iter().flat_map(|path| &path.segments);
        if segments().count() > MOST {
            return Err(Error::Logo("has too many parts"));
        }
        let near = |(x, y): (f32, f32)| x.abs() <= FARTHEST && y.abs() <= FARTHEST;
        let thick = |path: &Path| path.stroke.is_none_or(|(_, it)| (0.0..=FARTHEST).contains(&it));
        if !segments().all(|it| it.points().into_iter().all(near)) || !paths.iter().all(thick) {
            return Err(Error::Logo("has a point that is not on any sheet"));
        }
        let begins = |path: &Path| matches!(path.segments.first(), None | Some(Segment::Move(..)));
        if !paths.iter().all(begins) {
            return Err(Error::Logo("has a path that begins nowhere"));
        }
        Ok(Self { width, height, paths })
    }
}

impl Logo {
    /// Width by height; for a picture in samples, for a drawing in its units.
    pub(crate) fn size(&self) -> (f32, f32) {
        match self {
            Self::Picture(picture) => (picture.width as f32, picture.height as f32),
            Self::Drawing(drawing) => (drawing.width, drawing.height),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_as_many_samples_as_its_size_asks_for() {
        let cases = [
            (2, 1, Samples::Rgb, 6, true),
            (2, 1, Samples::Rgba, 8, true),
            (2, 1, Samples::Rgb, 8, false),
            (0, 1, Samples::Rgb, 0, false),
            (1, 5000, Samples::Rgb, 15_000, false),
            (u32::MAX, u32::MAX, Samples::Rgba, 4, false),
        ];
        for (width, height, samples, bytes, expected) in cases {
            let picture = Picture::new(width, height, samples, &vec![7; bytes]);
            assert_eq!(picture.is_ok(), expected, "{width} x {height}: {picture:?}");
        }
    }

    #[test]
    fn opacity_is_kept_only_where_something_shows_through() {
        let picture = |bytes: &[u8]| Picture::new(2, 1, Samples::Rgba, bytes).unwrap();
        let seen = picture(&[1, 2, 3, 255, 4, 5, 6, 128]);
        assert_eq!(seen.colors, [1, 2, 3, 4, 5, 6]);
        assert_eq!(seen.opacity, Some(vec![255, 128]));
        assert_eq!(picture(&[1, 2, 3, 255, 4, 5, 6, 255]).opacity, None);
    }

    #[test]
    fn a_drawing_that_cannot_be_drawn_is_refused() {
        use Segment::{Close, Curve, Line, Move};
        let path = |segments: Vec<Segment>| Path { segments, ..Path::default() };
        let thick = Path { stroke: Some(([0; 3], f32::NAN)), ..Path::default() };
        let cases = [
            (10.0, 10.0, vec![path(vec![Move(0.0, 0.0), Line(1.0, 1.0), Close])], true),
            (10.0, 10.0, vec![path(vec![])], true),
            (10.0, 10.0, vec![path(vec![Line(1.0, 1.0)])], false),
            (10.0, 10.0, vec![path(vec![Move(0.0, f32::NAN)])], false),
            (10.0, 10.0, vec![path(vec![Move(0.0, 0.0), Curve([(1e9, 0.0); 3])])], false),
            (10.0, 10.0, vec![path(vec![Move(0.0, 0.0); 20_001])], false),
            (10.0, 10.0, vec![thick], false),
            (0.0, 10.0, vec![], false),
            (f32::INFINITY, 10.0, vec![], false),
        ];
        for (number, (width, height, paths, expected)) in cases.into_iter().enumerate() {
            assert_eq!(Drawing::new(width, height, paths).is_ok(), expected, "case {number}");
        }
    }
}
