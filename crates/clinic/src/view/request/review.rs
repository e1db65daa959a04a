//! What is asked about reviews, certifications and summaries.

use record::{certification::Certification, signature::SignedHow};
use serde::Deserialize;

requests! {
    /// Certifies the version in force.
    CertifyPlan {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The version's id.
        record: String,
        /// What is stated and confirmed; statement and conditions are taken from the rules.
        certification: Certification,
        /// How the physician signs: typed or drawn.
        how: SignedHow,
        /// The passphrase of whoever is signed in.
        passphrase: String,
    }
}
