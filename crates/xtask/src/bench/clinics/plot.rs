//! The curves as a picture for readers: both axes by powers of ten, so that what grows with the
//! clinic rises by one and what does not lies flat. Dark and light pages show it alike.

use super::Curve;
use crate::bench::figures::{Unit, spoken};
use std::fmt::Write;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = 236.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 48.0;
/// Room that a line's name takes.
const LINE: f64 = 16.0;

/// Colors that people who see few colors tell apart (Okabe and Ito).
const COLORS: [&str; 6] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

/// Draws the curves that are times.
pub(crate) fn drawn(curves: &[Curve]) -> String {
    let curves: Vec<&Curve> = curves.iter().filter(|it| it.unit == Unit::Seconds).collect();
    let values = || curves.iter().flat_map(|curve| curve.points.iter());
    let (low, high) = values().fold((f64::MAX, f64::MIN), |(low, high), (_, value)| {
        (low.min(value.log10().floor()), high.max(value.log10().ceil()))
    });
    let sizes: Vec<f64> = values().map(|(size, _)| f64::from(*size).log10()).collect();
    let (first, last) =
        (sizes.iter().copied().fold(f64::MAX, f64::min), sizes.iter().copied().fold(0.0, f64::max));
    let x = |size: f64| LEFT + (WIDTH - LEFT - RIGHT) * (size - first) / (last - first).max(1.0);
    let y = |value: f64| {
        HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (high - low).max(1.0)
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         font-family=\"sans-serif\" font-size=\"12\">\n<title>Time by the number of clients</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\n\
         <text x=\"{LEFT}\" y=\"20\" font-size=\"14\" fill=\"#222222\">Time by the number of clients, \
         both by powers of ten</text>\n"
    );
    for power in low as i32..=high as i32 {
        let at = y(f64::from(power));
        let label = spoken(10_f64.powi(power), Unit::Seconds);
        let label = label.replace(".00 ", " ").replace(".0 ", " ");
        grid(&mut svg, (LEFT, at), (WIDTH - RIGHT, at));
        text(&mut svg, (LEFT - 8.0, at + 4.0), "end", "#444444", &label);
    }
    for size in [1_000_u32, 10_000, 100_000] {
        let at = x(f64::from(size).log10());
        grid(&mut svg, (at, TOP), (at, HEIGHT - BOTTOM));
        let label = format!("{},000", size / 1_000);
        text(&mut svg, (at, HEIGHT - BOTTOM + 20.0), "middle", "#444444", &label);
    }
    text(&mut svg, ((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10.0), "middle", "#444444", "clients");
    let ends = curves.iter().map(|it| it.points.last().map_or(0.0, |(_, value)| y(value.log10())));
    let places = apart(&ends.collect::<Vec<_>>());
    for ((curve, color), place) in curves.iter().zip(COLORS).zip(places) {
        line(&mut svg, curve, color, (&x, &y));
        text(&mut svg, (WIDTH - RIGHT + 10.0, place + 4.0), "start", color, curve.work);
    }
    svg.push_str("</svg>\n");
    svg
}

fn grid(svg: &mut String, from: (f64, f64), to: (f64, f64)) {
    let _ = writeln!(
        svg,
        "<path d=\"M{:.1} {:.1}L{:.1} {:.1}\" stroke=\"#dddddd\"/>",
        from.0, from.1, to.0, to.1
    );
}

fn text(svg: &mut String, at: (f64, f64), anchor: &str, color: &str, words: &str) {
    let _ = writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" fill=\"{color}\">{words}</text>",
        at.0, at.1
    );
}

type Axis<'a> = &'a dyn Fn(f64) -> f64;

fn line(svg: &mut String, curve: &Curve, color: &str, (x, y): (Axis<'_>, Axis<'_>)) {
    let places =
        curve.points.iter().map(|(size, value)| (x(f64::from(*size).log10()), y(value.log10())));
    let path: Vec<String> = places.clone().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
    let _ = writeln!(
        svg,
        "<path d=\"M{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>",
        path.join("L")
    );
    for (x, y) in places {
        let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" fill=\"{color}\"/>");
    }
}

/// Places for names beside the ends of their lines, none upon another.
fn apart(ends: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..ends.len()).collect();
    order.sort_by(|a, b| ends[*a].total_cmp(&ends[*b]));
    let (mut places, mut free) = (ends.to_vec(), f64::MIN);
    for at in order {
        places[at] = ends[at].max(free);
        free = places[at] + LINE;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_lines_that_end_together_stand_below_one_another() {
        assert_eq!(apart(&[100.0, 50.0, 101.0]), [100.0, 50.0, 116.0]);
    }

    #[test]
    fn every_curve_of_time_is_drawn_and_named() {
        let curve = |work, unit| Curve {
            work,
            unit,
            points: vec![(1_000, 0.002), (10_000, 0.02), (100_000, 0.2)],
            grows: true,
        };
        let svg = drawn(&[curve("unlock", Unit::Seconds), curve("memory", Unit::Bytes)]);
        assert!(svg.contains(">unlock</text>") && !svg.contains("memory"));
        assert_eq!(svg.matches("<circle").count(), 3);
        assert!(svg.contains(">100,000</text>") && svg.contains(">1 ms</text>"));
    }
}
