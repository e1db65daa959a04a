//! Which resources are about whom, in what order they are read, and one line for each kind that is
//! not read at all.

use std::collections::{BTreeMap, BTreeSet};

use form::Class;
use serde_json::Value;

use super::at::is_blank;
use super::draft::Draft;
use super::{
    allergies, conditions, coverage, identity, language, medicines, parts, people, reach, source,
};
use crate::fhir::read::{Incoming, Resource};

/// The resources of a file by whom they are about.
pub(super) struct Sorted {
    /// Every Patient, and what is about it.
    pub(super) people: Vec<(usize, Vec<usize>)>,
    /// What is about nobody in the file.
    unclaimed: Vec<(usize, Unclaimed)>,
}

/// Why nobody claims a resource.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unclaimed {
    /// It is the same record once more.
    Repeated,
    /// It should be about somebody, and does not say about whom.
    Unsaid,
    /// It is about somebody who is not in the file.
    Elsewhere,
    /// Its kind is about nobody: an organization, a medication.
    Nobody,
}

/// What a referral says besides answers.
#[derive(Default)]
pub(super) struct Told {
    pub(super) deceased: bool,
    pub(super) responses: Vec<usize>,
}

const SUBJECTS: [&str; 4] = ["subject", "patient", "beneficiary", "for"];

/// Kinds that always have somebody they are about.
const ABOUT_SOMEBODY: [&str; 12] = [
    "AllergyIntolerance",
    "CarePlan",
    "Condition",
    "Consent",
    "Coverage",
    "Goal",
    "MedicationRequest",
    "MedicationStatement",
    "Procedure",
    "QuestionnaireResponse",
    "RelatedPerson",
    "ServiceRequest",
];

impl Sorted {
    pub(super) fn of(incoming: &Incoming) -> Self {
        let resources = incoming.resources();
        let is_person = |it: &Resource| it.kind == "Patient" && it.repeats.is_none();
        let mut theirs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        theirs.extend(
            (0..resources.len()).filter(|at| is_person(&resources[*at])).map(|at| (at, vec![])),
        );
        let mut unclaimed = Vec::new();
        for (at, resource) in resources.iter().enumerate() {
            if theirs.contains_key(&at) {
                continue;
            }
            if resource.kind == "Patient" {
                unclaimed.push((at, Unclaimed::Repeated));
                continue;
            }
            match subject(incoming, at) {
                Ok(person) => match theirs.get_mut(&person) {
                    Some(theirs) => theirs.push(at),
                    None => unclaimed.push((at, Unclaimed::Elsewhere)),
                },
                Err(why) => unclaimed.push((at, why)),
            }
        }
        Self { people: theirs.into_iter().collect(), unclaimed }
    }
}

/// Whom a resource is about. What is contained in another and does not say it, is about the same
/// person as that.
fn subject(incoming: &Incoming, at: usize) -> Result<usize, Unclaimed> {
    let resource = incoming.resources().get(at).ok_or(Unclaimed::Nobody)?;
    let reference = |body: &Value| {
        let mut found = SUBJECTS.iter().filter_map(|name| body.get(name));
        found.find(|it| it.is_object() && !is_blank(it)).cloned()
    };
    if let Some(reference) = reference(&resource.body) {
        return incoming.meant(at, &reference).ok_or(Unclaimed::Elsewhere);
    }
    if !ABOUT_SOMEBODY.contains(&resource.kind) {
        return Err(Unclaimed::Nobody);
    }
    let owner = resource.owner.and_then(|owner| Some((owner, incoming.resources().get(owner)?)));
    let (owner, body) = owner.ok_or(Unclaimed::Unsaid)?;
    let reference = reference(&body.body).ok_or(Unclaimed::Unsaid)?;
    incoming.meant(owner, &reference).ok_or(Unclaimed::Elsewhere)
}

/// Reads everything that is about one person.
pub(super) fn tell(draft: &mut Draft<'_>, theirs: &[usize]) -> Told {
    let mut told = Told::default();
    let Some(patient) = draft.resource(draft.patient) else { return told };
    if is_barred(draft, draft.patient) {
        let why = match theirs.len() {
            1 => "One record about this person is left with it.".to_owned(),
            count => format!("{count} records about this person are left with it."),
        };
        if !theirs.is_empty() {
            draft.leave_words(why, String::new(), &patient.place);
        }
        return told;
    }
    told.deceased = identity::tell(draft, &patient);
    reach::tell(draft, &patient);
    language::tell(draft, &patient);
    people::contacts(draft, &patient);
    draft.class = Class::Clinical;
    source::primary_care(draft, &patient);
    draft.class = Class::Intake;
    identity::extensions(draft, &patient);
    parts::account(draft, "Patient", &patient);
    let sound: Vec<usize> = theirs.iter().copied().filter(|at| !is_barred(draft, *at)).collect();
    source::tell(draft, &sound);
    told.responses = read_all(draft, &sound);
    told
}

