//! Whatever is answered, scores, bands, alerts and follow-ups are what a plain reading of the
//! definition says: of every instrument that is shipped, of packs, and of one that uses everything.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "the numbers of a test are small"
)]

mod plain;

use form::score::Marks;
use form::{Answer, Answers, Catalog, Definition, Kind, SexForScoring, date, evaluate, score};
use plain::{Around, Plain};
use serde_json::{Map, Value as Json, json};
use std::fmt::Write;

/// Numbers that look like chance and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

/// An answer to an item, which is wrong, a state or blank as often as `care` allows.
fn answer(item: &form::Item, care: usize, dice: &mut Dice) -> Json {
    match dice.below(care) {
        0 => return Json::Null,
        1 => return json!({"state": "declined"}),
        2 => return json!("no such choice"),
        3 => return json!(dice.below(400) as i64 - 200),
        4 => return json!(["no such choice"]),
        _ => {}
    }
    let code = |dice: &mut Dice| json!(item.choices()[dice.below(item.choices().len())].code);
    match &item.kind {
        Kind::Choice(_) => code(dice),
        Kind::MultiChoice(_) => (0..=dice.below(3)).map(|_| code(dice)).collect(),
        Kind::Integer(rule) => {
            let (min, max) = (rule.min.unwrap_or(0), rule.max.unwrap_or(100));
            json!(min + dice.below((max - min + 1) as usize) as i64)
        }
        _ => json!("some words"),
    }
}

fn answers(form: &Definition, dice: &mut Dice) -> Answers {
    let care = [7, 20, 200][dice.below(3)];
    let said: Map<_, _> =
        form.items.iter().map(|item| (item.id.clone(), answer(item, care, dice))).collect();
    Answers::from_json(&said.into()).unwrap()
}

fn around(dice: &mut Dice) -> Around {
    let mut around = Around {
        age: [None, Some(12), Some(17), Some(18), Some(64), Some(65)][dice.below(6)],
        sex: [SexForScoring::Female, SexForScoring::Male, SexForScoring::Unspecified]
            [dice.below(3)],
        ..Around::default()
    };
    if dice.below(2) == 0 {
        around.flags.insert("remote_contact");
    }
    let said =
        [json!("yes"), json!("no"), json!(3), json!(["yes", "no"]), json!({"state": "unknown"})];
    if let Some(said) = said.get(dice.below(6)) {
        let outside = Answers::from_json(&json!({ "it": said })).unwrap();
        let answer: Answer = outside.get("it").unwrap().clone();
        around.outside.insert("identity.guardian_involved".to_owned(), answer);
    }
    around
}

/// Scores so many responses in every way there is; how many scores, bands, alerts and follow-ups
/// there were. The marks are used again, whatever form they were made for.
fn same(form: &Definition, responses: usize, marks: &mut Marks) -> [usize; 4] {
    let today = date::parse_stored("2026-11-23").unwrap();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut found = [0; 4];
    for _ in 0..responses {
        let (answers, around) = (answers(form, &mut dice), around(&mut dice));
        let context = around.context(today);
        let wanted = Plain { form, answers: &answers, around: &around }.scored();
        let told = || format!("{}: {} {around:?}", form.id, answers.to_json());
        assert_eq!(score(form, &answers, &context), wanted, "{}", told());
        assert_eq!(evaluate(form, &answers, &context).scored, wanted, "{}", told());
        let scorer = form.scorer();
        scorer.mark(&scorer.sheet(&answers), &context, marks);
        assert_eq!(scorer.scored(marks), wanted, "{}", told());
        marks_say_the_same(form, marks, &wanted);
        found[0] += wanted.scores.iter().filter(|(_, value)| value.is_some()).count();
        found[1] += wanted.bands.len();
        found[2] += wanted.alerts.len();
        found[3] += wanted.follow_ups.len();
    }
    found
}

fn marks_say_the_same(form: &Definition, marks: &Marks, wanted: &form::Scored) {
    for (at, (id, value)) in wanted.scores.iter().enumerate() {
        let whole = match value {
            Some(form::ScoreValue::Integer(number)) => Some(*number),
            _ => None,
        };
        assert_eq!(marks.whole(at), whole);
        let band = marks.band(at).map(|at| &form.bands[at]);
        assert_eq!(band.map(|band| &band.score), wanted.band(id).map(|_| id));
    }
    let alerts: Vec<&str> = marks.alerts().map(|at| form.alerts[at].id.as_str()).collect();
    assert_eq!(alerts, wanted.alerts);
    let next: Vec<&str> = marks.follow_ups().map(|at| form.follow_ups[at].form.as_str()).collect();
    assert_eq!(next, wanted.follow_ups);
}

