//! The recovery code and one's own passphrase: what opens a key when nothing else does, and
//! changing what opens it every day.

use chrono::NaiveDate;
use record::Id;
use vault::{Class, Keyring, Passphrase, RecoveryCode, Slot, UserId};

use crate::{
    Code, Document, Error, Result, Session,
    clock::stamp,
    ledger::{Event, What, keyring},
    rows,
    staff::PASSPHRASE,
    stationery::Stationery,
    view::{Done, PreparedView, StaffView, request},
};

impl Session {
    /// Draws a new recovery code for whoever is signed in, and shows it. Nothing has changed yet.
    ///
    /// # Errors
    /// [`Code::NotAllowed`].
    pub fn prepare_recovery(&mut self) -> Result<PreparedView> {
        self.require_admin()?;
        let code = RecoveryCode::make()?;
        let recovery_code = code.printed().to_string();
        self.new_code = Some(code);
        Ok(PreparedView { recovery_code })
    }

    /// Takes the new code as typed back. Before it takes the place of the old one, it has opened
    /// every class key.
    ///
    /// # Errors
    /// [`Code::NothingPrepared`], [`Code::WrongRecoveryCode`]; the old code stays good then.
    pub fn renew_recovery(&mut self, typed: &str) -> Result<StaffView> {
        self.require_admin()?;
        same_code(self.new_code.as_ref().ok_or(Code::NothingPrepared)?, typed)?;
        for holder in self.recovery_holders()? {
            self.inherit_notes(holder)?;
        }
        let code = self.new_code.take().ok_or(Code::NothingPrepared)?;
        let renewed = self.put_recovery(&code);
        if let Err(error) = renewed {
            self.new_code = Some(code);
            return Err(error);
        }
        self.open_staff()
    }

    fn put_recovery(&mut self, code: &RecoveryCode) -> Result<()> {
        let (me, vault) = (self.ledger.user(), self.ledger.vault());
        let key = self.escrowed(me)?;
        let slot = Slot::seal_recovery(vault, UserId::from_bytes(me.bytes()), &key, code)?;
        let opened: Keyring = keyring(self.ledger.store(), me, &slot.open_with_code(code)?)?;
        if opened.classes() != Class::ALL {
            return Err(Code::Internal.into());
        }
        let mut old = Vec::new();
        for holder in self.recovery_holders()? {
            old.extend(self.ledger.store().rows().slots(holder.bytes())?);
        }
        let event = Event::to(What::RecoveryRenewed, me);
        self.ledger.commit_with(Vec::new(), vec![event], |tx| {
            let codes = old.iter().filter(|slot| slot.kind != PASSPHRASE);
            codes.into_iter().try_for_each(|slot| tx.delete_slot(slot.id))?;
            tx.put_slot(&rows::slot_row(&slot))
        })?;
        Ok(())
    }

    /// The people whose keys a recovery code opens.
    pub(crate) fn recovery_holders(&self) -> Result<Vec<Id>> {
        let rows = self.ledger.store().rows();
        let mut holders = Vec::new();
        for user in rows.users()? {
            if rows.slots(user.id)?.iter().any(|slot| slot.kind != PASSPHRASE) {
                holders.push(Id::from_bytes(user.id));
            }
        }
        Ok(holders)
    }

    /// The sheet with the code that is being shown.
    ///
    /// # Errors
    /// [`Code::NothingPrepared`] when none is.
    pub fn recovery_sheet(&self) -> Result<Document> {
        self.require_admin()?;
        let code = self.new_code.as_ref().ok_or(Code::NothingPrepared)?;
        sheet(&self.clinic.name, &self.my_signed_name(), code, self.clock().today())
    }

    /// Changes the passphrase of whoever is signed in.
    ///
    /// # Errors
    /// [`Code::WrongPassphrase`] when the current one does not open the key, or the reasons
    /// against the new one.
    pub fn change_passphrase(&mut self, request: &request::ChangePassphrase) -> Result<Done> {
        let me = self.me();
        let typed = Passphrase::typed(&request.current)?;
        let vault = self.ledger.vault();
        let mut key = None;
        for row in self.ledger.store().rows().slots(me.user.bytes())? {
            if row.kind == PASSPHRASE {
                key = key.or(rows::read_slot(vault, row)?.open_with_passphrase(&typed).ok());
            }
        }
        let key = key.ok_or(Code::WrongPassphrase)?;
        let event = Event::of(What::PassphraseChanged);
        self.put_passphrase(&me, &key, &request.new, event)?;
        Ok(Done { at: stamp(self.clock().now()) })
    }
}

/// Compares a code with how it was typed back.
pub(crate) fn same_code(code: &RecoveryCode, typed: &str) -> Result<()> {
    let typed = RecoveryCode::parse(typed)?;
    if *typed.printed() == *code.printed() {
        Ok(())
    } else {
        Err(Error::from(Code::WrongRecoveryCode))
    }
}

/// The sheet to be printed, signed by whoever keeps it, and laid apart from the machine.
pub(crate) fn sheet(
    clinic: &str,
    person: &str,
    code: &RecoveryCode,
    today: NaiveDate,
) -> Result<Document> {
    let sheet = print::RecoverySheet {
        clinic: clinic.to_owned(),
        person: person.to_owned(),
        code: code.printed().to_string(),
        made_on: today,
    };
    let (blocks, head) = (print::recovery_sheet(&sheet), sheet.running_head());
    Stationery::default().set(&blocks, head, &sheet.meta(), "Recovery code.pdf")
}
