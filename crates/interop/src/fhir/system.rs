//! The names of code systems and extensions, as HL7 and others publish them (facts).

/// LOINC. LOINC is copyright Regenstrief Institute, Inc.
pub const LOINC: &str = "http://loinc.org";
/// ICD-10-CM.
pub const ICD10CM: &str = "http://hl7.org/fhir/sid/icd-10-cm";
/// SNOMED CT: only read, never written.
pub const SNOMED: &str = "http://snomed.info/sct";
/// RxNorm: only read.
pub const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";
/// UCUM units.
pub const UCUM: &str = "http://unitsofmeasure.org";
/// HL7 v3 RoleCode, for relations.
pub const ROLE_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
/// BCP 47 languages.
pub const LANGUAGE: &str = "urn:ietf:bcp:47";
/// CDC race and ethnicity, as US Core names them.
pub const RACE: &str = "urn:oid:2.16.840.1.113883.6.238";
/// Why a value is absent (an extension of any element).
pub const ABSENT_REASON: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
/// Points of an answer option (an extension of R4).
pub const ORDINAL_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
/// US Core: race, as an extension of a patient.
pub const US_CORE_RACE: &str = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race";
/// US Core: ethnicity.
pub const US_CORE_ETHNICITY: &str =
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity";
/// US Core: sex assigned at birth.
pub const US_CORE_BIRTH_SEX: &str =
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";
