//! Who may do what: the role says so, and the key is there or not.

use clinic::Code;
use clinic::view::{Role, request};
use tests::clinic::{ADMIN, Outside, TempClinic, refused};
use vault::{Class, Sealed};

use crate::commands::{ADMINISTRATIVE, BEYOND, Known, known};

fn clinic_of(role: Role) -> (TempClinic, Known) {
    let mut clinic = TempClinic::new();
    let known = known(&mut clinic);
    clinic.add_staff("Robin Test", role);
    clinic.sign_in("Robin Test");
    (clinic, known)
}

#[test]
fn the_front_desk_reaches_nothing_clinical_by_any_command() {
    let (mut clinic, known) = clinic_of(Role::FrontDesk);
    let token = clinic.token.clone();
    for (name, call) in ADMINISTRATIVE {
        call(&mut clinic.desk, token.clone(), &known).unwrap_or_else(|_| panic!("{name}"));
    }
    for (name, call) in BEYOND {
        let code = refused(call(&mut clinic.desk, token.clone(), &known));
        // A record of a class that is not held cannot even be told to exist.
        let denied = [Code::NotAllowed, Code::NoSuchRecord];
        assert!(denied.contains(&code), "{name}: {code:?}");
        assert!(code == Code::NotAllowed || *name == "open_response", "{name}");
    }
    clinic.sign_in(ADMIN);
    let kept = clinic.saved(&known.client, "presenting");
    assert_eq!((kept.rev, kept.items[0].value.as_str()), (1, Some("I am tired.")));
    assert_eq!(clinic.plan(&known.client).page.plan.vision, "Mornings.");
}

#[test]
fn the_front_desks_page_tells_nothing_clinical() {
    let (mut clinic, known) = clinic_of(Role::FrontDesk);
    let page = clinic.page(&known.client);
    assert!(!page.clinical && page.plan.is_none());
    assert!(page.forms.is_empty() && page.screenings.is_empty());
    let presenting = page.intake.iter().find(|section| section.form == "presenting").unwrap();
    assert!(!presenting.open && presenting.answered == 0);
    assert_eq!(page.resume.as_deref(), Some("identity"));
    let request = request::FindClients { token: clinic.token.clone(), find: "".into(), limit: 9 };
    let row = clinic.desk.find_clients(&request).unwrap().rows.remove(0);
    assert_eq!(row.stage, "Intake, 0 of 4 sections");
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
fn therapists_supervisors_and_physicians_read_and_write_all_but_the_staff() {
    for role in [Role::Therapist, Role::Supervisor, Role::Physician] {
        let (mut clinic, known) = clinic_of(role);
        let token = clinic.token.clone();
        for (name, call) in ADMINISTRATIVE.iter().chain(BEYOND) {
            let answer = call(&mut clinic.desk, token.clone(), &known);
            match *name {
                "open_staff" | "add_user" => {
                    assert_eq!(refused(answer), Code::NotAllowed, "{name}")
                }
                // Presenting concern has no rows; the answer before moved the revision on.
                "change_rows" | "mark_section" => {
                    let code = refused(answer);
                    assert!([Code::BadValue, Code::Stale].contains(&code), "{name}: {code:?}");
                }
                _ => answer.unwrap_or_else(|error| panic!("{name}: {error}")),
            }
        }
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
    assert_eq!(names, [ADMIN, "Robin Test", "Second Test"]);
    let classes = clinic.meanwhile(|outside| outside.keyring("Robin Test").classes());
    assert!(classes.contains(&Class::Admin) && !classes.contains(&Class::Notes));
}

#[test]
fn a_grant_that_is_taken_away_takes_what_it_opened_with_it() {
    let (mut clinic, known) = clinic_of(Role::Therapist);
    clinic.meanwhile(|outside: &mut Outside| {
        let user = outside.user("Robin Test");
        outside.store.write(|tx| tx.delete_grant(user, Class::Clinical.number(), 1)).unwrap();
    });
    clinic.sign_in("Robin Test");
    let request = clinic.of(&known.client);
    assert_eq!(refused(clinic.desk.open_plan(&request)), Code::NotAllowed);
    assert!(!clinic.page(&known.client).clinical);
}
