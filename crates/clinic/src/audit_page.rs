//! Reading the audit: every chain opened and verified to the tail, filtered, worded, and as a
//! file. Only an administrator holds the key.

use chrono::{DateTime, Local, NaiveDate};
use form::date::{Purpose as DateOf, parse_typed};
use record::Id;
use vault::{ChainId, ChainStart, Class, ClassPrivate, Epoch, Sealed};

use crate::{
    Code, Document, Error, Result, Session,
    body::DisclosureBody,
    disclosures::Purpose,
    hex,
    ledger::{Entry, Event, Previous, What, private_half},
    view::{AuditFault, AuditPage, AuditRow, AuditWhat, request},
};
use interop::csv::Table;

/// Rows of one page at the most.
const MOST_ROWS: u32 = 500;

/// The audit as far as it is whole.
struct Read {
    /// Chain's place from 1, entry's place from 0, and the entry.
    entries: Vec<(u32, u32, Entry)>,
    chains: u32,
    fault: Option<AuditFault>,
}

/// What is asked for.
struct Filter {
    who: Option<Id>,
    what: Option<What>,
    client: Option<Id>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

impl Session {
    /// One page of the audit, newest first. Reading it is put on record, once a session.
    ///
    /// # Errors
    /// [`Code::NotAllowed`]; [`Code::BadValue`] for a filter that cannot be read.
    pub fn open_audit(&mut self, find: &request::FindAudit) -> Result<AuditPage> {
        self.require_admin()?;
        let filter = self.filter(&find.who, &find.what, &find.client, &find.from, &find.to)?;
        let read = self.read_audit()?;
        let matching: Vec<_> =
            read.entries.iter().rev().filter(|(_, _, entry)| filter.takes(entry)).collect();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let limit = find.limit.min(MOST_ROWS) as usize;
        let shown = matching.iter().skip(find.skip as usize).take(limit);
        let page = AuditPage {
            rows: shown.map(|it| self.audit_row(it)).collect(),
            matching: count(matching.len()),
            total: count(read.entries.len()),
            chains: read.chains,
            fault: read.fault,
            people: self.audit_people(),
            whats: whats(),
        };
        self.note_audit_read()?;
        Ok(page)
    }

    fn note_audit_read(&mut self) -> Result<()> {
        if std::mem::replace(&mut self.audit_read, true) {
            return Ok(());
        }
        self.ledger.note(Event::of(What::AuditRead))
    }

    /// The audit verified from its first entry to the last: how many entries there are, and the
    /// first one that does not belong.
    ///
    /// # Errors
    /// [`Code::NotAllowed`].
    pub fn verify_audit(&self) -> Result<(u64, Option<AuditFault>)> {
        self.require_admin()?;
        let read = self.read_audit()?;
        Ok((read.entries.len() as u64, read.fault))
    }

    /// The entries that match, as a file for somebody and some purpose.
    ///
    /// # Errors
    /// As [`Session::open_audit`], and [`Code::BadValue`] without recipient and purpose.
    pub fn audit_file(&self, find: &request::ExportAudit) -> Result<Document> {
        self.require_admin()?;
        let purpose = Purpose::said(&find.recipient, &find.purpose)?;
        let filter = self.filter(&find.who, &find.what, &find.client, &find.from, &find.to)?;
        let read = self.read_audit()?;
        let matching = read.entries.iter().filter(|(_, _, entry)| filter.takes(entry));
        let rows: Vec<AuditRow> = matching.map(|it| self.audit_row(it)).collect();
        let file = match find.format {
            request::AuditFormat::Csv => audit_csv(&rows, read.fault.as_ref()),
            request::AuditFormat::Pdf => self.audit_pdf(&rows, read.fault.as_ref(), find)?,
        };
        Ok(file.of("Audit", None).for_purpose(purpose))
    }

    /// The entries about these clients, and those about nobody, as a table.
    ///
    /// # Errors
    /// As [`Session::open_audit`].
    pub(crate) fn audit_about(&self, clients: &[Id]) -> Result<Document> {
        self.require_admin()?;
        let read = self.read_audit()?;
        let about = read.entries.iter().filter(|(_, _, entry)| {
            entry.event.client.is_none_or(|client| clients.contains(&client))
        });
        let rows: Vec<AuditRow> = about.map(|it| self.audit_row(it)).collect();
        Ok(audit_csv(&rows, read.fault.as_ref()))
    }

