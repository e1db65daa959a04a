//! How much the streams of a PDF unpack to, measured before anybody else unpacks them.
//!
//! The renderer's own decoder has no limit, and four megabytes can hold four gigabytes. Every place
//! where data may begin is tried here with a limit that counts for the whole file, and what comes
//! out is searched in turn: it may hold pictures, and streams, of its own.

use crate::{Refused, ascii85, header, names};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_PARSE_ZLIB_HEADER, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// What a whole file may unpack to. A color scan of a page at 300 dpi is 26 MB.
const UNPACKED: usize = 160 * 1024 * 1024;

/// Streams within streams: an object stream, a content stream, a picture drawn in line.
const DEPTH: u32 = 4;

/// What one attempt costs, so that a file of nothing but beginnings comes to an end.
const ATTEMPT: usize = 256;

/// Refuses a file that unpacks to too much, or holds what cannot be measured.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Refused> {
    let mut left = UNPACKED;
    search(bytes, DEPTH, &mut left)
}

fn search(bytes: &[u8], depth: u32, left: &mut usize) -> Result<(), Refused> {
    if depth == 0 {
        return Err(Refused::Damaged);
    }
    names::check(bytes)?;
    let coated = names::has(bytes, b"ASCII85Decode") || names::has(bytes, b"A85");
    for data in beginnings(bytes) {
        header::check(data)?;
        measure(data, depth, left)?;
        if coated && data.first().is_some_and(u8::is_ascii_graphic) {
            let data = ascii85::decoded(data);
            spend(data.len(), left)?;
            header::check(&data)?;
            measure(&data, depth, left)?;
        }
    }
    Ok(())
}

/// What follows each `stream`, and each `ID` of a picture drawn in line.
fn beginnings(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.iter().enumerate().filter_map(|(at, byte)| {
        let rest = match byte {
            b's' => bytes[at..].strip_prefix(b"stream")?,
            b'I' => bytes[at..].strip_prefix(b"ID")?,
            _ => return None,
        };
        match rest {
            [b'\r', b'\n', data @ ..] => Some(data),
            [b'\r' | b'\n' | b' ' | b'\t' | 0x0c | 0, data @ ..] => Some(data),
            _ => None,
        }
    })
}

fn measure(data: &[u8], depth: u32, left: &mut usize) -> Result<(), Refused> {
    spend(ATTEMPT, left)?;
    let unpacked = unpacked(data, *left)?;
    spend(unpacked.len(), left)?;
    if unpacked.is_empty() {
        return Ok(());
    }
    header::check(&unpacked)?;
    search(&unpacked, depth - 1, left)
}

/// Whatever comes out before the data ends or makes no sense; the room for it grows as it comes.
fn unpacked(data: &[u8], limit: usize) -> Result<Vec<u8>, Refused> {
    let header = if is_zlib(data) { TINFL_FLAG_PARSE_ZLIB_HEADER } else { 0 };
    let flags = header | TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let mut state = DecompressorOxide::new();
    let mut out = vec![0; limit.min(4096)];
    let (mut read, mut written) = (0, 0);
    loop {
        let (status, more_read, more_written) =
            decompress(&mut state, &data[read..], &mut out, written, flags);
        (read, written) = (read + more_read, written + more_written);
        if status != TINFLStatus::HasMoreOutput {
            out.truncate(written);
            return Ok(out);
        }
        if out.len() == limit {
            return Err(Refused::TooLarge);
        }
        out.resize(limit.min(out.len() * 2), 0);
    }
}

fn is_zlib(data: &[u8]) -> bool {
    data.len() > 1 && data[0] & 15 == 8 && u16::from_be_bytes([data[0], data[1]]).is_multiple_of(31)
}

fn spend(cost: usize, left: &mut usize) -> Result<(), Refused> {
    *left = left.checked_sub(cost).ok_or(Refused::TooLarge)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec_zlib;

    fn stream(data: &[u8]) -> Vec<u8> {
        let mut bytes = b"1 0 obj <</Filter /FlateDecode>> stream\n".to_vec();
        bytes.extend(compress_to_vec_zlib(data, 9));
        bytes.extend(b"\nendstream endobj\n");
        bytes
    }

    /// With a limit that a test reaches soon.
    fn limited(bytes: &[u8]) -> Result<(), Refused> {
        search(bytes, DEPTH, &mut (1 << 20))
    }

    #[test]
    fn what_unpacks_to_little_passes() {
        assert_eq!(check(&stream(b"0 0 m 1 1 l S")), Ok(()));
        assert_eq!(check(b""), Ok(()));
    }

    #[test]
    fn four_gigabytes_in_four_megabytes_are_refused() {
        let mut bomb = b"stream\n".to_vec();
        bomb.extend(compress_to_vec_zlib(&vec![0; UNPACKED + 1], 1));
        assert!(bomb.len() < crate::BYTES);
        assert_eq!(check(&bomb), Err(Refused::TooLarge));
    }

    #[test]
    fn many_small_bombs_and_one_inside_another_are_refused() {
        let bomb = stream(&vec![0; 1 << 21]);
        assert_eq!(limited(&bomb), Err(Refused::TooLarge));
        assert_eq!(limited(&stream(&bomb)), Err(Refused::TooLarge));
        let small = stream(&vec![0; 1 << 16]);
        assert_eq!(limited(&small), Ok(()));
        assert_eq!(limited(&small.repeat(16)), Err(Refused::TooLarge));
    }

    #[test]
    fn a_bomb_in_a_coat_of_letters_is_refused() {
        let mut coated = b"<</Filter [/ASCII85Decode /FlateDecode]>> stream\n".to_vec();
        for four in compress_to_vec_zlib(&vec![0; 1 << 21], 9).chunks_exact(4) {
            let value = u32::from_be_bytes([four[0], four[1], four[2], four[3]]);
            coated.extend([4, 3, 2, 1, 0].map(|n| (value / 85_u32.pow(n) % 85) as u8 + b'!'));
        }
        assert_eq!(limited(&coated), Err(Refused::TooLarge));
    }

    #[test]
    fn streams_nested_beyond_reason_are_refused() {
        let nested = (0..6).fold(b"x".to_vec(), |inner, _| stream(&inner));
        assert_eq!(check(&nested), Err(Refused::Damaged));
    }

    #[test]
    fn a_file_of_nothing_but_beginnings_comes_to_an_end() {
        assert_eq!(limited(&b"stream\n".repeat(5000)), Err(Refused::TooLarge));
    }
}
