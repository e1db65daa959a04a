//! Bits that flip in the file of a whole clinic, signed in to with its keys: the file is refused, or
//! one record is set apart and named, and everybody else's say what they said before.

use std::path::Path;
use std::sync::Arc;

use clinic::{Locked, Machine, SAMPLE_PEOPLE, Session, SystemClock};

use crate::broken::holds;
use crate::flips::put;
use crate::{Broken, Chance, Outcome, Row, Scale};

/// Clients of the clinic: some 700 records.
const CLIENTS: u32 = 20;

/// A page of the file, and the part of it where SQLite says what lies where.
const PAGE_BITS: u64 = 16_384 * 8;
const BOOKS_BITS: u64 = 200 * 8;

#[derive(Debug, Default)]
struct Tally {
    opening: u64,
    unlock: u64,
    closed: u64,
    apart: u64,
    told: u64,
    unchanged: u64,
}

/// What a clinic shows of each client: the id, and the name, how far the intake is and the plan; or
/// why they cannot be shown.
type Shown = Vec<(String, Result<String, String>)>;

/// Flips one bit at a time, half of them anywhere in the file.
///
/// # Errors
/// The bit that changed what two people's records say, or one's without a word.
pub fn flip_bits_of_a_clinic(scale: &Scale) -> Outcome<Row> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.goldthread");
    closed(clinic::make_sample_of(&path, &machine(), CLIENTS)?.0)?;
    let bytes = std::fs::read(&path)?;
    let Read { shown: written, .. } =
        read(&path)?.map_err(|_| Broken::new("a whole clinic is refused"))?;
    let flipped = folder.path().join("flipped.goldthread");
    let mut chance = Chance::from_seed(scale.seed);
    let mut tally = Tally::default();
    for n in 0..scale.flips {
        let anywhere = chance.below(bytes.len() as u64 * 8);
        // Every other one where SQLite keeps its own books: at the beginning of a page.
        let page = anywhere / PAGE_BITS * PAGE_BITS;
        let bit = if n % 2 == 0 { anywhere } else { page + chance.below(BOOKS_BITS) };
        let mut changed = bytes.clone();
        if let Some(byte) = changed.get_mut(usize::try_from(bit / 8).unwrap_or(usize::MAX)) {
            *byte ^= 1 << (bit % 8);
        }
        put(&flipped, &changed)?;
        judge(&flipped, &written, &mut tally)
            .map_err(|error| error.in_case(format!("bit {bit}")))?;
    }
    Ok(row(scale.flips, &tally))
}

fn row(cases: u64, tally: &Tally) -> Row {
    let Tally { opening, unlock, closed, apart, told, unchanged } = tally;
    Row {
        what: "Bits flipped in a whole clinic, signed in to".into(),
        cases,
        seen: format!(
            "{opening} refused when the file was opened, {unlock} at signing in; in {closed} part \
             of somebody's key was missing, which is told at once; in {apart} a record was set \
             apart and named, in {told} one person's page was refused when it was opened, and all \
             others said what they had said; {unchanged} changed nothing that is read"
        ),
        means: "Keys, heads and records of a sample clinic as the product writes it; half of the \
                bits lie where SQLite keeps its books, at the beginning of a page. What is set \
                apart stays in the file, and a backup has it whole. Where the bit lay in a list \
                that SQLite keeps beside the rows, the rows are found without it. Large contents \
                of attachments are not opened at signing in: their tags are compared with the \
                heads, so that one missing, extra or older is noticed; damage inside one is named \
                when it is looked at, by the weekly check, by every backup and by sealing anew."
            .into(),
    }
}

fn machine() -> Machine {
    Machine::for_tests(Arc::new(SystemClock::default()))
}

fn closed(session: Session) -> Outcome<()> {
    let (locked, audited) = session.lock();
    locked.close()?;
    Ok(audited?)
}

/// Where a file was refused.
enum Refused {
    Opening,
    Unlock,
}

/// What was read after signing in.
struct Read {
    shown: Shown,
    /// Records that were set apart.
    apart: u32,
    /// Whether part of the key is missing: whatever it opened is refused.
    lacks_key: bool,
}

/// Signs in and reads what everybody's page shows.
fn read(path: &Path) -> Outcome<Result<Read, Refused>> {
    let Ok(locked) = Locked::open(path, machine()) else { return Ok(Err(Refused::Opening)) };
    let [admin, ..] = &SAMPLE_PEOPLE;
    let Ok(user) = locked.named(admin.name) else { return Ok(Err(Refused::Unlock)) };
    let mut session = match locked.unlock(user, admin.passphrase) {
        Ok(session) => session,
        Err(refused) => {
            let _ = refused.locked.close();
            return Ok(Err(Refused::Unlock));
        }
    };
    let mut shown = Shown::new();
    for row in session.find_clients("", CLIENTS + 1).rows {
        shown.push((row.client.clone(), said(&mut session, &row.client)));
    }
    shown.sort();
    let today = session.open_today()?;
    closed(session)?;
    Ok(Ok(Read { shown, apart: today.quarantined, lacks_key: today.missing_key }))
}

fn said(session: &mut Session, client: &str) -> Result<String, String> {
    let read = |session: &mut Session| {
        let client = session.client(client)?;
        let page = session.open_client(client)?;
        let plan = session.open_plan(client)?.plan;
        let answered: u32 = page.intake.iter().map(|it| it.answered).sum();
        let scores = page.screenings.len();
        let vision = plan.vision.to_string();
        Ok::<_, clinic::Error>(format!("{} {answered} {scores} {vision}", page.band.name))
    };
    read(session).map_err(|error| format!("{:?}", error.code()))
}

fn judge(path: &Path, written: &Shown, tally: &mut Tally) -> Outcome<()> {
    let Read { shown, apart, lacks_key } = match read(path)? {
        Err(Refused::Opening) => {
            tally.opening += 1;
            return Ok(());
        }
        Err(Refused::Unlock) => {
            tally.unlock += 1;
            return Ok(());
        }
        Ok(read) => read,
    };
    if lacks_key {
        let refused =
            |said: &Result<String, String>| said.as_ref().is_err_and(|it| it == "NotAllowed");
        let as_written = |one: &(String, Result<String, String>)| written.contains(one);
        let told = shown.len() == written.len()
            && shown.iter().all(|one| as_written(one) || refused(&one.1));
        tally.closed += 1;
        return holds("without a part of the key a record says something else", told);
    }
    let others: Vec<_> = shown.iter().filter(|one| !written.contains(one)).collect();
    holds(&format!("{} people's records say something else", others.len()), others.len() <= 1)?;
    let lost = written.iter().filter(|one| !shown.iter().any(|it| it.0 == one.0)).count();
    holds(&format!("{lost} people are gone"), lost <= usize::try_from(apart).unwrap_or(0))?;
    let is_refused = others.iter().any(|(_, said)| said.is_err());
    let without_a_word = !others.is_empty() && !is_refused && apart == 0;
    holds("a record says something else and nobody is told", !without_a_word)?;
    let seen = match (apart > 0, is_refused) {
        (true, _) => &mut tally.apart,
        (false, true) => &mut tally.told,
        (false, false) => &mut tally.unchanged,
    };
    *seen += 1;
    Ok(())
}
