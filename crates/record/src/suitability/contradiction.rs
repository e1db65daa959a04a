//! Whether the severity rating and the screening scores contradict each other. A score never
//! proposes a rating; this only asks for a second look.
//!
//! Knows bands by their published severity alone, not what an instrument measures.

use form::{Definition, Scored};

use super::{GateAnswer, Known, Rating};

/// Where an instrument's result lies among its own bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BandPosition {
    /// In its lowest band.
    Lowest,
    /// Neither.
    Between,
    /// In its highest band.
    Highest,
}

impl BandPosition {
    /// The position of a scored screening: highest when any of its scores lies in a band as
    /// severe as the definition has, lowest when all lie in the least severe. Nothing when no
    /// score could be computed, or the bands have no order of severity.
    #[must_use]
    pub fn of(definition: &Definition, scored: &Scored) -> Option<Self> {
        let published = definition
            .bands
            .iter()
            .flat_map(|band| band.by_sex.values().chain([&band.mark]))
            .filter_map(|mark| mark.severity);
        let (lowest, highest) = (published.clone().min()?, published.max()?);
        let hits: Vec<u8> = scored.bands.iter().filter_map(|hit| hit.mark.severity).collect();
        if hits.is_empty() || lowest == highest {
            return None;
        }
        Some(if hits.contains(&highest) {
            Self::Highest
        } else if hits.iter().all(|severity| *severity == lowest) {
            Self::Lowest
        } else {
            Self::Between
        })
    }
}

/// The answer to the amber gate `ratings_contradict_scores`: yes for severity 0 or 1 with any
/// instrument in its highest band, or severity 3 with every instrument in its lowest. Source:
/// clinical rules, "Suitability", amber gates.
///
/// Without a rating it is unknown. Without a single scored instrument it is unknown too, because
/// there is nothing yet that could agree or disagree; only a severity of 2, which no score can
/// contradict, is a no even then.
#[must_use]
pub fn ratings_contradict_scores(
    severity: Known<Rating>,
    positions: &[BandPosition],
) -> GateAnswer {
    let contradicts = match severity.get() {
        None => return GateAnswer::Unknown,
        Some(Rating::Two) => return GateAnswer::No,
        Some(_) if positions.is_empty() => return GateAnswer::Unknown,
        Some(Rating::Zero | Rating::One) => positions.contains(&BandPosition::Highest),
        Some(Rating::Three) => positions.iter().all(|at| *at == BandPosition::Lowest),
    };
    if contradicts { GateAnswer::Yes } else { GateAnswer::No }
}

#[cfg(test)]
mod tests {
    use form::{Answers, Catalog, Context, date, score, set};

    use super::BandPosition::{Between, Highest, Lowest};
    use super::*;

    #[test]
    fn a_low_rating_contradicts_any_highest_band_and_a_high_one_only_all_lowest() {
        let ask = |rating, positions: &[BandPosition]| {
            ratings_contradict_scores(Known::Is(rating), positions)
        };
        use GateAnswer::{No, Unknown, Yes};
        for rating in [Rating::Zero, Rating::One] {
            assert_eq!(ask(rating, &[Lowest, Highest]), Yes);
            assert_eq!(ask(rating, &[Lowest, Between]), No);
            assert_eq!(ask(rating, &[]), Unknown);
        }
        assert_eq!(ask(Rating::Two, &[Highest]), No);
        assert_eq!(ask(Rating::Two, &[]), No);
        assert_eq!(ask(Rating::Three, &[Lowest, Lowest]), Yes);
        assert_eq!(ask(Rating::Three, &[Lowest, Between]), No);
        assert_eq!(ask(Rating::Three, &[]), Unknown);
        assert_eq!(ratings_contradict_scores(Known::Unknown, &[Highest]), Unknown);
    }

    fn phq9(points: [i64; 9]) -> Option<BandPosition> {
        let today = date::parse_stored("2026-11-23").unwrap();
        let definition = Catalog::shipped().unwrap().form("phq-9").unwrap();
        let mut answers = Answers::new();
        for (at, given) in points.iter().enumerate().filter(|(_, given)| **given >= 0) {
            set(definition, &mut answers, &format!("q{}", at + 1), &(*given).into(), today)
                .unwrap();
        }
        BandPosition::of(definition, &score(definition, &answers, &Context::on(today)))
    }

    #[test]
    fn the_position_follows_the_most_severe_band_of_the_whole_instrument() {
        assert_eq!(phq9([0; 9]), Some(Lowest));
        assert_eq!(phq9([3; 9]), Some(Highest));
        // The two-item score is positive, which is not as severe as the scale can be.
        assert_eq!(phq9([3, 1, 0, 0, 0, 0, 0, 0, 0]), Some(Between));
        assert_eq!(phq9([-1; 9]), None);
    }
}
