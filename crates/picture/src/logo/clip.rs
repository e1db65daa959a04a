//! Clip paths that cut nothing off: drawing programs put one around all that is on the sheet.

use super::Shape;
use super::extent::Extent;
use usvg::tiny_skia_path::{Path as Outline, PathSegment};
use usvg::{ClipPath, Group, Node, Path, Size, Transform};

/// How much may be cut off, as a part of the sheet's longest side: rounded numbers.
const TOLERANCE: f32 = 0.001;

/// Whether a clip path cuts nothing off the shapes that can be seen on the sheet.
pub(super) fn leaves_whole(
    clip: &ClipPath,
    transform: Transform,
    sheet: Size,
    shapes: &[Shape],
) -> bool {
    if clip.clip_path().is_some() {
        return false;
    }
    let Some((path, within)) = only_path(clip.root()) else { return false };
    let transform = transform.pre_concat(clip.transform()).pre_concat(within);
    let Some(outline) = path.data().clone().transform(transform) else { return false };
    let Some(window) = rectangle(&outline) else { return false };
    let window = window.wider(TOLERANCE * sheet.width().max(sheet.height()));
    let sheet = Extent::of_sheet(sheet);
    shapes
        .iter()
        .map(Extent::of_shape)
        .filter(|it| it.overlaps(&sheet))
        .all(|it| window.holds(&it.common(&sheet)))
}

fn only_path(root: &Group) -> Option<(&Path, Transform)> {
    let (mut group, mut transform) = (root, root.transform());
    loop {
        match group.children() {
            [Node::Path(path)] if path.is_visible() => return Some((path, transform)),
            [Node::Group(inner)] if inner.clip_path().is_none() => {
                transform = transform.pre_concat(inner.transform());
                group = inner;
            }
            _ => return None,
        }
    }
}

/// The rectangle that an outline is, when it is one and upright.
fn rectangle(outline: &Outline) -> Option<Extent> {
    let mut points = Vec::new();
    for (n, segment) in outline.segments().enumerate() {
        match segment {
            PathSegment::MoveTo(it) if n == 0 => points.push((it.x, it.y)),
            PathSegment::LineTo(it) => points.push((it.x, it.y)),
            PathSegment::Close => {}
            _ => return None,
        }
    }
    if points.len() == 5 && points.first() == points.last() {
        points.pop();
    }
    let [a, b, c, d] = points.as_slice() else { return None };
    let extent = Extent::of_points(points.iter().copied());
    let slack = TOLERANCE * (extent.right - extent.left).min(extent.bottom - extent.top);
    let same = |one: f32, other: f32| (one - other).abs() <= slack;
    let upright = |a: &(f32, f32), b: &(f32, f32), c: &(f32, f32), d: &(f32, f32)| {
        same(a.1, b.1) && same(b.0, c.0) && same(c.1, d.1) && same(d.0, a.0)
    };
    (upright(a, b, c, d) || upright(b, c, d, a)).then_some(extent)
}
