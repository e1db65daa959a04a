//! The client record follows the identity section: one person, kept once, with the names they
//! have borne.

use form::Answers;
use record::{Id, Kind};
use vault::Class;

use crate::{
    Phi, Result, Session,
    body::{ClientBody, FormerNames, Names},
    clock::stamp,
    ledger::Change,
    response::Draft,
};

impl Session {
    /// What a saved identity section changes about the person; nothing for other sections.
    pub(crate) fn person_change(&self, draft: &Draft) -> Result<Option<(ClientBody, Change)>> {
        if draft.body.form != "identity" {
            return Ok(None);
        }
        let loaded = self.ledger.load::<ClientBody>(draft.client)?;
        let mut body = loaded.envelope.body.clone();
        let names = names(&draft.body.answers);
        // Letters typed into a section under way are no change of name; amending a finished one is.
        if draft.settled
            && legal(&names) != legal(&body.names)
            && !body.names.legal_last.0.is_empty()
        {
            let until = stamp(self.clock().now());
            body.former.push(FormerNames { names: body.names.clone(), until });
        }
        body.names = names;
        body.birth_date = Phi(text(&draft.body.answers, "date_of_birth"));
        body.pronouns = Phi(shown(&draft.body.answers, "pronouns")?);
        if same(&body, &loaded.envelope.body) {
            return Ok(None);
        }
        let change = self.client_change(draft.client, loaded.base(), &body)?;
        Ok(Some((body, change)))
    }

    pub(crate) fn client_change(
        &self,
        client: Id,
        base: crate::ledger::Base,
        body: &ClientBody,
    ) -> Result<Change> {
        self.ledger.change(client, Kind::Client, Class::Intake, Some(client), base, body)
    }
}

/// A new client's record, from the first identity answers.
pub(crate) fn body(number: String, identity: &Answers) -> Result<ClientBody> {
    Ok(ClientBody {
        number,
        names: names(identity),
        former: Vec::new(),
        birth_date: Phi(text(identity, "date_of_birth")),
        pronouns: Phi(shown(identity, "pronouns")?),
    })
}

/// The names an identity section, or the form for a new client, holds.
pub(crate) fn names(answers: &Answers) -> Names {
    Names {
        legal_first: Phi(text(answers, "legal_first")),
        legal_middle: Phi(text(answers, "legal_middle")),
        legal_last: Phi(text(answers, "legal_last")),
        name_used: Phi(text(answers, "name_used")),
    }
}

pub(crate) fn text(answers: &Answers, item: &str) -> String {
    answers.text(item).unwrap_or_default().to_owned()
}

/// Pronouns as people read them; empty when declined or not asked.
fn shown(answers: &Answers, item: &str) -> Result<String> {
    let identity = crate::forms::shipped("identity")?;
    let answer = answers.get(item).filter(|answer| !matches!(answer, form::Answer::State(_)));
    let pair = identity.item(item).zip(answer);
    let own = text(answers, &format!("{item}_own"));
    let shown = pair.map(|(item, answer)| form::shown(item, answer)).unwrap_or_default();
    Ok(if own.is_empty() { shown } else { own })
}

fn legal(names: &Names) -> (&str, &str) {
    (&names.legal_first.0, &names.legal_last.0)
}

fn same(a: &ClientBody, b: &ClientBody) -> bool {
    a.names == b.names && a.birth_date == b.birth_date && a.pronouns == b.pronouns
}
