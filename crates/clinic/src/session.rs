//! A signed-in person: the ledger with its keys, the directory, and what the role allows. Use
//! cases are methods of it, one file each.

use std::collections::BTreeMap;

use record::{Envelope, Id, Kind};
use serde_json::value::RawValue;
use store::Store;
use vault::{Class, RecoveryCode, UserKey};

use crate::{
    Clock, Code, Error, Machine, Result,
    anchor::Compared,
    body::{
        ClinicBody, FormSettingsBody, GroupBody, LibraryAreaBody, PackBody, StaffBody, UpkeepBody,
    },
    check::Checking,
    client_list::ClientList,
    directory::Directory,
    exchange::Waiting,
    forms::Forms,
    handing::Handing,
    ledger::{Event, Ledger, NotOpened, Taken, What},
    locked::{Locked, NotUnlocked},
    plan_library::OwnArea,
    program::Program,
    roles,
    view::SessionView,
};

/// An open vault and who has opened it.
pub struct Session {
    pub(crate) ledger: Ledger,
    pub(crate) directory: Directory,
    pub(crate) staff: Vec<Person>,
    pub(crate) forms: Forms,
    pub(crate) form_settings: Option<(Id, FormSettingsBody)>,
    /// The program's catalog.
    pub(crate) program: Program,
    /// Areas of the library that the clinic has added.
    pub(crate) own_areas: Vec<OwnArea>,
    /// Whether the client fills in a form: its answers go to the drop, whoever is signed in.
    pub(crate) entering: bool,
    pub(crate) clinic: ClinicBody,
    pub(crate) clinic_record: Id,
    pub(crate) upkeep: Option<(Id, UpkeepBody)>,
    pub(crate) machine: Machine,
    /// What was handed over since a clinician was last signed in.
    pub(crate) handed: Vec<Taken>,
    /// Answers being taken that this session cannot read back.
    pub(crate) handing: BTreeMap<Id, Handing>,
    /// A recovery code that has been shown and not been typed back yet.
    pub(crate) new_code: Option<RecoveryCode>,
    /// What the keychain remembered of this vault when the session began.
    pub(crate) anchor: Compared,
    /// A list of clients that was chosen and is being looked at.
    pub(crate) client_list: Option<ClientList>,
    /// A file of FHIR that was chosen and is being looked at.
    pub(crate) referrals: Option<Waiting>,
    /// A check of every record under way.
    pub(crate) checking: Option<Checking>,
    /// Whether the audit has been read in this session.
    pub(crate) audit_read: bool,
    /// The client whose page is open: viewing is audited once a page.
    viewed: Option<Id>,
    /// Whether a search was made since a page was last opened.
    pub(crate) searched: bool,
}

/// A member of staff with the record that says so.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) record: Id,
    pub(crate) body: StaffBody,
}

/// What unlocking gathers from the records.
#[derive(Default)]
struct Gathered {
    directory: Directory,
    staff: Vec<Person>,
    clinic: Option<(Id, ClinicBody)>,
    upkeep: Option<(Id, UpkeepBody)>,
    form_settings: Option<(Id, FormSettingsBody)>,
    /// Packs with the time they were added.
    packs: Vec<(String, form::Definition)>,
    program: Program,
    own_areas: Vec<OwnArea>,
}

/// The forms with a clinic's own packs, in the order in which they came.
fn with_packs(mut packs: Vec<(String, form::Definition)>) -> Forms {
    packs.sort_by(|a, b| a.0.cmp(&b.0));
    let mut forms = Forms::default();
    packs.into_iter().for_each(|(_, pack)| forms.add(pack));
    forms
}

