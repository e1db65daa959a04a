//! Papers on their way in and out: a file that somebody chose, judged before it comes near the
//! records, and a page of an attachment drawn to be looked at. Both take a while, and need neither
//! session nor desk.

use std::{
    fs::File,
    io::{ErrorKind, Read},
    path::Path,
};

use zeroize::Zeroizing;

use crate::{Code, Result, view::AttachmentPageView};

/// A file that somebody chose, and whether it may be kept.
pub struct Paper {
    /// The file's own name, to be shown to whoever chose it.
    pub(crate) file: String,
    pub(crate) judged: std::result::Result<picture::Accepted, String>,
}

impl Paper {
    /// Reads and judges a file. That it may not be kept is not an error: others may be.
    #[must_use]
    pub fn read(path: &Path) -> Self {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self { file: file.unwrap_or_default(), judged: judged(path) }
    }

    /// Why the file may not be kept; nothing for one that may.
    #[must_use]
    pub fn refused(&self) -> Option<&str> {
        self.judged.as_ref().err().map(String::as_str)
    }
}

fn judged(path: &Path) -> std::result::Result<picture::Accepted, String> {
    let bytes = read(path).map_err(|failed| {
        match failed.kind() {
            ErrorKind::NotFound => "there is no such file",
            ErrorKind::PermissionDenied => "the file may not be read",
            _ => "the file could not be read",
        }
        .to_owned()
    })?;
    picture::accept(&bytes).map_err(|refused| refused.to_string())
}

/// The bytes of a file, and one more than are taken.
pub(crate) fn read(path: &Path) -> std::io::Result<Zeroizing<Vec<u8>>> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    let most = u64::try_from(picture::BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Zeroizing::new(Vec::new());
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// An attachment taken out of the records, to be drawn.
pub struct Content {
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    pub(crate) mime: String,
    pub(crate) view: AttachmentPageView,
}

impl Content {
    /// The page that was asked for.
    ///
    /// # Errors
    /// [`Code::NoSuchRecord`] for a page that is not there, [`Code::Damaged`] when it cannot be
    /// drawn.
    pub fn drawn(self) -> Result<AttachmentPageView> {
        let image = self.image()?;
        let (width, height) = (image.width, image.height);
        Ok(AttachmentPageView { image: picture::data_url(&image), width, height, ..self.view })
    }

    pub(crate) fn image(&self) -> Result<picture::Image> {
        let page = self.view.page;
        if page == 0 || page > self.view.pages {
            return Err(Code::NoSuchRecord.into());
        }
        if self.mime == "application/pdf" {
            return picture::page(&self.bytes, page).map_err(|_| Code::Damaged.into());
        }
        let mime = if self.mime == "image/png" { "image/png" } else { "image/jpeg" };
        let (bytes, width, height) = (self.bytes.to_vec(), self.view.width, self.view.height);
        Ok(picture::Image { mime, bytes, width, height })
    }
}
