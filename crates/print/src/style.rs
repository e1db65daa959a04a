//! The look: sizes, leading, colors and distances. Quiet ink on paper, one deep teal, and gold
//! for the thread only.

use crate::block::Tone;

/// A color by the role it plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Body text.
    Text,
    /// What accompanies.
    Soft,
    /// Headings and the one accent.
    Accent,
    /// The thread.
    Thread,
    /// Hairlines.
    Hairline,
    /// Lines to write on.
    Rule,
    /// Faint ground.
    Tint,
    /// The paper itself.
    Paper,
    /// A quiet ground for a severity, 0 (none) to 4 (most severe and beyond).
    Severity(u8),
}

impl Ink {
    /// Red, green and blue, 0 to 255.
    #[must_use]
    pub fn rgb(self) -> [u8; 3] {
        match self {
            Self::Text => [0x22, 0x26, 0x2b],
            Self::Soft => [0x56, 0x5c, 0x63],
            Self::Accent => [0x0e, 0x5f, 0x63],
            Self::Thread => [0xb9, 0x8a, 0x1c],
            Self::Hairline => [0xde, 0xd7, 0xca],
            Self::Rule => [0x8b, 0x82, 0x72],
            Self::Tint => [0xf7, 0xf4, 0xee],
            Self::Paper => [0xff, 0xff, 0xff],
            Self::Severity(0) => [0xed, 0xf4, 0xf1],
            Self::Severity(1) => [0xf4, 0xf4, 0xe6],
            Self::Severity(2) => [0xf8, 0xf0, 0xdf],
            Self::Severity(3) => [0xf6, 0xe8, 0xd9],
            Self::Severity(_) => [0xf2, 0xdd, 0xd3],
        }
    }
}

/// How heavy or slanted a text is. Hebrew and Arabic have no slant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Upright.
    Regular,
    /// Bold.
    Bold,
    /// Slanted.
    Italic,
}

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    /// Type size in points.
    pub(crate) size: f32,
    /// Distance from line to line in points.
    pub(crate) leading: f32,
    /// Regular, bold or italic.
    pub(crate) weight: Weight,
    /// Color.
    pub(crate) ink: Ink,
}

const fn style(size: f32, leading: f32, weight: Weight, ink: Ink) -> Style {
    Style { size, leading, weight, ink }
}

pub(crate) const KICKER: Style = style(9.0, 13.0, Weight::Bold, Ink::Accent);
pub(crate) const TITLE: Style = style(23.0, 30.0, Weight::Bold, Ink::Text);
pub(crate) const SECTION: Style = style(14.0, 19.5, Weight::Bold, Ink::Accent);
pub(crate) const TOPIC: Style = style(13.0, 18.0, Weight::Bold, Ink::Text);
pub(crate) const DETAIL: Style = style(10.5, 15.0, Weight::Bold, Ink::Text);
pub(crate) const BODY: Style = style(10.5, 15.0, Weight::Regular, Ink::Text);
pub(crate) const QUOTE: Style = style(13.5, 20.0, Weight::Italic, Ink::Text);
pub(crate) const CODE: Style = style(22.0, 30.0, Weight::Bold, Ink::Text);
pub(crate) const CELL: Style = style(9.5, 13.5, Weight::Regular, Ink::Text);
pub(crate) const HEADER: Style = style(8.0, 11.5, Weight::Bold, Ink::Soft);
pub(crate) const LABEL: Style = style(8.0, 11.5, Weight::Regular, Ink::Soft);
pub(crate) const STATION: Style = style(8.0, 12.0, Weight::Bold, Ink::Soft);
pub(crate) const SMALL: Style = style(8.0, 11.5, Weight::Regular, Ink::Soft);
pub(crate) const SMALL_STRONG: Style = style(8.0, 11.5, Weight::Bold, Ink::Accent);

/// How much larger the type of [`crate::Block::Large`] is: running text of 13 pt.
pub(crate) const LARGE: f32 = 13.0 / 10.5;

/// The longest comfortable line of body text: about 80 characters.
pub(crate) const MEASURE: f32 = 440.0;
/// The longest comfortable line of large quoted text.
pub(crate) const QUOTE_MEASURE: f32 = 430.0;

impl Style {
    /// The same style, larger: type and leading together, to a hundredth of a point.
    pub(crate) fn scaled(self, by: f32) -> Self {
        let scaled = |points: f32| (points * by * 100.0).round() / 100.0;
        Self { size: scaled(self.size), leading: scaled(self.leading), ..self }
    }

    /// The same style in another voice.
    pub(crate) fn toned(self, tone: Tone) -> Self {
        match tone {
            Tone::Plain => self,
            Tone::Strong => Self { weight: Weight::Bold, ..self },
            Tone::Quiet => Self { ink: Ink::Soft, ..self },
        }
    }
}
