//! For whom a document is, what for, and on what basis it may leave.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clinic::{
    Code, Error,
    view::{
        Basis, Emergency,
        request::{ExportAsk, Sheet},
    },
};

use crate::{failure::Failure, passphrase::first_line};

/// For whom a document is, what for, on what basis; it is put on record.
#[derive(Args)]
pub(crate) struct Leaves {
    /// For whom it is; the client and the treatment team, or whom the consent names, when left out.
    #[arg(long)]
    recipient: Option<String>,
    /// What it is for; what the basis usually is for, or what the consent says, when left out.
    #[arg(long)]
    purpose: Option<String>,
    /// On what basis: client-copy, consent:RECIPIENT (or the row that `client releases` shows), tpo,
    /// emergency, child-abuse-report, court-order, audit, not-under-part-2. When left out, the
    /// client's own copy, or a consent that names the recipient, is looked for.
    #[arg(long, value_parser = basis)]
    basis: Option<Basis>,
    /// The facility that treats the emergency.
    #[arg(long, default_value = "")]
    facility: String,
    /// The nature of the emergency.
    #[arg(long, default_value = "")]
    nature: String,
    /// Who discloses in an emergency; whoever signs in when left out.
    #[arg(long, default_value = "")]
    discloser: String,
    /// The day of the disclosure in an emergency; today when left out.
    #[arg(long, default_value = "")]
    on: String,
    /// The time of the disclosure in an emergency; now when left out.
    #[arg(long, default_value = "")]
    time: String,
    /// Court, case and day of the court order.
    #[arg(long, default_value = "")]
    order: String,
    /// The paper; the clinic's own when left out.
    #[arg(long, value_enum)]
    paper: Option<PaperSize>,
    /// A file whose first line is a passphrase: the PDF, or the file in the age format, then opens
    /// with it alone. Nobody can open it without.
    #[arg(long, visible_alias = "out-passphrase-file")]
    pdf_passphrase_file: Option<PathBuf>,
}

/// The paper a document is set on.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum PaperSize {
    /// 8.5 x 11 in.
    Letter,
    /// 210 x 297 mm.
    A4,
}

/// Whose copy it is when nobody says.
const CLIENT: &str = "The client and the treatment team";

/// What a copy for nobody in particular is for.
const DRAFT: &str = "Draft for review and signature";

impl Leaves {
    /// What is asked of the clinic.
    ///
    /// # Errors
    /// When the file with the passphrase cannot be read.
    pub(crate) fn ask(&self) -> Result<ExportAsk, Failure> {
        let passphrase = match self.pdf_passphrase_file.as_deref().map(first_line).transpose()? {
            Some(line) if line.is_empty() => return Err(Error::from(Code::FilePassphrase).into()),
            line => line.unwrap_or_default(),
        };
        let basis = self.basis.clone().map(|basis| self.with_facts(basis));
        let consent = matches!(basis, Some(Basis::Consent { .. }));
        let usual = basis.as_ref().map_or(DRAFT, Basis::usual_purpose);
        let for_client = matches!(basis, None | Some(Basis::ClientCopy));
        let recipient = if for_client && !consent { CLIENT } else { "" };
        Ok(ExportAsk {
            basis,
            recipient: self.recipient.clone().unwrap_or_else(|| recipient.to_owned()),
            purpose: self.purpose.clone().unwrap_or_else(|| usual.to_owned()),
            passphrase,
            paper: self.paper.map(|paper| match paper {
                PaperSize::Letter => Sheet::Letter,
                PaperSize::A4 => Sheet::A4,
            }),
        })
    }

    fn with_facts(&self, basis: Basis) -> Basis {
        match basis {
            Basis::MedicalEmergency(_) => Basis::MedicalEmergency(Emergency {
                facility: self.facility.clone(),
                discloser: self.discloser.clone(),
                on: self.on.clone(),
                time: self.time.clone(),
                nature: self.nature.clone(),
            }),
            Basis::CourtOrder { .. } => Basis::CourtOrder { reference: self.order.clone() },
            other => other,
        }
    }
}

fn basis(text: &str) -> Result<Basis, String> {
    Ok(match text {
        "client-copy" => Basis::ClientCopy,
        "tpo" => Basis::TreatmentPaymentOperations,
        "emergency" => Basis::MedicalEmergency(Emergency::default()),
        "child-abuse-report" => Basis::ChildAbuseReport,
        "court-order" => Basis::CourtOrder { reference: String::new() },
        "audit" => Basis::Audit,
        "not-under-part-2" => Basis::NotUnderPart2,
        other => match other.strip_prefix("consent:").map(str::trim) {
            Some(row) if !row.is_empty() => Basis::Consent { row: row.to_owned() },
            _ => {
                return Err("client-copy, consent:RECIPIENT, tpo, emergency, child-abuse-report, \
                            court-order, audit or not-under-part-2"
                    .to_owned());
            }
        },
    })
}
