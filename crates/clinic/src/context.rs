//! What a form may know besides its own answers: the day, the person's age, the other sections.

use form::{Answers, Catalog, Context, Definition, SexForScoring};
use record::Id;

use crate::{Result, Session, body::ResponseBody, forms::class_of};

impl Session {
    /// The day, the client's age, and the answers of the sections that a form asks about, as far
    /// as they can be read; never its own. The form is the one the answers were given to: another
    /// version of it may ask about others.
    pub(crate) fn context_of(&self, client: Id, form: &Definition) -> Result<Context> {
        let mut named = form.sections_named();
        // The sex for scoring stands in the identity section.
        if form.asks_sex() {
            named.insert("identity");
        }
        self.context_with(client, |id| id != form.id && named.contains(id))
    }

    /// The context with every section but some.
    pub(crate) fn context_beside(&self, client: Id, but: &[&str]) -> Result<Context> {
        self.context_with(client, |id| !but.contains(&id))
    }

    fn context_with(&self, client: Id, wanted: impl Fn(&str) -> bool) -> Result<Context> {
        let today = self.clock().today();
        let Some(entry) = self.directory.entry(client) else { return Ok(Context::on(today)) };
        let mut context = Context::on(today).born(entry.birth());
        for definition in Catalog::shipped()?.intake().filter(|form| wanted(&form.id)) {
            let readable = self.ledger.holds(class_of(definition));
            if let Some(meta) = entry.section(&definition.id).filter(|_| readable) {
                let body = self.ledger.load::<ResponseBody>(meta.record)?.envelope.body;
                context = with_section(context, &definition.id, &body.answers);
            }
        }
        Ok(context)
    }
}

/// Adds a section's answers; the sex for scoring is one of them.
pub(crate) fn with_section(context: Context, section: &str, answers: &Answers) -> Context {
    let sex = match answers.text("sex_for_scoring") {
        Some("female") => Some(SexForScoring::Female),
        Some("male") => Some(SexForScoring::Male),
        _ => None,
    };
    let context = context.section(section, answers);
    match sex {
        Some(sex) => context.sex(sex),
        None => context,
    }
}
