//! A goal in two voices: the client's own words, large, beside the clinical ones; one below the other
//! where they are long.

use super::{
    Role, TagId,
    grid::{CellLine, stacked},
    lay::{Frame, Layout, keep_with_next},
};
use crate::{
    block::{Align, Goal, Text},
    style::{BODY, Ink, LABEL, QUOTE, Style, Weight},
};

/// Space between the two voices, and the part of the width that the client's words take.
const GUTTER: f32 = 20.0;
const OWN: f32 = 0.56;
/// Higher than this, in points, the voices stand one below the other.
const TALLEST: f32 = 130.0;

impl Layout<'_> {
    pub(super) fn goal(&mut self, goal: &Goal, frame: Frame, parent: Option<TagId>) {
        let width = (frame.width - GUTTER).max(1.0);
        let left = Frame { x: frame.x, width: width * OWN };
        let right = Frame { x: left.x + left.width + GUTTER, width: width - left.width };
        let tags: Vec<TagId> = [Role::Paragraph, Role::Quote, Role::Paragraph, Role::Paragraph]
            .map(|role| self.tag(role, parent))
            .to_vec();
        let [own_label, own, clinical_label, clinical] = tags[..] else { return };
        let (words, style) = self.own_words(&goal.own);
        let label = self.sized(LABEL);
        let mut lines = self.cell(&goal.own_label, label, left, Align::Start, own_label);
        lines.extend(self.cell(&words, style, left, Align::Start, own));
        let text = Text::or_missing(&goal.clinical);
        let body = self.sized(BODY).toned(text.tone);
        let mut beside =
            self.cell(&goal.clinical_label, label, right, Align::Start, clinical_label);
        beside.extend(self.cell(&text.words, body, right, Align::Start, clinical));
        if height(&lines).max(height(&beside)) <= TALLEST {
            let unit = stacked(vec![lines, beside]);
            self.push(vec![unit], 3.0);
            return;
        }
        for (label_words, label_tag, words, style, tag) in [
            (&goal.own_label, own_label, &words, style, own),
            (&goal.clinical_label, clinical_label, &text.words, body, clinical),
        ] {
            let mut units = self.text(label_words, label, frame, label_tag);
            keep_with_next(&mut units);
            self.push(units, 3.0);
            let units = self.text(words, style, frame, tag);
            self.push(units, 0.0);
        }
    }

    /// The client's words between quotation marks, or that there are none.
    fn own_words(&self, words: &str) -> (String, Style) {
        match Text::or_missing(words) {
            missing if words.trim().is_empty() => {
                let quiet = Style { ink: Ink::Soft, weight: Weight::Regular, ..BODY };
                (missing.words, self.sized(quiet))
            }
            text => (format!("“{}”", text.words), self.sized(QUOTE)),
        }
    }
}

fn height(lines: &[CellLine]) -> f32 {
    lines.iter().map(|line| line.1.leading).sum()
}
