//! The description as Typst source, with the marks of a client still in it.

use std::fmt::{self, Write};

use super::chart::chart;
use crate::description::{Part, Plan, Table};

/// The look of our own page: the same sheet, margins, sizes and faces, as far as they have names.
const LOOK: &str = r##"
#set page("us-letter", margin: 18mm, header: text(8pt, fill: soft, clinic + h(1fr) + client),
  footer: text(8pt, fill: soft,
    [DRAFT, not signed #h(1fr) Page #context counter(page).display("1 of 1", both: true)]))
#set text(font: ("Noto Sans", "Noto Sans Hebrew", "Noto Sans Arabic", "Noto Sans Math"),
  size: 10.5pt, lang: "en", fill: rgb("22262b"), hyphenate: false)
#set par(leading: 0.75em, spacing: 1.1em)
#show heading: set text(font: ("Noto Sans", "Noto Sans Hebrew", "Noto Sans Arabic"), fill: accent)
#show heading.where(level: 1): set text(size: 23pt)
#show heading.where(level: 2): set text(size: 14pt)
#show heading.where(level: 3): set text(size: 13pt)
#show heading: set block(above: 1.7em, below: 0.8em)
#set table(stroke: (x: none, y: 0.5pt + hairline), inset: (x: 4pt, y: 5pt))
#show table: set text(size: 9.5pt)
#show quote: set text(size: 13.5pt, style: "italic")
"##;

/// The source of the plan.
///
/// # Errors
/// None that a string can have.
pub fn source(plan: &Plan) -> Result<String, fmt::Error> {
    let mut out = String::new();
    writeln!(
        out,
        "#set document(title: {}, author: {}, date: datetime(year: 2027, month: 1, day: 12))",
        literal(&plan.title),
        literal(&plan.kicker)
    )?;
    for (name, color) in [("soft", "565c63"), ("accent", "0e5f63"), ("hairline", "ded7ca")] {
        writeln!(out, "#let {name} = rgb(\"{color}\")")?;
    }
    writeln!(out, "#let clinic = {}", literal(&plan.kicker))?;
    writeln!(out, "#let client = {}", literal(&plan.below))?;
    out.push_str(LOOK);
    writeln!(out, "#par(text(9pt, weight: \"bold\", fill: accent, {}))", literal(&plan.kicker))?;
    writeln!(out, "#heading(level: 1, {})", literal(&plan.title))?;
    writeln!(out, "#par(text(9pt, fill: soft, {}))", literal(&plan.below))?;
    for part in &plan.blocks {
        self::part(&mut out, part)?;
    }
    Ok(out)
}

fn part(out: &mut String, part: &Part) -> fmt::Result {
    match part {
        Part::Heading { level, text } => {
            writeln!(out, "#heading(level: {}, {})", level + 1, said(text))
        }
        Part::Paragraph(text) => writeln!(out, "#par({})", said(text)),
        Part::Quote(text) => writeln!(out, "#quote(block: true, {})", said(&format!("“{text}”"))),
        Part::Bullets(points) => {
            let points: Vec<String> = points.iter().map(|point| said(point)).collect();
            writeln!(out, "#list({})", points.join(", "))
        }
        Part::Table(it) => table(out, it),
        Part::Chart(it) => chart(out, it),
    }
}

fn table(out: &mut String, table: &Table) -> fmt::Result {
    let shares: Vec<String> =
        table.columns.iter().map(|column| format!("{}fr", column.share)).collect();
    writeln!(out, "#table(columns: ({}), table.header(", shares.join(", "))?;
    for column in &table.columns {
        let title = literal(&column.title);
        writeln!(out, "  text(8pt, weight: \"bold\", fill: soft, {title}),")?;
    }
    writeln!(out, "),")?;
    for cell in table.rows.iter().flatten() {
        writeln!(out, "  {},", said(cell))?;
    }
    writeln!(out, ")")
}

/// A text in its language, where that decides the direction it reads in.
fn said(text: &str) -> String {
    let of = |range: std::ops::RangeInclusive<char>| text.chars().any(|c| range.contains(&c));
    let language = if of('\u{590}'..='\u{5ff}') {
        "he"
    } else if of('\u{600}'..='\u{6ff}') {
        "ar"
    } else {
        return literal(text);
    };
    format!("text(lang: \"{language}\", {})", literal(text))
}

/// A string of Typst.
pub(super) fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
