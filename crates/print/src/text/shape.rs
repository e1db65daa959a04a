//! From characters to clusters of glyphs: which face sets which word, and what stands in for a
//! character no face has.

use std::{collections::HashMap, rc::Rc};

use harfrust::{
    Buffer, ClusterLevel, Direction, Font, ShapeOptions, ShapePlan, ShapePlanKey, ShaperFont,
};
use unicode_normalization::UnicodeNormalization;

use super::{Cluster, Face, Faces, Glyph, Setter};
use crate::style::Weight;

/// A cluster in its face, with where it starts in the paragraph's text.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) face: Face,
    pub(super) start: usize,
    pub(super) cluster: Rc<Cluster>,
}

/// The clusters of a word, in reading order, each with the face that sets it.
pub(super) type Word = Rc<[(Face, Rc<Cluster>)]>;

/// Words that were shaped already.
#[derive(Default)]
pub(super) struct Words {
    /// By weight and direction.
    words: [HashMap<String, Word>; 6],
    /// What most words are made of: glyphs that stand for one character where they are set, by the
    /// face and the glyph's number.
    plain: Vec<(Face, Vec<Vec<Rc<Cluster>>>)>,
}

impl Words {
    fn of(&mut self, weight: Weight, rtl: bool) -> &mut HashMap<String, Word> {
        &mut self.words[weight as usize * 2 + usize::from(rtl)]
    }

    /// A cluster, shared with every other one that is the same.
    fn cluster(&mut self, face: Face, text: &str, glyphs: &[Glyph]) -> Rc<Cluster> {
        let make = || Rc::new(Cluster { text: text.to_owned(), glyphs: glyphs.to_vec() });
        let &[glyph] = glyphs else { return make() };
        let known = self.plain.iter().position(|(of, _)| *of == face);
        let known = known.unwrap_or_else(|| {
            self.plain.push((face, Vec::new()));
            self.plain.len() - 1
        });
        let glyphs = &mut self.plain[known].1;
        if glyphs.len() <= usize::from(glyph.id) {
            glyphs.resize(usize::from(glyph.id) + 1, Vec::new());
        }
        let those = &mut glyphs[usize::from(glyph.id)];
        let is_same = |it: &&Rc<Cluster>| it.glyphs.first() == Some(&glyph) && it.text == text;
        if let Some(same) = those.iter().find(is_same) {
            return Rc::clone(same);
        }
        let new = make();
        those.push(Rc::clone(&new));
        new
    }
}

impl Setter {
    /// Shapes text that reads in one direction; clusters come in reading order.
    pub(super) fn shape(
        &mut self,
        text: &str,
        start: usize,
        rtl: bool,
        weight: Weight,
        placed: &mut Vec<Placed>,
    ) {
        let mut at = start;
        for word in text.split_inclusive(char::is_whitespace) {
            for (face, cluster) in self.word(weight, rtl, word).iter() {
                placed.push(Placed { face: *face, start: at, cluster: Rc::clone(cluster) });
                at += cluster.text.len();
            }
        }
    }

    fn word(&mut self, weight: Weight, rtl: bool, word: &str) -> Word {
        if let Some(known) = self.words.of(weight, rtl).get(word) {
            return Rc::clone(known);
        }
        let mut clusters = Vec::with_capacity(word.len());
        for (part, face) in faced(&self.faces, word, weight) {
            let words = &mut self.words;
            let set = face.unwrap_or(weight.faces()[0]);
            let mut add = |text: &str, glyphs: &[Glyph]| {
                clusters.push((set, words.cluster(set, text, glyphs)));
            };
            match face {
                Some(face) => shape_word(&self.faces, face, rtl, part, &mut self.plans, &mut add),
                None => {
                    let stand_ins = stand_ins(&self.faces, set, part, &mut self.plans);
                    for Cluster { text, glyphs } in &stand_ins {
                        self.unset.extend(text.chars().next());
                        add(text, glyphs);
                    }
                }
            }
        }
        let shaped: Word = clusters.into();
        self.words.of(weight, rtl).insert(word.to_owned(), Rc::clone(&shaped));
        shaped
    }
}

/// For every character its code point, "[U+1F600]", standing for that character.
fn stand_ins(faces: &Faces, face: Face, text: &str, plans: &mut Plans) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for character in text.chars() {
        match clusters.last_mut() {
            Some(last) if is_invisible(character) => last.text.push(character),
            _ => {
                let name = format!("[U+{:04X}]", u32::from(character));
                let mut cluster = Cluster { text: character.to_string(), glyphs: Vec::new() };
                let mut add = |_: &str, glyphs: &[Glyph]| cluster.glyphs.extend_from_slice(glyphs);
                shape_word(faces, face, false, &name, plans, &mut add);
                clusters.push(cluster);
            }
        }
    }
    clusters
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
    let is_latin = matches!(face, Face::Sans | Face::SansBold | Face::SansItalic);
    // What nearly every word is made of need not be looked up.
    (is_latin && character.is_ascii_graphic())
        || character == ' '
        || is_invisible(character)
        || faces.glyph(face, character).is_some()
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
pub(super) struct Plans {
    plans: Vec<(Face, ShapePlan)>,
    /// The one that every word is shaped in.
    buffer: Buffer,
}

