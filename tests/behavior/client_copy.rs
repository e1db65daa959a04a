//! The client copy: in plain words, in the person's language, without what is for the chart.

use clinic::Code;
use clinic::view::request;
use tests::clinic::{TempClinic, own_copy, refused, text_of_pdf};

fn copy(
    clinic: &mut TempClinic,
    client: &str,
    record: &str,
    language: &str,
) -> clinic::Result<String> {
    let pdf = clinic.desk.client_copy_pdf(&request::ExportClientCopy {
        token: clinic.token.clone(),
        client: client.into(),
        record: record.into(),
        language: language.into(),
        to: own_copy("Own copy"),
    })?;
    let path = clinic.folder().join("copy.pdf");
    std::fs::write(&path, &pdf.bytes).unwrap();
    Ok(text_of_pdf(&path))
}

#[test]
fn it_says_goals_week_and_whom_to_call_and_nothing_for_the_chart() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let record = clinic.plan(&client).page.record.clone();
    let english = copy(&mut clinic, &client, &record, "en").unwrap();
    for words in [
        "I want my mornings back.",
        "Gets up by eight on five days a week",
        "Skills group",
        "D. Test, LMFT",
        "988",
        "How to change this plan",
    ] {
        assert!(english.contains(words), "{words} in {english}");
    }
    for kept in ["Why this level of care", "Diagnoses", "Findings answered for"] {
        assert!(!english.contains(kept), "{kept} in {english}");
    }
    let spanish = copy(&mut clinic, &client, "", "es").unwrap();
    for words in ["Mi plan", "A quién llamar", "Mis metas", "I want my mornings back."] {
        assert!(spanish.contains(words), "{words} in {spanish}");
    }
    assert_eq!(refused(copy(&mut clinic, &client, "", "fr").map(drop)), Code::BadValue);
    let other = clinic.add_client("Bo", "Test");
    assert_eq!(refused(copy(&mut clinic, &other, &record, "en").map(drop)), Code::NoSuchRecord);
}
