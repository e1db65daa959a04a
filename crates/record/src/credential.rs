//! What a signing credential lets somebody sign. Credentials are free text, "LCSW" or "MD, FAPA";
//! letters are compared without case, dots and spaces.
//!
//! It does not know who holds which role in a clinic. Licensing is a state's matter: the list of
//! credentials under supervision is what is common, and a clinic writes "supervised" into a
//! credential that is not on it.

use crate::signature::SignerRole;

/// Physicians, who alone certify (42 CFR 424.24(d); 42 CFR 410.44).
const PHYSICIAN: [&str; 2] = ["MD", "DO"];

/// Practice under supervision: words, and the short forms that states use for associates, interns
/// and limited licences.
const SUPERVISED: [&str; 33] = [
    "INTERN",
    "TRAINEE",
    "STUDENT",
    "ASSOCIATE",
    "SUPERVISED",
    "PRELICENSED",
    "PROVISIONAL",
    "LIMITED",
    "AMFT",
    "APCC",
    "ASW",
    "ACSW",
    "LAMFT",
    "LAPC",
    "LCSWA",
    "LCSW-A",
    "LCMHCA",
    "LCMHC-A",
    "LMFTA",
    "LMFT-A",
    "LPCA",
    "LPC-A",
    "LSWAIC",
    "LMHCA",
    "LMHC-A",
    "LLPC",
    "LLMSW",
    "LGSW",
    "LGPC",
    "LGMFT",
    "RMHCI",
    "RCSWI",
    "PLPC",
];

/// The parts of a credential: "M.D., FAPA" is `MD` and `FAPA`.
fn parts(credential: &str) -> Vec<String> {
    let parts = credential.split([',', ';', '/', ' ', '(', ')']);
    let cleaned = parts.map(|part| part.replace('.', "").trim_matches('-').to_uppercase());
    cleaned.filter(|part| !part.is_empty()).collect()
}

fn has(credential: &str, known: &[&str]) -> bool {
    parts(credential).iter().any(|part| known.contains(&part.as_str()))
}

/// Whether a signature under this credential asks for a co-signature ("an intern's signature asks
/// for a co-signature because of the credential, not because someone remembered").
#[must_use]
pub fn asks_for_cosignature(credential: &str) -> bool {
    let words = parts(credential);
    let part_of_word = |part: &String| {
        let ending = part.rsplit('-').next().unwrap_or_default();
        SUPERVISED.contains(&part.as_str()) || SUPERVISED.contains(&ending)
    };
    words.iter().any(part_of_word)
}

/// Whether somebody with this credential may sign as this.
#[must_use]
pub fn may_sign(credential: &str, role: SignerRole) -> bool {
    match role {
        SignerRole::Physician => is_physician(credential),
        SignerRole::Supervisor => {
            !parts(credential).is_empty() && !asks_for_cosignature(credential)
        }
        SignerRole::Therapist => !parts(credential).is_empty(),
        SignerRole::Client | SignerRole::Guardian => true,
    }
}

/// Whether the credential is a physician's.
#[must_use]
pub fn is_physician(credential: &str) -> bool {
    has(credential, &PHYSICIAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_sign_as_what_follows_from_the_credential() {
        use SignerRole::{Physician, Supervisor, Therapist};
        let cases = [
            ("MD", Physician, true),
            ("M.D., FAPA", Physician, true),
            ("d.o.", Physician, true),
            ("PMHNP", Physician, false),
            ("MDiv", Physician, false),
            ("LCSW", Supervisor, true),
            ("LCSW-A", Supervisor, false),
            ("", Supervisor, false),
            ("LMFT Intern", Therapist, true),
            ("  ", Therapist, false),
        ];
        for (credential, role, may) in cases {
            assert_eq!(may_sign(credential, role), may, "{credential} {role:?}");
        }
    }

    #[test]
    fn practice_under_supervision_asks_for_a_co_signature() {
        for credential in ["MSW Intern", "AMFT", "lcsw-a", "LPC-Associate", "LCSW (supervised)"] {
            assert!(asks_for_cosignature(credential), "{credential}");
        }
        for credential in ["LCSW", "LMFT", "MD", "PhD", "LPC", "", "LICSW"] {
            assert!(!asks_for_cosignature(credential), "{credential}");
        }
    }
}
