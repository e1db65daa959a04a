//! A message bus that only one test is on.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use zbus::connection::Builder;

/// A `dbus-daemon` of its own, ended with the value.
pub(crate) struct PrivateBus {
    daemon: Child,
    address: String,
}

impl PrivateBus {
    pub(crate) fn start() -> Self {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon, which `cargo xtask test` installs");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { daemon, address: address.trim().to_owned() }
    }

    pub(crate) fn way(&self) -> Builder<'static> {
        Builder::address(self.address.as_str())
    }
}

impl Drop for PrivateBus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}
