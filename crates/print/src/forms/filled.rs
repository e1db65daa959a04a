//! A section as it was answered: what is shown, in words, and nothing of what is blank.

use form::{Answer, Answers, Definition, Evaluation, Item, Kind, Layout};

use super::{FormLine, FormPart};

/// A section's answers, `below` saying who gave them and how far it is. Questions that do not apply
/// are left out; so are those nobody answered, which are named at the end.
#[must_use]
pub fn filled_part(
    definition: &Definition,
    answers: &Answers,
    evaluation: &Evaluation,
    below: String,
) -> FormPart {
    let mut lines = Vec::new();
    let mut open = Vec::new();
    let mut heading = None;
    for item in definition.items.iter().filter(|item| evaluation.visible.contains(&item.id)) {
        heading = item.heading.as_ref().or(heading);
        let found = said(item, answers, evaluation);
        if found.is_empty() {
            open.push(item.name.clone());
        } else {
            lines.extend(heading.take().map(|text| FormLine::Heading(text.clone())));
            lines.extend(found);
        }
    }
    if !open.is_empty() {
        lines.push(FormLine::Answer { label: "Not answered".into(), value: open.join(", ") });
    }
    let notice = definition.instrument.as_ref().and_then(|known| known.licence.notice.clone());
    let (title, notice) = (definition.title.clone(), notice.unwrap_or_default());
    FormPart { title, below, notice, lines }
}

fn said(item: &Item, answers: &Answers, evaluation: &Evaluation) -> Vec<FormLine> {
    let answer = |value: String| vec![FormLine::Answer { label: item.label.clone(), value }];
    if let Some(value) = evaluation.computed.get(&item.id) {
        return answer(value.shown());
    }
    match (&item.kind, answers.get(&item.id)) {
        (_, None) => Vec::new(),
        (Kind::Group(group), Some(Answer::Rows(rows))) => match group.layout {
            Layout::Table => {
                let columns = group.items.iter().map(|inner| inner.label.clone()).collect();
                let cells = |row: &form::Row| {
                    let cell = |inner: &Item| {
                        let said = row.cells.get(&inner.id);
                        said.map(|said| form::shown(inner, said)).unwrap_or_default()
                    };
                    group.items.iter().map(cell).collect()
                };
                let rows = rows.iter().map(cells).collect();
                vec![FormLine::Rows { label: item.label.clone(), columns, rows }]
            }
            Layout::Cards => cards(item, &group.row_label, rows, evaluation),
        },
        (_, Some(said)) => vec![line(item, said)],
    }
}

/// Rows with many questions: each answered one by itself, under the row's number.
fn cards(
    item: &Item,
    row_label: &str,
    rows: &[form::Row],
    evaluation: &Evaluation,
) -> Vec<FormLine> {
    let mut lines = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        lines.push(FormLine::Heading(format!("{row_label} {}", n + 1)));
        for inner in item.row_items() {
            let path = format!("{}/{}/{}", item.id, row.id, inner.id);
            let shown = evaluation.visible.contains(&path);
            lines.extend(row.cells.get(&inner.id).filter(|_| shown).map(|said| line(inner, said)));
        }
    }
    lines
}

/// One answer; a signature is drawn.
fn line(item: &Item, said: &Answer) -> FormLine {
    let label = item.label.clone();
    if let (Kind::Signature(_), Answer::Text(drawn)) = (&item.kind, said)
        && let Ok(signature) = form::Signature::read(drawn)
    {
        return FormLine::Signed { label, signature };
    }
    FormLine::Answer { label, value: form::shown(item, said) }
}
