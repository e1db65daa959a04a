//! The sample clinic with as many clients as somebody asks for: everybody's records are whole, and
//! everybody is somebody else.

use std::collections::BTreeSet;
use std::sync::Arc;

use clinic::{Machine, Session, view::SectionStatus};
use tests::clinic::FakeClock;

fn clinic_of(clients: u32, folder: &tempfile::TempDir) -> Session {
    let machine = Machine::for_tests(Arc::new(FakeClock::default()));
    let path = folder.path().join(format!("{clients}.goldthread"));
    clinic::make_sample_of(&path, &machine, clients).unwrap().0
}

#[test]
fn a_crowd_has_whole_intakes_plans_and_a_year_of_scores() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = clinic_of(60, &folder);
    let rows = session.find_clients("", 100).rows;
    assert_eq!(rows.len(), 60);
    assert_eq!(rows.iter().map(|row| &row.name).collect::<BTreeSet<_>>().len(), 60);
    let (mut measured, mut stages) = (0, BTreeSet::new());
    for row in rows {
        let client = session.client(&row.client).unwrap();
        let page = session.open_client(client).unwrap();
        if row.number.as_str() <= "RSC-0003" {
            continue;
        }
        let open: Vec<_> = page.intake.iter().filter(|it| it.applies).collect();
        assert!(open.len() > 15, "{}: {} sections", row.number, open.len());
        for section in open {
            assert_eq!(section.status, SectionStatus::Done, "{} {}", row.number, section.form);
            assert_eq!(section.missing, 0, "{} {}", row.number, section.form);
        }
        let plan = session.open_plan(client).unwrap();
        assert_eq!(plan.plan.problems.len(), 2);
        measured = measured.max(page.screenings.len());
        stages.insert(row.stage_name);
    }
    assert!(measured >= 2, "depression and worry are measured");
    assert!(stages.len() >= 2, "some are treated and some were: {stages:?}");
    session.check().unwrap();
}

#[test]
fn the_same_number_is_always_the_same_person() {
    let folder = tempfile::tempdir().unwrap();
    let names = |clients| {
        let rows = clinic_of(clients, &folder).find_clients("", 100).rows;
        rows.into_iter().map(|row| (row.number, row.name, row.birth_date)).collect::<BTreeSet<_>>()
    };
    let (few, more) = (names(12), names(20));
    assert_eq!(more.len(), 20);
    assert!(few.is_subset(&more));
}
