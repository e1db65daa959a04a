//! The forms a clinic has: those that come with the product, and packs that it has added. A
//! response is always shown under the version it was given in.

use std::sync::Arc;

use form::{Catalog, Definition, Role};

use crate::{Code, Result, body::ResponseBody, hex};

/// Every form and every version of it.
#[derive(Default)]
pub(crate) struct Forms {
    /// Packs, in the order they were added: a later version of a form comes after an earlier one.
    packs: Vec<Arc<Definition>>,
}

impl Forms {
    /// Adds a pack that has been read and checked.
    pub(crate) fn add(&mut self, pack: Definition) {
        self.packs.push(Arc::new(pack));
    }

    /// Whether the clinic has added any.
    pub(crate) fn has_packs(&self) -> bool {
        !self.packs.is_empty()
    }

    /// The version of a form that is given now.
    pub(crate) fn form(&self, id: &str) -> Result<Arc<Definition>> {
        let pack = self.packs.iter().rfind(|pack| pack.id == id);
        let form = pack.or(Catalog::shipped()?.form(id));
        form.cloned().ok_or_else(|| Code::NoSuchForm.into())
    }

    /// The version a response was given in.
    pub(crate) fn given(&self, body: &ResponseBody) -> Result<Arc<Definition>> {
        let shipped = Catalog::shipped()?.form(&body.form);
        let versions = self.versions(&body.form).chain(shipped);
        let mut same = versions.filter(|form| form.version == body.version);
        same.next().cloned().ok_or_else(|| Code::NoSuchForm.into())
    }

    /// The versions of a pack, oldest first.
    pub(crate) fn versions<'f>(&'f self, id: &'f str) -> impl Iterator<Item = &'f Arc<Definition>> {
        self.packs.iter().filter(move |pack| pack.id == id)
    }

    /// The instruments as they are given now: shipped ones first, then packs by name.
    pub(crate) fn screening(&self) -> Result<Vec<Arc<Definition>>> {
        let mut forms: Vec<Arc<Definition>> = Catalog::shipped()?.screening().cloned().collect();
        let mut packs: Vec<&Arc<Definition>> = Vec::new();
        for pack in self.packs.iter().filter(|pack| pack.role == Role::Screening) {
            packs.retain(|known| known.id != pack.id);
            packs.push(pack);
        }
        packs.sort_by(|a, b| a.short_title.cmp(&b.short_title));
        forms.extend(packs.into_iter().cloned());
        Ok(forms)
    }
}

/// A form that comes with the product.
pub(crate) fn shipped(form: &str) -> Result<&'static Arc<Definition>> {
    Catalog::shipped()?.form(form).ok_or_else(|| Code::NoSuchForm.into())
}

/// SHA-256 of a definition, as hex.
pub(crate) fn hash(definition: &Definition) -> String {
    hex::shown(&vault::sha256(definition.canonical()))
}

/// The class whose key seals the answers to a form.
pub(crate) fn class_of(definition: &Definition) -> vault::Class {
    match definition.class {
        form::Class::Intake => vault::Class::Intake,
        form::Class::Clinical => vault::Class::Clinical,
    }
}
