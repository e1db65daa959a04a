//! Who somebody is that a reference names: a person, an organization, a phone.

use super::at::At;
use super::draft::Draft;
use super::words;

/// Whom a reference names. Any part may be empty.
#[derive(Clone, Default)]
pub(super) struct Party {
    pub(super) person: String,
    pub(super) organization: String,
    pub(super) phone: String,
}

impl Party {
    /// The person, else the organization.
    pub(super) fn name(&self) -> &str {
        if self.person.is_empty() { &self.organization } else { &self.person }
    }

    /// What is blank is taken from another.
    pub(super) fn or(self, other: Self) -> Self {
        let first = |one: String, two: String| if one.is_empty() { two } else { one };
        Self {
            person: first(self.person, other.person),
            organization: first(self.organization, other.organization),
            phone: first(self.phone, other.phone),
        }
    }
}

/// Whom a reference of a resource names. One step is taken, from a role two: a circle of references
/// is never walked. A reference that leads to no name is told.
pub(super) fn party(draft: &mut Draft<'_>, from: usize, reference: &At<'_>) -> Party {
    let found = draft.incoming.meant(from, reference.value);
    let found = found.map(|at| looked_up(draft, at)).unwrap_or_default();
    let party = found.or(displayed(reference));
    if party.name().is_empty() {
        let why = "The file points to somebody here whom it does not name.";
        draft.leave_words(why, party.phone.clone(), &reference.place);
    }
    party
}

fn looked_up(draft: &mut Draft<'_>, at: usize) -> Party {
    if let Some(known) = draft.parties.get(&at) {
        return known.clone();
    }
    let found = match draft.incoming.resources()[at].kind {
        "PractitionerRole" => role(draft, at),
        _ => one(draft, at),
    };
    draft.parties.insert(at, found.clone());
    found
}

/// The person and the organization of a role, and its phone before theirs.
fn role(draft: &mut Draft<'_>, at: usize) -> Party {
    let Some(resource) = draft.resource(at) else { return Party::default() };
    draft.used.insert(at);
    let mut party = Party { phone: phone(&resource), ..Party::default() };
    for name in ["practitioner", "organization"] {
        let Some(reference) = resource.get(name) else { continue };
        let found = draft.incoming.meant(at, reference.value);
        let next = found.map(|found| one(draft, found)).unwrap_or_default();
        let said = reference.text("display").to_owned();
        let said = match name {
            "practitioner" => Party { person: said, ..Party::default() },
            _ => Party { organization: said, ..Party::default() },
        };
        party = party.or(next).or(said);
    }
    party
}

/// The party that one resource is by itself.
fn one(draft: &mut Draft<'_>, at: usize) -> Party {
    let Some(resource) = draft.resource(at) else { return Party::default() };
    let kind = draft.incoming.resources()[at].kind;
    let (person, organization) = match kind {
        "Practitioner" | "RelatedPerson" | "Patient" => {
            (words::first_name(&resource.each("name")), String::new())
        }
        "Organization" | "Location" => (String::new(), resource.text("name").to_owned()),
        _ => return Party::default(),
    };
    draft.used.insert(at);
    Party { person, organization, phone: phone(&resource) }
}

/// A reference by its display alone: an organization where its type says so.
fn displayed(reference: &At<'_>) -> Party {
    let display = reference.text("display").to_owned();
    let target = [reference.text("type"), reference.text("reference")];
    let is_organization = target.iter().any(|it| it.contains("Organization"));
    match is_organization {
        true => Party { organization: display, ..Party::default() },
        false => Party { person: display, ..Party::default() },
    }
}

/// The first phone of a resource.
pub(super) fn phone(resource: &At<'_>) -> String {
    let mut phones = resource.each("telecom").into_iter().filter(|it| it.text("system") == "phone");
    phones.next().map(|it| dialed(it.text("value"))).unwrap_or_default()
}

/// A number without the `tel:` that some programs write before it.
pub(super) fn dialed(text: &str) -> String {
    text.strip_prefix("tel:").unwrap_or(text).to_owned()
}
