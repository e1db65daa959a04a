//! Reading a copy back: its structure, its rows against the manifest, every box that the keys open,
//! heads against rows. Only what passes all of it is a backup.

use std::collections::BTreeMap;

use record::{Envelope, Id};
use serde_json::value::RawValue;
use store::Store;
use vault::Keyring;

use super::Manifest;
use crate::{
    Error, Result,
    ledger::{Contents, Depth, Unreadable, Whole, read_whole},
    work::Stretch,
};

/// Reads a copy whole. Rows in `known` could not be read in the original either.
///
/// # Errors
/// [`Error::Backup`] says which table, head or record is wrong.
pub(crate) fn read_back(
    copy: &Store,
    keyring: &Keyring,
    known: &BTreeMap<Id, Unreadable>,
    stretch: &Stretch,
) -> Result<Whole> {
    read_back_with(copy, keyring, Some(known), stretch, &mut |_, _| Ok(()))
}

/// As [`read_back`], handing every record on. Without `known`, a row that cannot be read is kept
/// as it lies: the manifest has said that it is the row that was backed up.
pub(crate) fn read_back_with(
    copy: &Store,
    keyring: &Keyring,
    known: Option<&BTreeMap<Id, Unreadable>>,
    stretch: &Stretch,
    each: &mut Contents<'_>,
) -> Result<Whole> {
    copy.quick_check()?;
    let manifest = Manifest::open(copy, keyring)?;
    manifest.check_tables(copy).map_err(|error| first_bad(copy, keyring).unwrap_or(error))?;
    let total =
        keyring.classes().into_iter().map(|class| copy.rows().count_records(class.number()));
    let total = total.sum::<std::result::Result<u64, store::Error>>()?;
    let mut at = |done: u64| stretch.at(done, total);
    let mut take = |id: Id, envelope: &Envelope<&RawValue>| each(id, envelope);
    let whole = read_whole(copy, keyring, Depth::Everything, &mut take, &mut at)?;
    manifest.check_heads(&whole.heads)?;
    if let Some(known) = known {
        let new = whole.unreadable.iter().find(|(id, _)| !known.contains_key(*id));
        if let Some((id, row)) = new {
            return Err(Error::Backup(format!("record {id}: {}", row.why)));
        }
    }
    Ok(whole)
}

/// The first record that does not open, where rows are not what the manifest says: it tells more
/// than the name of a table.
fn first_bad(copy: &Store, keyring: &Keyring) -> Option<Error> {
    let whole =
        read_whole(copy, keyring, Depth::Everything, &mut |_, _| Ok(()), &mut |_| Ok(())).ok()?;
    let (id, row) = whole.unreadable.iter().next()?;
    Some(Error::Backup(format!("record {id} (class {}): {}", row.class, row.why)))
}
