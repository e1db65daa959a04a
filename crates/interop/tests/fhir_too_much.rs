//! Files that are too large, too deep or too many of something, made here because they are huge; and
//! that nothing of a file is in an error.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{today, told, words};
use interop::fhir::read::{ENTRIES, LARGEST, MOST_PARTS, PEOPLE, read};
use interop::fhir::referral::referrals;

/// A Patient with more of something than anybody has.
fn patient(part: &str) -> String {
    format!("{{\"resourceType\":\"Patient\",\"id\":\"p\",{part}}}")
}

fn bundle(resource: &str, count: usize) -> String {
    let entry = format!("{{\"resource\":{resource}}}");
    let entries = vec![entry; count].join(",");
    format!("{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{entries}]}}")
}

fn refusal(text: &str) -> String {
    read(text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn what_is_too_much_is_refused() {
    let deep = |open: &str, close: &str| {
        let (open, close) = (open.repeat(100_000), close.repeat(100_000));
        format!("{{\"resourceType\":\"Patient\",\"x\":{open}1{close}}}")
    };
    let zeros = vec!["0"; MOST_PARTS + 1].join(",");
    let many = vec![format!("[{}]", &zeros[..2 * MOST_PARTS - 1]); 41].join(",");
    let too_deep = "more than 64 parts lie within each other";
    for (name, text, outcome) in [
        ("arrays", deep("[", "]"), too_deep),
        ("objects", deep("{\"x\":", "}"), too_deep),
        ("never closed", "[".repeat(1_000_000), too_deep),
        ("a long array", format!("[{zeros}]"), "there are more values than can be read"),
        ("many values", format!("[{many}]"), "there are more values than can be read"),
        ("entries", bundle("{}", ENTRIES + 1), "Bundle.entry: there are more than 20000 records"),
        (
            "people",
            bundle("{\"resourceType\":\"Patient\"}", PEOPLE + 1),
            "Bundle: there are more than 500 people in it",
        ),
    ] {
        assert!(refusal(&text).ends_with(outcome), "{name}: {}", refusal(&text));
    }
    let large = vec![b' '; usize::try_from(LARGEST).unwrap() + 1];
    assert_eq!(read(&large).unwrap_err().to_string(), "it is larger than 64 MB");
    let wide: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(read(&wide).unwrap_err().to_string().starts_with("it is not text in UTF-8"));
}

#[test]
fn what_has_no_room_in_a_form_is_left_and_counted() {
    let phone = "{\"system\":\"phone\",\"value\":\"202-555-01";
    let phones: Vec<String> = (0..10_000).map(|it| format!("{phone}{it:05}\"}}")).collect();
    let phones = patient(&format!("\"telecom\":[{}]", phones.join(",")));
    let name = patient(&format!("\"name\":[{{\"family\":\"{}\"}}]", "x".repeat(100_000)));
    let names = vec!["{\"text\":\"A B\",\"use\":\"old\"},{\"text\":\"C D\"}"; 20_000].join(",");
    let mail = vec!["{\"system\":\"fax\",\"value\":\"1\"}"; 500].join(",");
    for (text, says) in [
        (phones, "9992 more of \"Phone\": the form has room for 8."),
        (name, "Legal last name: this text is longer than the form can hold."),
        (patient(&format!("\"name\":[{names}]")), "This is in the file twice; it is kept once."),
        (patient(&format!("\"telecom\":[{mail}]")), "480 more like this: The form has no place"),
    ] {
        let (_, told) = told(text.as_bytes());
        let words = words(&told[0]);
        assert!(words.contains(says), "{says}");
        assert!(words.len() < 20_000, "{says}: {} characters to read", words.len());
    }
}

#[test]
fn a_resource_that_everything_refers_to_is_looked_up_once() {
    let names = vec!["{\"use\":\"old\",\"text\":\"x\"}"; 40_000].join(",");
    let doctor = format!("{{\"resourceType\":\"Practitioner\",\"id\":\"d\",\"name\":[{names}]}}");
    let condition = "{\"resourceType\":\"Condition\",\"code\":{\"text\":\"mood\"},\
        \"subject\":{\"reference\":\"Patient/p\"},\"recorder\":{\"reference\":\"Practitioner/d\"}}";
    let entries = vec![format!("{{\"resource\":{condition}}}"); 15_000].join(",");
    let text = format!(
        "{{\"resourceType\":\"Bundle\",\"entry\":[{{\"resource\":{}}},{{\"resource\":{doctor}}},{entries}]}}",
        patient("\"active\":true")
    );
    let told = referrals(&read(text.as_bytes()).unwrap(), today());
    assert!(told[0].left.len() < 100);
}

#[test]
fn nothing_that_a_file_says_is_in_an_error_or_in_debug_output() {
    let secret = "Zebrafish";
    for text in [
        patient(&format!("\"name\":\"{secret}\"")),
        format!("{{\"{secret}\":1,\"{secret}\":2}}"),
        format!("{{\"resourceType\":\"{secret}\"}}"),
        format!("{{\"resourceType\":\"Patient\"}} {secret}"),
        format!("{{\"{secret}\" {secret}}}"),
    ] {
        let refused = read(text.as_bytes()).unwrap_err();
        assert!(!format!("{refused} {refused:?}").contains(secret), "{refused}");
    }
    let name =
        format!("\"name\":[{{\"family\":\"{secret}\",\"prefix\":[\"{secret}\"]}}],\"{secret}\":1");
    let (incoming, told) = told(patient(&name).as_bytes());
    assert!(words(&told[0]).contains(secret));
    let seen = format!("{incoming:?} {told:?} {:?} {:?}", told[0].left, told[0].carried);
    assert!(!seen.contains(secret), "{seen}");
}
