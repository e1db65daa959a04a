//! Everybody's words in one text, by name: a key in the search field looks through all of it at the
//! speed of memory, and the first rows come out in their order. Who changes is put at the end until
//! there are many of them. It lives in memory between unlock and lock.

use std::collections::HashMap;

use memchr::memmem::{Finder, find};
use record::Id;

use super::Entry;

/// Stands before and after every word.
const EDGE: u8 = b'\n';
/// People at the end at the most; then everybody is put in order anew.
const MOST_LATER: usize = 1_000;

/// What is searched.
pub(super) struct Haystack {
    text: Vec<u8>,
    spans: Vec<Span>,
    /// The span in which somebody stands.
    place: HashMap<Id, usize>,
    /// Spans that stand in the order of names; those behind came later.
    sorted: usize,
    /// Spans that are not live.
    gone: usize,
    /// What was looked for last, and the spans that had all of it: whoever has what is typed on
    /// from there is among them.
    last: Option<(Vec<String>, Vec<usize>)>,
}

/// Where somebody's words lie.
struct Span {
    client: Id,
    from: usize,
    to: usize,
    /// Whether they are somebody's words now: not those of who changed since or was deleted.
    live: bool,
}

impl Haystack {
    /// Everybody's words.
    pub(super) fn of<'e>(entries: impl Iterator<Item = &'e Entry>) -> Self {
        let mut entries: Vec<&Entry> = entries.collect();
        entries.sort_unstable_by(|a, b| (&a.sorts_as, a.client).cmp(&(&b.sorts_as, b.client)));
        let mut haystack = Self {
            text: Vec::new(),
            spans: Vec::with_capacity(entries.len()),
            place: HashMap::with_capacity(entries.len()),
            sorted: entries.len(),
            gone: 0,
            last: None,
        };
        entries.iter().for_each(|entry| haystack.append(entry));
        haystack
    }

    /// The beginning of a word, as it is laid down.
    pub(super) fn beginning(word: &str) -> String {
        format!("{}{word}", char::from(EDGE))
    }

    /// Whether so many may have changed and everybody still stands in good order.
    pub(super) fn has_room_for(&self, changed: usize) -> bool {
        self.spans.len() - self.sorted + changed <= MOST_LATER
    }

    /// How many people there are.
    pub(super) fn people(&self) -> usize {
        self.spans.len() - self.gone
    }

    /// Somebody may have changed, or is not there any more.
    pub(super) fn renew(&mut self, client: Id, entry: Option<&Entry>) {
        let present = entry.filter(|it| it.removal.is_none());
        let mut words = Vec::new();
        if let Some(entry) = present {
            lay(&mut words, entry);
        }
        if let Some(at) = self.place.get(&client).copied() {
            let Span { from, to, live, .. } = self.spans[at];
            if live && self.text[from..to] == words {
                return;
            }
            self.last = None;
            self.gone += usize::from(live);
            self.spans[at].live = false;
        }
        if let Some(entry) = present {
            self.append(entry);
        }
    }

    fn append(&mut self, entry: &Entry) {
        self.last = None;
        let from = self.text.len();
        lay(&mut self.text, entry);
        self.place.insert(entry.client, self.spans.len());
        self.spans.push(Span { client: entry.client, from, to: self.text.len(), live: true });
    }

    /// Who matches in any of the ways: those in whom every beginning is found first, each by name,
    /// as many as are asked for; and how many match. `sorts_as` tells where somebody who came
    /// later belongs.
    pub(super) fn find(
        &mut self,
        ways: &[Vec<String>],
        beginnings: &[String],
        limit: usize,
        sorts_as: impl Fn(Id) -> Option<String>,
    ) -> (Vec<Id>, usize) {
        let found = self.matching(ways);
        let begins = |at: usize| {
            let words = self.words(&self.spans[at]);
            beginnings.iter().all(|beginning| find(words, beginning.as_bytes()).is_some())
        };
        let (mut good, mut others) = (Vec::new(), Vec::new());
        for at in found.iter().copied() {
            let is_later = at >= self.sorted;
            if good.len() >= limit && !is_later {
                continue;
            }
            let kept = if begins(at) { &mut good } else { &mut others };
            if kept.len() < limit || is_later {
                kept.push(at);
            }
        }
        let mut first = Vec::new();
        for mut kept in [good, others] {
            if kept.last().is_some_and(|at| *at >= self.sorted) {
                kept.sort_by_cached_key(|at| sorts_as(self.spans[*at].client));
            }
            first.extend(kept.into_iter().map(|at| self.spans[at].client));
        }
        first.truncate(limit);
        (first, found.len())
    }

    /// The spans that match in any of the ways, in their order.
    fn matching(&mut self, ways: &[Vec<String>]) -> Vec<usize> {
        let Some((typed, others)) = ways.split_first() else { return Vec::new() };
        let mut found = match self.last.take() {
            Some((before, among)) if goes_on(typed, &before) => self.among(&among, typed),
            _ => self.having(typed),
        };
        self.last = Some((typed.clone(), found.clone()));
        if !others.is_empty() {
            found.extend(others.iter().flat_map(|parts| self.having(parts)));
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    /// The spans in which every part is found. The longest is looked for first: as a rule it is
    /// the rarest.
    fn having(&self, parts: &[String]) -> Vec<usize> {
        let parts = finders(parts);
        let Some((rarest, others)) = parts.split_first() else {
            return (0..self.spans.len()).filter(|at| self.spans[*at].live).collect();
        };
        let (mut found, mut from, mut at) = (Vec::new(), 0, 0);
        while let Some(hit) = rarest.find(&self.text[from..]).map(|hit| from + hit) {
            at += self.spans[at..].partition_point(|span| span.to <= hit);
            let Some(span) = self.spans.get(at) else { break };
            let words = self.words(span);
            if span.live && others.iter().all(|part| part.find(words).is_some()) {
                found.push(at);
            }
            from = span.to;
        }
        found
    }

    /// As [`Self::having`], of some spans alone.
    fn among(&self, spans: &[usize], parts: &[String]) -> Vec<usize> {
        let parts = finders(parts);
        let has = |at: &usize| {
            let words = self.words(&self.spans[*at]);
            parts.iter().all(|part| part.find(words).is_some())
        };
        spans.iter().copied().filter(has).collect()
    }

    fn words(&self, span: &Span) -> &[u8] {
        &self.text[span.from..span.to]
    }
}

/// Whether whoever has all the `parts` has everything that was looked for `before`.
fn goes_on(parts: &[String], before: &[String]) -> bool {
    let is_held = |word: &String| parts.iter().any(|part| part.contains(word.as_str()));
    !before.is_empty() && before.iter().all(is_held)
}

fn finders(parts: &[String]) -> Vec<Finder<'_>> {
    let mut parts: Vec<Finder<'_>> = parts.iter().map(Finder::new).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.needle().len()));
    parts
}

/// Lays somebody's words down, an edge around each.
fn lay(text: &mut Vec<u8>, entry: &Entry) {
    text.push(EDGE);
    for word in &entry.words {
        text.extend_from_slice(word.as_bytes());
        text.push(EDGE);
    }
}
