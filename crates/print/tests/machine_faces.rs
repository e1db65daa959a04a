//! Fonts of the machine: what they set, what they leave, what is refused, and what other people's
//! tools find in the file.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{
    fonts::{Taken, bundled, collection, faces, made_up, of_this_machine},
    laws::{letters, obeyed, said, texts},
    sample, saved, text, tool,
};
use print::{
    Block, Error, Face, Faces, MachineFace, Mark, Pages, Paper, PlanDocument, Run, RunningHead,
    block::{Level, Text},
    pages_with, pdf, plan,
};
use proptest::{prelude::*, test_runner::Config};

const NAME: [(char, char); 3] = [('李', 'L'), ('小', 'x'), ('龍', 'D')];

fn laid(words: &str, faces: &Faces) -> Pages {
    let blocks = [Block::Paragraph(Text::plain(words))];
    pages_with(&blocks, &RunningHead::default(), Paper::Letter, faces)
}

fn runs(pages: &Pages) -> Vec<&Run> {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let lines = items.filter_map(|item| match &item.mark {
        Mark::Line(line) if item.tag.is_some() => Some(line),
        _ => None,
    });
    lines.flat_map(|line| &line.runs).collect()
}

/// What is set in which face, the furniture left out.
fn set(words: &str, faces: &Faces) -> Vec<(String, Face)> {
    let pages = laid(words, faces);
    let said = |run: &Run| run.clusters.iter().map(|it| it.text.as_str()).collect::<String>();
    runs(&pages).into_iter().map(|run| (said(run), run.face)).collect()
}

fn unset(words: &str, faces: &Faces) -> String {
    laid(words, faces).unset.into_iter().collect()
}

fn refusal(file: &[u8], index: u32) -> String {
    MachineFace::new(file, index).map(|face| face.name().to_owned()).unwrap_err().to_string()
}

#[test]
fn a_word_that_no_bundled_font_has_is_set_in_a_font_of_the_machine() {
    let faces = faces(&[&NAME]);
    let at = |words: &str, face| (words.to_owned(), face);
    assert_eq!(
        set("Mari 李小龍, 17", &faces),
        [at("Mari ", Face::Sans), at("李小龍", Face::Machine(0)), at(", 17", Face::Sans)]
    );
    assert_eq!(unset("Mari 李小龍, 17", &faces), "");
    assert_eq!(unset("Mari 李小龍, 17", &Faces::default()), "小李龍");
}

#[test]
fn a_word_goes_whole_to_the_first_font_that_has_all_of_it() {
    let faces = faces(&[&NAME[..2], &NAME]);
    let [first, second] = [0, 1].map(Face::Machine);
    assert_eq!(set("李小龍", &faces), [("李小龍".to_owned(), second)]);
    assert_eq!(set("李小", &faces), [("李小".to_owned(), first)]);
}

#[test]
fn where_no_font_has_all_of_a_word_only_what_none_has_stands_as_its_code_point() {
    let faces = faces(&[&NAME[..1], &NAME[1..]]);
    assert_eq!(unset("李小龍王", &faces), "王");
    let said = set("李小龍王", &faces);
    assert_eq!(said[0], ("李".to_owned(), Face::Machine(0)));
    assert_eq!(said[1], ("小龍".to_owned(), Face::Machine(1)));
    assert_eq!(said[2], ("王".to_owned(), Face::Sans));
}

#[test]
fn a_font_that_draws_nothing_for_a_character_does_not_have_it() {
    let faces = faces(&[&[('李', '\u{a0}'), ('小', 'x')]]);
    assert_eq!(unset("李小", &faces), "李");
}

#[test]
fn bold_words_take_a_bold_font_where_there_is_one_and_a_regular_one_where_not() {
    let regular = made_up(&NAME);
    let bold = made_up(&NAME[..2]).patched("OS/2", 4, 700);
    let faces =
        Faces::new([regular, bold].map(|it| MachineFace::new(&it.bytes(), 0).unwrap()).to_vec());
    let heading = |text: &str| {
        let block = Block::Heading { level: Level::Section, text: text.to_owned() };
        let after = Block::Paragraph(Text::plain("-"));
        let pages = pages_with(&[block, after], &RunningHead::default(), Paper::A4, &faces);
        runs(&pages)[0].face
    };
    assert_eq!(heading("李小"), Face::Machine(1));
    assert_eq!(heading("李小龍"), Face::Machine(0));
    assert_eq!(set("李小", &faces)[0].1, Face::Machine(0));
}

