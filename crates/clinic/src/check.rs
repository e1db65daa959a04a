//! Checking a vault: structure, heads, and every record that the session's keys open.

use std::collections::BTreeMap;

use record::{Id, Kind};
use serde::Serialize;
use vault::Class;

use crate::{
    Result, Session,
    body::UpkeepBody,
    clock::stamp,
    ledger::{Base, Event, What},
    machine::make_id,
    view::{IntegrityView, QuarantineRow, WorkKind},
    work::Stretch,
};

/// Days between two checks of everything.
const CHECK_EVERY: i64 = 7;

/// What a check went through.
#[derive(Debug, Clone, Serialize)]
pub struct Checked {
    /// Records opened, by class number.
    pub classes: Vec<CheckedClass>,
    /// Clients found.
    pub clients: usize,
    /// Audit entries counted.
    pub audit: u64,
    /// Records that cannot be read.
    pub unreadable: Vec<String>,
}

/// A check under way.
pub(crate) struct Checking {
    left: Vec<(Class, Id)>,
    known: Vec<Id>,
    counted: BTreeMap<Class, usize>,
    done: u64,
    total: u64,
    /// SQLite's lists beside the rows were broken, and have been made anew.
    mended: bool,
    stretch: Stretch,
}

/// One class that was checked.
#[derive(Debug, Clone, Serialize)]
pub struct CheckedClass {
    /// The class.
    pub class: u8,
    /// Records opened.
    pub records: usize,
}

impl Session {
    /// Opens every record of the held classes again, as it lies in the file now. When it was done
    /// is kept; what can no longer be read is put on record and stays as it lies. A broken list of
    /// the records, without which they are only found one by one, is made anew.
    ///
    /// # Errors
    /// A file whose structure is damaged, or from which rows have gone; [`crate::Code::Stopped`].
    pub fn check(&mut self) -> Result<Checked> {
        loop {
            if let Some(checked) = self.check_some(usize::MAX)? {
                return Ok(checked);
            }
        }
    }

    /// As [`Session::check`], a stretch at a time, so that work can go on between two of them.
    /// Begins when none is under way; says what was found once it is through.
    ///
    /// # Errors
    /// As there; the check under way is given up then.
    pub fn check_some(&mut self, most: usize) -> Result<Option<Checked>> {
        let mut checking = match self.checking.take() {
            Some(checking) => checking,
            None => self.begin_check()?,
        };
        for _ in 0..most {
            let Some((class, id)) = checking.left.pop() else {
                return self.end_check(checking).map(Some);
            };
            if !checking.mended {
                checking.mended = self.ledger.mended(id)?;
            }
            if self.ledger.open_one(id)? {
                *checking.counted.entry(class).or_default() += 1;
            }
            checking.done += 1;
            if checking.done % 64 == 0 {
                checking.stretch.at(checking.done, checking.total)?;
            }
        }
        self.checking = Some(checking);
        Ok(None)
    }

    fn begin_check(&mut self) -> Result<Checking> {
        self.ledger.store().quick_check()?;
        let held = Class::ALL.into_iter().filter(|class| self.ledger.holds(*class));
        let left: Vec<(Class, Id)> = held
            .flat_map(|class| self.ledger.ids(class).into_iter().map(move |id| (class, id)))
            .collect();
        let total = u64::try_from(left.len()).unwrap_or_default();
        let (work, clock) = (&self.machine.work, &self.machine.clock);
        let stretch = work.begin(WorkKind::Checking, total, true, clock);
        let known = self.ledger.unreadable().keys().copied().collect();
        let counted = BTreeMap::new();
        Ok(Checking { left, known, counted, done: 0, total, mended: false, stretch })
    }

    fn end_check(&mut self, checking: Checking) -> Result<Checked> {
        self.ledger.check_counts()?;
        let held = Class::ALL.into_iter().filter(|class| self.ledger.holds(*class));
        let counted = |class: Class| CheckedClass {
            class: class.number(),
            records: checking.counted.get(&class).copied().unwrap_or_default(),
        };
        let classes = held.map(counted).collect();
        let unreadable: Vec<Id> = self.ledger.unreadable().keys().copied().collect();
        self.keep_check(unreadable.iter().filter(|id| !checking.known.contains(id)))?;
        Ok(Checked {
            classes,
            clients: self.directory.present().count(),
            audit: self.ledger.audit_count()?,
            unreadable: unreadable.iter().map(ToString::to_string).collect(),
        })
    }

    fn keep_check<'i>(&mut self, found: impl Iterator<Item = &'i Id>) -> Result<()> {
        let body = UpkeepBody { checked_at: Some(stamp(self.clock().now())) };
        let (record, base) = match &self.upkeep {
            Some((record, _)) => (*record, self.ledger.load::<UpkeepBody>(*record)?.base()),
            None => (make_id()?, Base::default()),
        };
        let change =
            self.ledger.change(record, Kind::Upkeep, Class::Registry, None, base, &body)?;
        let mut events = vec![Event::of(What::Checked)];
        events.extend(found.map(|id| Event::on(What::Integrity, *id, None)));
        self.ledger.commit(vec![change], events)?;
        self.upkeep = Some((record, body));
        Ok(())
    }

    /// The state of the records, as far as it is known. Everybody sees it; ids say nothing.
    ///
    /// # Errors
    /// None that is not a fault.
    pub fn open_integrity(&self) -> Result<IntegrityView> {
        let row = |(id, row): (&Id, &crate::ledger::Unreadable)| QuarantineRow {
            record: id.to_string(),
            class: class_name(row.class).to_owned(),
            why: row.why.to_owned(),
        };
        let records = Class::ALL.into_iter().map(|class| self.ledger.count(class)).sum::<usize>();
        let disagree = self.ledger.disagree().iter().map(|class| class_name(*class).to_owned());
        Ok(IntegrityView {
            checked_at: self.checked_at(),
            due: self.check_due(),
            records: u32::try_from(records).unwrap_or(u32::MAX),
            quarantined: self.ledger.unreadable().iter().map(row).collect(),
            disagree: disagree.collect(),
            anchor: self.anchor.into(),
        })
    }

    fn checked_at(&self) -> Option<String> {
        self.upkeep.as_ref().and_then(|(_, body)| body.checked_at.clone())
    }

    pub(crate) fn check_due(&self) -> bool {
        let last = self.checked_at();
        last.is_none_or(|at| crate::clock::days_since(&at, self.clock().now()) >= CHECK_EVERY)
    }
}

/// A class in words.
pub(crate) fn class_name(class: Class) -> &'static str {
    match class {
        Class::Registry => "Clinic and staff",
        Class::Intake => "Intake records",
        Class::Clinical => "Clinical records",
        Class::Notes => "Counseling notes",
        Class::Admin => "Audit and escrow",
    }
}