impl Session {
    pub(crate) fn begin(
        store: Store,
        user: Id,
        key: &UserKey,
        machine: &Machine,
    ) -> std::result::Result<Self, Box<NotOpened>> {
        let mut gathered = Gathered::default();
        let mut take = |id: Id, envelope: &Envelope<&RawValue>| gathered.take(id, envelope);
        let mut ledger = Ledger::open(store, user, key, machine, &mut take)?;
        let taken =
            ledger.take_drops(&mut |id, envelope| gathered.directory.take_handed(id, envelope));
        let Gathered {
            mut directory,
            staff,
            clinic,
            upkeep,
            form_settings,
            packs,
            program,
            own_areas,
        } = gathered;
        directory.settle(machine.clock.today());
        let forms = with_packs(packs);
        let (handed, (clinic_record, clinic)) = match (taken, clinic) {
            (Ok(handed), Some(clinic)) => (handed, clinic),
            (Err(error), _) => return Err(ended(ledger, error)),
            (_, None) => return Err(ended(ledger, Code::Damaged.into())),
        };
        let anchor = machine.anchor.compare(&ledger);
        let machine = machine.clone();
        let mut session = Self {
            ledger,
            directory,
            staff,
            forms,
            form_settings,
            program,
            own_areas,
            entering: false,
            clinic,
            clinic_record,
            upkeep,
            machine,
            handed,
            handing: BTreeMap::new(),
            new_code: None,
            anchor,
            checking: None,
            audit_read: false,
            viewed: None,
            client_list: None,
            referrals: None,
            searched: false,
        };
        match session.note_older() {
            Ok(()) => Ok(session),
            Err(error) => Err(ended(session.ledger, error)),
        }
    }

    /// An older file put back whole is said in the audit of the session that notices it.
    fn note_older(&mut self) -> Result<()> {
        if self.anchor == Compared::Older {
            self.ledger.note(Event::of(What::Integrity))?;
        }
        Ok(())
    }

    /// Puts on record how the session began; one that cannot be put on record does not begin.
    pub(crate) fn begun_by(mut self, event: Event) -> std::result::Result<Self, Box<NotUnlocked>> {
        match self.ledger.note(event) {
            Ok(()) => Ok(self),
            Err(error) => Err(Box::new(NotUnlocked { locked: self.lock().0, error })),
        }
    }

    /// Signs out: the audit is told, the keys are wiped, the file stays held.
    pub fn lock(self) -> (Locked, Result<()>) {
        self.lock_with(vec![Event::of(What::Lock)])
    }

    pub(crate) fn lock_with(self, events: Vec<Event>) -> (Locked, Result<()>) {
        let Self { ledger, machine, .. } = self;
        machine.anchor.remember(&ledger);
        let (store, written) = ledger.close(events);
        (Locked { store, machine }, written)
    }

    /// Who is signed in, with a token for the commands that follow.
    #[must_use]
    pub fn view(&self, token: &str) -> SessionView {
        let me = self.me();
        SessionView {
            token: token.to_owned(),
            user: self.ledger.user().to_string(),
            name: me.name.clone(),
            credential: me.credential.clone(),
            role: me.role,
            clinical: self.clinical(),
            admin: self.admin(),
            clinic: self.clinic.name.clone(),
            crisis_steps: self.clinic.crisis_steps.clone(),
            crisis_no_clinician: self.clinic.crisis_no_clinician.clone(),
        }
    }

    /// Whether this is the sample clinic.
    #[must_use]
    pub fn sample(&self) -> bool {
        self.clinic.sample
    }

    pub(crate) fn me(&self) -> StaffBody {
        let user = self.ledger.user();
        let known = self.staff.iter().find(|person| person.body.user == user);
        known.map(|person| person.body.clone()).unwrap_or_else(|| StaffBody {
            user,
            name: String::new(),
            credential: String::new(),
            role: crate::view::Role::FrontDesk,
            left: None,
        })
    }

    /// Whether a key is missing that the role is given: a row is gone or damaged, and what it opened
    /// stays closed as if it were not allowed.
    pub(crate) fn lacks_key(&self) -> bool {
        let given = roles::classes(self.me().role);
        !given.iter().all(|class| self.ledger.holds(*class))
    }

    /// Who is signed in.
    pub(crate) fn user(&self) -> Id {
        self.ledger.user()
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        self.ledger.clock()
    }

    /// Whether clinical records may be read: the role says so, and the key is there.
    pub(crate) fn clinical(&self) -> bool {
        roles::classes(self.me().role).contains(&Class::Clinical)
            && self.ledger.holds(Class::Clinical)
    }

