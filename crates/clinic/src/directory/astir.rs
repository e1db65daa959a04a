//! Who may have something going on: a few of all whom a clinic ever took in. Today's questions ask
//! them, and not everybody who was discharged years ago. It does not know what is going on.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use record::Id;

use super::{Directory, Entry};

/// Everybody but those for whom everything was over before a day, and whoever changed since.
pub(super) struct Astir {
    since: NaiveDate,
    clients: BTreeSet<Id>,
}

impl Astir {
    /// Somebody may have changed.
    pub(super) fn wake(&mut self, client: Id) {
        self.clients.insert(client);
    }
}

impl Directory {
    /// Looks through everybody once, so that [`Self::astir`] need not.
    pub(crate) fn settle(&mut self, today: NaiveDate) {
        let astir = self.present().filter(|entry| !entry.rests(today));
        let clients = astir.map(|entry| entry.client).collect();
        self.astir = Some(Astir { since: today, clients });
    }

    /// Everybody who has not been deleted and may have a flag, an episode under way, or a seat on a
    /// day or later; in the order of [`Self::present`]. Others may be among them.
    pub(crate) fn astir(&self, on: NaiveDate) -> Box<dyn Iterator<Item = &Entry> + '_> {
        match &self.astir {
            Some(astir) if astir.since <= on => {
                let entries = astir.clients.iter().filter_map(|client| self.clients.get(client));
                Box::new(entries.filter(|entry| entry.removal.is_none()))
            }
            _ => Box::new(self.present()),
        }
    }
}

impl Entry {
    /// Whether nothing is going on from a day on, as far as the records say.
    fn rests(&self, today: NaiveDate) -> bool {
        let over = self.episode_under_way().is_some_and(|last| last.is_over());
        over && self.flags.is_empty() && !self.has_seat_from(today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        body::{EarlierSeats, SeatsBody},
        directory::{EpisodeMeta, FlagMeta},
    };

    fn id(n: u8) -> Id {
        Id::from_bytes([n; 16])
    }

    fn day(text: &str) -> NaiveDate {
        form::date::parse_stored(text).unwrap()
    }

    fn episode(status: &str, ended: &str) -> EpisodeMeta {
        EpisodeMeta {
            record: id(200),
            began: "2026-01-05".into(),
            nth: 1,
            status: status.into(),
            priority: String::new(),
            waiting: String::new(),
            next_contact: String::new(),
            ended: ended.into(),
        }
    }

    fn entry(n: u8, episodes: Vec<EpisodeMeta>) -> Entry {
        Entry { episodes, ..Entry::of(id(n)) }
    }

    /// Seats of an episode, from January on, and those before them until a day.
    fn seats(episode: Id, before_until: &str) -> SeatsBody {
        let before = EarlierSeats {
            episode: id(201),
            since: "2025-01-05".into(),
            until: before_until.into(),
            seats: Vec::new(),
        };
        SeatsBody { episode, since: "2026-01-05".into(), seats: Vec::new(), earlier: vec![before] }
    }

    #[test]
    fn only_somebody_discharged_with_nothing_left_rests() {
        let today = "2026-11-23";
        let over = || vec![episode("discharged", "2026-11-22")];
        let seated = |mut entry: Entry, body: SeatsBody| {
            entry.take_seats(id(3), &body);
            entry
        };
        let mut flagged = entry(1, over());
        flagged.flags.push(FlagMeta { record: id(4), response: id(5), at: String::new() });
        let cases = [
            ("no episode yet", entry(1, vec![]), false),
            ("in intake", entry(1, vec![episode("", "")]), false),
            ("waits", entry(1, vec![episode("waitlist", "")]), false),
            ("in care", entry(1, vec![episode("active", "")]), false),
            ("not admitted", entry(1, vec![episode("not_admitted", "")]), true),
            ("discharged", entry(1, over()), true),
            ("flagged", flagged, false),
            ("had a seat", seated(entry(1, over()), seats(id(200), "2026-01-04")), true),
            ("of another episode", seated(entry(1, over()), seats(id(9), "")), false),
            (
                "with a seat to this day",
                seated(entry(1, vec![episode("discharged", today)]), seats(id(200), "2026-01-04")),
                false,
            ),
            (
                "with an earlier seat that goes on",
                seated(entry(1, over()), seats(id(200), "2026-12-24")),
                false,
            ),
        ];
        for (who, entry, rests) in cases {
            assert_eq!(entry.rests(day(today)), rests, "{who}");
        }
    }

    #[test]
    fn whoever_rests_is_not_asked_until_something_changes_or_an_earlier_day_is_meant() {
        let mut directory = Directory::default();
        for (n, status) in [(1, "active"), (2, "discharged"), (3, "discharged"), (4, "waitlist")] {
            directory.clients.insert(id(n), entry(n, vec![episode(status, "2026-06-01")]));
        }
        let asked = |directory: &Directory, on: &str| -> Vec<Id> {
            directory.astir(day(on)).map(|entry| entry.client).collect()
        };
        let everybody = [1, 2, 3, 4].map(id);
        assert_eq!(asked(&directory, "2026-11-23"), everybody, "nobody looked yet");
        directory.settle(day("2026-11-23"));
        assert_eq!(asked(&directory, "2026-11-23"), [1, 4].map(id));
        assert_eq!(asked(&directory, "2026-11-22"), everybody, "the clock was put back");
        directory.entry_mut(id(3));
        directory.entry_mut(id(5));
        assert_eq!(asked(&directory, "2026-11-24"), [1, 3, 4, 5].map(id));
        directory.forget(id(1));
        assert_eq!(asked(&directory, "2026-11-24"), [3, 4, 5].map(id));
    }
}