#[test]
fn a_font_of_another_em_is_as_large_as_it_says() {
    let width = |font: Taken| {
        let faces = Faces::new(vec![MachineFace::new(&font.bytes(), 0).unwrap()]);
        let pages = laid("李", &faces);
        runs(&pages)[0].clusters[0].advance()
    };
    let usual = width(made_up(&NAME));
    let halved = width(made_up(&NAME).patched("head", 18, 2048));
    assert_eq!(halved, (f64::from(usual) * 1000.0 / 2048.0).round() as i32);
}

#[test]
fn letters_that_stand_apart_are_composed_before_a_font_is_asked_for_them() {
    let faces = faces(&[&[('한', 'H'), ('が', 'G')]]);
    assert_eq!(unset("\u{1112}\u{1161}\u{11ab}", &faces), "");
    assert_eq!(unset("か\u{3099}", &faces), "");
    let pages = laid("\u{1112}\u{1161}\u{11ab}", &faces);
    assert_eq!(runs(&pages)[0].clusters[0].text, "\u{1112}\u{1161}\u{11ab}");
}

#[test]
fn a_face_of_a_collection_is_found_by_its_index() {
    let file = collection(&[made_up(&NAME[..1]), made_up(&NAME[1..])]);
    let face = |index| Faces::new(vec![MachineFace::new(&file, index).unwrap()]);
    assert_eq!(unset("李小龍", &face(0)), "小龍");
    assert_eq!(unset("李小龍", &face(1)), "李");
    assert_eq!(refusal(&file, 2), "the font is not a font");
    assert_eq!(refusal(&bundled("NotoSans-Regular.ttf"), 1), "the font is not a font");
}

#[test]
fn what_is_not_a_font_is_refused_and_the_reason_is_said() {
    let font = made_up(&NAME).bytes();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    let many = [&font[..4], &[0xff, 0xff], &font[6..]].concat();
    let endless = [b"ttcf\0\x01\0\0\xff\xff\xff\xff".as_slice(), &[0xff; 64]].concat();
    let noise: Vec<u8> =
        (0..9_999_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for file in [Vec::new(), png, many, endless, noise, b"OTTO".to_vec(), font[..300].to_vec()] {
        for index in [0, 1, u32::MAX] {
            assert_eq!(refusal(&file, index), "the font is not a font");
        }
    }
}

#[test]
fn what_cannot_be_drawn_searched_or_embedded_is_refused_and_the_reason_is_said() {
    let font = made_up(&NAME);
    let symbols = {
        let (_, cmap) = font.tables.iter().find(|(name, _)| name == "cmap").unwrap();
        let mut cmap = cmap.clone();
        cmap[7] = 0;
        font.clone().with("cmap", cmap)
    };
    for (font, reason) in [
        (font.clone().without("glyf"), "the font has no outlines"),
        (font.clone().without("hhea"), "the font is not a font"),
        (font.clone().without("cmap"), "the font does not say which characters it has"),
        (symbols, "the font does not say which characters it has"),
        (font.clone().patched("OS/2", 8, 0x002), "the font may not be embedded"),
        (font.clone().patched("OS/2", 8, 0x104), "the font may not be embedded"),
        (font.clone().patched("OS/2", 8, 0x200), "the font may not be embedded"),
        (font.clone().patched("head", 18, 0), "the font has no sound measures"),
    ] {
        assert_eq!(refusal(&font.bytes(), 0), reason);
    }
    for allowed in [0, 0x004, 0x008, 0x00a] {
        let font = font.clone().patched("OS/2", 8, allowed);
        assert!(MachineFace::new(&font.bytes(), 0).is_ok(), "{allowed:x}");
    }
}

/// A file of the words in these faces, when the face lets itself be taken apart.
fn written(words: &str, faces: &Faces) -> Result<print::Pdf, Error> {
    pdf(&laid(words, faces), &sample().meta())
}

#[test]
fn the_file_has_the_letters_the_characters_and_the_same_bytes_twice() {
    let faces = faces(&[&[('李', 'L')], &NAME]);
    let words = "Mari, called 李小龍 (李), says hello.";
    let first = written(words, &faces).unwrap();
    assert!(first.unset.is_empty());
    assert_eq!(first, written(words, &faces).unwrap());
    let path = saved("made-up", &first);
    tool("qpdf", &["--check", path.to_str().unwrap()]);
    assert!(text(&path).contains(words));
    let fonts = tool("pdffonts", &[path.to_str().unwrap()]);
    assert_eq!(fonts.matches("CID TrueType").count(), 3, "{fonts}");
    assert!(first.bytes.len() < 60_000, "{} bytes", first.bytes.len());
}

#[test]
fn the_order_of_fonts_nobody_needs_leaves_no_trace_in_the_file() {
    let words = "Mari 李小龍";
    let one = written(words, &faces(&[&NAME])).unwrap();
    assert_eq!(one, written(words, &faces(&[&[('王', 'W')], &NAME])).unwrap());
}

proptest! {
    #![proptest_config(Config { cases: 60, failure_persistence: None, ..Config::default() })]
    #[test]
    fn a_font_with_bytes_changed_at_random_is_refused_or_used_and_never_breaks_the_press(
        table in 0..16_usize, changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..40),
        cut in proptest::option::weighted(0.2, any::<usize>()),
    ) {
        let mut font = made_up(&NAME);
        let count = font.tables.len();
        let body = &mut font.tables[table % count].1;
        let early = body.len().min(400);
        for (at, byte) in changes {
            // Half of them where the counts and offsets stand.
            let reach = if at % 2 == 0 { early } else { body.len() };
            body[at / 2 % reach] = byte;
        }
        let mut file = font.bytes();
        if let Some(cut) = cut {
            file.truncate(cut % file.len());
        }
        if let Ok(face) = MachineFace::new(&file, 0) {
            let faces = Faces::new(vec![face]);
            let _ = written("Mari 李小龍", &faces);
        }
    }
}

