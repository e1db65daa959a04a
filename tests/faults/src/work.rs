//! A clinic's day as far as the store sees it: numbered transactions whose outcome is known, so
//! that after any accident a vault can be asked which of them it holds, and whether whole.

use std::path::Path;

use store::{Chain, Error, Head, Id, SealedDrop, Store};

use crate::Outcome;
use crate::broken::{holds, same};

const CREATED: &str = "2026-01-01T00:00:00Z";
const CHAIN: Id = [9; 16];

/// A vault in which no transaction has been done.
pub(crate) fn begin(path: &Path) -> Result<(), Error> {
    let chain = Chain { id: CHAIN, seq: 0, key: vec![0; 80] };
    Store::create_with(path, [7; 16], CREATED, |tx| tx.put_chain(&chain))?.close()
}

/// A record's id, spread over the whole range.
pub(crate) fn id(n: u64) -> Id {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&n.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    id[8..].copy_from_slice(&n.to_be_bytes());
    id
}

/// Bytes in the place of a box; two seeds never give the same ones.
pub(crate) fn sealed(seed: u64, length: usize) -> Vec<u8> {
    let mut chance = crate::Chance::from_seed(seed);
    let mut bytes = seed.to_be_bytes().to_vec();
    while bytes.len() < length {
        bytes.extend(chance.number().to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

/// Does transaction `n`: a record, often an older one again, a head, an audit entry, and from time
/// to time a drop that comes or goes.
pub(crate) fn transact(store: &mut Store, n: u64) -> Result<(), Error> {
    store.write(|tx| {
        tx.put_record(id(n), 1, &version(n, false))?;
        if let Some(older) = amended_by(n) {
            tx.replace_record(id(older), 1, &version(older, true))?;
        }
        tx.put_head(&Head { class: 1, epoch: number(n), sealed: sealed(n, 152) })?;
        tx.append_audit(CHAIN, n, &sealed(n, 360))?;
        match n % 10 {
            4 => tx.put_drop(&a_drop(n))?,
            9 => tx.delete_drop(a_drop(n - 5).id)?,
            _ => {}
        }
        Ok(())
    })
}

fn number(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A record as it is first written, or as it is written again.
fn version(n: u64, again: bool) -> Vec<u8> {
    let pages = if n % 13 == 5 { 60_000 } else { 0 };
    let length = 200 + pages + usize::try_from(n % 7).unwrap_or(0) * 900;
    if again { sealed(n + (1 << 40), length + 700) } else { sealed(n, length) }
}

fn amended_by(n: u64) -> Option<u64> {
    (n % 2 == 1).then_some(n / 2)
}

fn a_drop(n: u64) -> SealedDrop {
    SealedDrop { id: id(n), class: 2, writer: 1, sealed: sealed(n, 2_000) }
}

/// Says how many transactions the vault holds: the first so many, each whole, and nothing else.
///
/// # Errors
/// [`crate::Broken`] when it is anything else.
pub(crate) fn count(store: &Store) -> Outcome<u64> {
    let rows = store.rows();
    let count = rows.count_records(1)?;
    for n in 0..count {
        let again = 2 * n + 1 < count;
        let found = rows.record(id(n))?.map(|record| record.sealed);
        same(&format!("record {n} of {count}"), found, Some(version(n, again)))?;
    }
    let audit: Vec<_> = rows.audit(CHAIN)?.into_iter().map(|it| (it.n, it.sealed)).collect();
    same("audit entries", audit, (0..count).map(|n| (n, sealed(n, 360))).collect())?;
    let head = rows.head(1)?.map(|head| (head.epoch, head.sealed));
    same("the head", head, count.checked_sub(1).map(|n| (number(n), sealed(n, 152))))?;
    let waiting = (0..count).filter(|n| n % 10 == 4 && n + 5 >= count);
    let mut expected: Vec<SealedDrop> = waiting.map(a_drop).collect();
    expected.sort_by_key(|it| it.id);
    same("drops", rows.sealed_drops()?, expected)?;
    Ok(count)
}

/// Opens a vault after an accident: `acknowledged` transactions must be there, at most one more,
/// whole, in a file that passes its check.
pub(crate) fn count_after_accident(path: &Path, acknowledged: u64) -> Outcome<u64> {
    let store = Store::open(path)?;
    let found = count_sound(&store, acknowledged)?;
    store.close()?;
    Ok(found)
}

/// As [`count_after_accident`], for a store that is open.
pub(crate) fn count_sound(store: &Store, acknowledged: u64) -> Outcome<u64> {
    store.quick_check()?;
    let found = count(store)?;
    holds(
        &format!("{found} transactions are there, {acknowledged} were acknowledged"),
        found == acknowledged || found == acknowledged + 1,
    )?;
    Ok(found)
}
