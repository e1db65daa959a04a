//! From characters to clusters of glyphs: which face sets which word, and what stands in for a
//! character no face has.

use std::rc::Rc;

use harfrust::{
    Buffer, ClusterLevel, Direction, Font, ShapeOptions, ShapePlan, ShapePlanKey, ShaperFont,
};
use unicode_normalization::UnicodeNormalization;

use super::{Cluster, Face, Faces, Glyph, Setter, Shaped};
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
            for (part, face) in faced(&self.faces, word, weight) {
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
        let shaped = shape_word(&self.faces, face, rtl, word, &mut self.plans);
        let shaped: Shaped = shaped.into_iter().map(Rc::new).collect();
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
                    let glyphs = shape_word(&self.faces, face, false, &name, &mut self.plans);
                    let glyphs = glyphs.into_iter().flat_map(|cluster| cluster.glyphs).collect();
                    clusters.push(Cluster { text: character.to_string(), glyphs });
                }
            }
        }
        clusters.into_iter().map(Rc::new).collect()
    }
}

/// The word in as few faces as can set it: one, unless no single face of a script has all of it.
/// The faces of signs set signs alone: their letters and digits have no weight. What no bundled
/// face has goes to the faces of the machine.
fn faced<'w>(faces: &Faces, word: &'w str, weight: Weight) -> Vec<(&'w str, Option<Face>)> {
    let bundled = weight.faces();
    let of_signs = |face: Face| matches!(face, Face::Math | Face::Symbols);
    let scripts = bundled.into_iter().filter(|face| !of_signs(*face));
    let has = |face: Face, c: char| sets(faces, face, c);
    if let Some(face) = scripts.into_iter().find(|face| word.chars().all(|c| has(*face, c))) {
        return vec![(word, Some(face))];
    }
    let parts = parted(word, |current, character| match current {
        Some(face) if has(face, character) && !of_signs(face) => Some(face),
        _ => bundled.into_iter().find(|face| has(*face, character)),
    });
    let parts = parts.into_iter().flat_map(|(part, face)| match face {
        Some(_) => vec![(part, face)],
        None => faced_by_machine(faces, part, weight),
    });
    parts.collect()
}

/// What no bundled face has, in the first face of the machine that has all of it. Where none has,
/// every character is set in the face that has most, else in any that has it, else in none.
fn faced_by_machine<'w>(
    faces: &Faces,
    part: &'w str,
    weight: Weight,
) -> Vec<(&'w str, Option<Face>)> {
    let machine = faces.of_machine(weight);
    // Shaping composes what stands apart, so a face need not have the pieces.
    let composed: Vec<char> = part.nfc().collect();
    let count = |face: Face| composed.iter().filter(|c| sets(faces, face, **c)).count();
    let mut best: Option<(Face, usize)> = None;
    for face in machine.clone() {
        let set = count(face);
        if set == composed.len() {
            return vec![(part, Some(face))];
        }
        if best.is_none_or(|(_, most)| set > most) {
            best = Some((face, set));
        }
    }
    let order: Vec<Face> = best.map(|(face, _)| face).into_iter().chain(machine).collect();
    parted(part, |_, c| order.iter().copied().find(|face| sets(faces, *face, c)))
}

/// The word in stretches of one face each. `choose` is told the face of the stretch so far and the
/// next character; characters without a shape of their own stay where they are.
fn parted(
    word: &str,
    choose: impl Fn(Option<Face>, char) -> Option<Face>,
) -> Vec<(&str, Option<Face>)> {
    let mut parts: Vec<(usize, Option<Face>)> = Vec::new();
    for (at, character) in word.char_indices() {
        let current = parts.last().map(|part| part.1);
        if current.is_some() && is_invisible(character) {
            continue;
        }
        let face = choose(current.flatten(), character);
        if current != Some(face) {
            parts.push((at, face));
        }
    }
    let ends = parts.iter().skip(1).map(|part| part.0).chain([word.len()]);
    parts.iter().zip(ends).map(|((from, face), to)| (&word[*from..to], *face)).collect()
}

fn sets(faces: &Faces, face: Face, character: char) -> bool {
    character == ' ' || is_invisible(character) || faces.glyph(face, character).is_some()
}

