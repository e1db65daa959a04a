//! The program's catalog, seats, rosters and attendance.

use clinic::Code;
use clinic::view::{Attendance, Role, SignedHow, SignerRole, request};
use record::plan::Edit;
use serde_json::{Value, json};
use tests::clinic::{STROKES, TempClinic, refused, text_of_pdf};

/// A clinic with the adult mornings, and a client whose plan takes all of them and is in force.
fn with_week() -> (TempClinic, String) {
    let mut clinic = TempClinic::new();
    let template = "adult-mornings".to_owned();
    let token = clinic.token.clone();
    clinic.desk.start_program(&request::StartProgram { token, template }).unwrap();
    let client = clinic.add_client("Ana", "Luz");
    let mut plan = clinic.plan(&client);
    plan.whole();
    let old: Vec<String> =
        plan.page.plan.schedule.iter().map(|it| format!("schedule/{}", it.id.unwrap())).collect();
    let carried = plan.page.plan.schedule[0].interventions.clone();
    plan.edit(old.into_iter().map(|path| Edit::Remove { path }).collect()).unwrap();
    for offered in plan.page.week.offered.clone() {
        let mut value = serde_json::to_value(&offered.planned).unwrap();
        value["interventions"] = json!(carried);
        value["staff"] = json!("D. Test, LMFT");
        plan.add_with("schedule", Some(value));
    }
    clinic.seal(&client).unwrap();
    let drawn = SignedHow::Drawn { strokes: STROKES.into() };
    clinic.sign(&client, SignerRole::Client, drawn).unwrap();
    (clinic, client)
}

/// The first group and its Monday meeting.
fn monday(clinic: &mut TempClinic, name: &str) -> (String, String) {
    let view = clinic.desk.open_program(&clinic.signed()).unwrap();
    let group = view.groups.iter().find(|it| it.name == name).unwrap();
    let meeting = group.meetings.iter().find(|it| it.words.starts_with("Mon")).unwrap();
    (group.group.clone(), meeting.meeting.clone())
}

fn tick(
    clinic: &TempClinic,
    client: &str,
    (group, session): &(String, String),
    date: &str,
    attendance: Option<Attendance>,
) -> request::TickAttendance {
    request::TickAttendance {
        token: clinic.token.clone(),
        client: client.into(),
        group: Some(group.clone()),
        session: session.clone(),
        date: date.into(),
        attendance,
        minutes: Some(45),
        reason: None,
    }
}

#[test]
fn a_week_drawn_from_the_catalog_has_nine_hours_and_counts_its_seats() {
    let (mut clinic, client) = with_week();
    let page = clinic.plan(&client).page.clone();
    assert_eq!(page.hours.unwrap().words, "9.0 h of 9.0 h needed");
    assert!(page.week.conflicts.is_empty(), "{:?}", page.week.conflicts);
    let view = clinic.desk.open_program(&clinic.signed()).unwrap();
    assert!(view.groups.iter().flat_map(|it| &it.meetings).all(|it| it.taken == 1), "{view:?}");
}

#[test]
fn the_front_desk_sees_neutral_names_times_and_rosters_and_nothing_else() {
    let (mut clinic, client) = with_week();
    clinic.add_staff("Fred Test", Role::FrontDesk);
    clinic.sign_in("Fred Test");
    let view = clinic.desk.open_program(&clinic.signed()).unwrap();
    let week = clinic.desk.open_week(&clinic.of(&client)).unwrap();
    let said = format!(
        "{}{}",
        serde_json::to_string(&view).unwrap(),
        serde_json::to_string(&week).unwrap()
    );
    assert!(said.contains("Morning group A") && week.seats.len() == 9, "{said}");
    for word in ["Skills for mood", "Process", "Psychoeducation", "psychoeducation", "\"service\""]
    {
        assert!(!said.contains(word), "{word} in {said}");
    }
    assert!(!view.may_edit);
    let (token, group, edits) = (clinic.token.clone(), None, Vec::new());
    let request = request::EditOffering { token, group, rev: 0, edits };
    assert_eq!(refused(clinic.desk.edit_offering(&request)), Code::NotAllowed);
    let at = monday(&mut clinic, "Morning group A");
    let roster = clinic
        .desk
        .tick_attendance(&tick(&clinic, &client, &at, "2026-11-23", Some(Attendance::Came)))
        .unwrap();
    assert_eq!((roster.rows[0].name.as_str(), roster.rows[0].minutes), ("Ana Luz", Some(60)));
}