    /// Whether staff may be managed: the role says so, and the key is there.
    pub(crate) fn admin(&self) -> bool {
        self.me().role == crate::view::Role::Admin && self.ledger.holds(Class::Admin)
    }

    pub(crate) fn require_clinical(&self) -> Result<()> {
        if self.clinical() { Ok(()) } else { Err(Code::NotAllowed.into()) }
    }

    pub(crate) fn require_admin(&self) -> Result<()> {
        if self.admin() { Ok(()) } else { Err(Code::NotAllowed.into()) }
    }

    /// A client of this clinic, from an id or the clinic's number.
    ///
    /// # Errors
    /// [`Code::NoSuchClient`].
    pub fn client(&self, named: &str) -> Result<Id> {
        let client = self.directory.named(named).filter(|client| !self.is_removed(*client));
        client.ok_or_else(|| Code::NoSuchClient.into())
    }

    /// As [`Session::client`], for one who was deleted and can still be brought back.
    pub(crate) fn removed_client(&self, named: &str) -> Result<Id> {
        let client = self.directory.named(named).filter(|client| self.is_removed(*client));
        client.ok_or_else(|| Code::NoSuchClient.into())
    }

    fn is_removed(&self, client: Id) -> bool {
        self.directory.entry(client).is_some_and(|entry| entry.removal.is_some())
    }

    /// A person's name as it is known here; the id of whom nobody remembers.
    pub(crate) fn name_of(&self, user: Id) -> String {
        let known = self.staff.iter().find(|person| person.body.user == user);
        known.map_or_else(|| user.to_string(), |person| person.body.name.clone())
    }

    /// Puts on record that a client's page was opened, by whichever way, and that a search led
    /// there.
    pub(crate) fn note_view(&mut self, client: Id) -> Result<()> {
        if self.viewed == Some(client) && !self.searched {
            return Ok(());
        }
        let mut events = vec![Event { client: Some(client), ..Event::of(What::View) }];
        if self.searched {
            events.insert(0, Event { client: Some(client), ..Event::of(What::Search) });
        }
        self.ledger.commit(Vec::new(), events)?;
        self.viewed = Some(client);
        self.searched = false;
        Ok(())
    }
}

fn ended(ledger: Ledger, error: Error) -> Box<NotOpened> {
    let store = ledger.close(vec![Event::of(What::Lock)]).0;
    Box::new(NotOpened { store, error })
}

impl Gathered {
    fn take(&mut self, id: Id, envelope: &Envelope<&RawValue>) -> Result<()> {
        match envelope.t {
            Kind::Clinic => self.clinic = Some((id, read(envelope.body)?)),
            Kind::Staff => {
                self.staff.push(Person { record: id, body: read(envelope.body)? });
            }
            Kind::Upkeep => self.upkeep = Some((id, read(envelope.body)?)),
            Kind::FormSettings => self.form_settings = Some((id, read(envelope.body)?)),
            Kind::Offering => {
                self.program.offerings.insert(id, read(envelope.body)?);
            }
            Kind::Group => {
                let body: GroupBody = read(envelope.body)?;
                self.program.groups.insert(body.offering, (id, body));
            }
            Kind::LibraryArea => {
                let body: LibraryAreaBody = read(envelope.body)?;
                let area = record::library::parse(&body.file, &body.text);
                let (area, retired) = (area.map_err(|_| Error::Unreadable)?, body.retired);
                self.own_areas.push(OwnArea { record: id, area, retired });
            }
            Kind::FormPack => {
                let body: PackBody = read(envelope.body)?;
                let pack = form::Definition::parse(&body.file, &body.text);
                // A definition that an older version cannot read is set apart like a damaged row.
                self.packs.push((envelope.at.clone(), pack.map_err(|_| Error::Unreadable)?));
            }
            Kind::ClassKeys => {}
            _ => self.directory.take(id, envelope)?,
        }
        Ok(())
    }
}

pub(crate) fn read<B: serde::de::DeserializeOwned>(body: &RawValue) -> Result<B> {
    serde_json::from_str(body.get()).map_err(|_| Error::Unreadable)
}
