//! The program's catalog: groups with their meetings, as clinicians know them and as front desk
//! does. How it is shown, rosters and attendance are in the folder beside.

mod attendance;
mod roster;
mod rows;
mod week;

use std::collections::BTreeMap;

use record::{
    Id, Kind,
    plan::Edit,
    schedule::{Meeting, Offering, templates},
};
use vault::Class;

pub(crate) use attendance::delivered_words;

use crate::{
    Code, Result, Session,
    body::{GroupBody, OfferingBody},
    ledger::{Base, Change},
    machine::make_id,
    plans::{Ids, MOST_EDITS},
    view::{ProgramView, request},
};

/// The catalog as it was read at unlock and changed since.
#[derive(Default)]
pub(crate) struct Program {
    /// Groups as clinicians know them; none without the clinical key.
    pub(crate) offerings: BTreeMap<Id, OfferingBody>,
    /// Groups as front desk knows them, by the id of the group.
    pub(crate) groups: BTreeMap<Id, (Id, GroupBody)>,
}

/// A group on its way into the file.
struct Saved {
    id: Id,
    body: OfferingBody,
    group: GroupBody,
}

/// Groups a catalog can have.
const MOST_GROUPS: usize = 200;

impl Session {
    /// The catalog.
    ///
    /// # Errors
    /// None that is not a fault.
    pub fn open_program(&self) -> Result<ProgramView> {
        self.program_view()
    }

    /// Adds a group, or edits one: all edits or none. What front desk sees is written with it.
    ///
    /// # Errors
    /// [`Code::NotAllowed`] without the clinical key; [`Code::Stale`]; [`Code::InUse`] for a
    /// meeting that would go with its seats or attendance; an edit that does not fit.
    pub fn edit_offering(&mut self, request: &request::EditOffering) -> Result<ProgramView> {
        self.require_clinical()?;
        if request.edits.len() > MOST_EDITS {
            return Err(Code::TooLong.into());
        }
        let (id, base, mut body) = self.offering_seen(request)?;
        let (offering, entry) = self.edited(body.offering.clone(), &request.edits)?;
        self.check_meetings_kept(&body.offering, &offering)?;
        body.offering = offering;
        let (changes, saved) = self.offering_changes(id, base, body)?;
        self.save_offerings(changes, vec![saved])?;
        let added = request.group.is_none().then(|| id.to_string());
        let entry = entry.map(|id| id.to_string());
        Ok(ProgramView { added, entry, ..self.program_view()? })
    }

    /// Adds the groups of a template to the catalog: all of them or none.
    ///
    /// # Errors
    /// [`Code::NotAllowed`] without the clinical key; [`Code::BadValue`] for no such template.
    pub fn start_program(&mut self, request: &request::StartProgram) -> Result<ProgramView> {
        self.require_clinical()?;
        let known = templates().map_err(|_| Code::Internal)?;
        let template = known.iter().find(|it| it.id == request.template).ok_or(Code::BadValue)?;
        self.check_room(template.groups.len())?;
        let (mut changes, mut saved, staff) = (Vec::new(), Vec::new(), self.my_signed_name());
        for group in &template.groups {
            let mut ids = Ids::default();
            let mut keyed = |it: &Meeting| Meeting { id: Some(ids.next()), ..it.clone() };
            let meetings = group.meetings.iter().map(&mut keyed).collect();
            ids.whole()?;
            let offering = Offering { meetings, staff: staff.clone(), ..group.clone() };
            let body = OfferingBody { offering, group: make_id()? };
            let (change, one) = self.offering_changes(make_id()?, Base::default(), body)?;
            changes.extend(change);
            saved.push(one);
        }
        self.save_offerings(changes, saved)?;
        self.program_view()
    }

    fn check_room(&self, more: usize) -> Result<()> {
        let fits = self.program.groups.len() + more <= MOST_GROUPS;
        if fits { Ok(()) } else { Err(Code::TooLong.into()) }
    }

    /// No meeting goes away under somebody's seat or attendance.
    fn check_meetings_kept(&self, before: &Offering, after: &Offering) -> Result<()> {
        let kept = |id: Id| after.meetings.iter().any(|it| it.id == Some(id));
        let gone = before.meetings.iter().filter_map(|it| it.id).filter(|id| !kept(*id));
        let today = self.clock().today();
        for id in gone {
            let used = self.directory.clients.values().any(|entry| {
                let seated = entry.week_on(today).iter().any(|seat| seat.session() == id);
                seated || entry.has_ticks(id)
            });
            if used {
                return Err(Code::InUse.into());
            }
        }
        Ok(())
    }

    fn offering_seen(&self, request: &request::EditOffering) -> Result<(Id, Base, OfferingBody)> {
        let Some(group) = &request.group else {
            self.check_room(1)?;
            let body = OfferingBody { offering: Offering::default(), group: make_id()? };
            return Ok((make_id()?, Base::default(), body));
        };
        let id: Id = group.parse().map_err(|_| Code::BadRequest)?;
        if !self.program.offerings.contains_key(&id) {
            return Err(Code::NoSuchRecord.into());
        }
        let loaded = self.ledger.load::<OfferingBody>(id)?;
        if loaded.base().rev != request.rev {
            return Err(Code::Stale.into());
        }
        Ok((id, loaded.base(), loaded.envelope.body))
    }

    fn edited(&self, offering: Offering, edits: &[Edit]) -> Result<(Offering, Option<Id>)> {
        let today = self.clock().today();
        let (mut offering, mut added, mut ids) = (offering, None, Ids::default());
        for edit in edits {
            let (next, new) = offering.apply(edit, today, &mut || ids.next())?;
            offering = next;
            added = new.or(added);
        }
        ids.whole()?;
        Ok((offering, added))
    }

    fn offering_changes(
        &self,
        id: Id,
        base: Base,
        body: OfferingBody,
    ) -> Result<(Vec<Change>, Saved)> {
        let group = GroupBody::of(id, &body.offering);
        let group_base = match self.program.groups.contains_key(&id) {
            true => self.ledger.load::<GroupBody>(body.group)?.base(),
            false => Base::default(),
        };
        let changes = vec![
            self.ledger.change(id, Kind::Offering, Class::Clinical, None, base, &body)?,
            self.ledger.change(body.group, Kind::Group, Class::Intake, None, group_base, &group)?,
        ];
        Ok((changes, Saved { id, body, group }))
    }

    fn save_offerings(&mut self, changes: Vec<Change>, saved: Vec<Saved>) -> Result<()> {
        self.ledger.commit(changes, Vec::new())?;
        for Saved { id, body, group } in saved {
            self.program.groups.insert(id, (body.group, group));
            self.program.offerings.insert(id, body);
        }
        Ok(())
    }

    /// Seats that people have today by group and meeting, but for one of them.
    pub(crate) fn seats_taken(&self, but: Option<Id>) -> BTreeMap<(Id, Id), u32> {
        let today = self.clock().today();
        let others = self.directory.astir(today).filter(|entry| Some(entry.client) != but);
        let mut taken = BTreeMap::new();
        for seat in others.flat_map(|entry| entry.week_on(today)) {
            if let Some(at) = seat.offering.zip(seat.meeting) {
                *taken.entry(at).or_insert(0) += 1;
            }
        }
        taken
    }
}

/// Whether people can be put into a group on a day.
pub(crate) fn is_offered(group: &GroupBody, on: chrono::NaiveDate) -> bool {
    let begun = group.from.known().is_none_or(|from| from <= on);
    !group.retired && begun && group.until.known().is_none_or(|until| until >= on)
}
