//! The PDF read back by other people's tools.

mod common;

use common::{printed, sample, saved, text, tool};

#[test]
fn the_file_is_sound_tagged_and_embeds_every_font() {
    let path = saved("sound", &printed(&sample()));
    let path = path.to_str().unwrap();
    let check = tool("qpdf", &["--check", path]);
    assert!(check.contains("No syntax or stream encoding errors found"), "{check}");
    let info = tool("pdfinfo", &[path]);
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(info.contains("Title:           Treatment plan, Mari Núñez"), "{info}");
    let fonts = tool("pdffonts", &[path]);
    for font in fonts.lines().skip(2) {
        assert!(font.contains("yes yes yes"), "not embedded, subset and readable: {font}");
    }
}
