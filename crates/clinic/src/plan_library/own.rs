//! The areas that a clinic adds to the library: read strictly from a file, kept as they were
//! written, replaced by later versions of themselves, retired and brought back.

use record::{
    Id, Kind,
    library::{self, Area},
};
use vault::Class;

use crate::{
    Code, Error, Result, Session,
    body::LibraryAreaBody,
    ledger::{Base, Event, What},
    machine::make_id,
    view::{LibraryView, request},
};

/// An area that the clinic has added, with its record.
pub(crate) struct OwnArea {
    pub(crate) record: Id,
    pub(crate) area: Area,
    pub(crate) retired: bool,
}

/// Areas a clinic can add.
const MOST_OWN: usize = 100;

impl Session {
    /// Adds an area that was read from a file; a later version of the same area takes its place.
    ///
    /// # Errors
    /// [`Code::NotAllowed`]; [`Error::Library`] with file and line; [`Code::FormTaken`] for an area
    /// that comes with the product, or a version that is there already or is older than that.
    pub fn add_library_area(&mut self, file: &str, text: &str) -> Result<LibraryView> {
        self.require_admin()?;
        let area = library::parse(file, text).map_err(Error::Library)?;
        let shipped = library::shipped().map_err(Error::Library)?;
        let known = self.own_areas.iter().find(|it| it.area.id == area.id);
        let taken = shipped.iter().any(|it| it.id == area.id)
            || known.is_some_and(|it| takes_no_place(&area, it));
        if taken {
            return Err(Code::FormTaken.into());
        }
        if known.is_none() && self.own_areas.len() >= MOST_OWN {
            return Err(Code::TooLong.into());
        }
        let body = LibraryAreaBody { file: file.into(), text: text.into(), retired: false };
        self.save_area(known.map(|it| it.record), area, &body)?;
        self.open_library(&everything())
    }

    /// Retires an area of the clinic, or brings it back. Plans keep what they took from it.
    ///
    /// # Errors
    /// [`Code::NotAllowed`]; [`Code::NoSuchRecord`] for one that is not the clinic's.
    pub fn retire_library_area(&mut self, request: &request::RetireArea) -> Result<LibraryView> {
        self.require_admin()?;
        let known = self.own_areas.iter().find(|it| it.area.id == request.area);
        let (record, area) =
            known.map(|it| (it.record, it.area.clone())).ok_or(Code::NoSuchRecord)?;
        let body = self.ledger.load::<LibraryAreaBody>(record)?.envelope.body;
        let body = LibraryAreaBody { retired: request.retired, ..body };
        self.save_area(Some(record), area, &body)?;
        self.open_library(&everything())
    }

    fn save_area(&mut self, known: Option<Id>, area: Area, body: &LibraryAreaBody) -> Result<()> {
        let (record, base) = match known {
            Some(record) => (record, self.ledger.load::<LibraryAreaBody>(record)?.base()),
            None => (make_id()?, Base::default()),
        };
        let (kind, class) = (Kind::LibraryArea, Class::Registry);
        let change = self.ledger.change(record, kind, class, None, base, body)?;
        self.ledger.commit(vec![change], vec![Event::of(What::LibraryChanged)])?;
        self.own_areas.retain(|it| it.record != record);
        self.own_areas.push(OwnArea { record, area, retired: body.retired });
        Ok(())
    }

    /// The areas that are offered: those that come with the product, and the clinic's own.
    pub(super) fn areas(&self) -> Result<Vec<Area>> {
        let shipped = library::shipped().map_err(Error::Library)?;
        let own: Vec<&Area> =
            self.own_areas.iter().filter(|it| !it.retired).map(|it| &it.area).collect();
        let others = shipped.iter().filter(|area| own.iter().all(|it| it.id != area.id));
        Ok(own.iter().copied().chain(others).cloned().collect())
    }
}

fn everything() -> request::OpenLibrary {
    let [token, client, area, find] = [const { String::new() }; 4];
    request::OpenLibrary { token, client, area, find }
}

/// Whether an area is no later than the clinic's own of the same id; a retired one comes back as
/// it was.
fn takes_no_place(area: &Area, known: &OwnArea) -> bool {
    let numbers = |it: &Area| -> Vec<u64> {
        it.version.split('.').filter_map(|part| part.parse().ok()).collect()
    };
    let back = known.retired && *area == known.area;
    numbers(area) <= numbers(&known.area) && !back
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_later_version_takes_the_place_of_an_area_and_a_retired_one_comes_back_as_it_was() {
        let area = |version: &str| Area {
            version: version.into(),
            ..library::shipped().unwrap()[0].clone()
        };
        let known = |version, retired| OwnArea {
            record: Id::from_bytes([1; 16]),
            area: area(version),
            retired,
        };
        for (has, retired, comes, refused) in [
            ("1.0.0", false, "1.0.1", false),
            ("1.9.0", false, "1.10.0", false),
            ("1.0.0", false, "1.0.0", true),
            ("1.10.0", false, "1.9.0", true),
            ("1.0.0", true, "1.0.0", false),
            ("2.0.0", true, "1.0.0", true),
        ] {
            let none = takes_no_place(&area(comes), &known(has, retired));
            assert_eq!(none, refused, "{has} {retired} {comes}");
        }
        let other = Area { name: "Other".into(), ..area("1.0.0") };
        assert!(takes_no_place(&other, &known("1.0.0", true)));
    }
}
