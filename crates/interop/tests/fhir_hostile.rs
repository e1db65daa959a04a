//! Files that are odd, wrong or meant to do harm: each with what becomes of it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{file, told, words};
use interop::fhir::read::read;

/// Files that are refused, and what is said.
const REFUSED: &[(&str, &str)] = &[
    ("empty", "there is nothing in it"),
    ("blank", "there is nothing in it"),
    ("only-a-mark", "there is nothing in it"),
    ("not-utf-8", "it is not text in UTF-8; ask for FHIR as JSON"),
    ("xml", "it is XML; ask for the same as FHIR JSON"),
    ("line-by-line", "it has one record on every line (NDJSON); ask for one bundle as FHIR JSON"),
    ("cut-off", "line 1, column 49: it ends too early; part of the file is missing"),
    ("something-after", "line 3, column 3: something follows after the end"),
    ("two-on-one-line", "line 1, column 28: something follows after the end"),
    ("same-name-twice", "line 3, column 12: the same name stands twice in one object"),
    ("half-a-character", "line 1, column 52: it is not JSON"),
    ("not-a-number-word", "line 1, column 36: it is not JSON"),
    ("comment", "line 1, column 27: it is not JSON"),
    ("number-out-of-range", "line 1, column 40: the number is out of range"),
    ("list-at-the-top", "the file: this is not an object, and FHIR R4 has one here"),
    ("text-at-the-top", "the file: this is not an object, and FHIR R4 has one here"),
    ("no-type", "resourceType: there is no resourceType; this is not FHIR"),
    (
        "no-type-inside",
        "Bundle.entry[0].resource.resourceType: there is no resourceType; this is not FHIR",
    ),
    ("type-is-a-number", "resourceType: this is not text, and FHIR R4 has text here"),
    ("unknown-type", "resourceType: this is not a type of resource that FHIR R4 has"),
    ("entry-is-an-object", "Bundle.entry: this is not an array, and FHIR R4 has one here"),
    ("entry-is-text", "Bundle.entry[0]: this is not an object, and FHIR R4 has one here"),
    (
        "resource-is-a-list",
        "Bundle.entry[0].resource: this is not an object, and FHIR R4 has one here",
    ),
    ("name-is-an-object", "Patient.name: this is not an array, and FHIR R4 has one here"),
    (
        "given-is-text",
        "Bundle.entry[1].resource.name[1].given: this is not an array, and FHIR R4 has one here",
    ),
    ("family-is-a-list", "Patient.name[0].family: this is not text, and FHIR R4 has text here"),
    (
        "active-is-text",
        "Patient.active: this is not true or false, and FHIR R4 has one of them here",
    ),
    ("contained-is-an-object", "Patient.contained: this is not an array, and FHIR R4 has one here"),
    (
        "reference-is-text",
        "Bundle.entry[1].resource.subject: this is not an object, and FHIR R4 has one here",
    ),
    (
        "coding-deep-inside",
        "Bundle.entry[0].resource.contact[0].relationship[0].coding[1].code: this is not text, and \
         FHIR R4 has text here",
    ),
    (
        "stu3-status",
        "Bundle.entry[1].resource.clinicalStatus: this is not an object, and FHIR R4 has one here",
    ),
    (
        "dose-is-text",
        "Bundle.entry[1].resource.dosageInstruction[0].doseAndRate[0].doseQuantity.value: this is \
         not a number, and FHIR R4 has one here",
    ),
];

