//! A failure as it is told: a code for machines, a sentence for people, status 1.

use std::path::{Path, PathBuf};

use clinic::{Code, Error};
use serde_json::json;

pub(crate) enum Failure {
    /// A use case said no.
    Clinic(Error),
    /// A file named on the command line could not be read.
    Unreadable { path: PathBuf, kind: std::io::ErrorKind },
    /// A file named on the command line is not JSON.
    NotJson { path: PathBuf, line: usize, column: usize },
    /// The name given with `--user` is missing where it is needed.
    WhichUser,
    /// No passphrase could be asked for.
    NoPassphrase,
    /// The recovery code opened the vault where somebody signs.
    CodeSignsNothing,
    /// The audit is not whole.
    AuditFault { chain: u32, n: u32, why: String },
    /// Records cannot be read.
    UnreadableRecords(Vec<String>),
    /// Some files may not be kept; each was said.
    FilesRefused,
    /// Some plans could not leave; each was said.
    PlansRefused,
    /// Some people are not in a table; each was said.
    RowsRefused,
    /// A new passphrase was typed differently the second time.
    NotTheSame,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Clinic(error)
    }
}

impl Failure {
    pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self::Unreadable { path: path.to_owned(), kind: error.kind() }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Clinic(error) => error.code().text(),
            Self::Unreadable { .. } => "unreadable-file",
            Self::NotJson { .. } => "not-json",
            Self::WhichUser => "which-user",
            Self::NoPassphrase => "no-passphrase",
            Self::CodeSignsNothing => "code-signs-nothing",
            Self::NotTheSame => "not-the-same",
            Self::FilesRefused => "files-refused",
            Self::PlansRefused => "plans-refused",
            Self::RowsRefused => "rows-refused",
            Self::AuditFault { .. } => "audit-fault",
            Self::UnreadableRecords(_) => "unreadable-records",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Clinic(error) => clinic_sentence(error),
            Self::Unreadable { path, kind } => format!("{} cannot be read: {kind}", path.display()),
            Self::NotJson { path, line, column } => {
                format!("{}:{line}:{column}: this is not JSON", path.display())
            }
            Self::RowsRefused => "not everybody is in the file".to_owned(),
            Self::PlansRefused => "some plans were not written; the others were".to_owned(),
            Self::FilesRefused => "some files were not taken; the others were".to_owned(),
            Self::NotTheSame => "the two passphrases differ; nothing was made".to_owned(),
            Self::AuditFault { chain, n, why } => {
                format!("the audit is not whole from session {chain}, entry {n} on: {why}")
            }
            Self::UnreadableRecords(ids) => {
                format!("these records cannot be read and stay as they lie: {}", ids.join(", "))
            }
            Self::WhichUser => "several people may sign in here: say which with --user".to_owned(),
            Self::CodeSignsNothing => {
                "a signature needs the passphrase of whoever signs; the recovery code signs nothing"
                    .to_owned()
            }
            Self::NoPassphrase => {
                "no passphrase: use --passphrase-file, GOLDTHREAD_PASSPHRASE, or a terminal"
                    .to_owned()
            }
        }
    }

    pub(crate) fn report(&self, as_json: bool) {
        let (code, sentence) = (self.code(), self.sentence());
        if as_json {
            eprintln!("{}", json!({ "error": { "code": code, "message": sentence } }));
        } else {
            eprintln!("error[{code}]: {sentence}");
        }
    }
}

/// Errors that carry places and reasons speak for themselves; a bare code gets a sentence.
fn clinic_sentence(error: &Error) -> String {
    match error {
        Error::Input(_)
        | Error::Form(_)
        | Error::Plan(_)
        | Error::Edit(_)
        | Error::Suitability(_)
        | Error::SuitabilityEdit(_)
        | Error::Decision(_)
        | Error::Disposition(_)
        | Error::Disclosure(_)
        | Error::Signature(_)
        | Error::Library(_)
        | Error::Logo(_)
        | Error::Table(_)
        | Error::Fhir(_)
        | Error::Questionnaire(_)
        | Error::Unlock(_)
        | Error::Backup(_)
        | Error::Throttled(_) => error.to_string(),
        other => code_sentence(other.code()).to_owned(),
    }
}

