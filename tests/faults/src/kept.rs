//! One file as a disk keeps it: what was synced, and what was asked since. Knows no paths.

use crate::Chance;

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// Something asked of a file and not yet synced.
#[derive(Debug, Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Truncate { length: usize },
}

/// A file's bytes on the platter, and the changes still under way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept {
    durable: Vec<u8>,
    pending: Vec<Change>,
    /// Whether the folder would still know the file after a power cut.
    pub(crate) named: bool,
}

impl Kept {
    /// A file that lay there before, whole.
    pub(crate) fn synced(bytes: Vec<u8>) -> Self {
        Self { durable: bytes, pending: Vec::new(), named: true }
    }

    /// A file just made, whose name may be lost.
    pub(crate) fn made() -> Self {
        Self::default()
    }

    pub(crate) fn write(&mut self, at: usize, bytes: &[u8]) {
        self.pending.push(Change::Write { at, bytes: bytes.to_vec() });
    }

    pub(crate) fn truncate(&mut self, length: usize) {
        self.pending.push(Change::Truncate { length });
    }

    pub(crate) fn sync(&mut self) {
        for change in self.pending.drain(..) {
            apply(&mut self.durable, &change);
        }
        self.named = true;
    }

    /// The bytes that whoever reads now would see.
    pub(crate) fn seen(&self) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        self.pending.iter().for_each(|change| apply(&mut bytes, change));
        bytes
    }

    /// The bytes that a power cut may leave: all that was synced, and of the rest nothing,
    /// everything, a beginning, some writes, or some sectors.
    pub(crate) fn after_cut(&self, chance: &mut Chance) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        let until = usize::try_from(chance.below(self.pending.len() as u64 + 1)).unwrap_or(0);
        let fate = chance.below(5);
        for (n, change) in self.pending.iter().enumerate() {
            match fate {
                0 => {}
                1 => apply(&mut bytes, change),
                2 if n < until => apply(&mut bytes, change),
                2 if n == until => apply_torn(&mut bytes, change, chance),
                2 => {}
                3 if chance.coin() => apply(&mut bytes, change),
                3 => {}
                _ => apply_torn(&mut bytes, change, chance),
            }
        }
        bytes
    }
}

fn apply(file: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write { at, bytes } => put(file, *at, bytes),
        Change::Truncate { length } => file.resize(*length, 0),
    }
}

/// Some of the sectors that a write touches, each whole; a truncation or none.
fn apply_torn(file: &mut Vec<u8>, change: &Change, chance: &mut Chance) {
    match change {
        Change::Write { at, bytes } => {
            let mut done = 0;
            while done < bytes.len() {
                let left_in_sector = SECTOR - (at + done) % SECTOR;
                let end = (done + left_in_sector).min(bytes.len());
                if chance.coin() {
                    put(file, at + done, &bytes[done..end]);
                }
                done = end;
            }
        }
        Change::Truncate { .. } if chance.coin() => apply(file, change),
        Change::Truncate { .. } => {}
    }
}

fn put(file: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    file[at..end].copy_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_synced_survives_every_cut_and_what_was_not_comes_in_whole_sectors() {
        for seed in 0..500 {
            let mut file = Kept::made();
            file.write(0, &[1; 2048]);
            file.sync();
            file.write(256, &[2; 1024]);
            let left = file.after_cut(&mut Chance::from_seed(seed));
            assert_eq!(
                (left[0..256].to_vec(), left[1280..].to_vec()),
                (vec![1; 256], vec![1; 768])
            );
            for sector in [256..512, 512..1024, 1024..1280] {
                assert!(left[sector.clone()].iter().all(|byte| *byte == left[sector.start]));
            }
        }
    }

    #[test]
    fn every_kind_of_loss_happens() {
        let mut file = Kept::synced(vec![1; 1024]);
        file.write(0, &[2; 1024]);
        file.truncate(512);
        let outcomes: std::collections::BTreeSet<Vec<u8>> =
            (0..300).map(|seed| file.after_cut(&mut Chance::from_seed(seed))).collect();
        // Nothing, all, either sector, with and without the truncation.
        assert_eq!(outcomes.len(), 6);
    }
}
