//! Tables out. A field that a spreadsheet would take for a formula is written so that it stays text.

/// A table with a head, whose rows have a field for each column of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<const COLUMNS: usize> {
    head: [&'static str; COLUMNS],
    rows: Vec<[String; COLUMNS]>,
}

impl<const COLUMNS: usize> Table<COLUMNS> {
    /// A table without rows. The names of the columns are for programs: `birth_date`.
    #[must_use]
    pub fn new(head: [&'static str; COLUMNS]) -> Self {
        Self { head, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: [String; COLUMNS]) {
        self.rows.push(row);
    }

    /// The fields of a column, from the first row to the last.
    pub fn column(&self, index: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.get(index).map(String::as_str))
    }

    /// How many rows there are below the head.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The table, its head first. Every line ends in a carriage return and a line feed.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut out = String::new();
        line(&mut out, self.head);
        for row in &self.rows {
            line(&mut out, row.iter().map(String::as_str));
        }
        out
    }
}

fn line<'f>(out: &mut String, fields: impl IntoIterator<Item = &'f str>) {
    for (index, field) in fields.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        self::field(out, field);
    }
    out.push_str("\r\n");
}

/// Writes a field, within quotation marks where it needs them. An apostrophe before what begins a
/// formula is what spreadsheets themselves put there; they do not show it.
fn field(out: &mut String, field: &str) {
    let guard = if begins_formula(field) { "'" } else { "" };
    let needs_marks = field.contains(['"', ',', '\n', '\r']) || field.trim() != field;
    if needs_marks {
        out.extend(["\"", guard, &field.replace('"', "\"\""), "\""]);
    } else {
        out.extend([guard, field]);
    }
}

/// Whether a spreadsheet may take a field for a formula: by its first character, also in the wide
/// forms that some read alike, and after blanks that some cut off.
fn begins_formula(field: &str) -> bool {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    field.starts_with(['\t', '\r', '\n']) || field.trim_start().starts_with(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(fields: &[&str]) -> String {
        let mut out = String::new();
        line(&mut out, fields.iter().copied());
        out
    }

    #[test]
    fn fields_stay_what_they_are() {
        for (field, shown) in [
            ("plain", "plain"),
            ("Núñez, Ana", "\"Núñez, Ana\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            (" kept ", "\" kept \""),
            ("", ""),
        ] {
            assert_eq!(written(&[field, "x"]), format!("{shown},x\r\n"), "{field:?}");
        }
    }

    #[test]
    fn formulas_stay_text() {
        for (field, shown) in [
            ("=1+1", "'=1+1"),
            ("+1 555 0100", "'+1 555 0100"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"'\t=1\""),
            ("  =1", "\"'  =1\""),
            ("\r\n=1", "\"'\r\n=1\""),
            ("＝1", "'＝1"),
            ("=\"a\",1", "\"'=\"\"a\"\",1\""),
            ("a=1", "a=1"),
        ] {
            assert_eq!(written(&[field]), format!("{shown}\r\n"), "{field:?}");
        }
    }

    #[test]
    fn a_table_without_rows_is_its_head() {
        let mut table = Table::new(["number", "name"]);
        assert_eq!((table.rows(), table.to_csv()), (0, "number,name\r\n".to_owned()));
        table.push(["RB-0048".to_owned(), "Ana".to_owned()]);
        assert_eq!((table.rows(), &*table.to_csv()), (1, "number,name\r\nRB-0048,Ana\r\n"));
    }
}
