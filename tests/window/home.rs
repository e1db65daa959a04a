//! A home of its own for the application under test: every folder it might write to lies in one
//! temporary folder, except what a person exports.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The language and the kind of a test machine.
#[derive(Clone, Copy)]
pub(crate) enum Locale {
    /// An ordinary desktop.
    English,
    /// A bare machine, under which some page libraries fail at load.
    C,
}

impl Locale {
    fn name(self) -> &'static str {
        match self {
            Self::English => "en_US.UTF-8",
            Self::C => "C",
        }
    }
}

/// The folders of one person on one machine. They outlive the application, so that it can be killed
/// and started again.
pub(crate) struct Home {
    folder: TempDir,
    exports: TempDir,
    locale: Locale,
    /// How many times faster the application's clock runs than the system's.
    clock_speed: Option<u32>,
}

impl Home {
    /// An empty home.
    pub(crate) fn new(locale: Locale) -> Self {
        let folder = TempDir::with_prefix("goldthread-home-").unwrap();
        for name in ["home", "data", "tmp", "run", "cache", "config", "share", "state"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let private = fs::Permissions::from_mode(0o700);
        fs::set_permissions(folder.path().join("run"), private).unwrap();
        let exports = TempDir::with_prefix("goldthread-exports-").unwrap();
        Self { folder, exports, locale, clock_speed: None }
    }

    /// The same home, in which time runs faster for the application.
    pub(crate) fn with_hasty_clock(mut self, speed: u32) -> Self {
        self.clock_speed = Some(speed);
        self
    }

    /// Everything the application may write on its own: data, temporary, web data, cache.
    pub(crate) fn own_folders(&self) -> &Path {
        self.folder.path()
    }

    /// Where the application keeps the clinic.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Where "save as" puts a document: the one place plaintext may be.
    pub(crate) fn export(&self) -> PathBuf {
        self.exports.path().join("plan.pdf")
    }

    /// A file that stands beside the exports: what "open" finds, or what was written there.
    pub(crate) fn outside(&self, name: &str) -> PathBuf {
        self.exports.path().join(name)
    }

    /// The folder whose files the dialog for attachments gives back.
    pub(crate) fn papers(&self) -> PathBuf {
        let folder = self.outside("papers");
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// The folder that plans are written to in one go.
    pub(crate) fn plans(&self) -> PathBuf {
        let folder = self.outside("plans");
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// Puts a viewer in the place of the system's own; it writes down which file it was given.
    pub(crate) fn with_viewer(self) -> Self {
        let viewer = self.outside("bin/xdg-open");
        fs::create_dir_all(viewer.parent().unwrap()).unwrap();
        let viewed = self.outside("viewed").display().to_string();
        fs::write(&viewer, format!("#!/bin/sh\nprintf %s \"$1\" > '{viewed}'\n")).unwrap();
        fs::set_permissions(&viewer, fs::Permissions::from_mode(0o755)).unwrap();
        self
    }

    /// The whole environment of the application, besides the display.
    pub(crate) fn environment(&self) -> Vec<(String, String)> {
        let inside = |name: &str| self.folder.path().join(name).display().to_string();
        [
            ("HOME", inside("home")),
            ("TMPDIR", inside("tmp")),
            ("XDG_RUNTIME_DIR", inside("run")),
            ("XDG_CACHE_HOME", inside("cache")),
            ("XDG_CONFIG_HOME", inside("config")),
            ("XDG_DATA_HOME", inside("share")),
            ("XDG_STATE_HOME", inside("state")),
            ("GOLDTHREAD_DATA_DIR", inside("data")),
            ("GOLDTHREAD_E2E_SAVE_PATH", self.export().display().to_string()),
            ("GOLDTHREAD_E2E_FORM_PACK", self.outside("pack.toml").display().to_string()),
            ("GOLDTHREAD_E2E_PAPERS", self.outside("papers").display().to_string()),
            ("GOLDTHREAD_E2E_RESTORE_FOLDER", inside("data/backups")),
            ("GOLDTHREAD_E2E_CLIENT_LIST", self.outside("list.csv").display().to_string()),
            ("GOLDTHREAD_E2E_LOGO", self.outside("logo.svg").display().to_string()),
            ("GOLDTHREAD_E2E_REFERRALS", self.outside("referral.json").display().to_string()),
            ("GOLDTHREAD_E2E_RECORDS_FOLDER", self.outside("").display().to_string()),
            ("GOLDTHREAD_E2E_PLANS_FOLDER", self.outside("plans").display().to_string()),
            ("PATH", format!("{}:{}", self.outside("bin").display(), env!("PATH"))),
            ("LANG", self.locale.name().to_owned()),
            ("LC_ALL", self.locale.name().to_owned()),
            // Xvfb has no graphics card, and no accessibility bus runs beside it. The DMA-BUF
            // renderer stays on: without it the driver waits for ever for a screenshot.
            ("LIBGL_ALWAYS_SOFTWARE", "1".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
            ("GDK_BACKEND", "x11".to_owned()),
        ]
        .into_iter()
        .chain(self.clock_speed.map(|it| ("GOLDTHREAD_E2E_CLOCK_SPEED", it.to_string())))
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
    }
}
