//! What is kept of a program over time: plans that change, people who leave, groups that move.

use std::collections::BTreeSet;

use clinic::view::{
    Attendance, GroupRow, Level, ProgramView, Role, RosterView, SignedHow, SignerRole, request,
};
use clinic::{Code, Result};
use record::plan::Edit;
use serde_json::{Value, json};
use tests::clinic::{ADMIN, STROKES, TempClinic, refused};

const DAY: i64 = 24 * 60 * 60;

/// A clinic with the adult mornings, on Monday, November 23, 2026.
fn with_program() -> TempClinic {
    let mut clinic = TempClinic::new();
    let template = "adult-mornings".to_owned();
    let token = clinic.token.clone();
    clinic.desk.start_program(&request::StartProgram { token, template }).unwrap();
    clinic
}

/// A client whose plan takes these groups and is in force.
fn with_week(clinic: &mut TempClinic, first: &str, groups: &[&str]) -> String {
    let client = clinic.add_client(first, "Luz");
    clinic.plan(&client).whole();
    draw(clinic, &client, groups);
    come_into_force(clinic, &client);
    client
}

/// Draws the week anew from these groups.
fn draw(clinic: &mut TempClinic, client: &str, groups: &[&str]) {
    let mut plan = clinic.plan(client);
    let old = plan.page.plan.schedule.iter().map(|it| format!("schedule/{}", it.id.unwrap()));
    let old: Vec<Edit> = old.map(|path| Edit::Remove { path }).collect();
    let carried = plan.page.plan.schedule[0].interventions.clone();
    plan.edit(old).unwrap();
    for offered in plan.page.week.offered.clone() {
        if groups.iter().any(|it| offered.label.starts_with(it)) {
            let mut value = serde_json::to_value(&offered.planned).unwrap();
            value["interventions"] = json!(carried);
            plan.add_with("schedule", Some(value));
        }
    }
    // Nine hours are asked for; a session by itself makes them whole.
    plan.add_with(
        "schedule",
        Some(json!({
            "title": "Home practice", "service": "individual", "day": "sun", "start": "8 am",
            "minutes": 540, "staff": "D. Test, LMFT", "place": "remote",
            "interventions": carried,
        })),
    );
}

fn come_into_force(clinic: &mut TempClinic, client: &str) {
    clinic.seal(client).unwrap();
    let drawn = SignedHow::Drawn { strokes: STROKES.into() };
    clinic.sign(client, SignerRole::Client, drawn).unwrap();
}

fn program(clinic: &mut TempClinic) -> ProgramView {
    clinic.desk.open_program(&clinic.signed()).unwrap()
}

fn group(clinic: &mut TempClinic, name: &str) -> GroupRow {
    let view = program(clinic);
    view.groups.into_iter().find(|it| it.name == name).unwrap()
}

fn edit(clinic: &mut TempClinic, group: &GroupRow, edits: Vec<Edit>) -> Result<ProgramView> {
    let (token, id) = (clinic.token.clone(), Some(group.group.clone()));
    let request = request::EditOffering { token, group: id, rev: group.rev, edits };
    clinic.desk.edit_offering(&request)
}

fn set(path: impl Into<String>, value: impl Into<Value>) -> Edit {
    Edit::Set { path: path.into(), value: value.into() }
}

fn roster(clinic: &mut TempClinic, group: &GroupRow, date: &str) -> Result<RosterView> {
    let (token, group) = (clinic.token.clone(), group.group.clone());
    let meeting = String::new();
    clinic.desk.open_roster(&request::OpenRoster { token, group, meeting, date: date.into() })
}

fn names(roster: &RosterView) -> Vec<&str> {
    roster.rows.iter().map(|row| row.name.as_str()).collect()
}

fn tick(
    clinic: &mut TempClinic,
    client: &str,
    group: &GroupRow,
    date: &str,
    (attendance, minutes): (Attendance, Option<u32>),
) -> Result<RosterView> {
    clinic.desk.tick_attendance(&request::TickAttendance {
        token: clinic.token.clone(),
        client: client.into(),
        group: Some(group.group.clone()),
        session: String::new(),
        date: date.into(),
        attendance: Some(attendance),
        minutes,
        reason: None,
    })
}

