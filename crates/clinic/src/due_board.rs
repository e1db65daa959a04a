//! The due board: everything that is due, late, unsigned or about to end, across clients. What the
//! session may not read, it is not told.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use record::{Id, plan::Standing, rules, signature::SignerRole};

use crate::{
    Result, Session,
    directory::{Entry, ReviewMeta},
    plans::versions,
    screenings::local_day,
    view::{BoardKind, BoardKindCount, BoardRow, DueBoard},
};

/// Days before the end of an authorization at which it comes up.
const ENDING: u64 = 14;

/// A row with the day it is sorted by.
pub(crate) type Due = (Option<NaiveDate>, BoardRow);

impl Session {
    /// Everything that is due, the latest first, then the soonest; what has no day comes last.
    ///
    /// # Errors
    /// None that is not a fault.
    pub fn open_due_board(&self) -> Result<DueBoard> {
        let rows: Vec<BoardRow> = self.all_due()?.into_iter().map(|(_, row)| row).collect();
        let mut counts: BTreeMap<BoardKind, u32> = BTreeMap::new();
        rows.iter().for_each(|row| *counts.entry(row.kind).or_default() += 1);
        let count = |(kind, count)| BoardKindCount { kind, label: label(kind).to_owned(), count };
        Ok(DueBoard { rows, kinds: counts.into_iter().map(count).collect() })
    }

    /// The rows of the board in their order, each with its day.
    pub(crate) fn all_due(&self) -> Result<Vec<Due>> {
        let mut due: Vec<Due> = Vec::new();
        for entry in self.all_in_care() {
            due.extend(self.authorizations_ending(entry)?);
            due.extend(
                self.consents_of(entry)?.into_iter().map(|(ends, what)| {
                    self.board_row(entry, BoardKind::Consent, &what, Some(ends))
                }),
            );
            if self.clinical() {
                self.clinical_due(entry, &mut due)?;
            }
        }
        if self.clinical() {
            let over = |entry: &&Entry| entry.episode_under_way().is_some_and(|it| it.is_over());
            due.extend(self.directory.present().filter(over).filter_map(|it| self.summary_due(it)));
        }
        for (entry, what, on) in self.contacts_due() {
            due.push(self.board_row(entry, BoardKind::Contact, &what, on));
        }
        due.sort_by(|(a, x), (b, y)| {
            let key = |day: &Option<NaiveDate>, row: &BoardRow| (!row.mine, day.is_none(), *day);
            key(a, x).cmp(&key(b, y)).then_with(|| x.name.cmp(&y.name))
        });
        Ok(due)
    }

    fn clinical_due(&self, entry: &Entry, due: &mut Vec<Due>) -> Result<()> {
        due.extend(self.plan_due(entry)?);
        due.extend(self.signatures_due(entry));
        due.extend(self.review_due(entry)?);
        let client = entry.client;
        if let Some(view) = self.certification_view(client)?.filter(|view| view.due) {
            let until = self.certified(client).map(|(_, until)| until);
            let what = format!("{}: {}", view.pack, view.words);
            let (on, mut row) = self.board_row(entry, BoardKind::Certification, &what, until);
            row.mine = view.may_certify;
            due.push((on, row));
        }
        due.extend(self.summary_due(entry));
        let titles = self.due_titles(client)?;
        if !titles.is_empty() {
            due.push(self.board_row(entry, BoardKind::Screening, &titles.join(", "), None));
        }
        if let Some(what) = self.suitability_waits(client)? {
            due.push(self.board_row(entry, BoardKind::Suitability, &what, None));
        }
        let row = self.client_row(entry);
        if row.stage.contains("third session") {
            due.push(self.board_row(entry, BoardKind::Intake, &row.stage, None));
        }
        Ok(())
    }

    /// A review that is due within a week, late, or being written.
    pub(crate) fn review_due(&self, entry: &Entry) -> Result<Option<Due>> {
        let Some(next) = self.next_review(entry.client)? else { return Ok(None) };
        let episode = entry.episode_under_way().map(|it| it.record);
        let soon = next.by <= self.clock().today() + Days::new(7);
        let open = |it: &ReviewMeta| Some(it.episode) == episode && it.finished_at.is_none();
        let draft = entry.reviews.iter().any(open);
        if !soon && !draft {
            return Ok(None);
        }
        let what = if draft { "A review is being written" } else { "Review of the plan" };
        Ok(Some(self.board_row(entry, BoardKind::Review, what, Some(next.by))))
    }

