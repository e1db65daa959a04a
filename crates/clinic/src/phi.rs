//! A value that belongs to a client: it can be used, and it never prints itself.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Protected health information. Debug and Display redact it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phi<T>(pub T);

impl<T> fmt::Debug for Phi<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[kept]")
    }
}

impl<T> fmt::Display for Phi<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[kept]")
    }
}

#[cfg(test)]
mod tests {
    use super::Phi;

    #[test]
    fn a_name_does_not_print_itself() {
        let name = Phi("Ana".to_owned());
        assert_eq!(format!("{name} {name:?}"), "[kept] [kept]");
    }
}
