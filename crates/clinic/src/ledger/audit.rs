//! What is put on record about the work itself: who did what to which record, when. Ids only.

use std::collections::BTreeMap;

use record::Id;
use serde::{Deserialize, Serialize};
use vault::{Chain, Class, Head};

use super::{Change, Ledger};
use crate::{Error, Result, clock::stamp};

macro_rules! whats {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $said:literal;)*) => {
        /// What happened.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum What { $($(#[doc = $doc])+ $name),* }

        impl What {
            /// Every kind of event.
            pub(crate) const ALL: &[Self] = &[$(Self::$name),*];

            /// Its code, as it stands in the entry.
            pub(crate) const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// In words, for whoever reads the audit.
            pub(crate) const fn said(self) -> &'static str {
                match self { $(Self::$name => $said),* }
            }
        }
    };
}

whats! {
    /// A session began.
    Unlock = "unlock", "Signed in";
    /// A wrong passphrase, joined from before the session.
    Failure = "failure", "Wrong passphrase";
    /// A wrong recovery code, joined from before the session.
    RecoveryFailure = "recovery_failure", "Wrong recovery code";
    /// The session was opened with the recovery code.
    Recovery = "recovery", "Signed in with the recovery code";
    /// A session ended.
    Lock = "lock", "Locked";
    /// A session ended so that somebody else could sign in.
    Switch = "switch", "Locked for someone else";
    /// A session ended because nobody moved, or it had lasted long enough.
    LockedByItself = "locked_by_itself", "Locked by itself";
    /// The system went to sleep or locked its screen.
    SystemLock = "system_lock", "Locked with the system";
    /// The clock jumped.
    ClockJump = "clock_jump", "The clock jumped";
    /// A client's page was opened.
    View = "view", "Opened a client";
    /// A search led to the page that is opened.
    Search = "search", "Found by searching";
    /// A record was written for the first time.
    Create = "create", "Made a record";
    /// A record was changed; one entry a session.
    Amend = "amend", "Changed a record";
    /// Answers were sealed towards those who may read them.
    HandOver = "hand_over", "Handed answers over";
    /// Answers that were handed over were opened.
    TakeOver = "take_over", "Received answers";
    /// A flag that a clinician is needed was raised.
    FlagRaised = "flag_raised", "A clinician is needed";
    /// A clinician said what was done about a flag.
    FlagCleared = "flag_cleared", "Said what was done";
    /// Somebody was told that a clinician is needed.
    FlagTold = "flag_told", "Told a clinician";
    /// What was tried about a flag did not clear it.
    FlagTried = "flag_tried", "Said what was tried";
    /// A form was added.
    FormAdded = "form_added", "Added a form";
    /// The window was given to a client to fill in a form.
    SelfEntry = "self_entry", "Gave the window to the client";
    /// It was given back.
    SelfEntryEnded = "self_entry_ended", "Took the window back";
    /// An attachment was added.
    Attached = "attached", "Added an attachment";
    /// An attachment was looked at.
    Looked = "looked", "Looked at an attachment";
    /// An attachment was put away; it can be brought back.
    PutAway = "put_away", "Put an attachment away";
    /// An attachment was erased for good.
    Erased = "erased", "Erased an attachment";
    /// A clinician decided on suitability.
    Decided = "decided", "Decided on suitability";
    /// The clinic's own part of the library was changed.
    LibraryChanged = "library_changed", "Changed the library";
    /// A plan was sealed.
    PlanSealed = "plan_sealed", "Sealed a plan";
    /// A plan was signed, or somebody chose not to sign it.
    PlanSigned = "plan_signed", "Signed a plan";
    /// A draft was begun that amends a sealed plan.
    PlanAmended = "plan_amended", "Began to amend a plan";
    /// The draft of an amendment was given up.
    AmendmentDiscarded = "amendment_discarded", "Gave up an amendment";
    /// A review was finished.
    ReviewFinished = "review_finished", "Finished a review";
    /// A review that was being written was given up.
    ReviewDiscarded = "review_discarded", "Gave up a review";
    /// A physician certified a plan.
    Certified = "certified", "Certified a plan";
    /// A discharge or transition summary was finished.
    SummaryFinished = "summary_finished", "Finished a summary";
    /// Somebody's records were taken in from a file of another program.
    TakenIn = "taken_in", "Took records in from a file";
    /// A document was written to a file the user chose.
    Export = "export", "Exported a document";
    /// Everything on record was being written to a folder.
    ExportAll = "export_all", "Exported everything on record";
    /// The file could not be written after all.
    ExportFailed = "export_failed", "The export failed";
    /// A user was added.
    UserAdded = "user_added", "Added a person";
    /// A user's name or credential was changed.
    UserChanged = "user_changed", "Changed a person";
    /// A user's role was changed.
    RoleChanged = "role_changed", "Changed a role";
    /// A user's keys were taken away.
    UserRemoved = "user_removed", "Removed a person";
    /// Class keys were made anew and everything under them sealed anew.
    KeysRenewed = "keys_renewed", "Sealed records anew";
    /// A user changed the own passphrase.
    PassphraseChanged = "passphrase_changed", "Changed the passphrase";
    /// An administrator gave a user a new passphrase.
    PassphraseReset = "passphrase_reset", "Gave a new passphrase";
    /// A recovery code was made that takes the place of the one before.
    RecoveryRenewed = "recovery_renewed", "Made a new recovery code";
    /// The sheet with a recovery code was written to a file.
    RecoverySheet = "recovery_sheet", "Saved the recovery sheet";
    /// What can be set was changed.
    SettingsChanged = "settings_changed", "Changed settings";
    /// A backup was made and checked.
    Backup = "backup", "Made a backup";
    /// A backup could not be made.
    BackupFailed = "backup_failed", "A backup failed";
    /// The vault was restored from a backup.
    Restore = "restore", "Restored a backup";
    /// Every record was opened once.
    Checked = "checked", "Checked every record";
    /// A row could not be read, or did not agree with its head.
    Integrity = "integrity", "The records do not agree";
    /// A client was deleted; the records wait.
    Delete = "delete", "Deleted a client";
    /// A deleted client was brought back.
    Undelete = "undelete", "Brought a client back";
    /// A deleted client's records were purged.
    Purge = "purge", "Purged a client";
    /// The audit was read.
    AuditRead = "audit_read", "Read the audit";
}

