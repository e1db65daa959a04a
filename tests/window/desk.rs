//! A desk to work at: a virtual display and a driver, on numbers nobody else uses.
//!
//! Knows nothing of the page. Everything it started ends with it.

use crate::home::Home;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a program may take to come up on a busy machine before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// The running display and driver; the driver ends first.
pub(crate) struct Desk {
    _driver: Driver,
    _display: Display,
    /// Where the driver listens.
    pub(crate) address: String,
}

impl Desk {
    /// Sets up a desk whose applications live in `home`.
    pub(crate) fn set_up(home: &Home) -> Self {
        let display = Display::start();
        let (port, native) = (free_port(), free_port());
        let driver = Driver::start(home, &display, port, native);
        wait_for(port);
        wait_for(native);
        Self { _driver: driver, _display: display, address: format!("http://127.0.0.1:{port}") }
    }
}

struct Driver(Child);

impl Driver {
    fn start(home: &Home, display: &Display, port: u16, native: u16) -> Self {
        let driver = Command::new(required("GOLDTHREAD_DRIVER"))
            .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .envs(home.environment())
            .env("DISPLAY", format!(":{}", display.number))
            // A group of its own, so that the application ends with its driver.
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn();
        Self(driver.expect("tauri-driver starts"))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        signal("-KILL", &format!("-{}", self.0.id()));
        self.0.wait().ok();
    }
}

struct Display {
    server: Child,
    number: String,
}

impl Display {
    fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1440x1000x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { server, number: number.trim().to_owned() }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// The path named by an environment variable that `cargo xtask test` sets.
pub(crate) fn required(name: &str) -> PathBuf {
    let value = std::env::var_os(name);
    PathBuf::from(value.unwrap_or_else(|| panic!("{name} is not set: run `cargo xtask test`")))
}

/// Sends a signal to a process, or to a group when the number is negative.
pub(crate) fn signal(name: &str, number: &str) {
    Command::new("kill")
        .args([name, "--", number])
        .stderr(Stdio::null())
        .status()
        .expect("kill is part of every Linux");
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn wait_for(port: u16) {
    let began = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(began.elapsed() < PATIENCE, "nothing listens on port {port}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
