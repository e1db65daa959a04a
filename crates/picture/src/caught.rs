//! A decoder that gives up must not take the program with it.

use crate::Refused;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Carried up the stack when drawing costs more than it may.
struct TooMuchWork;

/// Runs a decoder, and refuses what makes it panic.
///
/// The decoders are foreign and their input is hostile: an index that one of them forgot to check
/// is a panic, and would end the session with whatever was typed in it. Nothing is shared with the
/// closure but the bytes it reads, so that nothing half-done can be seen afterwards.
pub(crate) fn caught<T>(decode: impl FnOnce() -> Result<T, Refused>) -> Result<T, Refused> {
    match catch_unwind(AssertUnwindSafe(decode)) {
        Ok(outcome) => outcome,
        Err(cause) if cause.is::<TooMuchWork>() => Err(Refused::TooManyPixels),
        Err(_) => Err(Refused::Damaged),
    }
}

/// Leaves a decoder that offers no other way out, as far up as [`caught`]; no panic hook is run.
pub(crate) fn give_up() -> ! {
    resume_unwind(Box::new(TooMuchWork))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_damage_and_too_much_work_is_too_many_pixels() {
        let broken: &[u8] = &[];
        assert_eq!(caught(|| Ok(broken[0])), Err(Refused::Damaged));
        assert_eq!(caught::<()>(|| give_up()), Err(Refused::TooManyPixels));
        assert_eq!(caught(|| Ok(1)), Ok(1));
    }
}
