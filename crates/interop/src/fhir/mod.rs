//! HL7 FHIR R4 (4.0.1): resources as JSON values, out and in.
//!
//! Resources are built with `json!` and [`pruned`] before they leave: FHIR knows no null and no
//! empty array. A resource is named by [`url`], so that the references of a bundle resolve inside
//! it by the rules of the format.

mod element;
pub mod export;
pub mod questionnaire;
pub mod read;
pub mod referral;
pub mod system;

pub use element::{BASE, pruned, reference, url};
