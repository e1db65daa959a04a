//! Every row of a table as bytes, in one order, so that whoever can hash can tell whether a copy
//! holds the same rows. Does not hash.

use rusqlite::types::ValueRef;

use super::Rows;
use crate::Error;

/// The tables of a vault whose rows a manifest speaks of: all of them but the manifest's own,
/// each with its columns and its order (docs/vault-format.md, "The manifest").
pub const TABLES: [(&str, &str); 12] = [
    ("vault", "SELECT one, vault_id, created_at FROM vault ORDER BY one"),
    ("user", "SELECT id, name FROM user ORDER BY id"),
    ("slot", "SELECT id, user, kind, m_kib, t, p, salt, box, sha256 FROM slot ORDER BY id"),
    (
        "class_grant",
        "SELECT user, class, epoch, box, sha256 FROM class_grant ORDER BY user, class, epoch",
    ),
    ("escrow", "SELECT user, epoch, box, sha256 FROM escrow ORDER BY user, epoch"),
    ("class_pair", "SELECT class, epoch, box FROM class_pair ORDER BY class, epoch"),
    ("head", "SELECT class, epoch, box FROM head ORDER BY class"),
    ("record", "SELECT place, id, class, box FROM record ORDER BY place"),
    ("sealed_drop", "SELECT id, class, writer, row FROM sealed_drop ORDER BY id"),
    ("chain", "SELECT id, seq, key FROM chain ORDER BY id"),
    ("audit", "SELECT chain, n, box FROM audit ORDER BY chain, n"),
    ("failure", "SELECT n, at, kind, user FROM failure ORDER BY n"),
];

impl Rows<'_> {
    /// Hands every row of one of the [`TABLES`] to `each`, by its number in that list, and says
    /// how many there were. A row is its columns in order, each a tag (0 null, 1 integer, 2 text,
    /// 3 blob), a length (u32, big-endian) and that many bytes; an integer has eight, big-endian.
    pub fn each_canonical<E: From<Error>>(
        &self,
        table: usize,
        mut each: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<u64, E> {
        let (_, sql) = TABLES.get(table).ok_or(Error::RowAbsent)?;
        let mut statement = self.connection.prepare(sql).map_err(Error::from)?;
        let columns = statement.column_count();
        let mut rows = statement.query([]).map_err(Error::from)?;
        let (mut bytes, mut count) = (Vec::new(), 0);
        while let Some(row) = rows.next().map_err(Error::from)? {
            bytes.clear();
            for column in 0..columns {
                append(&mut bytes, row.get_ref(column).map_err(Error::from)?)?;
            }
            each(&bytes)?;
            count += 1;
        }
        Ok(count)
    }
}

fn append(bytes: &mut Vec<u8>, value: ValueRef<'_>) -> Result<(), Error> {
    let number;
    let (tag, content): (u8, &[u8]) = match value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(integer) => {
            number = integer.to_be_bytes();
            (1, &number)
        }
        ValueRef::Text(text) => (2, text),
        ValueRef::Blob(blob) => (3, blob),
        ValueRef::Real(_) => return Err(Error::Damaged),
    };
    let length = u32::try_from(content.len()).map_err(|_| Error::TooLarge)?;
    bytes.push(tag);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(content);
    Ok(())
}
