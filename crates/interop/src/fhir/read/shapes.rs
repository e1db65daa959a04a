//! The shapes of FHIR R4 (4.0.1) that are relied on later, a table for each data type and resource.

use super::shape::{Member, Shape};
use Shape::{Many, Object};

static TEXT: Shape = Shape::Text;
static TRUTH: Shape = Shape::Truth;
static NUMBER: Shape = Shape::Number;
static TEXTS: Shape = Many(&TEXT);

static PERIOD: Shape = Object(&[("start", &TEXT), ("end", &TEXT)]);
static CODING: Shape = Object(&[("system", &TEXT), ("code", &TEXT), ("display", &TEXT)]);
static CONCEPT: Shape = Object(&[("coding", &Many(&CODING)), ("text", &TEXT)]);
static CONCEPTS: Shape = Many(&CONCEPT);
static QUANTITY: Shape =
    Object(&[("value", &NUMBER), ("unit", &TEXT), ("system", &TEXT), ("code", &TEXT)]);
static RANGE: Shape = Object(&[("low", &QUANTITY), ("high", &QUANTITY)]);
static IDENTIFIER: Shape =
    Object(&[("system", &TEXT), ("value", &TEXT), ("use", &TEXT), ("type", &CONCEPT)]);
static IDENTIFIERS: Shape = Many(&IDENTIFIER);
static REFERENCE: Shape =
    Object(&[("reference", &TEXT), ("display", &TEXT), ("identifier", &IDENTIFIER)]);
static REFERENCES: Shape = Many(&REFERENCE);
static ANNOTATIONS: Shape = Many(&Object(&[("text", &TEXT)]));
static NAME: Shape = Object(&[
    ("use", &TEXT),
    ("text", &TEXT),
    ("family", &TEXT),
    ("given", &TEXTS),
    ("prefix", &TEXTS),
    ("suffix", &TEXTS),
    ("period", &PERIOD),
]);
static NAMES: Shape = Many(&NAME);
static TELECOM: Shape = Many(&Object(&[
    ("system", &TEXT),
    ("value", &TEXT),
    ("use", &TEXT),
    ("rank", &NUMBER),
    ("period", &PERIOD),
]));
static ADDRESS: Shape = Object(&[
    ("use", &TEXT),
    ("type", &TEXT),
    ("text", &TEXT),
    ("line", &TEXTS),
    ("city", &TEXT),
    ("district", &TEXT),
    ("state", &TEXT),
    ("postalCode", &TEXT),
    ("country", &TEXT),
    ("period", &PERIOD),
]);
static ADDRESSES: Shape = Many(&ADDRESS);
static EXTENSIONS: Shape = Many(&EXTENSION);
static EXTENSION: Shape = Object(&[
    ("url", &TEXT),
    ("extension", &EXTENSIONS),
    ("valueString", &TEXT),
    ("valueCode", &TEXT),
    ("valueBoolean", &TRUTH),
    ("valueCoding", &CODING),
    ("valueCodeableConcept", &CONCEPT),
]);
static DOSE: Shape = Many(&Object(&[("doseQuantity", &QUANTITY), ("doseRange", &RANGE)]));
static REPEAT: Shape =
    Object(&[("frequency", &NUMBER), ("period", &NUMBER), ("periodUnit", &TEXT), ("when", &TEXTS)]);
static DOSAGES: Shape = Many(&Object(&[
    ("text", &TEXT),
    ("patientInstruction", &TEXT),
    ("additionalInstruction", &CONCEPTS),
    ("timing", &Object(&[("code", &CONCEPT), ("repeat", &REPEAT)])),
    ("asNeededBoolean", &TRUTH),
    ("asNeededCodeableConcept", &CONCEPT),
    ("route", &CONCEPT),
    ("doseAndRate", &DOSE),
]));
static ANSWERS: Shape = Many(&Object(&[
    ("valueBoolean", &TRUTH),
    ("valueDecimal", &NUMBER),
    ("valueInteger", &NUMBER),
    ("valueDate", &TEXT),
    ("valueString", &TEXT),
    ("valueCoding", &CODING),
    ("valueQuantity", &QUANTITY),
    ("item", &ITEMS),
]));
static ITEMS: Shape =
    Many(&Object(&[("linkId", &TEXT), ("text", &TEXT), ("answer", &ANSWERS), ("item", &ITEMS)]));

/// Whom a resource is about, in any of the names that FHIR has for it; true of every type.
static ANYTHING: Shape = Object(&[
    ("id", &TEXT),
    ("implicitRules", &TEXT),
    ("extension", &EXTENSIONS),
    ("beneficiary", &REFERENCE),
    ("patient", &REFERENCE),
]);

