//! The bytes of a file (ISO 32000-1, 7.5): streams where they fall, every other object packed into
//! streams of objects, a table of where everything is, and an identity that follows from the content.

use std::collections::BTreeMap;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};

use super::{
    number::whole,
    object::{self, object},
};

/// How hard streams are pressed, of 9. Two would save a sixth of a plan's bytes and take a fourth
/// longer for all of it; six, a fifth of the bytes for a third of the time.
const EFFORT: u32 = 1;
/// How many objects one stream of objects holds: readers open one whole.
const PACKED: usize = 400;

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    Nowhere,
    At(usize),
    Packed { number: u32, index: usize },
}

/// A file being written.
pub(super) struct File {
    bytes: Vec<u8>,
    /// By number.
    places: Vec<Place>,
    /// Objects that wait for their stream: numbers with where they begin.
    waiting: Vec<(u32, usize)>,
    packed: Vec<u8>,
    press: Press,
}

impl File {
    /// A file in which the numbers up to `taken` belong to objects that are still to come.
    pub(super) fn new(taken: u32) -> Self {
        Self {
            // The second line tells programs that look that this is not text.
            bytes: b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(),
            places: vec![Place::Nowhere; taken as usize + 1],
            waiting: Vec::new(),
            packed: Vec::new(),
            press: Press(Compress::new(Compression::new(EFFORT), true)),
        }
    }

    /// A number nobody has.
    pub(super) fn number(&mut self) -> u32 {
        self.places.push(Place::Nowhere);
        self.places.len() as u32 - 1
    }

    /// Writes an object that is no stream.
    pub(super) fn object(&mut self, number: u32, write: impl FnOnce(&mut Vec<u8>)) {
        self.waiting.push((number, self.packed.len()));
        write(&mut self.packed);
        self.packed.push(b'\n');
        if self.waiting.len() == PACKED {
            self.pack();
        }
    }

    /// Writes a stream, pressed unless it says how it is pressed, or is to stay as it is.
    pub(super) fn stream(
        &mut self,
        number: u32,
        entries: &Dictionary,
        content: &[u8],
        press: bool,
    ) {
        let mut entries = entries.clone();
        let is_open = press && !entries.has(b"Filter");
        match is_open.then(|| self.press.pressed(content)).flatten() {
            Some(pressed) => {
                entries.set("Filter", "FlateDecode");
                self.written(number, entries, &pressed);
            }
            None => self.written(number, entries, content),
        }
    }

    fn written(&mut self, number: u32, mut entries: Dictionary, content: &[u8]) {
        entries.set("Length", content.len() as i64);
        self.places[number as usize] = Place::At(self.bytes.len());
        whole(&mut self.bytes, i64::from(number));
        self.bytes.extend(b" 0 obj\n");
        object::entries(&mut self.bytes, &entries);
        self.bytes.extend(b"stream\n");
        self.bytes.extend(content);
        self.bytes.extend(b"\nendstream\nendobj\n");
    }

    /// Writes the objects that wait as one stream (7.5.7).
    fn pack(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let stream = self.number();
        let mut content = Vec::with_capacity(self.packed.len() + 12 * self.waiting.len());
        for (index, (number, from)) in self.waiting.iter().enumerate() {
            self.places[*number as usize] = Place::Packed { number: stream, index };
            whole(&mut content, i64::from(*number));
            content.push(b' ');
            whole(&mut content, *from as i64);
            content.push(b' ');
        }
        let entries = dictionary! {
            "Type" => "ObjStm", "N" => self.waiting.len() as i64, "First" => content.len() as i64,
        };
        content.append(&mut self.packed);
        self.waiting.clear();
        self.stream(stream, &entries, &content, true);
    }

    /// The whole file. Its identity is the fingerprint of all that stands before the table.
    pub(super) fn finish(mut self, catalog: ObjectId, information: ObjectId) -> Vec<u8> {
        self.pack();
        let table = self.number();
        let start = self.bytes.len();
        self.places[table as usize] = Place::At(start);
        let id = fingerprint(&self.bytes).to_be_bytes().to_vec();
        let id = Object::String(id, StringFormat::Hexadecimal);
        let entries = dictionary! {
            "Type" => "XRef", "Size" => self.places.len() as i64, "Root" => catalog,
            "Info" => information, "ID" => vec![id.clone(), id],
            "W" => vec![1.into(), 4.into(), 2.into()],
            "DecodeParms" => dictionary! { "Predictor" => 12, "Columns" => 7 },
        };
        let rows = self.rows();
        self.stream(table, &entries, &rows, true);
        self.bytes.extend(b"startxref\n");
        whole(&mut self.bytes, start as i64);
        self.bytes.extend(b"\n%%EOF\n");
        self.bytes
    }

    /// The table of places, every row as what differs from the row before (7.4.4.4): places grow
    /// evenly, so that next to nothing is left of it.
    fn rows(&self) -> Vec<u8> {
        let mut before = [0_u8; 7];
        let mut rows = Vec::with_capacity(8 * self.places.len());
        for place in &self.places {
            let (kind, first, second) = match *place {
                Place::Nowhere => (0, 0, 0),
                Place::At(place) => (1, place as u32, 0),
                Place::Packed { number, index } => (2, number, index as u16),
            };
            let mut row = [kind, 0, 0, 0, 0, 0, 0];
            row[1..5].copy_from_slice(&first.to_be_bytes());
            row[5..].copy_from_slice(&second.to_be_bytes());
            rows.push(2);
            rows.extend(row.iter().zip(before).map(|(byte, above)| byte.wrapping_sub(above)));
            before = row;
        }
        rows
    }
}

/// Everything of a finished part of a file: objects and streams, by number.
pub(super) fn pour(file: &mut File, objects: &BTreeMap<ObjectId, Object>) {
    for ((number, _), value) in objects {
        match value {
            Object::Stream(stream) => {
                let press = stream.allows_compression;
                file.stream(*number, &stream.dict, &stream.content, press);
            }
            value => file.object(*number, |out| object(out, value)),
        }
    }
}

/// Presses one stream after the other with the same tables: making new ones for each would cost as
/// much as pressing a short one.
struct Press(Compress);

impl Press {
    /// The bytes, pressed; as they are where that cannot be.
    fn pressed(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        self.0.reset();
        let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let taken = usize::try_from(self.0.total_in()).ok()?;
            let status = self.0.compress_vec(bytes.get(taken..)?, &mut out, FlushCompress::Finish);
            match status.ok()? {
                Status::StreamEnd => return Some(out),
                Status::Ok | Status::BufError => out.reserve(out.len() / 2 + 64),
            }
        }
    }
}

/// After FNV-1a, 128 bits, eight bytes at a time: tells documents apart, and is no protection against
/// anyone.
pub(super) fn fingerprint(bytes: &[u8]) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let (eights, rest) = bytes.as_chunks::<8>();
    let eights = eights.iter().map(|eight| u128::from(u64::from_le_bytes(*eight)));
    let rest = rest.iter().map(|byte| u128::from(*byte));
    eights.chain(rest).fold(BASIS, |hash, part| (hash ^ part).wrapping_mul(PRIME))
}
