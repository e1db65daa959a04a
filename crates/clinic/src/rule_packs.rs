//! Which rule packs a clinic has chosen. Those that belong to everybody, to an age or to a
//! coverage apply by themselves.

use std::collections::BTreeSet;

use record::rules::{self, Applies};

use crate::{
    Code, Result, Session,
    body::ClinicBody,
    ledger::{Event, What},
    view::{RulePackRow, RulePacksView, request},
};

impl Session {
    /// The rule packs and when each applies.
    ///
    /// # Errors
    /// None that is not a fault.
    pub fn open_rule_packs(&self) -> Result<RulePacksView> {
        let chosen = self.chosen_packs();
        let row = |pack: &rules::Pack| RulePackRow {
            id: pack.id.clone(),
            name: pack.name.clone(),
            version: pack.version.clone(),
            source: pack.source.clone(),
            verified: pack.verified.clone(),
            when: pack.applies.words().to_owned(),
            can_choose: pack.applies == Applies::Chosen,
            on: pack.applies != Applies::Chosen || chosen.contains(&pack.id),
            asks: pack.asks(),
        };
        let packs = rules::shipped().map_err(|_| Code::Internal)?.iter().map(row).collect();
        Ok(RulePacksView { packs, may_change: self.admin() })
    }

    /// Switches a rule pack on or off for the clinic.
    ///
    /// # Errors
    /// [`Code::NotAllowed`]; [`Code::BadValue`] for a pack that cannot be chosen.
    pub fn choose_rule_pack(&mut self, request: &request::ChooseRulePack) -> Result<RulePacksView> {
        self.require_admin()?;
        let shipped = rules::shipped().map_err(|_| Code::Internal)?;
        let known = shipped.iter().any(|it| it.id == request.pack && it.applies == Applies::Chosen);
        if !known {
            return Err(Code::BadValue.into());
        }
        let mut packs = self.chosen_packs();
        if request.on {
            packs.insert(request.pack.clone());
        } else {
            packs.remove(&request.pack);
        }
        let packs = packs.into_iter().collect();
        let clinic = ClinicBody { packs, ..self.clinic.clone() };
        let change = self.clinic_change(&clinic)?;
        self.ledger.commit(vec![change], vec![Event::of(What::SettingsChanged)])?;
        self.clinic = clinic;
        self.open_rule_packs()
    }

    pub(crate) fn chosen_packs(&self) -> BTreeSet<String> {
        self.clinic.packs.iter().cloned().collect()
    }
}
