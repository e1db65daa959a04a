//! Names for everything the rules look at, in one order: ratings, red gates, amber gates,
//! context.
//!
//! Knows ids and labels; no answers.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::listed::listed;
use super::{AmberGate, Factor, Gate, RedGate};

listed! {
    /// What else the rules ask.
    ContextKey {
        /// Comes from inpatient, residential or partial hospitalization.
        StepDown = "step_down", "Stepping down from a higher level of care";
        /// Weekly outpatient care was tried, or would not do.
        OutpatientInsufficient = "outpatient_insufficient", "Outpatient care is not enough";
        /// Covered by Medicare, which asks for adequate support outside the program.
        /// Source: 42 CFR 410.44.
        Medicare = "medicare", "Medicare coverage";
    }
}

/// One thing the rules look at. In JSON it is its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub enum Field {
    /// A rating.
    Rating(Factor),
    /// A red gate.
    Red(RedGate),
    /// An amber gate.
    Amber(AmberGate),
    /// Context.
    Context(ContextKey),
}

impl Field {
    /// All of them, in the order of the clinical text.
    pub fn all() -> impl Iterator<Item = Self> {
        let ratings = Factor::ALL.iter().copied().map(Self::Rating);
        let red = RedGate::ALL.iter().copied().map(Self::Red);
        let amber = AmberGate::ALL.iter().copied().map(Self::Amber);
        let context = ContextKey::ALL.iter().copied().map(Self::Context);
        ratings.chain(red).chain(amber).chain(context)
    }

    /// The stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Rating(factor) => factor.id(),
            Self::Red(gate) => gate.id(),
            Self::Amber(gate) => gate.id(),
            Self::Context(key) => key.id(),
        }
    }

    /// Words for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Rating(factor) => factor.label(),
            Self::Red(gate) => gate.label(),
            Self::Amber(gate) => gate.label(),
            Self::Context(key) => key.label(),
        }
    }

    /// The gate it is, when it is one.
    #[must_use]
    pub const fn gate(self) -> Option<Gate> {
        match self {
            Self::Red(gate) => Some(Gate::Red(gate)),
            Self::Amber(gate) => Some(Gate::Amber(gate)),
            Self::Rating(_) | Self::Context(_) => None,
        }
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        let known = Self::all().find(|field| field.id() == id);
        known.ok_or_else(|| serde::de::Error::custom("not an id of the suitability rules"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_unique_and_reads_back() {
        let ids: Vec<&str> = Field::all().map(Field::id).collect();
        let unique: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!((ids.len(), unique.len()), (26, 26));
        for field in Field::all() {
            let json = serde_json::to_string(&field).unwrap();
            assert_eq!(serde_json::from_str::<Field>(&json).unwrap(), field);
        }
    }
}
