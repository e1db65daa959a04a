//! Padding: a payload's length is told only by its bucket.
//!
//! A u32 length, the bytes, then zeros up to the next power of two from 256 bytes to 64 KiB, then
//! to a multiple of 64 KiB. The four bytes of the length count towards the bucket.

use zeroize::Zeroizing;

use crate::{Error, Result};

const LENGTH: usize = 4;
const SMALLEST: usize = 256;
const LARGE: usize = 64 * 1024;

/// The bucket for so many bytes, length included.
fn bucket(bytes: usize) -> Option<usize> {
    if bytes <= LARGE {
        Some(bytes.next_power_of_two().max(SMALLEST))
    } else {
        bytes.checked_next_multiple_of(LARGE)
    }
}

/// Pads a payload; [`Error::TooLarge`] when its length does not fit the 32 bits.
pub(crate) fn pad(payload: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let length = u32::try_from(payload.len()).map_err(|_| Error::TooLarge)?;
    let size = payload.len().checked_add(LENGTH).and_then(bucket).ok_or(Error::TooLarge)?;
    let mut padded = Zeroizing::new(Vec::with_capacity(size));
    padded.extend_from_slice(&length.to_be_bytes());
    padded.extend_from_slice(payload);
    padded.resize(size, 0);
    Ok(padded)
}

/// Takes the payload out of its padding, in place. Anything but zeros after it, or a bucket other
/// than the smallest that fits, is [`Error::Damaged`]: one payload has one padded form.
pub(crate) fn unpad(mut padded: Zeroizing<Vec<u8>>) -> Result<Zeroizing<Vec<u8>>> {
    let length = *padded.first_chunk::<LENGTH>().ok_or(Error::Damaged("padding too short"))?;
    let length = usize::try_from(u32::from_be_bytes(length)).map_err(|_| Error::TooLarge)?;
    let end = length.checked_add(LENGTH).ok_or(Error::Damaged("padded length"))?;
    if bucket(end) != Some(padded.len()) {
        return Err(Error::Damaged("padded length"));
    }
    if padded[end..].iter().any(|byte| *byte != 0) {
        return Err(Error::Damaged("padding is not zeros"));
    }
    padded.truncate(end);
    padded.drain(..LENGTH);
    Ok(padded)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn padded_len(payload: usize) -> usize {
        pad(&vec![7; payload]).unwrap().len()
    }

    #[test]
    fn the_length_bytes_count_towards_the_bucket() {
        assert_eq!(padded_len(0), 256);
        assert_eq!(padded_len(252), 256);
        assert_eq!(padded_len(253), 512);
        assert_eq!(padded_len(508), 512);
        assert_eq!(padded_len(65_532), 65_536);
        assert_eq!(padded_len(65_533), 131_072);
        assert_eq!(padded_len(131_068), 131_072);
        assert_eq!(padded_len(131_069), 196_608);
    }

    fn check_refused(change: impl Fn(&mut Vec<u8>)) {
        let mut padded = pad(b"a payload").unwrap();
        change(&mut padded);
        assert!(matches!(unpad(padded), Err(Error::Damaged(_))));
    }

    #[test]
    fn padding_that_is_not_the_one_form_is_refused() {
        check_refused(|padded| padded[13] = 1);
        check_refused(|padded| padded[255] = 1);
        check_refused(|padded| padded.resize(512, 0));
        check_refused(|padded| padded.truncate(128));
        check_refused(|padded| padded.truncate(3));
        check_refused(|padded| padded[..4].copy_from_slice(&[255; 4]));
        check_refused(|padded| padded[..4].copy_from_slice(&253_u32.to_be_bytes()));
        // A shorter length leaves a letter where a zero must be.
        check_refused(|padded| padded[3] -= 1);
    }

    proptest! {
        #[test]
        fn what_is_padded_comes_back(payload in proptest::collection::vec(any::<u8>(), 0..2_000)) {
            let padded = pad(&payload).unwrap();
            prop_assert!(padded.len().is_power_of_two());
            let back = unpad(padded).unwrap();
            prop_assert_eq!(back.as_slice(), payload.as_slice());
        }
    }
}