/// Reads the resources of the kinds that are known, and counts the others. Hands back the
/// questionnaires that were answered.
fn read_all(draft: &mut Draft<'_>, theirs: &[usize]) -> Vec<usize> {
    let (mut responses, mut noted) = (Vec::new(), Vec::new());
    let (mut none, mut alone) = (Vec::new(), Vec::new());
    let mut others: BTreeMap<&'static str, (usize, String)> = BTreeMap::new();
    for at in theirs {
        let resource = &draft.incoming.resources()[*at];
        draft.class = class(resource.kind);
        match resource.kind {
            "RelatedPerson" => people::related(draft, *at),
            "Coverage" => alone.extend(coverage::tell(draft, *at)),
            "Condition" => noted.extend(conditions::tell(draft, *at)),
            "MedicationRequest" | "MedicationStatement" => medicines::tell(draft, *at),
            "AllergyIntolerance" => none.extend(allergies::tell(draft, *at)),
            "QuestionnaireResponse" => responses.push(*at),
            "Encounter" => {
                let Some(encounter) = draft.resource(*at) else { continue };
                parts::encounter(draft, &encounter);
            }
            "ServiceRequest" => {}
            kind => others.entry(kind).or_insert((0, resource.place.clone())).0 += 1,
        }
        let Some(whole) = draft.resource(*at) else { continue };
        parts::account(draft, resource.kind, &whole);
    }
    draft.class = Class::Clinical;
    conditions::note(draft, &noted);
    allergies::none(draft, &none);
    draft.class = Class::Intake;
    coverage::self_pay(draft, &alone);
    for (kind, (count, place)) in others {
        draft.leave_words(format!("{count} {kind}: {}", why(kind)), String::new(), &place);
    }
    responses
}

fn class(kind: &str) -> Class {
    match kind {
        "RelatedPerson" | "Coverage" => Class::Intake,
        _ => Class::Clinical,
    }
}

/// Why a kind of resource is not taken in.
fn why(kind: &str) -> &'static str {
    match kind {
        "Observation" | "DiagnosticReport" => "results are not taken in; questionnaires are.",
        "Consent" => "consents are never taken in. Ask for them here, on the clinic's own forms.",
        "Composition" => "the text of a document is not taken in. Keep the document itself.",
        "DocumentReference" | "Binary" | "Media" => {
            "documents and pictures are not taken in. Add them as attachments."
        }
        "CarePlan" | "Goal" | "CareTeam" => "a plan is made here, with the person.",
        "Procedure" | "Immunization" | "FamilyMemberHistory" => {
            "the forms ask about this in other words. Ask the person."
        }
        "Unknown" => "FHIR R4 has no such kind of record.",
        _ => "this kind of record is not taken in.",
    }
}

/// Whether a resource may not be read, with the reason.
fn is_barred(draft: &mut Draft<'_>, at: usize) -> bool {
    let Some(resource) = draft.incoming.resources().get(at) else { return true };
    let body = &resource.body;
    let why = if resource.repeats.is_some() {
        "The same record comes again, perhaps as an older version. The first one is read."
    } else if is_in_error(body) {
        "The other program says that this was entered in error."
    } else if body.get("implicitRules").is_some_and(|it| !is_blank(it)) {
        "This record follows rules that this program does not know, so it is not read."
    } else if has_modifier(body) {
        "Something that this program does not know changes what this record means, so it is not read."
    } else {
        return false;
    };
    let place = resource.place.clone();
    draft.leave_words(format!("{}: {why}", resource.kind), String::new(), &place);
    true
}

fn is_in_error(body: &Value) -> bool {
    const WORD: &str = "entered-in-error";
    let coded = body.get("verificationStatus").and_then(|it| it.get("coding"));
    let mut codings = coded.and_then(Value::as_array).into_iter().flatten();
    body.get("status").and_then(Value::as_str) == Some(WORD)
        || codings.any(|it| it.get("code").and_then(Value::as_str) == Some(WORD))
}

/// Whether there is a modifier extension at any depth. The reader has set the depth a limit.
fn has_modifier(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(name, part)| {
            (name == "modifierExtension" && !is_blank(part)) || has_modifier(part)
        }),
        Value::Array(parts) => parts.iter().any(has_modifier),
        _ => false,
    }
}

/// One line for each kind of resource that is about nobody in the file, and that nobody was looked
/// up in.
pub(super) fn leave_unclaimed(draft: &mut Draft<'_>, sorted: &Sorted, used: &BTreeSet<usize>) {
    let mut counts: BTreeMap<(Unclaimed, &'static str), (usize, &str)> = BTreeMap::new();
    for (at, unclaimed) in sorted.unclaimed.iter().filter(|(at, _)| !used.contains(at)) {
        let resource = &draft.incoming.resources()[*at];
        counts.entry((*unclaimed, resource.kind)).or_insert((0, &resource.place)).0 += 1;
    }
    draft.class = Class::Intake;
    for ((unclaimed, kind), (count, place)) in counts {
        let why = match unclaimed {
            Unclaimed::Repeated => "the same record comes again. The first one is read.",
            Unclaimed::Unsaid => "the file does not say whom this is about.",
            Unclaimed::Elsewhere => {
                "this is about somebody who is not in the file, or cannot be told apart there."
            }
            Unclaimed::Nobody => why(kind),
        };
        draft.leave_words(format!("{count} {kind}: {why}"), String::new(), place);
    }
}
