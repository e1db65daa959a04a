//! Tables for other programs: who is here, scores over time, hours, what is due. A person is in a
//! table only where what is said of them may leave, and each has the disclosure in their history.

use std::collections::BTreeSet;

use interop::csv::Table;

use crate::{
    Document, Result, Session,
    directory::Entry,
    due_board,
    people_file::{Asked, PeopleFile},
    view::request::{self, TableKind},
};

impl Session {
    /// Sets a table of everybody whose rows may leave for what was asked; the others are named with
    /// the reason.
    ///
    /// # Errors
    /// [`crate::Code::NotAllowed`] for who does not manage the clinic; [`crate::Code::TooLong`].
    pub fn table_file(&self, request: &request::ExportTable) -> Result<PeopleFile> {
        self.require_admin()?;
        self.require_clinical()?;
        let Asked { people, refused } = self.asked_for(self.everybody(), &request.to)?;
        let entries: Vec<&Entry> = people.iter().map(|(entry, _)| *entry).collect();
        let Made { rows, csv, told } = self.table(request.table, &entries)?;
        let several: Vec<_> = people
            .into_iter()
            .filter(|(entry, _)| told.contains(&entry.number))
            .map(|(entry, purpose)| (entry.client, purpose))
            .collect();
        let (name, what) = named(request.table);
        let document = Document::file(csv.into_bytes(), name.to_owned()).of(what, None);
        Ok(PeopleFile::of(document, rows, several, refused))
    }

    /// A table of these people.
    pub(crate) fn table(&self, table: TableKind, entries: &[&Entry]) -> Result<Made> {
        Ok(match table {
            TableKind::Clients => made(self.clients_table(entries)?),
            TableKind::Scores => made(self.scores_table(entries)?),
            TableKind::Hours => made(self.hours_table(entries)?),
            TableKind::Due => made(self.due_table(entries)?),
        })
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

/// A table that was made.
pub(crate) struct Made {
    rows: usize,
    pub(crate) csv: String,
    /// The numbers of those it says something of.
    told: BTreeSet<String>,
}

fn made<const N: usize>(table: Table<N>) -> Made {
    let told = table.column(0).map(str::to_owned).collect();
    Made { rows: table.rows(), csv: table.to_csv(), told }
}

/// The name of the file, and what a disclosure calls it.
pub(crate) fn named(table: TableKind) -> (&'static str, &'static str) {
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
