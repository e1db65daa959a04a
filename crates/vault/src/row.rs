//! The hash that lies beside a slot, grant or escrow row: SHA-256 over the context of its box and
//! then the box, so that every column that opens the row is covered.
//!
//! It is compared before anything else: when it does not agree the row is damaged, and when it
//! does a failing commitment can only mean a wrong passphrase, code or key. It is no
//! authentication: whoever can write the file can also write the hash.

use crate::{Error, Result, Sealed, hash};

/// The hash of a row whose box was sealed in this context.
pub(crate) fn derive_hash(ctx: &[u8], boxed: &[u8]) -> [u8; 32] {
    hash::sha256_of(&[ctx, boxed])
}

/// Checks the hash of a row as it was read, then the header of its box.
pub(crate) fn check(ctx: &[u8], boxed: Vec<u8>, hash: &[u8]) -> Result<Sealed> {
    if derive_hash(ctx, &boxed) != hash {
        return Err(Error::Damaged("hash of a row"));
    }
    Sealed::parse(boxed)
}
