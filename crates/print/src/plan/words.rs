//! How the record's values are said on paper: American dates, plain words for codes.

use chrono::NaiveDate;
use record::{Decimal, Entered, Readable};

use super::ClientBand;
use crate::{Language, page::RunningHead};

/// A date as people here read it: "Apr 7, 2010".
pub(crate) fn date(date: NaiveDate) -> String {
    Language::English.date(date)
}

/// What stands at the head and foot of every page about a client.
pub(crate) fn running_head(
    clinic: &str,
    document: &str,
    client: &ClientBand,
    version: &str,
) -> RunningHead {
    let born = client.birth_date.map(|day| format!("born {}", date(day)));
    let parts = [Some(names(client)), born, Some(client.number.trim().to_owned())];
    RunningHead {
        clinic: clinic.trim().to_owned(),
        document: document.trim().to_owned(),
        client: joined(parts.into_iter().flatten(), "  ·  "),
        version: version.trim().to_owned(),
        ..RunningHead::default()
    }
}

/// The name used, with the legal name beside it where it differs.
pub(crate) fn names(client: &ClientBand) -> String {
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
