//! The page for whoever reads the folder next: what is in it, how it is opened, what is not in it.

use chrono::NaiveDate;

use super::{Everything, secret};

/// What the page says until everything is written.
pub(super) const UNFINISHED: &str =
    "This folder is not finished: it was being written, or writing it was cut off.\r\n";

/// What lies in each person's folder, and in the folder of tables.
const HERE: &str =
    "  Record.json   The record in HL7 FHIR R4 (4.0.1), a collection Bundle. Answers are
                QuestionnaireResponses beside the Questionnaires they answer; the plan is
                a CarePlan with Goals, and its pages are inside. Other programs read it;
                Goldthread takes it in under New client, From a referral file.
  *.pdf         Every version of the plan; the intake, the safety plan and the summary
                of the admission under way.
  NOTICE.txt    A notice that has to go with the record, where there is one.
tables/       CSV in UTF-8 with a head; days and times as in ISO 8601:
  Clients.csv, Scores.csv, Hours.csv, Due.csv, and Audit.csv (who did what, when, about
  these people).
";

const OPEN: &str = "\
Nothing is behind a passphrase.
PDFs open in any viewer, CSV in any spreadsheet, JSON in any editor of text.
Attachments are beside the pages, and in Record.json as Binary resources.
";

const LOCKED: &str = "\
Everything but this page is behind a passphrase, which is not written here. PDFs ask for it.
Files that end in .age are in the age format (age-encryption.org): any program for it opens
them, such as: age -d -o Record.json Record.json.age
Attachments are inside Record.json, as Binary resources.
";

const ELSEWHERE: &str = "\
Keys and passphrases; clients who were deleted; what the audit says of people who are not
here. Reviews, attendance, what was done about alerts, and earlier disclosures are in
Goldthread alone. The seal of a plan is named by its hash (Provenance), and cannot be
checked outside Goldthread.
";

/// What people who know neither the clinic nor the program need.
pub(super) fn text(clinic: &str, today: NaiveDate, all: &Everything) -> String {
    let view = &all.view;
    let mut lines = vec![
        format!("Records of {clinic}"),
        format!("Written on {} for: {}", form::date::shown(today), all.to.recipient.trim()),
        format!("Purpose: {}", all.to.purpose.trim()),
        String::new(),
        "These files hold health information about people. Keep them where nobody else can read"
            .to_owned(),
        "them, and delete them when they are no longer needed.".to_owned(),
        String::new(),
        "WHAT IS HERE".to_owned(),
        format!("people/       A folder for each person, {} in all, by number:", view.written),
    ];
    let opened = if secret(&all.to).is_some() { LOCKED } else { OPEN };
    let parts = [HERE, "\nHOW IT IS OPENED", opened, "\nWHAT IS NOT HERE", ELSEWHERE];
    lines.extend(parts.iter().flat_map(|part| part.lines()).map(str::to_owned));
    if view.left > 0 {
        lines.push(format!("People whose turn did not come before it was stopped: {}.", view.left));
    }
    if !view.refused.is_empty() {
        let count = view.refused.len();
        lines.push(format!("People whose record may not leave, or could not be written: {count}."));
    }
    lines.push(String::new());
    lines.join("\r\n")
}
