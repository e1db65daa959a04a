//! What every laid out page must obey, and how a layout is read back without a PDF.

use std::collections::BTreeMap;

use print::{
    Block, Mark, Page, Pages, Role, TagId, TextLine,
    block::{GridSession, Knot, MISSING},
};

use super::spaced;

const MARGIN: f32 = 18.0 * 72.0 / 25.4;

fn lines(page: &Page) -> impl Iterator<Item = (Option<TagId>, &TextLine)> {
    page.items.iter().filter_map(|item| match &item.mark {
        Mark::Line(line) if !line.text.trim().is_empty() => Some((item.tag, line)),
        _ => None,
    })
}

/// Checks every law that holds for every document.
pub(crate) fn obeyed(pages: &Pages) {
    for (index, page) in pages.pages.iter().enumerate() {
        nothing_leaves_the_margins(pages, page, index);
        no_line_lies_over_another(page, index);
        no_heading_ends(pages, index);
    }
    paragraphs_leave_no_line_alone(pages);
    signatures_stay_together(pages);
    reading_order_is_the_order_on_paper(pages);
    nothing_is_left_out_of_what_is_read_aloud(pages);
}

fn nothing_leaves_the_margins(pages: &Pages, page: &Page, index: usize) {
    let (width, height) = pages.paper.size();
    for (_, line) in lines(page) {
        let (left, right) = (line.x, line.x + line.width);
        let (top, bottom) = (line.y - 0.75 * line.size, line.y + 0.25 * line.size);
        let inside = left >= MARGIN - 0.1
            && right <= width - MARGIN + 0.1
            && top >= MARGIN - 0.1
            && bottom <= height - MARGIN + 0.1;
        assert!(inside, "page {index}: {line:?} is outside the margins");
    }
}

fn no_line_lies_over_another(page: &Page, index: usize) {
    let mut boxes: Vec<(f32, f32, f32, f32, &str)> = lines(page)
        .map(|(_, line)| {
            let (top, bottom) = (line.y - 0.72 * line.size, line.y + 0.2 * line.size);
            (top, bottom, line.x, line.x + line.width, line.text.as_str())
        })
        .collect();
    boxes.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (at, a) in boxes.iter().enumerate() {
        for b in boxes[at + 1..].iter().take_while(|b| b.0 < a.1) {
            let apart = a.3 <= b.2 + 0.01 || b.3 <= a.2 + 0.01;
            assert!(apart, "page {index}: {:?} lies over {:?}", a.4, b.4);
        }
    }
}

fn no_heading_ends(pages: &Pages, index: usize) {
    // Rows to be written in are blank, and stand below their header all the same.
    let all = pages.pages[index].items.iter().filter_map(|item| match &item.mark {
        Mark::Line(line) => Some((item.tag?, line.y)),
        _ => None,
    });
    let last = all.max_by(|a, b| a.1.total_cmp(&b.1));
    let Some((tag, _)) = last else { return };
    let goes_on =
        pages.pages.get(index + 1).is_some_and(|page| lines(page).any(|l| l.0 == Some(tag)));
    let heading =
        matches!(pages.tags[tag.0].role, Role::Heading(_) | Role::Title | Role::HeaderCell);
    assert!(!heading || goes_on, "page {index} ends with a heading");
}

/// For every tag: how many of its lines stand on which page.
fn spread(pages: &Pages) -> BTreeMap<TagId, BTreeMap<usize, usize>> {
    let mut spread: BTreeMap<TagId, BTreeMap<usize, usize>> = BTreeMap::new();
    for (index, page) in pages.pages.iter().enumerate() {
        for (tag, _) in lines(page) {
            if let Some(tag) = tag {
                *spread.entry(tag).or_default().entry(index).or_default() += 1;
            }
        }
    }
    spread
}

fn paragraphs_leave_no_line_alone(pages: &Pages) {
    for (tag, spread) in spread(pages) {
        let role = pages.tags[tag.0].role;
        let running = matches!(
            role,
            Role::Paragraph
                | Role::Quote
                | Role::Note
                | Role::Heading(_)
                | Role::Cell
                | Role::Value
        );
        if running && spread.len() > 1 {
            assert!(
                spread.values().all(|lines| *lines > 1),
                "{role:?} leaves a line alone: {spread:?}"
            );
        }
        let short = spread.values().sum::<usize>() < 4;
        assert!(!(short && spread.len() > 1), "{role:?} of three lines is split");
    }
}

fn within(pages: &Pages, tag: TagId, role: Role) -> bool {
    let mut at = Some(tag);
    while let Some(tag) = at {
        if pages.tags[tag.0].role == role {
            return true;
        }
        at = pages.tags[tag.0].parent;
    }
    false
}

fn signatures_stay_together(pages: &Pages) {
    let signs = |page: &Page| {
        lines(page).filter_map(|(tag, _)| tag).any(|tag| within(pages, tag, Role::Signatures))
    };
    let signed: Vec<&Page> = pages.pages.iter().filter(|page| signs(page)).collect();
    assert!(signed.len() <= 1, "the signatures are split");
    for page in signed {
        let company = lines(page).filter_map(|(tag, _)| tag).any(|tag| {
            !within(pages, tag, Role::Signatures)
                && !matches!(pages.tags[tag.0].role, Role::Heading(_))
        });
        assert!(company, "the signatures stand alone");
    }
}

