//! A shim over SQLite's own file layer, registered as the process's default, so that a vault is
//! used through its ordinary functions and the product has no seam for it. Files outside a
//! mounted folder go to the layer below untouched. Knows no faults: it asks the [`Disk`].
#![allow(unsafe_code, reason = "SQLite's file layer is a table of C functions")]

mod file;
mod stop;

use std::ffi::{CStr, OsStr, c_char, c_int};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rusqlite::ffi;

use crate::Disk;
use crate::disk::{Inode, Verdict};

pub(crate) use stop::stop_at;

static DISKS: Mutex<Vec<Arc<Disk>>> = Mutex::new(Vec::new());

/// The layer below and the shim's own table, which SQLite keeps a pointer to for good.
struct Layers {
    below: *mut ffi::sqlite3_vfs,
}

// SAFETY: the pointer is only read, and SQLite's own table never changes after it starts.
unsafe impl Send for Layers {}
// SAFETY: as above.
unsafe impl Sync for Layers {}

static LAYERS: OnceLock<Layers> = OnceLock::new();

/// The version of SQLite that is broken here.
#[must_use]
pub fn sqlite_version() -> &'static str {
    ffi::SQLITE_VERSION.to_str().unwrap_or_default()
}

/// Makes SQLite ask this disk for files in its folder.
pub(crate) fn mount(disk: Arc<Disk>) -> io::Result<()> {
    let below = LAYERS.get_or_init(register).below;
    if below.is_null() {
        return Err(io::Error::other("SQLite does not take the shim"));
    }
    DISKS.lock().unwrap_or_else(PoisonError::into_inner).push(disk);
    Ok(())
}

pub(crate) fn unmount(disk: &Arc<Disk>) {
    let mut disks = DISKS.lock().unwrap_or_else(PoisonError::into_inner);
    disks.retain(|other| !Arc::ptr_eq(other, disk));
}

/// Which file a path names, without opening it: closing a second handle would give up the locks
/// that SQLite holds on it.
pub(crate) fn inode(path: &Path) -> Option<Inode> {
    std::fs::symlink_metadata(path).ok().map(|found| (found.dev(), found.ino()))
}

fn register() -> Layers {
    // SAFETY: SQLite hands out its default table, valid for the life of the process. The copy is
    // leaked, so it is valid as long; every function that is not replaced takes the copy as well
    // as the original, since it only reads the fields that are the same in both.
    unsafe {
        ffi::sqlite3_initialize();
        let below = ffi::sqlite3_vfs_find(std::ptr::null());
        if below.is_null() {
            return Layers { below };
        }
        let mut shim = Box::new(*below);
        shim.zName = c"faults".as_ptr();
        shim.szOsFile += file::HEADER;
        shim.xOpen = Some(open);
        shim.xDelete = Some(delete);
        shim.xAccess = Some(access);
        let taken = ffi::sqlite3_vfs_register(Box::leak(shim), 1) == ffi::SQLITE_OK;
        Layers { below: if taken { below } else { std::ptr::null_mut() } }
    }
}

fn below() -> *mut ffi::sqlite3_vfs {
    LAYERS.get().map_or(std::ptr::null_mut(), |layers| layers.below)
}

/// The disk that a path lies on, if it is one of ours.
fn disk_of(path: &Path) -> Option<Arc<Disk>> {
    let disks = DISKS.lock().unwrap_or_else(PoisonError::into_inner);
    disks.iter().find(|disk| path.parent() == Some(disk.folder())).cloned()
}

/// # Safety
/// `name` is null or a path that SQLite made.
unsafe fn path_of<'a>(name: *const c_char) -> Option<&'a Path> {
    // SAFETY: the caller's promise; SQLite keeps the text alive during the call.
    let text = unsafe { (!name.is_null()).then(|| CStr::from_ptr(name)) }?;
    Some(Path::new(OsStr::from_bytes(text.to_bytes())))
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite's contract for xOpen: `file` has szOsFile bytes, `name` is null or a path.
    unsafe {
        (*file).pMethods = std::ptr::null();
        let Some(forward) = (*below()).xOpen else { return ffi::SQLITE_CANTOPEN };
        let Some((path, disk)) = path_of(name).and_then(|path| Some((path, disk_of(path)?))) else {
            return forward(below(), name, file, flags, out_flags);
        };
        let makes = flags & ffi::SQLITE_OPEN_CREATE != 0 && inode(path).is_none();
        let verdict = if makes { disk.may_create() } else { disk.may_read() };
        if verdict != Verdict::Go {
            return ffi::SQLITE_CANTOPEN;
        }
        let inner = file::inner(file);
        (*inner).pMethods = std::ptr::null();
        let code = forward(below(), name, inner, flags, out_flags);
        match inode(path) {
            Some(inode) if code == ffi::SQLITE_OK => {
                disk.opened(inode, (!makes).then(|| file::everything(inner)));
                file::begin(file, disk, inode);
            }
            _ => {}
        }
        code
    }
}

unsafe extern "C" fn delete(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    sync_folder: c_int,
) -> c_int {
    // SAFETY: SQLite's contract for xDelete: `name` is a path.
    unsafe {
        let Some(forward) = (*below()).xDelete else { return ffi::SQLITE_IOERR_DELETE };
        if let Some((path, disk)) = path_of(name).and_then(|path| Some((path, disk_of(path)?)))
            && disk.may_delete(path, inode(path), sync_folder != 0) != Verdict::Go
        {
            return ffi::SQLITE_IOERR_DELETE;
        }
        forward(below(), name, sync_folder)
    }
}

unsafe extern "C" fn access(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite's contract for xAccess: `name` is a path, `out` may be written.
    unsafe {
        let Some(forward) = (*below()).xAccess else { return ffi::SQLITE_IOERR_ACCESS };
        if let Some(disk) = path_of(name).and_then(disk_of)
            && disk.may_read() != Verdict::Go
        {
            return ffi::SQLITE_IOERR_ACCESS;
        }
        forward(below(), name, flags, out)
    }
}