/// A plan of a person whose name and words no bundled font has.
fn dragon() -> PlanDocument {
    let mut document = sample();
    document.client.name_used = "李小龍".into();
    document.client.legal_name = "Lee 李小龍".into();
    document.plan.vision =
        "我想每天早上醒來時不再害怕，送 kids 去學校，和妹妹一起笑。PHQ-9 的分數要低於 9。".into();
    document.plan.strengths = "ひらがなとカタカナを読む。東京で働いていた。".into();
    document.plan.needs = "매일의 일상과 더 나은 수면, 기댈 사람들.".into();
    document.plan.problems[0].statement = "情緒低落，影響日常生活".into();
    document.plan.participation = "小龍用自己的話寫下了目標。".repeat(30);
    document
}

#[test]
fn a_plan_in_chinese_japanese_and_korean_is_set_in_the_fonts_of_this_machine() {
    for (number, face) in (0..).zip(of_this_machine()) {
        let name = format!("cjk-{number}-{}", face.name());
        let document = dragon();
        let blocks = plan(&document);
        let faces = Faces::new(vec![face]);
        let laid = pages_with(&blocks, &document.running_head(), Paper::Letter, &faces);
        obeyed(&laid);
        let (said, wanted) = (said(&laid), texts(&blocks));
        assert!(wanted.iter().all(|it| said.iter().any(|said| said.contains(&letters(it)))));
        let file = pdf(&laid, &document.meta()).unwrap();
        assert_eq!(file, pdf(&laid, &document.meta()).unwrap(), "same pages, same bytes");
        assert!(file.bytes.len() < 400_000, "{name}: {} bytes", file.bytes.len());
        let path = saved(&name, &file);
        tool("qpdf", &["--check", path.to_str().unwrap()]);
        let fonts = tool("pdffonts", &[path.to_str().unwrap()]);
        assert!(fonts.lines().skip(2).all(|font| font.contains("yes yes yes")), "{fonts}");
        let copied = letters(&text(&path));
        // A machine may have a font for one of these alone.
        for words in
            ["李小龍", &document.plan.vision, &document.plan.strengths, &document.plan.needs]
        {
            assert!(copied.contains(&letters(words)), "{name}: {words}");
        }
    }
}
