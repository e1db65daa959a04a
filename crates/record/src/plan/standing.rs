//! Where a version of a plan stands: draft, sealed and awaiting signatures, in force, superseded.
//! It follows from what is on record; nobody sets it.

use serde::{Deserialize, Serialize};

use crate::signature::SignerRole;

/// Where a version stands (clinical design, "Versions").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "PlanStanding"))]
pub enum Standing {
    /// Still being written.
    Draft,
    /// Sealed; somebody who is asked to has not signed yet.
    AwaitingSignatures,
    /// Sealed, with every signature that is asked for, or a choice not to sign.
    InForce,
    /// A later version is in force.
    Superseded,
}

/// What is known of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionFacts {
    /// 1 for the first.
    pub version: u32,
    /// Who is asked to sign; nothing for a draft.
    pub asked: Option<Vec<SignerRole>>,
    /// Who has signed, or has chosen not to.
    pub signed: Vec<SignerRole>,
}

impl VersionFacts {
    /// Who is still asked to sign, in the order of the line below the plan.
    #[must_use]
    pub fn missing(&self) -> Vec<SignerRole> {
        let asked = self.asked.as_deref().unwrap_or_default();
        let open = |role: &SignerRole| asked.contains(role) && !self.signed.contains(role);
        SignerRole::ALL.into_iter().filter(open).collect()
    }

    fn complete(&self) -> bool {
        self.asked.is_some() && self.missing().is_empty()
    }
}

/// Where `version` stands among all versions of its episode.
#[must_use]
pub fn standing(version: &VersionFacts, all: &[VersionFacts]) -> Standing {
    let later = all.iter().any(|it| it.version > version.version && it.complete());
    match () {
        () if version.asked.is_none() => Standing::Draft,
        () if later => Standing::Superseded,
        () if version.complete() => Standing::InForce,
        () => Standing::AwaitingSignatures,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(version: u32, asked: Option<&[SignerRole]>, signed: &[SignerRole]) -> VersionFacts {
        VersionFacts { version, asked: asked.map(<[_]>::to_vec), signed: signed.to_vec() }
    }

    #[test]
    fn a_version_is_in_force_when_all_have_signed_and_no_later_one_is() {
        use SignerRole::{Client, Physician, Therapist};
        use Standing::{AwaitingSignatures, Draft, InForce, Superseded};
        let both: &[SignerRole] = &[Client, Therapist];
        let cases = [
            (vec![version(1, None, &[])], vec![Draft]),
            (vec![version(1, Some(both), &[Therapist])], vec![AwaitingSignatures]),
            (vec![version(1, Some(both), &[Therapist, Client])], vec![InForce]),
            (vec![version(1, Some(both), both), version(2, None, &[])], vec![InForce, Draft]),
            (
                vec![version(1, Some(both), both), version(2, Some(both), &[Client])],
                vec![InForce, AwaitingSignatures],
            ),
            (
                vec![version(1, Some(both), &[]), version(2, Some(both), both)],
                vec![Superseded, InForce],
            ),
            (vec![version(1, Some(&[]), &[Physician])], vec![InForce]),
        ];
        for (versions, expected) in cases {
            let found: Vec<Standing> = versions.iter().map(|it| standing(it, &versions)).collect();
            assert_eq!(found, expected, "{versions:?}");
        }
    }

    #[test]
    fn who_is_still_asked_stands_in_the_order_of_the_line() {
        use SignerRole::{Client, Guardian, Physician, Therapist};
        let sealed = version(1, Some(&[Physician, Therapist, Guardian, Client]), &[Therapist]);
        assert_eq!(sealed.missing(), [Client, Guardian, Physician]);
    }
}
