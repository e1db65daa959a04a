//! What can be set about locking, deleting and disclosing.

use crate::{
    Code, Result, Session,
    body::ClinicBody,
    ledger::{Event, What},
    view::{SettingsView, request},
};

/// Minutes until the window locks by itself, unless the clinic says otherwise.
pub(crate) const IDLE_MINUTES: u32 = 5;
const IDLE_RANGE: std::ops::RangeInclusive<u32> = 2..=15;

/// Days a deleted client can be brought back, unless the clinic says otherwise.
pub(crate) const REMOVAL_DAYS: u32 = 30;
const REMOVAL_RANGE: std::ops::RangeInclusive<u32> = 7..=365;

impl Session {
    /// What can be set.
    #[must_use]
    pub fn open_settings(&self) -> SettingsView {
        let ClinicBody { idle_minutes, removal_days, part2, .. } = self.clinic;
        SettingsView { idle_minutes, removal_days, part2, may_change: self.admin() }
    }

    /// Changes what can be set.
    ///
    /// # Errors
    /// [`Code::NotAllowed`]; [`Code::BadValue`] outside 2 to 15 minutes or 7 to 365 days.
    pub fn change_settings(&mut self, request: &request::ChangeSettings) -> Result<SettingsView> {
        self.require_admin()?;
        let request::ChangeSettings { idle_minutes, removal_days, part2, .. } = *request;
        if !IDLE_RANGE.contains(&idle_minutes) || !REMOVAL_RANGE.contains(&removal_days) {
            return Err(Code::BadValue.into());
        }
        let clinic = ClinicBody { idle_minutes, removal_days, part2, ..self.clinic.clone() };
        let change = self.clinic_change(&clinic)?;
        self.ledger.commit(vec![change], vec![Event::of(What::SettingsChanged)])?;
        self.clinic = clinic;
        Ok(self.open_settings())
    }
}
