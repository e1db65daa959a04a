//! From the text of a rule pack's file to a checked one. Refused with file, line, column and one
//! sentence, as a file of the library is.

use serde::Deserialize;
use toml::Spanned;

use super::pack::{Applies, AskedCertification, Figures, Pack, SectionRule};
use crate::{
    library::{Fault, Refused, located, unreadable},
    signature::SignerRole,
};

/// Largest file, in bytes.
const TEXT_LIMIT: usize = 64 << 10;
/// Largest figure: hours, days, sessions.
const FIGURE_LIMIT: u32 = 1_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Spanned<String>,
    version: Spanned<String>,
    name: Spanned<String>,
    source: Spanned<String>,
    verified: Spanned<String>,
    applies: Applies,
    signers: Spanned<Vec<SignerRole>>,
    #[serde(default = "yes")]
    remote_counts: bool,
    #[serde(default)]
    shows_services: bool,
    figures: Option<Spanned<Figures>>,
    #[serde(default, rename = "section")]
    sections: Vec<Spanned<SectionRule>>,
    certification: Option<RawCertification>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCertification {
    first: Spanned<String>,
    renewal: Spanned<String>,
    conditions: Spanned<Vec<Spanned<String>>>,
}

/// What is wrong, and the bytes it stands at.
type Found = (std::ops::Range<usize>, Fault);

fn yes() -> bool {
    true
}

/// Reads a rule pack. `file_name` is only named in errors.
///
/// # Errors
/// The first thing that is wrong, with its line and column.
pub fn parse(file_name: &str, text: &str) -> Result<Pack, Refused> {
    if text.len() > TEXT_LIMIT {
        return Err(located(file_name, text, (0..0, Fault::TooLarge)));
    }
    let raw: Raw = toml::from_str(text).map_err(|error| unreadable(file_name, text, &error))?;
    pack(raw).map_err(|found| located(file_name, text, found))
}

fn pack(raw: Raw) -> Result<Pack, Found> {
    let id_like = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !(1..=64).contains(&raw.id.get_ref().len()) || !raw.id.get_ref().chars().all(id_like) {
        return Err((raw.id.span(), Fault::Id));
    }
    let numbers: Vec<&str> = raw.version.get_ref().split('.').collect();
    let is_number = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if numbers.len() != 3 || !numbers.iter().all(is_number) {
        return Err((raw.version.span(), Fault::Version));
    }
    for text in [&raw.name, &raw.source, &raw.verified] {
        if text.get_ref().trim().is_empty() {
            return Err((text.span(), Fault::Empty));
        }
    }
    let (span, figures) =
        raw.figures.map_or((0..0, Figures::default()), |it| (it.span(), it.into_inner()));
    let bounded = [
        figures.hours_a_week_adult,
        figures.hours_a_week_adolescent,
        figures.warn_from_hours,
        figures.plan_due_days,
        figures.plan_due_sessions,
        figures.review_days,
        figures.recertify_days,
    ];
    if bounded.into_iter().flatten().any(|figure| figure == 0 || figure > FIGURE_LIMIT) {
        return Err((span, Fault::OutOfBounds));
    }
    let mut sections: Vec<SectionRule> = Vec::new();
    for rule in raw.sections {
        let (span, rule) = (rule.span(), rule.into_inner());
        if sections.iter().any(|known| known.section == rule.section) {
            return Err((span, Fault::ListedTwice));
        }
        sections.push(rule);
    }
    let signers = raw.signers.get_ref();
    if (1..signers.len()).any(|at| signers[..at].contains(&signers[at])) {
        return Err((raw.signers.span(), Fault::ListedTwice));
    }
    Ok(Pack {
        id: raw.id.into_inner(),
        version: raw.version.into_inner(),
        name: raw.name.into_inner(),
        source: raw.source.into_inner(),
        verified: raw.verified.into_inner(),
        applies: raw.applies,
        signers: raw.signers.into_inner(),
        remote_counts: raw.remote_counts,
        shows_services: raw.shows_services,
        recertify_days: figures.recertify_days,
        figures,
        sections,
        certification: raw.certification.map(certification).transpose()?,
    })
}

