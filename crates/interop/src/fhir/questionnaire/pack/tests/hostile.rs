//! Texts and shapes that somebody made to break something.

use super::super::{pack, words};
use super::{asking, question};
use form::Definition;
use proptest::prelude::*;
use serde_json::json;

/// Texts that mean something to TOML, to a terminal or to whoever reads from the right.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,8}",
        "(.|\n|\r){0,8}",
        prop::sample::select(vec![
            "\"",
            "\"\"\"",
            "'''",
            "\\",
            "\n[[item]]\nid = \"evil\"\n",
            "# ",
            "]\n",
            "\u{0}",
            "\u{1b}[2J",
            "\u{202e}",
            "\u{2066}",
            "\u{feff}",
            "\u{85}",
            "\u{2028}",
            "\r",
            "\u{7f}",
            "= ",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| format!("x{}", pieces.concat()))
}

proptest! {
    #[test]
    fn no_text_breaks_out_of_its_place(texts in prop::collection::vec(hostile(), 9)) {
        let [title, intro, label, display, link, code, copyright, url, group] = &texts[..] else {
            return Ok(());
        };
        let mut whole = asking(json!([
            { "linkId": "g", "type": "group", "text": group, "item": [
                { "linkId": format!("{link}~"), "type": "choice", "text": label, "answerOption": [
                    { "valueString": code }, { "valueCoding": { "code": "c", "display": display } },
                ] },
                { "linkId": "d", "type": "display", "text": display },
            ] },
        ]));
        whole["title"] = json!(title);
        whole["description"] = json!(intro);
        whole["copyright"] = json!(copyright);
        whole["url"] = json!(url);
        let text = pack(&whole).map_err(|it| TestCaseError::fail(format!("{it:?}")))?;
        let form = Definition::parse("pack.toml", &text).unwrap();
        let line = words::line;
        prop_assert_eq!((&form.title, &form.intro), (&line(title), &line(intro)));
        prop_assert_eq!(form.items.len(), 1);
        prop_assert_eq!(&form.items[0].label, &line(label));
        prop_assert_eq!(form.items[0].choices().len(), 2);
        prop_assert_eq!(&form.items[0].choices()[1].label, &line(display));
        let notice = form.instrument.and_then(|it| it.licence.notice);
        prop_assert_eq!(notice, Some(line(copyright)));
        prop_assert!(text.chars().all(|letter| letter == '\n' || !letter.is_control()));
        let steers = text.contains(['\u{202e}', '\u{2066}']);
        prop_assert!(!steers);
    }

    #[test]
    fn no_questionnaire_makes_the_reader_panic(
        kind in "(group|choice|open-choice|boolean|integer|display|string|date)?",
        value in prop_oneof![
            Just(json!(null)), Just(json!([])), Just(json!([{}])), Just(json!({ "code": [] })),
            Just(json!("#")), Just(json!(true)), any::<f64>().prop_map(|it| json!(it)),
        ],
        keys in prop::collection::vec(
            "(text|prefix|type|linkId|repeats|required|answerOption|answerValueSet|enableWhen|item|\
             extension|code|initial|maxLength|enableBehavior)", 0..4),
    ) {
        let mut item = question("a", &kind);
        for key in keys {
            item[key] = value.clone();
        }
        let mut whole = asking(json!([item, question("b", "boolean"), value]));
        whole["contained"] = value;
        let _ = pack(&whole);
    }
}
