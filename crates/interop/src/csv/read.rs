//! Tables in, as other programs write them: RFC 4180 with what is common beside it. Commas,
//! semicolons or tabs between fields, any end of line, UTF-8 or what Windows writes for western
//! languages.

use std::fmt;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 8 * 1024 * 1024;
/// Rows that are read: each is compared with everybody who is here.
const MOST_ROWS: usize = 5_000;
/// Columns that are read.
const MOST_COLUMNS: usize = 200;
/// Characters of a field.
const LONGEST: usize = 10_000;

/// A table as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The names of the columns, without blanks around them.
    pub head: Vec<String>,
    /// The rows below; those with nothing in them are left out.
    pub rows: Vec<Row>,
}

/// A row, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file that it begins on, counted from 1.
    pub line: usize,
    /// Its fields, without blanks around them. There may be fewer or more than columns.
    pub fields: Vec<String>,
}

/// Why a file is not read as a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// There is nothing in it, or a head alone.
    Empty,
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// It is no text: it holds characters that text does not.
    NotText,
    /// It has more rows than are read.
    TooManyRows,
    /// It has more columns than are read.
    TooManyColumns,
    /// A field is longer than anybody's.
    TooLong(usize),
    /// A quotation mark that begins on this line is not closed.
    Unclosed(usize),
    /// After a closing quotation mark on this line something else follows than the next field.
    AfterQuote(usize),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "there is nothing in it below a head"),
            Self::TooLarge => write!(f, "it is larger than {} MB", LARGEST / 1024 / 1024),
            Self::NotText => write!(f, "it is no text; save it as CSV"),
            Self::TooManyRows => write!(f, "it has more than {MOST_ROWS} rows"),
            Self::TooManyColumns => write!(f, "it has more than {MOST_COLUMNS} columns"),
            Self::TooLong(line) => write!(f, "line {line}: a field is too long"),
            Self::Unclosed(line) => write!(f, "line {line}: a quotation mark is not closed"),
            Self::AfterQuote(line) => {
                write!(f, "line {line}: something follows a closing quotation mark")
            }
        }
    }
}

/// Reads a table.
///
/// # Errors
/// What stands in the way, with its line.
pub fn read(bytes: &[u8]) -> Result<Read, Fault> {
    if bytes.len() as u64 > LARGEST {
        return Err(Fault::TooLarge);
    }
    let text = decoded(bytes)?;
    let separator = separator(&text);
    let mut rows = Reader { rest: text.chars().peekable(), separator, line: 1 }.rows()?;
    if rows.len() < 2 {
        return Err(Fault::Empty);
    }
    let head = rows.remove(0).fields;
    Ok(Read { head, rows })
}

/// The file as text: as its mark says, else UTF-8 where it is that, else what Windows writes for
/// western languages.
fn decoded(bytes: &[u8]) -> Result<String, Fault> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let encoding = marked.unwrap_or(if is_utf8 { UTF_8 } else { WINDOWS_1252 });
    let (text, _, is_wrong) = encoding.decode(bytes);
    let is_text = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    if is_wrong || !text.chars().all(is_text) {
        return Err(Fault::NotText);
    }
    Ok(text.into_owned())
}

/// What stands between the names of the columns most often.
fn separator(text: &str) -> char {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(',', 0), (';', 0), ('\t', 0)];
    for character in head.chars() {
        quoted ^= character == '"';
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && *separator == character);
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count > 0).map_or(',', |(separator, _)| *separator)
}

struct Reader<'t> {
    rest: std::iter::Peekable<std::str::Chars<'t>>,
    separator: char,
    line: usize,
}

