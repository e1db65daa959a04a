//! The table at the end, plain enough to be pasted into a letter.

use super::clinics::Curve;
use super::figures::{Unit, spoken};

/// In the place of a rival's name: nobody is compared with, but ours has a bound.
pub(crate) const BOUND: &str = "-";

/// A work, ours, and a rival's with the ratio that is to be reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) work: &'static str,
    pub(crate) unit: Unit,
    pub(crate) ours: f64,
    pub(crate) rival: Option<(&'static str, f64, f64)>,
}

const HEAD: [&str; 7] = ["work", "peer", "ours", "peer's", "ratio", "reach", ""];

impl Row {
    fn cells(&self) -> [String; 7] {
        let ours = spoken(self.ours, self.unit);
        let work = self.work.to_owned();
        let Some((name, theirs, reach)) = self.rival else {
            let none = String::new;
            return [work, "-".to_owned(), ours, none(), none(), none(), none()];
        };
        let ratio = self.ours / theirs;
        let verdict = if ratio <= reach { "reached" } else { "MISSED" }.to_owned();
        if name == BOUND {
            let (none, most) = (String::new, format!("<= {}", spoken(theirs, self.unit)));
            return [work, name.to_owned(), ours, none(), none(), most, verdict];
        }
        [
            work,
            name.to_owned(),
            ours,
            spoken(theirs, self.unit),
            format!("{ratio:.3}"),
            format!("<= {reach}"),
            verdict,
        ]
    }
}

/// The head and what stands in every row.
pub(super) fn cells(rows: &[Row]) -> Vec<Vec<String>> {
    let head = std::iter::once(HEAD.map(str::to_owned));
    head.chain(rows.iter().map(Row::cells)).map(Vec::from).collect()
}

/// The curves in cells: each work with its medians, and how often the first goes into the last.
pub(super) fn grown_cells(curves: &[Curve]) -> Vec<Vec<String>> {
    let sizes = curves.first().map_or(&[][..], |curve| curve.points.as_slice());
    let mut head = vec!["work".to_owned()];
    head.extend(sizes.iter().map(|(size, _)| format!("{},000 clients", size / 1_000)));
    head.extend(["times".to_owned(), "meant to".to_owned()]);
    let row = |curve: &Curve| {
        let mut row = vec![curve.work.to_owned()];
        row.extend(curve.spoken());
        row.push(format!("{:.1}", curve.times()));
        row.push(if curve.grows { "grow" } else { "stay" }.to_owned());
        row
    };
    std::iter::once(head).chain(curves.iter().map(row)).collect()
}

/// The curves below their head, in columns.
pub(crate) fn grown(curves: &[Curve]) -> String {
    let numbers = 1..curves.first().map_or(0, |curve| curve.points.len() + 2);
    columns(&grown_cells(curves), numbers)
}

/// The rows below their head, in columns.
pub(crate) fn shown(rows: &[Row]) -> String {
    columns(&cells(rows), 2..5)
}

fn columns(lines: &[Vec<String>], numbers: std::ops::Range<usize>) -> String {
    let count = lines.first().map_or(0, Vec::len);
    let width =
        |column: usize| lines.iter().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut out = String::new();
    for cells in lines {
        let mut line = String::new();
        for (column, (cell, width)) in cells.iter().zip(&widths).enumerate() {
            let is_number = numbers.contains(&column);
            let padded =
                if is_number { format!("{cell:>width$}") } else { format!("{cell:<width$}") };
            line.push_str(&padded);
            line.push_str("  ");
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_columns_and_says_what_was_missed() {
        let row = |theirs| Row {
            work: "a plan, warm",
            unit: Unit::Seconds,
            ours: 0.01,
            rival: Some(("Typst", theirs, 0.2)),
        };
        let shown = shown(&[row(0.1), row(0.02), Row { rival: None, ..row(1.0) }]);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[1], "a plan, warm  Typst  10.0 ms  100.0 ms  0.100  <= 0.2  reached");
        assert_eq!(lines[2], "a plan, warm  Typst  10.0 ms   20.0 ms  0.500  <= 0.2  MISSED");
        assert_eq!(lines[3], "a plan, warm  -      10.0 ms");
    }

    #[test]
    fn a_bound_stands_in_the_place_of_a_ratio() {
        let row = |ours| Row {
            work: "the program",
            unit: Unit::Bytes,
            ours,
            rival: Some((BOUND, 40e6, 1.0)),
        };
        let shown = shown(&[row(21.4e6), row(41e6)]);
        let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words(lines[1]), "the program - 21.4 MB <= 40.0 MB reached");
        assert_eq!(words(lines[2]), "the program - 41.0 MB <= 40.0 MB MISSED");
    }
}
