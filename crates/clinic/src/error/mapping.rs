//! Which code each error of the crates below crosses as.

use super::Code;

pub(super) fn edit_code(refused: record::plan::EditRefused) -> Code {
    use record::plan::EditRefused;
    match refused {
        EditRefused::NoSuchPlace | EditRefused::WrongType => Code::BadValue,
        EditRefused::TooLong | EditRefused::TooMany => Code::TooLong,
    }
}

pub(super) fn disclosure_code(refused: &record::disclosure::Refused) -> Code {
    use record::disclosure::{Fact, NotLive, Refused};
    match refused {
        Refused::Lacks(Fact::Recipient | Fact::Purpose) => Code::BadValue,
        Refused::Lacks(_) => Code::BasisIncomplete,
        Refused::NoConsent | Refused::NoSuchConsent | Refused::UnderPart2 => Code::NoConsent,
        Refused::OtherRecipient
        | Refused::NotTheClient
        | Refused::OwnCopyAlone
        | Refused::NotesOnly => Code::NotCovered,
        Refused::MinorAlone => Code::MinorConsentNeeded,
        Refused::OfAge | Refused::NotLive(NotLive::CameOfAge(_)) => Code::ConsentOfAge,
        Refused::NotLive(NotLive::Revoked(_)) => Code::ConsentRevoked,
        Refused::NotLive(NotLive::Expired(_)) => Code::ConsentExpired,
        Refused::NotLive(NotLive::Incomplete(_) | NotLive::AgeUnknown) => Code::ConsentIncomplete,
        Refused::NotLive(_) => Code::ConsentUnsigned,
    }
}

pub(super) fn vault_code(failed: &vault::Error) -> Code {
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

pub(super) fn form_code(failed: &form::Error) -> Code {
    use form::Refusal;
    match failed {
        form::Error::Definition(_) => Code::BadDefinition,
        form::Error::Answers(wrong) if wrong.iter().all(|one| one.why == Refusal::TooLong) => {
            Code::TooLong
        }
        form::Error::Answers(_) => Code::BadValue,
    }
}

pub(super) fn print_code(failed: &print::Error) -> Code {
    use print::Error;
    match failed {
        Error::EmptyPassphrase | Error::LongPassphrase(_) | Error::PassphraseCharacter => {
            Code::FilePassphrase
        }
        _ => Code::Document,
    }
}

pub(super) fn store_code(failed: &store::Error) -> Code {
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

pub(super) fn file_code(kind: std::io::ErrorKind) -> Code {
    use std::io::ErrorKind;
    match kind {
        ErrorKind::NotFound => Code::NoSuchFile,
        ErrorKind::AlreadyExists => Code::FileExists,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Code::ReadOnly,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Code::DiskFull,
        _ => Code::FileSystem,
    }
}

/// Why a file stays locked, as a code.
pub(super) fn unlock_code(refused: &interop::sealed::UnlockRefused) -> Code {
    use interop::sealed::UnlockRefused as Why;
    match refused {
        Why::WrongPassphrase => Code::WrongFilePassphrase,
        Why::TooLarge => Code::TooLong,
        Why::NotAge | Why::ForKeys | Why::TooMuchWork | Why::Damaged => Code::BadFileLock,
    }
}
