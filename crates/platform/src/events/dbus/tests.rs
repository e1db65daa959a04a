//! What the two buses say, on a private bus: it does not know logind itself.

use super::*;
use crate::private_bus::PrivateBus;
use std::{
    os::unix::net::UnixStream,
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

/// The other side of the bus: logind or a screen saver, as far as these tests need them.
struct Speaker(Connection);

impl Speaker {
    fn named(bus: &PrivateBus, name: &'static str) -> Self {
        let connection = block_on(bus::connect(bus.way())).unwrap();
        block_on(connection.request_name(name)).unwrap();
        Self(connection)
    }

    fn say(&self, path: &str, signal: Signal, on: Option<bool>) {
        let Signal { interface, member, .. } = signal;
        let connection = &self.0;
        block_on(async {
            match on {
                Some(on) => {
                    connection.emit_signal(None::<&str>, path, interface, member, &on).await
                }
                None => connection.emit_signal(None::<&str>, path, interface, member, &()).await,
            }
        })
        .unwrap();
    }
}

/// Says it again and again, because nobody knows when the listener has begun to listen.
fn until_heard(heard: &Receiver<Heard>, mut say: impl FnMut()) -> SystemEvent {
    for _ in 0..600 {
        say();
        if let Ok(heard) = heard.recv_timeout(Duration::from_millis(50)) {
            return heard.event;
        }
    }
    panic!("nothing was heard");
}

fn follow_on<F: Future<Output = Result<()>>>(
    bus: &PrivateBus,
    follow: impl FnOnce(Builder<'static>, Sender<Heard>) -> F + Send + 'static,
) -> Receiver<Heard> {
    let (to, heard) = channel();
    let way = bus.way();
    start(&to, move |to| block_on(follow(way, to)));
    heard
}

#[test]
fn a_machine_that_prepares_for_sleep_and_wakes_is_heard() {
    let bus = PrivateBus::start();
    let logind = Speaker::named(&bus, LOGIND);
    let heard = follow_on(&bus, follow_sleep);
    let sleep = until_heard(&heard, || logind.say(LOGIND_PATH, SLEEP, Some(true)));
    assert_eq!(sleep, SystemEvent::Sleep);
    logind.say(LOGIND_PATH, SLEEP, Some(false));
    let wakes = heard.iter().find(|it| it.event != SystemEvent::Sleep).unwrap();
    assert_eq!(wakes.event, SystemEvent::Wake);
}

#[test]
fn a_locked_session_is_heard() {
    let bus = PrivateBus::start();
    let logind = Speaker::named(&bus, LOGIND);
    let heard = follow_on(&bus, |way, to| follow_lock(way, LOCK, to));
    let session = "/org/freedesktop/login1/session/_31";
    let event = until_heard(&heard, || logind.say(session, LOCK, None));
    assert_eq!(event, SystemEvent::ScreenLocked);
}

#[test]
fn a_screen_saver_is_heard_when_it_begins_and_not_when_it_ends() {
    let bus = PrivateBus::start();
    let saver = Speaker::named(&bus, SAVER.sender);
    let heard = follow_on(&bus, |way, to| follow_lock(way, SAVER, to));
    let path = "/org/freedesktop/ScreenSaver";
    until_heard(&heard, || saver.say(path, SAVER, Some(true)));
    for _ in 0..20 {
        saver.say(path, SAVER, Some(false));
    }
    // Whatever was said before has arrived once the bus has answered.
    let queued = heard.recv_timeout(Duration::from_millis(200));
    assert!(queued.is_err() || heard.try_iter().count() < 20);
}

#[test]
fn a_signal_from_somebody_who_is_not_logind_is_not_heard() {
    let bus = PrivateBus::start();
    let logind = Speaker::named(&bus, LOGIND);
    let stranger = Speaker::named(&bus, "org.example.Stranger");
    let heard = follow_on(&bus, |way, to| follow_lock(way, LOCK, to));
    until_heard(&heard, || logind.say(LOGIND_PATH, LOCK, None));
    while heard.recv_timeout(Duration::from_millis(200)).is_ok() {}
    stranger.say(LOGIND_PATH, LOCK, None);
    assert!(heard.recv_timeout(Duration::from_millis(200)).is_err());
}

#[test]
fn without_a_bus_there_is_silence_and_the_listener_ends() {
    let (to, heard) = channel();
    start(&to, |to| block_on(follow_sleep(Builder::address("unix:path=/nowhere/bus"), to)));
    drop(to);
    assert!(heard.recv().is_err());
}

#[test]
fn the_hold_on_sleep_ends_when_it_is_dropped() {
    let (ours, logind) = UnixStream::pair().unwrap();
    let hold = Hold::new(OwnedFd::from(std::os::fd::OwnedFd::from(ours)));
    logind.set_nonblocking(true).unwrap();
    let look = || std::io::Read::read(&mut &logind, &mut [0; 1]);
    assert!(look().is_err(), "the other end is still open");
    drop(hold);
    assert_eq!(look().unwrap(), 0);
}
