//! From characters to clusters of glyphs: which face sets which word, and what stands in for a
//! character no face has.

use std::rc::Rc;

use harfrust::{Buffer, ClusterLevel, Direction, ShapeOptions, ShaperFont};

use super::{Cluster, Face, Glyph, Setter, Shaped};
use crate::style::Weight;

/// A cluster in its face, with where it starts in the paragraph's text.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) face: Face,
    pub(super) start: usize,
    pub(super) cluster: Rc<Cluster>,
}

impl Setter {
    /// Shapes text that reads in one direction; clusters come in reading order.
    pub(super) fn shape(
        &mut self,
        text: &str,
        start: usize,
        rtl: bool,
        weight: Weight,
    ) -> Vec<Placed> {
        let mut placed = Vec::new();
        let mut at = start;
        for word in text.split_inclusive(char::is_whitespace) {
            for (part, face) in faced(word, weight) {
                let clusters = match face {
                    Some(face) => self.word(face, rtl, part),
                    None => self.stand_ins(weight, part),
                };
                let face = face.unwrap_or(weight.faces()[0]);
                for cluster in clusters.iter() {
                    placed.push(Placed { face, start: at, cluster: Rc::clone(cluster) });
                    at += cluster.text.len();
                }
            }
        }
        placed
    }

    fn word(&mut self, face: Face, rtl: bool, word: &str) -> Shaped {
        let key = (face, rtl, word.to_owned());
        if let Some(known) = self.words.get(&key) {
            return Rc::clone(known);
        }
        let shaped: Shaped = shape_word(face, rtl, word).into_iter().map(Rc::new).collect();
        self.words.insert(key, Rc::clone(&shaped));
        shaped
    }

    /// For every character its code point, "[U+1F600]", standing for that character.
    fn stand_ins(&mut self, weight: Weight, text: &str) -> Shaped {
        let face = weight.faces()[0];
        let mut clusters: Vec<Cluster> = Vec::new();
        for character in text.chars() {
            match clusters.last_mut() {
                Some(last) if is_invisible(character) => last.text.push(character),
                _ => {
                    self.unset.insert(character);
                    let name = format!("[U+{:04X}]", u32::from(character));
                    let glyphs = shape_word(face, false, &name);
                    let glyphs = glyphs.into_iter().flat_map(|cluster| cluster.glyphs).collect();
                    clusters.push(Cluster { text: character.to_string(), glyphs });
                }
            }
        }
        clusters.into_iter().map(Rc::new).collect()
    }
}

/// The word in as few faces as can set it: one, unless no single face has all of it.
fn faced(word: &str, weight: Weight) -> Vec<(&str, Option<Face>)> {
    let faces = weight.faces();
    if let Some(face) = faces.into_iter().find(|face| word.chars().all(|c| sets(*face, c))) {
        return vec![(word, Some(face))];
    }
    let mut parts: Vec<(usize, Option<Face>)> = Vec::new();
    for (at, character) in word.char_indices() {
        let current = parts.last().map(|part| part.1);
        let face = match current {
            Some(_) if is_invisible(character) => continue,
            Some(Some(face)) if sets(face, character) => continue,
            _ => faces.into_iter().find(|face| sets(*face, character)),
        };
        if current != Some(face) {
            parts.push((at, face));
        }
    }
    let ends = parts.iter().skip(1).map(|part| part.0).chain([word.len()]);
    parts.iter().zip(ends).map(|((from, face), to)| (&word[*from..to], *face)).collect()
}

fn sets(face: Face, character: char) -> bool {
    character == ' ' || is_invisible(character) || face.glyph(character).is_some()
}

/// Characters that change their neighbors or nothing, and have no shape of their own: joiners,
/// directional marks, variation selectors (Unicode default ignorables).
fn is_invisible(character: char) -> bool {
    matches!(u32::from(character),
        0xAD | 0x34F | 0x61C | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F
        | 0xFE00..=0xFE0F | 0xFEFF | 0xE0000..=0xE0FFF)
}

fn shape_word(face: Face, rtl: bool, word: &str) -> Vec<Cluster> {
    let Some(font) = face.font() else { return unshaped(face, word) };
    let mut buffer = Buffer::new();
    buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
    buffer.push_str(word);
    buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.guess_segment_properties();
    match harfrust::shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new()) {
        Ok(()) if buffer.allocation_successful() => clusters(word, face, rtl, &buffer),
        _ => unshaped(face, word),
    }
}

