//! How a command is answered: read, done away from the window's thread (opening a key takes most of
//! a second), replied to. It does not know any command.

use clinic::Code;
use serde::{Serialize, de::DeserializeOwned};
use tauri::{Manager, Webview, Wry, async_runtime, ipc::Invoke};

use crate::{asked, fault::Fault, room::Room};

/// What a command does with the request: the webview to show a dialog over, and the room.
pub(crate) type Act<Q, R> = fn(&Webview<Wry>, &Room, &Q) -> clinic::Result<R>;

/// Answers one call of the page.
pub(crate) fn answer<Q, R>(invoke: Invoke<Wry>, act: Act<Q, R>, then: fn(&Webview<Wry>, done: bool))
where
    Q: DeserializeOwned + Send + 'static,
    R: Serialize + Send + 'static,
{
    let Invoke { message, resolver, .. } = invoke;
    let request = match asked::read::<Q>(message.payload()) {
        Ok(request) => request,
        Err(code) => return resolver.reject(Fault::from(code)),
    };
    let webview = message.webview();
    async_runtime::spawn(async move {
        let here = webview.clone();
        let work = move || act(&here, &here.state::<Room>(), &request).map_err(Fault::from);
        let done = async_runtime::spawn_blocking(work).await;
        let done = done.unwrap_or_else(|_| Err(Fault::from(Code::Internal)));
        let was_done = done.is_ok();
        match done {
            Ok(reply) => resolver.resolve(serde_json::to_value(reply).unwrap_or_default()),
            Err(fault) => resolver.reject(fault),
        }
        then(&webview, was_done);
    });
}

/// What follows an answer.
pub(crate) mod then {
    use tauri::{Webview, Wry};

    use crate::page;

    /// Nothing.
    pub(crate) fn stay(_: &Webview<Wry>, _: bool) {}

    /// A fresh page: nothing a signed-out person saw stays in the old one or in the web data. Even
    /// when something failed on the way: the session has ended then too.
    pub(crate) fn start_over(webview: &Webview<Wry>, _: bool) {
        page::renew(webview);
    }

    /// A fresh page for somebody else, once it was done; what was refused is said on the old one.
    pub(crate) fn hand_over(webview: &Webview<Wry>, done: bool) {
        if done {
            page::renew(webview);
        }
    }
}
