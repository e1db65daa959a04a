//! Who may do what: the role says so, and the key is there or not.

use clinic::Code;
use clinic::view::{Role, request};
use tests::clinic::{ADMIN, Outside, TempClinic, refused};
use vault::{Class, Sealed};

use crate::commands::{Known, every_call, known};
use crate::people_leaving::give;
use clinic::Needs;

fn clinic_of(role: Role) -> (TempClinic, Known) {
    let mut clinic = TempClinic::new();
    let known = known(&mut clinic);
    clinic.add_staff("Robin Test", role);
    clinic.sign_in("Robin Test");
    (clinic, known)
}

/// Commands with a session whose arguments in the table reach for a clinical form or record.
const CLINICAL_BY_FORM: [&str; 5] =
    ["open_section", "open_response", "answer_item", "change_rows", "mark_section"];

fn may(role: Role, name: &str, needs: Needs) -> bool {
    let clinical = role != Role::FrontDesk;
    match needs {
        Needs::Session => clinical || !CLINICAL_BY_FORM.contains(&name),
        Needs::Clinical => clinical,
        Needs::Admin => role == Role::Admin,
    }
}

#[test]
fn every_command_is_open_to_the_roles_that_may_and_shut_to_all_others() {
    let roles = [Role::FrontDesk, Role::Therapist, Role::Supervisor, Role::Physician, Role::Admin];
    for role in roles {
        let (mut clinic, known) = clinic_of(role);
        for (name, needs, call) in every_call() {
            let answer = call(&mut clinic.desk, clinic.token.clone(), &known);
            if name == "switch_user" {
                clinic.token.clear();
                clinic.try_sign_in("Robin Test", "seven lanterns by the harbor").unwrap();
            }
            let code = answer.err().map(|error| error.code());
            if may(role, name, needs) {
                let shut = [Some(Code::NotAllowed), Some(Code::Locked)];
                assert!(!shut.contains(&code), "{role:?} {name}: {code:?}");
            } else {
                // A record of a class that is not held cannot even be told to exist.
                let hidden = name == "open_response" && code == Some(Code::NoSuchRecord);
                assert!(hidden || code == Some(Code::NotAllowed), "{role:?} {name}: {code:?}");
            }
        }
    }
}

#[test]
fn what_the_front_desk_was_refused_is_as_it_was() {
    let (mut clinic, known) = clinic_of(Role::FrontDesk);
    for (name, needs, call) in every_call() {
        if !may(Role::FrontDesk, name, needs) {
            refused(call(&mut clinic.desk, clinic.token.clone(), &known));
        }
    }
    clinic.sign_in(ADMIN);
    let kept = clinic.saved(&known.client, "presenting");
    assert_eq!((kept.rev, kept.items[0].value.as_str()), (1, Some("I am tired.")));
    assert_eq!(clinic.plan(&known.client).page.plan.vision, "Mornings.");
    let staff = clinic.desk.open_staff(&clinic.signed()).unwrap().people;
    assert!(staff.iter().all(|row| row.active) && staff.len() == 3);
}

#[test]
fn the_front_desks_page_tells_nothing_clinical() {
    let (mut clinic, known) = clinic_of(Role::FrontDesk);
    let page = clinic.page(&known.client);
    assert!(!page.clinical && page.plan.is_none());
    assert!(page.screenings.is_empty() && page.band.alerts.is_empty());
    let presenting = page.intake.iter().find(|section| section.form == "presenting").unwrap();
    assert!(!presenting.open && presenting.answered == 0);
    assert_eq!(page.resume.as_deref(), Some("identity"));
    let row = clinic.rows("").remove(0);
    assert_eq!(row.stage, "Intake, 0 of 9 sections");
}

#[test]
fn the_front_desk_holds_no_key_to_what_it_may_not_read() {
    let (mut clinic, _) = clinic_of(Role::FrontDesk);
    clinic.meanwhile(|outside| {
        let keyring = outside.keyring("Robin Test");
        assert_eq!(keyring.classes(), [Class::Registry, Class::Intake]);
        let user = outside.user("Robin Test");
        let granted = outside.store.rows().grants(user).unwrap();
        assert!(granted.iter().all(|grant| grant.class <= 1));
        assert!(!outside.ids(Class::Clinical).is_empty());
        for id in outside.ids(Class::Clinical) {
            let row = outside.store.rows().record(id.bytes()).unwrap().unwrap();
            assert!(keyring.key_for(&Sealed::parse(row.sealed).unwrap()).is_err());
        }
    });
}

#[test]
fn therapists_supervisors_and_physicians_hold_the_clinical_key_and_no_other() {
    for role in [Role::Therapist, Role::Supervisor, Role::Physician] {
        let (mut clinic, _) = clinic_of(role);
        let classes = clinic.meanwhile(|outside| outside.keyring("Robin Test").classes());
        assert_eq!(classes, [Class::Registry, Class::Intake, Class::Clinical]);
    }
}

#[test]
fn an_administrator_added_later_manages_staff_and_can_read_the_audit() {
    let (mut clinic, _) = clinic_of(Role::Admin);
    clinic.add_staff("Second Test", Role::FrontDesk);
    let staff = clinic.desk.open_staff(&request::Signed { token: clinic.token.clone() }).unwrap();
    let names: Vec<&str> = staff.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, [ADMIN, "Lee Test", "Robin Test", "Second Test"]);
    let classes = clinic.meanwhile(|outside| outside.keyring("Robin Test").classes());
    assert!(classes.contains(&Class::Admin) && !classes.contains(&Class::Notes));
}

#[test]
fn a_grant_that_is_taken_away_takes_what_it_opened_with_it_and_is_missed() {
    let (mut clinic, known) = clinic_of(Role::Therapist);
    assert!(!clinic.desk.open_today(&clinic.signed()).unwrap().missing_key);
    clinic.meanwhile(|outside: &mut Outside| {
        let user = outside.user("Robin Test");
        outside.store.write(|tx| tx.delete_grant(user, Class::Clinical.number(), 1)).unwrap();
    });
    clinic.sign_in("Robin Test");
    let request = clinic.of(&known.client);
    assert_eq!(refused(clinic.desk.open_plan(&request)), Code::NotAllowed);
    assert!(!clinic.page(&known.client).clinical);
    assert!(clinic.desk.open_today(&clinic.signed()).unwrap().missing_key);
    // What the page says to do about it.
    clinic.sign_in(ADMIN);
    for role in [Role::FrontDesk, Role::Therapist] {
        give(&mut clinic, "Robin Test", role).unwrap();
    }
    clinic.sign_in("Robin Test");
    assert!(!clinic.desk.open_today(&clinic.signed()).unwrap().missing_key);
    clinic.desk.open_plan(&clinic.of(&known.client)).unwrap();
}
