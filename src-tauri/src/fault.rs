//! A refusal as it crosses to the page: a code, and for a fault of the program the number under
//! which the error output has it. It repeats nothing that was asked.

use std::{
    hash::{BuildHasher, RandomState},
    io::Write,
};

use clinic::{Code, Error};
use serde::Serialize;

/// What a command that did not happen gives back.
#[derive(Debug, Serialize)]
pub(crate) struct Fault {
    code: Code,
    /// Empty unless the program itself is at fault.
    incident: String,
    /// Seconds to wait before the next try; 0 when there is nothing to wait for.
    wait: u64,
    /// What is wrong, where the code alone does not say it: ids and static text.
    detail: String,
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        Self::from(Error::from(code))
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let code = error.code();
        let incident = if code == Code::Internal { incident(&error) } else { String::new() };
        Self { code, incident, wait: error.wait(), detail: error.detail() }
    }
}

/// Notes a fault on the error output; an error's text is static and names ids at most.
fn incident(error: &Error) -> String {
    // Each `RandomState` has keys of its own from the system.
    let number = format!("{:08x}", RandomState::new().hash_one("incident") >> 32);
    // Without an error output the number still tells two reports apart.
    let _ = writeln!(std::io::stderr(), "goldthread: incident {number}: {error}");
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crossing(code: Code) -> serde_json::Value {
        serde_json::to_value(Fault::from(code)).unwrap()
    }

    #[test]
    fn a_refusal_is_its_code() {
        let expected = serde_json::json!({
            "code": "wrong-passphrase", "incident": "", "wait": 0, "detail": ""
        });
        assert_eq!(crossing(Code::WrongPassphrase), expected);
    }

    #[test]
    fn a_wait_says_how_long_and_a_bad_backup_says_what() {
        let wait = serde_json::to_value(Fault::from(Error::Throttled(12))).unwrap();
        assert_eq!((&wait["code"], &wait["wait"]), (&"throttled".into(), &12.into()));
        let bad = Error::Backup("the manifest cannot be read".to_owned());
        let bad = serde_json::to_value(Fault::from(bad)).unwrap();
        assert_eq!(bad["detail"], "the manifest cannot be read");
    }

    #[test]
    fn every_fault_of_the_program_has_a_number_of_its_own() {
        let (one, other) = (crossing(Code::Internal), crossing(Code::Internal));
        assert_eq!(one["incident"].as_str().unwrap().len(), 8);
        assert_ne!(one["incident"], other["incident"]);
    }
}
