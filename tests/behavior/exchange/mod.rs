//! Records for other programs and from them, as FHIR R4.

mod coming;
mod everything;
mod leaving;
mod round_trip;

use std::path::{Path, PathBuf};
use std::process::Command;

use clinic::view::{ReferralsView, request};
use serde_json::Value;
use tests::clinic::TempClinic;

/// Has an independent validator look at bundles.
#[track_caller]
fn validate(files: &[PathBuf]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("fhir/validate.mjs");
    let ran = Command::new("node").arg(script).args(files).output().expect("node");
    let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{out}\n{err}");
    assert!(out.contains(", 0 errors"), "{out}");
}

/// Everybody's records, or those of some, as the file that was written.
#[track_caller]
fn written(clinic: &mut TempClinic, clients: &[&str], to: request::ExportAsk) -> (PathBuf, Value) {
    let clients = clients.iter().map(|&it| it.to_owned()).collect();
    let request = request::ExportFhir { token: clinic.token.clone(), clients, to };
    let file = clinic.desk.fhir_file(&request).unwrap();
    let path = clinic.folder().join(file.suggested_name());
    let view = clinic.desk.write_people_file(&clinic.token.clone(), &path, &file).unwrap();
    assert!(view.refused.is_empty(), "{view:?}");
    let bundle = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    (path, bundle)
}

/// The resources of a kind.
fn of_kind<'b>(bundle: &'b Value, kind: &str) -> Vec<&'b Value> {
    let entries = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    entries.filter(|it| it["resourceType"] == kind).collect()
}

/// What a file says of people, looked at.
fn looked_at(clinic: &mut TempClinic, bytes: &[u8]) -> clinic::Result<ReferralsView> {
    let token = clinic.token.clone();
    clinic.desk.take_referrals(&token, "referral.json", bytes)
}

/// Takes in people by their places in the file.
fn add(clinic: &mut TempClinic, people: &[u32]) -> clinic::Result<Vec<String>> {
    let (token, people) = (clinic.token.clone(), people.to_vec());
    let request = request::AddReferrals { token, people };
    clinic.desk.add_referrals(&request).map(|it| it.numbers)
}
