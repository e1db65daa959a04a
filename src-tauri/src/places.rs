//! Places on the disk: the person names them in the system's own dialogs. The page never does.

use std::path::PathBuf;

use clinic::Result;
use tauri::{Webview, Wry};

/// Asks for a place to save a file; `None` when the person thought better of it.
///
/// # Errors
/// When the window is gone.
pub(crate) fn save(webview: &Webview<Wry>, suggested: &str) -> Result<Option<PathBuf>> {
    asking::save(webview, suggested)
}

/// Asks for a folder for backups.
///
/// # Errors
/// When the window is gone.
pub(crate) fn folder(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
    asking::folder(webview)
}

/// Asks for a backup.
///
/// # Errors
/// When the window is gone.
pub(crate) fn backup(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
    asking::backup(webview)
}

/// Asks for a form's definition.
///
/// # Errors
/// When the window is gone.
pub(crate) fn form_pack(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
    asking::form_pack(webview)
}

/// Asks for a list of clients.
///
/// # Errors
/// When the window is gone.
pub(crate) fn client_list(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
    asking::client_list(webview)
}

/// Asks for a file of FHIR.
///
/// # Errors
/// When the window is gone.
pub(crate) fn referrals(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
    asking::referrals(webview)
}

/// Asks for pictures and PDFs.
///
/// # Errors
/// When the window is gone.
pub(crate) fn papers(webview: &Webview<Wry>) -> Result<Option<Vec<PathBuf>>> {
    asking::papers(webview)
}

/// Asks for a logo.
///
/// # Errors
/// When the window is gone.
pub(crate) fn logo(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
    asking::logo(webview)
}

/// Asks for a folder that plans are written to.
///
/// # Errors
/// When the window is gone.
pub(crate) fn plans(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
    asking::plans(webview)
}

/// Asks for a folder for everything on record.
///
/// # Errors
/// When the window is gone.
pub(crate) fn records(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
    asking::records(webview)
}

#[cfg(not(feature = "e2e"))]
mod asking {
    use std::path::PathBuf;

    use clinic::{Code, Result};
    use rfd::{AsyncFileDialog, FileHandle};
    use tauri::{Manager, Webview, Wry};

    pub(super) fn save(webview: &Webview<Wry>, suggested: &str) -> Result<Option<PathBuf>> {
        let name = suggested.to_owned();
        // A system without such a folder begins where it likes.
        let documents = webview.path().document_dir().unwrap_or_default();
        let (kind, ending) = match name.rsplit('.').next() {
            Some("csv") => ("CSV", "csv"),
            Some("jpg") => ("Picture", "jpg"),
            Some("png") => ("Picture", "png"),
            _ => ("PDF", "pdf"),
        };
        let saved = ask(webview, move |dialog| {
            dialog
                .set_title("Save")
                .set_directory(documents)
                .set_file_name(name)
                .add_filter(kind, &[ending])
                .save_file()
        })?;
        Ok(path_of(saved))
    }

    pub(super) fn papers(webview: &Webview<Wry>) -> Result<Option<Vec<PathBuf>>> {
        let endings = ["jpg", "jpeg", "png", "webp", "tif", "tiff", "bmp", "gif", "pdf"];
        let chosen = ask(webview, move |dialog| {
            dialog.set_title("Attach").add_filter("Pictures and PDFs", &endings).pick_files()
        })?;
        Ok(chosen.map(|files| files.iter().map(|file| file.path().to_owned()).collect()))
    }

    pub(super) fn folder(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
        ask(webview, |dialog| dialog.set_title("A folder for backups").pick_folder()).map(path_of)
    }

    pub(super) fn backup(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
        ask(webview, |dialog| {
            dialog
                .set_title("Restore from a backup")
                .add_filter("Goldthread backup", &["goldthread"])
                .pick_file()
        })
        .map(path_of)
    }

    pub(super) fn form_pack(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
        ask(webview, |dialog| {
            dialog
                .set_title("Choose a definition")
                .add_filter("Definition or Questionnaire", &["toml", "json"])
                .pick_file()
        })
        .map(path_of)
    }

    pub(super) fn client_list(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
        ask(webview, |dialog| {
            dialog
                .set_title("Choose a list of clients")
                .add_filter("CSV", &["csv", "txt", "tsv"])
                .pick_file()
        })
        .map(path_of)
    }

    pub(super) fn referrals(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
        ask(webview, |dialog| {
            dialog
                .set_title("Choose a referral")
                .add_filter("FHIR", &["json", "fhir", "age"])
                .pick_file()
        })
        .map(path_of)
    }

