//! Charts of outcome measures: what they show in every case, drawn and in words.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use chrono::Days;
use common::{day, laws::obeyed, saved, text, tool};
use print::{
    Block, Item, Mark, Meta, Pages, Paper, Role, RunningHead,
    block::{Chart, ChartBand, ChartPoint, Level, PlanDate, Text},
    pages, pdf,
};

fn bands() -> Vec<ChartBand> {
    let band = |(at, (label, from, to)): (usize, (&str, f64, f64))| ChartBand {
        label: label.into(),
        from,
        to,
        severity: u8::try_from(at).ok(),
    };
    let all = [
        ("Minimal", 0.0, 4.0),
        ("Mild", 5.0, 9.0),
        ("Moderate", 10.0, 14.0),
        ("Moderately severe", 15.0, 19.0),
        ("Severe", 20.0, 27.0),
    ];
    all.into_iter().enumerate().map(band).collect()
}

/// A PHQ-9 with scores on days after Jan 12, 2027.
fn phq(scores: &[(u64, Option<f64>)]) -> Chart {
    let point = |(after, value): &(u64, Option<f64>)| ChartPoint {
        on: day(2027, 1, 12) + Days::new(*after),
        value: *value,
        shown: value.map(|it| it.to_string()).unwrap_or_default(),
    };
    Chart {
        title: "PHQ-9, total".into(),
        points: scores.iter().map(point).collect(),
        bands: bands(),
        range: Some((0.0, 27.0)),
        target: Some(9.0),
        plans: vec![PlanDate { on: day(2027, 1, 14), label: "Plan 1".into() }],
        ..Chart::default()
    }
}

/// Names that are far too long.
fn long_names(usual: &[(u64, Option<f64>)]) -> Chart {
    Chart {
        title: "A measure with a name that goes on and on until it needs a second line, for whoever has to read it out loud in a meeting".into(),
        bands: bands().into_iter().map(|it| ChartBand { label: it.label.repeat(9), ..it }).collect(),
        ..phq(usual)
    }
}

/// Every case a clinic meets, by name.
fn cases() -> Vec<(&'static str, Chart)> {
    let course = [17.0, 16.0, 18.0, 13.0, 12.0, 10.0, 8.0];
    let usual: Vec<(u64, Option<f64>)> = (0..).map(|at| at * 14).zip(course.map(Some)).collect();
    let many: Vec<(u64, Option<f64>)> =
        (0..60_u64).map(|at| (at * 7, Some(((at * 37 + 11) % 25) as f64))).collect();
    let no_bands = Chart {
        title: "Hours of sleep a night, by diary".into(),
        bands: Vec::new(),
        range: None,
        target: Some(7.5),
        ..phq(&[(0, Some(4.25)), (21, Some(5.5)), (40, Some(6.75))])
    };
    let plans = (0..6).map(|at| PlanDate {
        on: day(2027, 1, 14) + Days::new(at * 5),
        label: format!("Plan {}", at + 1),
    });
    vec![
        ("a usual course", Chart { plans: plans.collect(), ..phq(&usual) }),
        ("no score", phq(&[])),
        ("one score", phq(&[(0, Some(17.0))])),
        ("two scores of one day", phq(&[(0, Some(17.0)), (0, Some(12.0))])),
        ("all equal", phq(&[(0, Some(12.0)), (14, Some(12.0)), (28, Some(12.0))])),
        ("sixty scores", phq(&many)),
        (
            "a long gap",
            phq(&[
                (0, Some(20.0)),
                (14, Some(18.0)),
                (28, Some(15.0)),
                (400, Some(14.0)),
                (414, Some(9.0)),
            ]),
        ),
        (
            "results without a number",
            phq(&[
                (0, Some(20.0)),
                (14, None),
                (28, Some(15.0)),
                (42, Some(f64::NAN)),
                (56, Some(11.0)),
            ]),
        ),
        (
            "beyond the scale",
            phq(&[(0, Some(20.0)), (14, Some(31.0)), (28, Some(15.0)), (42, Some(-4.0))]),
        ),
        ("no bands", no_bands),
        ("no days and no bands", Chart { title: "Cravings".into(), ..Chart::default() }),
        ("a target beyond the scale", Chart { target: Some(90.0), ..phq(&usual) }),
        ("long names", long_names(&usual)),
        (
            "at the edges",
            phq(&[(0, Some(27.0)), (14, Some(0.0)), (28, Some(27.0)), (42, Some(0.0))]),
        ),
    ]
}

fn laid(chart: Chart) -> Pages {
    pages(&[Block::Chart(chart)], &RunningHead::default(), Paper::Letter)
}

fn figure(pages: &Pages) -> Vec<&Mark> {
    let is_figure =
        |item: &&Item| item.tag.is_some_and(|tag| pages.tags[tag.0].role == Role::Figure);
    pages.pages.iter().flat_map(|page| &page.items).filter(is_figure).map(|it| &it.mark).collect()
}

fn labels(pages: &Pages) -> Vec<String> {
    let label = |mark: &&Mark| match mark {
        Mark::Line(line) => Some(line.text.clone()),
        _ => None,
    };
    figure(pages).iter().filter_map(label).collect()
}

