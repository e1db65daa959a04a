//! A function in SQL, `stop_here(n)`, at which the process kills itself: the only way to die
//! between two statements of a batch that somebody else runs.

use std::ffi::{c_char, c_int};
use std::sync::atomic::{AtomicI32, Ordering};

use rusqlite::ffi;

static STOP: AtomicI32 = AtomicI32::new(-1);

/// Every connection opened from now on has `stop_here`, and dies in `stop_here(n)`. Says whether
/// SQLite took it.
pub(crate) fn stop_at(n: i32) -> bool {
    STOP.store(n, Ordering::SeqCst);
    // SAFETY: `give_function` has the signature that SQLite documents for an entry point.
    unsafe { ffi::sqlite3_auto_extension(Some(give_function)) == ffi::SQLITE_OK }
}

unsafe extern "C" fn give_function(
    connection: *mut ffi::sqlite3,
    _: *mut *mut c_char,
    _: *const ffi::sqlite3_api_routines,
) -> c_int {
    // SAFETY: SQLite hands in a connection that is open; the name and the function are static.
    unsafe {
        ffi::sqlite3_create_function_v2(
            connection,
            c"stop_here".as_ptr(),
            1,
            ffi::SQLITE_UTF8,
            std::ptr::null_mut(),
            Some(stop_here),
            None,
            None,
            None,
        )
    }
}

unsafe extern "C" fn stop_here(
    _: *mut ffi::sqlite3_context,
    count: c_int,
    arguments: *mut *mut ffi::sqlite3_value,
) {
    if count != 1 {
        return;
    }
    // SAFETY: SQLite passes as many arguments as it says.
    let here = unsafe { ffi::sqlite3_value_int(*arguments) };
    if here == STOP.load(Ordering::SeqCst) {
        crate::child::die();
    }
}
