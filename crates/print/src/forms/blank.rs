//! A section to be written on: every question, with its choices or room for words.

use form::{Definition, Item, Kind};

use super::{FormLine, FormPart};

/// Rows of a group on paper.
const ROWS: usize = 4;

/// Columns that fit a page; a group with more is asked question by question.
const MOST_COLUMNS: usize = 6;

/// A section with room for answers. Questions that apply to some people only are on it too.
#[must_use]
pub fn blank_part(definition: &Definition) -> FormPart {
    let mut lines = Vec::new();
    for item in &definition.items {
        if let Some(heading) = &item.heading {
            lines.push(FormLine::Heading(heading.clone()));
        }
        if let Kind::Group(group) = &item.kind
            && group.items.len() > MOST_COLUMNS
        {
            lines.push(FormLine::Heading(item.label.clone()));
            lines.extend(group.items.iter().filter_map(line));
            continue;
        }
        lines.extend(line(item));
    }
    let notice = definition.instrument.as_ref().and_then(|known| known.licence.notice.clone());
    FormPart {
        title: definition.title.clone(),
        below: definition.intro.clone(),
        notice: notice.unwrap_or_default(),
        lines,
    }
}

/// Choices that fit on paper; of more, the person writes one down.
const MOST_CHOICES: usize = 24;

/// What can be written on paper; an attachment is kept beside it.
fn written(items: &[Item]) -> impl Iterator<Item = &Item> {
    items.iter().filter(|item| !matches!(item.kind, Kind::Attachment(_)))
}

fn line(item: &Item) -> Option<FormLine> {
    let label = match &item.prefix {
        Some(prefix) => format!("{prefix} {}", item.label),
        None => item.label.clone(),
    };
    let label = match &item.notice {
        Some(notice) => format!("{label} ({notice})"),
        None => label,
    };
    let write = |lines| Some(FormLine::Write { label: label.clone(), lines });
    match &item.kind {
        Kind::Computed(_) => None,
        Kind::LongText => write(3),
        Kind::Address => write(2),
        // What is kept beside the form is not written on it.
        Kind::Attachment(_) => None,
        Kind::Signature(_) => write(2),
        Kind::Text | Kind::Date(_) | Kind::Integer(_) | Kind::Phone => write(1),
        Kind::Choice(set) | Kind::MultiChoice(set) if set.choices.len() > MOST_CHOICES => write(1),
        Kind::Choice(set) | Kind::MultiChoice(set) => Some(FormLine::Choose {
            label,
            choices: set.choices.iter().map(|choice| choice.label.clone()).collect(),
            several: matches!(item.kind, Kind::MultiChoice(_)),
        }),
        Kind::Week => Some(FormLine::Grid {
            label,
            columns: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map(str::to_owned).to_vec(),
            rows: 3,
        }),
        Kind::Group(group) => Some(FormLine::Grid {
            label,
            columns: written(&group.items).map(|item| item.label.clone()).collect(),
            rows: group.max_rows.min(ROWS),
        }),
    }
}
