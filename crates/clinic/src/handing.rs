//! Handing over: a session without the clinical key takes answers to a screening and seals each
//! save towards those who may read them. Whoever takes the answers cannot read them back; the
//! next clinician finds what was given, even after a crash (security design, "Drop").

use form::SectionStatus;
use record::{Id, Kind};
use vault::Class;

use crate::{
    Code, Result, Session,
    clock::stamp,
    flags::is_urgent,
    forms::class_of,
    ledger::{Batch, Event, What},
    response::Draft,
    section_view::alerts,
    view::{AlertView, SectionView},
};

/// Answers as they are being given, in memory only, until they are finished.
pub(crate) struct Handing {
    pub(crate) draft: Draft,
    /// How many saves there were; the screen sends it back as the revision.
    pub(crate) saves: u32,
}

impl Session {
    /// Whether this session takes answers to a form that it cannot read.
    pub(crate) fn hands_over(&self, definition: &form::Definition) -> bool {
        let screening = definition.role == form::Role::Screening;
        screening && class_of(definition) == Class::Clinical && (self.entering || !self.clinical())
    }

    /// Begins taking answers. Nothing is written before the first one.
    pub(crate) fn begin_handing(&mut self, draft: Draft) -> Result<SectionView> {
        let record = draft.record;
        self.handing.insert(record, Handing { draft, saves: 0 });
        self.handing_view(record)
    }

    /// The answers under way that a request speaks of, at the save it has seen.
    pub(crate) fn handed_draft(
        &self,
        client: Id,
        form: &str,
        record: Id,
        rev: u32,
    ) -> Result<Draft> {
        let handing = self.handing.get(&record).ok_or(Code::NotAllowed)?;
        let draft = &handing.draft;
        if draft.client != client || draft.body.form != form {
            return Err(Code::NoSuchRecord.into());
        }
        if handing.saves != rev {
            return Err(Code::Stale.into());
        }
        Ok(draft.clone())
    }

    /// Seals the answers over the ones handed over before, and raises a flag at the moment an
    /// answer asks for one. Finished answers are forgotten here.
    pub(crate) fn save_handing(&mut self, draft: Draft) -> Result<SectionView> {
        let (record, client) = (draft.record, draft.client);
        let first = self.handing.get(&record).is_none_or(|handing| handing.saves == 0);
        let drop = self.ledger.drop_towards(
            Class::Clinical,
            record,
            client,
            Kind::Response,
            &draft.body,
        )?;
        let mut batch = Batch { handed: vec![(record, drop)], ..Batch::default() };
        if first {
            batch.events.push(Event::on(What::HandOver, record, Some(client)));
        }
        let raised = match self.needs_clinician(&draft)? {
            true => self.raise(client, record)?,
            false => None,
        };
        let flag = raised.map(|raised| {
            batch.changes.push(raised.change);
            batch.events.push(raised.event);
            (raised.record, raised.body)
        });
        self.ledger.commit_batch(batch, |_| Ok(()))?;
        if let Some((flag, body)) = flag {
            self.directory.entry_mut(client).take_flag(flag, &body);
        }
        let handing = self.handing.get_mut(&record).ok_or(Code::NoSuchRecord)?;
        handing.saves += 1;
        handing.draft = Draft { saved_at: Some(stamp(self.machine.clock.now())), ..draft };
        let view = self.handing_view(record)?;
        if view.status == SectionStatus::Done {
            self.handing.remove(&record);
        }
        Ok(view)
    }

    /// Whether an answer raises a critical or high alert.
    pub(crate) fn needs_clinician(&self, draft: &Draft) -> Result<bool> {
        let definition = self.forms.given(&draft.body)?;
        let context = self.context_of(draft.client, &definition)?;
        let evaluation = form::evaluate(&definition, &draft.body.answers, &context);
        let raised = alerts(&definition, &evaluation, draft.body.status);
        Ok(raised.iter().any(is_urgent))
    }

    /// The form as it is being answered: no score, no band, and of an alert only that somebody is
    /// needed. A finished one shows no answer any more.
    fn handing_view(&self, record: Id) -> Result<SectionView> {
        let handing = self.handing.get(&record).ok_or(Code::NoSuchRecord)?;
        let mut draft = handing.draft.clone();
        let done = draft.body.status == SectionStatus::Done;
        if done {
            draft.body.answers = form::Answers::new();
        }
        let mut view = self.section_view(&draft)?;
        view.rev = handing.saves;
        view.scores.clear();
        view.alerts.clear();
        if done {
            view.issues.clear();
        }
        let entry = self.directory.entry(draft.client).ok_or(Code::NoSuchClient)?;
        if entry.flags.iter().any(|flag| flag.response == record) {
            view.alerts.push(AlertView {
                id: "clinician_needed".to_owned(),
                level: "critical".to_owned(),
                message: "A clinician is needed now.".to_owned(),
            });
        }
        Ok(view)
    }
}
