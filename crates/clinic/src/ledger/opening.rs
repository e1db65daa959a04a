//! Opening boxes on the machine's other cores. It does not know what is in them.

use std::{
    sync::{
        Mutex, PoisonError,
        mpsc::{self, Receiver, Sender, SyncSender},
    },
    thread,
};

use record::Id;
use vault::{Class, Keyring, RecordId, Sealed};
use zeroize::Zeroizing;

use crate::{Code, Result};

/// Boxes that change hands at once.
pub(super) const BATCH: usize = 128;
/// Batches that wait to be opened, for each thread.
const WAITING: usize = 2;
/// Threads beside this one, at the most: more would wait for the one that reads the file.
const MOST: usize = 3;

/// A row as it lies in the file.
pub(super) struct Boxed {
    pub(super) id: Id,
    pub(super) class: Class,
    pub(super) bytes: Vec<u8>,
}

/// A row with what was in its box, or why that cannot be read.
pub(super) struct Read {
    pub(super) id: Id,
    pub(super) class: Class,
    pub(super) json: Result<Zeroizing<Vec<u8>>>,
}

impl Boxed {
    /// Opens the box.
    pub(super) fn open(self, keyring: &Keyring) -> Read {
        let Self { id, class, bytes } = self;
        Read { id, class, json: content(keyring, id, class, bytes) }
    }
}

fn content(keyring: &Keyring, id: Id, class: Class, bytes: Vec<u8>) -> Result<Zeroizing<Vec<u8>>> {
    let sealed = Sealed::parse(bytes)?;
    if sealed.class() != class {
        return Err(Code::Damaged.into());
    }
    let record = RecordId::from_bytes(id.bytes());
    Ok(vault::open_record(keyring.key_for(&sealed)?, keyring.vault(), record, &sealed)?)
}

/// Threads that open boxes, for as long as some work lasts.
pub(super) struct Openers {
    boxed: Option<SyncSender<Vec<Boxed>>>,
    read: Receiver<Vec<Read>>,
}

/// What takes in one box after the other.
type Taker<'t> = dyn FnMut(Read) -> Result<()> + 't;

/// Does some work with openers beside it; they are gone when it is done.
pub(super) fn opening(
    keyring: &Keyring,
    work: impl FnOnce(&mut Openers) -> Result<()>,
) -> Result<()> {
    let count = thread::available_parallelism().map_or(1, |cores| cores.get() - 1).clamp(1, MOST);
    let (boxed, waiting) = mpsc::sync_channel(WAITING * count);
    let (done, read) = mpsc::channel();
    let waiting = Mutex::new(waiting);
    thread::scope(|scope| {
        for _ in 0..count {
            let done = done.clone();
            let waiting = &waiting;
            scope.spawn(move || open_all(keyring, waiting, &done));
        }
        drop(done);
        // Dropped at the end of the closure, on whatever way: then the threads end.
        let mut openers = Openers { boxed: Some(boxed), read };
        work(&mut openers)
    })
}

fn open_all(keyring: &Keyring, waiting: &Mutex<Receiver<Vec<Boxed>>>, done: &Sender<Vec<Read>>) {
    loop {
        let batch = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(batch) = batch else { break };
        let read = batch.into_iter().map(|boxed| boxed.open(keyring)).collect();
        if done.send(read).is_err() {
            break;
        }
    }
    vault::wipe_stack();
}

impl Openers {
    /// Gives a batch to whoever is free, and takes in what has been opened meanwhile.
    pub(super) fn hand_over(&mut self, batch: Vec<Boxed>, take: &mut Taker<'_>) -> Result<()> {
        let boxed = self.boxed.as_ref().ok_or(Code::Internal)?;
        boxed.send(batch).map_err(|_| Code::Internal)?;
        while let Ok(read) = self.read.try_recv() {
            read.into_iter().try_for_each(&mut *take)?;
        }
        Ok(())
    }

    /// Takes in the rest.
    pub(super) fn finish(&mut self, take: &mut Taker<'_>) -> Result<()> {
        self.boxed = None;
        while let Ok(read) = self.read.recv() {
            read.into_iter().try_for_each(&mut *take)?;
        }
        Ok(())
    }
}
