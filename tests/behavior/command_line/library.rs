//! `library` and `plan offers|take|pick|insert`.

use serde_json::{Value, json};
use tests::clinic::CommandLine;

use super::VAULT;

const OF: [&str; 3] = [VAULT, "--client", "CFC-0001"];

fn with_client() -> CommandLine {
    let line = CommandLine::with_vault();
    line.add_client("Ana", "Luz");
    line
}

fn with(words: &[&'static str], of: &[&'static str]) -> Vec<&'static str> {
    [words, of].concat()
}

fn screened(line: &CommandLine) {
    let answers: serde_json::Map<String, Value> =
        (1..=10).map(|n| (format!("q{n}"), json!(if n > 8 { 0 } else { 2 }))).collect();
    line.write("phq.json", Value::Object(answers).to_string());
    let _ =
        line.json(&with(&["clinical", "screen", "--form", "phq-9", "--answers", "phq.json"], &OF));
}

fn plan(line: &CommandLine) -> Value {
    line.json(&with(&["plan", "show"], &OF))["plan"].clone()
}

#[test]
fn a_thread_and_single_entries_are_inserted_where_they_are_told_to() {
    let line = with_client();
    screened(&line);
    let found = line.json(&["library", "search", "low mood", VAULT]);
    assert_eq!((&found[0]["area"], &found[0]["part"]), (&json!("depression"), &json!("area")));
    let shown = line.json(&["library", "show", "depression", VAULT]);
    let first = |part: &str| {
        let rows = shown.as_array().unwrap();
        let row = rows.iter().find(|it| it["part"] == part).unwrap();
        format!("depression/{}", row["entry"].as_str().unwrap())
    };
    let told = line.json(&with(&["plan", "insert", "depression"], &OF));
    assert_eq!(told["rev"], 1);
    let problem = format!("problems/{}", told["added"].as_str().unwrap());
    let goal = first("goal");
    let insert = ["plan", "insert", &goal, VAULT, "--client", "CFC-0001", "--under", &problem];
    assert_eq!(line.json(&insert)["rev"], 2);
    let plan = plan(&line);
    let goals = plan["problems"][0]["goals"].as_array().unwrap();
    assert_eq!((goals.len(), &goals[1]["library"]), (2, &json!(goal)));
    let objectives = goals[0]["objectives"].as_array().unwrap();
    let scored = objectives.iter().find(|it| it["instrument"] == "phq-9/total").unwrap();
    assert_eq!(scored["baseline"], "16");
}

#[test]
fn what_cannot_be_inserted_or_shown_is_refused_and_changes_nothing() {
    let line = with_client();
    let gone = "problems/0123456789abcdef0123456789abcdef";
    for words in [
        with(&["library", "show", "no-such-area"], &[VAULT]),
        with(&["plan", "insert", "depression/none"], &OF),
        with(&["plan", "insert", "none"], &OF),
        with(&["plan", "insert", ""], &OF),
        with(&["plan", "insert", "depression", "--under", gone], &OF),
        with(&["plan", "take", "supports/strengths"], &OF),
        with(&["plan", "pick", "phq-9/total"], &OF),
    ] {
        assert_eq!(line.run(&words).code(), "no-such-record", "{words:?}");
    }
    let page = line.json(&with(&["plan", "show"], &OF));
    assert_eq!((&page["rev"], &page["plan"]["problems"]), (&json!(0), &json!([])));
}

#[test]
fn what_intake_and_screening_say_is_listed_taken_put_aside_and_picked() {
    let line = with_client();
    screened(&line);
    line.write(
        "in.json",
        json!({"supports.strengths": "Never gives up", "presenting.better": "To sleep again"})
            .to_string(),
    );
    let _ = line.json(&with(&["intake", "set", "--from", "in.json"], &OF));
    let offered = line.json(&with(&["plan", "offers"], &OF));
    let keys = |told: &Value| -> Vec<String> {
        let rows = told["offers"].as_array().unwrap();
        rows.iter().map(|it| it["key"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(keys(&offered), ["presenting/better", "supports/strengths"]);
    assert_eq!(offered["candidates"][0]["key"], "phq-9/total");
    let _ = line.json(&with(&["plan", "take", "supports/strengths"], &OF));
    let _ = line.json(&with(&["plan", "take", "presenting/better", "--aside"], &OF));
    let picked = line.json(&with(&["plan", "pick", "phq-9/total"], &OF));
    assert_eq!(picked["rev"], 3);
    let plan = plan(&line);
    assert_eq!((&plan["strengths"], &plan["vision"]), (&json!("Never gives up"), &json!("")));
    assert_eq!(plan["assessed_needs"][0]["key"], "phq-9/total");
    let left = line.json(&with(&["plan", "offers"], &OF));
    assert!(keys(&left).is_empty());
    assert_eq!(left["candidates"][0]["picked"], true);
    let told = line.run(&with(&["plan", "offers"], &OF)).out;
    assert!(told.contains("in the plan"), "{told}");
}

#[test]
fn a_clinics_own_area_is_added_replaced_retired_and_brought_back() {
    let line = with_client();
    let guide = include_str!("../../../docs/library.md");
    let area = guide.split("```toml\n").nth(1).and_then(|it| it.split("```").next()).unwrap();
    line.write("own.toml", area);
    let own = |told: &Value, list: &str| -> Vec<String> {
        let rows = told[list].as_array().unwrap().iter().filter(|it| it["own"] == true);
        rows.map(|it| it["version"].as_str().unwrap().to_owned()).collect()
    };
    let told = line.json(&["library", "add", "own.toml", VAULT]);
    assert_eq!(own(&told, "areas"), ["1.0.0"]);
    assert_eq!(line.run(&["library", "add", "own.toml", VAULT]).code(), "form-taken");
    line.write("own.toml", area.replacen("1.0.0", "1.1.0", 1));
    let told = line.json(&["library", "add", "own.toml", VAULT]);
    assert_eq!(own(&told, "areas"), ["1.1.0"]);
    let told = line.json(&["library", "retire", "back-to-the-water", VAULT]);
    assert_eq!((own(&told, "areas").len(), own(&told, "retired").len()), (0, 1));
    let told = line.json(&["library", "retire", "back-to-the-water", VAULT, "--back"]);
    assert_eq!((own(&told, "areas").len(), own(&told, "retired").len()), (1, 0));
    assert_eq!(line.run(&["library", "retire", "sleep", VAULT]).code(), "no-such-record");
}

#[test]
fn a_file_that_is_no_area_is_refused_with_its_line() {
    let line = with_client();
    for (text, place) in [
        ("", "own.toml:1:1"),
        ("id = \"a\"\nversion = 3\n", "own.toml:2"),
        ("id = \"a\"\n\nnonsense = true\n", "own.toml:3"),
    ] {
        line.write("own.toml", text);
        let ran = line.run(&["library", "add", "own.toml", VAULT]);
        assert_eq!(ran.code(), "bad-definition", "{text:?}");
        assert!(ran.err.contains(place), "{}", ran.err);
    }
    let told = line.json(&["library", "list", VAULT]);
    assert_eq!(told["areas"].as_array().unwrap().len(), 29);
}
