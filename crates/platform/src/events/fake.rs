//! Events for tests: the test is the system.

use std::sync::{
    Mutex, PoisonError,
    mpsc::{Sender, channel},
};

use super::{Events, Heard, Hold, SystemEvent};

/// A system that says what a test tells it to.
#[derive(Debug, Default)]
pub struct FakeEvents {
    listeners: Mutex<Vec<Sender<Heard>>>,
}

impl FakeEvents {
    /// Says something to everybody who listens, and goes on at once.
    pub fn say(&self, event: SystemEvent) {
        self.each(|to| to.send(event.into()).is_ok());
    }

    /// Says something and waits until everybody who listens has dropped the hold on it.
    pub fn say_and_wait(&self, event: SystemEvent) {
        let (held, until_dropped) = channel::<()>();
        self.each(|to| {
            let hold = Some(Hold::new(held.clone()));
            to.send(Heard { event, hold }).is_ok()
        });
        drop(held);
        // Nothing is ever sent: this ends when the last hold is gone.
        let _ = until_dropped.recv();
    }

    fn each(&self, mut tell: impl FnMut(&Sender<Heard>) -> bool) {
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|to| tell(to));
    }
}

impl Events for FakeEvents {
    fn listen(&self, to: Sender<Heard>) {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn what_is_said_is_heard_and_waited_for() {
        let system = FakeEvents::default();
        let (to, heard) = channel();
        system.listen(to);
        system.say(SystemEvent::Wake);
        let listener = thread::spawn(move || {
            let events: Vec<SystemEvent> = heard.iter().take(2).map(|it| it.event).collect();
            (events, heard)
        });
        system.say_and_wait(SystemEvent::Sleep);
        let (events, heard) = listener.join().unwrap();
        assert_eq!(events, [SystemEvent::Wake, SystemEvent::Sleep]);
        drop(heard);
        system.say_and_wait(SystemEvent::Sleep);
    }
}
