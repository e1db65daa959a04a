//! Sample documents and the tools that read a PDF back.
#![allow(dead_code, reason = "each test binary uses a part of this")]

pub(crate) mod clinic;
pub(crate) mod fonts;
pub(crate) mod gallery;
pub(crate) mod generate;
pub(crate) mod laws;
pub(crate) mod picture;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use chrono::NaiveDate;
use print::{ClientBand, Pages, Paper, Pdf, PlanDocument, block::Signer, pages, pdf, plan};
use record::{
    Entered, Id,
    plan::{
        Aspect, Diagnosis, Discharge, Disposition, Goal, Intervention, Modality, Need, Objective,
        Plan, Problem, Program, Status, Wellness,
    },
    schedule::{Day, MinuteOfDay, Planned},
};

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub(crate) fn id(number: u8) -> Id {
    Id::from_bytes([number; 16])
}

/// A fictional client's plan, as a therapist would write it.
pub(crate) fn sample() -> PlanDocument {
    PlanDocument {
        clinic: "Riverbend sample clinic".into(),
        client: ClientBand {
            name_used: "Mari Núñez".into(),
            legal_name: "Marisol Núñez-Ibáñez".into(),
            pronouns: "she/her".into(),
            birth_date: Some(day(1992, 3, 14)),
            number: "RB-0048".into(),
        },
        title: "Treatment plan".into(),
        version: "DRAFT, not signed".into(),
        prepared_on: Some(day(2027, 1, 12)),
        prepared_by: "M. Okafor, LCSW".into(),
        signers: vec![
            signer("Client", "Marisol Núñez-Ibáñez", ""),
            signer("Therapist", "M. Okafor", "LCSW"),
            signer("Physician", "", ""),
        ],
        plan: sample_plan(),
        ..PlanDocument::default()
    }
}

pub(crate) fn signer(role: &str, name: &str, credential: &str) -> Signer {
    Signer { role: role.into(), name: name.into(), credential: credential.into() }
}

fn sample_plan() -> Plan {
    Plan {
        program: Some(Program::MentalHealthAdult),
        why_this_level: "Symptoms have narrowed work, parenting and sleep for five months in spite of weekly outpatient therapy. She lives at home with her sister, who supports her, and needs nine or more hours of structured treatment a week but no 24-hour care.".into(),
        vision: "I want to wake up without dread, get my kids to school, and laugh again with my sister.".into(),
        strengths: "Devoted mother; finished a bookkeeping certificate; asks for help early.".into(),
        needs: "A daily routine, better sleep, people to lean on.".into(),
        abilities: "Bilingual (Spanish and English), organized, cooks for the whole family.".into(),
        preferences: "Morning groups; a woman therapist; Spanish for family sessions.".into(),
        barriers: "Bus only until 5:30 PM; child care on Fridays.".into(),
        assessed_needs: vec![
            need(1, "Low mood most days", "PHQ-9 17, Jan 12", Disposition::Open, ""),
            need(2, "Worry and poor sleep", "GAD-7 14, Jan 12", Disposition::Open, ""),
            need(3, "Drinking to fall asleep", "AUDIT-C 6, Jan 12", Disposition::Referred, "primary care, Dr. Haile, visit on Jan 20"),
            need(4, "Back to work by spring", "Her words, intake", Disposition::Deferred, "after the first review"),
            need(5, "Bus only until 5:30 PM", "Intake", Disposition::Open, ""),
        ],
        problems: vec![low_mood(), worry()],
        wellness: vec![Wellness {
            aspect: Some(Aspect::Mindfulness),
            what: "Guided breathing".into(),
            how_often: "Ten minutes each morning".into(),
            support: "The phone app; looked at in group on Fridays".into(),
            ..Wellness::default()
        }],
        diagnoses: vec![Diagnosis {
            code: "F33.1".into(),
            name: "Major depressive disorder, recurrent, moderate".into(),
            primary: true,
            by: "A. Haile, MD".into(),
            date: Entered::Known(day(2027, 1, 12)),
            ..Diagnosis::default()
        }],
        schedule: vec![morning(Day::Mon), morning(Day::Wed), morning(Day::Fri)],
        medicines: "Sertraline 50 mg daily, A. Haile, MD; taking it most days.".into(),
        family_and_supports: "Her sister Łucja joins a family session every other week.".into(),
        discharge: Discharge {
            criteria: "PHQ-9 of 9 or less at two visits in a row; three planned activities a week for four weeks; a sleep routine she can keep by herself.".into(),
            process: "Step down from three to two mornings a week for two weeks, then weekly outpatient therapy.".into(),
            aftercare: "Weekly therapy with L. Đặng, LMFT; first visit within seven days; call two days after discharge.".into(),
        },
        participation: "Mari wrote the goals in her own words. Her sister Łucja joined by phone on Jan 11 with Mari's permission.".into(),
        ..Plan::default()
    }
}

fn morning(on: Day) -> Planned {
    Planned {
        title: "Skills group".into(),
        service: Some(Modality::Group),
        day: Some(on),
        start: Entered::Known(MinuteOfDay::new(9 * 60).unwrap()),
        minutes: Entered::Known(180),
        staff: "D. Reyes, LMFT".into(),
        ..Planned::default()
    }
}

fn need(number: u8, text: &str, source: &str, disposition: Disposition, note: &str) -> Need {
    Need {
        id: Some(id(number)),
        text: text.into(),
        source: source.into(),
        disposition,
        disposition_note: note.into(),
        ..Need::default()
    }
}