impl Plans {
    fn shape(&mut self, face: Face, font: &Font, buffer: &mut Buffer) -> bool {
        let (script, direction) = (buffer.script(), buffer.direction());
        let language = buffer.language();
        let key = ShapePlanKey::new(font, script, direction).language(language);
        let known = self.plans.iter().position(|(of, plan)| *of == face && key.matches(plan));
        let index = known.unwrap_or(self.plans.len());
        if known.is_none() {
            let plan = ShapePlan::new(font, direction, script, language, &[]);
            self.plans.push((face, plan));
        }
        let options = ShapeOptions::new().plan(self.plans.get(index).map(|(_, plan)| plan));
        // Everything is counted in thousandths of an em, whatever the font's own unit is.
        let shaper = ShaperFont::new(font).with_scale(1000);
        harfrust::shape(&shaper, buffer, options).is_ok() && buffer.allocation_successful()
    }
}

/// What is done with the text of every cluster, in reading order, and its glyphs.
type Add<'a> = dyn FnMut(&str, &[Glyph]) + 'a;

fn shape_word(
    faces: &Faces,
    face: Face,
    rtl: bool,
    word: &str,
    plans: &mut Plans,
    add: &mut Add<'_>,
) {
    let Some(font) = faces.font(face) else { return unshaped(faces, face, word, add) };
    let mut buffer = std::mem::take(&mut plans.buffer);
    buffer.clear();
    buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
    buffer.push_str(word);
    buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.guess_segment_properties();
    match plans.shape(face, font, &mut buffer) {
        true => clusters(word, faces, face, rtl, &buffer, add),
        false => unshaped(faces, face, word, add),
    }
    plans.buffer = buffer;
}

/// One glyph for each character, should shaping ever give up: plain, but nothing is lost.
fn unshaped(faces: &Faces, face: Face, word: &str, add: &mut Add<'_>) {
    for (at, character) in word.char_indices() {
        let id = faces.glyph(face, character).unwrap_or_default().to_u32() as u16;
        let advance = i32::from(faces.advance(face, id));
        let text = &word[at..at + character.len_utf8()];
        add(text, &[Glyph { id, advance, dx: 0, dy: 0 }]);
    }
}

/// Groups the shaped glyphs by the characters they stand for, in reading order.
fn clusters(word: &str, faces: &Faces, face: Face, rtl: bool, buffer: &Buffer, add: &mut Add<'_>) {
    let shaped = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    let mut glyphs = Vec::with_capacity(word.len());
    // Where the characters of a group begin in the word, and its glyphs among all of them.
    let mut groups: Vec<(usize, usize)> = Vec::with_capacity(word.len());
    for (info, position) in shaped {
        let from = info.cluster as usize;
        if groups.last().is_none_or(|(last, _)| *last != from) {
            groups.push((from, glyphs.len()));
        }
        glyphs.push(Glyph {
            id: info.glyph_id as u16,
            advance: position.x_advance,
            dx: position.x_offset,
            dy: position.y_offset,
        });
    }
    let end = |group: usize| groups.get(group + 1).map_or(glyphs.len(), |(_, at)| *at);
    let mut from = 0;
    for place in 0..groups.len() {
        let group = if rtl { groups.len() - 1 - place } else { place };
        let after = if rtl { group.checked_sub(1) } else { Some(group + 1) };
        let to = after.and_then(|after| groups.get(after)).map_or(word.len(), |(at, _)| *at);
        let (text, set) = (&word[from..to], &glyphs[groups[group].1..end(group)]);
        match set {
            [glyph] if rtl => untied(text, *glyph, blank(faces, face), add),
            set => add(text, set),
        }
        from = to;
    }
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
fn untied(text: &str, glyph: Glyph, blank: Option<Glyph>, add: &mut Add<'_>) {
    let Some(blank) = blank else { return add(text, &[glyph]) };
    for (at, character) in text.char_indices() {
        let to = at + character.len_utf8();
        add(&text[at..to], &[if to == text.len() { glyph } else { blank }]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shaped(text: &str, rtl: bool) -> Vec<Placed> {
        let mut placed = Vec::new();
        Setter::default().shape(text, 0, rtl, Weight::Regular, &mut placed);
        placed
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
    fn what_is_not_looked_up_is_there() {
        for face in [Face::Sans, Face::SansBold, Face::SansItalic] {
            let lacks = ('!'..='~').filter(|c| face.glyph(*c).is_none()).collect::<String>();
            assert_eq!(lacks, "", "{face:?}");
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
        let mut placed = Vec::new();
        setter.shape("😀😀", 0, false, Weight::Regular, &mut placed);
        assert_eq!(placed.len(), 2);
        assert_eq!(placed[0].cluster.glyphs.len(), "[U+1F600]".len());
        assert_eq!(setter.into_unset().into_iter().collect::<String>(), "😀");
    }

    #[test]
    fn unshaped_text_keeps_every_character() {
        let mut back = String::new();
        let mut add = |text: &str, glyphs: &[Glyph]| {
            assert_eq!(glyphs.len(), 1);
            back.push_str(text);
        };
        unshaped(&Faces::default(), Face::Sans, "ab ñ", &mut add);
        assert_eq!(back, "ab ñ");
    }
}
