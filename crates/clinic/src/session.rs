//! A signed-in person: the ledger with its keys, the directory, and what the role allows. Use
//! cases are methods of it, one file each.

use record::{Envelope, Id, Kind};
use serde_json::value::RawValue;
use store::Store;
use vault::{Class, UserKey};

use crate::{
    Clock, Code, Error, Machine, Result,
    body::{ClientBody, ClinicBody, EpisodeBody, PlanBody, ResponseBody, StaffBody},
    directory::Directory,
    ledger::{Event, Ledger, NotOpened, What},
    locked::{Locked, NotUnlocked},
    roles,
    view::SessionView,
};

/// An open vault and who has opened it.
pub struct Session {
    pub(crate) ledger: Ledger,
    pub(crate) directory: Directory,
    pub(crate) staff: Vec<StaffBody>,
    pub(crate) clinic: ClinicBody,
    pub(crate) clinic_record: Id,
    pub(crate) machine: Machine,
    /// The client whose page is open: viewing is audited once a page.
    viewed: Option<Id>,
    /// Whether a search was made since a page was last opened.
    pub(crate) searched: bool,
}

/// What unlocking gathers from the records.
#[derive(Default)]
struct Gathered {
    directory: Directory,
    staff: Vec<StaffBody>,
    clinic: Option<(Id, ClinicBody)>,
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
        let ledger = Ledger::open(store, user, key, machine, &mut take)?;
        let Gathered { directory, staff, clinic } = gathered;
        let Some((clinic_record, clinic)) = clinic else {
            return Err(Box::new(NotOpened {
                store: ledger.close().0,
                error: Code::Damaged.into(),
            }));
        };
        let machine = machine.clone();
        let (viewed, searched) = (None, false);
        Ok(Self { ledger, directory, staff, clinic, clinic_record, machine, viewed, searched })
    }

    /// Puts on record that the recovery code was used; a session that cannot be put on record
    /// does not begin.
    pub(crate) fn recovered(mut self) -> std::result::Result<Self, Box<NotUnlocked>> {
        match self.ledger.commit(Vec::new(), vec![Event::of(What::Recovery)]) {
            Ok(_) => Ok(self),
            Err(error) => Err(Box::new(NotUnlocked { locked: self.lock().0, error })),
        }
    }

    /// Signs out: the audit is told, the keys are wiped, the file stays held.
    pub fn lock(self) -> (Locked, Result<()>) {
        let (store, written) = self.ledger.close();
        (Locked { store, machine: self.machine }, written)
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
        self.staff.iter().find(|person| person.user == user).cloned().unwrap_or_else(|| StaffBody {
            user,
            name: String::new(),
            credential: String::new(),
            role: crate::view::Role::FrontDesk,
        })
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
        self.directory.named(named).ok_or_else(|| Code::NoSuchClient.into())
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

impl Gathered {
    fn take(&mut self, id: Id, envelope: &Envelope<&RawValue>) -> Result<()> {
        match envelope.t {
            Kind::Clinic => self.clinic = Some((id, read(envelope.body)?)),
            Kind::Staff => self.staff.push(read(envelope.body)?),
            Kind::ClassKeys => {}
            Kind::Client | Kind::Episode | Kind::Response | Kind::Plan => {
                self.take_of_client(id, envelope)?;
            }
        }
        Ok(())
    }

    fn take_of_client(&mut self, id: Id, envelope: &Envelope<&RawValue>) -> Result<()> {
        let client = envelope.client.ok_or(Error::Unreadable)?;
        let entry = self.directory.entry_mut(client);
        match envelope.t {
            Kind::Client => entry.take_client(&read::<ClientBody>(envelope.body)?, &envelope.at),
            Kind::Episode => {
                let body: EpisodeBody = read(envelope.body)?;
                entry.take_episode(id, &body.began, &envelope.at);
            }
            Kind::Response => {
                entry.take_response(id, &read::<ResponseBody>(envelope.body)?, &envelope.at);
            }
            _ => entry.take_plan(id, &read::<PlanBody>(envelope.body)?, &envelope.at),
        }
        Ok(())
    }
}

fn read<B: serde::de::DeserializeOwned>(body: &RawValue) -> Result<B> {
    serde_json::from_str(body.get()).map_err(|_| Error::Unreadable)
}
