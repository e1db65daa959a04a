//! What waits today: a clinician needed, new answers, intakes under way, and the care that the
//! records themselves want.

mod due;

use crate::{
    Result, Session,
    directory::Entry,
    ledger::Taken,
    view::{HandedRow, NeededRow, TodayView},
};

/// Intakes shown at the most; the rest is in the list of clients.
const MOST_INTAKES: usize = 12;

impl Session {
    /// Today's work, as far as this session may see it.
    ///
    /// # Errors
    /// None that is not a fault.
    pub fn open_today(&self) -> Result<TodayView> {
        let admin = self.admin();
        let count = |n: usize| u32::try_from(if admin { n } else { 0 }).unwrap_or(u32::MAX);
        let astir = self.directory.astir(self.clock().today());
        let mut under_way: Vec<&Entry> =
            astir.filter(|entry| self.intake_under_way(entry)).collect();
        under_way.sort_by(|a, b| b.changed_at.cmp(&a.changed_at));
        let intakes = under_way.into_iter().take(MOST_INTAKES);
        let in_care = self.in_care();
        Ok(TodayView {
            needed: self.needed(),
            handed: self.handed.iter().filter_map(|taken| self.handed_row(taken)).collect(),
            intakes: intakes.map(|entry| self.client_row(entry)).collect(),
            screenings: self.screenings_due(&in_care)?,
            suitability: self.suitability_due(&in_care)?,
            plans: self.plans_due(&in_care)?,
            consents: self.consents_ending(&in_care)?,
            waiting: self.waiting(),
            backup: self.open_backups()?,
            check_due: self.check_due(),
            quarantined: count(self.ledger.unreadable().len()),
            missing_key: self.lacks_key(),
            purge_due: count(self.purge_due()),
        })
    }

    /// Whoever a clinician is needed for, longest first.
    fn needed(&self) -> Vec<NeededRow> {
        let row = |entry: &Entry| {
            let flag = entry.flags.first()?;
            Some(NeededRow {
                client: entry.client.to_string(),
                number: entry.number.clone(),
                name: entry.shown_name(),
                at: flag.at.clone(),
            })
        };
        let astir = self.directory.astir(self.clock().today());
        let mut rows: Vec<NeededRow> = astir.filter_map(row).collect();
        rows.sort_by(|a, b| a.at.cmp(&b.at));
        rows
    }

    fn handed_row(&self, taken: &Taken) -> Option<HandedRow> {
        let entry = self.directory.entry(taken.client).filter(|it| it.removal.is_none())?;
        let meta = entry.responses.iter().find(|meta| meta.record == taken.record)?;
        Some(HandedRow {
            client: entry.client.to_string(),
            number: entry.number.clone(),
            name: entry.shown_name(),
            record: taken.record.to_string(),
            title: self.forms.form(&meta.form).ok()?.short_title.clone(),
            at: taken.at.clone(),
        })
    }
}
