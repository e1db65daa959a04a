//! Tables for other programs: who is in them, what stands in them, and what is put on record.

use clinic::{
    Code,
    view::{
        Basis, PeopleFileView, Role, SectionStatus,
        request::{ExportAsk, ExportTable, TableKind},
    },
};
use serde_json::json;
use tests::clinic::{ADMIN, TempClinic, asking, refused};

/// Many people in one file are nobody's own copy.
fn of_audit(purpose: &str) -> ExportAsk {
    asking(Some(Basis::Audit), "State auditor", purpose)
}

const ALL: [TableKind; 4] =
    [TableKind::Clients, TableKind::Scores, TableKind::Hours, TableKind::Due];

fn asked(clinic: &TempClinic, table: TableKind, to: ExportAsk) -> ExportTable {
    ExportTable { token: clinic.token.clone(), table, to }
}

/// The table as it was written, and what was told of it.
fn written(clinic: &mut TempClinic, table: TableKind, to: ExportAsk) -> (String, PeopleFileView) {
    let request = asked(clinic, table, to);
    let file = clinic.desk.table_file(&request).unwrap();
    let path = clinic.folder().join(file.suggested_name());
    let view = clinic.desk.write_people_file(&clinic.token.clone(), &path, &file).unwrap();
    (std::fs::read_to_string(path).unwrap_or_default(), view)
}

#[test]
fn everybody_stands_in_the_list_of_clients_in_a_form_that_programs_read() {
    let mut clinic = TempClinic::new();
    clinic.add_client("Núñez, Ana", "=HYPERLINK(\"x\")");
    let answers = json!({"legal_first": "Bo", "legal_last": "Test",
        "date_of_birth": "3/9/1994"});
    clinic.add_client_with(answers);
    let (csv, view) = written(&mut clinic, TableKind::Clients, of_audit("Move to another program"));
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert!(lines[0].starts_with("client_number,name_used,legal_name,pronouns,birth_date,phones,"));
    assert!(lines[1].starts_with("CFC-0001,\"Núñez, Ana =HYPERLINK(\"\"x\"\")\","), "{}", lines[1]);
    assert_eq!((lines.len(), lines[3]), (4, ""));
    assert_eq!(lines[2].split(',').nth(4), Some("1994-03-09"));
    assert_eq!((view.rows, view.people, view.file.as_str()), (2, 2, "Clients.csv"));
}

#[test]
fn scores_hours_and_what_is_due_have_their_days_in_iso_8601() {
    let (mut clinic, client) = TempClinic::with_plan_in_force();
    let mut screening = clinic.screening(&client, "phq-9");
    for question in 1..=9 {
        screening = screening.set(&format!("q{question}"), 2);
    }
    let _ = screening.set("q10", 1).mark(SectionStatus::Done);
    let (scores, view) = written(&mut clinic, TableKind::Scores, of_audit("Outcomes"));
    let total = scores.lines().find(|line| line.contains(",phq-9,") && line.contains(",total,"));
    let fields: Vec<&str> = total.unwrap().split(',').collect();
    assert_eq!((fields[7], fields[8].is_empty()), ("18", false), "{fields:?}");
    assert!(fields[6].len() == 10 && fields[6].contains('-'), "{fields:?}");
    assert_eq!(view.people, 1);
    let (due, view) = written(&mut clinic, TableKind::Due, of_audit("Team meeting"));
    assert!(due.starts_with("client_number,name_used,kind,what,due_date,days_late\r\n"), "{due}");
    assert_eq!(view.rows as usize, due.lines().count() - 1);
    let (hours, _) = written(&mut clinic, TableKind::Hours, of_audit("Billing"));
    assert!(hours.is_empty() || hours.starts_with("client_number,name_used,week_beginning,"));
}

#[test]
fn who_may_not_leave_is_not_in_it_and_is_named_and_everybody_else_has_it_in_their_history() {
    let mut clinic = TempClinic::new();
    let (ana, bo) = (clinic.add_client("Ana", "Luz"), clinic.add_client("Bo", "Test"));
    let refusing = ExportAsk {
        basis: Some(Basis::Consent { row: "1".into() }),
        recipient: "Harbor Health".into(),
        ..ExportAsk::default()
    };
    let (csv, view) = written(&mut clinic, TableKind::Clients, refusing);
    assert_eq!((csv.as_str(), view.file.as_str(), view.people), ("", "", 0));
    let named: Vec<&str> = view.refused.iter().map(|it| it.number.as_str()).collect();
    assert_eq!(named, ["CFC-0001", "CFC-0002"]);
    for client in [&ana, &bo] {
        assert!(clinic.desk.open_disclosures(&clinic.of(client)).unwrap().rows.is_empty());
    }
    written(&mut clinic, TableKind::Clients, of_audit("Their copy"));
    for client in [&ana, &bo] {
        let rows = clinic.desk.open_disclosures(&clinic.of(client)).unwrap().rows;
        assert_eq!(rows.len(), 1);
        assert_eq!(
            (rows[0].what.as_str(), rows[0].purpose.as_str()),
            ("Row in the list of clients", "Their copy")
        );
    }
}

#[test]
fn a_table_that_cannot_be_written_is_taken_back_for_everybody_in_it() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let request = asked(&clinic, TableKind::Clients, of_audit("Copy"));
    let file = clinic.desk.table_file(&request).unwrap();
    let nowhere = clinic.folder().join("not there/Clients.csv");
    assert!(clinic.desk.write_people_file(&clinic.token.clone(), &nowhere, &file).is_err());
    assert!(clinic.desk.open_disclosures(&clinic.of(&client)).unwrap().rows.is_empty());
    let vault = clinic.file();
    assert_eq!(
        refused(clinic.desk.write_people_file(&clinic.token.clone(), &vault, &file)),
        Code::FileExists
    );
}

#[test]
fn only_who_manages_the_clinic_takes_tables_out() {
    let mut clinic = TempClinic::new();
    clinic.add_client("Ana", "Luz");
    for (name, role) in
        [("Fay", Role::FrontDesk), ("Tam", Role::Therapist), ("Sol", Role::Supervisor)]
    {
        clinic.add_staff(name, role);
        clinic.sign_in(name);
        for table in ALL {
            let request = asked(&clinic, table, of_audit("Copy"));
            assert_eq!(refused(clinic.desk.table_file(&request).map(drop)), Code::NotAllowed);
        }
        clinic.sign_in(ADMIN);
    }
}
