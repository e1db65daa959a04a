//! The tables of one face in a font file: a font by itself, or one of a collection. What is read
//! here comes from outside, so every count and offset is checked against the bytes there are.

use std::ops::Range;

/// The name of a table, four letters.
pub(super) type Name = [u8; 4];

/// One face's tables inside a file.
pub(super) struct Tables<'f> {
    file: &'f [u8],
    /// What kind of outlines the file says it has.
    flavor: Name,
    places: Vec<(Name, Range<usize>)>,
}

impl<'f> Tables<'f> {
    /// The tables of the face at `index`; a file that is no collection has the face 0 alone. None
    /// where there is no such face, or a table that begins or ends outside the file.
    pub(super) fn of(file: &'f [u8], index: u32) -> Option<Self> {
        let at = match file.get(..4)? {
            b"ttcf" if index < long(file, 8)? => {
                let offset = 12 + 4 * usize::try_from(index).ok()?;
                usize::try_from(long(file, offset)?).ok()?
            }
            b"ttcf" => return None,
            _ if index == 0 => 0,
            _ => return None,
        };
        let flavor: Name = file.get(at..)?.get(..4)?.try_into().ok()?;
        if !matches!(&flavor, b"\0\x01\0\0" | b"true" | b"OTTO") {
            return None;
        }
        let records = file.get(at + 12..)?.chunks_exact(16);
        let count = usize::from(short(file, at + 4)?);
        let places: Vec<_> = records.take(count).map_while(|it| place(file, it)).collect();
        (places.len() == count).then_some(Self { file, flavor, places })
    }

    /// The bytes of a table.
    pub(super) fn table(&self, name: &Name) -> Option<&'f [u8]> {
        let (_, place) = self.places.iter().find(|(known, _)| known == name)?;
        self.file.get(place.clone())
    }

    /// A font file of one face with only those of these tables that there are.
    pub(super) fn only(&self, names: &[Name]) -> Vec<u8> {
        let kept: Vec<_> =
            names.iter().filter_map(|name| Some((name, self.table(name)?))).collect();
        let mut directory = self.flavor.to_vec();
        directory.extend((kept.len() as u16).to_be_bytes());
        directory.extend([0; 6]);
        let mut bodies = Vec::new();
        let start = 12 + 16 * kept.len();
        for (name, body) in kept {
            directory.extend(name);
            directory.extend([0; 4]);
            directory.extend(((start + bodies.len()) as u32).to_be_bytes());
            directory.extend((body.len() as u32).to_be_bytes());
            bodies.extend(body);
            bodies.resize(bodies.len().next_multiple_of(4), 0);
        }
        directory.extend(bodies);
        directory
    }
}

fn place(file: &[u8], record: &[u8]) -> Option<(Name, Range<usize>)> {
    let from = usize::try_from(long(record, 8)?).ok()?;
    let to = from.checked_add(usize::try_from(long(record, 12)?).ok()?)?;
    let name = record.get(..4)?.try_into().ok()?;
    (to <= file.len()).then_some((name, from..to))
}

/// The two bytes at `at` as a number.
pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|it| u16::from_be_bytes(*it))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|it| u32::from_be_bytes(*it))
}