/// A physician states something and confirms something: neither may be empty.
fn certification(raw: RawCertification) -> Result<AskedCertification, Found> {
    let conditions = raw.conditions.get_ref();
    if conditions.is_empty() {
        return Err((raw.conditions.span(), Fault::NothingListed));
    }
    for text in [&raw.first, &raw.renewal].into_iter().chain(conditions) {
        if text.get_ref().trim().is_empty() {
            return Err((text.span(), Fault::Empty));
        }
    }
    Ok(AskedCertification {
        first: raw.first.into_inner(),
        renewal: raw.renewal.into_inner(),
        conditions: raw.conditions.into_inner().into_iter().map(Spanned::into_inner).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "id = \"a\"\nversion = \"1.0.0\"\nname = \"A\"\nsource = \"S\"\n\
        verified = \"V\"\napplies = \"always\"\nsigners = [\"client\"]\n";

    fn certifying(first: &str, renewal: &str, conditions: &str) -> String {
        let asked = format!("first = {first}\nrenewal = {renewal}\nconditions = {conditions}\n");
        format!("{WHOLE}[certification]\n{asked}")
    }

    #[test]
    fn a_key_that_no_pack_has_is_refused_with_its_line() {
        let cases = [
            (format!("{WHOLE}colour = 1\n"), 8),
            (WHOLE.replace("name =", "nmae = 1\nname ="), 3),
            (format!("{WHOLE}[figures]\nreview_days = 30\nhours = 9\n"), 10),
            (format!("{WHOLE}[[section]]\nname = \"vision\"\nlevel = \"hint\"\nwhy = 1\n"), 11),
            (format!("{}kind = 1\n", certifying("\"F\"", "\"R\"", "[\"C\"]")), 12),
            (format!("{WHOLE}[extra]\nwords = 1\n"), 8),
        ];
        for (text, line) in cases {
            let refused = parse("a.toml", &text).unwrap_err();
            assert!(matches!(refused.fault, Fault::Unreadable(_)), "{text}: {refused}");
            assert_eq!(refused.line, line, "{text}: {refused}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        assert!(parse("a.toml", WHOLE).is_ok());
        assert!(parse("a.toml", &certifying("\"F\"", "\"R\"", "[\"C\"]")).is_ok());
        let cases = [
            (WHOLE.replace("id = \"a\"", "id = \"A b\""), 1, Fault::Id),
            (WHOLE.replace("1.0.0", "1.0"), 2, Fault::Version),
            (WHOLE.replace("\"S\"", "\" \""), 4, Fault::Empty),
            (WHOLE.replace("[\"client\"]", "[\"client\", \"client\"]"), 7, Fault::ListedTwice),
            (format!("{WHOLE}[figures]\nreview_days = 0\n"), 8, Fault::OutOfBounds),
            (certifying("\" \"", "\"R\"", "[\"C\"]"), 9, Fault::Empty),
            (certifying("\"F\"", "\"\"", "[\"C\"]"), 10, Fault::Empty),
            (certifying("\"F\"", "\"R\"", "[\"C\",\n\"  \"]"), 12, Fault::Empty),
            (certifying("\"F\"", "\"R\"", "[]"), 11, Fault::NothingListed),
        ];
        for (text, line, fault) in cases {
            let refused = parse("a.toml", &text).unwrap_err();
            assert_eq!((refused.line, refused.fault), (line, fault), "{text}");
        }
        for text in [
            WHOLE.replace("always", "sometimes"),
            WHOLE.replace("client", "neighbor"),
            format!("{WHOLE}[[section]]\nname = \"mood\"\nlevel = \"blocks\"\n"),
            String::new(),
        ] {
            let refused = parse("a.toml", &text).unwrap_err();
            assert!(matches!(refused.fault, Fault::Unreadable(_)), "{text}: {refused}");
        }
    }
}