    pub(super) fn logo(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
        ask(webview, |dialog| {
            dialog
                .set_title("Choose a logo")
                .add_filter("Logo", &["svg", "png", "jpg", "jpeg"])
                .pick_file()
        })
        .map(path_of)
    }

    pub(super) fn plans(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
        ask(webview, |dialog| dialog.set_title("A folder for the plans").pick_folder()).map(path_of)
    }

    pub(super) fn records(webview: &Webview<Wry>) -> Result<Option<PathBuf>> {
        ask(webview, |dialog| dialog.set_title("A folder for the records").pick_folder())
            .map(path_of)
    }

    /// Some systems give out dialogs on the window's thread only; waiting happens on this one.
    fn ask<F, T>(
        webview: &Webview<Wry>,
        open: impl FnOnce(AsyncFileDialog) -> F + Send + 'static,
    ) -> Result<Option<T>>
    where
        F: Future<Output = Option<T>> + Send + 'static,
    {
        let (send, receive) = std::sync::mpsc::sync_channel(1);
        let window = webview.window();
        let asking = move || {
            // Nobody is left to tell once the command has been dropped.
            let _ = send.send(open(AsyncFileDialog::new().set_parent(&window)));
        };
        webview.run_on_main_thread(asking).map_err(|_| Code::Internal)?;
        let dialog = receive.recv().map_err(|_| Code::Internal)?;
        Ok(tauri::async_runtime::block_on(dialog))
    }

    fn path_of(file: Option<FileHandle>) -> Option<PathBuf> {
        file.map(|file| file.path().to_owned())
    }
}

/// Places come from the environment, so that no native dialog opens under WebDriver.
#[cfg(feature = "e2e")]
mod asking {
    use std::path::PathBuf;

    use clinic::Result;
    use tauri::{Webview, Wry};

    fn named(name: &str) -> Result<Option<PathBuf>> {
        Ok(std::env::var_os(name).map(PathBuf::from))
    }

    /// A PDF goes to the place that is named; another file beside it.
    pub(super) fn save(_: &Webview<Wry>, suggested: &str) -> Result<Option<PathBuf>> {
        let place = named("GOLDTHREAD_E2E_SAVE_PATH")?;
        let plan = suggested.starts_with("Plan");
        Ok(place.map(|path| if plan { path } else { path.with_file_name(suggested) }))
    }

    pub(super) fn folder(_: &Webview<Wry>) -> Result<Option<PathBuf>> {
        named("GOLDTHREAD_E2E_BACKUP_FOLDER")
    }

    pub(super) fn client_list(_: &Webview<Wry>) -> Result<Option<PathBuf>> {
        named("GOLDTHREAD_E2E_CLIENT_LIST")
    }

    pub(super) fn referrals(_: &Webview<Wry>) -> Result<Option<PathBuf>> {
        named("GOLDTHREAD_E2E_REFERRALS")
    }

    pub(super) fn logo(_: &Webview<Wry>) -> Result<Option<PathBuf>> {
        named("GOLDTHREAD_E2E_LOGO")
    }

    pub(super) fn plans(_: &Webview<Wry>) -> Result<Option<PathBuf>> {
        named("GOLDTHREAD_E2E_PLANS_FOLDER")
    }

    pub(super) fn records(_: &Webview<Wry>) -> Result<Option<PathBuf>> {
        named("GOLDTHREAD_E2E_RECORDS_FOLDER")
    }

    pub(super) fn form_pack(_: &Webview<Wry>) -> Result<Option<PathBuf>> {
        named("GOLDTHREAD_E2E_FORM_PACK")
    }

    /// Every file of the folder that is named, by name.
    pub(super) fn papers(_: &Webview<Wry>) -> Result<Option<Vec<PathBuf>>> {
        let folder = named("GOLDTHREAD_E2E_PAPERS")?;
        let Some(entries) = folder.and_then(|folder| std::fs::read_dir(folder).ok()) else {
            return Ok(None);
        };
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.sort();
        Ok(Some(files))
    }

    pub(super) fn backup(_: &Webview<Wry>) -> Result<Option<PathBuf>> {
        let folder = named("GOLDTHREAD_E2E_RESTORE_FOLDER")?;
        let entries = folder.and_then(|folder| std::fs::read_dir(folder).ok());
        let files = entries.into_iter().flatten().flatten().map(|entry| entry.path());
        Ok(files.filter(|path| path.extension().is_some_and(|it| it == "goldthread")).max())
    }
}
