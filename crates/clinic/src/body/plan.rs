//! What stands inside the records of a plan: its versions and the signatures below them.

use record::{
    Id,
    plan::Plan,
    signature::{Signature, SignerRole},
};
use serde::{Deserialize, Serialize};

use crate::{Error, Result, hex};

/// One version of a plan: a draft, or sealed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanBody {
    pub(crate) episode: Id,
    /// 1 for the first plan of the episode.
    pub(crate) version: u32,
    /// What is being written; nothing once it is sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) plan: Option<Plan>,
    /// What was sealed; nothing while it is a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sealed: Option<SealedBody>,
}

/// A sealed version. Its content never changes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SealedBody {
    /// The JSON of a [`SealedContent`], letter for letter as it was hashed: what a later version of
    /// the program would write differently still has the hash that people signed.
    pub(crate) content: String,
    /// SHA-256 of it, as hex.
    pub(crate) sha256: String,
    pub(crate) at: String,
    pub(crate) by: Id,
    /// Who sealed it, with credential, as it stood then.
    pub(crate) by_name: String,
    /// Who is asked to sign.
    pub(crate) asked: Vec<SignerRole>,
}

/// Everything that is signed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SealedContent {
    pub(crate) episode: Id,
    pub(crate) version: u32,
    pub(crate) plan: Plan,
    /// The rules it was checked against.
    pub(crate) packs: Vec<PackUsed>,
    /// Findings that somebody answered for.
    pub(crate) answered: Vec<AnsweredFinding>,
}

/// A rule pack that was in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackUsed {
    pub(crate) id: String,
    pub(crate) version: String,
}

/// A warning that stood when the plan was sealed, and why the plan stands all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnsweredFinding {
    pub(crate) rule: String,
    pub(crate) path: String,
    pub(crate) message: String,
    pub(crate) source: String,
    pub(crate) reason: String,
}

/// A signature below a version.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanSignatureBody {
    pub(crate) episode: Id,
    /// The record of the version.
    pub(crate) plan: Id,
    /// The user who signed or, for client and guardian, who was there.
    pub(crate) user: Id,
    pub(crate) signature: Signature,
}

impl PlanBody {
    /// The plan, as a draft or as it was sealed.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when what was sealed is not what its hash says.
    pub(crate) fn plan(&self) -> Result<Plan> {
        match (&self.plan, &self.sealed) {
            (Some(plan), None) => Ok(plan.clone()),
            (None, Some(sealed)) => Ok(sealed.opened()?.plan),
            _ => Err(Error::Unreadable),
        }
    }
}

impl SealedBody {
    /// The content, checked against its hash.
    ///
    /// # Errors
    /// [`Error::Unreadable`].
    pub(crate) fn opened(&self) -> Result<SealedContent> {
        if hex::shown(&vault::sha256(self.content.as_bytes())) != self.sha256 {
            return Err(Error::Unreadable);
        }
        serde_json::from_str(&self.content).map_err(|_| Error::Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> SealedBody {
        let id = Id::from_bytes([7; 16]);
        let plan = Plan { vision: "Mornings.".into(), ..Plan::default() };
        let (packs, answered) = (Vec::new(), Vec::new());
        let content = SealedContent { episode: id, version: 1, plan, packs, answered };
        let content = serde_json::to_string(&content).unwrap();
        let sha256 = hex::shown(&vault::sha256(content.as_bytes()));
        let (at, by_name, asked) = (String::new(), String::new(), vec![SignerRole::Client]);
        SealedBody { content, sha256, at, by: id, by_name, asked }
    }

    #[test]
    fn sealing_opening_and_sealing_again_changes_nothing() {
        let sealed = sealed();
        let again = serde_json::to_string(&sealed.opened().unwrap()).unwrap();
        assert_eq!(again, sealed.content);
    }

    #[test]
    fn any_changed_letter_of_a_sealed_version_is_found() {
        let sealed = sealed();
        for at in 0..sealed.content.len() {
            let mut bytes = sealed.content.clone().into_bytes();
            bytes[at] ^= 1;
            let Ok(content) = String::from_utf8(bytes) else { continue };
            let changed = SealedBody { content, ..sealed.clone() };
            assert!(changed.opened().is_err(), "letter {at}");
        }
    }

    #[test]
    fn a_plan_from_before_there_were_versions_is_a_draft() {
        let id = "07070707-0707-0707-0707-070707070707";
        let id = id
            .parse::<Id>()
            .map_or_else(|_| Id::from_bytes([7; 16]).to_string(), |id| id.to_string());
        let text = format!(r#"{{"episode":"{id}","version":1,"plan":{{"vision":"Mornings."}}}}"#);
        let body: PlanBody = serde_json::from_str(&text).unwrap();
        assert_eq!(body.plan().unwrap().vision, "Mornings.");
    }
}
