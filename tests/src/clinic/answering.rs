//! Answering a form question by question, as a screen does: each answer with the revision seen.

use clinic::Result;
use clinic::view::{ItemView, SectionStatus, SectionView, request};
use serde_json::{Value, json};

use super::TempClinic;

/// A form on the screen.
pub struct Answering<'c> {
    clinic: &'c mut TempClinic,
    client: String,
    /// As it is shown now.
    pub view: SectionView,
}

impl<'c> Answering<'c> {
    pub(super) fn of(clinic: &'c mut TempClinic, client: &str, view: SectionView) -> Self {
        Self { clinic, client: client.into(), view }
    }

    /// Answers a question.
    #[track_caller]
    pub fn set(mut self, path: &str, value: impl Into<Value>) -> Self {
        self.try_set(path, value).unwrap();
        self
    }

    /// Records unknown, declined or not asked.
    #[track_caller]
    pub fn state(self, path: &str, state: &str) -> Self {
        self.set(path, json!({ "state": state }))
    }

    /// Answers a question, if it is taken.
    pub fn try_set(&mut self, path: &str, value: impl Into<Value>) -> Result<()> {
        let request = self.answer(path, value);
        self.view = self.clinic.desk.answer_item(&request)?;
        Ok(())
    }

    /// The request that answering would send.
    pub fn answer(&self, path: &str, value: impl Into<Value>) -> request::AnswerItem {
        request::AnswerItem {
            token: self.clinic.token.clone(),
            client: self.client.clone(),
            form: self.view.form.clone(),
            record: self.view.record.clone(),
            rev: self.view.rev,
            path: path.into(),
            value: value.into(),
        }
    }

    /// Adds a row and says its id.
    pub fn add_row(&mut self, group: &str) -> String {
        self.rows(group, None, None).unwrap();
        self.item(group).rows.last().unwrap().id.clone()
    }

    /// Takes a row out.
    pub fn remove_row(&mut self, group: &str, row: &str) {
        self.rows(group, Some(row), None).unwrap();
    }

    /// Moves a row after another; to the head after none.
    pub fn move_row(&mut self, group: &str, row: &str, after: &str) {
        self.rows(group, Some(row), Some(after)).unwrap();
    }

    /// Changes rows, if that is taken.
    pub fn rows(&mut self, group: &str, row: Option<&str>, after: Option<&str>) -> Result<()> {
        let request = request::ChangeRows {
            token: self.clinic.token.clone(),
            client: self.client.clone(),
            form: self.view.form.clone(),
            record: self.view.record.clone(),
            rev: self.view.rev,
            path: group.into(),
            row: row.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        self.view = self.clinic.desk.change_rows(&request)?;
        Ok(())
    }

    /// Says how far the form is.
    #[track_caller]
    pub fn mark(mut self, status: SectionStatus) -> Self {
        self.try_mark(status).unwrap();
        self
    }

    /// Says how far the form is, if that is taken.
    pub fn try_mark(&mut self, status: SectionStatus) -> Result<()> {
        let request = request::MarkSection {
            token: self.clinic.token.clone(),
            client: self.client.clone(),
            form: self.view.form.clone(),
            record: self.view.record.clone(),
            rev: self.view.rev,
            status: Some(status),
            source: None,
        };
        self.view = self.clinic.desk.mark_section(&request)?;
        Ok(())
    }

    /// A question as it is shown: `legal_first`, or `phones/<row>/number`.
    #[must_use]
    pub fn item(&self, path: &str) -> &ItemView {
        item(&self.view, path)
    }

    /// The ids of a group's rows.
    #[must_use]
    pub fn row_ids(&self, group: &str) -> Vec<String> {
        self.item(group).rows.iter().map(|row| row.id.clone()).collect()
    }

    /// Whether an issue is shown: `path: message`.
    #[must_use]
    pub fn says(&self, line: &str) -> bool {
        self.view.issues.iter().any(|issue| format!("{}: {}", issue.path, issue.message) == line)
    }
}

fn item<'v>(view: &'v SectionView, path: &str) -> &'v ItemView {
    let rows = view.items.iter().flat_map(|item| item.rows.iter().flat_map(|row| &row.items));
    view.items.iter().chain(rows).find(|item| item.path == path).expect("such a question")
}
