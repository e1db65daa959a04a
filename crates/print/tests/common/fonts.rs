//! Fonts of the machine for tests: where they usually are, and one made up from a bundled font,
//! its letters given the code points of ideographs.

use std::{fs, path::Path};

use harfrust::Font;
use print::{Faces, MachineFace};

/// Where systems usually keep fonts with Chinese, Japanese and Korean, and which face of the file.
pub(crate) const USUAL_PLACES: [(&str, u32); 19] = [
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/adobe-source-han-sans/SourceHanSans-Regular.ttc", 2),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    ("/usr/share/fonts/wqy-zenhei/wqy-zenhei.ttc", 0),
    ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0),
    ("/System/Library/Fonts/PingFang.ttc", 0),
    ("/System/Library/Fonts/Hiragino Sans GB.ttc", 0),
    ("/System/Library/Fonts/ヒラギノ角ゴシック W3.ttc", 0),
    ("/System/Library/Fonts/STHeiti Light.ttc", 0),
    ("/System/Library/Fonts/AppleSDGothicNeo.ttc", 0),
    ("/System/Library/Fonts/Supplemental/AppleGothic.ttf", 0),
    ("C:\\Windows\\Fonts\\msyh.ttc", 0),
    ("C:\\Windows\\Fonts\\simsun.ttc", 0),
    ("C:\\Windows\\Fonts\\msjh.ttc", 0),
    ("C:\\Windows\\Fonts\\msgothic.ttc", 0),
    ("C:\\Windows\\Fonts\\malgun.ttf", 0),
];

/// The fonts that are there. None is said, so that nobody takes a test for more than it is.
#[allow(clippy::print_stderr, reason = "a person should know what was not tested")]
pub(crate) fn of_this_machine() -> Vec<MachineFace> {
    let there = USUAL_PLACES.iter().filter(|(path, _)| Path::new(path).exists());
    let faces: Vec<MachineFace> = there
        .filter_map(|(path, index)| MachineFace::new(&fs::read(path).ok()?, *index).ok())
        .collect();
    if faces.is_empty() {
        eprintln!("no font for Chinese, Japanese and Korean here: its part is not tested");
    }
    faces
}

/// A bundled font.
pub(crate) fn bundled(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(name)).unwrap()
}

/// A font that draws these characters as these letters of Noto Sans, and has nothing else.
pub(crate) fn made_up(letters: &[(char, char)]) -> Taken {
    let file = bundled("NotoSans-Regular.ttf");
    let font = Font::new(file.clone(), 0).unwrap();
    let glyph = |letter: char| font.charmap().map_unicode(letter).unwrap().to_u32();
    let mut groups: Vec<[u32; 2]> =
        letters.iter().map(|(as_, letter)| [u32::from(*as_), glyph(*letter)]).collect();
    groups.sort_unstable();
    Taken::of(&file).with("cmap", characters(&groups))
}

/// The faces, each made up.
pub(crate) fn faces(each: &[&[(char, char)]]) -> Faces {
    let face = |it: &&[(char, char)]| MachineFace::new(&made_up(it).bytes(), 0).unwrap();
    Faces::new(each.iter().map(face).collect())
}

/// A `cmap` of one subtable of format 12: every character by itself.
fn characters(groups: &[[u32; 2]]) -> Vec<u8> {
    let mut table: Vec<u8> = [0_u16, 1, 3, 10].iter().flat_map(|it| it.to_be_bytes()).collect();
    table.extend(12_u32.to_be_bytes());
    table.extend([0, 12, 0, 0]);
    table.extend((16 + 12 * groups.len() as u32).to_be_bytes());
    table.extend(0_u32.to_be_bytes());
    table.extend((groups.len() as u32).to_be_bytes());
    for [character, glyph] in groups {
        table.extend([*character, *character, *glyph].iter().flat_map(|it| it.to_be_bytes()));
    }
    table
}

/// A font file taken apart into its tables.
#[derive(Clone)]
pub(crate) struct Taken {
    pub(crate) flavor: [u8; 4],
    pub(crate) tables: Vec<(String, Vec<u8>)>,
}

impl Taken {
    pub(crate) fn of(file: &[u8]) -> Self {
        let long = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        let count = usize::from(file[4]) * 256 + usize::from(file[5]);
        let table = |record: usize| {
            let at = 12 + 16 * record;
            let name = String::from_utf8(file[at..at + 4].to_vec()).unwrap();
            (name, file[long(at + 8)..long(at + 8) + long(at + 12)].to_vec())
        };
        Self { flavor: file[..4].try_into().unwrap(), tables: (0..count).map(table).collect() }
    }

    /// With another table in the place of the one of this name.
    pub(crate) fn with(mut self, name: &str, body: Vec<u8>) -> Self {
        self.tables.iter_mut().find(|(known, _)| known == name).unwrap().1 = body;
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.tables.retain(|(known, _)| known != name);
        self
    }

    /// With two bytes of a table changed.
    pub(crate) fn patched(mut self, name: &str, at: usize, value: u16) -> Self {
        let (_, body) = self.tables.iter_mut().find(|(known, _)| known == name).unwrap();
        body[at..at + 2].copy_from_slice(&value.to_be_bytes());
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.placed(0)
    }

    /// The file, as it stands `before` bytes into another.
    fn placed(&self, before: usize) -> Vec<u8> {
        let mut directory = self.flavor.to_vec();
        directory.extend((self.tables.len() as u16).to_be_bytes());
        directory.extend([0; 6]);
        let start = before + 12 + 16 * self.tables.len();
        let mut bodies = Vec::new();
        for (name, body) in &self.tables {
            directory.extend(name.as_bytes());
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

/// A collection of these fonts.
pub(crate) fn collection(fonts: &[Taken]) -> Vec<u8> {
    let mut file = b"ttcf\0\x01\0\0".to_vec();
    file.extend((fonts.len() as u32).to_be_bytes());
    let mut at = 12 + 4 * fonts.len();
    let mut bodies = Vec::new();
    for font in fonts {
        file.extend((at as u32).to_be_bytes());
        let body = font.placed(at);
        at += body.len();
        bodies.extend(body);
    }
    file.extend(bodies);
    file
}
