//! Whether a name says something about anybody's health. A roster lies on a desk.

/// Beginnings of words that tell what somebody is treated for, or how.
const TELLING: &[&str] = &[
    "abstinen",
    "abuse",
    "addict",
    "adhd",
    "alcohol",
    "anger",
    "anorex",
    "anxi",
    "autis",
    "behavior",
    "behaviour",
    "bipolar",
    "bulimi",
    "cannabis",
    "cbt",
    "coping",
    "dbt",
    "depress",
    "detox",
    "diagnos",
    "disorder",
    "drug",
    "dual",
    "eating",
    "emdr",
    "emotion",
    "grief",
    "mania",
    "medicat",
    "mental",
    "mood",
    "narcan",
    "ocd",
    "opioid",
    "panic",
    "perinatal",
    "postpartum",
    "process",
    "psych",
    "ptsd",
    "recover",
    "relapse",
    "safety",
    "schizo",
    "self-harm",
    "sober",
    "stress",
    "substance",
    "suicid",
    "symptom",
    "therap",
    "trauma",
    "treatment",
    "worry",
];

/// The first word of a name that tells what somebody is treated for, or how; none in a neutral one.
#[must_use]
pub fn telling_word(name: &str) -> Option<&str> {
    let words = name.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
    words.into_iter().find(|word| {
        let lower = word.to_lowercase();
        TELLING.iter().any(|start| lower.starts_with(start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_neutral_name_says_when_or_which_and_not_what_for() {
        for neutral in ["Morning group A", "Evening class", "Oak room, Tuesdays", "Group 3", ""] {
            assert_eq!(telling_word(neutral), None, "{neutral}");
        }
        for (telling, word) in [
            ("DBT skills", "DBT"),
            ("Morning trauma group", "trauma"),
            ("Recovery evenings", "Recovery"),
            ("Psychoeducation", "Psychoeducation"),
            ("Group: self-harm", "self-harm"),
        ] {
            assert_eq!(telling_word(telling), Some(word));
        }
    }
}
