//! A folder whose disk can fail: the power goes at a chosen operation, or the room runs out.
//!
//! It sees what SQLite asks of its files. What a program does by other means (links, renames, its
//! own files) it takes as done the moment it is asked; so do the figures it leads to.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::kept::Kept;
use crate::{Chance, vfs};

/// A file whatever its name: device and inode.
pub(crate) type Inode = (u64, u64);

/// What happens at the chosen operation.
enum Trouble {
    /// The power goes; the seed says what is left.
    PowerCut(u64),
    /// Somebody else's turn, while the operation waits.
    Call(Box<dyn FnOnce() + Send>),
}

/// What SQLite may go on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Go,
    Dead,
    /// Only so many bytes of a write still fit.
    Full(usize),
}

#[derive(Default)]
struct State {
    operations: u64,
    trouble: Option<(u64, Trouble)>,
    dead: bool,
    lies: bool,
    room: Option<u64>,
    refused: u64,
    files: HashMap<Inode, Kept>,
    /// Deleted, and the folder not synced since.
    gone: Vec<(PathBuf, Kept)>,
    left: Option<BTreeMap<PathBuf, Vec<u8>>>,
}

/// The disk under one folder. SQLite finds it by the paths of its files.
pub struct Disk {
    folder: PathBuf,
    state: Mutex<State>,
}

/// A disk in use; on drop its folder is an ordinary one again.
pub struct Mounted(Arc<Disk>);

impl std::ops::Deref for Mounted {
    type Target = Disk;

    fn deref(&self) -> &Disk {
        &self.0
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        vfs::unmount(&self.0);
    }
}

impl Disk {
    /// Puts a disk under a folder that holds no open vault.
    ///
    /// # Errors
    /// When the folder cannot be resolved or SQLite does not take the shim.
    pub fn mount(folder: &Path) -> io::Result<Mounted> {
        let disk = Arc::new(Self { folder: folder.canonicalize()?, state: Mutex::default() });
        vfs::mount(Arc::clone(&disk))?;
        Ok(Mounted(disk))
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many creations, writes, truncations, syncs and deletions there have been.
    #[must_use]
    pub fn operations(&self) -> u64 {
        self.state().operations
    }

    /// How many writes found no room.
    #[must_use]
    pub fn refused(&self) -> u64 {
        self.state().refused
    }

    /// Takes the power away `after` so many further operations; `seed` says what is left.
    pub fn cut_power_after(&self, after: u64, seed: u64) {
        let mut state = self.state();
        state.trouble = Some((state.operations + after, Trouble::PowerCut(seed)));
    }

    /// Calls `what` in the middle of things, `after` so many further operations.
    pub fn call_after(&self, after: u64, what: impl FnOnce() + Send + 'static) {
        let mut state = self.state();
        state.trouble = Some((state.operations + after, Trouble::Call(Box::new(what))));
    }

    /// Forgets the trouble that was to come.
    pub fn be_kind(&self) {
        self.state().trouble = None;
    }

    /// How many bytes all files of the folder may take together; none for any.
    pub fn set_room(&self, room: Option<u64>) {
        self.state().room = room;
    }

    /// From now on a sync is answered and not done, as some drives do.
    pub fn lie_about_syncs(&self) {
        self.state().lies = true;
    }

    /// Everything asked so far is on the platter.
    pub fn settle(&self) {
        let mut state = self.state();
        state.files.clear();
        state.gone.clear();
    }

    /// Whether the power is gone.
    #[must_use]
    pub fn is_dead(&self) -> bool {
        self.state().dead
    }

    /// Turns the power on again: the folder holds what the cut left. Nothing of it may be open.
    ///
    /// # Errors
    /// When the folder cannot be rewritten.
    pub fn turn_on(&self) -> io::Result<()> {
        let mut state = self.state();
        let Some(left) = state.left.take() else { return Ok(()) };
        for entry in fs::read_dir(&self.folder)? {
            fs::remove_file(entry?.path())?;
        }
        for (path, bytes) in left {
            fs::File::create_new(path)?.write_all(&bytes)?;
        }
        *state = State { operations: state.operations, ..State::default() };
        Ok(())
    }

    /// Bytes that all files of the folder take.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn used(&self) -> io::Result<u64> {
        let mut sum = 0;
        for entry in fs::read_dir(&self.folder)? {
            sum += entry?.metadata()?.len();
        }
        Ok(sum)
    }

