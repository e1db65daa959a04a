//! What is asked about a plan beside editing it.

use record::signature::{SignedHow, SignerRole};
use serde::Deserialize;

/// Why a plan stands with a warning.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FindingAnswer {
    /// The rule that warns.
    pub rule: String,
    /// Where.
    pub path: String,
    /// Why the plan stands all the same.
    pub reason: String,
}

requests! {
    /// Opens one version of a plan.
    OpenPlanVersion {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The version's id.
        record: String,
    }
    /// Seals the draft and signs it as therapist.
    SealPlan {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The draft's id.
        record: String,
        /// The revision the screen shows.
        rev: u32,
        /// A reason for every warning.
        answers: Vec<FindingAnswer>,
        /// How the therapist signs: typed or drawn.
        how: SignedHow,
        /// The passphrase of whoever is signed in.
        passphrase: String,
    }
    /// Signs a sealed version, or puts on record that somebody chose not to.
    SignPlan {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The version's id.
        record: String,
        /// As what.
        role: SignerRole,
        /// Who; staff who sign on the screen sign with their own name.
        name: String,
        /// Credential, or relation to the client.
        credential: String,
        /// How.
        how: SignedHow,
        /// Name or number of the interpreter; may be empty.
        interpreter: String,
        /// The passphrase of whoever is signed in; asked for where staff sign on the screen.
        passphrase: String,
    }
    /// Compares two versions of a plan.
    ComparePlans {
        /// The session.
        token: String,
        /// The client's id.
        client: String,
        /// The earlier version's id.
        before: String,
        /// The later version's id.
        after: String,
    }
    /// Switches a rule pack on or off for the clinic.
    ChooseRulePack {
        /// The session.
        token: String,
        /// The pack's id.
        pack: String,
        /// Whether its rules apply.
        on: bool,
    }
}
