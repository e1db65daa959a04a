//! Everybody's words in one text, by name: a key in the search field looks through all of it at the
//! speed of memory, and the first rows come out in their order. Who changes is put at the end until
//! there are many of them. It lives in memory between unlock and lock.

use std::collections::HashMap;

use memchr::memmem::Finder;
use record::Id;

use super::Entry;

/// Stands before and after every word.
const EDGE: u8 = b'\n';
/// Changed people who are looked through beside the others, at the most.
const MOST_LATER: usize = 1_000;

/// What is searched.
#[derive(Default)]
pub(super) struct Haystack {
    text: Vec<u8>,
    spans: Vec<Span>,
    /// The span in which somebody stands.
    place: HashMap<Id, usize>,
    /// Spans that stand in the order of names; those behind came later.
    sorted: usize,
}

/// Where somebody's words lie.
struct Span {
    client: Id,
    from: usize,
    to: usize,
    /// Whether they are somebody's words now: not those of who changed or was deleted.
    live: bool,
}

/// Who was found: the first, best first, and how many there are.
pub(super) struct Found {
    pub(super) first: Vec<Id>,
    pub(super) matching: usize,
}

/// A search, as words that all have to be there.
pub(super) struct Needles<'n> {
    /// Parts of words; all of them.
    pub(super) parts: &'n [String],
    /// Any of these instead, edges and all.
    pub(super) instead: &'n [String],
}

impl Haystack {
    /// Everybody's words.
    pub(super) fn of<'e>(entries: impl Iterator<Item = &'e Entry>) -> Self {
        let mut entries: Vec<&Entry> = entries.collect();
        entries.sort_unstable_by(|a, b| (&a.sorts_as, a.client).cmp(&(&b.sorts_as, b.client)));
        let mut haystack = Self::default();
        entries.iter().for_each(|entry| haystack.append(entry));
        haystack.sorted = haystack.spans.len();
        haystack
    }

    /// Somebody may have changed. Says whether everybody has to be put in order anew.
    pub(super) fn renew(&mut self, client: Id, entry: Option<&Entry>) -> bool {
        let known = self.place.get(&client).copied();
        let mut words = Vec::new();
        if let Some(entry) = entry.filter(|it| it.removal.is_none()) {
            lay(&mut words, entry);
        }
        if let Some(span) = known.map(|at| &mut self.spans[at]) {
            if span.live && self.text[span.from..span.to] == words {
                return false;
            }
            span.live = false;
        }
        if let Some(entry) = entry.filter(|_| !words.is_empty()) {
            self.append(entry);
        }
        self.spans.len() - self.sorted > MOST_LATER
    }

    fn append(&mut self, entry: &Entry) {
        let from = self.text.len();
        lay(&mut self.text, entry);
        let span = Span { client: entry.client, from, to: self.text.len(), live: true };
        self.place.insert(entry.client, self.spans.len());
        self.spans.push(span);
    }

    /// Who matches: those whose words begin so first, each by name. `sorts_as` tells how somebody
    /// who came later sorts.
    pub(super) fn find(
        &self,
        needles: &Needles<'_>,
        limit: usize,
        sorts_as: impl Fn(Id) -> Option<String>,
    ) -> Found {
        let search = Search::new(needles);
        let (mut begin, mut others, mut matching) = (Vec::new(), Vec::new(), 0);
        search.each(self, &mut |at| {
            let span = &self.spans[at];
            matching += 1;
            let is_later = at >= self.sorted;
            let kept = if begin.len() < limit || is_later {
                if search.begins(self.words(span)) { &mut begin } else { &mut others }
            } else {
                &mut others
            };
            if kept.len() < limit || is_later {
                kept.push(at);
            }
        });
        let by_name = |mut kept: Vec<usize>| -> Vec<Id> {
            if kept.last().is_some_and(|at| *at >= self.sorted) {
                kept.sort_by_cached_key(|at| sorts_as(self.spans[*at].client));
            }
            kept.into_iter().map(|at| self.spans[at].client).collect()
        };
        let mut first = by_name(begin);
        first.extend(by_name(others));
        first.truncate(limit);
        Found { first, matching }
    }

    fn words(&self, span: &Span) -> &[u8] {
        &self.text[span.from..span.to]
    }
}

/// Lays somebody's words down, edges around each.
fn lay(text: &mut Vec<u8>, entry: &Entry) {
    text.push(EDGE);
    for word in &entry.words {
        text.extend_from_slice(word.as_bytes());
        text.push(EDGE);
    }
}

/// A search that is made ready once for everybody.
struct Search<'n> {
    parts: Vec<Finder<'n>>,
    begins: Vec<Vec<u8>>,
    instead: Vec<Finder<'static>>,
}

impl<'n> Search<'n> {
    fn new(needles: &Needles<'n>) -> Self {
        // The longest part is the rarest, as a rule: it is looked for first.
        let mut parts: Vec<&String> = needles.parts.iter().collect();
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        let at_start = |part: &&String| [&[EDGE], part.as_bytes()].concat();
        Self {
            begins: parts.iter().map(at_start).collect(),
            parts: parts.into_iter().map(|part| Finder::new(part.as_bytes())).collect(),
            instead: needles
                .instead
                .iter()
                .map(|word| Finder::new(word.as_bytes()).into_owned())
                .collect(),
        }
    }

    /// Hands on the place of everybody who matches, in order.
    fn each(&self, hay: &Haystack, found: &mut dyn FnMut(usize)) {
        if !self.instead.is_empty() {
            let live = hay.spans.iter().enumerate().filter(|(_, span)| span.live);
            live.filter(|(_, span)| self.matches(hay.words(span))).for_each(|(at, _)| found(at));
            return;
        }
        let Some((rarest, others)) = self.parts.split_first() else {
            let live = hay.spans.iter().enumerate().filter(|(_, span)| span.live);
            live.for_each(|(at, _)| found(at));
            return;
        };
        let (mut from, mut at) = (0, 0);
        while let Some(hit) = rarest.find(&hay.text[from..]).map(|hit| from + hit) {
            at += hay.spans[at..].partition_point(|span| span.to <= hit);
            let Some(span) = hay.spans.get(at) else { return };
            let words = hay.words(span);
            if span.live && others.iter().all(|part| part.find(words).is_some()) {
                found(at);
            }
            from = span.to;
        }
    }

    fn matches(&self, words: &[u8]) -> bool {
        self.instead.iter().any(|word| word.find(words).is_some())
            || self.parts.iter().all(|part| part.find(words).is_some())
    }

    fn begins(&self, words: &[u8]) -> bool {
        self.begins.iter().all(|start| memchr::memmem::find(words, start).is_some())
    }
}