impl Reader<'_> {
    fn rows(mut self) -> Result<Vec<Row>, Fault> {
        let mut rows: Vec<Row> = Vec::new();
        while self.rest.peek().is_some() {
            let line = self.line;
            let fields = self.row()?;
            if fields.iter().all(String::is_empty) {
                continue;
            }
            if rows.len() > MOST_ROWS {
                return Err(Fault::TooManyRows);
            }
            rows.push(Row { line, fields });
        }
        Ok(rows)
    }

    fn row(&mut self) -> Result<Vec<String>, Fault> {
        let mut fields = Vec::new();
        loop {
            let field = self.field()?;
            fields.push(field.trim().to_owned());
            if fields.len() > MOST_COLUMNS {
                return Err(Fault::TooManyColumns);
            }
            match self.rest.next() {
                Some(next) if next == self.separator => {}
                Some(end) => {
                    self.end_of_line(end);
                    return Ok(fields);
                }
                None => return Ok(fields),
            }
        }
    }

    /// Counts a line; a carriage return takes the line feed after it along.
    fn end_of_line(&mut self, end: char) {
        if end == '\r' {
            let _ = self.rest.next_if_eq(&'\n');
        }
        self.line += 1;
    }

    fn field(&mut self) -> Result<String, Fault> {
        if self.rest.next_if_eq(&'"').is_some() {
            return self.quoted();
        }
        let mut field = String::new();
        let separator = self.separator;
        let ends = |c: &char| *c == separator || matches!(c, '\n' | '\r');
        while let Some(character) = self.rest.next_if(|c| !ends(c)) {
            field.push(character);
        }
        self.fitting(field)
    }

    fn quoted(&mut self) -> Result<String, Fault> {
        let began = self.line;
        let mut field = String::new();
        loop {
            match self.rest.next() {
                None => return Err(Fault::Unclosed(began)),
                Some('"') if self.rest.next_if_eq(&'"').is_some() => field.push('"'),
                Some('"') => break,
                Some(end @ ('\n' | '\r')) => {
                    self.end_of_line(end);
                    field.push('\n');
                }
                Some(character) => field.push(character),
            }
            if field.len() > 4 * LONGEST {
                return Err(Fault::TooLong(began));
            }
        }
        match self.rest.peek() {
            None | Some('\n' | '\r') => self.fitting(field),
            Some(next) if *next == self.separator => self.fitting(field),
            Some(_) => Err(Fault::AfterQuote(self.line)),
        }
    }

    fn fitting(&self, field: String) -> Result<String, Fault> {
        let fits = field.chars().count() <= LONGEST;
        if fits { Ok(field) } else { Err(Fault::TooLong(self.line)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
        let read = read(text.as_bytes()).unwrap();
        let head = (0, read.head);
        let rows = read.rows.into_iter().map(|row| (row.line, row.fields));
        std::iter::once(head).chain(rows).collect()
    }

    #[test]
    fn what_other_programs_write_is_read() {
        let expected = [(0, vec!["a", "b"]), (2, vec!["1", "x y"])];
        let expected = expected.map(|(line, fields)| {
            (line, fields.into_iter().map(str::to_owned).collect::<Vec<_>>())
        });
        for text in [
            "a,b\r\n1,x y\r\n",
            "a,b\n1,x y",
            "a;b\r1;x y\r",
            "a\tb\n1\t x y \n\n\n",
            "\u{feff}\"a\",\"b\"\n\"1\",\"x y\"\n",
            "a,b\n1,x y\n,\n",
        ] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }

    #[test]
    fn quoted_fields_hold_separators_quotation_marks_and_lines() {
        let read = rows("name,said\n\"Luz, Ana\",\"she said \"\"no\"\"\r\nand left\"\nBo,yes\n");
        assert_eq!(read[1], (2, vec!["Luz, Ana".into(), "she said \"no\"\nand left".into()]));
        assert_eq!(read[2].0, 4);
    }

    #[test]
    fn letters_of_windows_and_of_utf_16_are_read() {
        assert_eq!(read(b"n,c\nN\xfa\xf1ez,\x80\n").unwrap().rows[0].fields, ["Núñez", "€"]);
        let wide: Vec<u8> =
            "\u{feff}n,c\nĐặng,x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide).unwrap().rows[0].fields, ["Đặng", "x"]);
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_line() {
        let long = format!("a,b\n1,{}\n", "x".repeat(LONGEST + 1));
        let wide = format!("{}\n1\n", "a,".repeat(MOST_COLUMNS + 1));
        let deep = format!("a\n{}", "1\n".repeat(MOST_ROWS + 1));
        for (text, fault) in [
            ("", Fault::Empty),
            ("a,b\n", Fault::Empty),
            ("\n\n,,\n", Fault::Empty),
            ("a,b\n\"1,2\n3,4\n", Fault::Unclosed(2)),
            ("a,b\n1,2\n\"3\"x,4\n", Fault::AfterQuote(3)),
            ("PK\u{3}\u{4}", Fault::NotText),
            (long.as_str(), Fault::TooLong(2)),
            (wide.as_str(), Fault::TooManyColumns),
            (deep.as_str(), Fault::TooManyRows),
        ] {
            assert_eq!(read(text.as_bytes()), Err(fault), "{:?}", text.get(..40));
        }
        assert_eq!(read(&vec![b'a'; LARGEST as usize + 1]), Err(Fault::TooLarge));
    }
}