const CAME: (Attendance, Option<u32>) = (Attendance::Came, None);

#[test]
fn an_amended_plan_keeps_the_rosters_and_the_hours_of_the_one_before() {
    let mut clinic = with_program();
    let client = with_week(&mut clinic, "Ana", &["Process group"]);
    let process = group(&mut clinic, "Process group");
    tick(&mut clinic, &client, &process, "2026-11-23", CAME).unwrap();
    clinic.clock.jump(7 * DAY);
    clinic.desk.amend_plan(&clinic.of(&client)).unwrap();
    draw(&mut clinic, &client, &["Skills for mood"]);
    come_into_force(&mut clinic, &client);
    let week = clinic.desk.open_week(&clinic.of(&client)).unwrap();
    assert_eq!(week.since, "since Nov 30, 2026");
    let weeks = week.weeks.iter().map(|it| (it.planned.as_str(), it.delivered.as_str()));
    assert_eq!(Vec::from_iter(weeks), [("1.0 h", "0.0 h"), ("12.0 h", "1.0 h")]);
    assert!(week.words.ends_with("3 not ticked yet"), "{}", week.words);
    let of = |clinic: &mut TempClinic, name: &str, date: &str| {
        let group = group(clinic, name);
        names(&roster(clinic, &group, date).unwrap()).len()
    };
    assert_eq!(of(&mut clinic, "Process group", "2026-11-25"), 1, "before the amendment");
    assert_eq!(of(&mut clinic, "Process group", "2026-11-30"), 0, "after it");
    assert_eq!(of(&mut clinic, "Skills for mood and worry", "2026-11-25"), 0);
    assert_eq!(of(&mut clinic, "Skills for mood and worry", "2026-11-30"), 1);
    clinic.crash();
    clinic.sign_in(ADMIN);
    let again = clinic.desk.open_week(&clinic.of(&client)).unwrap();
    assert_eq!((again.words, again.recent.len()), (week.words, week.recent.len()));
}

#[test]
fn who_is_discharged_gives_the_seat_back_and_stays_on_the_rosters_of_before() {
    let mut clinic = with_program();
    let client = with_week(&mut clinic, "Ana", &["Process group"]);
    let process = group(&mut clinic, "Process group");
    tick(&mut clinic, &client, &process, "2026-11-23", CAME).unwrap();
    clinic.clock.jump(14 * DAY);
    let page = clinic.desk.open_episode(&clinic.of(&client)).unwrap();
    let mut section = page.section;
    for (path, value) in [("status", json!("discharged")), ("discharge_date", json!("11/27/26"))] {
        let request = request::AnswerItem {
            token: clinic.token.clone(),
            client: client.clone(),
            form: "episode".into(),
            record: section.record.clone(),
            rev: section.rev,
            path: path.into(),
            value,
        };
        section = clinic.desk.answer_episode(&request).unwrap().section;
    }
    let now = group(&mut clinic, "Process group");
    assert!(now.meetings.iter().all(|it| it.taken == 0), "{now:?}");
    for (date, there) in [("2026-11-23", 1), ("2026-11-27", 1), ("2026-11-30", 0)] {
        assert_eq!(names(&roster(&mut clinic, &process, date).unwrap()).len(), there, "{date}");
    }
    let week = clinic.desk.open_week(&clinic.of(&client)).unwrap();
    assert_eq!((week.seats.len(), week.delivered.planned, week.delivered.delivered), (0, 180, 60));
    let late = tick(&mut clinic, &client, &process, "2026-11-30", CAME);
    assert_eq!(refused(late), Code::BadValue);
    clinic.desk.readmit_client(&clinic.of(&client)).unwrap();
    let past = roster(&mut clinic, &process, "2026-11-23").unwrap();
    assert_eq!(past.rows[0].attendance, Some(Attendance::Came), "another episode is under way");
}

