//! What can go wrong, and the closed list of codes that cross to the window and the command
//! line. Texts are static: no error carries a client's data.

mod mapping;

use serde::Serialize;

use mapping::{
    disclosure_code, edit_code, file_code, form_code, print_code, store_code, unlock_code,
    vault_code,
};

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
    /// The plan is sealed: it never changes, it is amended.
    PlanSealed = "plan-sealed",
    /// The plan is a draft: it has to be sealed first.
    PlanDraft = "plan-draft",
    /// Something blocks sealing the plan.
    PlanBlocked = "plan-blocked",
    /// A warning has no reason yet.
    FindingUnanswered = "finding-unanswered",
    /// The credential or the role does not carry this signature.
    NoCredential = "no-credential",
    /// It is signed already.
    AlreadySigned = "already-signed",
    /// A later version is in force: this one is not signed any more.
    NotSignable = "not-signable",
    /// No version of the plan is in force.
    NotInForce = "not-in-force",
    /// A review is being written already.
    ReviewOpen = "review-open",
    /// Something is missing before it can be finished.
    Unfinished = "unfinished",
    /// Somebody has a seat in it, or attendance was ticked on it: it stays, and can be retired.
    InUse = "in-use",
    /// Whoever sealed a plan is not the supervisor who signs beside.
    OwnSupervisor = "own-supervisor",
    /// It shows a signature below a plan, and stays with it.
    SignedScan = "signed-scan",
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
    /// The passphrase for a file is too short, too long, or has a character no reader takes.
    FilePassphrase = "file-passphrase",
    /// The logo cannot be used.
    BadLogo = "bad-logo",
    /// The file cannot be read as a table.
    BadTable = "bad-table",
    /// The file cannot be read as FHIR.
    BadFhir = "bad-fhir",
    /// The passphrase does not open the file.
    WrongFilePassphrase = "wrong-file-passphrase",
    /// The file is behind a lock that this program does not open.
    BadFileLock = "bad-file-lock",
    /// The system has no program that shows the file.
    NoViewer = "no-viewer",
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
    /// No consent lets it leave for that recipient, and no exception was named.
    NoConsent = "no-consent",
    /// The consent was revoked.
    ConsentRevoked = "consent-revoked",
    /// The consent has ended.
    ConsentExpired = "consent-expired",
    /// The consent is not signed, or was changed after it was.
    ConsentUnsigned = "consent-unsigned",
    /// The consent lacks something that a consent has to say.
    ConsentIncomplete = "consent-incomplete",
    /// A guardian's consent or access ended at 18.
    ConsentOfAge = "consent-of-age",
    /// The minor consented to care alone; only the minor's own consent lets it leave.
    MinorConsentNeeded = "minor-consent-needed",
    /// The basis that was named does not cover this recipient or this document.
    NotCovered = "not-covered",
    /// The basis asks for facts that were not given.
    BasisIncomplete = "basis-incomplete",
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
    /// Something may not leave the clinic.
    #[error(transparent)]
    Disclosure(#[from] record::disclosure::Refused),
    /// An edit of the plan did not fit.
    #[error(transparent)]
    Edit(#[from] record::plan::EditRefused),
    /// An area of the library could not be read.
    #[error(transparent)]
    Library(record::library::Refused),
    /// A signature does not say all it must.
    #[error(transparent)]
    Signature(record::signature::NotSigned),
    /// Keys or boxes.
    #[error(transparent)]
    Vault(#[from] vault::Error),
    /// The database file.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The document could not be made.
    #[error(transparent)]
    Print(#[from] print::Error),
    /// The logo cannot be used.
    #[error(transparent)]
    Logo(picture::Refused),
    /// The file cannot be read as a table.
    #[error("the table cannot be read: {0}")]
    Table(interop::csv::Fault),
    /// The file cannot be read as FHIR.
    #[error("the file cannot be read: {0}")]
    Fhir(#[from] interop::fhir::read::Refused),
    /// What of a Questionnaire no form of a clinic can do, each with its place.
    #[error("{}", .0.join("\n"))]
    Questionnaire(Vec<String>),
    /// The file cannot be unlocked.
    #[error("the file cannot be unlocked: {0}")]
    Unlock(#[from] interop::sealed::UnlockRefused),
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
            | Self::Signature(_)
            | Self::Disposition(_) => Code::BadValue,
            Self::Disclosure(refused) => disclosure_code(refused),
            Self::Vault(failed) => vault_code(failed),
            Self::Store(failed) => store_code(failed),
            Self::Print(failed) => print_code(failed),
            Self::Logo(_) => Code::BadLogo,
            Self::Table(_) => Code::BadTable,
            Self::Fhir(_) => Code::BadFhir,
            Self::Unlock(refused) => unlock_code(refused),
            Self::File(failed) => file_code(failed.kind()),
            Self::Backup(_) => Code::BadBackup,
            Self::Library(_) | Self::Questionnaire(_) => Code::BadDefinition,
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
            Self::Form(refused @ form::Error::Definition(_)) => refused.to_string(),
            Self::SuitabilityEdit(refused) => refused.to_string(),
            Self::Decision(refused) => refused.to_string(),
            Self::Disposition(refused) => refused.to_string(),
            Self::Disclosure(refused) => refused.to_string(),
            Self::Signature(refused) => refused.to_string(),
            Self::Library(refused) => refused.to_string(),
            Self::Logo(refused) => refused.to_string(),
            Self::Table(fault) => fault.to_string(),
            Self::Fhir(refused) => refused.to_string(),
            Self::Questionnaire(obstacles) => obstacles.join("\n"),
            // The code says all there is to say.
            Self::Unlock(interop::sealed::UnlockRefused::WrongPassphrase) => String::new(),
            Self::Unlock(refused) => refused.to_string(),
            _ => String::new(),
        }
    }
}