const PATIENT: &[Member] = &[
    ("identifier", &IDENTIFIERS),
    ("active", &TRUTH),
    ("name", &NAMES),
    ("telecom", &TELECOM),
    ("gender", &TEXT),
    ("birthDate", &TEXT),
    ("deceasedBoolean", &TRUTH),
    ("deceasedDateTime", &TEXT),
    ("address", &ADDRESSES),
    ("maritalStatus", &CONCEPT),
    (
        "contact",
        &Many(&Object(&[
            ("relationship", &CONCEPTS),
            ("name", &NAME),
            ("telecom", &TELECOM),
            ("address", &ADDRESS),
            ("organization", &REFERENCE),
            ("period", &PERIOD),
        ])),
    ),
    ("communication", &Many(&Object(&[("language", &CONCEPT), ("preferred", &TRUTH)]))),
    ("generalPractitioner", &REFERENCES),
];
const RELATED_PERSON: &[Member] = &[
    ("active", &TRUTH),
    ("relationship", &CONCEPTS),
    ("name", &NAMES),
    ("telecom", &TELECOM),
    ("address", &ADDRESSES),
    ("birthDate", &TEXT),
    ("period", &PERIOD),
];
const COVERAGE: &[Member] = &[
    ("identifier", &IDENTIFIERS),
    ("status", &TEXT),
    ("type", &CONCEPT),
    ("subscriber", &REFERENCE),
    ("subscriberId", &TEXT),
    ("relationship", &CONCEPT),
    ("period", &PERIOD),
    ("payor", &REFERENCES),
    ("class", &Many(&Object(&[("type", &CONCEPT), ("value", &TEXT), ("name", &TEXT)]))),
    ("order", &NUMBER),
];
const CONDITION: &[Member] = &[
    ("subject", &REFERENCE),
    ("clinicalStatus", &CONCEPT),
    ("verificationStatus", &CONCEPT),
    ("severity", &CONCEPT),
    ("code", &CONCEPT),
    ("onsetDateTime", &TEXT),
    ("onsetAge", &QUANTITY),
    ("onsetPeriod", &PERIOD),
    ("onsetString", &TEXT),
    ("abatementDateTime", &TEXT),
    ("recordedDate", &TEXT),
    ("recorder", &REFERENCE),
    ("asserter", &REFERENCE),
    ("note", &ANNOTATIONS),
];
const MEDICINE: &[Member] = &[
    ("subject", &REFERENCE),
    ("status", &TEXT),
    ("doNotPerform", &TRUTH),
    ("medicationCodeableConcept", &CONCEPT),
    ("medicationReference", &REFERENCE),
    ("requester", &REFERENCE),
    ("dosage", &DOSAGES),
    ("dosageInstruction", &DOSAGES),
    ("note", &ANNOTATIONS),
];
const ALLERGY: &[Member] = &[
    ("clinicalStatus", &CONCEPT),
    ("verificationStatus", &CONCEPT),
    ("criticality", &TEXT),
    ("code", &CONCEPT),
    (
        "reaction",
        &Many(&Object(&[
            ("substance", &CONCEPT),
            ("manifestation", &CONCEPTS),
            ("description", &TEXT),
            ("severity", &TEXT),
        ])),
    ),
    ("note", &ANNOTATIONS),
];
const SERVICE_REQUEST: &[Member] = &[
    ("subject", &REFERENCE),
    ("status", &TEXT),
    ("category", &CONCEPTS),
    ("code", &CONCEPT),
    ("authoredOn", &TEXT),
    ("requester", &REFERENCE),
    ("reasonCode", &CONCEPTS),
    ("note", &ANNOTATIONS),
];
const ENCOUNTER: &[Member] = &[
    ("subject", &REFERENCE),
    ("status", &TEXT),
    ("class", &CODING),
    ("period", &PERIOD),
    ("serviceProvider", &REFERENCE),
];
const PRACTITIONER: &[Member] = &[("name", &NAMES), ("telecom", &TELECOM)];
const ROLE: &[Member] =
    &[("practitioner", &REFERENCE), ("organization", &REFERENCE), ("telecom", &TELECOM)];
const ORGANIZATION: &[Member] = &[("name", &TEXT), ("telecom", &TELECOM)];
const MEDICATION: &[Member] = &[("code", &CONCEPT)];
const COMPOSITION: &[Member] = &[
    ("subject", &REFERENCE),
    ("status", &TEXT),
    ("author", &REFERENCES),
    ("custodian", &REFERENCE),
];
const MESSAGE: &[Member] = &[("author", &REFERENCE), ("sender", &REFERENCE)];
const RESPONSE: &[Member] = &[
    ("subject", &REFERENCE),
    ("status", &TEXT),
    ("questionnaire", &TEXT),
    ("authored", &TEXT),
    ("item", &ITEMS),
];

static KNOWN: &[(&str, Shape)] = &[
    ("AllergyIntolerance", Object(ALLERGY)),
    ("Composition", Object(COMPOSITION)),
    ("Condition", Object(CONDITION)),
    ("Coverage", Object(COVERAGE)),
    ("Encounter", Object(ENCOUNTER)),
    ("Location", Object(ORGANIZATION)),
    ("Medication", Object(MEDICATION)),
    ("MedicationRequest", Object(MEDICINE)),
    ("MedicationStatement", Object(MEDICINE)),
    ("MessageHeader", Object(MESSAGE)),
    ("Organization", Object(ORGANIZATION)),
    ("Patient", Object(PATIENT)),
    ("Practitioner", Object(PRACTITIONER)),
    ("PractitionerRole", Object(ROLE)),
    ("QuestionnaireResponse", Object(RESPONSE)),
    ("RelatedPerson", Object(RELATED_PERSON)),
    ("ServiceRequest", Object(SERVICE_REQUEST)),
];

/// What is looked at in a resource of this type.
pub(super) fn of(kind: &str) -> impl Iterator<Item = &'static Shape> {
    let known = KNOWN.iter().find(|(known, _)| *known == kind).map(|(_, shape)| shape);
    std::iter::once(&ANYTHING).chain(known)
}
