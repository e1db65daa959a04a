//! Every item of every shipped form takes a plausible answer, keeps it, shows it, and has nothing
//! to say against it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use form::{Answers, Catalog, Context, Definition, Item, Kind, date, evaluate, set, shown, strict};
use serde_json::{Value as Json, json};

fn plausible(item: &Item) -> Json {
    match &item.kind {
        Kind::Text => json!("Harbor Light"),
        Kind::LongText => json!("One line.\nAnother."),
        Kind::Date(rule) if rule.birth => json!("4/7/1985"),
        Kind::Date(rule) if rule.not_future => json!("11/2/2026"),
        Kind::Date(_) => json!("12/1/2026"),
        Kind::Choice(set) => serde_json::to_value(&set.choices[0].code).unwrap(),
        Kind::MultiChoice(set) => {
            let several = set.choices.iter().filter(|choice| !choice.exclusive).take(2);
            several.map(|choice| serde_json::to_value(&choice.code).unwrap()).collect()
        }
        Kind::Integer(rule) => json!(rule.max.or(rule.min).unwrap_or(3)),
        Kind::Phone => json!("202-555-0134"),
        Kind::Address => {
            json!({"line1": "12 Elm St", "city": "Dayton", "state": "OH", "zip": "45402"})
        }
        Kind::Week => json!(["wed 13:00-16:30", "mon 09:00-12:30"]),
        Kind::Group(group) => {
            let cells = group.items.iter().map(|item| (item.id.clone(), plausible(item)));
            json!([cells.collect::<serde_json::Map<String, Json>>()])
        }
        Kind::Signature(_) => json!("600x200 20,90 80,40 140,120;150,60 151,61"),
        Kind::Attachment(_) => json!("00112233445566778899aabbccddeeff"),
        Kind::Computed(_) => Json::Null,
    }
}

fn forms() -> Vec<&'static Definition> {
    let catalog = Catalog::shipped().unwrap();
    let records = ["client", "episode"].map(|id| catalog.form(id).unwrap());
    records
        .into_iter()
        .chain(catalog.intake())
        .chain(catalog.screening())
        .map(AsRef::as_ref)
        .collect()
}

#[test]
fn every_item_of_every_form_takes_a_plausible_answer() {
    let today = date::parse_stored("2026-11-23").unwrap();
    let mut tried = 0;
    for form in forms() {
        let typed: serde_json::Map<String, Json> = form
            .items
            .iter()
            .filter(|item| !matches!(item.kind, Kind::Computed(_)))
            .map(|item| (item.id.clone(), plausible(item)))
            .collect();
        let mut one_by_one = Answers::new();
        for (path, value) in &typed {
            set(form, &mut one_by_one, path, value, today)
                .unwrap_or_else(|refused| panic!("{}: {refused}", form.id));
            tried += 1;
        }
        let whole = strict::read(form, &Json::Object(typed), today);
        let whole = whole.unwrap_or_else(|refused| panic!("{}: {refused}", form.id));
        assert!(whole == one_by_one, "{} reads a file in another way", form.id);
        assert!(Answers::from_json(&whole.to_json()).unwrap() == whole, "{}", form.id);
        for item in &form.items {
            let words = whole.get(&item.id).map(|answer| shown(item, answer));
            assert!(words.is_none_or(|words| !words.trim().is_empty()), "{}: {}", form.id, item.id);
        }
        let context = Context::on(today).born(date::parse_stored("2010-04-07"));
        let said = evaluate(form, &whole, &context).issues;
        let wrong = said.iter().filter(|issue| !issue.message.contains("is needed"));
        let wrong: Vec<_> =
            wrong.filter(|issue| issue.level == form::IssueLevel::Invalid).collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", form.id);
    }
    assert!(tried > 400, "only {tried} items");
}

