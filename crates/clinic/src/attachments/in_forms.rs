//! Attachments that answers of a form name.

use std::collections::BTreeMap;

use form::{Answers, Definition, Kind as Asked};
use record::Id;

use super::named;
use crate::{Code, Result, Session, directory::AttachmentMeta};

impl Session {
    /// Attachments as the answers of a form name them: "Insurance card, Nov 25, 2026".
    pub(crate) fn attachment_names(&self, client: Id) -> BTreeMap<String, String> {
        let metas = self.directory.entry(client).map(|entry| entry.attachments.as_slice());
        let name = |meta: &AttachmentMeta| {
            let named = named(meta.kind, &meta.date);
            let named = if meta.removed { format!("{named} (put away)") } else { named };
            (meta.record.to_string(), named)
        };
        metas.unwrap_or_default().iter().map(name).collect()
    }

    /// What is newly attached to answers is there, and of the type that is asked for.
    ///
    /// # Errors
    /// [`Code::NoSuchRecord`].
    pub(crate) fn require_own_attachments(
        &self,
        client: Id,
        form: &Definition,
        before: &Attached,
        after: &Answers,
    ) -> Result<()> {
        let known = self.directory.entry(client).map(|entry| entry.attachments.as_slice());
        for (path, (accepts, id)) in attached(form, after) {
            if before.get(&path).is_some_and(|(_, old)| *old == id) {
                continue;
            }
            let mut found = known.unwrap_or_default().iter();
            let fits = |meta: &AttachmentMeta| {
                meta.record.to_string() == id && meta.kind.code() == accepts && !meta.removed
            };
            if !found.any(fits) {
                return Err(Code::NoSuchRecord.into());
            }
        }
        Ok(())
    }
}

/// The attachments that answers name, by path: the type that is asked for, and the id.
pub(crate) type Attached = BTreeMap<String, (String, String)>;

/// What answers name before something is changed in them.
pub(crate) fn attached(form: &Definition, answers: &Answers) -> Attached {
    let mut found = BTreeMap::new();
    let mut look = |item: &form::Item, path: String| {
        if let (Asked::Attachment(rule), Some(id)) = (&item.kind, answers.text(&path)) {
            found.insert(path, (rule.accepts.clone(), id.to_owned()));
        }
    };
    for item in &form.items {
        look(item, item.id.clone());
        for row in answers.rows(&item.id) {
            for inner in item.row_items() {
                look(inner, format!("{}/{}/{}", item.id, row.id, inner.id));
            }
        }
    }
    found
}