fn code_sentence(code: Code) -> &'static str {
    let said = plan_sentence(code).or_else(|| file_sentence(code));
    said.unwrap_or_else(|| plain_sentence(code))
}

/// What is wrong with a file that was named.
fn file_sentence(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::BadTable => "the file cannot be read as a table",
        Code::BadFhir => "the file cannot be read as FHIR",
        Code::WrongFilePassphrase => {
            "the file is behind a passphrase: say it with --from-passphrase-file"
        }
        Code::BadFileLock => "the file cannot be unlocked",
        Code::FilePassphrase => {
            "the passphrase for the file may not be used: at least 15 characters and at most 127 \
             bytes, no common phrase, nothing that PDF readers do not take"
        }
        Code::NoSuchFile => "there is no file at that place",
        Code::FileExists => "there is a file at that place already; it was left alone",
        _ => return None,
    })
}

fn plain_sentence(code: Code) -> &'static str {
    match code {
        Code::WrongPassphrase => "the passphrase does not open this person's key",
        Code::WeakPassphrase => {
            "the passphrase may not be used: at least 15 characters, no common phrase, no name"
        }
        Code::WrongRecoveryCode => "the recovery code does not match",
        Code::NotAllowed => "this person's role does not allow it",
        Code::NoSuchUser => "nobody, or more than one person, signs in here under that name",
        Code::NoSuchClient => "there is no such client: give the record id or the client number",
        Code::NoSuchRecord => "there is no such record",
        Code::NoSuchForm => "there is no such form",
        Code::BadValue => "something required is missing, or a value does not fit",
        Code::BadName => "a name is empty, or taken",
        Code::TooLong => "a text or a list is too long",
        Code::EpisodeOpen => "an episode is under way; it has to end before another begins",
        Code::FormTaken => {
            "a form of that name comes with the product, or that version was published with other \
             content; give it another id or a new version"
        }
        Code::AlreadyOpen => "the vault is open in another window or program; close it there first",
        Code::NotAVault => "this file is not a Goldthread vault",
        Code::NewerSchema => "this vault was made by a newer version; update Goldthread",
        Code::Damaged => "the vault is damaged; nothing was changed",
        Code::RolledBack => "rows of the vault were removed or put back from outside",
        Code::DiskFull => "the disk is full; nothing was changed",
        Code::ReadOnly => "the file may not be written",
        Code::FileSystem => "the file system failed",
        Code::Document => "the document could not be made",
        Code::OwnSupervisor => {
            "a supervisor is somebody else than the therapist who sealed the plan"
        }
        Code::SignedScan => "it shows a signature below a plan, and stays with it",
        Code::InUse => "somebody has a seat in it or was ticked on it; it can be retired",
        Code::Stale => "it changed meanwhile",
        Code::LastAdmin => "nobody takes their own role or keys away: another administrator can",
        Code::RecoveryFirst => {
            "the recovery code opens this person's key: make a new one first (recovery new)"
        }
        Code::TooEarly => "the waiting period is not over; the client can still be brought back",
        Code::NotABackup => "this file is not a backup made by Goldthread",
        Code::BadBackup => "the backup is not what its manifest says; it was not restored",
        Code::Stopped => "stopped; nothing was changed",
        Code::Locked
        | Code::Throttled
        | Code::BadRequest
        | Code::BadDefinition
        | Code::AlreadySetUp
        | Code::NothingPrepared
        | Code::Internal => "the program failed",
        // What is asked of a plan or a disclosure has its sentence already.
        _ => "it may not leave the clinic on that basis",
    }
}

/// What stands in the way of a plan, its signatures and reviews.
fn plan_sentence(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::PlanSealed => "the plan is sealed and never changes: amend it (plan amend)",
        Code::PlanDraft => "the plan is a draft: seal it first (plan seal), or go on with it",
        Code::PlanBlocked => "something blocks sealing: see plan check",
        Code::FindingUnanswered => {
            "a warning has no reason yet: see plan check, and give --answers"
        }
        Code::NoCredential => "this person's role or credential does not carry that signature",
        Code::AlreadySigned => "it is signed already",
        Code::NotSignable => "a later version is in force; this one is not signed any more",
        Code::NotInForce => "no version of the plan is in force",
        Code::ReviewOpen => "one is being written already",
        Code::Unfinished => "something is missing before it can be finished",
        _ => return None,
    })
}
