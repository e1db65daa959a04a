//! Other programs' formats, out and in. It knows how they write things down, and not where anything
//! is kept, who is signed in or what may leave.

pub mod csv;
