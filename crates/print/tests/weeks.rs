//! The grid of a week: what it shows in every case.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{
    laws::{letters, obeyed, said, texts},
    saved, tool,
};
use print::{
    Block, Language, Meta, Pages, Paper, Role, RunningHead,
    block::{GridSession, Level, Text, WeekGrid},
    pages, pdf,
};
use record::schedule::{Day, MinuteOfDay};

fn session(day: Day, minute: u32, minutes: u32, title: &str) -> GridSession {
    GridSession {
        day,
        start: MinuteOfDay::new(minute).unwrap(),
        minutes,
        title: title.into(),
        details: vec!["Group".into(), String::new(), "D. Reyes, LMFT".into()],
    }
}

fn grid(sessions: Vec<GridSession>, language: Language) -> WeekGrid {
    WeekGrid { sessions, language }
}

/// Every case a clinic meets, by name.
fn cases() -> Vec<(&'static str, WeekGrid)> {
    use Day::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    use Language::{English, Spanish};
    let usual = [Mon, Wed, Fri].map(|day| session(day, 540, 180, "Skills group")).to_vec();
    let full: Vec<GridSession> = Day::ALL
        .into_iter()
        .flat_map(|day| {
            [(540, "Skills group"), (630, "Process group"), (750, "Individual therapy")]
                .map(|(at, title)| session(day, at, 80, title))
        })
        .collect();
    let scattered: Vec<GridSession> = (0..21_u32)
        .map(|at| session(Day::ALL[at as usize % 5], 480 + at * 35, 30, "Check-in"))
        .collect();
    let word = "Donaudampfschifffahrtsgesellschaft".repeat(3)[..90].to_owned();
    let long = vec![
        session(Thu, 1050, 100, &word),
        session(Tue, 1050, 45, &"a title that goes on and on ".repeat(4)),
        session(Wed, 1050, 45, ""),
    ];
    let crowd = vec![
        session(Mon, 540, 60, "One"),
        session(Mon, 540, 60, "Another"),
        session(Sat, 600, 60, "Yoga"),
    ];
    let huge = vec![session(Sun, 540, 60, &"A title of many words. ".repeat(12))];
    vec![
        ("a usual week", grid(usual.clone(), English)),
        ("una semana", grid(usual, Spanish)),
        ("all seven days", grid(full.clone(), English)),
        ("todos los días", grid(full, Spanish)),
        ("scattered times", grid(scattered, English)),
        ("long words", grid(long, English)),
        ("two at once", grid(crowd, English)),
        ("a title of a page", grid(huge, English)),
        ("nothing", grid(Vec::new(), English)),
    ]
}

fn laid(blocks: &[Block]) -> Pages {
    pages(blocks, &RunningHead::default(), Paper::Letter)
}

#[test]
fn every_case_obeys_the_laws_of_the_page_and_loses_nothing_in_either_size() {
    for (name, grid) in cases() {
        let plain = vec![Block::Week(grid.clone())];
        let large = vec![Block::Large(vec![Block::Week(grid)])];
        for blocks in [plain, large] {
            let pages = laid(&blocks);
            obeyed(&pages);
            let said = said(&pages);
            for text in texts(&blocks) {
                assert!(said.iter().any(|it| it.contains(&letters(&text))), "{name} lost {text:?}");
            }
        }
    }
}

#[test]
fn the_hours_of_every_day_stand_below_it() {
    let all = |wanted: &str| {
        let (_, grid) = cases().into_iter().find(|(name, _)| *name == wanted).unwrap();
        said(&laid(&[Block::Week(grid)])).join(" ")
    };
    assert!(all("a usual week").ends_with("Hours 3h – 3h – 3h"), "{}", all("a usual week"));
    assert!(all("una semana").ends_with("Horas 3h – 3h – 3h"), "{}", all("una semana"));
    assert!(all("all seven days").ends_with("Hours 4h 4h 4h 4h 4h 4h 4h"));
    assert!(all("two at once").ends_with("Hours 1h – – – – 1h"), "the same hour counts once");
    assert_eq!(all("nothing"), "");
}

#[test]
fn the_grid_is_a_table_with_headers_of_columns_and_rows() {
    let pages = laid(&[Block::Week(cases().swap_remove(0).1)]);
    let roles: Vec<Role> = pages.tags.iter().map(|tag| tag.role).collect();
    let count = |role: Role| roles.iter().filter(|it| **it == role).count();
    assert_eq!((count(Role::Table), count(Role::Row)), (1, 3));
    assert_eq!((count(Role::HeaderCell), count(Role::RowHeader), count(Role::Cell)), (6, 2, 10));
}

/// All cases as one document, so that somebody can look at it.
#[test]
fn the_file_is_sound() {
    let mut blocks = vec![Block::Heading { level: Level::Section, text: "Weeks".into() }];
    for (name, grid) in cases() {
        blocks.push(Block::Paragraph(Text::strong(name)));
        blocks.push(Block::Week(grid.clone()));
        blocks.push(Block::Large(vec![Block::Week(grid)]));
    }
    let pages = laid(&blocks);
    let path = saved("weeks", &pdf(&pages, &Meta::default()).unwrap());
    tool("qpdf", &["--check", path.to_str().unwrap()]);
}
