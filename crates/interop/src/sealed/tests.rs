//! Files as they should be, and as nobody should send them.

use age::armor::{ArmoredWriter, Format};

use super::*;

/// Costs nothing, so that hundreds of files can be tried.
const QUICK: u8 = 2;
const MOST: usize = 1024 * 1024;
/// What age writes at a time, sealed.
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

fn word() -> SecretString {
    SecretString::from("correct horse ñ")
}

fn quick(bytes: &[u8]) -> Vec<u8> {
    lock_at(QUICK, bytes, &word()).unwrap()
}

fn refused(bytes: &[u8]) -> UnlockRefused {
    unlock(bytes, &word(), MOST).unwrap_err()
}

fn text(bytes: &[u8]) -> Vec<u8> {
    let mut writer = ArmoredWriter::wrap_output(Vec::new(), Format::AsciiArmor).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

/// Where the head ends.
fn head(file: &[u8]) -> usize {
    let last = file.windows(5).position(|it| it == b"\n--- ").unwrap() + 1;
    last + file[last..].iter().position(|it| *it == b'\n').unwrap() + 1
}

/// A file with these stanzas, and nothing behind its head that could be opened.
fn hand_made(stanzas: &str) -> Vec<u8> {
    let mut file = format!("age-encryption.org/v1\n{stanzas}--- {}\n", "A".repeat(43));
    file.push_str(&"x".repeat(64));
    file.into_bytes()
}

fn for_work(work: &str) -> Vec<u8> {
    hand_made(&format!("-> scrypt {} {work}\n{}\n", "A".repeat(22), "A".repeat(43)))
}

#[test]
fn a_file_opens_with_its_passphrase_alone() {
    let file = lock(b"Ana Sample", &word()).unwrap();
    assert!(is_locked(&file) && !file.windows(3).any(|it| it == b"Ana"));
    assert!(file.starts_with(b"age-encryption.org/v1\n-> scrypt "));
    assert_eq!(unlock(&file, &word(), MOST).unwrap().as_slice(), b"Ana Sample");
    let other = SecretString::from("correct horse n");
    assert_eq!(unlock(&quick(b"Ana"), &other, MOST), Err(UnlockRefused::WrongPassphrase));
}

#[test]
fn any_length_comes_back_as_it_was() {
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
        let bytes = vec![7; length];
        assert_eq!(*unlock(&quick(&bytes), &word(), MOST).unwrap(), bytes, "{length}");
    }
}

#[test]
fn a_file_of_the_reference_implementation_opens() {
    // age 1.1.1, in Go: `age -p -a`.
    let file = include_bytes!("../../tests/fixtures/go-1.1.1.age");
    assert!(is_locked(file));
    assert_eq!(unlock(file, &word(), MOST).unwrap().as_slice(), b"Ana Sample, made up.\n");
}

#[test]
fn an_empty_passphrase_locks_and_opens_nothing() {
    let empty = SecretString::from("");
    assert_eq!(lock(b"x", &empty), Err(LockRefused::NoPassphrase));
    assert_eq!(unlock(&quick(b"x"), &empty, MOST), Err(UnlockRefused::WrongPassphrase));
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let file = quick(b"a line of words");
    for end in 0..file.len() {
        let expected =
            if end < MAGIC.len() { UnlockRefused::NotAge } else { UnlockRefused::Damaged };
        assert_eq!(refused(&file[..end]), expected, "{end}");
    }
    let long = quick(&vec![7; 2 * CHUNK + 9]);
    let body = head(&long) + 16;
    for chunks in 0..=2 {
        for more in [0, 1, TAG] {
            let end = body + chunks * (CHUNK + TAG) + more;
            assert_eq!(refused(&long[..end]), UnlockRefused::Damaged, "{chunks} and {more}");
        }
    }
}

#[test]
fn a_file_with_something_behind_it_is_refused() {
    for length in [5, CHUNK] {
        let mut file = quick(&vec![7; length]);
        file.push(0);
        assert_eq!(refused(&file), UnlockRefused::Damaged, "{length}");
    }
}

#[test]
fn any_flipped_bit_is_noticed() {
    let file = quick(b"a line of words");
    let head = head(&file);
    for at in 0..file.len() {
        for bit in [1, 32] {
            let mut changed = file.clone();
            changed[at] ^= bit;
            let why = refused(&changed);
            assert!(at < head || why == UnlockRefused::Damaged, "{at}: {why}");
        }
    }
}