fn beads(pages: &Pages) -> Vec<((f32, f32), bool)> {
    let bead = |mark: &&Mark| match mark {
        Mark::Bead { center, filled, .. } => Some((*center, *filled)),
        _ => None,
    };
    figure(pages).iter().filter_map(bead).collect()
}

fn lines(pages: &Pages, dashed: bool) -> usize {
    let ink = print::Ink::Text;
    let is = |mark: &&&Mark| matches!(mark, Mark::Path { ink: i, dashed: d, .. } if *i == ink && *d == dashed);
    figure(pages).iter().filter(is).count()
}

#[test]
fn every_case_stays_on_the_page_and_says_the_last_score_or_that_there_is_none() {
    for (name, chart) in cases() {
        let last = chart.points.iter().rfind(|it| it.value.is_some_and(f64::is_finite));
        let last = last.map_or("No score yet".to_owned(), |it| it.shown.clone());
        let pages = laid(chart.clone());
        obeyed(&pages);
        assert!(labels(&pages).contains(&last), "{name}: {:?}", labels(&pages));
        let scored = chart.points.iter().filter(|it| it.value.is_some_and(f64::is_finite));
        assert_eq!(beads(&pages).len(), scored.count(), "{name}");
    }
}

#[test]
fn nothing_of_a_figure_leaves_its_page_and_all_of_it_is_finite() {
    let (width, height) = Paper::Letter.size();
    let inside =
        |(x, y): (f32, f32)| (51.0..=width - 51.0).contains(&x) && (51.0..height).contains(&y);
    for (name, chart) in cases() {
        let pages = laid(chart);
        for mark in figure(&pages) {
            let points = match mark {
                Mark::Line(line) => vec![(line.x, line.y), (line.x + line.width, line.y)],
                Mark::Stroke { from, to, .. } => vec![*from, *to],
                Mark::Path { points, .. } => points.clone(),
                Mark::Bead { center, .. } => vec![*center],
                Mark::Fill { at, size, .. } => vec![*at, (at.0 + size.0, at.1 + size.1)],
                _ => Vec::new(),
            };
            assert!(points.into_iter().all(inside), "{name}: {mark:?}");
        }
    }
}

#[test]
fn a_line_is_dashed_over_a_long_time_and_broken_at_a_result_without_a_number() {
    let case = |wanted: &str| {
        let chart = cases().into_iter().find(|(name, _)| *name == wanted).unwrap().1;
        let pages = laid(chart);
        (lines(&pages, false), lines(&pages, true))
    };
    assert_eq!(case("a usual course"), (6, 0));
    assert_eq!(case("a long gap"), (3, 1));
    assert_eq!(case("results without a number"), (0, 0));
    assert_eq!(case("sixty scores"), (59, 0));
}

#[test]
fn a_score_beyond_the_scale_is_a_ring_at_the_edge_with_its_number() {
    let pages = laid(cases().into_iter().find(|(name, _)| *name == "beyond the scale").unwrap().1);
    let filled: Vec<bool> = beads(&pages).into_iter().map(|(_, filled)| filled).collect();
    assert_eq!(filled, [true, false, true, false]);
    assert!(labels(&pages).contains(&"31".to_owned()));
}

#[test]
fn higher_is_higher_and_later_is_further_right() {
    let pages = laid(phq(&[(28, Some(20.0)), (0, Some(5.0))]));
    let [(first, _), (last, _)] = beads(&pages)[..] else { panic!("two scores") };
    assert!(first.0 < last.0 && first.1 > last.1, "{first:?} {last:?}");
}

/// All cases as one document, so that somebody can look at it.
#[test]
fn the_file_has_every_chart_as_a_figure_with_its_words() {
    let mut blocks = vec![Block::Heading { level: Level::Section, text: "Charts".into() }];
    for (name, chart) in cases() {
        blocks.push(Block::Paragraph(Text::strong(name)));
        blocks.push(Block::Chart(chart));
    }
    blocks.push(Block::Large(vec![Block::Chart(cases().swap_remove(0).1)]));
    let pages = pages(&blocks, &RunningHead::default(), Paper::Letter);
    obeyed(&pages);
    let meta = Meta { title: "Charts".into(), language: "en-US".into(), ..Meta::default() };
    let path = saved("charts", &pdf(&pages, &meta).unwrap());
    tool("qpdf", &["--check", path.to_str().unwrap()]);
    let structure = tool("pdfinfo", &["-struct", path.to_str().unwrap()]);
    assert_eq!(structure.matches("Figure").count(), cases().len() + 1, "{structure}");
    let copied = text(&path);
    for (name, chart) in cases() {
        let sentence = common::spaced(&chart.sentence());
        assert!(copied.contains(&sentence), "{name}: {sentence}");
    }
    let words = common::file_strings(&pdf(&pages, &meta).unwrap().bytes);
    for (name, chart) in cases() {
        assert!(words.contains(&chart.alternative()), "{name} has no words");
    }
}
