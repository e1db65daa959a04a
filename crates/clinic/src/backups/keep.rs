//! Which backups are kept: the newest of each of the last thirty days that have one, and the newest
//! of each of the last twelve months that have one.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Utc};

const DAYS: usize = 30;
const MONTHS: usize = 12;

/// Which of these times, newest first, need not be kept: by their place in the list.
pub(crate) fn to_remove(times: &[DateTime<Utc>]) -> Vec<usize> {
    let (mut days, mut months) = (BTreeSet::new(), BTreeSet::new());
    let mut gone = Vec::new();
    for (place, at) in times.iter().enumerate() {
        let daily = days.len() < DAYS && days.insert(at.date_naive());
        let monthly = months.len() < MONTHS && months.insert((at.year(), at.month()));
        if !daily && !monthly {
            gone.push(place);
        }
    }
    gone
}

#[cfg(test)]
mod tests {
    use chrono::{Duration, TimeZone};

    use super::*;

    fn newest_first(mut times: Vec<DateTime<Utc>>) -> Vec<DateTime<Utc>> {
        times.sort_by(|a, b| b.cmp(a));
        times
    }

    #[test]
    fn of_many_backups_on_a_day_the_newest_is_kept() {
        let noon = Utc.with_ymd_and_hms(2026, 11, 23, 12, 0, 0).unwrap();
        let times = newest_first((0..5).map(|hour| noon + Duration::hours(hour)).collect());
        assert_eq!(to_remove(&times), [1, 2, 3, 4]);
        assert!(to_remove(&[]).is_empty());
    }

    #[test]
    fn after_three_years_of_days_thirty_and_twelve_are_left() {
        let start = Utc.with_ymd_and_hms(2024, 1, 1, 18, 0, 0).unwrap();
        let times = newest_first((0..1096).map(|day| start + Duration::days(day)).collect());
        let gone = to_remove(&times);
        let kept: Vec<usize> = (0..times.len()).filter(|place| !gone.contains(place)).collect();
        assert_eq!(kept[..30], (0..30).collect::<Vec<_>>());
        // The days end on 31 December: the thirty reach back to the 2nd, so only December's
        // newest is among them.
        assert_eq!(kept.len(), 30 + 12 - 1);
        let months: BTreeSet<_> = kept.iter().map(|at| times[*at].month()).collect();
        assert_eq!(months.len(), 12);
    }

    #[test]
    fn letting_go_twice_lets_go_of_nothing_more() {
        let start = Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap();
        let times = newest_first((0..400).map(|n| start + Duration::hours(n * 17)).collect());
        let gone = to_remove(&times);
        let kept: Vec<_> = (0..times.len()).filter(|at| !gone.contains(at)).collect();
        let kept: Vec<_> = kept.into_iter().map(|at| times[at]).collect();
        assert!(to_remove(&kept).is_empty());
    }
}
