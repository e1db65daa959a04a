//! How the record's values are said on paper: American dates, plain words for codes.

use chrono::{Datelike, NaiveDate};
use record::{
    Decimal, Entered, Readable,
    plan::{Modality, Program, Status},
};

use super::ClientBand;

/// A date as people here read it: "Apr 7, 2010".
pub(crate) fn date(date: NaiveDate) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = MONTHS.get(date.month0() as usize).copied().unwrap_or_default();
    format!("{month} {}, {}", date.day(), date.year())
}

/// The name used, with the legal name beside it where it differs.
pub(super) fn names(client: &ClientBand) -> String {
    let (used, legal) = (client.name_used.trim(), client.legal_name.trim());
    match (used, legal) {
        ("", legal) => legal.to_owned(),
        (used, "") => used.to_owned(),
        (used, legal) if used == legal => used.to_owned(),
        (used, legal) => format!("{used} (legal name {legal})"),
    }
}

/// The parts that say something, with `between` between them.
pub(crate) fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(between)
}

/// A value as entered: read and shown, or the text that was typed, or nothing.
pub(super) fn entered<T: Readable>(value: &Entered<T>, show: impl Fn(T) -> String) -> String {
    match value {
        Entered::Known(value) => show(*value),
        Entered::Text(text) => text.trim().to_owned(),
    }
}

/// A quantity without needless zeros: "3", "0.5".
pub(super) fn decimal(value: Decimal) -> String {
    format!("{value}")
}

/// What the program treats and for whom.
pub(super) fn program(program: Program) -> &'static str {
    match program {
        Program::MentalHealthAdult => "Mental health, adults",
        Program::MentalHealthAdolescent => "Mental health, adolescents",
        Program::SubstanceUseAdult => "Substance use, adults",
        Program::SubstanceUseAdolescent => "Substance use, adolescents",
        Program::BothAdult => "Mental health and substance use, adults",
        Program::BothAdolescent => "Mental health and substance use, adolescents",
    }
}

/// How an objective is going.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "Not started",
        Status::InProgress => "In progress",
        Status::Met => "Met",
        Status::Deferred => "Deferred",
        Status::Discontinued => "Discontinued",
    }
}

/// The kind of help an intervention is.
pub(super) fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Individual => "Individual",
        Modality::Group => "Group",
        Modality::Family => "Family",
        Modality::Psychoeducation => "Psychoeducation",
        Modality::Medication => "Medication",
        Modality::PeerSupport => "Peer support",
        Modality::CaseManagement => "Case management",
        Modality::Wellness => "Wellness",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_people_here_write_them() {
        let day = NaiveDate::from_ymd_opt(2010, 4, 7).unwrap();
        assert_eq!(date(day), "Apr 7, 2010");
    }

    #[test]
    fn a_legal_name_is_named_only_where_it_differs() {
        let band = |used: &str, legal: &str| {
            names(&ClientBand {
                name_used: used.into(),
                legal_name: legal.into(),
                ..ClientBand::default()
            })
        };
        assert_eq!(band("Mari", "Marisol Núñez"), "Mari (legal name Marisol Núñez)");
        assert_eq!(band("Ana Ruiz", "Ana Ruiz"), "Ana Ruiz");
        assert_eq!(band("", "Ana Ruiz"), "Ana Ruiz");
    }

    #[test]
    fn what_was_typed_is_shown_when_it_cannot_be_read() {
        let typed: Entered<Decimal> = Entered::Text("twice ".into());
        assert_eq!(entered(&typed, decimal), "twice");
        assert_eq!(entered(&Entered::Known(0.5), decimal), "0.5");
        assert_eq!(entered(&Entered::Known(3.0), decimal), "3");
    }
}