/// Files that are read: how many people are in them, and what is said of them.
const TOLD: &[(&str, usize, &[&str])] = &[
    ("no-patient", 0, &[]),
    ("no-entry", 0, &[]),
    ("two-patients", 2, &["(id a)", "Bipolar disorder", "(id b)", "Panic disorder"]),
    ("no-name", 1, &["The file gives no legal name for this person. @ Patient"]),
    ("only-a-nickname", 1, &["name_used: \"Addy\"", "The file gives no legal name"]),
    ("born-tomorrow", 1, &["Date of birth: this date is still to come", "«Nov 24, 2026»"]),
    ("born-in-a-year", 1, &["the file has only a year or a month", "«1990»"]),
    ("born-130-years-ago", 1, &["120 years old or more. «May 5, 1896» @ Patient.birthDate"]),
    ("born-on-no-day", 1, &["this is not a date that can be read. «1990-02-30»"]),
    ("born-in-words", 1, &["this is not a date that can be read. «04/07/1985»"]),
    ("circle-of-references", 1, &["primary_care_name: \"Round Clinic\"", "Panic disorder"]),
    (
        "reference-to-nowhere",
        1,
        &[
            "1 Condition: the file does not say whom this is about.",
            "2 Condition: this is about somebody who is not in the file",
            "whom it does not name. (clinical) @ Bundle.entry[0].resource.generalPractitioner[0]",
            "whom it does not name. (clinical) @ Bundle.entry[4].resource.recorder",
        ],
    ),
    (
        "same-id-twice",
        2,
        &["\"Ada\"", "\"Eve\"", "or cannot be told apart there. @ Bundle.entry[2]"],
    ),
    (
        "two-servers-one-id",
        2,
        &[
            "\"diagnosis\":\"PTSD\"",
            "\"diagnosis\":\"Panic disorder\"",
            "@ Bundle.entry[3].resource",
        ],
    ),
    ("contained-in-a-circle", 2, &["Dr. Loop", "Patient.contained[0].contained[0] (id deep)"]),
    ("bundle-in-a-bundle", 1, &["1 Bundle: this kind of record is not taken in."]),
    (
        "modifier-on-a-medicine",
        1,
        &["MedicationStatement: Something that this program does not know"],
    ),
    (
        "modifier-on-the-patient",
        1,
        &["Patient: Something that this program", "One record about this person is left with it."],
    ),
    ("rules-of-their-own", 1, &["Condition: This record follows rules"]),
    (
        "entered-in-error",
        1,
        &["Condition: The other program says", "Coverage: The", "AllergyIntolerance: The"],
    ),
    ("nul-in-a-name", 1, &["legal_first: \"Ada[31m\"", "Characters that nobody can see"]),
    (
        "turned-around-name",
        1,
        &["legal_first: \"adA\"", "Testcase\u{200f}", "Characters that nobody"],
    ),
    ("markup", 1, &["legal_first: \"<script>alert(1)</script>\"", "line1\":\"<img src=x onerror"]),
    ("formula", 1, &["=HYPERLINK", "email: \"@SUM(A1)\"", "legal_last: \"+1\""]),
    ("path-in-an-id", 1, &["(id ../../etc/passwd)"]),
    ("nulls-and-nothing", 1, &["legal_first: \"Ada\"", "legal_last: \"Testcase\""]),
    (
        "unknown-medicine",
        1,
        &[
            "does not say which medicine this is. (clinical) @ Bundle.entry[1]",
            "does not say which medicine this is. (clinical) @ Bundle.entry[2]",
            "\"medicine\":\"code 36437\"",
            "must not be given. Tell a clinician. «Bupropion»",
        ],
    ),
    (
        "allergies-and-none",
        1,
        &["allergies_known: \"yes\"", "\"Latex\"", "names allergies too", "«Peanut»"],
    ),
    ("has-died", 1, &["Left:\n- The file says that this person has died.", "«May 1, 2026»"]),
    ("closed-record", 1, &["has closed this person's record"]),
    (
        "no-kind-of-insurance",
        1,
        &["Medicare and Medicaid Dual", "what kind of insurance this is", "also pays alone"],
    ),
    ("parts-nobody-knows", 1, &["2 parts of this record are not of FHIR R4"]),
    ("unknown-type-inside", 1, &["1 Unknown: FHIR R4 has no such kind of record."]),
    (
        "a-lab-order",
        1,
        &["source_person: \"Dr. Right\"", "laboratory test", "taken back", "still to come"],
    ),
    (
        "guardian-of-an-adult",
        1,
        &["Gil Keeper", "guardian_involved: \"yes\"", "«Old Keeper»", "in the file: Bandmate"],
    ),
    (
        "declined-everything",
        1,
        &["race_ethnicity: {\"state\":\"declined\"}", "pronouns_own: \"xe/xem\"", "gender_own"],
    ),
];

#[test]
fn every_odd_file_has_its_outcome() {
    for (name, outcome) in REFUSED {
        let refused = read(&file(&format!("hostile/{name}.json"))).unwrap_err();
        assert_eq!(refused.to_string(), *outcome, "{name}");
    }
    for (name, people, says) in TOLD {
        let (_, told) = told(&file(&format!("hostile/{name}.json")));
        assert_eq!(told.len(), *people, "{name}");
        let words: String = told.iter().map(words).collect();
        for said in *says {
            assert!(words.contains(said), "{name}: {said}\n{words}");
        }
    }
}

#[test]
fn no_file_of_the_corpus_is_forgotten() {
    let named = REFUSED.iter().map(|it| it.0).chain(TOLD.iter().map(|it| it.0));
    let mut named: Vec<String> = named.map(|name| format!("{name}.json")).collect();
    named.sort();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/fhir/hostile");
    let there = std::fs::read_dir(folder).unwrap();
    let mut there: Vec<String> =
        there.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    there.sort();
    assert_eq!(named, there);
}