fn low_mood() -> Problem {
    Problem {
        id: Some(id(11)),
        statement: "Low mood has narrowed daily life".into(),
        evidence: "Sad most of the day for five months since losing work; sleeps ten hours; stopped seeing friends. PHQ-9 17 on Jan 12.".into(),
        needs: vec![id(1)],
        library: None,
        goals: vec![Goal {
            id: Some(id(21)),
            library: None,
            words: "I want to get up and take my kids to school again.".into(),
            clinical: "Return to a mild range of depression and rebuild a daily routine.".into(),
            objectives: vec![
                objective("Takes part in three planned activities a week for eight weeks", "Activity log, per week", "0", "3", Status::InProgress, vec![
                    intervention(Modality::Individual, "Behavioral activation: plan, do, and review two activities between sessions", 50, 1.0, 8, "M. Okafor, LCSW"),
                    intervention(Modality::Group, "Skills group, Monday, Wednesday and Friday mornings", 180, 3.0, 8, "D. Reyes, LMFT"),
                ]),
                objective("PHQ-9 falls to 9 or less", "PHQ-9 total", "17", "9", Status::NotStarted, vec![
                    intervention(Modality::Medication, "Medication visit and follow-up", 30, 0.5, 8, "A. Haile, MD"),
                ]),
            ],
        }],
    }
}

fn worry() -> Problem {
    Problem {
        id: Some(id(12)),
        statement: "Worry keeps her awake".into(),
        evidence: "Trouble controlling worry about money and the children; 60 to 90 minutes to fall asleep.".into(),
        needs: vec![id(2), id(5)],
        library: None,
        goals: vec![Goal {
            id: Some(id(22)),
            library: None,
            words: "Sleep through the night without the wine.".into(),
            clinical: "Fall asleep within 30 minutes on most nights without alcohol.".into(),
            objectives: vec![objective("Keeps a wind-down routine five nights a week", "Sleep diary, nights a week", "1", "5", Status::NotStarted, vec![
                intervention(Modality::Psychoeducation, "Sleep class: stimulus control, worry time, wind-down", 60, 1.0, 4, "D. Reyes, LMFT"),
                intervention(Modality::Family, "Family session on evenings at home, in Spanish", 50, 0.5, 6, "M. Okafor, LCSW"),
            ])],
        }],
    }
}

pub(crate) fn objective(
    text: &str,
    measure: &str,
    baseline: &str,
    target: &str,
    status: Status,
    interventions: Vec<Intervention>,
) -> Objective {
    Objective {
        text: text.into(),
        measure: measure.into(),
        baseline: baseline.into(),
        target: target.into(),
        target_date: Entered::Known(day(2027, 3, 10)),
        status,
        interventions,
        ..Objective::default()
    }
}

pub(crate) fn intervention(
    modality: Modality,
    what: &str,
    minutes: u32,
    times_a_week: f64,
    weeks: u32,
    responsible: &str,
) -> Intervention {
    Intervention {
        id: None,
        library: None,
        modality: Some(modality),
        what: what.into(),
        minutes: Entered::Known(minutes),
        times_a_week: Entered::Known(times_a_week),
        weeks: Entered::Known(weeks),
        responsible: responsible.into(),
    }
}

pub(crate) fn laid(document: &PlanDocument, paper: Paper) -> Pages {
    pages(&plan(document), &document.running_head(), paper)
}

pub(crate) fn printed(document: &PlanDocument) -> Pdf {
    pdf(&laid(document, Paper::Letter), &document.meta()).unwrap()
}

/// Writes the file where tests may write, under a name of its own.
#[allow(clippy::disallowed_methods, reason = "a scratch file for other tools to read")]
pub(crate) fn saved(name: &str, pdf: &Pdf) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
    fs::write(&path, &pdf.bytes).unwrap();
    path
}

/// What a tool says about a file. The tools come with poppler-utils and qpdf.
pub(crate) fn tool(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| {
        panic!("{program} did not start ({error}); install poppler-utils and qpdf")
    });
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}{complaint}");
    assert!(complaint.is_empty(), "{program} {arguments:?} complains: {complaint}");
    said
}

/// The text of a file as pdftotext reads it, every run of blanks as one space.
pub(crate) fn text(path: &Path) -> String {
    let said = tool("pdftotext", &["-enc", "UTF-8", path.to_str().unwrap(), "-"]);
    spaced(&said)
}

pub(crate) fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every string in a file's dictionaries that is written as UTF-16: titles, outline, alternatives.
pub(crate) fn file_strings(bytes: &[u8]) -> Vec<String> {
    fn read(object: &lopdf::Object, found: &mut Vec<String>) {
        match object {
            lopdf::Object::String(bytes, _) if bytes.starts_with(&[0xfe, 0xff]) => {
                let pairs = bytes[2..].chunks_exact(2);
                let units: Vec<u16> = pairs.map(|it| u16::from_be_bytes([it[0], it[1]])).collect();
                found.push(String::from_utf16_lossy(&units));
            }
            lopdf::Object::Array(parts) => parts.iter().for_each(|part| read(part, found)),
            lopdf::Object::Dictionary(entries) => {
                entries.iter().for_each(|(_, value)| read(value, found));
            }
            _ => {}
        }
    }
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let mut found = Vec::new();
    document.objects.values().for_each(|object| read(object, &mut found));
    found
}
