//! Every scoring vector of every instrument, in one table: scores, bands and alerts must be what
//! the vector states. The instruments that are not shipped lie beside it as clinic packs would.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use form::{Catalog, Context, Definition, score, strict};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder)
}

fn definition(id: &str) -> Definition {
    if let Some(shipped) = Catalog::shipped().unwrap().form(id) {
        return shipped.as_ref().clone();
    }
    let file = fixtures("instruments").join(format!("{id}.toml"));
    let text = std::fs::read_to_string(&file).unwrap();
    Definition::parse(&format!("{id}.toml"), &text).unwrap_or_else(|error| panic!("{error}"))
}

fn vector_files() -> Vec<Json> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(fixtures("vectors"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap())
        .collect()
}

/// What differs between a vector and the result; empty when they agree.
fn differences(form: &Definition, vector: &Json) -> Vec<String> {
    let today = form::date::parse_stored("2026-11-23").unwrap();
    let context = Context::from_json(today, &vector["context"]).unwrap();
    let answers = strict::read(form, &vector["answers"], today).unwrap();
    let result = serde_json::to_value(score(form, &answers, &context)).unwrap();
    let mut found = Vec::new();
    for part in ["scores", "bands"] {
        for (key, wanted) in vector["expect"][part].as_object().into_iter().flatten() {
            let got = result[part].get(key).unwrap_or(&Json::Null);
            let same = match (got.as_f64(), wanted.as_f64()) {
                (Some(got), Some(wanted)) => (got - wanted).abs() < 1e-9,
                _ => got == wanted,
            };
            if !same {
                found.push(format!("{} {part}.{key}: {got} instead of {wanted}", vector["id"]));
            }
        }
    }
    let Some(wanted) = vector["expect"].get("alerts") else {
        return found;
    };
    let sorted = |alerts: &Json| {
        let mut ids: Vec<String> = serde_json::from_value(alerts.clone()).unwrap();
        ids.sort();
        ids
    };
    if sorted(&result["alerts"]) != sorted(wanted) {
        found.push(format!("{} alerts: {} instead of {wanted}", vector["id"], result["alerts"]));
    }
    found
}

#[test]
fn every_vector_of_every_instrument_gives_its_scores_bands_and_alerts() {
    let (mut instruments, mut vectors, mut wrong) = (0, 0, Vec::new());
    for file in vector_files() {
        let form = definition(file["instrument"].as_str().unwrap());
        instruments += 1;
        for vector in file["vectors"].as_array().unwrap() {
            vectors += 1;
            wrong.extend(differences(&form, vector));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((instruments, vectors), (21, 208));
}

#[test]
fn a_whole_number_prints_without_a_point_and_a_mean_with_its_decimals() {
    let form = definition("imr-client");
    let today = form::date::parse_stored("2026-11-23").unwrap();
    let json: serde_json::Map<String, Json> =
        (1..=15).map(|n| (format!("q{n}"), Json::from(4))).collect();
    let answers = strict::read(&form, &Json::Object(json), today).unwrap();
    let printed = serde_json::to_string(&score(&form, &answers, &Context::on(today))).unwrap();
    assert_eq!(printed, r#"{"scores":{"total":60,"mean":4.0},"bands":{},"alerts":[]}"#);
}
