//! What is due: screenings, decisions, consents that end, contact with people who wait.

use chrono::{Days, NaiveDate};

use super::Session;
use crate::{
    Result,
    body::ResponseBody,
    directory::Entry,
    view::{BoardKind, BoardRow, DueRow},
};

/// Rows of one kind at the most; the rest comes up as these are done.
const MOST: usize = 12;

/// Days before its end at which a consent is asked for again.
const ENDING: u64 = 14;

impl Session {
    /// Clients in care whose screenings are due, last changed first.
    pub(super) fn screenings_due(&self, in_care: &[&Entry]) -> Result<Vec<DueRow>> {
        let mut rows = Vec::new();
        if !self.clinical() {
            return Ok(rows);
        }
        for entry in in_care {
            let titles = self.due_titles(entry.client)?;
            if !titles.is_empty() {
                rows.push(row(entry, titles.join(", "), String::new()));
            }
            if rows.len() == MOST {
                break;
            }
        }
        Ok(rows)
    }

    /// Clients whose suitability waits for a decision, or has to be looked at again.
    pub(super) fn suitability_due(&self, in_care: &[&Entry]) -> Result<Vec<DueRow>> {
        let mut rows = Vec::new();
        if !self.clinical() {
            return Ok(rows);
        }
        for entry in in_care {
            let Some(what) = self.suitability_waits(entry.client)? else { continue };
            rows.push(row(entry, what, String::new()));
            if rows.len() == MOST {
                break;
            }
        }
        Ok(rows)
    }

    /// Plans that wait for signatures, and reviews that are due or late; what waits for whoever is
    /// signed in first.
    pub(super) fn plans_due(&self, in_care: &[&Entry]) -> Result<Vec<DueRow>> {
        let mut rows: Vec<BoardRow> = Vec::new();
        if !self.clinical() {
            return Ok(Vec::new());
        }
        for entry in in_care {
            rows.extend(self.signatures_due(entry).map(|(_, row)| row));
            rows.extend(self.review_due(entry)?.map(|(_, row)| row));
        }
        rows.sort_by_key(|row| (!row.mine, std::cmp::Reverse(row.late_days)));
        // A signature is waited for since a day; a review is due on one.
        let shown = |row: BoardRow| {
            let (what, on) = match row.kind {
                BoardKind::Signature => (format!("{}, since {}", row.what, row.on), String::new()),
                _ => (row.what, row.on),
            };
            DueRow { client: row.client, number: row.number, name: row.name, what, on }
        };
        Ok(rows.into_iter().take(MOST).map(shown).collect())
    }

    /// Consents that end soon or have ended, and were not revoked.
    pub(super) fn consents_ending(&self, in_care: &[&Entry]) -> Result<Vec<DueRow>> {
        let mut rows: Vec<(NaiveDate, DueRow)> = Vec::new();
        for entry in in_care {
            let shown = |(ends, what)| (ends, row(entry, what, form::date::shown(ends)));
            rows.extend(self.consents_of(entry)?.into_iter().map(shown));
        }
        rows.sort_by_key(|(ends, _)| *ends);
        Ok(rows.into_iter().map(|(_, row)| row).take(MOST).collect())
    }

    /// One person's consents that end soon or have ended: the day, and what it is.
    pub(crate) fn consents_of(&self, entry: &Entry) -> Result<Vec<(NaiveDate, String)>> {
        let limit = self.clock().today() + Days::new(ENDING);
        let mut ending = Vec::new();
        let Some(meta) = entry.section("consents") else { return Ok(ending) };
        let body = self.ledger.load::<ResponseBody>(meta.record)?.envelope.body;
        let form = self.forms.given(&body)?;
        let Some(group) = form.item("documents") else { return Ok(ending) };
        for consent in body.answers.rows("documents") {
            let at = |item: &str| format!("documents/{}/{item}", consent.id);
            let ends = body.answers.date(&at("expires_on"));
            let ends = ends.or_else(|| body.answers.date(&at("release_expires_on")));
            let revoked = body.answers.get(&at("revoked_on")).is_some();
            if let Some(ends) = ends.filter(|ends| *ends <= limit && !revoked) {
                let kind = group.row_items().iter().find(|item| item.id == "document");
                let answer = body.answers.get(&at("document"));
                let what = kind.zip(answer).map(|(item, answer)| form::shown(item, answer));
                ending.push((ends, what.unwrap_or_else(|| "A consent".to_owned())));
            }
        }
        Ok(ending)
    }

    /// People on the waitlist whose next contact is due, or was never named; urgent ones first.
    pub(super) fn waiting(&self) -> Vec<DueRow> {
        let shown = |(entry, what, on): (&Entry, String, Option<NaiveDate>)| {
            row(entry, what, on.map(form::date::shown).unwrap_or_default())
        };
        self.contacts_due().into_iter().take(MOST).map(shown).collect()
    }

    /// The same with the day of the contact.
    pub(crate) fn contacts_due(&self) -> Vec<(&Entry, String, Option<NaiveDate>)> {
        let now = self.clock().today();
        let today = form::date::stored(now);
        let mut waiting: Vec<(&Entry, &str, &str)> = Vec::new();
        for entry in self.directory.astir(now) {
            let Some(episode) = entry.episode_under_way() else { continue };
            if episode.status == "waitlist" && episode.next_contact <= today {
                waiting.push((entry, &episode.priority, &episode.next_contact));
            }
        }
        let rank = |priority: &str| ["urgent", "soon"].iter().position(|it| *it == priority);
        waiting.sort_by_key(|(_, priority, next)| (rank(priority).unwrap_or(2), *next));
        let due = |(entry, _, next): &(&'_ Entry, &str, &str)| {
            let stage = crate::episodes::special_stage(entry).map(|it| it.words);
            (stage.unwrap_or_default(), form::date::parse_stored(next))
        };
        waiting.iter().map(|it| (it.0, due(it))).map(|(e, (what, on))| (e, what, on)).collect()
    }

    /// Clients whose episode is under way, last changed first; of very many the first.
    pub(super) fn in_care(&self) -> Vec<&Entry> {
        let mut entries = self.all_in_care();
        entries.truncate(LOOKED_AT);
        entries
    }

    /// Everybody whose episode is under way, last changed first.
    pub(crate) fn all_in_care(&self) -> Vec<&Entry> {
        let open = |entry: &&Entry| {
            entry.episode_under_way().is_some_and(|it| !it.is_over() && it.status != "waitlist")
        };
        let astir = self.directory.astir(self.clock().today());
        let mut entries: Vec<&Entry> = astir.filter(open).collect();
        entries.sort_by(|a, b| b.changed_at.cmp(&a.changed_at));
        entries
    }
}

/// Clients that Today looks at; the due board has everybody.
const LOOKED_AT: usize = 200;

fn row(entry: &Entry, what: String, on: String) -> DueRow {
    DueRow {
        client: entry.client.to_string(),
        number: entry.number.clone(),
        name: entry.shown_name(),
        what,
        on,
    }
}
