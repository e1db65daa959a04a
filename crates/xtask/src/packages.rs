//! What the machine itself must have, how to tell whether it is there, and how to bring it.
//!
//! Each need is probed by what it is for (a program, a library, a locale), so that a machine which
//! has it from elsewhere is left alone. Only where apt is known is anything installed; everywhere
//! else the person is told what to install.

use crate::host::{Power, System};
use crate::process::{Log, Program, on_path};
use crate::steps::Failure;
use std::path::Path;

enum Probe {
    Program(&'static str),
    /// A library by its pkg-config name.
    Library(&'static str),
    /// A library that is opened at run time, by its file name.
    Shared(&'static str),
    AnyFont,
    /// A font with Chinese, Japanese and Korean, by what its file may be called.
    EastAsianFont,
    /// Python 3 that can make a virtual environment with pip in it.
    PythonVenv,
    /// A locale by the name `locale -a` gives it.
    Locale(&'static str),
}

struct Need {
    probe: Probe,
    package: &'static str,
}

/// The locale the real window is tested under.
const LOCALE: &str = "en_US.utf8";

/// Where a Linux system keeps its fonts.
const FONTS: [&str; 2] = ["/usr/share/fonts", "/usr/local/share/fonts"];

const TO_COMPILE: &[Need] = &[Need { probe: Probe::Program("cc"), package: "build-essential" }];

const TO_BUILD: &[Need] = &[
    Need { probe: Probe::Program("make"), package: "build-essential" },
    Need { probe: Probe::Program("pkg-config"), package: "pkg-config" },
    Need { probe: Probe::Library("webkit2gtk-4.1"), package: "libwebkit2gtk-4.1-dev" },
    Need { probe: Probe::AnyFont, package: "fonts-dejavu-core" },
];

/// Read the PDFs back; also used by tests that open no window.
const TO_READ_BACK: &[Need] = &[
    Need { probe: Probe::Program("pdftotext"), package: "poppler-utils" },
    Need { probe: Probe::Program("qpdf"), package: "qpdf" },
    Need { probe: Probe::Program("mutool"), package: "mupdf-tools" },
    Need { probe: Probe::EastAsianFont, package: "fonts-wqy-zenhei" },
];

/// Open a vault in another language.
const TO_READ_ELSEWHERE: &[Need] = &[
    Need { probe: Probe::Program("python3"), package: "python3" },
    Need { probe: Probe::PythonVenv, package: "python3-venv" },
];

const TO_DRIVE: &[Need] = &[
    Need { probe: Probe::Program("Xvfb"), package: "xvfb" },
    Need { probe: Probe::Program("WebKitWebDriver"), package: "webkit2gtk-driver" },
    Need { probe: Probe::Locale(LOCALE), package: "locales" },
];

/// A message bus that a test has to itself.
const TO_TALK: &[Need] = &[Need { probe: Probe::Program("dbus-daemon"), package: "dbus-daemon" }];

/// A browser and a library of text, to compare ourselves with.
const TO_BROWSE: &[Need] = &[Need { probe: Probe::Program("chromium"), package: "chromium" }];
const TO_SET_TEXT: &[Need] =
    &[Need { probe: Probe::Shared("libpangoft2-1.0.so.0"), package: "libpangoft2-1.0-0" }];

/// Encrypt a rival's records.
const TO_ENCRYPT: &[Need] = &[
    Need { probe: Probe::Program("pkg-config"), package: "pkg-config" },
    Need { probe: Probe::Library("libcrypto"), package: "libssl-dev" },
];

/// What the packages are wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    CommandLine,
    Run,
    FastChecks,
    AllChecks,
    /// The rivals of `cargo xtask bench`: one that encrypts with OpenSSL, one in plain Python, one
    /// that sets text with Pango, and a browser.
    SqlCipher,
    Python,
    WeasyPrint,
    Chromium,
}

impl Purpose {
    fn needs(self) -> Vec<&'static Need> {
        let lists: &[&[Need]] = match self {
            Self::CommandLine => &[TO_COMPILE],
            Self::Run => &[TO_COMPILE, TO_BUILD],
            Self::FastChecks => &[TO_COMPILE, TO_BUILD, TO_READ_BACK, TO_READ_ELSEWHERE, TO_TALK],
            Self::AllChecks => {
                &[TO_COMPILE, TO_BUILD, TO_READ_BACK, TO_READ_ELSEWHERE, TO_TALK, TO_DRIVE]
            }
            Self::SqlCipher => &[TO_COMPILE, TO_ENCRYPT],
            Self::Python => &[TO_READ_ELSEWHERE],
            Self::WeasyPrint => &[TO_READ_ELSEWHERE, TO_SET_TEXT],
            Self::Chromium => &[TO_READ_ELSEWHERE, TO_BROWSE],
        };
        lists.iter().flat_map(|list| list.iter()).collect()
    }
}

/// Brings what is missing, or says what a person must install. Gives back a remark for the step.
pub(crate) fn ensure(purpose: Purpose, log: &mut Log) -> Result<String, Failure> {
    match System::here() {
        System::Apt => ensure_by_apt(purpose, log),
        System::Linux => ask_for(purpose),
        System::MacOs => on_macos(purpose),
        System::Windows => on_windows(purpose),
        System::Other => Err(Failure::new("Goldthread is built on Linux, macOS and Windows only.")),
    }
}

fn missing(purpose: Purpose) -> Vec<&'static str> {
    let mut packages: Vec<&str> =
        purpose.needs().iter().filter(|it| !is_there(&it.probe)).map(|it| it.package).collect();
    packages.dedup();
    packages
}

fn is_there(probe: &Probe) -> bool {
    match probe {
        Probe::Program(name) => on_path(name),
        Probe::Library(name) => Program::new("pkg-config", ["--exists", name]).output().is_ok(),
        Probe::Shared(name) => {
            Program::new("ldconfig", ["-p"]).output().is_ok_and(|list| list.contains(name))
        }
        Probe::PythonVenv => {
            Program::new("python3", ["-c", "import ensurepip, venv"]).output().is_ok()
        }
        Probe::AnyFont => FONTS.iter().any(|folder| has_entries(Path::new(folder))),
        Probe::EastAsianFont => FONTS.iter().any(|folder| has_east_asian(Path::new(folder), 3)),
        Probe::Locale(name) => Program::new("locale", ["-a"])
            .output()
            .is_ok_and(|list| list.lines().any(|line| line == *name)),
    }
}

fn has_entries(folder: &Path) -> bool {
    folder.read_dir().is_ok_and(|mut entries| entries.next().is_some())
}

/// Whether such a font lies here, or up to `depth` folders further down.
fn has_east_asian(folder: &Path, depth: usize) -> bool {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).any(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let named = ["cjk", "sourcehan", "wqy"].iter().any(|word| name.contains(word));
        if path.is_dir() { depth > 0 && has_east_asian(&path, depth - 1) } else { named }
    })
}

