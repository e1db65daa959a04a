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
    /// An episode is under way; it has to end before another begins.
    EpisodeOpen = "episode-open",
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
    /// A form of that name and version is there already.
    FormTaken = "form-taken",
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
    /// The last administrator, or oneself: somebody else has to be there first.
    LastAdmin = "last-admin",
    /// The recovery code belongs to this person: a new one has to be made first.
    RecoveryFirst = "recovery-first",
    /// The waiting period is not over.
    TooEarly = "too-early",
    /// The file is a vault or something else, and no backup.
    NotABackup = "not-a-backup",
    /// The backup is not what its manifest says.
    BadBackup = "bad-backup",
    /// It was stopped; nothing was changed.
    Stopped = "stopped",
    /// A fault of the program.
    Internal = "internal",
}

/// The result of every use case.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a use case did not happen. Static text and codes only.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A plain refusal, fully said by its code.
    #[error("{}", .0.text())]
    Refused(Code),
    /// Too many wrong passphrases; wait this many seconds.
    #[error("too many tries: wait {0} seconds")]
    Throttled(u64),
    /// What a person gave cannot be used; each line names a place and says why.
    #[error("{}", .0.join("\n"))]
    Input(Vec<String>),
    /// A form's definition or answers were refused.
    #[error(transparent)]
    Form(#[from] form::Error),
    /// A plan written by hand could not be read.
    #[error(transparent)]
    Plan(#[from] record::plan::NotAPlan),
    /// The input for the suitability rules could not be read.
    #[error(transparent)]
    Suitability(#[from] record::suitability::NotSuitability),
    /// An edit of the suitability record did not fit.
    #[error(transparent)]
    SuitabilityEdit(#[from] record::suitability::Refused),
    /// A decision could not be recorded.
    #[error(transparent)]
    Decision(#[from] record::suitability::DecisionRefused),
    /// A disposition could not be recorded.
    #[error(transparent)]
    Disposition(#[from] record::alert::NotADisposition),
    /// An edit of the plan did not fit.
    #[error(transparent)]
    Edit(#[from] record::plan::EditRefused),
    /// Keys or boxes.
    #[error(transparent)]
    Vault(#[from] vault::Error),
    /// The database file.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The document could not be made.
    #[error(transparent)]
    Print(#[from] print::Error),
    /// A file that is not the vault.
    #[error("the file could not be read or written: {}", .0.kind())]
    File(std::io::Error),
    /// A backup is not what its manifest says; names the table, head or record.
    #[error("{0}")]
    Backup(String),
    /// A record opened and is not what it should be.
    #[error("a record cannot be understood")]
    Unreadable,
}

impl From<std::io::Error> for Error {
    fn from(failed: std::io::Error) -> Self {
        Self::File(failed)
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::Refused(code)
    }
}

impl Error {
    /// The code that crosses to the window and the command line.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::Refused(code) => *code,
            Self::Throttled(_) => Code::Throttled,
            Self::Plan(record::plan::NotAPlan::Refused(refused)) => edit_code(*refused),
            Self::Input(_) | Self::Plan(_) => Code::BadValue,
            Self::Form(failed) => form_code(failed),
            Self::Edit(refused) => edit_code(*refused),
            Self::SuitabilityEdit(record::suitability::Refused::TooLong) => Code::TooLong,
            Self::Suitability(_)
            | Self::SuitabilityEdit(_)
            | Self::Decision(_)
            | Self::Disposition(_) => Code::BadValue,
            Self::Vault(failed) => vault_code(failed),
            Self::Store(failed) => store_code(failed),
            Self::Print(_) => Code::Document,
            Self::File(failed) => file_code(failed.kind()),
            Self::Backup(_) => Code::BadBackup,
            Self::Unreadable => Code::Damaged,
        }
    }

    /// Seconds to wait before the next try; 0 when there is nothing to wait for.
    #[must_use]
    pub fn wait(&self) -> u64 {
        if let Self::Throttled(seconds) = self { *seconds } else { 0 }
    }

    /// What is wrong, where a code alone does not say it: ids and static text only.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::Backup(what) => what.clone(),
            Self::SuitabilityEdit(refused) => refused.to_string(),
            Self::Decision(refused) => refused.to_string(),
            Self::Disposition(refused) => refused.to_string(),
            _ => String::new(),
        }
    }
}

fn edit_code(refused: record::plan::EditRefused) -> Code {
    use record::plan::EditRefused;
    match refused {
        EditRefused::NoSuchPlace | EditRefused::WrongType => Code::BadValue,
        EditRefused::TooLong | EditRefused::TooMany => Code::TooLong,
    }
}

fn vault_code(failed: &vault::Error) -> Code {
    use vault::Error;
    match failed {
        Error::PassphraseTooLong => Code::WrongPassphrase,
        // A key from the ring that does not fit: only a slot can meet a wrong passphrase, and it
        // says so itself.
        Error::WrongKey
        | Error::Damaged(_)
        | Error::Unexpected(_)
        | Error::PairMismatch(_)
        | Error::NotAClass => Code::Damaged,
        Error::HeadMismatch(_) => Code::RolledBack,
        Error::NotHeld(_) => Code::NotAllowed,
        Error::NotAnId => Code::BadRequest,
        Error::PassphraseRefused(_) => Code::WeakPassphrase,
        Error::CodeLength | Error::CodeSymbol | Error::CodeCheck => Code::WrongRecoveryCode,
        Error::TooLarge => Code::TooLong,
        Error::CostRefused => Code::Damaged,
        Error::OutOfMemory | Error::NoRandomness | Error::Refused => Code::Internal,
    }
}

fn form_code(failed: &form::Error) -> Code {
    use form::Refusal;
    match failed {
        form::Error::Definition(_) => Code::BadDefinition,
        form::Error::Answers(wrong) if wrong.iter().all(|one| one.why == Refusal::TooLong) => {
            Code::TooLong
        }
        form::Error::Answers(_) => Code::BadValue,
    }
}

fn store_code(failed: &store::Error) -> Code {
    use store::Error;
    match failed {
        Error::NotFound => Code::NoSuchFile,
        Error::AlreadyExists => Code::FileExists,
        Error::AlreadyOpen | Error::Busy => Code::AlreadyOpen,
        Error::NotAVault => Code::NotAVault,
        Error::Damaged => Code::Damaged,
        Error::NewerSchema { .. } | Error::OtherSchema => Code::NewerSchema,
        Error::DiskFull => Code::DiskFull,
        Error::ReadOnly => Code::ReadOnly,
        Error::TooLarge => Code::TooLong,
        Error::Io(kind) => file_code(*kind),
        Error::RowExists
        | Error::RowAbsent
        | Error::RowRefused
        | Error::RolledBack
        | Error::Pragma(_)
        | Error::MigrationOrder
        | Error::Sqlite(_) => Code::Internal,
    }
}

fn file_code(kind: std::io::ErrorKind) -> Code {
    use std::io::ErrorKind;
    match kind {
        ErrorKind::NotFound => Code::NoSuchFile,
        ErrorKind::AlreadyExists => Code::FileExists,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Code::ReadOnly,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Code::DiskFull,
        _ => Code::FileSystem,
    }
}
