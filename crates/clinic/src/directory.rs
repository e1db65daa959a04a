//! Who is here: an index of clients and of what belongs to them, built in memory at unlock and
//! gone at lock. It holds what lists and searches need and nothing clinical beyond counts.

mod entry;
mod find;

use std::collections::BTreeMap;

use record::Id;

pub(crate) use entry::{ClinicalMeta, Entry, FlagMeta, ResponseMeta};
pub(crate) use find::same_person;

/// All clients, and the staff.
#[derive(Default)]
pub(crate) struct Directory {
    pub(crate) clients: BTreeMap<Id, Entry>,
}

impl Directory {
    pub(crate) fn entry(&self, client: Id) -> Option<&Entry> {
        self.clients.get(&client)
    }

    /// The entry of a client, made if it is not there: records come in any order.
    pub(crate) fn entry_mut(&mut self, client: Id) -> &mut Entry {
        self.clients.entry(client).or_insert_with(|| Entry::of(client))
    }

    /// A client by record id or by the clinic's number, in any case: "RB-0048", "rb48".
    pub(crate) fn named(&self, text: &str) -> Option<Id> {
        if let Ok(id) = text.parse::<Id>() {
            return self.clients.contains_key(&id).then_some(id);
        }
        let wanted = plain_number(text);
        let mut found = self.clients.values().filter(|entry| plain_number(&entry.number) == wanted);
        found.next().map(|entry| entry.client)
    }

    /// Everybody who has not been deleted.
    pub(crate) fn present(&self) -> impl Iterator<Item = &Entry> {
        self.clients.values().filter(|entry| entry.removal.is_none())
    }

    /// Deleted clients whose records wait.
    pub(crate) fn removed(&self) -> impl Iterator<Item = &Entry> {
        self.clients.values().filter(|entry| entry.removal.is_some())
    }
}

/// A client number without its hyphen, zeros and case.
fn plain_number(number: &str) -> (String, String) {
    let letters = number.chars().filter(char::is_ascii_alphabetic).collect::<String>();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    (letters.to_ascii_uppercase(), digits.trim_start_matches('0').to_owned())
}
