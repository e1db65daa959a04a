//! How hard a text is to read: the Flesch-Kincaid grade level, a public formula, which takes
//! nothing but the length of sentences and words. It does not know whether the words are known.
//!
//! Source: Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Derivation of new readability formulas
//! for Navy enlisted personnel. Research Branch Report 8-75, 1975.

use super::fold::sentences;
use super::reading_syllables::syllables;

/// What the formula looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Sentences; a text that ends without a mark is one as well.
    pub sentences: u32,
    /// Words; parts joined by a hyphen are one.
    pub words: u32,
    /// Syllables of all words.
    pub syllables: u32,
}

impl Counted {
    /// What a text has.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut counted = Self::default();
        for sentence in sentences(text) {
            let before = counted.words;
            for word in sentence.split(|letter: char| letter.is_whitespace() || letter == '/') {
                let said = syllables(word);
                counted.words += u32::from(said > 0);
                counted.syllables += said;
            }
            counted.sentences += u32::from(counted.words > before);
        }
        counted
    }

    /// Both together, as if one text followed the other.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            sentences: self.sentences + other.sentences,
            words: self.words + other.words,
            syllables: self.syllables + other.syllables,
        }
    }

    /// The Flesch-Kincaid grade level: 0.39 x words a sentence + 11.8 x syllables a word - 15.59.
    /// Nothing where there are no words.
    #[must_use]
    pub fn grade(self) -> Option<f64> {
        if self.words == 0 {
            return None;
        }
        let (sentences, words) = (f64::from(self.sentences), f64::from(self.words));
        Some(0.39 * words / sentences + 11.8 * f64::from(self.syllables) / words - 15.59)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_texts_have_their_known_grades() {
        let cases = [
            ("The cat sat on the mat.", (1, 6, 6), -1.45),
            (
                "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
                (1, 13, 24),
                11.3,
            ),
            ("Go now. Stop! Is it late?", (3, 6, 6), -3.01),
            (
                "Four score and seven years ago our fathers brought forth, upon this continent, a new \
                 nation, conceived in liberty, and dedicated to the proposition that all men are created equal.",
                (1, 30, 49),
                15.4,
            ),
        ];
        for (text, (sentences, words, syllables), grade) in cases {
            let counted = Counted::of(text);
            assert_eq!(counted, Counted { sentences, words, syllables }, "{text}");
            assert!((counted.grade().unwrap() - grade).abs() < 0.1, "{text}: {counted:?}");
        }
    }

    #[test]
    fn a_text_without_words_has_no_grade() {
        for text in ["", "  ", "- . !", "..."] {
            assert_eq!(Counted::of(text).grade(), None, "{text:?}");
        }
    }

    #[test]
    fn two_texts_count_as_one_after_the_other() {
        let both = Counted::of("Walk a mile").and(Counted::of("Rest. Then eat"));
        assert_eq!(both, Counted::of("Walk a mile. Rest. Then eat."));
    }
}