/// One glyph for each character, should shaping ever give up: plain, but nothing is lost.
fn unshaped(face: Face, word: &str) -> Vec<Cluster> {
    word.chars()
        .map(|character| {
            let id = face.glyph(character).unwrap_or_default().to_u32() as u16;
            let glyph = Glyph { id, advance: i32::from(face.advance(id)), dx: 0, dy: 0 };
            Cluster { text: character.to_string(), glyphs: vec![glyph] }
        })
        .collect()
}

/// Groups the shaped glyphs by the characters they stand for, in reading order.
fn clusters(word: &str, face: Face, rtl: bool, buffer: &Buffer) -> Vec<Cluster> {
    let mut groups: Vec<(usize, Vec<Glyph>)> = Vec::new();
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        let glyph = Glyph {
            id: info.glyph_id as u16,
            advance: position.x_advance,
            dx: position.x_offset,
            dy: position.y_offset,
        };
        match groups.last_mut() {
            Some((start, glyphs)) if *start == info.cluster as usize => glyphs.push(glyph),
            _ => groups.push((info.cluster as usize, vec![glyph])),
        }
    }
    if rtl {
        groups.reverse();
    }
    let ends: Vec<usize> = groups.iter().skip(1).map(|group| group.0).chain([word.len()]).collect();
    let mut from = 0;
    let mut clusters = Vec::with_capacity(groups.len());
    for ((_, glyphs), to) in groups.into_iter().zip(ends) {
        let cluster = Cluster { text: word[from..to].to_owned(), glyphs };
        match cluster.glyphs.as_slice() {
            [glyph] if rtl => clusters.extend(untied(&cluster.text, *glyph, face)),
            _ => clusters.push(cluster),
        }
        from = to;
    }
    clusters
}

/// A ligature that reads right to left, as one cluster a character: the glyph stands for the last
/// one, a blank of no width for every other. Readers turn the characters of such a line around
/// one by one; several on one glyph would come out backwards in some of them.
fn untied(text: &str, glyph: Glyph, face: Face) -> Vec<Cluster> {
    // Blank and of no width, which a joiner is not in these fonts: they draw a bar for it.
    let blank = ['\u{200b}', '\0'].into_iter().find_map(|c| face.glyph(c)).unwrap_or_default();
    let blank = Glyph { id: blank.to_u32() as u16, advance: 0, dx: 0, dy: 0 };
    let last = text.chars().count().saturating_sub(1);
    text.chars()
        .enumerate()
        .map(|(index, character)| Cluster {
            text: character.to_string(),
            glyphs: vec![if index == last { glyph } else { blank }],
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shaped(text: &str, rtl: bool) -> Vec<Placed> {
        Setter::default().shape(text, 0, rtl, Weight::Regular)
    }

    #[test]
    fn clusters_hold_every_character_in_reading_order() {
        for (text, rtl) in [
            ("office Núñez, Đặng affluent", false),
            ("e\u{301}le\u{300}ve a\u{323}\u{302}", false),
            ("سارة لا إله", true),
            ("שָׂרָה", true),
            ("a😀b 李 👩\u{200d}👧\u{fe0f}!", false),
        ] {
            let back: String = shaped(text, rtl).iter().map(|p| p.cluster.text.clone()).collect();
            assert_eq!(back, text);
        }
    }

    #[test]
    fn a_word_is_set_in_one_face() {
        let faces = |text| {
            let mut faces: Vec<Face> = shaped(text, false).iter().map(|p| p.face).collect();
            faces.dedup();
            faces
        };
        assert_eq!(faces("Ελένη"), [Face::Sans]);
        assert_eq!(faces("שרה"), [Face::Hebrew]);
        assert_eq!(faces("סארה, Sara"), [Face::Hebrew, Face::Sans]);
    }

    #[test]
    fn what_no_face_has_is_named_by_its_code_point_and_reported_once() {
        let mut setter = Setter::default();
        let placed = setter.shape("😀😀", 0, false, Weight::Regular);
        assert_eq!(placed.len(), 2);
        assert_eq!(placed[0].cluster.glyphs.len(), "[U+1F600]".len());
        assert_eq!(setter.into_unset().into_iter().collect::<String>(), "😀");
    }

    #[test]
    fn unshaped_text_keeps_every_character() {
        let text: String = unshaped(Face::Sans, "ab ñ").iter().map(|c| c.text.clone()).collect();
        assert_eq!(text, "ab ñ");
    }
}
