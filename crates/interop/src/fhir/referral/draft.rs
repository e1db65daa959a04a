//! A referral while it is made: what fits a form goes in, what does not is left with its reason.
//!
//! Every value is tried on the form itself before it is kept, so that what comes out here can be
//! entered later without loss.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use form::{Catalog, Class, Definition, Kind};
use serde_json::{Map, Value, json};

use super::at::At;
use super::fit::{self, Cell, Fit, cell};
use super::party::Party;
use super::{Carried, Left, Referral, losses, words};
use crate::fhir::read::Incoming;

/// Characters of a value that are shown beside the reason why it was left.
const SHOWN: usize = 300;
/// Rows that had no room and are told in words.
const ROWS_TOLD: usize = 5;

pub(super) struct Draft<'i> {
    pub(super) incoming: &'i Incoming,
    pub(super) patient: usize,
    pub(super) today: NaiveDate,
    /// How private what is left now is: what a clinical resource says is not for the front desk.
    pub(super) class: Class,
    /// Resources that were asked for a name or a phone: nothing else is said about them.
    pub(super) used: BTreeSet<usize>,
    catalog: &'static Catalog,
    sections: BTreeMap<&'static str, Map<String, Value>>,
    carried: Vec<Carried>,
    left: Vec<Left>,
    surplus: BTreeMap<(&'static str, &'static str), Surplus>,
    /// Who is behind a resource that many others refer to: looked up once.
    pub(super) parties: BTreeMap<usize, Party>,
    /// The same for the names of medications.
    pub(super) medications: BTreeMap<usize, String>,
}

/// Rows of a group that had no room.
struct Surplus {
    count: usize,
    words: Vec<String>,
    place: String,
    class: Class,
}

impl<'i> Draft<'i> {
    pub(super) fn new(
        incoming: &'i Incoming,
        patient: usize,
        today: NaiveDate,
        catalog: &'static Catalog,
    ) -> Self {
        Self {
            incoming,
            patient,
            today,
            class: Class::Intake,
            used: BTreeSet::new(),
            catalog,
            sections: BTreeMap::new(),
            carried: Vec::new(),
            left: Vec::new(),
            surplus: BTreeMap::new(),
            parties: BTreeMap::new(),
            medications: BTreeMap::new(),
        }
    }

