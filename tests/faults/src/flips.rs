//! Bits that flip in a closed vault: the file is refused, or says what it said before, or differs
//! in one place, of which it is told who would notice.

use std::io::Write;
use std::path::Path;

use store::{
    ClassPair, Escrow, Failure, FailureKind, Grant, Head, Manifest, Slot, Store, TABLES, User,
};

use crate::contents::{Contents, Refused, read_file, read_rows};
use crate::{Broken, Chance, Outcome, Row, Scale, work};

/// Columns that no box and no hash covers, readable without a key: names on tiles, times, kinds
/// of failures before anybody signed in, and the order of chains, which the chains' hashes give.
const PLAIN: [(&str, &str); 7] = [
    ("user", "name"),
    ("vault", "created_at"),
    ("failure", "n"),
    ("failure", "at"),
    ("failure", "kind"),
    ("failure", "user"),
    ("chain", "seq"),
];

#[derive(Debug, Default)]
struct Tally {
    opening: u64,
    check: u64,
    reading: u64,
    unchanged: u64,
    in_box: u64,
    bound: u64,
    plain: u64,
}

/// Flips one bit at a time: half anywhere, half where SQLite keeps its own books.
///
/// # Errors
/// The bit that changed more than one value of one row.
pub fn flip_bits(scale: &Scale) -> Outcome<Row> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.goldthread");
    let written = sample(&path)?;
    let bytes = std::fs::read(&path)?;
    let flipped = folder.path().join("flipped.goldthread");
    let mut chance = Chance::from_seed(scale.seed);
    let mut tally = Tally::default();
    for case in 0..scale.flips {
        let bit = if case % 2 == 0 {
            chance.below(bytes.len() as u64 * 8)
        } else {
            let page = chance.below(bytes.len() as u64 / 16_384) * 16_384;
            (page + chance.below(150)) * 8 + chance.below(8)
        };
        let mut changed = bytes.clone();
        if let Some(byte) = changed.get_mut(usize::try_from(bit / 8).unwrap_or(usize::MAX)) {
            *byte ^= 1 << (bit % 8);
        }
        put(&flipped, &changed)?;
        judge(read_file(&flipped), &written, &mut tally)
            .map_err(|error| error.in_case(format!("bit {bit}")))?;
    }
    Ok(row(scale.flips, &tally))
}

fn row(cases: u64, tally: &Tally) -> Row {
    let Tally { opening, check, reading, unchanged, in_box, bound, plain } = tally;
    Row {
        what: "Bits flipped in a vault file".into(),
        cases,
        seen: format!(
            "{} refused ({opening} at opening, {check} by the check at unlock, {reading} when \
             read), {unchanged} changed nothing that is read; {in_box} lay in a box or a hash and \
             {bound} in a column that a box is bound to, which the keys find out; {plain} in a \
             name, a time or an order that lies in the open",
            opening + check + reading
        ),
        means: "The store reads boxes as bytes: that each flipped bit of a box is refused when it \
                is opened is shown in the tests of `vault` (every bit of a 360-byte box). What lies in \
                the open (names on the sign-in tiles, when the vault was made, failures before anybody \
                signed in) has no such guard."
            .into(),
    }
}

