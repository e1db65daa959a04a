//! What is kept beside the forms: cards, IDs, orders, signed papers.
//!
//! It knows what kinds there are and who may see which; it does not know pictures or files.

use serde::{Deserialize, Serialize};

/// What an attachment is. Source: clinical text, "Attachments".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AttachmentType {
    /// A side of an insurance card.
    InsuranceCard,
    /// An ID with a picture.
    PhotoId,
    /// A custody order.
    CustodyOrder,
    /// Another paper of a court or of probation.
    CourtPaper,
    /// A consent or another form signed on paper.
    SignedPaper,
    /// Something administrative that is none of these.
    Other,
    /// Records, results and letters of those who treat or treated the person.
    ClinicalRecord,
}

impl AttachmentType {
    /// Every type, as they are offered.
    pub const ALL: [Self; 7] = [
        Self::InsuranceCard,
        Self::PhotoId,
        Self::SignedPaper,
        Self::CustodyOrder,
        Self::CourtPaper,
        Self::Other,
        Self::ClinicalRecord,
    ];

    /// Its code, as it stands in records and definitions.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InsuranceCard => "insurance_card",
            Self::PhotoId => "photo_id",
            Self::CustodyOrder => "custody_order",
            Self::CourtPaper => "court_paper",
            Self::SignedPaper => "signed_paper",
            Self::Other => "other",
            Self::ClinicalRecord => "clinical_record",
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::InsuranceCard => "Insurance card",
            Self::PhotoId => "Photo ID",
            Self::CustodyOrder => "Custody order",
            Self::CourtPaper => "Court or probation paper",
            Self::SignedPaper => "Signed paper",
            Self::Other => "Other paper",
            Self::ClinicalRecord => "Clinical record from elsewhere",
        }
    }

    /// Whether it is sealed for clinicians; the others are administrative.
    #[must_use]
    pub const fn is_clinical(self) -> bool {
        matches!(self, Self::ClinicalRecord)
    }

    /// The type with a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_the_code_it_is_stored_under() {
        for known in AttachmentType::ALL {
            assert_eq!(serde_json::to_value(known).unwrap(), known.code());
            assert_eq!(AttachmentType::of_code(known.code()), Some(known));
        }
        assert_eq!(AttachmentType::of_code("passport"), None);
    }

    #[test]
    fn what_shipped_forms_ask_for_is_administrative_and_known() {
        let catalog = form::Catalog::shipped().unwrap();
        let mut asked = 0;
        for form in catalog.intake() {
            let items = form.items.iter().flat_map(|it| std::iter::once(it).chain(it.row_items()));
            for item in items {
                if let form::Kind::Attachment(rule) = &item.kind {
                    let known = AttachmentType::of_code(&rule.accepts).unwrap();
                    assert!(!known.is_clinical(), "{}: {}", form.id, item.id);
                    asked += 1;
                }
            }
        }
        assert!(asked >= 5, "only {asked}");
    }
}
