//! Medians, and how they are spoken.

use crate::process::Program;
use std::path::Path;

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Seconds,
    Bytes,
}

/// The middle one; none of none.
pub(crate) fn median(values: &[f64]) -> Option<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => None,
        count if count % 2 == 1 => Some(values[middle]),
        _ => Some(f64::midpoint(values[middle - 1], values[middle])),
    }
}

/// A figure in the unit that needs the fewest zeros.
pub(crate) fn spoken(value: f64, unit: Unit) -> String {
    let (value, name) = match unit {
        Unit::Seconds if value < 1.0 => (value * 1e3, "ms"),
        Unit::Seconds => (value, "s"),
        Unit::Bytes if value < 1e6 => (value / 1e3, "KB"),
        Unit::Bytes => (value / 1e6, "MB"),
    };
    let places = if value < 10.0 { 2 } else { 1 };
    format!("{value:.places$} {name}")
}

/// What poppler says of a file, where it is installed: that the same was written by everybody.
pub(crate) fn described(file: &Path) -> String {
    let said = Program::new("pdfinfo", [file]).output().unwrap_or_default();
    let of = |name: &str| said.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    match (of("Pages:"), of("Tagged:")) {
        (Some(pages), Some("yes")) => format!("{pages} pages, tagged"),
        (Some(pages), _) => format!("{pages} pages, not tagged"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[9.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 9.0]), Some(3.0));
    }

    #[test]
    fn figures_are_spoken_in_a_unit_that_fits() {
        assert_eq!(spoken(0.008_312, Unit::Seconds), "8.31 ms");
        assert_eq!(spoken(62.04, Unit::Seconds), "62.0 s");
        assert_eq!(spoken(64_210.0, Unit::Bytes), "64.2 KB");
        assert_eq!(spoken(21_400_000.0, Unit::Bytes), "21.4 MB");
    }
}
