//! How large the pictures inside a PDF say they are, where the document itself does not say it.

use crate::{Refused, names, raster};

/// Refuses a JPEG, JPEG 2000 or JBIG2 picture whose own header announces too much.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Refused> {
    let size = match bytes {
        [0xff, 0xd8, 0xff, ..] => jpeg_size(bytes),
        [0xff, 0x4f, 0xff, 0x51, ..] => codestream_size(bytes),
        [0, 0, 0, 12, b'j', b'P', ..] => jpeg_2000_size(bytes),
        _ => jbig2_size(bytes),
    };
    match size {
        Some((width, height)) if width > names::SIDE || height > names::SIDE => {
            Err(Refused::TooManyPixels)
        }
        Some((width, height)) => raster::within(width, height),
        None => Ok(()),
    }
}

/// ITU-T T.81, B.2: the first frame header, past the segments that stand before it.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        at += bytes.get(at..)?.windows(2).position(|it| it[0] == 0xff && it[1] != 0xff)?;
        let marker = bytes[at + 1];
        match marker {
            0 | 1 | 0xd0..=0xd8 => at += 2,
            0xd9 | 0xda => return None,
            0xc0..=0xcf if ![0xc4, 0xc8, 0xcc].contains(&marker) => {
                let size = number(bytes, at + 5)?;
                return Some((size & 0xffff, size >> 16));
            }
            _ => at += 2 + (number(bytes, at + 2)? >> 16) as usize,
        }
    }
}

/// ISO 15444-1, annex I: the codestream, past the boxes that stand before it.
fn jpeg_2000_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 0;
    for _ in 0..32 {
        let length = number(bytes, at)?;
        if bytes.get(at + 4..at + 8)? == b"jp2c" {
            let start = at + if length == 1 { 16 } else { 8 };
            return codestream_size(bytes.get(start..)?);
        }
        at += usize::try_from(length).ok().filter(|it| *it >= 8)?;
    }
    None
}

/// ISO 15444-1, A.5.1: the extent of the reference grid.
fn codestream_size(bytes: &[u8]) -> Option<(u32, u32)> {
    Some((number(bytes, 8)?, number(bytes, 12)?))
}

/// ISO 14492, 7.4.8: page information, a segment of type 48 and 19 bytes that stands first.
///
/// An unknown height is written as all ones, and refused with the rest.
fn jbig2_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = match bytes.get(4)? {
        0x30 => 7,
        0x70 => 10,
        _ => return None,
    };
    (number(bytes, size)? == 19).then_some(())?;
    Some((number(bytes, size + 4)?, number(bytes, size + 8)?))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_announces_too_much_is_refused() {
        let jpeg = b"\xff\xd8\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00\xff\xda";
        let mut codestream = b"\xff\x4f\xff\x51\x00\x29\x00\x00".to_vec();
        codestream.extend([0, 1, 0, 0, 0, 0, 0, 9]);
        let mut fax = vec![0, 0, 0, 0, 0x30, 0, 1, 0, 0, 0, 19];
        fax.extend([0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        let mut boxed = b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\0jp2c".to_vec();
        boxed.extend(&codestream);
        for bytes in [jpeg.as_slice(), &codestream, &boxed, &fax] {
            assert_eq!(check(bytes), Err(Refused::TooManyPixels));
        }
        codestream[9] = 0;
        assert_eq!(check(&codestream), Ok(()));
        assert_eq!(check(b""), Ok(()));
    }
}
