//! From the tree that `usvg` makes of a drawing to flat shapes.

use super::extent::Extent;
use super::svg::FARTHEST;
use super::{Segment, Shape, clip, is_seen, outline};
use crate::Refused;
use usvg::tiny_skia_path::{self, Path as Outline};
use usvg::{
    BlendMode, FillRule, Group, Node, Opacity, Paint, PaintOrder, Path, Size, Transform, Tree,
};

/// Segments of all shapes.
const SEGMENTS: usize = 20_000;

/// The shapes of a drawing, from the lowest to the uppermost.
pub(super) fn flat(tree: &Tree) -> Result<Vec<Shape>, Refused> {
    let mut drawing = Drawing { sheet: tree.size(), shapes: Vec::new(), left: SEGMENTS };
    drawing.group(tree.root(), Transform::identity())?;
    let sheet = Extent::of_sheet(tree.size());
    let is_drawn = |it: &Shape| {
        let colors = [it.fill, it.stroke.map(|(color, _)| color)];
        colors.into_iter().flatten().any(is_seen) && Extent::of_shape(it).overlaps(&sheet)
    };
    if drawing.shapes.iter().any(is_drawn) { Ok(drawing.shapes) } else { Err(Refused::Invisible) }
}

struct Drawing {
    sheet: Size,
    shapes: Vec<Shape>,
    left: usize,
}

impl Drawing {
    /// What `usvg` says of transforms from the root is not used: it leaves out that of a symbol.
    fn group(&mut self, group: &Group, above: Transform) -> Result<(), Refused> {
        if group.opacity() == Opacity::ZERO {
            return Ok(());
        }
        if group.opacity() != Opacity::ONE {
            return Err(Refused::SeeThrough);
        }
        if group.blend_mode() != BlendMode::Normal || !group.filters().is_empty() {
            return Err(Refused::Effects);
        }
        if group.mask().is_some() {
            return Err(Refused::Mask);
        }
        let transform = above.pre_concat(group.transform());
        let before = self.shapes.len();
        for node in group.children() {
            match node {
                Node::Group(it) => self.group(it, transform)?,
                Node::Path(it) => self.path(it, transform)?,
                Node::Image(_) => return Err(Refused::Embedded),
                Node::Text(_) => return Err(Refused::Text),
            }
        }
        let cut = group.clip_path();
        let cuts = |it| !clip::leaves_whole(it, transform, self.sheet, &self.shapes[before..]);
        if cut.is_some_and(cuts) { Err(Refused::Clip) } else { Ok(()) }
    }

    fn path(&mut self, path: &Path, transform: Transform) -> Result<(), Refused> {
        if !path.is_visible() {
            return Ok(());
        }
        // Before anything is made of them: a line becomes many when it is outlined.
        if path.data().verbs().len() > self.left {
            return Err(Refused::TooDetailed);
        }
        let filled = self.filled(path, transform)?;
        let stroked = self.stroked(path, transform)?;
        let (filled, stroked) = match (filled, stroked) {
            (Some(filled), Some(line)) if line.stroke.is_some() && is_filled_first(path) => {
                (Some(Shape { stroke: line.stroke, ..filled }), None)
            }
            it => it,
        };
        let both = if is_filled_first(path) { [filled, stroked] } else { [stroked, filled] };
        both.into_iter().flatten().try_for_each(|it| self.add(it))
    }

    fn filled(&self, path: &Path, transform: Transform) -> Result<Option<Shape>, Refused> {
        let Some(fill) = path.fill() else { return Ok(None) };
        let Some(color) = color(fill.paint(), fill.opacity())? else { return Ok(None) };
        let even_odd = fill.rule() == FillRule::EvenOdd;
        let segments = placed(path.data(), transform)?;
        Ok(Some(Shape { segments, fill: Some(color), even_odd, stroke: None }))
    }

    fn stroked(&self, path: &Path, transform: Transform) -> Result<Option<Shape>, Refused> {
        let Some(stroke) = path.stroke() else { return Ok(None) };
        let Some(color) = color(stroke.paint(), stroke.opacity())? else { return Ok(None) };
        if stroke.dasharray().is_some() {
            return Err(Refused::Dashes);
        }
        if let Some(scale) = outline::scale(transform).filter(|_| outline::is_plain(path, stroke)) {
            let segments = placed(path.data(), transform)?;
            let line = Some((color, stroke.width().get() * scale));
            return Ok(Some(Shape { segments, fill: None, even_odd: false, stroke: line }));
        }
        // Fine enough for the drawing at its largest, whatever its units are.
        let longest = self.sheet.width().max(self.sheet.height());
        let scale = tiny_skia_path::PathStroker::compute_resolution_scale(&transform);
        let fineness = scale * super::LOGO_SIDE as f32 / longest;
        let Some(outline) = path.data().stroke(&stroke.to_tiny_skia(), fineness) else {
            return Ok(None);
        };
        let segments = placed(&outline, transform)?;
        Ok(Some(Shape { segments, fill: Some(color), even_odd: false, stroke: None }))
    }

    fn add(&mut self, shape: Shape) -> Result<(), Refused> {
        let count = shape.segments.len();
        self.left = self.left.checked_sub(count).ok_or(Refused::TooDetailed)?;
        let width = shape.stroke.map_or(0.0, |(_, width)| width);
        if !Extent::of_shape(&shape).is_within(FARTHEST) || !(0.0..=FARTHEST).contains(&width) {
            return Err(Refused::NoSize);
        }
        self.shapes.push(shape);
        Ok(())
    }
}

fn is_filled_first(path: &Path) -> bool {
    path.paint_order() == PaintOrder::FillAndStroke
}

fn placed(outline: &Outline, transform: Transform) -> Result<Vec<Segment>, Refused> {
    let outline = outline.clone().transform(transform).ok_or(Refused::NoSize)?;
    Ok(outline::segments(&outline))
}

/// The color of what can be seen. What lets something through is refused, and not mixed with white:
/// nobody says here what lies below it.
fn color(paint: &Paint, opacity: Opacity) -> Result<Option<[u8; 3]>, Refused> {
    if opacity == Opacity::ZERO {
        return Ok(None);
    }
    let Paint::Color(color) = paint else { return Err(Refused::Gradient) };
    if opacity != Opacity::ONE {
        return Err(Refused::SeeThrough);
    }
    Ok(Some([color.red, color.green, color.blue]))
}
