//! One admission: EpisodeOfCare, and the Encounter through which answers belong to it.

use serde_json::json;

use super::{Chart, Clinic, Entries, Episode, Said, words};
use crate::fhir::reference;

pub(super) fn push(entries: &mut Entries, clinic: &Clinic, chart: &Chart, episode: &Episode) {
    let own = Said::in_form(Some(&episode.own));
    let status = match own.text("status") {
        "waitlist" => "waitlist",
        "active" => "active",
        "discharged" => "finished",
        "not_admitted" => "cancelled",
        _ => "planned",
    };
    let id = episode.id.to_string();
    let ended = own.date("discharge_date");
    let patient = reference("Patient", &chart.client.to_string());
    // Who is entered after the fact has ended before the record began.
    let within = |start: &str| match ended {
        Some(end) if end < start => json!({ "end": end }),
        _ => json!({ "start": start, "end": ended }),
    };
    let held = match status {
        "active" => "in-progress",
        "finished" => "finished",
        "cancelled" => "cancelled",
        _ => "planned",
    };
    entries.push(json!({
        "resourceType": "EpisodeOfCare",
        "id": id,
        "status": status,
        "type": [words(&own.words("program")), words("Intensive outpatient program")],
        "patient": patient,
        "managingOrganization": clinic.itself(),
        "period": within(&episode.began),
        "careManager": clinic.named(own.text("primary_therapist")),
    }));
    entries.push(json!({
        "resourceType": "Encounter",
        "id": id,
        "status": held,
        "class": {
            "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode",
            "code": "AMB",
            "display": "ambulatory",
        },
        "subject": patient,
        "episodeOfCare": [reference("EpisodeOfCare", &id)],
        "period": within(own.date("admission_date").unwrap_or(&episode.began)),
        "serviceProvider": clinic.itself(),
    }));
    if !episode.own.answers.is_empty() {
        super::document::push_response(entries, chart, episode, &episode.own);
    }
}
