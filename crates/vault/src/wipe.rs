//! Wiping what a computation left on the stack: library code copies keys into buffers there that
//! nobody clears. Called on the thread that did the work, after it.

use std::hint::black_box;

use zeroize::Zeroize;

/// More than any call in here reaches down.
const DEPTH: usize = 256 * 1024;

/// Overwrites the part of this thread's stack that calls before this one have used.
#[inline(never)]
pub fn wipe_stack() {
    let mut room = [0_u8; DEPTH];
    black_box(&mut room).zeroize();
    black_box(&room);
}
