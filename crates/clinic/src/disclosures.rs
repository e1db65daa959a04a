//! What left the clinic about a client: to whom, what for, on what basis, when. Written with the
//! export itself.

use record::{
    Id, Kind,
    disclosure::{Basis, ScopeLine, Statement},
};
use vault::Class;

use crate::{
    Code, Phi, Result, Session,
    body::{ConsentUsed, DisclosureBody},
    first_run::short,
    ledger::{Base, Change},
    machine::make_id,
    view::{DisclosureRow, DisclosuresView, request::ExportAsk},
};

/// For whom a document is, what for, and why it may leave.
#[derive(Clone)]
pub(crate) struct Purpose {
    pub(crate) recipient: String,
    pub(crate) purpose: String,
    /// On what basis; nothing for a document about no client.
    pub(crate) release: Option<Release>,
}

/// On what basis something about a client leaves, and what goes with it.
#[derive(Clone)]
pub(crate) struct Release {
    pub(crate) basis: Basis,
    pub(crate) consent: Option<ConsentUsed>,
    pub(crate) scope: Vec<ScopeLine>,
    pub(crate) statement: Option<&'static Statement>,
    pub(crate) part2: bool,
}

impl Purpose {
    /// Recipient and purpose of a document about no client. Both have to be said.
    pub(crate) fn said(recipient: &str, purpose: &str) -> Result<Self> {
        let (recipient, purpose) = (short(recipient)?, short(purpose)?);
        if recipient.is_empty() || purpose.is_empty() {
            return Err(Code::BadValue.into());
        }
        Ok(Self { recipient, purpose, release: None })
    }

    /// The notice as plain text, for what has no page to carry it; empty when none goes with it.
    pub(crate) fn notice(&self) -> String {
        let Some((release, statement)) =
            self.release.as_ref().and_then(|it| Some((it, it.statement?)))
        else {
            return String::new();
        };
        let scope = release.scope.iter().map(|line| format!("{}: {}", line.label, line.value));
        let mut lines: Vec<String> = scope.collect();
        lines.push(String::new());
        lines.push(statement.text.to_owned());
        lines.join("\n")
    }

    /// The same question, asked again.
    pub(crate) fn again(&self) -> ExportAsk {
        let basis = |release: &Release| match (&release.basis, &release.consent) {
            (Basis::TreatmentPaymentOperations, Some(used)) => {
                Basis::Consent { row: used.row.clone() }
            }
            (basis, _) => basis.clone(),
        };
        ExportAsk {
            basis: self.release.as_ref().map(basis),
            recipient: self.recipient.clone(),
            purpose: self.purpose.clone(),
            ..ExportAsk::default()
        }
    }
}

impl Session {
    /// What left the clinic about a client, newest first.
    ///
    /// # Errors
    /// No such client, or no clinical key.
    pub fn open_disclosures(&mut self, client: Id) -> Result<DisclosuresView> {
        self.require_clinical()?;
        self.note_view(client)?;
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let mut rows = Vec::new();
        for id in &entry.disclosures {
            let envelope = self.ledger.load::<DisclosureBody>(*id)?.envelope;
            let by = self.name_of(envelope.by);
            rows.push(row(envelope.at, by, envelope.body));
        }
        rows.sort_by(|a, b| b.at.cmp(&a.at));
        Ok(DisclosuresView { rows })
    }

    /// Asks again, right before a document is written, whether it may leave: a consent may have been
    /// revoked since the document was set.
    ///
    /// # Errors
    /// Why it may not; [`Code::Stale`] when it may, and what goes with it has changed.
    pub(crate) fn still(&self, client: Id, purpose: &Purpose) -> Result<Purpose> {
        let Some(before) = &purpose.release else { return Err(Code::Internal.into()) };
        let now = self.disclose(client, &purpose.again())?;
        let same = now.release.as_ref().is_some_and(|it| {
            it.basis == before.basis && it.scope == before.scope && it.statement == before.statement
        });
        if same && now.recipient == purpose.recipient { Ok(now) } else { Err(Code::Stale.into()) }
    }

    pub(crate) fn disclosure_change(
        &self,
        client: Id,
        what: String,
        purpose: Purpose,
        sha256: String,
    ) -> Result<(Id, Change)> {
        let Purpose { recipient, purpose, release } = purpose;
        let release = release.ok_or(Code::Internal)?;
        let body = DisclosureBody {
            what,
            recipient: Phi(recipient),
            purpose: Phi(purpose),
            sha256,
            basis: Some(Phi(release.basis)),
            consent: release.consent,
            scope: Phi(release.scope),
            statement: release.statement.map(|it| it.text.to_owned()).unwrap_or_default(),
            part2: Some(release.part2),
        };
        // The front desk prints what is administrative, and seals where it can.
        let class = if self.clinical() { Class::Clinical } else { Class::Intake };
        let (id, kind) = (make_id()?, Kind::Disclosure);
        let change = self.ledger.change(id, kind, class, Some(client), Base::default(), &body)?;
        Ok((id, change))
    }
}

fn row(at: String, by: String, body: DisclosureBody) -> DisclosureRow {
    let basis = body.basis.as_ref().map(|basis| &basis.0);
    let facts = basis.map(Basis::facts).unwrap_or_default();
    let scope = body.scope.0.iter().map(|line| format!("{}: {}", line.label, line.value));
    let details: Vec<String> = scope.chain(Some(facts).filter(|it| !it.is_empty())).collect();
    DisclosureRow {
        at,
        what: body.what,
        recipient: body.recipient.0,
        purpose: body.purpose.0,
        by,
        basis: basis.map(|basis| basis.label().to_owned()).unwrap_or_default(),
        details,
        statement: !body.statement.is_empty(),
    }
}