#[test]
fn every_blank_required_item_is_counted_and_said() {
    let context = Context::on(date::parse_stored("2026-11-23").unwrap());
    for form in forms() {
        let empty = evaluate(form, &Answers::new(), &context);
        let said = empty.issues.iter().filter(|issue| issue.level == form::IssueLevel::Required);
        let said: Vec<&str> = said.map(|issue| issue.path.as_str()).collect();
        let required = form
            .items
            .iter()
            .filter(|item| item.need == form::Need::Required && empty.visible.contains(&item.id));
        let required: Vec<&str> = required.map(|item| item.id.as_str()).collect();
        assert_eq!(said, required, "{}", form.id);
        assert_eq!(empty.progress.required_missing as usize, required.len(), "{}", form.id);
        assert_eq!(empty.is_complete(), required.is_empty(), "{}", form.id);
    }
}

#[test]
fn a_week_is_kept_one_way_and_what_is_no_time_is_kept_as_typed_and_said() {
    let today = date::parse_stored("2026-11-23").unwrap();
    let form = Catalog::shipped().unwrap().form("availability").unwrap();
    let enter = |value: Json| {
        let mut answers = Answers::new();
        set(form, &mut answers, "weekly_times", &value, today).map(|()| answers)
    };
    let answers = enter(json!(["Wed 1-3 pm", "mon 11:00-12:30", "Mon 9:00 AM-11:00 AM"])).unwrap();
    let answer = answers.get("weekly_times").unwrap();
    assert_eq!(answer.to_json(), json!(["mon 09:00-12:30", "wed 13:00-15:00"]));
    assert_eq!(
        shown(form.item("weekly_times").unwrap(), answer),
        "Mon 9:00 AM-12:30 PM; Wed 1:00 PM-3:00 PM"
    );
    let typed = enter(json!("Mon 9:00 AM-12:30 PM; when my sister can drive")).unwrap();
    assert_eq!(
        typed.get("weekly_times").unwrap().to_json(),
        json!(["mon 09:00-12:30", "when my sister can drive"])
    );
    let issues = evaluate(form, &typed, &Context::on(today)).issues;
    let issue = issues.iter().find(|issue| issue.path == "weekly_times").unwrap();
    assert!(issue.message.contains("could not be read") && !issue.message.contains("sister"));
    assert!(enter(json!([])).unwrap().is_empty() && enter(json!("")).unwrap().is_empty());
    assert_eq!(enter(json!([9])).unwrap_err().why, form::Refusal::WrongType);
    assert_eq!(enter(json!(vec!["mon 09:00-10:00"; 400])).unwrap_err().why, form::Refusal::TooLong);
    let strict = |value: Json| strict::read(form, &json!({"weekly_times": value}), today);
    assert!(strict(json!(["mon 09:00-12:30"])).is_ok());
    assert!(
        strict(json!(["mon 09:00-12:40"]))
            .unwrap_err()
            .to_string()
            .contains("not a time of the week")
    );
}

/// A section cannot check what it names in another; the catalog as a whole can.
#[test]
fn what_one_section_names_in_another_is_there() {
    let catalog = Catalog::shipped().unwrap();
    let mut named = 0;
    for form in forms() {
        let source = String::from_utf8(form.canonical().to_vec()).unwrap();
        let quoted =
            ["context = \"", "missing = \""].into_iter().flat_map(|key| source.split(key).skip(1));
        for path in quoted.filter_map(|rest| rest.split('"').next()) {
            let Some((section, item)) = path.split_once('.') else { continue };
            let known = catalog.form(section).and_then(|section| section.item(item));
            assert!(known.is_some(), "{} names {path}", form.id);
            named += 1;
        }
    }
    assert!(named > 10, "only {named} names");
}

#[test]
fn a_form_says_which_other_sections_it_asks_about() {
    let named = |id: &str| {
        let form = Catalog::shipped().unwrap().form(id).unwrap();
        form.sections_named().into_iter().collect::<Vec<_>>()
    };
    assert_eq!(named("guardian"), ["identity"]);
    assert_eq!(named("consents"), ["guardian", "identity"]);
    assert_eq!(named("medical"), ["identity"]);
    assert!(named("referral").is_empty() && named("phq-9").is_empty());
}

#[test]
fn a_form_says_whether_the_sex_for_scoring_decides_anything() {
    let catalog = Catalog::shipped().unwrap();
    let forms = catalog.intake().chain(catalog.screening());
    let asking: Vec<_> =
        forms.filter(|form| form.asks_sex()).map(|form| form.id.as_str()).collect();
    assert_eq!(asking, ["audit-c", "taps-1"]);
}
