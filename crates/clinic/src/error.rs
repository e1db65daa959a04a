//! What can go wrong, and the closed list of codes that cross to the window and the command
//! line. Texts are static: no error carries a client's data.

use serde::Serialize;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal),* $(,)?) => {
        /// What went wrong, for whoever has to act on it. The interface has a sentence for each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "kebab-case")]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum Code { $($(#[doc = $doc])+ $name),* }

        impl Code {
            /// The code as it crosses: `wrong-passphrase`.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }
        }
    };
}

codes! {
    /// The passphrase does not open this user's key.
    WrongPassphrase = "wrong-passphrase",
    /// Too many tries; wait.
    Throttled = "throttled",
    /// The passphrase may not be used.
    WeakPassphrase = "weak-passphrase",
    /// The recovery code does not match.
    WrongRecoveryCode = "wrong-recovery-code",
    /// Nobody is signed in, or the session has ended.
    Locked = "locked",
    /// The role does not allow it.
    NotAllowed = "not-allowed",
    /// There is no such user.
    NoSuchUser = "no-such-user",
    /// There is no such client.
    NoSuchClient = "no-such-client",
    /// There is no such record, or it belongs to another client.
    NoSuchRecord = "no-such-record",
    /// There is no such form.
    NoSuchForm = "no-such-form",
    /// It changed meanwhile; load it again.
    Stale = "stale",
    /// The request cannot be understood.
    BadRequest = "bad-request",
    /// The value does not fit the place.
    BadValue = "bad-value",
    /// The text is too long.
    TooLong = "too-long",
    /// A required name is empty, or stands twice.
    BadName = "bad-name",
    /// A definition cannot be read.
    BadDefinition = "bad-definition",
    /// There is no file at that place.
    NoSuchFile = "no-such-file",
    /// There is a file already.
    FileExists = "file-exists",
    /// Another window or program has the file open.
    AlreadyOpen = "already-open",
    /// The file is not a Goldthread vault.
    NotAVault = "not-a-vault",
    /// The file was made by a newer version.
    NewerSchema = "newer-schema",
    /// The file is damaged or was tampered with.
    Damaged = "damaged",
    /// Rows were removed, added or put back behind the program's back.
    RolledBack = "rolled-back",
    /// The disk is full.
    DiskFull = "disk-full",
    /// The file cannot be written.
    ReadOnly = "read-only",
    /// The file system failed.
    FileSystem = "file-system",
    /// The document could not be made.
    Document = "document",
    /// A clinic is set up here already.
    AlreadySetUp = "already-set-up",
    /// Nothing has been prepared.
    NothingPrepared = "nothing-prepared",
    /// A fault of the program.
    Internal = "internal",
}
