//! Which screenings a clinic gives, who is trained to ask about suicide, and packs: definitions
//! that the clinic has added. A published version never changes.

use form::{Catalog, Definition, Role};
use record::{AttachmentType, Id, Kind};
use vault::Class;

use crate::{
    Code, Error, Result, Session,
    body::{FormSettingsBody, PackBody},
    exchange,
    forms::hash,
    ledger::{Base, Event, What},
    machine::make_id,
    view::{FormRow, FormsView, TrainedRow, request},
};

/// The largest definition that is taken.
const LARGEST: usize = 512 * 1024;

impl Session {
    /// Every screening, which are given, and who is trained.
    ///
    /// # Errors
    /// None that is not a fault.
    pub fn open_forms(&self) -> Result<FormsView> {
        let forms = self.forms.screening()?;
        let staff = self.staff.iter().map(|person| &person.body).filter(|body| body.active());
        let trained = |body: &crate::body::StaffBody| TrainedRow {
            user: body.user.to_string(),
            name: body.name.clone(),
            trained: self.is_trained(body.user),
        };
        let desk = staff.filter(|body| body.role == crate::view::Role::FrontDesk);
        Ok(FormsView {
            forms: forms.iter().map(|form| self.form_row(form)).collect(),
            staff: desk.map(trained).collect(),
            may_change: self.admin(),
        })
    }

    fn form_row(&self, form: &Definition) -> FormRow {
        let known = form.instrument.as_ref();
        let licence = known.map(|known| &known.licence);
        let notice = licence.and_then(|licence| licence.notice.clone()).unwrap_or_default();
        FormRow {
            form: form.id.clone(),
            title: form.title.clone(),
            short_title: form.short_title.clone(),
            version: form.version.clone(),
            population: known.map(|known| known.population.label.clone()).unwrap_or_default(),
            licence: licence.map(|licence| licence.statement.clone()).unwrap_or_default(),
            notice,
            on: self.is_given(form),
            pack: Catalog::shipped().is_ok_and(|shipped| shipped.form(&form.id).is_none()),
            self_entry: known.is_some_and(form::instrument::Instrument::self_entry_allowed),
            needs_trained: known.is_some_and(form::instrument::Instrument::needs_trained_staff),
            one_of: known.and_then(|known| known.one_of.clone()).unwrap_or_default(),
        }
    }

    /// Whether the clinic gives an instrument: as it has chosen, or else as the product proposes.
    /// Of alternatives it gives one.
    pub(crate) fn is_given(&self, form: &Definition) -> bool {
        let settings = self.form_settings();
        if let Some(on) = settings.chosen.get(&form.id) {
            return *on;
        }
        let Some(known) = &form.instrument else { return true };
        let Some(group) = &known.one_of else { return known.core };
        let Ok(forms) = self.forms.screening() else { return known.core };
        let mut others = forms.iter().filter(|other| {
            other.instrument.as_ref().is_some_and(|it| it.core && it.one_of.as_ref() == Some(group))
        });
        let chosen = forms.iter().any(|other| {
            let same = other.instrument.as_ref().and_then(|it| it.one_of.as_ref()) == Some(group);
            same && settings.chosen.get(&other.id) == Some(&true)
        });
        !chosen && others.next().is_some_and(|first| first.id == form.id)
    }

    /// Whether somebody at the front desk was named as trained to ask about suicide.
    pub(crate) fn is_trained(&self, user: Id) -> bool {
        self.form_settings().trained.contains(&user)
    }

    /// Switches a screening on or off. Of alternatives one is always on: another takes the place of
    /// the one before.
    ///
    /// # Errors
    /// [`Code::NotAllowed`]; [`Code::NoSuchForm`]; [`Code::BadValue`] for the last of alternatives.
    pub fn choose_form(&mut self, request: &request::ChooseForm) -> Result<FormsView> {
        self.require_admin()?;
        let form = self.forms.form(&request.form)?;
        if form.role != Role::Screening {
            return Err(Code::NoSuchForm.into());
        }
        let mut settings = self.form_settings();
        let group = form.instrument.as_ref().and_then(|known| known.one_of.clone());
        if let Some(group) = group {
            if !request.on {
                return Err(Code::BadValue.into());
            }
            for other in self.forms.screening()? {
                let known = other.instrument.as_ref();
                if known.and_then(|known| known.one_of.as_ref()) == Some(&group) {
                    settings.chosen.insert(other.id.clone(), false);
                }
            }
        }
        settings.chosen.insert(form.id.clone(), request.on);
        self.put_form_settings(settings)
    }

