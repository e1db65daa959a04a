//! A display that keeps its picture in a file, and what can be read from it.
//!
//! The file is a window dump of X11 (XWD, version 7): a head of big-endian numbers, a table of colors,
//! then the pixels. Knows nothing of who draws.

use crate::steps::Failure;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a display may take to come up.
const PATIENCE: Duration = Duration::from_secs(30);
/// The numbers of the head, and how long a line of the table of colors is.
const HEAD: usize = 25;
const COLOR: usize = 12;
const PIXEL: usize = 4;

/// A running display. It ends when it is dropped.
pub(super) struct Screen {
    server: Child,
    number: String,
    file: File,
    shape: Shape,
}

impl Screen {
    /// Starts a display whose file lies in `folder`.
    pub(super) fn start(folder: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(folder)?;
        let kept = folder.join("Xvfb_screen0");
        // What a display of before left there is not on this one.
        if kept.exists() {
            fs::remove_file(&kept)?;
        }
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"])
            .arg("-fbdir")
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut number = String::new();
        if let Some(said) = server.stdout.take() {
            BufReader::new(said).read_line(&mut number)?;
        }
        let number = number.trim().to_owned();
        let opened = opened(&kept);
        match opened {
            Some((file, shape)) if !number.is_empty() => Ok(Self { server, number, file, shape }),
            _ => {
                server.kill()?;
                server.wait()?;
                Err(Failure::new("Xvfb did not come up"))
            }
        }
    }

    /// What programs call it.
    pub(super) fn name(&self) -> String {
        format!(":{}", self.number)
    }

    /// What is on it now.
    pub(super) fn picture(&mut self) -> Result<Picture, Failure> {
        let mut pixels = vec![0; self.shape.height * self.shape.line];
        self.file.seek(SeekFrom::Start(self.shape.pixels))?;
        self.file.read_exact(&mut pixels)?;
        Ok(Picture { width: self.shape.width, line: self.shape.line, pixels })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// The file, once its head is written.
fn opened(path: &PathBuf) -> Option<(File, Shape)> {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        if let Ok(mut file) = File::open(path) {
            let mut head = [0; HEAD * 4];
            let shape = file.read_exact(&mut head).ok().and_then(|()| Shape::read(&head));
            if let Some(shape) = shape {
                return Some((file, shape));
            }
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    None
}

/// Where the pixels lie in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    width: usize,
    height: usize,
    /// Bytes of a line.
    line: usize,
    /// Where the pixels begin.
    pixels: u64,
}

impl Shape {
    /// None while the head is not whole, or of pixels that are not four bytes each.
    fn read(head: &[u8; HEAD * 4]) -> Option<Self> {
        let at = |nth: usize| {
            let bytes = head.get(nth * 4..nth * 4 + 4)?.try_into().ok()?;
            usize::try_from(u32::from_be_bytes(bytes)).ok()
        };
        let (length, version, bits, colors) = (at(0)?, at(1)?, at(11)?, at(19)?);
        let shape = Self {
            width: at(4)?,
            height: at(5)?,
            line: at(12)?,
            pixels: u64::try_from(length + colors * COLOR).ok()?,
        };
        let fits = shape.width > 0 && shape.line >= shape.width * PIXEL;
        (version == 7 && bits == PIXEL * 8 && fits).then_some(shape)
    }
}

/// What was on a display.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picture {
    width: usize,
    line: usize,
    pixels: Vec<u8>,
}

impl Picture {
    /// How many pixels are not the same in another picture of the same display.
    pub(super) fn changed(&self, other: &Self) -> usize {
        if self.pixels == other.pixels {
            return 0;
        }
        let pairs = self.pixels.chunks_exact(PIXEL).zip(other.pixels.chunks_exact(PIXEL));
        pairs.filter(|(one, another)| one[..3] != another[..3]).count()
    }

    /// The same as a part of the whole.
    pub(super) fn differs_from(&self, other: &Self) -> f64 {
        let count = (self.pixels.len() / PIXEL).max(1);
        self.changed(other) as f64 / count as f64
    }

    /// Keeps it as a plain pixmap, for somebody to look at.
    pub(super) fn keep(&self, path: &Path) -> Result<(), Failure> {
        let mut file = std::io::BufWriter::new(File::create(path)?);
        writeln!(file, "P6 {} {} 255", self.width, self.pixels.len() / self.line)?;
        for line in self.pixels.chunks_exact(self.line) {
            for pixel in line.chunks_exact(PIXEL).take(self.width) {
                file.write_all(&[pixel[2], pixel[1], pixel[0]])?;
            }
        }
        Ok(file.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(numbers: &[(usize, u32)]) -> [u8; HEAD * 4] {
        let mut head = [0; HEAD * 4];
        for (nth, number) in numbers {
            head[nth * 4..nth * 4 + 4].copy_from_slice(&number.to_be_bytes());
        }
        head
    }

    fn picture(pixels: &[[u8; 4]]) -> Picture {
        Picture { width: 2, line: 8, pixels: pixels.concat() }
    }

    #[test]
    fn the_head_of_the_file_says_where_the_pixels_lie() {
        let whole = [(0, 160), (1, 7), (4, 1280), (5, 900), (11, 32), (12, 5120), (19, 256)];
        let shape = Shape { width: 1280, height: 900, line: 5120, pixels: 160 + 256 * 12 };
        assert_eq!(Shape::read(&head(&whole)), Some(shape));
        assert_eq!(Shape::read(&head(&[])), None);
        assert_eq!(Shape::read(&head(&[&whole[..4], &[(11, 16)], &whole[5..]].concat())), None);
    }

    #[test]
    fn pixels_that_changed_are_counted_by_their_color() {
        let one = picture(&[[1, 2, 3, 0], [4, 5, 6, 0], [7, 8, 9, 0], [0, 0, 0, 0]]);
        let other = picture(&[[1, 2, 3, 255], [4, 5, 7, 0], [7, 8, 9, 0], [0, 0, 0, 0]]);
        assert_eq!((one.changed(&one), one.changed(&other)), (0, 1));
        assert!((one.differs_from(&other) - 0.25).abs() < 1e-9);
    }

    #[test]
    fn a_kept_picture_has_red_first() {
        let path = std::env::temp_dir().join(format!("xtask-screen-{}.ppm", std::process::id()));
        picture(&[[1, 2, 3, 0], [4, 5, 6, 0]]).keep(&path).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"P6 2 1 255\n\x03\x02\x01\x06\x05\x04");
        fs::remove_file(path).unwrap();
    }
}
