//! The way to a D-Bus: a connection, a call, and the signals of one sender. Nothing here waits for
//! a bus that is not there.

use std::{future::poll_fn, pin::Pin, time::Duration};

use futures_core::Stream;
use zbus::{Connection, MatchRule, Message, MessageStream, Result, connection, message};

/// How long one call may take. The callers set a limit of their own around several.
const ANSWER: Duration = Duration::from_secs(2);

/// A signal to listen for: who sends it, and what it is called.
#[derive(Clone, Copy)]
pub(crate) struct Signal {
    pub(crate) sender: &'static str,
    pub(crate) interface: &'static str,
    pub(crate) member: &'static str,
}

/// Connects to the bus that a builder names.
pub(crate) async fn connect(bus: connection::Builder<'_>) -> Result<Connection> {
    bus.method_timeout(ANSWER).build().await
}

/// Asks the bus for the signals. Only what the owner of the sender's name sends arrives.
pub(crate) async fn subscribe(bus: &Connection, signal: Signal) -> Result<MessageStream> {
    let rule = MatchRule::builder()
        .msg_type(message::Type::Signal)
        .sender(signal.sender)
        .interface(signal.interface)
        .member(signal.member)
        .build()?;
    MessageStream::for_match_rule(rule, bus, None).await
}

/// The next message, or none when the bus has gone.
pub(crate) async fn next(stream: &mut MessageStream) -> Option<Message> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await?.ok()
}
