//! What is due: screenings, decisions, consents that end, contact with people who wait.

use chrono::{Days, NaiveDate};

use super::Session;
use crate::{Result, body::ResponseBody, directory::Entry, view::DueRow};

/// Rows of one kind at the most; the rest comes up as these are done.
const MOST: usize = 12;

/// Days before its end at which a consent is asked for again.
const ENDING: u64 = 14;

impl Session {
    /// Clients in care whose screenings are due, last changed first.
    pub(super) fn screenings_due(&self) -> Result<Vec<DueRow>> {
        let mut rows = Vec::new();
        if !self.clinical() {
            return Ok(rows);
        }
        for entry in self.in_care() {
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
    pub(super) fn suitability_due(&self) -> Result<Vec<DueRow>> {
        let mut rows = Vec::new();
        for entry in self.in_care() {
            if !entry.clinical.iter().any(|meta| meta.kind == record::Kind::Suitability) {
                continue;
            }
            let Some(summary) = self.suitability_summary(entry.client)? else { break };
            let what = match (summary.reopened, summary.decided) {
                (Some(why), _) => why,
                (None, None) => "A decision on suitability waits.".to_owned(),
                (None, Some(_)) => continue,
            };
            rows.push(row(entry, what, String::new()));
            if rows.len() == MOST {
                break;
            }
        }
        Ok(rows)
    }

    /// Consents that end soon or have ended, and were not revoked.
    pub(super) fn consents_ending(&self) -> Result<Vec<DueRow>> {
        let limit = self.clock().today() + Days::new(ENDING);
        let mut rows: Vec<(NaiveDate, DueRow)> = Vec::new();
        for entry in self.in_care() {
            let Some(meta) = entry.section("consents") else { continue };
            let body = self.ledger.load::<ResponseBody>(meta.record)?.envelope.body;
            let form = self.forms.given(&body)?;
            let Some(group) = form.item("documents") else { continue };
            for consent in body.answers.rows("documents") {
                let at = |item: &str| format!("documents/{}/{item}", consent.id);
                let ends = body.answers.date(&at("expires_on"));
                let ends = ends.or_else(|| body.answers.date(&at("release_expires_on")));
                let revoked = body.answers.get(&at("revoked_on")).is_some();
                if let Some(ends) = ends.filter(|ends| *ends <= limit && !revoked) {
                    let kind = group.row_items().iter().find(|item| item.id == "document");
                    let answer = body.answers.get(&at("document"));
                    let what = kind.zip(answer).map(|(item, answer)| form::shown(item, answer));
                    let what = what.unwrap_or_else(|| "A consent".to_owned());
                    rows.push((ends, row(entry, what, form::date::shown(ends))));
                }
            }
        }
        rows.sort_by_key(|(ends, _)| *ends);
        Ok(rows.into_iter().map(|(_, row)| row).take(MOST).collect())
    }

    /// People on the waitlist whose next contact is due, or was never named; urgent ones first.
    pub(super) fn waiting(&self) -> Vec<DueRow> {
        let today = form::date::stored(self.clock().today());
        let mut waiting: Vec<(&Entry, &str, &str)> = Vec::new();
        for entry in self.directory.present() {
            let Some(episode) = entry.episode_under_way() else { continue };
            if episode.status == "waitlist" && episode.next_contact <= today {
                waiting.push((entry, &episode.priority, &episode.next_contact));
            }
        }
        let rank = |priority: &str| ["urgent", "soon"].iter().position(|it| *it == priority);
        waiting.sort_by_key(|(_, priority, next)| (rank(priority).unwrap_or(2), *next));
        let due = |(entry, _, next): &(&Entry, &str, &str)| {
            let on = form::date::parse_stored(next).map(form::date::shown).unwrap_or_default();
            let stage =
                crate::episodes::special_stage(entry).map(|it| it.words).unwrap_or_default();
            row(entry, stage, on)
        };
        waiting.iter().take(MOST).map(due).collect()
    }

    /// Clients whose episode is under way, last changed first.
    fn in_care(&self) -> Vec<&Entry> {
        let open = |entry: &&Entry| {
            entry.episode_under_way().is_some_and(|it| !it.is_over() && it.status != "waitlist")
        };
        let mut entries: Vec<&Entry> = self.directory.present().filter(open).collect();
        entries.sort_by(|a, b| b.changed_at.cmp(&a.changed_at));
        entries.truncate(LOOKED_AT);
        entries
    }
}

/// Clients that are looked at; who has not been touched for long comes up when opened.
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