#[test]
fn who_comes_before_any_plan_is_in_force_is_ticked_and_counts_as_a_session() {
    let mut clinic = with_program();
    let client = clinic.add_client("Ana", "Luz");
    let process = group(&mut clinic, "Process group");
    let roster = tick(&mut clinic, &client, &process, "2026-11-23", CAME).unwrap();
    assert_eq!(
        (names(&roster), roster.rows[0].note.as_str()),
        (vec!["Ana Luz"], "Not on the plan")
    );
    let week = clinic.desk.open_week(&clinic.of(&client)).unwrap();
    assert_eq!((week.recent.len(), week.recent[0].planned), (1, false));
    assert_eq!(week.recent[0].name, "Morning group B");
    let taken_back = request::TickAttendance {
        token: clinic.token.clone(),
        client: client.clone(),
        group: None,
        session: week.recent[0].session.clone(),
        date: "2026-11-23".into(),
        attendance: None,
        minutes: None,
        reason: None,
    };
    let week = clinic.desk.tick_session(&taken_back).unwrap();
    assert!(week.recent.is_empty(), "{:?}", week.recent);
    for (date, how) in
        [("2026-11-20", CAME), ("2026-11-25", CAME), ("2026-11-23", (Attendance::Late, Some(61)))]
    {
        let bad = tick(&mut clinic, &client, &process, date, how);
        assert_eq!(refused(bad), Code::BadValue, "{date} {how:?}");
    }
}

#[test]
fn a_meeting_with_seats_or_attendance_is_never_deleted_and_can_be_retired() {
    let mut clinic = with_program();
    let client = clinic.add_client("Ana", "Luz");
    let process = group(&mut clinic, "Process group");
    tick(&mut clinic, &client, &process, "2026-11-23", CAME).unwrap();
    let at = |n: usize| format!("meetings/{}", process.meetings[n].meeting);
    for edits in [
        vec![Edit::Remove { path: at(0) }],
        vec![set("meetings", json!([]))],
        vec![set("name", "Kept"), Edit::Remove { path: at(0) }],
    ] {
        assert_eq!(refused(edit(&mut clinic, &process, edits)), Code::InUse);
    }
    assert_eq!(group(&mut clinic, "Process group").rev, process.rev, "nothing was written");
    let view = edit(&mut clinic, &process, vec![Edit::Remove { path: at(2) }]).unwrap();
    assert_eq!((view.added, view.entry), (None, None));
    let process = group(&mut clinic, "Process group");
    edit(&mut clinic, &process, vec![set(format!("{}/retired", at(0)), true)]).unwrap();
    let plan = clinic.plan(&client).page.clone();
    let offered = plan.week.offered.iter().filter(|it| it.label.starts_with("Process"));
    assert_eq!(offered.count(), 1, "Wednesday is left");
    let (token, group) = (clinic.token.clone(), process.group.clone());
    let (meeting, date) = (process.meetings[0].meeting.clone(), "2026-11-23".into());
    let past = clinic.desk.open_roster(&request::OpenRoster { token, group, meeting, date });
    assert_eq!(names(&past.unwrap()), ["Ana Luz"]);
}

#[test]
fn a_group_that_moves_is_told_on_its_roster_and_its_past_stays_where_it_was() {
    let mut clinic = with_program();
    let client = with_week(&mut clinic, "Ana", &["Process group"]);
    let process = group(&mut clinic, "Process group");
    tick(&mut clinic, &client, &process, "2026-11-23", CAME).unwrap();
    let monday = process.meetings[0].meeting.clone();
    let edits = vec![
        set(format!("meetings/{monday}/day"), "tue"),
        set("neutral_name", "Oak group"),
        set("room", "Room 7"),
    ];
    edit(&mut clinic, &process, edits).unwrap();
    let on = |clinic: &mut TempClinic, date: &str| {
        let (token, group) = (clinic.token.clone(), process.group.clone());
        let (meeting, date) = (monday.clone(), date.into());
        clinic.desk.open_roster(&request::OpenRoster { token, group, meeting, date })
    };
    let tuesday = on(&mut clinic, "").unwrap();
    assert_eq!(tuesday.rows[0].note, "The plan says Mon 10:00 AM");
    assert_eq!((tuesday.date.as_str(), tuesday.before.as_str()), ("2026-11-24", "2026-11-23"));
    assert_eq!(on(&mut clinic, "2026-11-23").unwrap().rows[0].attendance, Some(Attendance::Came));
    assert_eq!(refused(on(&mut clinic, "2026-11-26")), Code::BadValue);
    clinic.add_staff("Fred Test", Role::FrontDesk);
    clinic.sign_in("Fred Test");
    let week = clinic.desk.open_week(&clinic.of(&client)).unwrap();
    let row = week.seats.iter().find(|it| it.when.starts_with("Mon")).unwrap();
    assert_eq!((row.name.as_str(), row.room.as_str()), ("Oak group", "Room 7"));
}