/// One entry of the audit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Event {
    pub(crate) what: What,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) record: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) client: Option<Id>,
    /// The user it happened to, when that is not the one who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<Id>,
    /// When, if it was before the session; the time of the backup that was restored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) then: Option<String>,
    /// For whom an exported document is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) recipient: Option<String>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) purpose: Option<String>,
    /// On what basis it left, where a client is concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) basis: Option<String>,
    /// How many, where a number says more than a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) count: Option<u64>,
    /// The chain before this one, in a chain's first entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) previous: Option<Previous>,
}

/// The chain before this one, and the hash of its last entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Previous {
    pub(crate) chain: String,
    pub(crate) hash: String,
}

impl Event {
    pub(crate) fn of(what: What) -> Self {
        Self {
            what,
            record: None,
            client: None,
            user: None,
            then: None,
            recipient: None,
            purpose: None,
            basis: None,
            count: None,
            previous: None,
        }
    }

    pub(crate) fn about(what: What, client: Id) -> Self {
        Self { client: Some(client), ..Self::of(what) }
    }

    pub(crate) fn to(what: What, user: Id) -> Self {
        Self { user: Some(user), ..Self::of(what) }
    }

    pub(crate) fn on(what: What, record: Id, client: Option<Id>) -> Self {
        Self { record: Some(record), client, ..Self::of(what) }
    }
}

#[derive(Serialize)]
struct Line<'a> {
    at: &'a str,
    who: Id,
    #[serde(flatten)]
    event: &'a Event,
}

/// An entry as it is read back.
#[derive(Debug, Deserialize)]
pub(crate) struct Entry {
    pub(crate) at: String,
    pub(crate) who: Id,
    #[serde(flatten)]
    pub(crate) event: Event,
}

impl Ledger {
    /// The entry that a change leaves: its creation, or the first amendment of the session.
    pub(super) fn event_of(&self, change: &Change) -> Option<Event> {
        let what = match (change.first, self.amended.contains(&change.id)) {
            (true, _) => What::Create,
            (false, false) => What::Amend,
            (false, true) => return None,
        };
        Some(Event::on(what, change.id, change.client))
    }

    /// Seals the events at the end of the chain, and notes count and last hash in head 0.
    pub(super) fn entries(
        &self,
        events: &[Event],
        heads: &mut BTreeMap<Class, Head>,
    ) -> Result<(Chain, Vec<vault::Entry>)> {
        let chain = self.chain.fork();
        self.entries_on(chain, events, heads)
    }

    /// As [`Ledger::entries`], on a chain that is not the session's own yet.
    pub(super) fn entries_on(
        &self,
        mut chain: Chain,
        events: &[Event],
        heads: &mut BTreeMap<Class, Head>,
    ) -> Result<(Chain, Vec<vault::Entry>)> {
        let at = stamp(self.clock.now());
        let mut entries = Vec::with_capacity(events.len());
        for event in events {
            entries.push(chain.append(&line(&at, self.user, event)?)?);
        }
        let head = heads.get_mut(&Class::Registry).ok_or(Error::Unreadable)?;
        if let Some(last) = entries.last() {
            let before = head.audit().map_or(0, |(count, _)| count);
            head.set_audit(before + entries.len() as u64, last.sealed.sha256())?;
        }
        Ok((chain, entries))
    }
}

fn line(at: &str, who: Id, event: &Event) -> Result<Vec<u8>> {
    serde_json::to_vec(&Line { at, who, event }).map_err(|_| Error::Unreadable)
}
