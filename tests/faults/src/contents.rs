//! Everything that the rows of a vault say, as bytes that can be compared. Knows the tables' shapes
//! from the store's own list; opens no box.

use std::path::Path;

use store::{Error, Store, TABLES};

/// Every row of every table, each table in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Contents {
    pub(crate) tables: Vec<Vec<Vec<u8>>>,
    pub(crate) manifest: Option<(u32, Vec<u8>)>,
}

/// Reads every row in both ways the store has: as typed rows and as bytes.
pub(crate) fn read_rows(store: &Store) -> Result<Contents, Error> {
    let rows = store.rows();
    rows.vault()?;
    for user in rows.users()? {
        rows.slots(user.id)?;
        rows.grants(user.id)?;
        rows.escrows(user.id)?;
    }
    for chain in rows.chains()? {
        rows.audit(chain.id)?;
    }
    rows.class_pairs()?;
    rows.heads()?;
    rows.sealed_drops()?;
    rows.failures()?;
    rows.each_record(&[0, 1, 2, 3, 4], |_, _, _| Ok::<_, Error>(()))?;
    let mut contents = Contents::default();
    for table in 0..TABLES.len() {
        let mut found = Vec::new();
        rows.each_canonical(table, |row| {
            found.push(row.to_vec());
            Ok::<_, Error>(())
        })?;
        contents.tables.push(found);
    }
    contents.manifest = rows.manifest()?.map(|it| (it.epoch, it.sealed));
    Ok(contents)
}

/// How far a file was believed before it was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    Opening,
    Check,
    Reading,
}

/// Opens a file as an unlock does, and reads all of it.
pub(crate) fn read_file(path: &Path) -> Result<Contents, Refused> {
    let store = Store::open_copy(path).map_err(|_| Refused::Opening)?;
    store.quick_check().map_err(|_| Refused::Check)?;
    read_rows(&store).map_err(|_| Refused::Reading)
}
