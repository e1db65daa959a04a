//! The methods of one open file on a mounted disk. Each asks the disk first and then does the same
//! one layer below. No shared memory and no memory map: a vault must not need them.

use std::ffi::{c_int, c_void};
use std::sync::Arc;

use rusqlite::ffi::{self, sqlite3_file, sqlite3_int64, sqlite3_io_methods};

use crate::Disk;
use crate::disk::{Inode, Verdict};

/// What stands before the file of the layer below, in the memory that SQLite gives us.
#[repr(C)]
struct Header {
    base: sqlite3_file,
    disk: *const Disk,
    inode: Inode,
}

/// How many bytes that takes.
#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "32 bytes")]
pub(super) const HEADER: c_int = size_of::<Header>() as c_int;

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 1,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: None,
    xShmLock: None,
    xShmBarrier: None,
    xShmUnmap: None,
    xFetch: None,
    xUnfetch: None,
};

/// The file of the layer below.
///
/// # Safety
/// `file` is memory of the shim's `szOsFile` bytes.
pub(super) unsafe fn inner(file: *mut sqlite3_file) -> *mut sqlite3_file {
    // SAFETY: the layer below has its bytes right behind the header.
    unsafe { file.cast::<Header>().add(1).cast() }
}

/// Makes `file` one of ours.
///
/// # Safety
/// As [`inner`]; the layer below has opened its part.
pub(super) unsafe fn begin(file: *mut sqlite3_file, disk: Arc<Disk>, inode: Inode) {
    let base = sqlite3_file { pMethods: &raw const METHODS };
    // SAFETY: the memory is large enough and SQLite aligns it to 8; hence the unaligned write.
    unsafe {
        file.cast::<Header>().write_unaligned(Header { base, disk: Arc::into_raw(disk), inode });
    }
}

/// All bytes of a file that the layer below has just opened.
///
/// # Safety
/// `inner` is open.
pub(super) unsafe fn everything(inner: *mut sqlite3_file) -> Vec<u8> {
    let mut size = 0;
    // SAFETY: the methods of an open file, with memory for what they are asked.
    unsafe {
        let methods = &*(*inner).pMethods;
        let (Some(file_size), Some(read)) = (methods.xFileSize, methods.xRead) else {
            return Vec::new();
        };
        file_size(inner, &raw mut size);
        let mut bytes = vec![0; usize::try_from(size).unwrap_or_default()];
        if let Ok(amount @ 1..) = c_int::try_from(bytes.len()) {
            read(inner, bytes.as_mut_ptr().cast(), amount, 0);
        }
        bytes
    }
}

/// # Safety
/// `file` is one of ours and open.
unsafe fn disk<'a>(file: *mut sqlite3_file) -> (&'a Disk, Inode) {
    // SAFETY: `begin` put a counted pointer there, which `close` takes away.
    unsafe {
        let header = file.cast::<Header>().read_unaligned();
        (&*header.disk, header.inode)
    }
}

/// Calls a method of the layer below.
macro_rules! below {
    ($file:expr, $method:ident $(, $argument:expr)*) => {{
        let inner = inner($file);
        match (*(*inner).pMethods).$method {
            Some(method) => method(inner $(, $argument)*),
            None => ffi::SQLITE_IOERR,
        }
    }};
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: SQLite closes an open file once; here and below it keeps the contract of its table.
    unsafe {
        let code = below!(file, xClose);
        drop(Arc::from_raw(file.cast::<Header>().read_unaligned().disk));
        code
    }
}

unsafe extern "C" fn read(
    file: *mut sqlite3_file,
    into: *mut c_void,
    amount: c_int,
    at: sqlite3_int64,
) -> c_int {
    // SAFETY: see `close`.
    unsafe {
        if disk(file).0.may_read() != Verdict::Go {
            return ffi::SQLITE_IOERR_READ;
        }
        below!(file, xRead, into, amount, at)
    }
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    from: *const c_void,
    amount: c_int,
    at: sqlite3_int64,
) -> c_int {
    // SAFETY: see `close`; `from` has `amount` bytes.
    unsafe {
        let (disk, inode) = disk(file);
        let bytes =
            std::slice::from_raw_parts(from.cast::<u8>(), usize::try_from(amount).unwrap_or(0));
        let mut size = 0;
        below!(file, xFileSize, &raw mut size);
        let (start, size) = (u64::try_from(at).unwrap_or(0), u64::try_from(size).unwrap_or(0));
        match disk.may_write(inode, start, bytes, size) {
            Verdict::Go => below!(file, xWrite, from, amount, at),
            Verdict::Dead => ffi::SQLITE_IOERR_WRITE,
            Verdict::Full(fits) => {
                if let Ok(part @ 1..) = c_int::try_from(fits) {
                    below!(file, xWrite, from, part, at);
                }
                ffi::SQLITE_FULL
            }
        }
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: sqlite3_int64) -> c_int {
    // SAFETY: see `close`.
    unsafe {
        let (disk, inode) = disk(file);
        if disk.may_truncate(inode, u64::try_from(size).unwrap_or(0)) != Verdict::Go {
            return ffi::SQLITE_IOERR_TRUNCATE;
        }
        below!(file, xTruncate, size)
    }
}

/// Does not sync below: what a sync is good for is decided by the disk, and thousands of real ones
/// would only wear the real one.
unsafe extern "C" fn sync(file: *mut sqlite3_file, _: c_int) -> c_int {
    // SAFETY: see `close`.
    let (disk, inode) = unsafe { disk(file) };
    match disk.may_sync(inode) {
        Verdict::Go => ffi::SQLITE_OK,
        _ => ffi::SQLITE_IOERR_FSYNC,
    }
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, size: *mut sqlite3_int64) -> c_int {
    // SAFETY: see `close`.
    unsafe {
        if disk(file).0.may_read() != Verdict::Go {
            return ffi::SQLITE_IOERR_FSTAT;
        }
        below!(file, xFileSize, size)
    }
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: see `close`.
    unsafe { below!(file, xLock, level) }
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: see `close`.
    unsafe { below!(file, xUnlock, level) }
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: see `close`.
    unsafe { below!(file, xCheckReservedLock, out) }
}

unsafe extern "C" fn file_control(
    file: *mut sqlite3_file,
    operation: c_int,
    argument: *mut c_void,
) -> c_int {
    // SAFETY: see `close`.
    unsafe { below!(file, xFileControl, operation, argument) }
}

unsafe extern "C" fn sector_size(file: *mut sqlite3_file) -> c_int {
    // SAFETY: see `close`.
    unsafe { below!(file, xSectorSize) }
}

unsafe extern "C" fn device_characteristics(file: *mut sqlite3_file) -> c_int {
    // SAFETY: see `close`.
    unsafe { below!(file, xDeviceCharacteristics) }
}
