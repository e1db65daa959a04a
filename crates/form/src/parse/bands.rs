//! Bands and alerts of a definition: no gaps, no overlaps, nothing outside the range.

use super::conditions::Names;
use super::raw::{RawAlert, RawBand};
use super::{COUNT_LIMIT, Checked, checked_id, fault};
use crate::answer::Answers;
use crate::context::Context;
use crate::definition::{Code, Definition};
use crate::instrument::Instrument;
use crate::score::{Alert, Band, BandMark, Marks, Method, Score};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Most severe band.
const SEVERITY_LIMIT: u8 = 4;

/// Reads the bands of a form.
pub(super) fn bands(raw: Vec<RawBand>, scores: &[Score]) -> Checked<Vec<Band>> {
    if raw.len() > COUNT_LIMIT {
        return fault(0..0, "The form has more than 500 bands.");
    }
    let mut places: BTreeMap<String, Range<usize>> = BTreeMap::new();
    let mut bands = Vec::with_capacity(raw.len());
    for raw in raw {
        places.insert(raw.score.get_ref().clone(), raw.score.span());
        bands.push(band(raw, scores)?);
    }
    for score in scores {
        if let Some(at) = places.get(&score.id) {
            covers(score, &bands, at.clone())?;
        }
    }
    Ok(bands)
}

fn band(raw: RawBand, scores: &[Score]) -> Checked<Band> {
    let at = raw.score.span();
    let id = raw.score.get_ref();
    let Some(score) = scores.iter().find(|score| score.id == *id) else {
        return fault(at, format!("There is no score \"{id}\"."));
    };
    let severity = raw.severity.map(|given| {
        let level = *given.get_ref();
        if level > SEVERITY_LIMIT {
            fault(given.span(), "A severity is 0 to 4.")
        } else {
            Ok(level)
        }
    });
    let span = match (&score.method, raw.min, raw.max) {
        (Method::Mean(..), ..) => {
            return fault(at, "Bands need a whole number or a code, not a mean.");
        }
        (Method::Rules(..), None, None) => None,
        (Method::Rules(..), ..) => return fault(at, "A coded score has no \"min\" and \"max\"."),
        (_, Some(min), Some(max)) if min <= max => Some((min, max)),
        (_, Some(_), Some(_)) => return fault(at, "The band ends before it begins."),
        _ => return fault(at, "The band of a number needs \"min\" and \"max\"."),
    };
    let mut by_sex = BTreeMap::new();
    for (sex, mark) in raw.sex_for_scoring {
        if !["female", "male", "unspecified"].contains(&sex.get_ref().as_str()) {
            return fault(sex.span(), "Sex for scoring is female, male or unspecified.");
        }
        by_sex.insert(sex.into_inner(), mark);
    }
    let mark = BandMark {
        code: checked_id(&raw.code)?,
        label: raw.label,
        severity: severity.transpose()?,
    };
    Ok(Band { score: id.clone(), span, mark, decile: raw.decile, by_sex })
}

/// The bands of one score leave nothing out, and nothing belongs to two.
fn covers(score: &Score, bands: &[Band], at: Range<usize>) -> Checked<()> {
    let own = || bands.iter().filter(|band| band.score == score.id);
    if let Method::Rules(rules, otherwise) = &score.method {
        let codes: BTreeSet<&Code> =
            rules.iter().map(|rule| &rule.code).chain([otherwise]).collect();
        let named: Vec<Code> = own().map(|band| Code::Text(band.mark.code.clone())).collect();
        let fits = named.iter().collect::<BTreeSet<_>>() == codes && named.len() == codes.len();
        return if fits {
            Ok(())
        } else {
            fault(at, format!("The bands of \"{}\" are not exactly its codes.", score.id))
        };
    }
    let mut spans: Vec<(i64, i64)> = own().filter_map(|band| band.span).collect();
    spans.sort_unstable();
    for pair in spans.windows(2) {
        if pair[1].0 <= pair[0].1 {
            return fault(at, format!("Two bands of \"{}\" overlap at {}.", score.id, pair[1].0));
        }
        if pair[1].0 != pair[0].1 + 1 {
            return fault(
                at,
                format!("The bands of \"{}\" leave out {}.", score.id, pair[0].1 + 1),
            );
        }
    }
    let Some((low, high)) = score.range else {
        return fault(at, format!("The score \"{}\" has bands and needs a \"range\".", score.id));
    };
    let (first, last) = (spans.first().map(|span| span.0), spans.last().map(|span| span.1));
    if (first, last) != (Some(low), Some(high)) {
        return fault(
            at,
            format!("The bands of \"{}\" do not run from {low} to {high}.", score.id),
        );
    }
    Ok(())
}

/// Reads the alerts of a form.
pub(super) fn alerts(raw: Vec<RawAlert>, names: &Names) -> Checked<Vec<Alert>> {
    let mut alerts: Vec<Alert> = Vec::with_capacity(raw.len());
    for raw in raw {
        let id = checked_id(&raw.id)?;
        if alerts.iter().any(|known| known.id == id) || alerts.len() >= COUNT_LIMIT {
            return fault(raw.id.span(), format!("The alert \"{id}\" is defined twice."));
        }
        let when = names.condition(&raw.when, None)?;
        alerts.push(Alert {
            id,
            level: raw.level,
            when,
            message: raw.message,
            raised_by_blank: false,
        });
    }
    Ok(alerts)
}

/// Meaningful change belongs to a score of the form.
pub(super) fn change_names_a_score(
    instrument: Option<&Instrument>,
    scores: &[Score],
    at: Range<usize>,
) -> Checked<()> {
    let named =
        instrument.and_then(|instrument| instrument.change.as_ref()).map(|change| &change.score);
    match named {
        Some(id) if !scores.iter().any(|score| score.id == *id) => {
            fault(at, format!("The change thresholds name a score \"{id}\" that does not exist."))
        }
        _ => Ok(()),
    }
}

/// Marks the alerts that an empty form would raise. They hang on gaps, never on the day.
pub(super) fn mark_alerts_raised_by_blank(definition: &mut Definition) {
    let (scorer, mut marks) = (definition.scorer(), Marks::new());
    let context = Context::on(chrono::NaiveDate::MIN);
    scorer.mark(&scorer.sheet(&Answers::new()), &context, &mut marks);
    for at in marks.alerts() {
        if let Some(alert) = definition.alerts.get_mut(at) {
            alert.raised_by_blank = true;
        }
    }
}
