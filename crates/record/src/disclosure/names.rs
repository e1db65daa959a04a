//! Whom a recipient's name means. Names are compared without case, accents and punctuation.

use crate::library::fold::{folded, words};

/// How a client's own copy is addressed besides by name.
const CLIENT: [&str; 6] = [
    "client",
    "the client",
    "client and treatment team",
    "the client and the treatment team",
    "the client and treatment team",
    "the person",
];

/// Words that mean a guardian, whatever the name.
const GUARDIAN: [&str; 15] = [
    "guardian",
    "guardians",
    "parent",
    "parents",
    "mother",
    "father",
    "mom",
    "mum",
    "dad",
    "stepmother",
    "stepfather",
    "grandmother",
    "grandfather",
    "grandparent",
    "grandparents",
];

/// Whether two names are the same.
pub(super) fn same(one: &str, other: &str) -> bool {
    let one = folded(one);
    !one.is_empty() && one == folded(other)
}

/// Whether a recipient is the client.
pub(super) fn is_client(recipient: &str, names: &[String]) -> bool {
    let said = folded(recipient);
    CLIENT.contains(&said.as_str()) || names.iter().any(|name| same(name, recipient))
}

/// Whether a recipient is a guardian: by name, or because it says so. Where it only may be one, it
/// is taken for one.
pub(super) fn is_guardian(recipient: &str, guardians: &[String]) -> bool {
    let said = words(recipient);
    let named = |name: &String| {
        let name = words(name);
        !name.is_empty() && said.windows(name.len()).any(|part| part == name)
    };
    said.iter().any(|word| GUARDIAN.contains(&word.as_str())) || guardians.iter().any(named)
}
