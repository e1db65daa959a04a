//! Diagnoses: there where a pack asks for them, with code, person and day.

use super::{Found, shown};
use crate::{
    plan::Diagnosis,
    rules::{Level, Section},
};

pub(super) const RULES: &[&str] = &[
    "diagnosis-code",
    "diagnosis-by",
    "diagnosis-date",
    "diagnosis-date-future",
    "diagnosis-date-readable",
    "diagnosis-named",
    "diagnosis-primary",
    "diagnosis-primary-two",
    "plan-has-diagnosis",
];

impl Found<'_> {
    pub(super) fn diagnoses(&mut self) {
        let plan = self.plan;
        if plan.diagnoses.is_empty() {
            if let Some((level, pack)) = self.asked.sections.get(&Section::Diagnoses) {
                let message = "The plan names no diagnosis yet.";
                self.add("plan-has-diagnosis", *level, "diagnoses", message, pack);
            }
            return;
        }
        plan.diagnoses.iter().for_each(|diagnosis| self.diagnosis(diagnosis));
        let primary: Vec<&Diagnosis> = plan.diagnoses.iter().filter(|it| it.primary).collect();
        match primary.as_slice() {
            [_] => {}
            [] => {
                let message = "No diagnosis is marked as the primary one.";
                self.core("diagnosis-primary", Level::Warns, "diagnoses", message);
            }
            [_, second, ..] => {
                let message = "More than one diagnosis is marked as the primary one.";
                let path = format!("diagnoses/{}/primary", shown(second.id));
                self.core("diagnosis-primary-two", Level::Blocks, &path, message);
            }
        }
    }

    fn diagnosis(&mut self, diagnosis: &Diagnosis) {
        let at = |field: &str| format!("diagnoses/{}/{field}", shown(diagnosis.id));
        if !is_icd_10_cm(&diagnosis.code) {
            let message = "This is not in the form of an ICD-10-CM code, such as F33.1.";
            self.core("diagnosis-code", Level::Blocks, &at("code"), message);
        }
        self.blank(&diagnosis.name, "diagnosis-named", &at("name"), "A diagnosis has no name.");
        let message = "A diagnosis does not say who made it.";
        self.blank(&diagnosis.by, "diagnosis-by", &at("by"), message);
        let message = "A diagnosis does not say when it was made.";
        self.entered(&diagnosis.date, "diagnosis-date", &at("date"), message);
        if diagnosis.date.known().is_some_and(|date| date > self.facts.today) {
            let message = "The day a diagnosis was made is still to come.";
            self.core("diagnosis-date-future", Level::Warns, &at("date"), message);
        }
    }
}

/// Whether a text has the form of an ICD-10-CM code: a letter, a digit, a letter or digit, then up
/// to four more after a dot. Whether there is such a code is not known here.
fn is_icd_10_cm(code: &str) -> bool {
    let code = code.trim();
    let (category, rest) = match code.split_once('.') {
        Some((category, rest)) if !rest.is_empty() => (category, rest),
        Some(_) => return false,
        None => (code, ""),
    };
    let plain = code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
    let [letter, digit, third] = category.as_bytes() else { return false };
    let head = letter.is_ascii_alphabetic() && digit.is_ascii_digit();
    plain && head && third.is_ascii_alphanumeric() && rest.len() <= 4 && !rest.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_code_is_told_from_other_words() {
        for code in ["F33.1", "F33", "f41.1", "Z63.79", "C4A.0", "T43.205A"] {
            assert!(is_icd_10_cm(code), "{code}");
        }
        for code in ["", "F", "F3", "33.1", "F33.", "F33.12345", "F33.1.1", "FF3", "F331", "F3 .1"]
        {
            assert!(!is_icd_10_cm(code), "{code}");
        }
    }
}