    /// Names somebody at the front desk as trained to ask about suicide, or takes that back.
    ///
    /// # Errors
    /// [`Code::NotAllowed`]; [`Code::NoSuchUser`].
    pub fn train_staff(&mut self, request: &request::TrainStaff) -> Result<FormsView> {
        self.require_admin()?;
        let user = self.person(&request.user)?.body.user;
        let mut settings = self.form_settings();
        settings.trained.retain(|known| *known != user);
        if request.trained {
            settings.trained.push(user);
        }
        self.put_form_settings(settings)
    }

    /// Adds a definition, or the Questionnaire of another system as one. One that is there already is
    /// left as it is.
    ///
    /// # Errors
    /// [`Code::NotAllowed`]; what is wrong with the definition, by file and line; what of a
    /// Questionnaire no form here can do, by its place; [`Code::FormTaken`] for a form that comes with the product, or a version that was published
    /// with another content.
    pub fn add_form_pack(&mut self, file: &str, text: &str) -> Result<FormsView> {
        self.require_admin()?;
        if text.len() > LARGEST {
            return Err(Code::TooLong.into());
        }
        let made = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
        let made = made.then(|| exchange::form_pack(text)).transpose()?;
        let text = made.as_deref().unwrap_or(text);
        let pack = Definition::parse(file, text)?;
        // Answers of class 1 would be read at the front desk, and by the next client.
        if pack.role != Role::Screening || pack.class != form::Class::Clinical {
            let why = format!("{file}: only screenings of class 2 can be added");
            return Err(Error::Input(vec![why]));
        }
        if let Some(unknown) = unknown_attachment(&pack) {
            let why = format!("{file}: there is no type of attachment \"{unknown}\"");
            return Err(Error::Input(vec![why]));
        }
        if Catalog::shipped()?.form(&pack.id).is_some() {
            return Err(Code::FormTaken.into());
        }
        let known = self.forms.versions(&pack.id).find(|known| known.version == pack.version);
        if let Some(known) = known {
            return match hash(known) == hash(&pack) {
                true => self.open_forms(),
                false => Err(Code::FormTaken.into()),
            };
        }
        let body = PackBody { file: file.to_owned(), text: text.to_owned() };
        let (id, kind, class) = (make_id()?, Kind::FormPack, Class::Registry);
        let change = self.ledger.change(id, kind, class, None, Base::default(), &body)?;
        self.ledger.commit(vec![change], vec![Event::on(What::FormAdded, id, None)])?;
        self.forms.add(pack);
        self.open_forms()
    }

    fn form_settings(&self) -> FormSettingsBody {
        self.form_settings.as_ref().map(|(_, body)| body.clone()).unwrap_or_default()
    }

    fn put_form_settings(&mut self, body: FormSettingsBody) -> Result<FormsView> {
        let (id, base) = match &self.form_settings {
            Some((id, _)) => (*id, self.ledger.load::<FormSettingsBody>(*id)?.base()),
            None => (make_id()?, Base::default()),
        };
        let (kind, class) = (Kind::FormSettings, Class::Registry);
        let change = self.ledger.change(id, kind, class, None, base, &body)?;
        self.ledger.commit(vec![change], vec![Event::of(What::SettingsChanged)])?;
        self.form_settings = Some((id, body));
        self.open_forms()
    }
}

/// A type of attachment that a form asks for and that there is not.
fn unknown_attachment(form: &Definition) -> Option<&str> {
    let items = form.items.iter().flat_map(|item| std::iter::once(item).chain(item.row_items()));
    let asked = items.filter_map(|item| match &item.kind {
        form::Kind::Attachment(rule) => Some(rule.accepts.as_str()),
        _ => None,
    });
    asked.into_iter().find(|code| AttachmentType::of_code(code).is_none())
}
