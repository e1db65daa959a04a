//! What holds for every week, whoever draws it.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::{
    Attendance, Conflict, Day, MinuteOfDay, NEUTRAL, Offering, Place, Planned, Seat, SeatPeriod,
    Tick, Week, conflicts, delivered, minutes_present, project,
};
use crate::{Entered, Id, Whole, plan::Modality};

fn id(n: u8) -> Id {
    Id::from_bytes([n; 16])
}

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).unwrap()
}

/// Sessions of a week in quarters of an hour, each with words that only clinicians read.
fn weeks() -> impl Strategy<Value = Vec<Planned>> {
    let session = (0usize..7, 24u32..84, 1u32..16, any::<bool>(), any::<bool>());
    prop::collection::vec(session, 0..10).prop_map(|all| {
        let planned =
            |(at, (day, start, length, remote, drawn)): (usize, (usize, u32, u32, bool, bool))| {
                Planned {
                    id: Some(id(at as u8 + 1)),
                    offering: drawn.then(|| id(200)),
                    meeting: drawn.then(|| id(100 + at as u8)),
                    title: "Zebra exposure".into(),
                    service: Some(Modality::Family),
                    day: Some(Day::ALL[day]),
                    start: Entered::Known(MinuteOfDay::new(start * 15).unwrap()),
                    minutes: Entered::Known(length * 15),
                    place: if remote { Place::Remote } else { Place::OnSite },
                    staff: "Q. Xylo, LMFT".into(),
                    interventions: vec![id(250)],
                }
            };
        all.into_iter().enumerate().map(planned).collect()
    })
}

fn group() -> Offering {
    Offering {
        name: "Zebra exposure".into(),
        neutral_name: "Morning group A".into(),
        service: Some(Modality::Psychoeducation),
        staff: "Q. Xylo, LMFT".into(),
        ..Offering::default()
    }
}

fn seats(week: &[Planned]) -> Vec<Seat> {
    project(week, &[(id(200), &group())])
}

fn ticks(seats: &[Seat], days: u64, how: &[Attendance]) -> Vec<Tick> {
    let mut all = Vec::new();
    for (at, date) in monday().iter_days().take(days as usize).enumerate() {
        for (nth, seat) in seats.iter().filter(|seat| seat.day == Day::of(date)).enumerate() {
            let Some(attendance) = how.get((at + nth) % (how.len() + 1)).copied() else { continue };
            all.push(Tick {
                date,
                offering: seat.offering,
                session: seat.session(),
                attendance,
                minutes: minutes_present(attendance, Some(20), seat.minutes),
                reason: None,
                by: id(0),
                at: String::new(),
            });
        }
    }
    all
}

fn attendances() -> impl Strategy<Value = Vec<Attendance>> {
    prop::collection::vec(prop::sample::select(Attendance::ALL.to_vec()), 0..6)
}

fn minutes_of(seats: &[Seat]) -> Whole {
    seats.iter().map(|seat| seat.minutes).sum()
}

proptest! {
    #[test]
    fn front_desk_gets_the_same_hours_and_not_one_clinical_word(week in weeks()) {
        let seats = seats(&week);
        let total = Week::of(&week).total();
        let overlaps = conflicts(&week, &[]).iter().any(|it| matches!(it, Conflict::Overlap(..)));
        let sum = minutes_of(&seats);
        prop_assert!(total < sum && overlaps || total == sum && !overlaps);
        let said = serde_json::to_string(&seats).unwrap().to_lowercase();
        for word in ["zebra", "xylo", "family", "psychoeducation", "intervention", "service"] {
            prop_assert!(!said.contains(word), "{} in {}", word, said);
        }
        prop_assert!(seats.iter().all(|it| it.name == NEUTRAL || it.offering == Some(id(200))));
    }

    #[test]
    fn who_can_come_all_day_is_only_kept_by_other_sessions(week in weeks()) {
        let always: Vec<String> = Day::ALL
            .map(|day| format!("{} 06:00-22:00", day.short().to_lowercase()))
            .into();
        let within = |it: &Planned| {
            it.start.known().zip(it.minutes.known()).is_some_and(|(from, minutes)| {
                from.minutes() + minutes <= 22 * 60
            })
        };
        let week: Vec<Planned> = week.into_iter().filter(within).collect();
        prop_assert_eq!(conflicts(&week, &always), conflicts(&week, &[]));
    }

    #[test]
    fn the_same_sessions_stand_in_the_way_in_whatever_order_they_are_drawn(week in weeks()) {
        let free = ["mon 09:00-12:00".to_owned(), "thu 13:00-18:00".to_owned()];
        let mut turned = week.clone();
        turned.reverse();
        prop_assert_eq!(conflicts(&week, &[]).is_empty(), conflicts(&turned, &[]).is_empty());
        let alone = |it: &Planned| conflicts(std::slice::from_ref(it), &free).len();
        let one_by_one: usize = week.iter().map(alone).sum();
        let together = conflicts(&week, &free).len() - conflicts(&week, &[]).len();
        prop_assert_eq!(together, one_by_one);
    }

    #[test]
    fn weeks_add_up_and_an_amendment_that_changes_nothing_changes_no_hour(
        week in weeks(), how in attendances(), days in 1u64..40, amended in 0u64..40,
    ) {
        let (seats, last) = (seats(&week), monday() + Days::new(days - 1));
        let ticks = ticks(&seats, days, &how);
        let whole = [SeatPeriod { since: monday(), until: None, seats: seats.clone() }];
        let found = delivered(&ticks, &whole, last, last);
        let sum = |of: fn(&super::DeliveredWeek) -> Whole| found.weeks.iter().map(of).sum::<Whole>();
        prop_assert_eq!((found.planned, found.delivered), (sum(|it| it.planned), sum(|it| it.delivered)));
        prop_assert!(found.delivered <= found.planned);
        let again = monday() + Days::new(amended);
        let before = again.pred_opt().filter(|day| *day >= monday());
        let mut parts = vec![SeatPeriod { since: again.max(monday()), until: None, seats: seats.clone() }];
        parts.extend(before.map(|until| SeatPeriod { since: monday(), until: Some(until), seats }));
        prop_assert_eq!(delivered(&ticks, &parts, last, last), found);
    }
}
