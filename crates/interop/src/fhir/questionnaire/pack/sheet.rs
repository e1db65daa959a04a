//! Items as they are laid out: under which heading each stands, and which texts stand above it.

use super::written::Item;

/// The items of a form or of one row, as far as they have been written.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) items: Vec<Item>,
    /// The heading over the last item.
    heading: Option<String>,
    /// Texts for whatever comes next.
    above: Vec<String>,
}

impl Sheet {
    /// A text that is shown above the next item.
    pub(super) fn say(&mut self, text: String) {
        self.above.push(text);
    }

    /// Writes an item under its heading. One that stands under none after a heading gets `outside`,
    /// for a heading has no end of its own.
    pub(super) fn put(&mut self, mut item: Item, heading: Option<&str>, outside: &str) {
        let heading = heading.or_else(|| self.heading.as_ref().map(|_| outside));
        if heading != self.heading.as_deref() {
            item.heading = heading.map(str::to_owned);
            self.heading.clone_from(&item.heading);
        }
        if !self.above.is_empty() {
            item.prefix = Some(std::mem::take(&mut self.above).join(" "));
        }
        self.items.push(item);
    }

    /// The end of a group: texts that no item came after belong to the one before, if the group had
    /// any.
    pub(super) fn end(&mut self, began: usize) {
        let inside = self.items.len() > began;
        if let Some(last) = self.items.last_mut().filter(|_| inside && !self.above.is_empty()) {
            let said = last.hint.take().into_iter().chain(std::mem::take(&mut self.above));
            last.hint = Some(said.collect::<Vec<_>>().join(" "));
        }
    }
}
