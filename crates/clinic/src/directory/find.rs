//! Finding people: by any part of any name, by birth date typed any way, by phone or number.

use chrono::NaiveDate;
use form::date::{Purpose, parse_typed};

use super::{Directory, Entry, Haystack};
use crate::{body::Names, fold};

/// Digits of a phone or a date that are looked for by themselves; fewer are in everybody's.
const FEWEST_DIGITS: usize = 3;

/// Who was found.
pub(crate) struct Found<'d> {
    /// The first, best first: names that begin as typed, then by name.
    pub(crate) first: Vec<&'d Entry>,
    /// How many match.
    pub(crate) matching: usize,
    /// How many there are.
    pub(crate) total: usize,
}

impl Directory {
    /// Clients that match all words.
    pub(crate) fn find(&mut self, text: &str, today: NaiveDate, limit: usize) -> Found<'_> {
        let haystack = self.haystack.take().filter(|it| it.has_room_for(self.touched.len()));
        let mut haystack = haystack.unwrap_or_else(|| {
            self.touched.clear();
            Haystack::of(self.present())
        });
        for client in std::mem::take(&mut self.touched) {
            haystack.renew(client, self.clients.get(&client));
        }
        let (ways, begins) = wanted(text, today);
        let sorts_as = |client| self.clients.get(&client).map(|entry| entry.sorts_as.clone());
        let (first, matching) = haystack.find(&ways, &begins, limit, sorts_as);
        let total = haystack.people();
        self.haystack = Some(haystack);
        let first = first.into_iter().filter_map(|client| self.clients.get(&client)).collect();
        Found { first, matching, total }
    }
}

/// The ways in which somebody can match, each as parts of words that all have to be there; and the
/// beginnings of words that make a match a good one.
fn wanted(text: &str, today: NaiveDate) -> (Vec<Vec<String>>, Vec<String>) {
    let words: Vec<String> = text.split_whitespace().flat_map(split).collect();
    let begins = words.iter().map(|word| Haystack::beginning(word)).collect();
    let mut ways = vec![words];
    if let Some(birth) = parse_typed(text.trim(), Purpose::Birth, today) {
        ways.push(vec![form::date::stored(birth)]);
    }
    let digits = fold::digits(text);
    if digits.len() >= FEWEST_DIGITS && text.chars().all(|c| !c.is_alphabetic()) {
        ways.push(vec![digits]);
    }
    (ways, begins)
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
        let mut directory = directory();
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
            let found = directory.find(text, today(), 10);
            assert_eq!(found.matching, 1, "{text}");
            assert_eq!(found.first[0].number, number, "{text}");
        }
        assert_eq!(directory.find("", today(), 10).first.len(), 2);
        assert_eq!(directory.find("nobody", today(), 10).matching, 0);
    }

    #[test]
    fn who_changes_or_goes_is_found_as_they_are_now() {
        let mut directory = directory();
        let numbers = |directory: &mut Directory, text: &str| -> Vec<String> {
            let found = directory.find(text, today(), 10);
            assert_eq!(found.first.len(), found.matching);
            found.first.iter().map(|entry| entry.number.clone()).collect()
        };
        assert_eq!(numbers(&mut directory, "a"), ["RB-0001", "RB-0002"]);
        let mut body = ClientBody {
            number: "RB-0001".into(),
            names: names("Zoë", "Adams", ""),
            former: Vec::new(),
            birth_date: Phi("1992-03-14".into()),
            pronouns: Phi(String::new()),
        };
        let first = Id::from_bytes([0; 16]);
        directory.entry_mut(first).take_client(&body, "2026-11-24T00:00:00Z");
        assert_eq!(numbers(&mut directory, "ibanez"), [""; 0]);
        assert_eq!(numbers(&mut directory, "adams"), ["RB-0001"]);
        assert_eq!(numbers(&mut directory, ""), ["RB-0002", "RB-0001"], "by name");
        body.names = names("Ada", "Adams", "");
        directory.entry_mut(first).take_client(&body, "2026-11-25T00:00:00Z");
        assert_eq!(numbers(&mut directory, ""), ["RB-0001", "RB-0002"]);
        assert_eq!(numbers(&mut directory, "03-14"), ["RB-0001"], "a part of a date");
        directory.forget(first);
        assert_eq!(numbers(&mut directory, "adams"), [""; 0]);
        assert_eq!(directory.find("", today(), 10).total, 1);
    }

    #[test]
    fn typing_on_finds_what_a_fresh_search_finds() {
        let keys = [
            "m", "ma", "mar", "ma", "ma n", "n ma", "nu", "", "m", "tu", "tu 2", "04", "040",
            "0407", "04072", "04072010", "x", "xm", "rb", "rb-", "rb-0", "rb-0002",
        ];
        let mut typed = directory();
        for text in keys {
            let numbers = |directory: &mut Directory| -> (Vec<String>, usize) {
                let found = directory.find(text, today(), 10);
                (found.first.iter().map(|it| it.number.clone()).collect(), found.matching)
            };
            assert_eq!(numbers(&mut typed), numbers(&mut directory()), "{text}");
        }
    }

    #[test]
    fn whoever_changes_between_two_keys_is_found_as_they_are_now() {
        let mut directory = directory();
        assert_eq!(directory.find("mar", today(), 10).matching, 1);
        let body = ClientBody {
            number: "RB-0003".into(),
            names: names("Mara", "Test", ""),
            former: Vec::new(),
            birth_date: Phi(String::new()),
            pronouns: Phi(String::new()),
        };
        let third = Id::from_bytes([9; 16]);
        directory.entry_mut(third).take_client(&body, "2026-11-24T00:00:00Z");
        assert_eq!(directory.find("mara", today(), 10).first[0].number, "RB-0003");
        directory.forget(third);
        assert_eq!(directory.find("mara", today(), 10).matching, 0);
    }

    #[test]
    fn of_many_the_first_are_those_that_begin_so_whoever_came_later_among_them() {
        let mut directory = Directory::default();
        let add = |directory: &mut Directory, n: u8, first: &str| {
            let body = ClientBody {
                number: format!("RB-{n:04}"),
                names: names(first, "Test", ""),
                former: Vec::new(),
                birth_date: Phi(String::new()),
                pronouns: Phi(String::new()),
            };
            directory.entry_mut(Id::from_bytes([n; 16])).take_client(&body, "2026-11-23T00:00:00Z");
        };
        for (n, first) in ["Bea", "Abe", "Rabe", "Ebe", "Beb"].into_iter().enumerate() {
            add(&mut directory, n as u8, first);
        }
        let names = |directory: &mut Directory, limit| {
            let found = directory.find("be", today(), limit);
            let names: Vec<String> =
                found.first.iter().map(|entry| entry.names.legal_first.0.clone()).collect();
            (names.join(" "), found.matching)
        };
        assert_eq!(names(&mut directory, 10), ("Bea Beb Abe Ebe Rabe".into(), 5));
        add(&mut directory, 7, "Beaa");
        add(&mut directory, 8, "Cabe");
        assert_eq!(names(&mut directory, 10), ("Bea Beaa Beb Abe Cabe Ebe Rabe".into(), 7));
        assert_eq!(names(&mut directory, 4), ("Bea Beaa Beb Abe".into(), 7));
        assert_eq!(names(&mut directory, 1), ("Bea".into(), 7));
    }

    #[test]
    fn a_likely_double_is_pointed_out_and_a_stranger_is_not() {
        let directory = directory();
        let tuan = directory.entry(Id::from_bytes([1; 16])).unwrap();
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