/// The outermost tags come one below the other, and parents before what they hold. The foot of a
/// letterhead is read with its head.
fn reading_order_is_the_order_on_paper(pages: &Pages) {
    for (index, tag) in pages.tags.iter().enumerate() {
        assert!(
            tag.parent.is_none_or(|parent| parent.0 < index),
            "tag {index} comes before its whole"
        );
    }
    let outermost = |mut tag: TagId| {
        while let Some(parent) = pages.tags[tag.0].parent {
            tag = parent;
        }
        tag
    };
    let title = pages.tags.iter().position(|tag| tag.role == Role::Title).unwrap_or_default();
    let mut places: BTreeMap<TagId, (usize, f32)> = BTreeMap::new();
    for (index, page) in pages.pages.iter().enumerate() {
        for (tag, line) in lines(page) {
            let Some(tag) = tag.map(outermost).filter(|tag| tag.0 >= title) else { continue };
            let top = (index, line.y - 0.72 * line.size);
            let place = places.entry(tag).or_insert(top);
            if top < *place {
                *place = top;
            }
        }
    }
    let places: Vec<(usize, f32)> = places.into_values().collect();
    for pair in places.windows(2) {
        assert!(pair[0] <= pair[1], "{:?} is read before {:?}", pair[0], pair[1]);
    }
}

/// What has no tag stands in the head or the foot, or repeats the header of a table.
fn nothing_is_left_out_of_what_is_read_aloud(pages: &Pages) {
    let (_, height) = pages.paper.size();
    let headers: Vec<&str> = pages
        .pages
        .iter()
        .flat_map(lines)
        .filter(|(tag, _)| tag.is_some_and(|tag| pages.tags[tag.0].role == Role::HeaderCell))
        .map(|(_, line)| line.text.as_str())
        .collect();
    for (index, page) in pages.pages.iter().enumerate() {
        for (_, line) in lines(page).filter(|(tag, _)| tag.is_none()) {
            let head = line.y < height / 3.0;
            let foot = line.y > height - MARGIN - 36.0;
            let said = head || foot || headers.contains(&line.text.as_str());
            assert!(said, "page {index}: {:?} is not read aloud", line.text);
        }
    }
}

/// What every tag says, in reading order, blanks as one space.
pub(crate) fn said(pages: &Pages) -> Vec<String> {
    let mut said: BTreeMap<TagId, String> = BTreeMap::new();
    for page in &pages.pages {
        for (tag, line) in lines(page) {
            if let Some(tag) = tag {
                said.entry(tag).or_default().push_str(&line.text);
                let ended = line.text.ends_with(char::is_whitespace);
                said.entry(tag).or_default().push_str(if ended { "" } else { "\u{1}" });
            }
        }
    }
    said.into_values().map(|text| letters(&text)).collect()
}

/// The letters alone: where lines end is the layout's business.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// Every text of the blocks, in order.
pub(crate) fn texts(blocks: &[Block]) -> Vec<String> {
    let mut texts = Vec::new();
    for block in blocks {
        match block {
            Block::Title { text, below, .. } => texts.extend([text.clone(), below.clone()]),
            Block::WriteOn(rows) => {
                texts.extend(rows.iter().flatten().map(|blank| blank.label.clone()))
            }
            Block::Question { text, choices } => texts.extend([text.clone(), choices.concat()]),
            Block::Heading { text, .. } | Block::Note(text) => texts.push(text.clone()),
            Block::Paragraph(text) => texts.push(text.words.clone()),
            Block::Goal(goal) => texts.extend([goal.own.clone(), goal.clinical.clone()]),
            Block::Bullets(bullets) => {
                texts.extend(bullets.iter().flat_map(|it| [it.text.clone(), it.below.clone()]));
            }
            Block::Quote(words) => texts.push(words.clone()),
            Block::Facts(facts) => texts.extend(facts.facts.iter().map(|f| f.value.words.clone())),
            Block::Table(table) => {
                texts.extend(table.rows.iter().flatten().map(|t| t.words.clone()))
            }
            Block::Thread(knots) => {
                texts.extend(knots.iter().flat_map(|Knot { blocks, .. }| self::texts(blocks)));
            }
            Block::Blanks(rows) => texts.extend(rows.iter().flatten().map(|b| b.label.clone())),
            Block::Signed { label, .. } => texts.push(label.clone()),
            Block::Code(groups) => texts.push(groups.concat()),
            Block::Signatures(signers) => texts.extend(signers.iter().map(|s| s.name.clone())),
            Block::Chart(chart) => texts.extend([chart.title.clone(), chart.sentence()]),
            Block::Week(grid) => {
                let session =
                    |it: &GridSession| [vec![it.title.clone()], it.details.clone()].concat();
                let mut sessions = grid.sessions.clone();
                sessions.sort_by_key(|it| (it.start, it.day));
                texts.extend(sessions.iter().flat_map(session));
            }
            Block::Large(blocks) | Block::Together(blocks) => texts.extend(self::texts(blocks)),
            Block::PageBreak => {}
        }
    }
    texts.retain(|text| text != MISSING && !text.trim().is_empty());
    texts
}

/// The lines of every page as text, for a snapshot of where pages break.
pub(crate) fn outline(pages: &Pages) -> String {
    let mut out = String::new();
    for (number, page) in (1..).zip(&pages.pages) {
        out.push_str(&format!("--- page {number}\n"));
        for (tag, line) in lines(page) {
            let role = tag.map(|tag| format!("{:?}", pages.tags[tag.0].role)).unwrap_or_default();
            out.push_str(&format!("{role:18} {}\n", spaced(&line.text)));
        }
    }
    out
}
