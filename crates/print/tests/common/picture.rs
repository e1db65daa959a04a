//! Pictures of pages, in gray, and how far two of them are apart.

use std::{
    fs::{self, File},
    io::{BufReader, BufWriter},
    path::Path,
};

/// How far a level may be from all levels around the same place in the other picture, of 255,
/// before it is ink that one picture has and the other has not; and how many pixels of that there
/// may be: less than the shortest word.
const INK: (u8, usize) = (24, 16);
/// The same for a tint or a hairline, which are fainter and larger: less than one across the page.
const TINT: (u8, usize) = (6, 1_900);

/// A picture, row by row from the top; 0 is black.
#[derive(Clone, PartialEq)]
pub(crate) struct Gray {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) levels: Vec<u8>,
}

impl Gray {
    /// A page of a PDF at so many dots an inch; at 72, a pixel is a point.
    pub(crate) fn of_page(pdf: &Path, page: usize, dots: usize) -> Self {
        let (pdf, page, dots) = (pdf.to_str().unwrap(), page.to_string(), dots.to_string());
        let stem = format!("{}-{page}-{dots}", pdf.trim_end_matches(".pdf"));
        let on = ["-r", &dots, "-gray", "-f", &page, "-l", &page, "-singlefile", pdf, &stem];
        super::tool("pdftoppm", &on);
        Self::of_graymap(&fs::read(format!("{stem}.pgm")).unwrap())
    }

    /// A portable graymap of one byte a pixel, as pdftoppm writes it.
    fn of_graymap(file: &[u8]) -> Self {
        let mut words = file.split(u8::is_ascii_whitespace);
        let mut word = || std::str::from_utf8(words.next().unwrap()).unwrap();
        assert_eq!(word(), "P5");
        let [width, height] = [word(), word()].map(|it| it.parse::<usize>().unwrap());
        Self { width, height, levels: file[file.len() - width * height..].to_vec() }
    }

    /// A kept picture, where there is one.
    pub(crate) fn of_file(path: &Path) -> Option<Self> {
        let file = BufReader::new(File::open(path).ok()?);
        let mut reader = png::Decoder::new(file).read_info().unwrap();
        let mut levels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut levels).unwrap();
        let kind = (png::ColorType::Grayscale, png::BitDepth::Eight);
        assert_eq!((info.color_type, info.bit_depth), kind, "{}", path.display());
        Some(Self { width: info.width as usize, height: info.height as usize, levels })
    }

    #[allow(clippy::disallowed_methods, reason = "a picture for a person to look at")]
    pub(crate) fn save(&self, path: &Path) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let file = BufWriter::new(File::create(path).unwrap());
        let mut encoder = png::Encoder::new(file, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_compression(png::Compression::High);
        encoder.write_header().unwrap().write_image_data(&self.levels).unwrap();
    }

    /// The same picture a whole number of times smaller.
    pub(crate) fn smaller(&self, times: usize) -> Self {
        let (width, height) = (self.width / times, self.height / times);
        let level = |at: usize| {
            let (left, top) = (at % width * times, at / width * times);
            let row = |y: usize| &self.levels[y * self.width + left..][..times];
            let sum: usize = (top..top + times).flat_map(row).map(|it| usize::from(*it)).sum();
            (sum / (times * times)) as u8
        };
        Self { width, height, levels: (0..width * height).map(level).collect() }
    }

    /// Whether they are pictures of one page. A renderer may draw an edge softer, or up to a pixel
    /// further on; it draws no other line and leaves out no word.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        if (self.width, self.height) != (other.width, other.height) {
            return false;
        }
        let apart = self.apart(other);
        let few =
            |(level, most): (u8, usize)| apart.iter().filter(|it| **it > level).count() <= most;
        few(INK) && few(TINT)
    }

    /// This picture, faint, with what the other one has not, or has besides, in black.
    pub(crate) fn difference(&self, other: &Self) -> Self {
        if (self.width, self.height) != (other.width, other.height) {
            return self.clone();
        }
        let apart = self.apart(other);
        let level = |(level, apart): (&u8, &u8)| match apart {
            apart if *apart > TINT.0 => 0,
            _ => 200 + level / 5,
        };
        Self { levels: self.levels.iter().zip(&apart).map(level).collect(), ..self.clone() }
    }

    /// For every pixel, how far its level is from all levels around it in the other picture, seen
    /// from either; both a little blurred.
    fn apart(&self, other: &Self) -> Vec<u8> {
        let [mine, theirs] = [self, other].map(|it| {
            let sums = it.around(it.levels.iter().map(|level| u16::from(*level)), |a, b| a + b);
            sums.into_iter().map(|sum| (sum / 9) as u8).collect::<Vec<_>>()
        });
        let from = |one: &[u8], other: &[u8]| {
            let low = self.around(other.iter().copied(), u8::min);
            let high = self.around(other.iter().copied(), u8::max);
            let outside = one.iter().zip(low.iter().zip(&high));
            let outside = outside
                .map(|(at, (low, high))| low.saturating_sub(*at).max(at.saturating_sub(*high)));
            outside.collect::<Vec<u8>>()
        };
        let (there, back) = (from(&mine, &theirs), from(&theirs, &mine));
        there.into_iter().zip(back).map(|(a, b)| a.max(b)).collect()
    }

    /// Joins every value with the eight around it; at an edge, those within count again.
    fn around<T: Copy>(&self, values: impl Iterator<Item = T>, join: fn(T, T) -> T) -> Vec<T> {
        let values: Vec<T> = values.collect();
        let (width, last) = (self.width, self.height - 1);
        let mut rows = Vec::with_capacity(values.len());
        for row in values.chunks_exact(width) {
            for x in 0..width {
                let beside = join(row[x.saturating_sub(1)], row[(x + 1).min(width - 1)]);
                rows.push(join(row[x], beside));
            }
        }
        let mut whole = Vec::with_capacity(rows.len());
        for y in 0..self.height {
            let (above, below) = (y.saturating_sub(1) * width, (y + 1).min(last) * width);
            for x in 0..width {
                whole.push(join(rows[y * width + x], join(rows[above + x], rows[below + x])));
            }
        }
        whole
    }
}
