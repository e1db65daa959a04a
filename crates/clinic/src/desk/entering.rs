//! The window in a client's hands: locked to one form, with a token that opens nothing else. The
//! passphrase of whoever is signed in gives it back; everything else ends at the sign-in screen.

use super::{Desk, State};
use crate::{
    Code, Error, Result, Session,
    machine::make_id,
    presence::Presence,
    view::{AppView, SectionView, SelfEntryView, SessionView, request},
};
use record::Id;

/// A form in a client's hands.
pub(super) struct Entering {
    pub(super) token: String,
    client: String,
    record: Id,
    /// The form as the client saw it last; once it is finished it holds no answer.
    seen: SectionView,
}

impl Desk {
    /// Gives the window to a client for one form; the session's own token opens nothing meanwhile.
    ///
    /// # Errors
    /// [`Code::Locked`]; a form that a client may not fill in alone.
    pub fn begin_self_entry(&mut self, request: &request::OpenForm) -> Result<SelfEntryView> {
        let token = make_id()?.to_string();
        let section = self.session(&request.token)?.begin_self_entry(request)?;
        let record = section.record.parse().map_err(|_| Code::Internal)?;
        let client = request.client.clone();
        let seen = section.clone();
        self.handed_back = None;
        self.entering = Some(Entering { token: token.clone(), client, record, seen });
        self.token.clear();
        Ok(SelfEntryView { token, client: request.client.clone(), section })
    }

    /// Takes one answer of the client.
    ///
    /// # Errors
    /// [`Code::Locked`] for every token but the one of this self-entry; [`Code::NoSuchRecord`] for
    /// another record; as for answering.
    pub fn answer_self_entry(&mut self, request: &request::AnswerItem) -> Result<SectionView> {
        let session = self.entered(&request.token, &request.record)?;
        let done = session.answer_item(request);
        vault::wipe_stack();
        self.saw(done)
    }

    /// The client is through with the form, or has changed something after all.
    ///
    /// # Errors
    /// As [`Desk::answer_self_entry`]; a form that is not complete.
    pub fn finish_self_entry(&mut self, request: &request::MarkSection) -> Result<SectionView> {
        let session = self.entered(&request.token, &request.record)?;
        let done = session.mark_section(request);
        vault::wipe_stack();
        self.saw(done)
    }

    /// Takes the window back with the passphrase of whoever is signed in.
    ///
    /// # Errors
    /// [`Error::Throttled`]; [`Code::WrongPassphrase`]: the window stays with the form then.
    pub fn end_self_entry(&mut self, request: &request::EndSelfEntry) -> Result<SessionView> {
        let ticks = self.machine.clock.ticks();
        let session = self.entering_session(&request.token)?;
        let user = session.user();
        let wait = self.throttle.wait(user, ticks);
        if !wait.is_zero() {
            return Err(Error::Throttled(wait.as_secs() + 1));
        }
        let right = self.entering_session(&request.token)?.is_my_passphrase(&request.passphrase);
        vault::wipe_stack();
        if !right? {
            self.throttle.wrong(user, ticks);
            return Err(Code::WrongPassphrase.into());
        }
        self.throttle.right(user);
        let record = self.entering.as_ref().ok_or(Code::Locked)?.record;
        let session = self.entering_session(&request.token)?;
        session.end_self_entry(record)?;
        let idle = session.open_settings().idle_minutes;
        let view = session.view("");
        self.handed_back = self.entering.take().map(|entering| entering.client);
        self.token = make_id()?.to_string();
        self.presence = Some(Presence::begin(ticks, self.machine.clock.now(), idle));
        Ok(SessionView { token: self.token.clone(), ..view })
    }

    /// Locks the window out of the client's hands.
    ///
    /// # Errors
    /// [`Code::Locked`]; a failed audit entry.
    pub fn leave_self_entry(&mut self, request: &request::Signed) -> Result<AppView> {
        self.entering_session(&request.token)?;
        self.lock_now()
    }

    /// The form under way, for a page that was made anew meanwhile.
    pub(super) fn self_entry_view(&self) -> Option<SelfEntryView> {
        let entering = self.entering.as_ref().filter(|_| matches!(self.state, State::Open(_)))?;
        let (token, client) = (entering.token.clone(), entering.client.clone());
        Some(SelfEntryView { token, client, section: entering.seen.clone() })
    }

    fn saw(&mut self, done: Result<SectionView>) -> Result<SectionView> {
        if let (Ok(view), Some(entering)) = (&done, &mut self.entering) {
            entering.seen = view.clone();
        }
        done
    }

    fn entered(&mut self, token: &str, record: &str) -> Result<&mut Session> {
        let known = self.entering.as_ref().is_some_and(|it| it.record.to_string() == record);
        let session = self.entering_session(token)?;
        if known { Ok(session) } else { Err(Code::NoSuchRecord.into()) }
    }

    fn entering_session(&mut self, token: &str) -> Result<&mut Session> {
        match (&mut self.state, &self.entering) {
            (State::Open(session), Some(entering)) if entering.token == token => Ok(session),
            _ => Err(Code::Locked.into()),
        }
    }
}
