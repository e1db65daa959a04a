//! A set of places.

/// Places, one bit each, so that many of them are asked about at once. The first 64 lie in the set
/// itself: few forms have more items, and those are found without following a pointer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    first: u64,
    rest: Vec<u64>,
}

impl Bits {
    /// No places, with room for those below `len`.
    pub(crate) fn none_of(len: usize) -> Self {
        let mut bits = Self::default();
        bits.widen(len);
        bits
    }

    /// Makes room for the places below `len`.
    pub(crate) fn widen(&mut self, len: usize) {
        let words = len.div_ceil(64).saturating_sub(1);
        if words > self.rest.len() {
            self.rest.resize(words, 0);
        }
    }

    /// Takes every place out, and makes room for the places below `len`.
    pub(crate) fn empty(&mut self, len: usize) {
        self.first = 0;
        if len > 64 || !self.rest.is_empty() {
            self.empty_rest(len);
        }
    }

    #[cold]
    fn empty_rest(&mut self, len: usize) {
        self.rest.fill(0);
        self.widen(len);
    }

    /// Puts a place in or takes it out. Without room for it, nothing happens.
    pub(crate) fn put(&mut self, place: usize, is_in: bool) {
        let word = match (place / 64).checked_sub(1) {
            None => &mut self.first,
            Some(at) => match self.rest.get_mut(at) {
                Some(word) => word,
                None => return,
            },
        };
        let bit = 1 << (place % 64);
        *word = if is_in { *word | bit } else { *word & !bit };
    }

    /// Whether a place is in.
    pub(crate) fn has(&self, place: usize) -> bool {
        let word = if place < 64 { self.first } else { self.rest_word(place) };
        (word >> (place % 64)) & 1 == 1
    }

    /// The word a place behind the first 64 lies in. Out of the way, so that what is asked for most
    /// stays short where it stands.
    #[cold]
    fn rest_word(&self, place: usize) -> u64 {
        self.rest.get(place / 64 - 1).copied().unwrap_or(0)
    }

    /// Whether every one of these places is in `held`, and none in `hidden`. What there is no room
    /// for in one of them is in neither.
    pub(crate) fn all_in(&self, held: &Self, hidden: &Self) -> bool {
        self.first & !(held.first & !hidden.first) == 0
            && (self.rest.is_empty() || self.rest_in(held, hidden))
    }

    #[cold]
    fn rest_in(&self, held: &Self, hidden: &Self) -> bool {
        let word = |bits: &Self, at| bits.rest.get(at).copied().unwrap_or(0);
        let mut rest = self.rest.iter().enumerate();
        rest.all(|(at, wanted)| wanted & !(word(held, at) & !word(hidden, at)) == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(places: &[usize]) -> Bits {
        let mut bits = Bits::none_of(130);
        places.iter().for_each(|place| bits.put(*place, true));
        bits
    }

    #[test]
    fn a_place_is_in_until_it_is_taken_out() {
        let mut bits = of(&[0, 63, 64, 129]);
        assert!([0, 63, 64, 129].iter().all(|place| bits.has(*place)));
        assert!(!bits.has(1) && !bits.has(65) && !bits.has(4_000));
        bits.put(64, false);
        assert_eq!(bits, of(&[0, 63, 129]));
        bits.put(4_000, true);
        bits.empty(130);
        assert_eq!(bits, of(&[]));
    }

    #[test]
    fn all_are_in_only_when_each_is_held_and_none_is_hidden() {
        let wanted = of(&[3, 70]);
        assert!(wanted.all_in(&of(&[3, 70, 71]), &of(&[71])));
        assert!(!wanted.all_in(&of(&[3, 71]), &of(&[])));
        assert!(!wanted.all_in(&of(&[3, 70]), &of(&[70])));
        assert!(!wanted.all_in(&Bits::none_of(10), &of(&[])), "there is no room for them");
        assert!(wanted.all_in(&of(&[3, 70]), &Bits::default()));
    }
}
