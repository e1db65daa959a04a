//! The shipped library from outside: the list names every file of the folder and
//! nothing else, and what was answered in a screening brings up its areas.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use form::{Answers, Catalog, Context, Definition, Scored};
use record::library;
use serde_json::Value;

#[test]
fn the_list_of_shipped_areas_equals_the_files_in_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("library/problems");
    let entries = std::fs::read_dir(folder).unwrap();
    let files: BTreeSet<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let listed: BTreeSet<String> =
        library::shipped().unwrap().iter().map(|area| format!("{}.toml", area.id)).collect();
    assert_eq!(listed, files);
}

#[test]
fn the_library_has_at_least_twenty_four_areas() {
    assert!(library::shipped().unwrap().len() >= 24);
}

#[test]
fn what_stands_in_a_screening_brings_up_its_areas() {
    let catalog = Catalog::shipped().unwrap();
    let (gad, asq) = (catalog.form("gad-7").unwrap(), catalog.form("asq").unwrap());
    let scored = |form: &Definition, items: &[(&str, Value)]| {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let mut answers = Answers::new();
        for (item, value) in items {
            form::set(form, &mut answers, item, value, today).unwrap();
        }
        form::evaluate(form, &answers, &Context::on(today)).scored
    };
    let worried: Vec<_> =
        ["q1", "q2", "q3", "q4", "q5", "q6", "q7"].map(|it| (it, 2.into())).into();
    let worried = scored(gad, &worried);
    let half = scored(gad, &[("q1", 3.into())]);
    let safe: Vec<_> = ["q1", "q2", "q3", "q4"].map(|it| (it, "no".into())).into();
    let (safe, refused) = (scored(asq, &safe), scored(asq, &[("q1", "yes".into())]));
    let brought_up = |id: &str, scores: &[(&str, &Scored)]| {
        library::offered(library::shipped().unwrap(), scores).iter().any(|area| area.id == id)
    };
    let unfinished = [("gad-7", &half), ("asq", &refused)];
    let worry_alone = [("gad-7", &worried), ("asq", &safe)];
    for (id, first, second) in
        [("anxiety", true, false), ("self-harm-suicidal-thoughts", false, true)]
    {
        assert_eq!(brought_up(id, &worry_alone), first, "{id}");
        assert_eq!(brought_up(id, &unfinished), second, "{id}");
    }
}