    fn audit_pdf(
        &self,
        rows: &[AuditRow],
        fault: Option<&AuditFault>,
        find: &request::ExportAudit,
    ) -> Result<Document> {
        let line = |row: &AuditRow| print::AuditLine {
            at: local(&row.at),
            who: row.who.clone(),
            what: row.said.clone(),
            client: row.client.clone(),
            detail: row.detail.clone(),
        };
        let report = print::AuditReport {
            clinic: self.clinic.name.clone(),
            made_on: self.clock().today(),
            made_by: self.my_signed_name(),
            filters: self.filter_words(find),
            fault: fault.map(fault_words),
            rows: rows.iter().map(line).collect(),
            recipient: find.recipient.trim().to_owned(),
            purpose: find.purpose.trim().to_owned(),
        };
        let (blocks, head) = (print::audit_report(&report), report.running_head());
        self.set(&blocks, head, &report.meta(), "Audit.pdf")
    }

    fn filter_words(&self, find: &request::ExportAudit) -> String {
        let mut words = Vec::new();
        if let Ok(user) = find.who.parse::<Id>() {
            words.push(format!("by {}", self.name_of(user)));
        }
        if let Some(what) = whats().into_iter().find(|it| it.what == find.what) {
            words.push(what.said.to_lowercase());
        }
        let rest = [("about", &find.client), ("from", &find.from), ("to", &find.to)];
        let rest = rest.iter().filter(|(_, text)| !text.trim().is_empty());
        words.extend(rest.map(|(word, text)| format!("{word} {}", text.trim())));
        if words.is_empty() { "Everything".to_owned() } else { words.join(", ") }
    }

    fn filter(&self, who: &str, what: &str, client: &str, from: &str, to: &str) -> Result<Filter> {
        let blank = |text: &str| text.trim().is_empty();
        let today = self.clock().today();
        let date = |text: &str| match parse_typed(text.trim(), DateOf::Near, today) {
            _ if blank(text) => Ok(None),
            Some(date) => Ok(Some(date)),
            None => Err(Error::from(Code::BadValue)),
        };
        let kind = What::ALL.iter().copied().find(|kind| kind.code() == what);
        if !blank(what) && kind.is_none() {
            return Err(Code::BadValue.into());
        }
        let who = if blank(who) { None } else { Some(who.parse().map_err(|_| Code::BadValue)?) };
        let client = match self.directory.named(client.trim()) {
            _ if blank(client) => None,
            Some(known) => Some(known),
            // A client who was purged is known by id only.
            None => Some(client.trim().parse().map_err(|_| Code::NoSuchClient)?),
        };
        Ok(Filter { who, what: kind, client, from: date(from)?, to: date(to)? })
    }

    fn read_audit(&self) -> Result<Read> {
        let store = self.ledger.store();
        let mut read = Read { entries: Vec::new(), chains: 0, fault: None };
        let mut before: Option<Previous> = None;
        for (place, row) in store.rows().chains()?.into_iter().enumerate() {
            let place = u32::try_from(place + 1).unwrap_or(u32::MAX);
            read.chains = place;
            if read.fault.is_some() {
                continue;
            }
            let boxes: Vec<Vec<u8>> =
                store.rows().audit(row.id)?.into_iter().map(|entry| entry.sealed).collect();
            match self.read_chain(row, boxes, before.as_ref()) {
                Ok((entries, last, bad)) => {
                    let numbered = entries.into_iter().zip(0..);
                    read.entries.extend(numbered.map(|(entry, n)| (place, n, entry)));
                    read.fault = bad.map(|(n, why)| AuditFault { chain: place, n, why });
                    before = Some(last);
                }
                Err(why) => read.fault = Some(AuditFault { chain: place, n: 0, why }),
            }
        }
        Ok(read)
    }

    /// Reads one chain: its entries, its end, and the first entry that does not belong.
    #[allow(clippy::type_complexity, reason = "three parts that are taken apart at once")]
    fn read_chain(
        &self,
        row: store::Chain,
        boxes: Vec<Vec<u8>>,
        before: Option<&Previous>,
    ) -> std::result::Result<(Vec<Entry>, Previous, Option<(u32, String)>), String> {
        let vault = self.ledger.vault();
        let first = boxes.first().ok_or("it has no entry")?;
        let epoch = Sealed::parse(first.clone()).map_err(|error| error.to_string())?.epoch();
        let admin = self.admin_half(epoch).map_err(|error| error.to_string())?;
        let start = ChainStart { chain: ChainId::from_bytes(row.id), epoch, bytes: row.key };
        let reading = vault::read_chain(&admin, vault, &start, boxes);
        let reading = reading.map_err(|error| error.to_string())?;
        let mut bad = reading.first_bad.map(|(n, error)| (count(n), error.to_string()));
        let mut entries = Vec::new();
        for (body, n) in reading.bodies.iter().zip(0_u64..) {
            match serde_json::from_slice::<Entry>(body) {
                Ok(entry) => entries.push(entry),
                Err(_) => {
                    bad = Some((count(n), "it says nothing that can be understood".to_owned()));
                    break;
                }
            }
        }
        let named = entries.first().and_then(|entry| entry.event.previous.as_ref());
        if bad.is_none() && named != before {
            bad = Some((0, "it does not name the chain before it".to_owned()));
        }
        let last = Previous { chain: hex::shown(&row.id), hash: hex::shown(&reading.last_hash) };
        Ok((entries, last, bad))
    }