/// A new file with these bytes, and no log beside it.
pub(crate) fn put(path: &Path, bytes: &[u8]) -> Outcome<()> {
    for suffix in ["goldthread", "goldthread-wal"] {
        match std::fs::remove_file(path.with_extension(suffix)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(std::fs::File::create_new(path)?.write_all(bytes)?)
}

/// A closed vault with rows in every table, and what they say.
pub(crate) fn sample(path: &Path) -> Outcome<Contents> {
    work::begin(path)?;
    let mut store = Store::open_copy(path)?;
    (0..60).try_for_each(|n| work::transact(&mut store, n))?;
    store.write(|tx| {
        (0..60).step_by(7).try_for_each(|n| tx.delete_record(work::id(n)))?;
        for n in 1..=3_u8 {
            let number = u64::from(n);
            let (user, epoch, sealed) = ([n; 16], u32::from(n), work::sealed(number, 152));
            let sha256 = [n; 32];
            tx.put_user(&User { id: user, name: format!("Sample Person {n}") })?;
            tx.put_slot(&slot(n))?;
            let class = n;
            tx.put_grant(&Grant { user, class, epoch, sealed: sealed.clone(), sha256 })?;
            tx.put_escrow(&Escrow { user, epoch, sealed: sealed.clone(), sha256 })?;
            tx.put_class_pair(&ClassPair { class, epoch, sealed: sealed.clone() })?;
            tx.put_head(&Head { class: n + 1, epoch, sealed })?;
            tx.put_failure("2026-01-01T00:00:00Z", FailureKind::Passphrase, Some(user))?;
        }
        tx.put_manifest(&Manifest { epoch: 1, sealed: work::sealed(9, 616) })
    })?;
    let kept: Vec<Failure> = store.rows().failures()?;
    crate::broken::same("failures", kept.len(), 3)?;
    let written = read_rows(&store)?;
    store.close()?;
    Ok(written)
}

fn slot(n: u8) -> Slot {
    let (id, user, salt, sha256) = ([n + 100; 16], [n; 16], [n; 16], [n; 32]);
    let sealed = work::sealed(u64::from(n), 152);
    Slot { id, user, kind: 1, m_kib: 131_072, t: 3, p: 1, salt, sealed, sha256 }
}

fn judge(found: Result<Contents, Refused>, written: &Contents, tally: &mut Tally) -> Outcome<()> {
    let place = match found {
        Err(Refused::Opening) => &mut tally.opening,
        Err(Refused::Check) => &mut tally.check,
        Err(Refused::Reading) => &mut tally.reading,
        Ok(found) => match written.difference(&found)? {
            None => &mut tally.unchanged,
            Some((_, "box" | "row" | "key" | "sha256")) => &mut tally.in_box,
            Some(place) if PLAIN.contains(&place) => &mut tally.plain,
            Some(_) => &mut tally.bound,
        },
    };
    *place += 1;
    Ok(())
}

impl Contents {
    /// The one table and column in which another reading differs, if it does.
    fn difference(&self, other: &Self) -> Outcome<Option<(&'static str, &'static str)>> {
        let mut places = Vec::new();
        if self.manifest != other.manifest {
            places.push(("manifest", "box"));
        }
        for ((name, sql), (ours, theirs)) in
            TABLES.into_iter().zip(self.tables.iter().zip(&other.tables))
        {
            let lost: Vec<_> = ours.iter().filter(|row| !theirs.contains(row)).collect();
            let new: Vec<_> = theirs.iter().filter(|row| !ours.contains(row)).collect();
            match (lost.as_slice(), new.as_slice()) {
                ([], []) if ours.len() == theirs.len() => {}
                ([lost], [new]) => places.push((name, column(sql, lost, new)?)),
                _ => return Err(Broken::new(format!("more than one row of {name} differs"))),
            }
        }
        match places.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(*one)),
            _ => Err(Broken::new(format!("{places:?} differ"))),
        }
    }
}

/// The name of the one column in which two rows differ.
fn column(sql: &'static str, ours: &[u8], theirs: &[u8]) -> Outcome<&'static str> {
    let names = sql.trim_start_matches("SELECT ").split(" FROM").next().unwrap_or_default();
    let cells = names.split(", ").zip(columns(ours).into_iter().zip(columns(theirs)));
    let differing: Vec<&str> =
        cells.filter(|(_, (one, other))| one != other).map(|(name, _)| name).collect();
    match differing.as_slice() {
        [one] => Ok(*one),
        _ => Err(Broken::new(format!("columns {differing:?} of one row differ"))),
    }
}

/// The columns of a row as the store writes it for comparison: tag, length, bytes.
fn columns(mut row: &[u8]) -> Vec<&[u8]> {
    let mut columns = Vec::new();
    while let [_, a, b, c, d, rest @ ..] = row {
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let (column, left) = rest.split_at(length.min(rest.len()));
        columns.push(column);
        row = left;
    }
    columns
}
