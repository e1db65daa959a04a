//! The resources of a file in their order, and which of them a reference means.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::hash::Hash;

use serde_json::Value;

use super::address::{self, base, identifier, last_two, normal};
use super::refused::{Problem, Refused};
use super::{ENTRIES, PEOPLE, kinds, shape, shapes};

/// A resource of a file.
pub struct Resource {
    /// Its type; `Unknown` for one that FHIR R4 does not have.
    pub kind: &'static str,
    /// Its id, as the other program has it.
    pub id: Option<String>,
    /// Its full URL, as the bundle has it.
    pub full_url: Option<String>,
    /// Where it stands: `Bundle.entry[3].resource`, `Patient`.
    pub place: String,
    /// The resource that it is contained in, by its place among [`Incoming::resources`].
    pub owner: Option<usize>,
    /// The resource before this one that goes by the same name, in a history or by mistake.
    pub repeats: Option<usize>,
    /// The resource itself, a JSON object without what it contains.
    pub body: Value,
}

/// A bundle, or a resource alone, as it was read.
pub struct Incoming {
    /// The type of the bundle, where it is one that FHIR R4 has.
    pub bundle: Option<&'static str>,
    resources: Vec<Resource>,
    by_url: HashMap<String, Found>,
    by_name: HashMap<String, Found>,
    by_identifier: HashMap<String, Found>,
    contained: HashMap<(usize, String), Found>,
}

/// Whom a name means.
#[derive(Clone, Copy)]
enum Found {
    One(usize),
    Several,
}

impl Found {
    fn one(self) -> Option<usize> {
        match self {
            Self::One(at) => Some(at),
            Self::Several => None,
        }
    }
}

const BUNDLES: [&str; 9] = [
    "document",
    "message",
    "transaction",
    "transaction-response",
    "batch",
    "batch-response",
    "history",
    "searchset",
    "collection",
];

impl Incoming {
    pub(super) fn of(root: Value) -> Result<Self, Refused> {
        let mut incoming = Self {
            bundle: None,
            resources: Vec::new(),
            by_url: HashMap::new(),
            by_name: HashMap::new(),
            by_identifier: HashMap::new(),
            contained: HashMap::new(),
        };
        match kinds::of(&root, "")? {
            kinds::UNKNOWN => return Err(Refused::content("resourceType", Problem::UnknownType)),
            "Bundle" => incoming.entries(root)?,
            kind => incoming.take(root, kind.to_owned(), None)?,
        }
        let people = incoming.resources.iter().filter(|it| it.kind == "Patient").count();
        if people > PEOPLE {
            return Err(Refused::content("Bundle", Problem::TooManyPeople));
        }
        Ok(incoming)
    }

    fn entries(&mut self, mut root: Value) -> Result<(), Refused> {
        let wrong = |place: &str, problem| Err(Refused::content(place, problem));
        let kind = root.get("type").and_then(Value::as_str);
        self.bundle = BUNDLES.into_iter().find(|known| Some(*known) == kind);
        let entries = match root.get_mut("entry").map(Value::take) {
            None | Some(Value::Null) => return Ok(()),
            Some(Value::Array(entries)) => entries,
            Some(_) => return wrong("Bundle.entry", Problem::NotAnArray),
        };
        if entries.len() > ENTRIES {
            return wrong("Bundle.entry", Problem::TooManyEntries);
        }
        for (at, mut entry) in entries.into_iter().enumerate() {
            let place = format!("Bundle.entry[{at}]");
            if !entry.is_object() && !entry.is_null() {
                return wrong(&place, Problem::NotAnObject);
            }
            let url = match entry.get("fullUrl") {
                None | Some(Value::Null) => None,
                Some(Value::String(url)) => Some(url.clone()),
                Some(_) => return wrong(&format!("{place}.fullUrl"), Problem::NotText),
            };
            match entry.get_mut("resource").map(Value::take) {
                None | Some(Value::Null) => {}
                Some(resource) => self.take(resource, format!("{place}.resource"), url)?,
            }
        }
        Ok(())
    }

    /// Takes a resource and what it contains, checked.
    fn take(&mut self, body: Value, place: String, url: Option<String>) -> Result<(), Refused> {
        let (owner, inside) = self.take_one(body, place, url, None)?;
        // FHIR lets nothing be contained in what is contained. Where it is, it belongs to the whole.
        let mut waiting = VecDeque::from(inside);
        while let Some((body, place)) = waiting.pop_front() {
            let (_, inside) = self.take_one(body, place, None, Some(owner))?;
            waiting.extend(inside);
        }
        Ok(())
    }

    /// Takes a resource alone, and hands back what it contains, with places.
    fn take_one(
        &mut self,
        mut body: Value,
        place: String,
        url: Option<String>,
        owner: Option<usize>,
    ) -> Result<(usize, Vec<(Value, String)>), Refused> {
        let kind = checked(&body, &place)?;
        let inside = body.as_object_mut().and_then(|members| members.remove("contained"));
        let at = self.push(body, kind, place.clone(), url, owner)?;
        match inside {
            None | Some(Value::Null) => Ok((at, Vec::new())),
            Some(Value::Array(inside)) => {
                let inside = inside.into_iter().enumerate().filter(|(_, body)| !body.is_null());
                let placed = |(at, body)| (body, format!("{place}.contained[{at}]"));
                Ok((at, inside.map(placed).collect()))
            }
            Some(_) => Err(Refused::content(&format!("{place}.contained"), Problem::NotAnArray)),
        }
    }

