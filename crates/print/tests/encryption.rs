//! A file with a passphrase on it, opened by other people's readers.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use common::{printed, sample, saved, spaced, tool};
use print::{Error, Passphrase, Pdf, encrypt};

const WORDS: &str = "blue kettle 9 river";

/// Bytes that stand for random ones; another seed gives others.
fn source(seed: u64) -> impl FnMut(&mut [u8]) -> Result<(), Error> {
    let mut state = seed;
    move |bytes: &mut [u8]| {
        for byte in bytes {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            *byte = (mixed ^ (mixed >> 27)).to_le_bytes()[5];
        }
        Ok(())
    }
}

fn sealed(words: &str, seed: u64) -> Vec<u8> {
    let passphrase = Passphrase::new(words).unwrap();
    encrypt(&printed(&sample()).bytes, &passphrase, &mut source(seed)).unwrap()
}

fn kept(name: &str, bytes: Vec<u8>) -> PathBuf {
    saved(name, &Pdf { bytes, unset: Vec::new() })
}

/// What a reader answers and whether it opened the file; nothing when it is not on this machine,
/// and then the test's output says so.
fn reader(program: &str, arguments: &[&str]) -> Option<(bool, String)> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            Some((output.status.success(), said))
        }
        Err(_) => {
            let line = format!("SKIPPED: {program} is not on this machine\n");
            std::io::stderr().write_all(line.as_bytes()).unwrap();
            None
        }
    }
}

/// The text of the file as each reader on this machine gives it; none where it does not open.
fn read_by_all(path: &Path, words: &str) -> Vec<(&'static str, Option<String>)> {
    let path = path.to_str().unwrap();
    let (plain, password) = (format!("{path}.plain.pdf"), format!("--password={words}"));
    let poppler = reader("pdftotext", &["-upw", words, "-enc", "UTF-8", path, "-"]);
    let qpdf = reader("qpdf", &[&password, "--decrypt", path, &plain]);
    let qpdf = qpdf.map(|(opened, _)| match opened {
        true => (true, tool("pdftotext", &["-enc", "UTF-8", &plain, "-"])),
        false => (false, String::new()),
    });
    let mupdf = reader("mutool", &["draw", "-q", "-p", words, "-F", "txt", path]);
    let lopdf = lopdf::Document::load_with_password(path, words).map(|document| {
        let pages: Vec<u32> = document.get_pages().keys().copied().collect();
        (!document.objects.is_empty() && pages.len() == 5, format!("{} pages", pages.len()))
    });
    [
        ("poppler", poppler),
        ("qpdf", qpdf),
        ("mupdf", mupdf),
        ("lopdf", Some(lopdf.unwrap_or_default())),
    ]
    .into_iter()
    .filter_map(|(name, answer)| {
        let (opened, said) = answer?;
        Some((name, opened.then(|| spaced(&said))))
    })
    .collect()
}

#[test]
fn every_reader_opens_the_file_with_the_passphrase_and_finds_the_words() {
    let path = kept("sealed", sealed(WORDS, 1));
    for (reader, text) in read_by_all(&path, WORDS) {
        let text = text.unwrap_or_else(|| panic!("{reader} does not open it"));
        let found = text.contains("get my kids to school, and laugh again with my sister");
        assert!(found || reader == "lopdf", "{reader}: {text}");
    }
    let check = tool("qpdf", &[&format!("--password={WORDS}"), "--check", path.to_str().unwrap()]);
    assert!(check.contains("No syntax or stream encoding errors found"), "{check}");
}

/// The hash of a passphrase takes another number of rounds each time.
#[test]
fn whatever_the_salts_the_file_opens() {
    let pages = print::pages(&[], &print::RunningHead::default(), print::Paper::Letter);
    let plain = print::pdf(&pages, &print::Meta::default()).unwrap().bytes;
    for seed in 0..16 {
        let words = format!("{WORDS} {seed}");
        let passphrase = Passphrase::new(&words).unwrap();
        let bytes = encrypt(&plain, &passphrase, &mut source(seed)).unwrap();
        let path = kept("sealed-salts", bytes);
        let password = format!("--password={words}");
        tool("qpdf", &[&password, "--check", path.to_str().unwrap()]);
        assert!(lopdf::Document::load_with_password(&path, &words).is_ok(), "{seed}");
    }
}

#[test]
fn no_reader_opens_it_with_another_passphrase_or_none() {
    let path = kept("sealed-wrong", sealed(WORDS, 2));
    for words in ["blue kettle 9 rivers", "Blue kettle 9 river", " ", ""] {
        for (reader, text) in read_by_all(&path, words) {
            assert_eq!(text, None, "{reader} opens it with {words:?}");
        }
    }
}

