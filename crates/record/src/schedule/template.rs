//! Programs a clinic can start its catalog from. They are suggestions; the clinic names staff and
//! rooms.

use std::sync::LazyLock;

use serde::Deserialize;
use toml::Spanned;

use super::{Day, LONGEST_SESSION, Meeting, MinuteOfDay, Offering};
use crate::{
    Entered, Readable, Whole,
    library::{Checked, Fault, Refused, Word, bounded, checked_id, few, line, located, within},
    plan::Modality,
};

/// A program to start from.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramTemplate {
    /// Id, unique among templates.
    pub id: String,
    /// What staff see.
    pub name: String,
    /// In a line.
    pub about: String,
    /// Its groups, without staff, rooms and keys.
    pub groups: Vec<Offering>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Word,
    name: Word,
    about: Word,
    #[serde(rename = "group")]
    groups: Vec<RawGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    name: Word,
    neutral_name: Word,
    service: Modality,
    meetings: Vec<Word>,
    capacity: Spanned<i64>,
}

/// Most people of a group.
const MOST_PEOPLE: Whole = 100;

fn parse(file: &str, text: &str) -> Result<ProgramTemplate, Refused> {
    let raw: Raw = bounded(file, text)?;
    template(&raw).map_err(|found| located(file, text, found))
}

fn template(raw: &Raw) -> Checked<ProgramTemplate> {
    let groups = few(&raw.groups, |it| &it.name)?.iter().map(group).collect::<Checked<_>>()?;
    Ok(ProgramTemplate {
        id: checked_id(&raw.id)?,
        name: line(&raw.name)?,
        about: line(&raw.about)?,
        groups,
    })
}

fn group(raw: &RawGroup) -> Checked<Offering> {
    let held = |it: &Word| meeting(it.get_ref()).ok_or((it.span(), Fault::OutOfBounds));
    let meetings = few(&raw.meetings, |it| it)?.iter().map(held).collect::<Checked<_>>()?;
    Ok(Offering {
        name: line(&raw.name)?,
        neutral_name: line(&raw.neutral_name)?,
        service: Some(raw.service),
        meetings,
        capacity: Entered::Known(within(&raw.capacity, MOST_PEOPLE)?),
        ..Offering::default()
    })
}

/// `mon 09:00 60`, and nothing beside.
fn meeting(text: &str) -> Option<Meeting> {
    let parts: Vec<&str> = text.split(' ').collect();
    let [day, start, minutes] = parts.as_slice() else { return None };
    let day = Day::ALL.into_iter().find(|it| it.short().eq_ignore_ascii_case(day))?;
    let start = MinuteOfDay::try_from((*start).to_owned()).ok()?;
    let minutes = Whole::read(minutes).filter(|it| (1..=LONGEST_SESSION).contains(it))?;
    Some(Meeting {
        day: Some(day),
        start: Entered::Known(start),
        minutes: Entered::Known(minutes),
        ..Meeting::default()
    })
}

macro_rules! programs {
    ($($file:literal),* $(,)?) => {
        [$(($file, include_str!(concat!("../../library/programs/", $file)))),*]
    };
}

const FILES: &[(&str, &str)] = &programs![
    "adult-mornings.toml",
    "adult-evenings.toml",
    "substance-use-evenings.toml",
    "adolescent-after-school.toml",
];

static SHIPPED: LazyLock<Result<Vec<ProgramTemplate>, Refused>> =
    LazyLock::new(|| FILES.iter().map(|(file, text)| parse(file, text)).collect());

/// The templates that come with the product.
///
/// # Errors
/// None in a build that passed its tests, which read every shipped file.
pub fn templates() -> Result<&'static [ProgramTemplate], Refused> {
    SHIPPED.as_ref().map(Vec::as_slice).map_err(Clone::clone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_makes_a_week_with_the_hours_of_its_age_and_no_names_missing() {
        for template in templates().unwrap_or_else(|error| panic!("{error}")) {
            let minutes = |it: &Meeting| it.minutes.known().unwrap_or_default();
            let total: Whole =
                template.groups.iter().flat_map(|it| &it.meetings).map(minutes).sum();
            let asked = if template.id.starts_with("adolescent") { 6 } else { 9 };
            assert!(total >= asked * 60, "{}: {total}", template.id);
            for group in &template.groups {
                let lacks = group.lacks();
                let paths: Vec<&str> = lacks.iter().map(|lack| lack.path.as_str()).collect();
                assert_eq!(paths, ["staff"], "{}", group.name);
            }
        }
    }

    #[test]
    fn what_is_wrong_in_a_program_is_refused_with_its_line() {
        let good = "id = \"a\"\nname = \"A\"\nabout = \"A\"\n[[group]]\nname = \"G\"\n\
            neutral_name = \"N\"\nservice = \"group\"\nmeetings = [\"mon 09:00 60\"]\n\
            capacity = 3\n";
        assert_eq!(parse("a.toml", good).unwrap().groups.len(), 1);
        for (from, to, line) in [
            ("id = \"a\"", "id = \"A b\"", 1),
            ("name = \"A\"", "name = \" \"", 2),
            ("neutral_name = \"N\"", "neutral_name = \"N\\nM\"", 6),
            ("service = \"group\"", "service = \"spa\"", 7),
            ("mon 09:00 60", "someday", 8),
            ("mon 09:00 60", "mon 09:00 60 120", 8),
            ("mon 09:00 60", "mon 9:00 60", 8),
            ("mon 09:00 60", "mon 09:00 0", 8),
            ("capacity = 3", "capacity = -3", 9),
            ("capacity = 3", "capacity = 3\nroom = \"1\"", 10),
        ] {
            let refused = parse("a.toml", &good.replacen(from, to, 1)).unwrap_err();
            assert_eq!(refused.line, line, "{to}: {refused}");
        }
    }
}
