//! What a page costs to draw, counted before it is drawn.
//!
//! A form of a PDF may draw ten forms that draw ten more; a pattern may be laid a billion times; a
//! line may have a billion dashes. The renderer would do as it is told, and cannot be stopped. This
//! device draws nothing, goes wherever the renderer would go, and gives up when it has become too
//! much.

use crate::caught::give_up;
use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::pattern::{Pattern, TilingPattern};
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
    StrokeProps,
};
use hayro::kurbo::{Affine, BezPath, Shape};

/// One for each bend of a path, each glyph, and each sixteen pixels of a picture.
const UNITS: f64 = 20_000_000.0;
/// What any call costs at least.
const CALL: f64 = 20.0;
/// What a clip costs: with each form comes one, and the unpacking of the form.
const CLIP: f64 = 400.0;
/// Pixels a picture may have to be decoded.
const PIXELS: f64 = 50_000_000.0;
/// Layers of see-through paint, each as large as the page.
const LAYERS: u32 = 24;

/// Counts what the renderer would do.
pub(crate) struct Meter {
    left: f64,
    layers: u32,
}

impl Meter {
    /// A meter that has counted nothing yet.
    pub(crate) fn new() -> Self {
        Self { left: UNITS, layers: 0 }
    }

    fn spend(&mut self, units: f64) {
        self.left -= CALL + units;
        // A cost that is not a number is one that nobody can pay.
        if self.left.is_nan() || self.left < 0.0 {
            give_up();
        }
    }

    fn path(&mut self, path: &BezPath, mode: &DrawMode) {
        self.spend(path.elements().len() as f64);
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode {
            self.spend(dashes(path, stroke));
        }
    }

    fn laid(&mut self, paint: &Paint<'_>, is_stroke: bool) {
        if let Paint::Pattern(pattern) = paint
            && let Pattern::Tiling(tile) = pattern.as_ref()
        {
            let before = self.left;
            tile.interpret(self, Affine::IDENTITY, is_stroke);
            let once = before - self.left;
            self.spend(once * copies(tile));
        }
    }

    fn masked(&mut self, mask: Option<&SoftMask<'_>>) {
        if let Some(mask) = mask {
            self.layer();
            mask.interpret(self);
            self.layers = self.layers.saturating_sub(1);
        }
    }

    fn layer(&mut self) {
        self.layers += 1;
        if self.layers > LAYERS {
            give_up();
        }
        self.spend(1000.0);
    }
}

/// How many dashes a line is cut into.
fn dashes(path: &BezPath, stroke: &StrokeProps) -> f64 {
    let period: f64 = stroke.dash_array.iter().map(|it| f64::from(it.abs())).sum();
    if stroke.dash_array.is_empty() || period == 0.0 {
        return 0.0;
    }
    path.perimeter(1.0) / period * stroke.dash_array.len() as f64
}

/// How often a cell overlaps itself: the renderer draws it once for each time.
fn copies(tile: &TilingPattern<'_>) -> f64 {
    let along = |length: f64, step: f32| (length / f64::from(step.abs())).ceil() + 1.0;
    along(tile.bbox.width(), tile.x_step) * along(tile.bbox.height(), tile.y_step)
}

impl<'a> Device<'a> for Meter {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.path(path, mode);
        self.masked(props.soft_mask.as_ref());
        self.laid(&props.paint, matches!(mode, DrawMode::Stroke(_)));
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.spend(CLIP + clip.path.elements().len() as f64);
    }

    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.layer();
        self.masked(mask.as_ref());
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.masked(props.soft_mask.as_ref());
        self.laid(&props.paint, matches!(mode, DrawMode::Stroke(_)));
        for glyph in run.glyphs() {
            self.spend(CALL);
            if let Glyph::Type3(drawn) = &**glyph {
                drawn.interpret(self, props.transform, glyph.transform(), &props.paint);
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let pixels = f64::from(image.width()) * f64::from(image.height());
        if pixels > PIXELS {
            give_up();
        }
        self.spend(pixels / 16.0);
        self.masked(props.soft_mask.as_ref());
        // What a stencil is painted with is told only along with its pixels, which are few enough.
        if let Image::Stencil(stencil) = image {
            stencil.with_stencil(|_, paint| self.laid(paint, false), None);
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {
        self.layers = self.layers.saturating_sub(1);
    }
}
