//! The areas that are shipped, read once.
//!
//! Knows which files there are and their order; a clinic's own areas are read with
//! [`parse`](super::parse()) and kept by the caller.

use std::sync::LazyLock;

use super::area::Area;
use super::parse::parse;
use super::refused::Refused;

macro_rules! problems {
    ($($file:literal),* $(,)?) => {
        [$(($file, include_str!(concat!("../../library/problems/", $file)))),*]
    };
}

/// Every file of `library/problems`, in the order of the list that staff see.
const FILES: &[(&str, &str)] = &problems![
    "depression.toml",
    "anxiety.toml",
    "panic.toml",
    "post-traumatic-stress.toml",
    "bipolar-mood.toml",
    "psychosis-recovery.toml",
    "obsessions-compulsions.toml",
    "grief.toml",
    "anger.toml",
    "self-harm-suicidal-thoughts.toml",
    "emotion-regulation.toml",
    "adhd.toml",
    "eating-recovery.toml",
    "sleep.toml",
    "chronic-pain.toml",
    "social-isolation.toml",
    "family-conflict.toml",
    "couples-parenting.toml",
    "alcohol.toml",
    "opioids.toml",
    "stimulants.toml",
    "cannabis.toml",
    "relapse-prevention.toml",
    "medication-adherence.toml",
    "work-school.toml",
    "housing-daily-living.toml",
    "perinatal.toml",
    "school-avoidance.toml",
    "wellness.toml",
];

static SHIPPED: LazyLock<Result<Vec<Area>, Refused>> =
    LazyLock::new(|| FILES.iter().map(|(file, text)| parse(file, text)).collect());

/// The areas that come with the product.
///
/// # Errors
/// None in a build that passed its tests, which read every shipped file.
pub fn shipped() -> Result<&'static [Area], Refused> {
    SHIPPED.as_ref().map(Vec::as_slice).map_err(Clone::clone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_file_is_read_and_named_after_its_area() {
        let areas = shipped().unwrap_or_else(|error| panic!("{error}"));
        let named: Vec<String> = areas.iter().map(|area| format!("{}.toml", area.id)).collect();
        let files: Vec<&str> = FILES.iter().map(|(file, _)| *file).collect();
        assert_eq!(named, files);
    }
}