#[test]
fn every_shipped_instrument_is_scored_as_its_definition_reads() {
    let mut marks = Marks::new();
    let mut instruments = 0;
    for form in Catalog::shipped().unwrap().screening() {
        let [values, ..] = same(form, 2_000, &mut marks);
        assert!(values > 0 || form.scores.is_empty(), "{}: no response had a score", form.id);
        instruments += 1;
    }
    assert_eq!(instruments, 17);
}

#[test]
fn packs_are_scored_as_their_definitions_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/instruments");
    let mut marks = Marks::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let form = Definition::parse("pack.toml", &text).unwrap();
        assert!(same(&form, 2_000, &mut marks)[0] > 0);
    }
}

/// A form of a hundred items that uses every method, every policy and every condition.
fn everything() -> Definition {
    let mut text = r#"
id = "everything"
version = "1.0.0"
role = "screening"
class = 2
title = "Everything"
[instrument]
administration = "interviewer"
timeframe = "now"
factors = ["risk"]
references = ["None"]
[instrument.licence]
status = "public-domain"
statement = "None"
source = "None"
[instrument.population]
label = "Everybody"
[[choice_set]]
id = "points"
choices = [{ code = 5, label = "A", score = -1 }, { code = 6, label = "B", score = 0 }, { code = 7, label = "C", score = 2 }]
[[choice_set]]
id = "words"
choices = [{ code = "a", label = "A", score = 1 }, { code = "b", label = "B", score = -2 }, { code = "c", label = "C", score = 0 }]
"#
    .to_owned();
    let shown = [
        "",
        r#"show_when = { item = "i0", op = ">=", value = 6 }"#,
        r#"show_when = { any = [{ item = "m2", op = "includes", value = "b" }, { item = "n3", op = "<", value = 2 }] }"#,
        r#"show_when = { not = { sum = ["i0", "m2", "n3", "i4"], op = "!=", value = 1 } }"#,
        r#"show_when = { score = "mean", op = ">", value = 1 }"#,
        r#"show_when = { all = [{ flag = "remote_contact" }, { context = "age", op = "<", value = 18 }] }"#,
    ];
    for n in 0..100 {
        let (letter, kind) = match n % 4 {
            0 => ("i", "kind = \"choice\"\nchoices = \"points\""),
            1 => ("w", "kind = \"choice\"\nchoices = \"words\""),
            2 => ("m", "kind = \"multi_choice\"\nchoices = \"words\""),
            _ => ("n", "kind = \"integer\"\nmin = 1\nmax = 4"),
        };
        let when = if n < 8 { "" } else { shown[n % 7 % 6] };
        let _ = write!(text, "[[item]]\nid = \"{letter}{n}\"\nlabel = \"{n}\"\n{kind}\n{when}\n");
    }
    text.push_str(include_str!("fixtures/everything.toml"));
    Definition::parse("everything.toml", &text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_form_that_uses_everything_is_scored_as_it_reads() {
    let found = same(&everything(), 3_000, &mut Marks::new());
    assert!(found.iter().all(|count| *count > 100), "{found:?}");
}

#[test]
fn a_sheet_is_marked_anew_for_each_context() {
    let form = Catalog::shipped().unwrap().form("audit-c").unwrap();
    let today = date::parse_stored("2026-11-23").unwrap();
    let answers = Answers::from_json(&json!({"q1": 1, "q2": 1, "q3": 1})).unwrap();
    let (scorer, mut marks) = (form.scorer(), Marks::new());
    let sheet = scorer.sheet(&answers);
    let mut bands = Vec::new();
    for sex in [SexForScoring::Male, SexForScoring::Female] {
        scorer.mark(&sheet, &form::Context::on(today).sex(sex), &mut marks);
        bands.push(scorer.scored(&marks).band("total").unwrap().code.clone());
    }
    assert_eq!(bands, ["negative", "positive-women"]);
}
