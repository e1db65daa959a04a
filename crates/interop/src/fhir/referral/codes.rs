//! Codes of other systems, and the choices of our forms that mean the same. Where two are only
//! close, there is no line: what is not sure is left to a person.

use super::at::At;
use super::words;

/// Codes, or words in small letters, and the choice of a form.
pub(super) type Table = &'static [(&'static str, &'static [&'static str])];

/// The choice that a code means.
pub(super) fn by_code(table: Table, code: &str) -> Option<&'static str> {
    table.iter().find(|(_, codes)| codes.contains(&code)).map(|(choice, _)| *choice)
}

/// The choice that a concept means: by one of its codes, else by its words.
pub(super) fn by_concept(table: Table, concept: &At<'_>) -> Option<&'static str> {
    let coded = words::codes(concept).into_iter().find_map(|(_, code)| by_code(table, code));
    coded.or_else(|| by_code(table, &words::concept(concept).to_lowercase()))
}

/// HL7 v3 RoleCode, HL7 v2 tables 0063 and 0131, and words: who somebody is to the person.
pub(super) const RELATIONS: Table = &[
    ("SPS", &["SPS", "HUSB", "WIFE", "SPO", "spouse", "husband", "wife"]),
    ("DOMPART", &["DOMPART", "DOM", "domestic partner", "life partner"]),
    ("SIGOTHR", &["SIGOTHR", "significant other", "partner", "girlfriend", "boyfriend"]),
    ("MTH", &["MTH", "NMTH", "NMTHF", "ADOPTMTH", "mother", "mom"]),
    ("FTH", &["FTH", "NFTH", "NFTHF", "ADOPTFTH", "father", "dad"]),
    ("PRN", &["PRN", "NPRN", "ADOPTP", "PAR", "parent"]),
    (
        "GRPRN",
        &[
            "GRPRN",
            "GRMTH",
            "GRFTH",
            "MGRPRN",
            "MGRMTH",
            "MGRFTH",
            "PGRPRN",
            "PGRMTH",
            "PGRFTH",
            "GRP",
            "grandparent",
            "grandmother",
            "grandfather",
        ],
    ),
    ("BRO", &["BRO", "NBRO", "HBRO", "brother"]),
    ("SIS", &["SIS", "NSIS", "HSIS", "sister"]),
    ("SIB", &["SIB", "NSIB", "HSIB", "sibling"]),
    ("SONC", &["SONC", "SON", "SONADOPT", "son"]),
    ("DAUC", &["DAUC", "DAU", "DAUADOPT", "daughter"]),
    ("CHILD", &["CHILD", "NCHILD", "CHLDADOPT", "CHD", "child"]),
    (
        "EXT",
        &[
            "EXT", "FAMMEMB", "AUNT", "MAUNT", "PAUNT", "UNCLE", "MUNCLE", "PUNCLE", "COUSN",
            "NIECE", "NEPHEW", "EXF", "aunt", "uncle", "cousin", "niece", "nephew",
        ],
    ),
    ("FRND", &["FRND", "FND", "friend"]),
    ("NBOR", &["NBOR", "neighbor"]),
    ("ROOM", &["ROOM", "roommate"]),
    ("GUARD", &["GUARD", "GRD", "guardian", "legal guardian"]),
    ("POWATT", &["POWATT", "DPOWATT", "HPOWATT", "SPOWATT", "power of attorney"]),
    ("EMP", &["EMP", "E", "employer"]),
];

/// HL7 v2 table 0131 and v3 RoleClass: somebody to call in an emergency.
pub(super) const EMERGENCY: &[&str] = &["C", "EMC", "ECON", "EP", "emergency contact"];

/// What FHIR calls the use of a phone.
pub(super) const PHONES: Table =
    &[("mobile", &["mobile"]), ("home", &["home"]), ("work", &["work"]), ("other", &["temp"])];

/// CDC race and ethnicity, rolled up to the categories of OMB. Not being Hispanic has no choice of
/// its own in the combined question.
pub(super) const RACES: Table = &[
    ("aian", &["1002-5"]),
    ("asian", &["2028-9"]),
    ("black", &["2054-5"]),
    ("hispanic", &["2135-2"]),
    ("mena", &["2118-8"]),
    ("nhpi", &["2076-8"]),
    ("white", &["2106-3"]),
];

/// HL7 v3 NullFlavor: asked, and not said.
pub(super) const STATES: Table = &[
    ("declined", &["ASKU", "asked-declined", "non-disclose"]),
    ("unknown", &["UNK", "unknown", "asked-unknown"]),
];

/// SNOMED CT (codes alone) and HL7 codes of gender identity.
pub(super) const GENDERS: Table = &[
    ("woman", &["446141000124107", "female"]),
    ("man", &["446151000124109", "male"]),
    ("trans-woman", &["407376001", "transgender-female"]),
    ("trans-man", &["407377005", "transgender-male"]),
    ("nonbinary", &["446131000124102", "33791000087105", "non-binary", "nonbinary"]),
];

/// LOINC answers, and words as people write them.
pub(super) const PRONOUNS: Table = &[
    ("she", &["LA29519-8", "she/her", "she/her/hers", "she/her/her/hers/herself"]),
    ("he", &["LA29518-0", "he/him", "he/him/his", "he/him/his/his/himself"]),
    ("they", &["LA29520-6", "they/them", "they/them/theirs", "they/them/their/theirs/themselves"]),
    ("she-they", &["she/they"]),
    ("he-they", &["he/they"]),
    ("name", &["name only"]),
];

/// Units of a dose: UCUM, and words.
pub(super) const UNITS: Table = &[
    ("mg", &["mg", "milligram", "milligrams"]),
    ("mcg", &["ug", "mcg", "µg", "μg", "microgram", "micrograms"]),
    ("g", &["g", "gram", "grams"]),
    ("ml", &["mL", "ml", "milliliter", "milliliters"]),
    ("units", &["U", "[U]", "[iU]", "[IU]", "units", "unit"]),
    ("tablet", &["{tbl}", "{tablet}", "{Tablet}", "TAB", "tablet", "tablets", "tab", "tabs"]),
    ("puff", &["{puff}", "[puff]", "puff", "puffs"]),
    ("drop", &["[drp]", "drop", "drops"]),
    ("patch", &["{patch}", "patch", "patches"]),
];

/// Chapters and groups of ICD-10-CM for the health conditions of the form. The first that begins
/// alike is taken.
pub(super) const CONDITIONS: &[(&str, &[&str])] = &[
    ("diabetes", &["E08", "E09", "E10", "E11", "E13"]),
    ("blood_pressure", &["I10", "I11", "I12", "I13", "I15", "I16"]),
    ("stroke", &["I60", "I61", "I62", "I63", "I65", "I66", "I67", "I69"]),
    ("heart", &["I2", "I3", "I4", "I50", "I51", "I52"]),
    ("lung", &["J4"]),
    ("hepatitis", &["B15", "B16", "B17", "B18", "B19"]),
    ("liver", &["K70", "K71", "K72", "K73", "K74", "K75", "K76", "K77"]),
    ("kidney", &["N17", "N18", "N19"]),
    ("thyroid", &["E00", "E01", "E02", "E03", "E04", "E05", "E06", "E07"]),
    ("hiv", &["B20", "Z21"]),
    ("cancer", &["C"]),
    ("pain", &["G89"]),
];

/// What ICD-10-CM has outside of its chapter F that still belongs to mental health: thoughts and
/// attempts of suicide, harming oneself, symptoms of feeling and behavior.
pub(super) const BEHAVIORAL: &[&str] =
    &["F", "R44", "R45", "R46", "T14.91", "X7", "X80", "X81", "X82", "X83", "Z91.5"];

/// Beginnings of words that tell a mental health condition where there is no code of ICD-10.
pub(super) const BEHAVIORAL_WORDS: &[&str] = &[
    "depress",
    "bipolar",
    "anxi",
    "panic",
    "ptsd",
    "posttraumatic",
    "post-traumatic",
    "schizo",
    "psychosis",
    "psychotic",
    "obsessive",
    "anorexia nervosa",
    "bulimi",
    "binge",
    "adhd",
    "attention deficit",
    "attention-deficit",
    "use disorder",
    "alcohol dependence",
    "alcohol abuse",
    "opioid",
    "substance",
    "personality disorder",
    "mania",
    "manic",
    "mood",
    "autis",
    "suicid",
    "self-harm",
    "self harm",
    "adjustment disorder",
    "dissociat",
    "phobia",
    "dysthymi",
    "mental",
];

/// ICD-10 by its names: HL7's, and the OIDs that documents use.
pub(super) const ICD10: &[&str] = &[
    "http://hl7.org/fhir/sid/icd-10-cm",
    "http://hl7.org/fhir/sid/icd-10",
    "urn:oid:2.16.840.1.113883.6.90",
    "urn:oid:2.16.840.1.113883.6.3",
];

/// SNOMED CT (codes alone) and words: no allergy of any kind is known.
pub(super) const NO_ALLERGY: &[&str] =
    &["716186003", "no known allergies", "no known allergy", "nka"];
/// The same for one kind: of a drug, of the environment, of food.
pub(super) const NO_ALLERGY_OF_A_KIND: &[&str] = &[
    "409137002",
    "428607008",
    "429625007",
    "no known drug allergies",
    "no known drug allergy",
    "no known medication allergies",
    "nkda",
];

/// Words of a plan's kind, and how care is paid for.
pub(super) const PAYERS: &[(&str, &[&str])] = &[
    ("medicaid", &["medicaid"]),
    ("medicare", &["medicare"]),
    ("tricare", &["tricare"]),
    ("eap", &["employee assistance"]),
    (
        "commercial",
        &["commercial", "private insurance", "health maintenance", "preferred provider"],
    ),
];

/// HL7 v3 ActCode for kinds of coverage.
pub(super) const PLAN_CODES: Table = &[("commercial", &["HMO", "PPO", "POS"]), ("eap", &["EAP"])];