    fn push(
        &mut self,
        body: Value,
        kind: &'static str,
        place: String,
        full_url: Option<String>,
        owner: Option<usize>,
    ) -> Result<usize, Refused> {
        let at = self.resources.len();
        if at >= ENTRIES {
            return Err(Refused::content(&place, Problem::TooManyEntries));
        }
        let id = body.get("id").and_then(Value::as_str).map(str::to_owned);
        let mut resource = Resource { kind, id, full_url, place, owner, repeats: None, body };
        self.name(at, &mut resource);
        self.resources.push(resource);
        Ok(at)
    }

    /// Notes the names that a resource goes by. Where a name comes again, the same resource comes
    /// again, or an older version of it; two that differ outside of a history cannot be told apart.
    fn name(&mut self, at: usize, resource: &mut Resource) {
        let name = resource.id.as_ref().map(|id| format!("{}/{id}", resource.kind));
        let url = resource.full_url.as_deref().map(normal).or_else(|| name.clone());
        let inside = resource.owner.and_then(|owner| Some((owner, resource.id.clone()?)));
        let before = match (resource.owner, &inside, &url) {
            (Some(_), Some(inside), _) => self.contained.get(inside),
            (None, _, Some(url)) => self.by_url.get(url),
            _ => None,
        };
        let is_history = self.bundle == Some("history");
        resource.repeats = before
            .and_then(|found| found.one())
            .filter(|first| is_history || self.resources[*first].body == resource.body);
        if resource.repeats.is_some() {
            return;
        }
        if let Some(identifiers) = resource.body.get("identifier").and_then(Value::as_array) {
            for key in identifiers.iter().filter_map(identifier) {
                note(&mut self.by_identifier, key, at);
            }
        }
        if resource.owner.is_some() {
            inside.into_iter().for_each(|inside| note(&mut self.contained, inside, at));
            return;
        }
        url.into_iter().for_each(|url| note(&mut self.by_url, url, at));
        if let Some(name) = name {
            note(&mut self.by_name, name, at);
        }
    }

    /// The resources in their order; what is contained in one follows after it.
    #[must_use]
    pub fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// The resource that a reference means, seen from the resource that has it: relative, absolute,
    /// `urn:uuid:` or `#contained`. Nothing when it leads out of the file or could mean several.
    #[must_use]
    pub fn resolve(&self, from: usize, reference: &str) -> Option<usize> {
        let here = self.resources.get(from)?;
        let holder = here.owner.unwrap_or(from);
        if let Some(id) = reference.strip_prefix('#') {
            let inside = || self.contained.get(&(holder, id.to_owned()))?.one();
            return if id.is_empty() { Some(holder) } else { inside() };
        }
        let wanted = normal(reference);
        if let Some(found) = self.by_url.get(&wanted) {
            return found.one();
        }
        let named = |name: &str| self.by_name.get(name).and_then(|found| found.one());
        if wanted.contains("://") {
            // Another server's resource may have the same id: only one without an address fits.
            let at = named(last_two(&wanted)?)?;
            return self.resources.get(at)?.full_url.is_none().then_some(at);
        }
        if wanted.starts_with("urn:") {
            return None;
        }
        let base = self.resources.get(holder)?.full_url.as_deref().and_then(base);
        let beside = base.and_then(|base| self.by_url.get(&format!("{base}{wanted}")));
        if let Some(found) = beside {
            return found.one();
        }
        let at = named(&wanted)?;
        let other = self.resources.get(at)?.full_url.as_deref().and_then(address::base);
        (base.is_none() || other.is_none() || base == other).then_some(at)
    }

    /// The resource that a `Reference` means: by its reference, else by an identifier that one
    /// resource alone has.
    #[must_use]
    pub fn meant(&self, from: usize, reference: &Value) -> Option<usize> {
        if let Some(text) = reference.get("reference").and_then(Value::as_str) {
            return self.resolve(from, text);
        }
        let key = identifier(reference.get("identifier")?)?;
        self.by_identifier.get(&key)?.one()
    }
}

/// The type of a resource, and that it has the shape of one.
fn checked(body: &Value, place: &str) -> Result<&'static str, Refused> {
    let kind = kinds::of(body, place)?;
    let mut place = place.to_owned();
    shapes::of(kind).try_for_each(|shape| shape::check(body, shape, &mut place))?;
    Ok(kind)
}

fn note<K: Eq + Hash>(names: &mut HashMap<K, Found>, key: K, at: usize) {
    names.entry(key).and_modify(|found| *found = Found::Several).or_insert(Found::One(at));
}

impl fmt::Debug for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resource")
            .field("kind", &self.kind)
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming")
            .field("bundle", &self.bundle)
            .field("resources", &self.resources)
            .finish_non_exhaustive()
    }
}
