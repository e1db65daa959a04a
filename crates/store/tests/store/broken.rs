//! Broken files: bits flipped, ends cut off. The law: an error, or every box as it was, but for
//! at most the one flipped bit (which the box itself then shows to whoever opens it).

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use store::{Error, Id, Store};
use tempfile::TempDir;

use crate::{all_records, id, new_vault, place, sealed, write_file};

type Rows = Vec<(Id, u8, Vec<u8>)>;

struct Sample {
    _folder: TempDir,
    path: PathBuf,
    bytes: Vec<u8>,
    rows: Rows,
}

fn sample() -> Sample {
    let (folder, path) = place();
    let mut store = new_vault(&path);
    store
        .write(|tx| {
            (0..60).try_for_each(|n| {
                let length = [360, 616, 1128, 2152, 4200, 20_000][n as usize % 6];
                tx.put_record(id(n), 1 + (n % 2) as u8, &sealed(n, length))
            })
        })
        .unwrap();
    store.write(|tx| (0..60).step_by(5).try_for_each(|n| tx.delete_record(id(n)))).unwrap();
    let rows = all_records(&store).unwrap();
    store.close().unwrap();
    let bytes = std::fs::read(&path).unwrap();
    Sample { _folder: folder, path, bytes, rows }
}

fn read(path: &Path, bytes: &[u8]) -> Result<Rows, Error> {
    let _ = std::fs::remove_file(path.with_extension("goldthread-wal"));
    write_file(path, bytes);
    let store = Store::open(path)?;
    store.quick_check()?;
    all_records(&store)
}

fn flipped_bits(a: &(Id, u8, Vec<u8>), b: &(Id, u8, Vec<u8>)) -> Option<u32> {
    let pairs = a.0.iter().zip(&b.0).chain(a.2.iter().zip(&b.2));
    let bits = pairs.map(|(x, y)| (x ^ y).count_ones()).sum::<u32>() + (a.1 ^ b.1).count_ones();
    (a.2.len() == b.2.len()).then_some(bits)
}

fn differ_by_one_bit(found: &Rows, expected: &Rows) -> bool {
    let missing: Vec<_> = expected.iter().filter(|row| !found.contains(row)).collect();
    let foreign: Vec<_> = found.iter().filter(|row| !expected.contains(row)).collect();
    match (missing[..].as_ref(), foreign[..].as_ref()) {
        ([], []) => found.len() == expected.len(),
        ([a], [b]) => flipped_bits(a, b) == Some(1),
        _ => false,
    }
}

#[test]
fn five_hundred_flipped_bits_are_refused_or_change_one_box_by_one_bit() {
    let sample = sample();
    let bits = sample.bytes.len() * 8;
    let (mut refused, mut inside) = (0, 0);
    for n in 0..500_usize {
        // Half of them anywhere, half where SQLite keeps its own books.
        let anywhere = n.wrapping_mul(0x9E37_79B9_7F4A_7C15) % bits;
        let page = anywhere / 8 / 16_384 * 16_384;
        let bit = if n % 2 == 0 { anywhere } else { (page + n % 150) * 8 + n % 8 };
        let mut bytes = sample.bytes.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        match read(&sample.path, &bytes) {
            Err(_) => refused += 1,
            Ok(rows) => {
                assert!(differ_by_one_bit(&rows, &sample.rows), "bit {bit}");
                inside += usize::from(rows != sample.rows);
            }
        }
    }
    // Otherwise the flips missed what they were to hit.
    assert!(refused > 10 && inside > 10, "{refused} {inside}");
}

#[test]
fn a_hundred_truncations_are_refused() {
    let sample = sample();
    for n in 0..100_usize {
        let length = n.wrapping_mul(0x9E37_79B9_7F4A_7C15) % sample.bytes.len();
        let length = if n % 2 == 0 { length } else { length / 16_384 * 16_384 };
        assert!(read(&sample.path, &sample.bytes[..length]).is_err(), "{length}");
    }
    assert_eq!(read(&sample.path, &sample.bytes), Ok(sample.rows));
}

#[test]
fn a_vault_whose_last_page_lacks_its_end_is_refused() {
    let sample = sample();
    let length = sample.bytes.len();
    for lacking in [1, 100, 512, 16_383] {
        assert_eq!(read(&sample.path, &sample.bytes[..length - lacking]), Err(Error::Damaged));
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn noise_behind_a_good_beginning_never_panics(
        keep in 0..400_usize,
        noise in prop::collection::vec(any::<u8>(), 0..40_000),
    ) {
        let (_folder, path) = place();
        new_vault(&path).close().unwrap();
        let good = std::fs::read(&path).unwrap();
        let bytes: Vec<u8> = good[..keep].iter().copied().chain(noise).collect();
        prop_assert!(read(&path, &bytes).is_err());
    }
}