    /// A plan that is not sealed yet while the person is treated: by the strictest rule's day, or by
    /// its session. A draft that amends has no day; it waits all the same.
    fn plan_due(&self, entry: &Entry) -> Result<Option<Due>> {
        let Some(episode) = entry.episode_under_way() else { return Ok(None) };
        let sealed =
            entry.plans.iter().any(|it| it.episode == episode.record && it.asked.is_some());
        let treated = episode.status == "active" || entry.plan().is_some();
        if sealed {
            let draft = entry.plan().filter(|plan| plan.asked.is_none());
            return Ok(draft.map(|plan| {
                let what = format!("Amendment in draft, version {}", plan.version);
                self.board_row(entry, BoardKind::Plan, &what, None)
            }));
        }
        if !treated {
            return Ok(None);
        }
        let plan = self.plan_draft(entry.client)?.plan;
        let packs = self.packs_in_force(entry.client, &plan)?;
        let strictest = rules::strictest(&packs, self.is_adolescent(entry.client, &plan)?);
        let began = self.admitted(entry)?;
        let by = began.zip(strictest.plan_due_days.map(|it| it.value));
        let by = by.and_then(|(began, days)| began.checked_add_days(Days::new(days.into())));
        let what = if entry.plan().is_some() { "Plan in draft" } else { "No plan yet" };
        let held = self.sessions_attended(entry)?.unwrap_or(0);
        let what = match &strictest.plan_due_sessions {
            Some(figure) => format!("{what}, due by session {}: {held} held", figure.value),
            None => what.to_owned(),
        };
        Ok(Some(self.board_row(entry, BoardKind::Plan, &what, by)))
    }

    /// Signatures that a sealed version waits for, also while an amendment is being drafted.
    pub(crate) fn signatures_due(&self, entry: &Entry) -> Option<Due> {
        let episode = entry.episode_under_way()?.record;
        let waits = |record: Id| {
            versions::standing_of(entry, episode, record) == Standing::AwaitingSignatures
        };
        let all = versions::facts_of(entry, episode);
        let (record, facts) = all.into_iter().rev().find(|(record, _)| waits(*record))?;
        let plan = entry.plans.iter().find(|plan| plan.record == record)?;
        let missing = facts.missing();
        let roles: Vec<&str> = missing.iter().map(|role| role.label()).collect();
        let what = format!("Waits for: {}", roles.join(", "));
        let on = local_day(&plan.sealed_at);
        let (on, mut row) = self.board_row(entry, BoardKind::Signature, &what, on);
        let sealed_by_me = plan.sealed_by == Some(self.user());
        row.mine = missing.iter().any(|role| {
            let own = !(*role == SignerRole::Supervisor && sealed_by_me);
            role.is_staff() && own && self.may_sign_as(*role)
        });
        Some((on, row))
    }

    /// Somebody whom a review sent on, or who was discharged, without a finished summary.
    fn summary_due(&self, entry: &Entry) -> Option<Due> {
        let episode = entry.episode_under_way()?;
        let leaves = entry.last_review(episode.record).is_some_and(|it| it.leaves);
        let over = episode.status == "discharged";
        let mut of = entry.summaries.iter().filter(|it| it.episode == episode.record);
        let done = of.any(|it| it.finished_at.is_some());
        if done || !(leaves || over) {
            return None;
        }
        let on = form::date::parse_stored(&episode.ended);
        Some(self.board_row(entry, BoardKind::Summary, "Discharge and transition summary", on))
    }

    /// Authorizations that end soon or have few days left.
    fn authorizations_ending(&self, entry: &Entry) -> Result<Vec<Due>> {
        let Some(answers) = self.section_answers(entry.client, "coverage")? else {
            return Ok(Vec::new());
        };
        let limit = self.clock().today() + Days::new(ENDING);
        let row = |plan: &form::Row| {
            let at = |item: &str| format!("plans/{}/{item}", plan.id);
            let ends = answers.date(&at("authorized_until")).filter(|ends| *ends <= limit)?;
            let payer = answers.text(&at("payer")).unwrap_or("Insurance");
            let what = format!("Authorization, {payer}");
            Some(self.board_row(entry, BoardKind::Authorization, &what, Some(ends)))
        };
        Ok(answers.rows("plans").iter().filter_map(row).collect())
    }

    fn board_row(&self, entry: &Entry, kind: BoardKind, what: &str, on: Option<NaiveDate>) -> Due {
        let late = on.map_or(0, |on| (self.clock().today() - on).num_days());
        let row = BoardRow {
            client: entry.client.to_string(),
            number: entry.number.clone(),
            name: entry.shown_name(),
            kind,
            what: what.to_owned(),
            on: on.map(form::date::shown).unwrap_or_default(),
            late_days: u32::try_from(late).unwrap_or(0),
            mine: false,
        };
        (on, row)
    }

    pub(crate) fn suitability_waits(&self, client: Id) -> Result<Option<String>> {
        let entry = self.directory.entry(client);
        let begun = entry.is_some_and(|entry| {
            entry.clinical.iter().any(|meta| meta.kind == record::Kind::Suitability)
        });
        let summary = if begun { self.suitability_summary(client)? } else { None };
        Ok(summary.and_then(|summary| match (summary.reopened, summary.decided) {
            (Some(why), _) => Some(why),
            (None, None) => Some("A decision on suitability waits.".to_owned()),
            (None, Some(_)) => None,
        }))
    }
}

pub(crate) fn label(kind: BoardKind) -> &'static str {
    match kind {
        BoardKind::Plan => "Plans to seal",
        BoardKind::Signature => "Signatures",
        BoardKind::Review => "Reviews",
        BoardKind::Certification => "Certifications",
        BoardKind::Summary => "Summaries",
        BoardKind::Consent => "Consents",
        BoardKind::Authorization => "Authorizations",
        BoardKind::Screening => "Screenings",
        BoardKind::Intake => "Intake",
        BoardKind::Suitability => "Suitability",
        BoardKind::Contact => "Contacts",
    }
}
