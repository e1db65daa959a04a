//! Clinics to measure in, and what lies in them.

use std::{io::Write, path::Path, sync::Arc};

use clinic::{Machine, SAMPLE_PEOPLE, SystemClock};
use tests::clinic::Outside;
use turns::Trouble;
use vault::{Keyring, RecordId, Sealed};

/// A machine whose key derivation costs next to nothing: what it costs is chosen, not measured.
#[must_use]
pub fn machine() -> Machine {
    Machine::for_tests(Arc::new(SystemClock::default()))
}

/// Makes a sample clinic with so many clients, closed in good order.
///
/// # Errors
/// When it cannot be written.
pub fn make(path: &Path, clients: u32) -> Result<(), Trouble> {
    let (session, _) = clinic::make_sample_of(path, &machine(), clients)?;
    let (locked, audited) = session.lock();
    locked.close()?;
    Ok(audited?)
}

/// Writes every record of the classes that a clinician reads as a line of JSON: what a rival is
/// filled with. The id stands before it.
///
/// # Errors
/// When a record cannot be opened.
pub fn tell(path: &Path, out: &mut impl Write) -> Result<(), Trouble> {
    let [admin, ..] = &SAMPLE_PEOPLE;
    let outside = Outside::open(path);
    let keyring = outside.keyring_by(admin.name, admin.passphrase);
    let classes: Vec<u8> = keyring.classes().into_iter().map(vault::Class::number).collect();
    let mut wrong: Option<Trouble> = None;
    outside.store.rows().each_record(&classes, |id, _, boxed| -> Result<(), store::Error> {
        if wrong.is_none() {
            wrong = line(&outside, &keyring, id, boxed, out).err();
        }
        Ok(())
    })?;
    outside.store.close()?;
    wrong.map_or(Ok(()), Err)
}

fn line(
    outside: &Outside,
    keyring: &Keyring,
    id: store::Id,
    boxed: &[u8],
    out: &mut impl Write,
) -> Result<(), Trouble> {
    let sealed = Sealed::parse(boxed.to_vec())?;
    let key = keyring.key_for(&sealed)?;
    let json = vault::open_record(key, outside.vault, RecordId::from_bytes(id), &sealed)?;
    let id: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    write!(out, "{id} ")?;
    out.write_all(&json)?;
    Ok(writeln!(out)?)
}