#[test]
fn chunks_in_another_order_are_refused() {
    let file = quick(&vec![7; 3 * CHUNK]);
    let body = head(&file) + 16;
    let sealed = CHUNK + TAG;
    let mut swapped = file.clone();
    swapped[body..body + 2 * sealed].rotate_left(sealed);
    assert_eq!(refused(&swapped), UnlockRefused::Damaged);
}

#[test]
fn a_file_that_asks_for_too_much_work_is_not_begun() {
    for work in ["21", "40", "63", "64", "255"] {
        assert_eq!(refused(&for_work(work)), UnlockRefused::TooMuchWork, "{work}");
    }
    for work in ["0", "00", "018", "256", "-1", "x", "", "99999999999999999999"] {
        assert_eq!(refused(&for_work(work)), UnlockRefused::Damaged, "{work}");
    }
}

#[test]
fn a_file_made_for_keys_is_said_to_be_one() {
    let key = age::x25519::Identity::generate().to_public();
    let one = std::iter::once(&key as &dyn age::Recipient);
    let file = written(Encryptor::with_recipients(one).unwrap(), b"x").unwrap();
    assert_eq!(refused(&file), UnlockRefused::ForKeys);
    let many = std::iter::repeat_n(&key as &dyn age::Recipient, 100);
    let file = written(Encryptor::with_recipients(many).unwrap(), b"x").unwrap();
    assert_eq!(refused(&file), UnlockRefused::ForKeys);
}

#[test]
fn a_passphrase_beside_others_is_refused() {
    let stanza = format!("-> scrypt {} 2\n{}\n", "A".repeat(22), "A".repeat(43));
    let key = format!("-> X25519 {0}\n{0}\n", "A".repeat(43));
    for stanzas in [stanza.repeat(2), format!("{stanza}{key}"), format!("{key}{stanza}")] {
        assert_eq!(refused(&hand_made(&stanzas)), UnlockRefused::Damaged);
    }
}

#[test]
fn a_head_without_end_is_not_read() {
    let endless = hand_made(&"-> x\n\n".repeat(2_000_000));
    assert_eq!(refused(&endless), UnlockRefused::ForKeys);
    let endless = hand_made(&"-> scrypt x\n\n".repeat(1_000_000));
    assert_eq!(refused(&endless), UnlockRefused::Damaged);
    let early = hand_made(&format!("-> x\n--- \n{}", "-> x\n\n".repeat(2_000_000)));
    assert_eq!(refused(&early), UnlockRefused::Damaged);
    let endless = hand_made(&"A".repeat(10_000_000));
    assert_eq!(refused(&endless), UnlockRefused::ForKeys);
}

#[test]
fn what_is_no_age_file_is_said_to_be_none() {
    for bytes in [&b""[..], b"a,b\n1,2\n", b"%PDF-1.7\n", b"PK\x03\x04", b"age-encryption", b"\xff"]
    {
        assert!(!is_locked(bytes));
        assert_eq!(refused(bytes), UnlockRefused::NotAge);
    }
    let later = [b"age-encryption.org/v2\n".as_slice(), &quick(b"x")[22..]].concat();
    assert_eq!(refused(&later), UnlockRefused::NotAge);
}

#[test]
fn a_file_as_text_opens_too() {
    let file = text(&quick(b"words"));
    assert!(is_locked(&file));
    assert_eq!(unlock(&file, &word(), MOST).unwrap().as_slice(), b"words");
    let mailed = [b"\r\n\n".as_slice(), &file, b"\n \r\n"].concat();
    assert!(is_locked(&mailed));
    assert_eq!(unlock(&mailed, &word(), MOST).unwrap().as_slice(), b"words");
    let end = file.len() - 1;
    for cut in [ARMOR.len(), 60, end / 2, end - 10] {
        assert_eq!(refused(&file[..cut]), UnlockRefused::Damaged, "{cut}");
    }
    assert_eq!(refused(&text(b"a,b\n")), UnlockRefused::NotAge);
    assert_eq!(refused(&text(&for_work("40"))), UnlockRefused::TooMuchWork);
}

#[test]
fn more_than_is_taken_in_is_refused() {
    let file = quick(&vec![7; 2 * CHUNK]);
    assert_eq!(unlock(&file, &word(), 2 * CHUNK).unwrap().len(), 2 * CHUNK);
    for most in [0, 1, CHUNK, 2 * CHUNK - 1] {
        assert_eq!(unlock(&file, &word(), most), Err(UnlockRefused::TooLarge), "{most}");
    }
    assert_eq!(unlock(&file, &word(), usize::MAX).unwrap().len(), 2 * CHUNK);
}
