//! Outlines: curves raised to cubics, and lines that PDF would draw otherwise than SVG does.

use super::Segment;
use usvg::tiny_skia_path::{Path as Outline, PathSegment, Point};
use usvg::{LineCap, LineJoin, Path, Stroke, Transform};

/// Up to how many times its thickness PDF draws a mitered corner, when nothing else is said.
const LONGEST_MITER: f32 = 10.0;

/// The segments of an outline.
pub(super) fn segments(outline: &Outline) -> Vec<Segment> {
    let (mut segments, mut last) = (Vec::with_capacity(outline.verbs().len()), Point::zero());
    let pair = |it: Point| (it.x, it.y);
    for segment in outline.segments() {
        segments.push(match segment {
            PathSegment::MoveTo(to) => Segment::Move(to.x, to.y),
            PathSegment::LineTo(to) => Segment::Line(to.x, to.y),
            PathSegment::QuadTo(handle, to) => {
                Segment::Curve([pair(toward(last, handle)), pair(toward(to, handle)), pair(to)])
            }
            PathSegment::CubicTo(first, second, to) => {
                Segment::Curve([pair(first), pair(second), pair(to)])
            }
            PathSegment::Close => Segment::Close,
        });
        last = end(segment).unwrap_or(last);
    }
    segments
}

/// The handle of a cubic that makes the same curve as the one handle of a quadratic.
fn toward(from: Point, handle: Point) -> Point {
    Point::from_xy(
        from.x + (handle.x - from.x) * 2.0 / 3.0,
        from.y + (handle.y - from.y) * 2.0 / 3.0,
    )
}

fn end(segment: PathSegment) -> Option<Point> {
    match segment {
        PathSegment::MoveTo(to)
        | PathSegment::LineTo(to)
        | PathSegment::QuadTo(_, to)
        | PathSegment::CubicTo(_, _, to) => Some(to),
        PathSegment::Close => None,
    }
}

/// How much larger a transform makes everything; nothing when not all directions alike.
pub(super) fn scale(it: Transform) -> Option<f32> {
    let (along, across) = (it.sx.hypot(it.ky), it.kx.hypot(it.sy));
    let lean = it.sx * it.kx + it.ky * it.sy;
    let tolerance = 0.001 * along.max(across);
    let is_even = (along - across).abs() <= tolerance && lean.abs() <= tolerance * along;
    is_even.then_some(along)
}

/// Whether PDF draws a line like this one when only color and thickness are said.
pub(super) fn is_plain(path: &Path, stroke: &Stroke) -> bool {
    if stroke.linecap() != LineCap::Butt || stroke.linejoin() != LineJoin::Miter {
        return false;
    }
    let limit = stroke.miterlimit().get();
    // Between the two limits one of them would cut a corner off that the other draws.
    limit == LONGEST_MITER || sharpest(path.data()) < limit.min(LONGEST_MITER)
}

/// By how much a line's thickness the longest of its mitered corners would stand out.
fn sharpest(outline: &Outline) -> f32 {
    let mut corners = Corners::default();
    for segment in outline.segments() {
        match segment {
            PathSegment::MoveTo(to) => corners.begin(to),
            PathSegment::LineTo(to) => corners.go(&[to]),
            PathSegment::QuadTo(handle, to) => corners.go(&[handle, to]),
            PathSegment::CubicTo(first, second, to) => corners.go(&[first, second, to]),
            PathSegment::Close => corners.close(),
        }
    }
    corners.sharpest
}

#[derive(Default)]
struct Corners {
    start: Point,
    last: Point,
    first_way: Option<Point>,
    way: Option<Point>,
    sharpest: f32,
}

impl Corners {
    fn begin(&mut self, at: Point) {
        *self = Self { start: at, last: at, sharpest: self.sharpest, ..Self::default() };
    }

    /// Goes on over handles to a point.
    fn go(&mut self, points: &[Point]) {
        let mut all = vec![self.last];
        all.extend(points);
        all.dedup();
        let [first, second, ..] = all.as_slice() else { return };
        let out = *second - *first;
        let (before, end) = (all[all.len() - 2], all[all.len() - 1]);
        self.turn(out);
        self.first_way.get_or_insert(out);
        self.way = Some(end - before);
        self.last = end;
    }

    fn close(&mut self) {
        self.go(&[self.start]);
        if let Some(first) = self.first_way {
            self.turn(first);
        }
        self.begin(self.start);
    }

    /// A corner of the angle a is mitered to 1 / sin(a / 2) times the thickness.
    fn turn(&mut self, out: Point) {
        let Some(way) = self.way else { return };
        let turned = way.cross(out).atan2(way.dot(out)).abs();
        let half = (std::f32::consts::PI - turned) / 2.0;
        self.sharpest = self.sharpest.max(1.0 / half.sin().max(f32::EPSILON));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use usvg::tiny_skia_path::PathBuilder;

    fn bent(x: f32, y: f32) -> Outline {
        let mut path = PathBuilder::new();
        path.move_to(0.0, 0.0);
        path.line_to(10.0, 0.0);
        path.line_to(10.0 + x, y);
        path.finish().unwrap()
    }

    #[test]
    fn a_corner_is_as_sharp_as_its_angle() {
        for (x, y, expected) in [(5.0, 0.0, 1.0), (0.0, 5.0, 2_f32.sqrt()), (-5.0, 5.0, 2.613)] {
            assert!((sharpest(&bent(x, y)) - expected).abs() < 0.01, "{x} {y}");
        }
        assert!(sharpest(&bent(-5.0, 0.1)) > LONGEST_MITER);
    }

    #[test]
    fn a_quadratic_curve_becomes_the_same_cubic() {
        let mut path = PathBuilder::new();
        path.move_to(0.0, 0.0);
        path.quad_to(3.0, 3.0, 6.0, 0.0);
        let curve = Segment::Curve([(2.0, 2.0), (4.0, 2.0), (6.0, 0.0)]);
        assert_eq!(segments(&path.finish().unwrap()), [Segment::Move(0.0, 0.0), curve]);
    }

    #[test]
    fn only_what_grows_alike_in_all_directions_has_a_scale() {
        let turned = Transform::from_rotate(30.0).pre_scale(2.0, -2.0);
        assert!((scale(turned).unwrap() - 2.0).abs() < 0.001);
        assert_eq!(scale(Transform::from_scale(2.0, 3.0)), None);
        assert_eq!(scale(Transform::from_skew(0.5, 0.0)), None);
    }
}
