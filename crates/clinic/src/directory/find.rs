//! Finding people: by any part of any name, by birth date typed any way, by phone or number.

use chrono::NaiveDate;
use form::date::{Purpose, parse_typed};

use super::{Directory, Entry};
use crate::{body::Names, fold};

impl Directory {
    /// Clients that match all words, best first: names that begin as typed, then by name.
    pub(crate) fn find(&self, text: &str, today: NaiveDate) -> Vec<&Entry> {
        let wanted = Wanted::read(text, today);
        let mut found: Vec<&Entry> = self.present().filter(|entry| wanted.matches(entry)).collect();
        found.sort_by_cached_key(|entry| (!wanted.begins(entry), fold::fold(&entry.shown_name())));
        found
    }
}

struct Wanted {
    words: Vec<String>,
    digits: String,
    birth: Option<NaiveDate>,
}

impl Wanted {
    fn read(text: &str, today: NaiveDate) -> Self {
        let birth = parse_typed(text.trim(), Purpose::Birth, today);
        let only_digits = text.chars().all(|c| !c.is_alphabetic());
        let digits = if only_digits { fold::digits(text) } else { String::new() };
        Self { words: text.split_whitespace().flat_map(split).collect(), digits, birth }
    }

    fn matches(&self, entry: &Entry) -> bool {
        if self.birth.is_some() && self.birth == entry.birth() {
            return true;
        }
        if self.digits.len() >= 3 && entry.words.iter().any(|word| word.contains(&self.digits)) {
            return true;
        }
        self.words.iter().all(|wanted| entry.words.iter().any(|word| word.contains(wanted)))
    }

    fn begins(&self, entry: &Entry) -> bool {
        let begins = |wanted: &String| entry.words.iter().any(|word| word.starts_with(wanted));
        self.words.iter().all(begins)
    }
}

/// A client number stays whole; names part at their hyphens.
fn split(word: &str) -> Vec<String> {
    if word.chars().any(|c| c.is_ascii_digit()) {
        vec![fold::fold(word)]
    } else {
        fold::words(word)
    }
}

/// Whether someone may be the same person: same birth date and a first or last name in common,
/// or both names the same, or the same phone number. A hint, never a stop.
pub(crate) fn same_person(
    entry: &Entry,
    names: &Names,
    birth: Option<NaiveDate>,
    phone: &str,
) -> bool {
    let first = fold::words(&names.legal_first.0)
        .iter()
        .chain(&fold::words(&names.name_used.0))
        .any(|word| entry.words.contains(word));
    let lasts = fold::words(&names.legal_last.0);
    let last = !lasts.is_empty() && lasts.iter().any(|word| entry.words.contains(word));
    let born = birth.is_some() && birth == entry.birth();
    let phone = fold::digits(phone);
    let called = phone.len() >= 7 && entry.words.contains(&phone);
    (born && (first || last)) || (first && last) || called
}

#[cfg(test)]
mod tests {
    use record::Id;

    use super::*;
    use crate::{Phi, body::ClientBody};

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn names(first: &str, last: &str, used: &str) -> Names {
        Names {
            legal_first: Phi(first.into()),
            legal_middle: Phi(String::new()),
            legal_last: Phi(last.into()),
            name_used: Phi(used.into()),
        }
    }

    fn directory() -> Directory {
        let mut directory = Directory::default();
        let people = [
            ("RB-0001", names("Marisol", "Núñez-Ibáñez", "Mari"), "1992-03-14"),
            ("RB-0002", names("Tuan", "Dang", "Tuấn"), "2010-04-07"),
        ];
        for (n, (number, names, born)) in people.into_iter().enumerate() {
            let body = ClientBody {
                number: number.into(),
                names,
                former: Vec::new(),
                birth_date: Phi(born.into()),
                pronouns: Phi(String::new()),
            };
            let id = Id::from_bytes([n as u8; 16]);
            directory.entry_mut(id).take_client(&body, "2026-11-23T00:00:00Z");
        }
        directory
    }

    #[test]
    fn people_are_found_by_any_part_of_what_is_known() {
        let directory = directory();
        let cases = [
            ("nun", "RB-0001"),
            ("ibáñez mar", "RB-0001"),
            ("MARI", "RB-0001"),
            ("3/14/92", "RB-0001"),
            ("14 Mar 1992", "RB-0001"),
            ("04072010", "RB-0002"),
            ("tuấn", "RB-0002"),
            ("dang tu", "RB-0002"),
            ("rb-0002", "RB-0002"),
        ];
        for (text, number) in cases {
            let found = directory.find(text, today());
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].number, number, "{text}");
        }
        assert_eq!(directory.find("", today()).len(), 2);
        assert!(directory.find("nobody", today()).is_empty());
    }

    #[test]
    fn a_likely_double_is_pointed_out_and_a_stranger_is_not() {
        let directory = directory();
        let tuan = directory.find("tuan", today())[0];
        let born = NaiveDate::from_ymd_opt(2010, 4, 7);
        assert!(same_person(tuan, &names("Tuan", "Nguyen", ""), born, ""));
        assert!(same_person(tuan, &names("Tuan", "Dang", ""), None, ""));
        assert!(!same_person(tuan, &names("Tuan", "Nguyen", ""), None, ""));
        assert!(!same_person(tuan, &names("Ana", "Dang", ""), None, ""));
    }

    #[test]
    fn a_number_is_read_with_or_without_hyphen_and_zeros() {
        let directory = directory();
        for text in ["RB-0002", "rb2", "RB 2"] {
            assert_eq!(directory.named(text), Some(Id::from_bytes([1; 16])), "{text}");
        }
        assert_eq!(directory.named("RB-9"), None);
    }
}