    fn admin_half(&self, epoch: Epoch) -> Result<ClassPrivate> {
        private_half(self.ledger.store(), self.ledger.keyring(), Class::Admin, epoch)
    }

    fn audit_row(&self, (chain, n, entry): &(u32, u32, Entry)) -> AuditRow {
        let event = &entry.event;
        let client = event.client.map(|client| {
            let known = self.directory.entry(client).map(|known| known.number.clone());
            known.unwrap_or_else(|| client.to_string())
        });
        AuditRow {
            chain: *chain,
            n: *n,
            at: entry.at.clone(),
            who: self.name_of(entry.who),
            what: event.what.code().to_owned(),
            said: event.what.said().to_owned(),
            client: client.unwrap_or_default(),
            record: event.record.map(|record| record.to_string()).unwrap_or_default(),
            detail: self.detail(event),
        }
    }

    fn detail(&self, event: &Event) -> String {
        let mut parts = Vec::new();
        parts.extend(event.user.map(|user| self.name_of(user)));
        parts.extend(event.then.as_deref().map(local));
        let disclosed = event.record.filter(|_| event.what == What::Export);
        let body = disclosed.and_then(|id| self.ledger.load::<DisclosureBody>(id).ok());
        if let Some(body) = body.map(|loaded| loaded.envelope.body) {
            parts.extend([body.what, format!("for {}", body.recipient.0), body.purpose.0]);
            parts.extend(body.basis.map(|basis| basis.0.label().to_owned()));
        }
        parts.extend(event.recipient.as_ref().map(|to| format!("for {to}")));
        parts.extend(event.purpose.clone());
        parts.extend(event.count.map(|count| format!("{count} records")));
        parts.join(", ")
    }

    fn audit_people(&self) -> Vec<(String, String)> {
        let person = |it: &crate::session::Person| (it.body.user.to_string(), it.body.name.clone());
        let mut people: Vec<_> = self.staff.iter().map(person).collect();
        people.sort_by_cached_key(|(_, name)| crate::fold::fold(name));
        people
    }
}

impl Filter {
    fn takes(&self, entry: &Entry) -> bool {
        let day = DateTime::parse_from_rfc3339(&entry.at)
            .map(|at| at.with_timezone(&Local).date_naive())
            .ok();
        let event = &entry.event;
        self.who.is_none_or(|who| entry.who == who || event.user == Some(who))
            && self.what.is_none_or(|what| event.what == what)
            && self.client.is_none_or(|client| event.client == Some(client))
            && self.from.is_none_or(|from| day.is_none_or(|day| day >= from))
            && self.to.is_none_or(|to| day.is_none_or(|day| day <= to))
    }
}

fn count(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn whats() -> Vec<AuditWhat> {
    let what =
        |kind: &What| AuditWhat { what: kind.code().to_owned(), said: kind.said().to_owned() };
    What::ALL.iter().map(what).collect()
}

/// A stored moment as people here read it: "Nov 23, 2026, 5:30 PM".
fn local(at: &str) -> String {
    let Ok(at) = DateTime::parse_from_rfc3339(at) else { return at.to_owned() };
    let at = at.with_timezone(&Local);
    format!("{}, {}", form::date::shown(at.date_naive()), at.format("%-I:%M:%S %p"))
}

fn fault_words(fault: &AuditFault) -> String {
    format!("Session {}, entry {}: {}", fault.chain, fault.n, fault.why)
}

fn audit_csv(rows: &[AuditRow], fault: Option<&AuditFault>) -> Document {
    let head = ["at", "session", "entry", "who", "event", "client", "record", "detail"];
    let mut table = Table::new(head);
    for row in rows {
        let numbers = [row.chain.to_string(), row.n.to_string()];
        let [session, entry] = numbers;
        let AuditRow { at, who, what, client, record, detail, .. } = row.clone();
        table.push([at, session, entry, who, what, client, record, detail]);
    }
    if let Some(fault) = fault {
        let mut line: [String; 8] = Default::default();
        line[7] = format!("The audit is not whole. {}", fault_words(fault));
        table.push(line);
    }
    Document::file(table.to_csv().into_bytes(), "Audit.csv".to_owned())
}
