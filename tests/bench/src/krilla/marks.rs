//! The marks of a page, as krilla draws them.

use std::collections::HashMap;

use krilla::{
    color::rgb,
    geom::{Path, PathBuilder, Point, Rect},
    num::NormalizedF32,
    paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash},
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};
use print::{Face, Ink, Mark, Run, TextLine};

/// Draws one mark.
pub(super) fn draw(surface: &mut Surface<'_>, mark: &Mark, fonts: &HashMap<&'static str, Font>) {
    match mark {
        Mark::Line(line) => {
            paint(surface, Some(line.ink), None);
            for run in &line.runs {
                shown(surface, run, line, fonts);
            }
        }
        Mark::Stroke { from, to, weight, ink } => {
            paint(surface, None, Some(stroke(*ink, *weight, false)));
            through(surface, &[*from, *to]);
        }
        Mark::Path { points, weight, ink, dashed } => {
            paint(surface, None, Some(stroke(*ink, *weight, *dashed)));
            through(surface, points);
        }
        Mark::Fill { at, size, ink } => {
            paint(surface, Some(*ink), None);
            if let Some(area) = Rect::from_xywh(at.0, at.1, size.0, size.1) {
                let mut path = PathBuilder::new();
                path.push_rect(area);
                drawn(surface, path.finish());
            }
        }
        Mark::Bead { center, radius, filled, ink } => {
            let inside = if *filled { *ink } else { Ink::Paper };
            paint(surface, Some(inside), Some(stroke(*ink, 1.2, false)));
            drawn(surface, circle(*center, *radius));
        }
        // Signatures and the clinic's mark are not in the plan that is compared.
        Mark::Pen { .. } | Mark::Logo { .. } => {}
    }
}

fn paint(surface: &mut Surface<'_>, fill: Option<Ink>, stroke: Option<Stroke>) {
    surface.set_fill(fill.map(|ink| Fill {
        paint: color(ink).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }));
    surface.set_stroke(stroke);
}

fn color(ink: Ink) -> rgb::Color {
    let [red, green, blue] = ink.rgb();
    rgb::Color::new(red, green, blue)
}

fn stroke(ink: Ink, weight: f32, dashed: bool) -> Stroke {
    let array = vec![3.0 * weight.max(0.7), 2.5 * weight.max(0.7)];
    Stroke {
        paint: color(ink).into(),
        width: weight,
        miter_limit: 10.0,
        line_cap: LineCap::Butt,
        line_join: LineJoin::Round,
        opacity: NormalizedF32::ONE,
        dash: dashed.then_some(StrokeDash { array, offset: 0.0 }),
    }
}

fn through(surface: &mut Surface<'_>, points: &[(f32, f32)]) {
    let mut path = PathBuilder::new();
    for (index, (x, y)) in points.iter().enumerate() {
        if index == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
    }
    drawn(surface, path.finish());
}

fn circle((x, y): (f32, f32), radius: f32) -> Option<Path> {
    let reach = radius * 0.552_284_8;
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.cubic_to(x + radius, y + reach, x + reach, y + radius, x, y + radius);
    path.cubic_to(x - reach, y + radius, x - radius, y + reach, x - radius, y);
    path.cubic_to(x - radius, y - reach, x - reach, y - radius, x, y - radius);
    path.cubic_to(x + reach, y - radius, x + radius, y - reach, x + radius, y);
    path.close();
    path.finish()
}

fn drawn(surface: &mut Surface<'_>, path: Option<Path>) {
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

/// A run by its glyphs, each with the characters it stands for.
fn shown(
    surface: &mut Surface<'_>,
    run: &Run,
    line: &TextLine,
    fonts: &HashMap<&'static str, Font>,
) {
    let Some(font) = fonts.get(run.face.name()) else { return };
    let rtl = matches!(run.face, Face::Hebrew | Face::HebrewBold | Face::Arabic | Face::ArabicBold);
    let mut text = String::new();
    let mut ranges = vec![0..0; run.clusters.len()];
    let count = run.clusters.len();
    for order in 0..count {
        // What reads right to left is kept left to right in a run: turned back for its text.
        let index = if rtl { count - 1 - order } else { order };
        let from = text.len();
        text.push_str(&run.clusters[index].text);
        ranges[index] = from..text.len();
    }
    let mut glyphs = Vec::with_capacity(count);
    let em = |units: i32| units as f32 / 1000.0;
    for (cluster, range) in run.clusters.iter().zip(ranges) {
        glyphs.extend(cluster.glyphs.iter().map(|glyph| KrillaGlyph {
            glyph_id: GlyphId::new(u32::from(glyph.id)),
            text_range: range.clone(),
            x_advance: em(glyph.advance),
            x_offset: em(glyph.dx),
            y_offset: em(glyph.dy),
            y_advance: 0.0,
            location: None,
        }));
    }
    let start = Point::from_xy(line.x + run.x, line.y);
    surface.draw_glyphs(start, &glyphs, font.clone(), &text, line.size, false);
}
