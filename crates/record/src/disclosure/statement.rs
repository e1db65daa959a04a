//! The written statements that accompany a disclosure made with consent: the regulation's own
//! words, which are public law. They stand here and nowhere else.
//!
//! Source: 42 CFR 2.32(a), as amended by 89 FR 12472 (Feb 16, 2024), in force since Apr 16,
//! 2024. Compared on Nov 26, 2026 with a reprint and with the text in public repositories, not with
//! eCFR itself: that comparison is due before anybody relies on it.

/// A statement of 42 CFR 2.32(a).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// The paragraph: "42 CFR 2.32(a)(1)".
    pub source: &'static str,
    /// The day its wording was last compared with a reprint, ISO 8601.
    pub verified: &'static str,
    /// The words. Line feeds part its paragraphs.
    pub text: &'static str,
}

/// The long one, which accompanies every disclosure with consent.
pub const STATEMENT: Statement = Statement {
    source: "42 CFR 2.32(a)(1)",
    verified: "2026-11-26",
    text: "This record which has been disclosed to you is protected by Federal confidentiality \
        rules (42 CFR part 2). These rules prohibit you from using or disclosing this record, or \
        testimony that describes the information contained in this record, in any civil, criminal, \
        administrative, or legislative proceedings by any Federal, State, or local authority, \
        against the patient, unless authorized by the consent of the patient, except as provided \
        at 42 CFR 2.12(c)(5) or as authorized by a court in accordance with 42 CFR 2.64 or 2.65. \
        In addition, the Federal rules prohibit you from making any other use or disclosure of \
        this record unless at least one of the following applies:\n\
        (i) Further use or disclosure is expressly permitted by the written consent of the \
        individual whose information is being disclosed in this record or as otherwise permitted \
        by 42 CFR part 2.\n\
        (ii) You are a covered entity or business associate and have received the record for \
        treatment, payment, or health care operations, or\n\
        (iii) You have received the record from a covered entity or business associate as \
        permitted by 45 CFR part 164, subparts A and E.\n\
        A general authorization for the release of medical or other information is NOT sufficient \
        to meet the required elements of written consent to further use or redisclose the record \
        (see 42 CFR 2.31).",
};

/// The short one, for the foot of every page.
pub const STATEMENT_SHORT: Statement = Statement {
    source: "42 CFR 2.32(a)(2)",
    verified: "2026-11-26",
    text: "42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
};
