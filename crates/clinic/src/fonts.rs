//! Fonts that the machine has for Chinese, Japanese and Korean: they are too large to be shipped.
//! They are asked for only where a document holds a character that no bundled font has.

use std::{fs, sync::OnceLock};

use print::{Faces, MachineFace};

/// More than any of them; what is larger is not one of them.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Fonts that are looked at: one for each of the three scripts.
const MOST: usize = 3;

/// Where systems keep them, best first, with the index in a collection. Noto and Source Han hold the
/// forms of simplified Chinese at index 2.
const PLACES: &[(&str, u32)] = &[
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
    ("/System/Library/Fonts/STHeiti Light.ttc", 0),
    ("/System/Library/Fonts/ヒラギノ角ゴシック W3.ttc", 0),
    ("/System/Library/Fonts/AppleSDGothicNeo.ttc", 0),
    ("C:\\Windows\\Fonts\\msyh.ttc", 0),
    ("C:\\Windows\\Fonts\\msgothic.ttc", 0),
    ("C:\\Windows\\Fonts\\malgun.ttf", 0),
    ("C:\\Windows\\Fonts\\simsun.ttc", 0),
];

/// The faces of this machine, read once.
pub(crate) fn of_machine() -> &'static Faces {
    static FACES: OnceLock<Faces> = OnceLock::new();
    FACES.get_or_init(|| Faces::new(PLACES.iter().filter_map(face).take(MOST).collect()))
}

fn face((place, index): &(&str, u32)) -> Option<MachineFace> {
    let known = fs::metadata(place).ok()?;
    if !known.is_file() || known.len() > LARGEST {
        return None;
    }
    MachineFace::new(&fs::read(place).ok()?, *index).ok()
}
