//! ServiceRequest, Encounter and the author of a document or a message to Referral: who sent the
//! person, with a phone, and when. Reasons are clinical and stay out of a section of the front desk.

use super::at::At;
use super::draft::Draft;
use super::party::{self, Party};

const FORM: &str = "referral";

/// Reads who made the referral from the first of these that says it: a request, the document or
/// message itself, the encounter it comes from.
pub(super) fn tell(draft: &mut Draft<'_>, theirs: &[usize]) {
    let all = draft.incoming.resources();
    let of = |kind: &str| {
        let of_kind = theirs.iter().copied().filter(|at| all[*at].kind == kind);
        of_kind.collect::<Vec<usize>>()
    };
    let (requests, documents, encounters) =
        (of("ServiceRequest"), of("Composition"), of("Encounter"));
    let messages = all.iter().enumerate();
    let messages = messages.filter(|(_, it)| it.kind == "MessageHeader").map(|(at, _)| at);
    // A message has one head.
    let messages: Vec<usize> = messages.take(1).collect();
    let mut is_told = request(draft, &requests);
    for (index, names) in documents
        .iter()
        .map(|at| (*at, &["author", "custodian"][..]))
        .chain(messages.iter().map(|at| (*at, &["author", "sender"][..])))
    {
        if is_told {
            break;
        }
        is_told = from(draft, index, names);
    }
    for index in &encounters {
        is_told = is_told || from(draft, *index, &["serviceProvider"]);
    }
}

/// The first request that asks for care. Requests for a laboratory or an image are none.
fn request(draft: &mut Draft<'_>, requests: &[usize]) -> bool {
    let mut is_told = false;
    for index in requests {
        let Some(at) = draft.resource(*index) else { continue };
        if let Some(why) = not_a_referral(&at) {
            draft.leave_words(why, String::new(), &at.place);
            continue;
        }
        if is_told {
            let why = "Another request; the form has room for one referral.";
            let words = at.get("code").map(|it| super::words::concept(&it)).unwrap_or_default();
            draft.class = form::Class::Clinical;
            draft.leave_words(why, words, &at.place);
            draft.class = form::Class::Intake;
            continue;
        }
        is_told = from(draft, *index, &["requester"]);
        if let Some(day) = at.get("authoredOn") {
            is_told |= draft.put(FORM, "referred_on", day.word(), &day);
        }
    }
    is_told
}

fn not_a_referral(at: &At<'_>) -> Option<&'static str> {
    match at.text("status") {
        "revoked" => return Some("This request was taken back."),
        "draft" => return Some("This request is only a draft."),
        _ => {}
    }
    // SNOMED CT: laboratory, imaging; and FHIR's own words in older programs.
    const OTHERS: [&str; 4] = ["108252007", "363679005", "laboratory", "imaging"];
    let categories = at.each("category");
    let is_other =
        categories.into_iter().any(|category| super::words::has_code(Some(category), &OTHERS));
    is_other.then_some("This request asks for a laboratory test or an image, not for care here.")
}

/// Puts the people whom these references of a resource name. Whether there was anybody.
fn from(draft: &mut Draft<'_>, index: usize, names: &[&str]) -> bool {
    let Some(at) = draft.resource(index) else { return false };
    let mut said: Option<(Party, At<'_>)> = None;
    for name in names {
        for reference in
            at.get(name).filter(|it| it.value.is_object()).into_iter().chain(at.each(name))
        {
            // A person may send their own papers; then nobody else made the referral.
            if draft.incoming.meant(index, reference.value) == Some(draft.patient) {
                continue;
            }
            let party = party::party(draft, index, &reference);
            said = Some(match said {
                Some((before, at)) => (before.or(party), at),
                None => (party, reference),
            });
        }
    }
    let Some((party, at)) = said else { return false };
    let person = draft.put(FORM, "source_person", party.person, &at);
    let organization = draft.put(FORM, "source_organization", party.organization, &at);
    draft.put(FORM, "source_phone", party.phone, &at);
    person || organization
}

/// The doctor or clinic for regular care, to Medical.
pub(super) fn primary_care(draft: &mut Draft<'_>, patient: &At<'_>) {
    let all = patient.each("generalPractitioner");
    let Some((first, others)) = all.split_first() else { return };
    let index = draft.patient;
    let party = party::party(draft, index, first);
    let name = super::words::joined([party.person, party.organization], ", ");
    if draft.put("medical", "primary_care_name", name, first) {
        draft.put("medical", "primary_care", "yes", first);
        draft.put("medical", "primary_care_phone", party.phone, first);
    }
    for other in others {
        draft.leave("The form has room for one doctor or clinic for regular care.", other);
    }
}