    /// A file was opened; `found` is what was in it when it was there before.
    pub(crate) fn opened(&self, inode: Inode, found: Option<Vec<u8>>) {
        let mut state = self.state();
        match found {
            None => _ = state.files.insert(inode, Kept::made()),
            Some(bytes) => {
                let known = state.files.get(&inode).is_some_and(|kept| kept.seen() == bytes);
                if !known {
                    state.files.insert(inode, Kept::synced(bytes));
                }
            }
        }
    }

    /// Whether anything may be read.
    pub(crate) fn may_read(&self) -> Verdict {
        if self.state().dead { Verdict::Dead } else { Verdict::Go }
    }

    pub(crate) fn may_create(&self) -> Verdict {
        self.count(|_| {})
    }

    /// `size` is the file's before the write.
    pub(crate) fn may_write(&self, inode: Inode, at: u64, bytes: &[u8], size: u64) -> Verdict {
        let grows = (at + bytes.len() as u64).saturating_sub(size);
        let room = self.state().room.filter(|_| grows > 0);
        let free = room.map(|room| room.saturating_sub(self.used().unwrap_or(room)));
        let lacks = free.map_or(0, |free| grows.saturating_sub(free));
        let fits = bytes.len().saturating_sub(index(lacks));
        let verdict = self.count(|state| {
            if let Some(kept) = state.files.get_mut(&inode) {
                kept.write(index(at), &bytes[..fits]);
            }
            state.refused += u64::from(lacks > 0);
        });
        if verdict == Verdict::Go && lacks > 0 { Verdict::Full(fits) } else { verdict }
    }

    pub(crate) fn may_truncate(&self, inode: Inode, length: u64) -> Verdict {
        self.count(|state| {
            if let Some(kept) = state.files.get_mut(&inode) {
                kept.truncate(index(length));
            }
        })
    }

    /// A sync of a file that was just made syncs its folder too, as SQLite does on Unix.
    pub(crate) fn may_sync(&self, inode: Inode) -> Verdict {
        let verdict = self.count(|_| {});
        let mut state = self.state();
        if verdict == Verdict::Go && !state.lies {
            let made = state.files.get(&inode).is_some_and(|kept| !kept.named);
            if let Some(kept) = state.files.get_mut(&inode) {
                kept.sync();
            }
            if made {
                sync_folder(&mut state);
            }
        }
        verdict
    }

    pub(crate) fn may_delete(&self, path: &Path, inode: Option<Inode>, durably: bool) -> Verdict {
        let verdict = self.count(|_| {});
        if verdict == Verdict::Go {
            let mut state = self.state();
            if let Some(kept) = inode.and_then(|inode| state.files.remove(&inode)) {
                state.gone.push((path.to_path_buf(), kept));
            }
            if durably && !state.lies {
                sync_folder(&mut state);
            }
        }
        verdict
    }

    /// Counts an operation; what it would change is noted before the power goes, since a part of
    /// it may reach the platter.
    fn count(&self, note: impl FnOnce(&mut State)) -> Verdict {
        let mut state = self.state();
        if state.dead {
            return Verdict::Dead;
        }
        note(&mut state);
        state.operations += 1;
        let operations = state.operations;
        match state.trouble.take_if(|(at, _)| *at < operations) {
            None => Verdict::Go,
            Some((_, Trouble::Call(what))) => {
                drop(state);
                what();
                Verdict::Go
            }
            Some((_, Trouble::PowerCut(seed))) => {
                state.dead = true;
                state.left = Some(self.after_cut(&state, &mut Chance::from_seed(seed)));
                Verdict::Dead
            }
        }
    }

    /// Every file that a cut may leave, and what is in it.
    fn after_cut(&self, state: &State, chance: &mut Chance) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut left = BTreeMap::new();
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        // A file under two names is one file.
        let mut outcomes: HashMap<Inode, Vec<u8>> = HashMap::new();
        for path in paths {
            let kept = vfs::inode(&path).and_then(|inode| Some((inode, state.files.get(&inode)?)));
            match kept {
                None => _ = left.insert(path.clone(), fs::read(&path).unwrap_or_default()),
                Some((_, kept)) if !kept.named && chance.coin() => {}
                Some((inode, kept)) => {
                    let outcome = outcomes.entry(inode).or_insert_with(|| kept.after_cut(chance));
                    left.insert(path, outcome.clone());
                }
            }
        }
        for (path, kept) in &state.gone {
            if chance.coin() && !left.contains_key(path) {
                left.insert(path.clone(), kept.after_cut(chance));
            }
        }
        left
    }
}

fn sync_folder(state: &mut State) {
    state.gone.clear();
    state.files.values_mut().for_each(|kept| kept.named = true);
}

fn index(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}
