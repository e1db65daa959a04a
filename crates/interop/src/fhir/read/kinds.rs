//! The types of resource that FHIR R4 (4.0.1) has: facts, so that a place never names what stands
//! in a file.

use serde_json::Value;

use super::refused::{Problem, Refused};

/// What a resource is called whose type FHIR R4 does not have.
pub(super) const UNKNOWN: &str = "Unknown";

const KINDS: &str = "Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment \
AppointmentResponse AuditEvent Basic Binary BiologicallyDerivedProduct BodyStructure Bundle \
CapabilityStatement CarePlan CareTeam CatalogEntry ChargeItem ChargeItemDefinition Claim \
ClaimResponse ClinicalImpression CodeSystem Communication CommunicationRequest \
CompartmentDefinition Composition ConceptMap Condition Consent Contract Coverage \
CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device DeviceDefinition \
DeviceMetric DeviceRequest DeviceUseStatement DiagnosticReport DocumentManifest \
DocumentReference EffectEvidenceSynthesis Encounter Endpoint EnrollmentRequest \
EnrollmentResponse EpisodeOfCare EventDefinition Evidence EvidenceVariable ExampleScenario \
ExplanationOfBenefit FamilyMemberHistory Flag Goal GraphDefinition Group GuidanceResponse \
HealthcareService ImagingStudy Immunization ImmunizationEvaluation ImmunizationRecommendation \
ImplementationGuide InsurancePlan Invoice Library Linkage List Location Measure MeasureReport \
Media Medication MedicationAdministration MedicationDispense MedicationKnowledge \
MedicationRequest MedicationStatement MedicinalProduct MedicinalProductAuthorization \
MedicinalProductContraindication MedicinalProductIndication MedicinalProductIngredient \
MedicinalProductInteraction MedicinalProductManufactured MedicinalProductPackaged \
MedicinalProductPharmaceutical MedicinalProductUndesirableEffect MessageDefinition \
MessageHeader MolecularSequence NamingSystem NutritionOrder Observation ObservationDefinition \
OperationDefinition OperationOutcome Organization OrganizationAffiliation Parameters Patient \
PaymentNotice PaymentReconciliation Person PlanDefinition Practitioner PractitionerRole \
Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson RequestGroup \
ResearchDefinition ResearchElementDefinition ResearchStudy ResearchSubject RiskAssessment \
RiskEvidenceSynthesis Schedule SearchParameter ServiceRequest Slot Specimen SpecimenDefinition \
StructureDefinition StructureMap Subscription Substance SubstanceNucleicAcid SubstancePolymer \
SubstanceProtein SubstanceReferenceInformation SubstanceSourceMaterial SubstanceSpecification \
SupplyDelivery SupplyRequest Task TerminologyCapabilities TestReport TestScript ValueSet \
VerificationResult VisionPrescription";

/// The type of this name, as a name of our own.
fn known(name: &str) -> Option<&'static str> {
    KINDS.split_ascii_whitespace().find(|kind| *kind == name)
}

/// The type of a resource, as it says itself.
pub(super) fn of(body: &Value, place: &str) -> Result<&'static str, Refused> {
    let Value::Object(members) = body else {
        let place = if place.is_empty() { "the file" } else { place };
        return Err(Refused::content(place, Problem::NotAnObject));
    };
    let within =
        if place.is_empty() { "resourceType".into() } else { format!("{place}.resourceType") };
    match members.get("resourceType") {
        None | Some(Value::Null) => Err(Refused::content(&within, Problem::NoType)),
        Some(Value::String(name)) => Ok(known(name).unwrap_or(UNKNOWN)),
        Some(_) => Err(Refused::content(&within, Problem::NotText)),
    }
}
