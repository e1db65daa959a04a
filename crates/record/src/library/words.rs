//! Words that the library does not use, and what to say instead.
//!
//! Person-first wording follows the public advice of NIDA ("Words Matter"), SAMHSA and, on
//! suicide, of the 988 Lifeline. Names of works under copyright are kept out as well, and so are
//! promises. Knows no entries.

use super::fold::words;

/// What is avoided, folded, and why.
const AVOIDED: &[(&str, &[&str])] = &[
    (
        "say what the person lives with, such as \"person with alcohol use disorder\"",
        &[
            "addict",
            "addicts",
            "alcoholic",
            "alcoholics",
            "drunk",
            "drunks",
            "drunkard",
            "junkie",
            "junkies",
            "druggie",
            "stoner",
            "drug user",
            "drug users",
            "substance user",
            "substance users",
            "abuser",
            "abusers",
            "user of drugs",
            "schizophrenic",
            "schizophrenics",
            "a psychotic",
            "psychotics",
            "a bipolar",
            "bipolars",
            "a borderline",
            "borderlines",
            "anorexic",
            "anorexics",
            "bulimic",
            "bulimics",
            "a depressive",
            "depressives",
            "cutter",
            "cutters",
            "the mentally ill",
            "mentally ill",
            "the disabled",
            "handicapped",
            "wheelchair bound",
            "sufferer",
            "sufferers",
            "victim",
            "victims",
            "retarded",
            "ex con",
        ],
    ),
    (
        "say \"use\" or \"use disorder\"",
        &[
            "substance abuse",
            "drug abuse",
            "alcohol abuse",
            "drug habit",
            "drug of abuse",
            "drugs of abuse",
        ],
    ),
    (
        "name the result: \"negative\", \"not using\", \"in recovery\"",
        &[
            "get clean",
            "getting clean",
            "stay clean",
            "staying clean",
            "keep clean",
            "being clean",
            "clean and sober",
            "clean time",
            "clean days",
            "days clean",
            "clean urine",
            "clean test",
            "clean screen",
            "clean needle",
            "dirty urine",
            "dirty test",
            "dirty screen",
            "fell off the wagon",
        ],
    ),
    (
        "say \"died by suicide\" or \"suicide attempt\"",
        &[
            "commit suicide",
            "commits suicide",
            "committed suicide",
            "committing suicide",
            "successful suicide",
            "completed suicide",
            "failed suicide",
            "failed attempt",
            "unsuccessful attempt",
            "suicidal gesture",
            "parasuicide",
        ],
    ),
    (
        "say what happens, without blame",
        &[
            "noncompliant",
            "non compliant",
            "noncompliance",
            "non compliance",
            "noncompliantly",
            "compliant",
            "manipulative",
            "attention seeking",
            "drug seeking",
            "treatment resistant",
            "in denial",
            "unmotivated",
            "lazy",
            "refuses",
            "hit bottom",
            "failed treatment",
            "frequent flyer",
            "acting out",
            "bad behavior",
            "tantrum",
            "tantrums",
        ],
    ),
    (
        "say \"has\" or \"lives with\"",
        &[
            "suffer from",
            "suffers from",
            "suffering from",
            "suffered from",
            "afflicted",
            "stricken",
        ],
    ),
    ("say what is meant", &["crazy", "insane", "psycho", "nuts", "lunatic", "normal people"]),
    (
        "name the medication; it treats and replaces nothing",
        &[
            "replacement therapy",
            "substitution therapy",
            "opioid replacement",
            "opioid substitution",
        ],
    ),
    (
        "promise nothing",
        &["guarantee", "guarantees", "guaranteed", "cure", "cures", "cured", "100 effective"],
    ),
    (
        "leave out works under copyright",
        &["dsm", "dsm 5", "asam", "locus", "calocus", "stanley brown", "diary card"],
    ),
];

/// Words that speak for others, in what a client reads.
const PLURAL: &[&str] = &["we", "us", "our", "ours", "ourselves", "lets"];

/// The first words of a text that are avoided, with what to do instead.
pub(super) fn avoided(text: &str) -> Option<(&'static str, &'static str)> {
    let padded = format!(" {} ", words(text).join(" "));
    let mut all = AVOIDED.iter().flat_map(|(advice, list)| list.iter().map(|it| (*it, *advice)));
    all.find(|(phrase, _)| padded.contains(&format!(" {phrase} ")))
}

/// The first word that speaks for others.
pub(super) fn plural(text: &str) -> Option<&'static str> {
    let words = words(text);
    PLURAL.iter().copied().find(|it| words.iter().any(|word| word == it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_put_a_label_on_a_person_are_found() {
        for text in [
            "The person is an Addict.",
            "A history of alcohol abuse",
            "Non-compliant with medication",
            "Lost a friend who committed suicide",
            "Stay clean for 30 days",
            "Suffers from panic",
            "Attention-seeking at home",
            "A Stanley-Brown plan",
            "This will cure low mood",
        ] {
            assert!(avoided(text).is_some(), "{text}");
        }
    }

    #[test]
    fn plain_words_that_only_look_alike_pass() {
        for text in [
            "The person with alcohol use disorder",
            "Clean the kitchen twice a week",
            "Survivors of emotional abuse",
            "Psychotic symptoms are quieter",
            "Reading about addiction medicine",
            "The person's bipolar disorder",
            "A secure place",
        ] {
            assert_eq!(avoided(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_for_the_client_speaks_for_nobody_else() {
        assert_eq!(plural("Our plan"), Some("our"));
        assert_eq!(plural("Let's walk"), Some("lets"));
        assert_eq!(plural("Use the bus for hours"), None);
    }
}
