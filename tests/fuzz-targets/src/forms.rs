//! Definitions of forms, as somebody may hand them in: refused with a place, or usable.

use form::{Answers, Context, Definition, evaluate};

use crate::today;

/// Parses a definition and, when it is one, evaluates it without answers.
pub fn parse_form(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Definition::parse("case.toml", text) {
        Err(refused) => assert!(!refused.to_string().is_empty()),
        Ok(definition) => {
            let _ = evaluate(&definition, &Answers::new(), &Context::on(today()));
        }
    }
}
