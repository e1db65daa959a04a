//! What a shape covers.

use super::{Segment, Shape};
use usvg::Size;

/// How far a line may reach beyond half its thickness: the corner of a square.
const CORNER: f32 = std::f32::consts::SQRT_2;

/// A rectangle that something lies in, in the drawing's units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    /// Its edges.
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl Extent {
    /// The sheet of a drawing.
    pub(super) fn of_sheet(size: Size) -> Self {
        Self { left: 0.0, top: 0.0, right: size.width(), bottom: size.height() }
    }

    /// The points and handles of a shape, and the thickness of its line.
    pub(super) fn of_shape(shape: &Shape) -> Self {
        let points = shape.segments.iter().flat_map(|it| match it {
            Segment::Move(x, y) | Segment::Line(x, y) => vec![(*x, *y)],
            Segment::Curve(points) => points.to_vec(),
            Segment::Close => Vec::new(),
        });
        let reach = shape.stroke.map_or(0.0, |(_, width)| width / 2.0 * CORNER);
        Self::of_points(points).wider(reach)
    }

    /// The points alone; of none, a rectangle that overlaps nothing.
    pub(super) fn of_points(points: impl Iterator<Item = (f32, f32)>) -> Self {
        let far = f32::INFINITY;
        let nothing = Self { left: far, top: far, right: -far, bottom: -far };
        points.fold(nothing, |it, (x, y)| Self {
            left: it.left.min(x),
            top: it.top.min(y),
            right: it.right.max(x),
            bottom: it.bottom.max(y),
        })
    }

    /// Grown on every side.
    pub(super) fn wider(self, by: f32) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// What both cover.
    pub(super) fn common(&self, other: &Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// Whether both cover some area in common.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let common = self.common(other);
        common.left < common.right && common.top < common.bottom
    }

    /// Whether all of the other lies in this one.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.common(other) == *other
    }

    /// Whether no edge is farther off than this.
    pub(super) fn is_within(&self, far: f32) -> bool {
        let all = Self { left: -far, top: -far, right: far, bottom: far };
        all.holds(self)
    }
}
