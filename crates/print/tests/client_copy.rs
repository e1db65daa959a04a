//! The client copy: what a person takes home, in both languages.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{
    clinic::copy,
    laws::{letters, obeyed, outline, said, texts},
    saved, text, tool,
};
use print::{
    Block, ClientCopyDocument, Language, Mark, Pages, Paper, block::Level, client_copy, pages, pdf,
};
use record::plan::{Plan, Status};

fn laid(document: &ClientCopyDocument, paper: Paper) -> Pages {
    let blocks = client_copy(document);
    let pages = pages(&blocks, &document.running_head(), paper);
    obeyed(&pages);
    let said = said(&pages);
    for text in texts(&blocks) {
        assert!(said.iter().any(|said| said.contains(&letters(&text))), "lost: {text:?}");
    }
    pages
}

fn sections(document: &ClientCopyDocument) -> Vec<String> {
    let blocks = client_copy(document);
    let [Block::Large(blocks)] = blocks.as_slice() else { panic!("not in large type") };
    let heading = |block: &Block| match block {
        Block::Heading { level: Level::Section, text } => Some(text.clone()),
        _ => None,
    };
    blocks.iter().filter_map(heading).collect()
}

#[test]
fn its_parts_answer_what_a_person_asks_in_both_languages() {
    let cases = [
        (
            Language::English,
            [
                "What we are working on, and why",
                "My goals",
                "My week",
                "Who to call",
                "How we will know it is working",
                "How to change this plan",
            ],
        ),
        (
            Language::Spanish,
            [
                "En qué estamos trabajando y por qué",
                "Mis metas",
                "Mi semana",
                "A quién llamar",
                "Cómo sabremos que va funcionando",
                "Cómo cambiar este plan",
            ],
        ),
    ];
    for (language, parts) in cases {
        assert_eq!(sections(&copy(language)), parts);
        assert_eq!(sections(&ClientCopyDocument { language, ..Default::default() }), parts);
    }
}

#[test]
fn a_usual_plan_is_two_to_four_pages_of_thirteen_points() {
    for language in [Language::English, Language::Spanish] {
        let document = copy(language);
        for paper in [Paper::Letter, Paper::A4] {
            let pages = laid(&document, paper);
            assert!((2..=4).contains(&pages.pages.len()), "{}", outline(&pages));
            let lines = pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| {
                match &item.mark {
                    Mark::Line(line) if line.text.contains("Takes part in three") => {
                        Some(line.size)
                    }
                    _ => None,
                }
            });
            assert_eq!(lines.collect::<Vec<f32>>(), [13.0]);
        }
    }
}

/// A language, the title of the file, and what has to be found in it.
type Spoken = (Language, &'static str, Vec<&'static str>);

fn spoken() -> [Spoken; 2] {
    [
        (
            Language::English,
            "My plan, Mari Núñez",
            vec![
                "What I will do",
                "What the staff will do",
                "By Mar 10, 2027",
                "50 minutes, once a week, for 8 weeks, with M. Okafor, LCSW",
                "30 minutes, every other week, for 8 weeks, with A. Haile, MD",
                "Monday",
                "9:00 AM",
                "to 12:00 PM",
                "By video or phone",
                "9 h 50 min in all each week.",
                "The day or time is still open:",
                "Call or text 988.",
                "(555) 010-0100",
                "At the start: 17 · My aim: 9",
                "3 scores from Jan 12, 2027 to Feb 9, 2027: first 17, last 11. Target: 9.",
                "Page 1 of",
            ],
        ),
        (
            Language::Spanish,
            "Mi plan, Mari Núñez",
            vec![
                "Lo que yo haré",
                "Lo que hará el personal",
                "Para el 10 mar 2027",
                "50 minutos, una vez por semana, durante 8 semanas, con M. Okafor, LCSW",
                "30 minutos, una semana sí y otra no, durante 8 semanas, con A. Haile, MD",
                "Lunes",
                "9:00 a. m.",
                "a 12:00 p. m.",
                "Por video o teléfono",
                "9 h 50 min en total cada semana.",
                "Falta fijar el día o la hora:",
                "Para español, oprima 2.",
                "(555) 010-0100",
                "Al empezar: 17 · Mi meta: 9",
                "3 puntuaciones del 12 ene 2027 al 9 feb 2027: primera 17, última 11. Meta: 9.",
                "Página 1 de",
            ],
        ),
    ]
}

#[test]
fn the_file_speaks_its_language_and_says_what_a_person_needs() {
    for (language, title, sentences) in spoken() {
        let document = copy(language);
        let file = pdf(&laid(&document, Paper::Letter), &document.meta()).unwrap();
        let path = saved(&format!("client-copy-{}", language.tag()), &file);
        tool("qpdf", &["--check", path.to_str().unwrap()]);
        let info = tool("pdfinfo", &[path.to_str().unwrap()]);
        assert!(info.contains(title) && info.contains("Tagged:          yes"), "{info}");
        assert!(common::file_strings(&file.bytes).contains(&language.tag().to_owned()));
        let copied = text(&path).replace('\u{a0}', " ");
        for sentence in sentences {
            assert!(copied.contains(sentence), "{sentence}: {copied}");
        }
        assert!(copied.contains("I want to wake up without dread"));
        for private in
            ["F33.1", "depressive disorder", "Mar 14, 1992", "RB-0048", "Thoughts of death"]
        {
            assert!(!copied.contains(private), "{private}: {copied}");
        }
    }
}

#[test]
fn nothing_recorded_is_said_warmly_on_one_or_two_pages() {
    for language in [Language::English, Language::Spanish] {
        let document = ClientCopyDocument { language, ..ClientCopyDocument::default() };
        let pages = laid(&document, Paper::Letter);
        assert!(pages.pages.len() <= 2, "{}", outline(&pages));
        assert!(!outline(&pages).contains("Not recorded yet"), "{}", outline(&pages));
    }
}

#[test]
fn a_step_that_was_ended_is_left_out_and_one_that_is_done_says_so() {
    let mut document = copy(Language::English);
    let steps = &mut document.plan.problems[0].goals[0].objectives;
    (steps[0].status, steps[1].status) = (Status::Met, Status::Discontinued);
    document.plan.problems[1].goals[0].objectives[0].status = Status::Deferred;
    let all = outline(&laid(&document, Paper::Letter));
    assert!(all.contains("Done") && all.contains("For later"), "{all}");
    assert!(!all.contains("PHQ-9 falls to 9") && !all.contains("Medication visit"), "{all}");
}

#[test]
fn a_goal_without_own_words_shows_the_clinical_ones_or_says_that_there_are_none() {
    let mut document = copy(Language::English);
    document.plan.problems[0].goals[0].words = " ".into();
    document.plan.problems[1].goals[0].words = String::new();
    document.plan.problems[1].goals[0].clinical = String::new();
    let all = outline(&laid(&document, Paper::Letter));
    assert!(all.contains("Return to a mild range of depression"), "{all}");
    assert!(all.contains("I have not put this goal in my own words yet."), "{all}");
}

#[test]
fn long_words_and_many_goals_obey_the_laws_of_the_page() {
    let mut document = copy(Language::Spanish);
    document.name_used = "Maximiliana ".repeat(9);
    document.contacts[0].who = "W".repeat(90);
    document.contacts[1].when = "Any day. ".repeat(60);
    document.plan.vision = "She keeps a diary. ".repeat(200);
    document.plan.problems = vec![document.plan.problems; 12].concat();
    document.plan.problems[3].statement = "x".repeat(90);
    laid(&document, Paper::Letter);
    document.plan = Plan::default();
    laid(&document, Paper::A4);
}