#[test]
fn front_desk_sees_the_meetings_of_today_and_no_clash_that_names_a_group() {
    let mut clinic = with_program();
    let client = with_week(&mut clinic, "Ana", &["Process group"]);
    let process = group(&mut clinic, "Process group");
    let skills = group(&mut clinic, "Skills for mood and worry");
    let moved = set(format!("meetings/{}/start", skills.meetings[0].meeting), "10:30");
    edit(&mut clinic, &skills, vec![moved]).unwrap();
    let row = group(&mut clinic, "Process group");
    assert!(row.meetings[0].clash.contains("Skills for mood and worry"), "{row:?}");
    tick(&mut clinic, &client, &process, "2026-11-23", CAME).unwrap();
    clinic.add_staff("Fred Test", Role::FrontDesk);
    clinic.sign_in("Fred Test");
    let view = program(&mut clinic);
    let today = view.today.iter().map(|it| (it.name.as_str(), it.ticked, it.expected));
    let expected = [("Morning group B", 1, 1), ("Morning group A", 0, 0), ("Morning class", 0, 0)];
    assert_eq!(Vec::from_iter(today), expected);
    let clashes: BTreeSet<&str> =
        view.groups.iter().flat_map(|it| &it.meetings).map(|it| it.clash.as_str()).collect();
    assert_eq!(Vec::from_iter(clashes), [""]);
}

#[test]
fn a_plan_that_takes_a_full_group_is_sealed_only_with_a_reason() {
    let mut clinic = with_program();
    let process = group(&mut clinic, "Process group");
    edit(&mut clinic, &process, vec![set("capacity", 1)]).unwrap();
    let _ = with_week(&mut clinic, "Ana", &["Process group"]);
    let second = clinic.add_client("Bea", "Sol");
    clinic.plan(&second).whole();
    draw(&mut clinic, &second, &["Process group"]);
    let page = clinic.plan(&second).page.clone();
    let full = page.findings.iter().filter(|it| it.rule == "session-catalog");
    let said: BTreeSet<_> = full.map(|it| (it.level, it.message.as_str())).collect();
    assert_eq!(
        Vec::from_iter(said),
        [(Level::Warns, "The group is full: 1 of 1 places are taken.")]
    );
}

#[test]
fn a_program_that_does_not_fit_adds_none_of_its_groups() {
    let mut clinic = with_program();
    let token = clinic.token.clone();
    let request = request::StartProgram { token, template: "adult-mornings".into() };
    for _ in 1..66 {
        clinic.desk.start_program(&request).unwrap();
    }
    assert_eq!(refused(clinic.desk.start_program(&request)), Code::TooLong);
    assert_eq!(program(&mut clinic).groups.len(), 198);
    let unknown = request::StartProgram { template: "spa".into(), ..request };
    assert_eq!(refused(clinic.desk.start_program(&unknown)), Code::BadValue);
}

#[test]
fn a_day_with_two_meetings_of_a_group_asks_which_one_is_meant() {
    let mut clinic = with_program();
    let process = group(&mut clinic, "Process group");
    assert_eq!(roster(&mut clinic, &process, "11/25/26").unwrap().date, "2026-11-25");
    let value = Some(json!({"day": "wed", "start": "14:00", "minutes": 60}));
    let add = Edit::Add { list: "meetings".into(), after: None, value };
    let view = edit(&mut clinic, &process, vec![add]).unwrap();
    assert!(view.entry.is_some());
    for (date, code) in [
        ("2026-11-25", Code::BadValue),
        ("2026-11-24", Code::BadValue),
        ("some day", Code::BadValue),
    ] {
        assert_eq!(refused(roster(&mut clinic, &process, date)), code, "{date}");
    }
}