#[test]
fn printing_and_copying_are_permitted_and_changing_is_not() {
    let path = kept("sealed-permits", sealed(WORDS, 3));
    let path = path.to_str().unwrap();
    let said = tool("qpdf", &[&format!("--password={WORDS}"), "--show-encryption", path]);
    for line in [
        "R = 6",
        "P = -1324",
        "User password = blue kettle 9 river",
        "extract for any purpose: allowed",
        "extract for accessibility: allowed",
        "print low resolution: allowed",
        "print high resolution: allowed",
        "modify anything: not allowed",
        "stream encryption method: AESv3",
        "string encryption method: AESv3",
        "file encryption method: AESv3",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    let info = tool("pdfinfo", &["-upw", WORDS, path]);
    assert!(info.contains("print:yes copy:yes change:no addNotes:no"), "{info}");
    assert!(info.contains("algorithm:AES-256"), "{info}");
    assert!(info.contains("Title:           Treatment plan, Mari Núñez"), "{info}");
    assert!(info.contains("Tagged:          yes"), "{info}");
}

#[test]
fn letters_of_other_scripts_open_it_however_they_were_composed() {
    let cases = [
        ("Núñez y Đặng 7", "Nu\u{301}n\u{303}ez y Đặng 7"),
        ("Łukasz żółć", "Łukasz żo\u{301}łc\u{301}"),
        ("שלום", "שלום"),
        ("Дмитрий", "Дмитрии\u{306}"),
    ];
    for (number, (typed, otherwise)) in cases.into_iter().enumerate() {
        let bytes = sealed(otherwise, 4);
        assert_eq!(bytes, sealed(typed, 4), "{typed}");
        let path = kept(&format!("sealed-script-{number}"), bytes);
        for (reader, text) in read_by_all(&path, typed) {
            assert!(text.is_some(), "{reader}: {typed}");
        }
    }
}

/// What the command `pdftotext` keeps of a passphrase: poppler itself takes 127 bytes.
const TYPED_TO_PDFTOTEXT: usize = 32;

#[test]
fn a_passphrase_of_127_bytes_opens_it_and_the_last_byte_counts() {
    for length in [TYPED_TO_PDFTOTEXT, 127] {
        let words = "ab".repeat(64)[..length].to_owned();
        let path = kept(&format!("sealed-{length}"), sealed(&words, 5));
        for (reader, text) in read_by_all(&path, &words) {
            let cut = reader == "poppler" && length > TYPED_TO_PDFTOTEXT;
            assert_eq!(text.is_some(), !cut, "{reader} at {length}");
        }
        for (reader, text) in read_by_all(&path, &words[..length - 1]) {
            assert_eq!(text, None, "{reader} at {length}");
        }
    }
    assert_eq!(Passphrase::new(&"ab".repeat(64)).unwrap_err(), Error::LongPassphrase(128));
}

#[test]
fn nothing_of_the_content_is_left_in_the_open_and_no_file_comes_out_twice() {
    let plain = printed(&sample()).bytes;
    let (first, second) = (sealed(WORDS, 6), sealed(WORDS, 7));
    assert_ne!(first, second);
    assert_eq!(first, sealed(WORDS, 6), "the source alone makes the difference");
    let identity = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        text.rsplit("/ID[<").next().map(|rest| rest[..32].to_owned()).unwrap()
    };
    assert_ne!(identity(&first), identity(&plain), "the identity follows from the content");
    let hex = |words: &str| words.encode_utf16().map(|u| format!("{u:04X}")).collect::<String>();
    let shows = |bytes: &[u8], words: &str| {
        let text = String::from_utf8_lossy(bytes).to_uppercase();
        text.contains(&words.to_uppercase()) || text.contains(&hex(words))
    };
    let open = unpacked(&plain);
    for words in ["Mari Núñez", "Riverbend", "en-US", "The week"] {
        assert!(shows(&open, words), "{words} is not where this test looks");
        assert!(!shows(&first, words), "{words}");
    }
}

/// The same file as it would be with nothing in it pressed.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut document = lopdf::Document::load_mem(bytes).unwrap();
    document.decompress();
    let mut unpacked = Vec::new();
    document.save_to(&mut unpacked).unwrap();
    unpacked
}

#[test]
fn a_source_that_fails_and_bytes_that_are_no_file_are_said_and_nothing_comes_out() {
    let passphrase = Passphrase::new(WORDS).unwrap();
    let plain = printed(&sample()).bytes;
    for after in [0, 5, 40] {
        let mut left = after;
        let mut random = |_: &mut [u8]| {
            left -= 1;
            if left < 0 { Err(Error::NoRandomness) } else { Ok(()) }
        };
        assert_eq!(encrypt(&plain, &passphrase, &mut random), Err(Error::NoRandomness));
    }
    for bytes in [&b""[..], b"not a file", &plain[..plain.len() / 2], &sealed(WORDS, 8)] {
        let answer = encrypt(bytes, &passphrase, &mut source(9));
        assert!(matches!(answer, Err(Error::Structure(_))), "{answer:?}");
    }
}