#[test]
fn attendance_adds_up_to_delivered_hours_and_can_be_taken_back() {
    let (mut clinic, client) = with_week();
    let at = monday(&mut clinic, "Skills for mood and worry");
    let late = tick(&clinic, &client, &at, "2026-11-23", Some(Attendance::Late));
    clinic.desk.tick_attendance(&late).unwrap();
    let week = clinic.desk.open_week(&clinic.of(&client)).unwrap();
    assert_eq!(
        (week.delivered.delivered, week.delivered.planned, week.delivered.sessions),
        (45, 180, 1)
    );
    clinic.desk.tick_attendance(&tick(&clinic, &client, &at, "2026-11-23", None)).unwrap();
    let week = clinic.desk.open_week(&clinic.of(&client)).unwrap();
    assert_eq!((week.delivered.delivered, week.words.as_str()), (0, "0.0 h of 3.0 h planned"));
}

#[test]
fn what_is_to_come_or_on_another_day_is_not_ticked() {
    let (mut clinic, client) = with_week();
    let at = monday(&mut clinic, "Skills for mood and worry");
    for date in ["2026-11-30", "2026-11-24", "someday"] {
        let request = tick(&clinic, &client, &at, date, Some(Attendance::Came));
        assert_eq!(refused(clinic.desk.tick_attendance(&request)), Code::BadValue, "{date}");
    }
}

#[test]
fn a_full_group_and_a_moved_one_are_said_to_stand_in_the_way() {
    let (mut clinic, first) = with_week();
    let view = clinic.desk.open_program(&clinic.signed()).unwrap();
    let group = view.groups.iter().find(|it| it.name == "Process group").unwrap().clone();
    let set = |path: String, value: Value| Edit::Set { path, value };
    let request = request::EditOffering {
        token: clinic.token.clone(),
        group: Some(group.group.clone()),
        rev: group.rev,
        edits: vec![
            set("capacity".into(), json!(1)),
            set(format!("meetings/{}/start", group.meetings[0].meeting), json!("2 pm")),
        ],
    };
    clinic.desk.edit_offering(&request).unwrap();
    assert_eq!(refused(clinic.desk.edit_offering(&request)), Code::Stale);
    let page = clinic.plan(&first).page.clone();
    assert!(
        page.week.conflicts.iter().any(|it| it.message.contains("now meets Mon 2:00 PM")),
        "{:?}",
        page.week.conflicts
    );
    let second = clinic.add_client("Bea", "Sol");
    let offered = clinic.plan(&second).page.week.offered.clone();
    let full: Vec<_> = offered.iter().filter(|it| it.full).collect();
    assert_eq!(full.len(), 3, "{offered:?}");
    assert_eq!(full[0].places, "1 of 1 places taken");
}

#[test]
fn a_roster_is_printed_with_boxes_and_neutral_names() {
    let (mut clinic, _) = with_week();
    let (group, meeting) = monday(&mut clinic, "Process group");
    let request =
        request::OpenRoster { token: clinic.token.clone(), group, meeting, date: String::new() };
    let pdf = clinic.desk.roster_pdf(&request).unwrap();
    let path = clinic.folder().join("roster.pdf");
    std::fs::write(&path, &pdf.bytes).unwrap();
    let text = text_of_pdf(&path);
    assert!(text.contains("Morning group B") && text.contains("Ana Luz"), "{text}");
    assert!(!text.contains("Process"), "{text}");
}

#[test]
fn seats_and_attendance_are_there_after_a_crash_and_gone_after_a_purge() {
    let (mut clinic, client) = with_week();
    let at = monday(&mut clinic, "Process group");
    clinic
        .desk
        .tick_attendance(&tick(&clinic, &client, &at, "2026-11-23", Some(Attendance::Came)))
        .unwrap();
    clinic.crash();
    clinic.sign_in(tests::clinic::ADMIN);
    let week = clinic.desk.open_week(&clinic.of(&client)).unwrap();
    assert_eq!((week.seats.len(), week.delivered.delivered), (9, 60));
    let (token, reason) = (clinic.token.clone(), "Asked for it".into());
    clinic.desk.remove_client(&request::RemoveClient { token, client, reason }).unwrap();
    let view = clinic.desk.open_program(&clinic.signed()).unwrap();
    assert!(view.groups.iter().flat_map(|it| &it.meetings).all(|it| it.taken == 0));
}