fn ensure_by_apt(purpose: Purpose, log: &mut Log) -> Result<String, Failure> {
    let packages = missing(purpose);
    if packages.is_empty() {
        return Ok("nothing to install".to_owned());
    }
    let list = packages.join(" ");
    let power = Power::here();
    if power == Power::None {
        return Err(Failure::new(format!(
            "this needs packages that only an administrator can install. Ask one to run:\n\n    \
             apt-get install {list}\n"
        )));
    }
    let with = if power == Power::Sudo { " (with sudo)" } else { "" };
    log.say(&format!("installing{with}: {list}"))?;
    privileged(power, &["apt-get", "update"], log)?;
    let mut install = vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y"];
    install.push("--no-install-recommends");
    install.extend(&packages);
    privileged(power, &install, log)?;
    if packages.contains(&"locales") {
        let define = ["localedef", "-i", "en_US", "-f", "UTF-8", "en_US.UTF-8"];
        privileged(power, &define, log)?;
    }
    match missing(purpose).as_slice() {
        [] => Ok(format!("installed {list}")),
        still => Err(Failure::new(format!("still missing after installing: {}", still.join(" ")))),
    }
}

fn privileged(power: Power, words: &[&str], log: &mut Log) -> Result<(), Failure> {
    let line = power.line(words);
    Program::new(line[0], &line[1..]).run(log)
}

fn ask_for(purpose: Purpose) -> Result<String, Failure> {
    match missing(purpose).as_slice() {
        [] => Ok("nothing to install".to_owned()),
        packages => Err(Failure::new(format!(
            "this Linux has no apt, and names its packages otherwise. Please install what Debian \
             calls: {}",
            packages.join(" ")
        ))),
    }
}

fn on_macos(purpose: Purpose) -> Result<String, Failure> {
    if Program::new("xcode-select", ["-p"]).output().is_err() {
        return Err(Failure::new(
            "please install Apple's command line tools first: xcode-select --install",
        ));
    }
    if [Purpose::FastChecks, Purpose::AllChecks].contains(&purpose)
        && !(on_path("pdftotext") && on_path("qpdf"))
    {
        return Err(Failure::new(
            "the checks read PDFs back: please install poppler and qpdf (brew install poppler qpdf)",
        ));
    }
    if [Purpose::FastChecks, Purpose::AllChecks].contains(&purpose) && !on_path("python3") {
        return Err(Failure::new("the checks read a vault in Python: please install Python 3"));
    }
    no_driver(purpose, "macOS has no WebDriver for the window of another program")
}

fn on_windows(purpose: Purpose) -> Result<String, Failure> {
    no_driver(purpose, "the window is driven on Linux only so far")?;
    Ok("needs the Visual Studio Build Tools (Desktop development with C++) and WebView2 \
        (part of Windows 11)"
        .to_owned())
}

fn no_driver(purpose: Purpose, why: &str) -> Result<String, Failure> {
    if purpose == Purpose::AllChecks {
        return Err(Failure::new(format!("{why}: use `cargo xtask test --fast` here")));
    }
    Ok(String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_purpose_needs_what_builds_the_window() {
        for purpose in [Purpose::Run, Purpose::FastChecks, Purpose::AllChecks] {
            assert!(purpose.needs().iter().any(|it| it.package == "libwebkit2gtk-4.1-dev"));
        }
    }

    #[test]
    fn only_the_full_checks_ask_for_a_virtual_display() {
        let asks = |purpose: Purpose| purpose.needs().iter().any(|it| it.package == "xvfb");
        assert!(asks(Purpose::AllChecks));
        assert!(!asks(Purpose::FastChecks) && !asks(Purpose::Run));
    }

    #[test]
    fn every_check_has_a_message_bus_to_itself() {
        for purpose in [Purpose::FastChecks, Purpose::AllChecks] {
            assert!(purpose.needs().iter().any(|it| it.package == "dbus-daemon"));
        }
        assert!(Purpose::Run.needs().iter().all(|it| it.package != "dbus-daemon"));
    }

    #[test]
    fn a_program_that_is_not_there_is_missed() {
        assert!(!is_there(&Probe::Program("no-such-program-of-goldthread")));
    }
}