/// Characters that change their neighbors or nothing, and have no shape of their own: joiners,
/// directional marks, variation selectors (Unicode default ignorables).
fn is_invisible(character: char) -> bool {
    matches!(u32::from(character),
        0xAD | 0x34F | 0x61C | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F
        | 0xFE00..=0xFE0F | 0xFEFF | 0xE0000..=0xE0FFF)
}

/// How each face shapes each script: a plan is worth many words.
#[derive(Default)]
pub(super) struct Plans(Vec<(Face, ShapePlan)>);

impl Plans {
    fn shape(&mut self, face: Face, font: &Font, buffer: &mut Buffer) -> bool {
        let (script, direction) = (buffer.script(), buffer.direction());
        let language = buffer.language();
        let key = ShapePlanKey::new(font, script, direction).language(language);
        let known = self.0.iter().position(|(of, plan)| *of == face && key.matches(plan));
        let index = known.unwrap_or(self.0.len());
        if known.is_none() {
            let plan = ShapePlan::new(font, direction, script, language, &[]);
            self.0.push((face, plan));
        }
        let options = ShapeOptions::new().plan(self.0.get(index).map(|(_, plan)| plan));
        // Everything is counted in thousandths of an em, whatever the font's own unit is.
        let shaper = ShaperFont::new(font).with_scale(1000);
        harfrust::shape(&shaper, buffer, options).is_ok() && buffer.allocation_successful()
    }
}

fn shape_word(faces: &Faces, face: Face, rtl: bool, word: &str, plans: &mut Plans) -> Vec<Cluster> {
    let Some(font) = faces.font(face) else { return unshaped(faces, face, word) };
    let mut buffer = Buffer::new();
    buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
    buffer.push_str(word);
    buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.guess_segment_properties();
    match plans.shape(face, font, &mut buffer) {
        true => clusters(word, faces, face, rtl, &buffer),
        false => unshaped(faces, face, word),
    }
}

/// One glyph for each character, should shaping ever give up: plain, but nothing is lost.
fn unshaped(faces: &Faces, face: Face, word: &str) -> Vec<Cluster> {
    word.chars()
        .map(|character| {
            let id = faces.glyph(face, character).unwrap_or_default().to_u32() as u16;
            let glyph = Glyph { id, advance: i32::from(faces.advance(face, id)), dx: 0, dy: 0 };
            Cluster { text: character.to_string(), glyphs: vec![glyph] }
        })
        .collect()
}

/// Groups the shaped glyphs by the characters they stand for, in reading order.
fn clusters(word: &str, faces: &Faces, face: Face, rtl: bool, buffer: &Buffer) -> Vec<Cluster> {
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
            &[glyph] if rtl => clusters.extend(untied(cluster, glyph, blank(faces, face))),
            _ => clusters.push(cluster),
        }
        from = to;
    }
    clusters
}

/// A glyph that draws nothing and does not move the pen, which a joiner is not in our fonts: they
/// draw a bar for it.
fn blank(faces: &Faces, face: Face) -> Option<Glyph> {
    let id = ['\u{200b}', '\0'].into_iter().find_map(|c| face.glyph(c))?.to_u32() as u16;
    (faces.advance(face, id) == 0).then_some(Glyph { id, advance: 0, dx: 0, dy: 0 })
}

/// A ligature that reads right to left, as one cluster a character: the glyph stands for the last
/// one, a blank for every other. Readers turn the characters of such a line around one by one;
/// several on one glyph would come out backwards in some of them. A face without a blank keeps its
/// ligature whole.
fn untied(cluster: Cluster, glyph: Glyph, blank: Option<Glyph>) -> Vec<Cluster> {
    let Some(blank) = blank else { return vec![cluster] };
    let text = &cluster.text;
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
        assert_eq!(faces("a≤≥9"), [Face::Sans, Face::Math, Face::Sans]);
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
        let text = unshaped(&Faces::default(), Face::Sans, "ab ñ");
        let text: String = text.iter().map(|c| c.text.clone()).collect();
        assert_eq!(text, "ab ñ");
    }
}
