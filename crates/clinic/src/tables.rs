//! Tables for other programs: who is here, scores over time, hours, what is due. A person is in a
//! table only where what is said of them may leave, and each has the disclosure in their history.

use std::{collections::BTreeSet, path::Path};

use interop::csv::Table;

use crate::{
    Document, Error, Result, Session,
    directory::Entry,
    due_board,
    view::{
        BatchRefused, TableView,
        request::{self, TableKind},
    },
};

/// A table that is not written anywhere yet.
pub struct TableFile {
    document: Document,
    view: TableView,
}

impl TableFile {
    /// The file's bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.document.bytes
    }

    /// Whether it says nothing of anybody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.view.people == 0
    }

    /// What is told of it; it names no file as long as none was written.
    #[must_use]
    pub fn view(&self) -> &TableView {
        &self.view
    }

    /// A name for the file that names nobody.
    #[must_use]
    pub fn suggested_name(&self) -> &str {
        &self.document.suggested_name
    }
}

impl Session {
    /// Sets a table of everybody whose rows may leave for what was asked; the others are named with
    /// the reason.
    ///
    /// # Errors
    /// [`crate::Code::NotAllowed`] for who does not manage the clinic; [`crate::Code::TooLong`].
    pub fn table_file(&self, request: &request::ExportTable) -> Result<TableFile> {
        self.require_admin()?;
        self.require_clinical()?;
        let (mut people, mut refused) = (Vec::new(), Vec::new());
        for entry in self.everybody() {
            match self.disclose(entry.client, &request.to) {
                Ok(purpose) => people.push((entry, purpose)),
                Err(error @ Error::Disclosure(_)) => refused.push(left_out(entry, &error)),
                Err(fault) => return Err(fault),
            }
        }
        let entries: Vec<&Entry> = people.iter().map(|(entry, _)| *entry).collect();
        let (rows, csv, told) = match request.table {
            TableKind::Clients => made(self.clients_table(&entries)?),
            TableKind::Scores => made(self.scores_table(&entries)?),
            TableKind::Hours => made(self.hours_table(&entries)?),
            TableKind::Due => made(self.due_table(&entries)?),
        };
        let several: Vec<_> = people
            .into_iter()
            .filter(|(entry, _)| told.contains(&entry.number))
            .map(|(entry, purpose)| (entry.client, purpose))
            .collect();
        let view = TableView {
            file: String::new(),
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
            people: u32::try_from(several.len()).unwrap_or(u32::MAX),
            notice: String::new(),
            refused,
        };
        let (name, what) = named(request.table);
        let document = Document::file(csv.into_bytes(), name.to_owned()).of(what, None);
        Ok(TableFile { document: document.about(several), view })
    }

    /// Writes a table to the place a person chose, as [`Session::write_document`] does.
    ///
    /// # Errors
    /// As [`Session::write_document`]. Of a table of nobody nothing is written.
    pub fn write_table(&mut self, path: &Path, table: &TableFile) -> Result<TableView> {
        if table.is_empty() {
            return Ok(table.view.clone());
        }
        let written = self.write_document(path, &table.document)?;
        Ok(TableView { file: written.file, notice: written.notice, ..table.view.clone() })
    }

    /// Everybody who has not been deleted, by number.
    fn everybody(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.directory.present().collect();
        entries.sort_by(|a, b| a.number.cmp(&b.number));
        entries
    }

    fn clients_table(&self, entries: &[&Entry]) -> Result<Table<9>> {
        let mut table = Table::new([
            "client_number",
            "name_used",
            "legal_name",
            "pronouns",
            "birth_date",
            "phones",
            "stage",
            "admission_date",
            "changed_at",
        ]);
        for entry in entries {
            let row = self.client_row(entry);
            table.push([
                row.number,
                row.name,
                row.legal_name,
                row.pronouns,
                entry.birth().map(|day| day.to_string()).unwrap_or_default(),
                row.phones.join("; "),
                row.stage,
                self.admitted(entry)?.map(|day| day.to_string()).unwrap_or_default(),
                row.changed_at,
            ]);
        }
        Ok(table)
    }

    fn scores_table(&self, entries: &[&Entry]) -> Result<Table<9>> {
        let mut table = Table::new([
            "client_number",
            "name_used",
            "instrument",
            "version",
            "score",
            "label",
            "date",
            "value",
            "band",
        ]);
        for entry in entries {
            for (form, readings) in self.readings(entry.client)? {
                for (on, version, scored) in &readings {
                    for score in &form.scores {
                        let Some(value) = scored.score(&score.id) else { continue };
                        let band = scored.band(&score.id).map(|mark| mark.label.clone());
                        table.push([
                            entry.number.clone(),
                            entry.shown_name(),
                            form.id.clone(),
                            version.clone(),
                            score.id.clone(),
                            score.label.clone(),
                            on.to_string(),
                            plain(value),
                            band.unwrap_or_default(),
                        ]);
                    }
                }
            }
        }
        Ok(table)
    }

    fn hours_table(&self, entries: &[&Entry]) -> Result<Table<5>> {
        let mut table = Table::new([
            "client_number",
            "name_used",
            "week_beginning",
            "planned_minutes",
            "delivered_minutes",
        ]);
        for entry in entries {
            for week in self.delivered(entry)?.weeks {
                table.push([
                    entry.number.clone(),
                    entry.shown_name(),
                    week.monday.to_string(),
                    week.planned.to_string(),
                    week.delivered.to_string(),
                ]);
            }
        }
        Ok(table)
    }

    fn due_table(&self, entries: &[&Entry]) -> Result<Table<6>> {
        let head = ["client_number", "name_used", "kind", "what", "due_date", "days_late"];
        let mut table = Table::new(head);
        let numbers: BTreeSet<&str> = entries.iter().map(|entry| entry.number.as_str()).collect();
        for (on, row) in self.all_due()? {
            if !numbers.contains(row.number.as_str()) {
                continue;
            }
            table.push([
                row.number,
                row.name,
                due_board::label(row.kind).to_owned(),
                row.what,
                on.map(|day| day.to_string()).unwrap_or_default(),
                row.late_days.to_string(),
            ]);
        }
        Ok(table)
    }
}

/// How many rows a table has, itself, and the numbers of those it says something of.
fn made<const N: usize>(table: Table<N>) -> (usize, String, BTreeSet<String>) {
    let told = table.column(0).map(str::to_owned).collect();
    (table.rows(), table.to_csv(), told)
}

/// The name of the file, and what a disclosure calls it.
fn named(table: TableKind) -> (&'static str, &'static str) {
    match table {
        TableKind::Clients => ("Clients.csv", "Row in the list of clients"),
        TableKind::Scores => ("Scores.csv", "Scores over time, in a table"),
        TableKind::Hours => ("Hours.csv", "Hours of the program, in a table"),
        TableKind::Due => ("Due.csv", "What is due, in a table"),
    }
}

/// A score as a number or a code.
fn plain(value: &form::ScoreValue) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        Ok(number) => number.to_string(),
        Err(_) => String::new(),
    }
}

fn left_out(entry: &Entry, error: &Error) -> BatchRefused {
    BatchRefused {
        number: entry.number.clone(),
        name: entry.shown_name(),
        code: error.code(),
        detail: error.detail(),
    }
}