    /// A resource with its place.
    pub(super) fn resource(&self, at: usize) -> Option<At<'i>> {
        let resource = self.incoming.resources().get(at)?;
        Some(At::new(&resource.body, &resource.place))
    }

    /// What is answered so far.
    pub(super) fn answer(&self, section: &str, item: &str) -> Option<&Value> {
        self.sections.get(section)?.get(item)
    }

    /// Leaves something, with a sentence for the person at the desk.
    pub(super) fn leave(&mut self, why: impl Into<String>, at: &At<'_>) {
        self.leave_words(why, words::gist(at.value), &at.place);
    }

    /// Leaves something that is said in words of its own.
    pub(super) fn leave_words(&mut self, why: impl Into<String>, words: String, place: &str) {
        let words = words::visible(&words);
        let shown: String = words.chars().take(SHOWN).collect();
        let more = if shown.len() < words.len() { "…" } else { "" };
        self.left.push(Left {
            why: why.into(),
            words: format!("{shown}{more}"),
            place: place.to_owned(),
            class: self.class,
        });
    }

    /// Answers an item. Whether it was taken.
    pub(super) fn put(
        &mut self,
        section: &'static str,
        item: &'static str,
        value: impl Into<Value>,
        at: &At<'_>,
    ) -> bool {
        let Some(form) = self.form(section) else { return false };
        let Some(Fit { value, name }) = self.fit(form, None, &cell(item, value, at)) else {
            return false;
        };
        match self.answer(section, item) {
            Some(there) if *there == value => return true,
            Some(_) => {
                let why =
                    format!("{name}: the file says more than one thing, and the first is kept.");
                self.leave_words(why, words::gist(&value), &at.place);
                return false;
            }
            None => {}
        }
        self.sections.entry(section).or_default().insert(item.to_owned(), value);
        self.carry(section, item.to_owned(), name, &at.place);
        true
    }

    /// Checks one more box of a question with several.
    pub(super) fn add_choice(
        &mut self,
        section: &'static str,
        item: &'static str,
        choice: &'static str,
        at: &At<'_>,
    ) {
        let there = self.sections.get_mut(section).and_then(|it| it.get_mut(item));
        match there.and_then(Value::as_array_mut) {
            Some(choices) if choices.iter().any(|it| it == choice) => {}
            Some(choices) => choices.push(choice.into()),
            None => _ = self.put(section, item, vec![choice], at),
        }
    }

    /// Adds a row. The first cell is what the row is about: without it there is no row. Whether it
    /// was taken.
    pub(super) fn row(
        &mut self,
        section: &'static str,
        group: &'static str,
        cells: Vec<Cell>,
        at: &At<'_>,
    ) -> bool {
        let Some(form) = self.form(section) else { return false };
        let rows = self.answer(section, group).and_then(Value::as_array).map_or(0, Vec::len);
        let limit = match form.item(group).map(|item| &item.kind) {
            Some(Kind::Group(rule)) => rule.max_rows,
            _ => return false,
        };
        if rows >= limit {
            self.no_room(section, group, &cells, at);
            return false;
        }
        let Some(Filled { row, carried }) = self.filled(form, group, rows + 1, &cells) else {
            return false;
        };
        if self.has_row(section, group, &row) {
            self.leave_words(
                "This is in the file twice; it is kept once.",
                row_gist(&row),
                &at.place,
            );
            return false;
        }
        let answers = self.sections.entry(section).or_default();
        let group_rows = answers.entry(group).or_insert_with(|| json!([]));
        if let Some(rows) = group_rows.as_array_mut() {
            rows.push(Value::Object(row));
        }
        for (item, name, place) in carried {
            self.carry(section, format!("{group}/row-{}/{item}", rows + 1), name, &place);
        }
        true
    }

    fn no_room(&mut self, section: &'static str, group: &'static str, cells: &[Cell], at: &At<'_>) {
        let class = self.class;
        let surplus = self.surplus.entry((section, group)).or_insert_with(|| Surplus {
            count: 0,
            words: Vec::new(),
            place: at.place.clone(),
            class,
        });
        surplus.count += 1;
        if surplus.words.len() < ROWS_TOLD {
            let words = cells.iter().map(|cell| words::gist(&cell.value));
            surplus.words.push(words::joined(words, ", "));
        }
    }

    fn filled(
        &mut self,
        form: &'static Definition,
        group: &'static str,
        number: usize,
        cells: &[Cell],
    ) -> Option<Filled> {
        let mut row = Map::from_iter([("id".to_owned(), format!("row-{number}").into())]);
        let mut carried = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            match self.fit(form, Some(group), cell) {
                Some(Fit { value, name }) => {
                    row.insert(cell.item.to_owned(), value);
                    carried.push((cell.item, name, cell.place.clone()));
                }
                None if at == 0 => return None,
                None => {}
            }
        }
        Some(Filled { row, carried })
    }

    fn has_row(&self, section: &str, group: &str, row: &Map<String, Value>) -> bool {
        let rows = self.answer(section, group).and_then(Value::as_array);
        let same = |other: &Map<String, Value>| {
            other.len() == row.len()
                && row.iter().all(|(item, value)| item == "id" || other.get(item) == Some(value))
        };
        rows.is_some_and(|rows| rows.iter().filter_map(Value::as_object).any(same))
    }

    /// The value as the form takes it, or nothing and a reason.
    fn fit(&mut self, form: &'static Definition, group: Option<&str>, given: &Cell) -> Option<Fit> {
        let fitted = fit::fit(form, group, given, self.today);
        if fitted.was_unseen {
            let why = "Characters that nobody can see were taken out of this text.";
            self.leave_words(why, String::new(), &given.place);
        }
        match fitted.fit {
            Ok(fit) => fit,
            Err((why, words)) => {
                self.leave_words(why, words, &given.place);
                None
            }
        }
    }

    fn form(&self, section: &str) -> Option<&'static Definition> {
        self.catalog.form(section).map(AsRef::as_ref)
    }

    fn carry(&mut self, section: &'static str, item: String, what: String, place: &str) {
        self.carried.push(Carried { what, place: place.to_owned(), section, item });
    }

    /// The referral, with a line for each group that had too many rows.
    pub(super) fn finish(mut self, deceased: bool, responses: Vec<usize>) -> Referral {
        for ((section, group), surplus) in std::mem::take(&mut self.surplus) {
            let Some(form) = self.form(section) else { continue };
            let Some(Kind::Group(rule)) = form.item(group).map(|item| &item.kind) else { continue };
            let (count, label, most) = (surplus.count, &rule.row_label, rule.max_rows);
            let why = format!("{count} more of \"{label}\": the form has room for {most}.");
            self.class = surplus.class;
            self.leave_words(why, words::joined(surplus.words, "; "), &surplus.place);
        }
        let resource = self.incoming.resources().get(self.patient);
        Referral {
            patient: self.patient,
            place: resource.map(|it| it.place.clone()).unwrap_or_default(),
            id: resource.and_then(|it| it.id.clone()),
            deceased,
            sections: self.sections,
            carried: self.carried,
            left: losses::counted(self.left),
            responses,
        }
    }
}

/// A row, and of each cell its item, what the form calls it, and where its value stands.
struct Filled {
    row: Map<String, Value>,
    carried: Vec<(&'static str, String, String)>,
}

fn row_gist(row: &Map<String, Value>) -> String {
    let cells = row.iter().filter(|(item, _)| *item != "id");
    words::joined(cells.map(|(_, value)| words::gist(value)), ", ")
}
