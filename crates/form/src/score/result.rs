//! What came out: the values of the scores, the bands they fell into, the alerts raised.
//!
//! Knows how they are written as JSON; works nothing out.

use super::BandMark;
use serde::Serialize;

/// The value of a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScoreValue {
    /// A whole number.
    Integer(i64),
    /// A number with decimals: `units` of 10 to the minus `decimals`.
    Decimal {
        /// The digits.
        units: i64,
        /// How many of them stand behind the point.
        decimals: u8,
    },
    /// A code.
    Code(String),
}

impl ScoreValue {
    fn as_f64(&self) -> Option<f64> {
        match self {
            // Both fit a double exactly: parse bounds every score far below 2^53.
            #[allow(clippy::cast_precision_loss, reason = "scores are far below 2^53")]
            Self::Integer(number) => Some(*number as f64),
            #[allow(clippy::cast_precision_loss, reason = "scores are far below 2^53")]
            Self::Decimal { units, decimals } => {
                Some(*units as f64 / 10f64.powi(i32::from(*decimals)))
            }
            Self::Code(_) => None,
        }
    }
}

impl Serialize for ScoreValue {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Decimal { .. } => self.as_f64().serialize(serializer),
            Self::Code(code) => serializer.serialize_str(code),
        }
    }
}

/// Everything that was worked out from the answers to an instrument.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scored {
    /// Every score of the definition, in its order; `None` when it cannot be computed.
    pub scores: Vec<(String, Option<ScoreValue>)>,
    /// The bands of the scores that have a value, in the order of the scores.
    pub bands: Vec<BandHit>,
    /// Ids of the alerts that are raised, in the order of the definition.
    pub alerts: Vec<String>,
    /// Ids of the instruments to give next, in the order of the definition.
    pub follow_ups: Vec<String>,
}

/// The band a score fell into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandHit {
    /// The score.
    pub score: String,
    /// The band.
    pub mark: BandMark,
    /// Position in a published distribution.
    pub decile: Option<u8>,
}

impl Scored {
    /// The value of a score, if the definition has it and it could be computed.
    #[must_use]
    pub fn score(&self, id: &str) -> Option<&ScoreValue> {
        self.scores.iter().find(|(known, _)| known == id)?.1.as_ref()
    }

    /// The band a score fell into.
    #[must_use]
    pub fn band(&self, score: &str) -> Option<&BandMark> {
        self.bands.iter().find(|hit| hit.score == score).map(|hit| &hit.mark)
    }
}

impl Serialize for Scored {
    /// `{"scores":{"total":6},"bands":{"total":"mild"},"alerts":[]}`, in the order of the
    /// definition.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut whole = serializer.serialize_struct("Scored", 3)?;
        whole.serialize_field("scores", &Ordered(&self.scores))?;
        let bands: Vec<_> = self.bands.iter().map(|hit| (&hit.score, &hit.mark.code)).collect();
        whole.serialize_field("bands", &Ordered(&bands))?;
        whole.serialize_field("alerts", &self.alerts)?;
        whole.end()
    }
}

/// Pairs written as an object that keeps their order.
struct Ordered<'a, K, V>(&'a [(K, V)]);

impl<K: Serialize, V: Serialize> Serialize for Ordered<'_, K, V> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
