//! Which screenings a clinic gives, who may ask them, and definitions that it adds.

use clinic::Code;
use clinic::view::{Role, SectionStatus, request};
use serde_json::json;
use tests::clinic::{ADMIN, TempClinic, refused};

const PACK: &str = include_str!("../../crates/form/tests/fixtures/instruments/audit.toml");

fn offered(clinic: &mut TempClinic, client: &str) -> Vec<String> {
    clinic.page(client).forms.into_iter().map(|choice| choice.form).collect()
}

fn choose(clinic: &mut TempClinic, form: &str, on: bool) -> clinic::Result<()> {
    let (token, form) = (clinic.token.clone(), form.to_owned());
    clinic.desk.choose_form(&request::ChooseForm { token, form, on }).map(drop)
}

fn add(clinic: &mut TempClinic, text: &str) -> clinic::Result<clinic::view::FormsView> {
    let token = clinic.token.clone();
    clinic.desk.add_form_pack(&token, "audit.toml", text)
}

fn born(clinic: &mut TempClinic, on: &str) -> String {
    let answers = json!({"legal_first": "Ana", "legal_last": "Luz", "date_of_birth": on});
    clinic.add_client_with(answers).band.client
}

#[test]
fn what_is_on_by_default_is_offered_by_age_and_the_rest_when_it_is_chosen() {
    let mut clinic = TempClinic::new();
    let (adult, minor) = (born(&mut clinic, "1985-04-07"), born(&mut clinic, "2011-04-07"));
    let forms = offered(&mut clinic, &adult);
    for form in ["phq-9", "gad-7", "asq", "audit-c", "taps-1", "pc-ptsd-5", "osss-3"] {
        assert!(forms.contains(&form.to_owned()), "{form} in {forms:?}");
    }
    for form in ["phq-a", "c-ssrs-screener", "bam-r", "hrqol-4"] {
        assert!(!forms.contains(&form.to_owned()), "{form}");
    }
    let young = offered(&mut clinic, &minor);
    assert!(young.contains(&"phq-a".to_owned()) && !young.contains(&"audit-c".to_owned()));
    assert!(clinic.page(&minor).forms_note.contains("under 18"));
    assert!(clinic.page(&adult).forms_note.is_empty());
    choose(&mut clinic, "bam-r", true).unwrap();
    clinic.crash();
    clinic.sign_in(ADMIN);
    assert!(offered(&mut clinic, &adult).contains(&"bam-r".to_owned()));
}

#[test]
fn of_the_suicide_screens_one_is_always_on() {
    let mut clinic = TempClinic::new();
    let client = born(&mut clinic, "1985-04-07");
    choose(&mut clinic, "c-ssrs-screener", true).unwrap();
    let forms = offered(&mut clinic, &client);
    assert!(forms.contains(&"c-ssrs-screener".to_owned()) && !forms.contains(&"asq".to_owned()));
    assert_eq!(refused(choose(&mut clinic, "c-ssrs-screener", false)), Code::BadValue);
    assert_eq!(refused(choose(&mut clinic, "identity", false)), Code::NoSuchForm);
}

#[test]
fn the_front_desk_asks_about_suicide_only_when_it_is_named_as_trained() {
    let mut clinic = TempClinic::new();
    let client = born(&mut clinic, "1985-04-07");
    clinic.add_staff("Fern Test", Role::FrontDesk);
    clinic.sign_in("Fern Test");
    let request = clinic.form(&client, "asq");
    assert_eq!(refused(clinic.desk.start_screening(&request)), Code::NotAllowed);
    assert!(!offered(&mut clinic, &client).contains(&"asq".to_owned()));
    clinic.sign_in(ADMIN);
    let user = clinic.desk.open_forms(&clinic.signed()).unwrap().staff[0].user.clone();
    let token = clinic.token.clone();
    clinic.desk.train_staff(&request::TrainStaff { token, user, trained: true }).unwrap();
    clinic.sign_in("Fern Test");
    assert!(offered(&mut clinic, &client).contains(&"asq".to_owned()));
    let _ = clinic.screening(&client, "asq").set("q1", "yes");
}

#[test]
fn the_first_visit_names_the_suicide_screen_that_is_given_and_the_day_to_clinicians_alone() {
    let mut clinic = TempClinic::new();
    let client = born(&mut clinic, "1985-04-07");
    let screen = |clinic: &mut TempClinic| clinic.page(&client).first_screen;
    let first = screen(&mut clinic).unwrap();
    assert_eq!((first.form.as_str(), first.given.as_str()), ("asq", ""));
    choose(&mut clinic, "c-ssrs-screener", true).unwrap();
    assert_eq!(screen(&mut clinic).unwrap().form, "c-ssrs-screener");
    choose(&mut clinic, "asq", true).unwrap();
    let asq = clinic.screening(&client, "asq");
    let asq = ["q1", "q2", "q3", "q4"].into_iter().fold(asq, |asq, item| asq.set(item, "no"));
    let _ = asq.mark(SectionStatus::Done);
    assert!(!screen(&mut clinic).unwrap().given.is_empty());
    clinic.add_staff("Fern Test", Role::FrontDesk);
    clinic.sign_in("Fern Test");
    assert_eq!(screen(&mut clinic), None, "nobody has named her as trained");
    clinic.sign_in(ADMIN);
    let user = clinic.desk.open_forms(&clinic.signed()).unwrap().staff[0].user.clone();
    let token = clinic.token.clone();
    clinic.desk.train_staff(&request::TrainStaff { token, user, trained: true }).unwrap();
    clinic.sign_in("Fern Test");
    assert_eq!(screen(&mut clinic).unwrap().given, "", "what was given is clinical");
}

#[test]
fn a_pack_is_checked_kept_and_given_and_its_version_never_changes() {
    let mut clinic = TempClinic::new();
    let client = born(&mut clinic, "1985-04-07");
    let row = add(&mut clinic, PACK).unwrap().forms.into_iter().find(|row| row.form == "audit");
    let row = row.unwrap();
    assert!(row.pack && !row.licence.is_empty());
    add(&mut clinic, PACK).unwrap();
    let other = PACK.replace("intro = \"", "intro = \"Please. ");
    assert_eq!(refused(add(&mut clinic, &other)), Code::FormTaken);
    let typo = PACK.replacen("\ntitle = ", "\ntitel = ", 1);
    assert_eq!(refused(add(&mut clinic, &typo)), Code::BadDefinition);
    let shipped = include_str!("../../crates/form/defs/screening/gad-7.toml");
    assert_eq!(refused(add(&mut clinic, shipped)), Code::FormTaken);
    let section = include_str!("../../crates/form/defs/intake/legal.toml");
    assert_eq!(refused(add(&mut clinic, section)), Code::BadValue);
    assert_eq!(refused(add(&mut clinic, &"#".repeat(1 << 20))), Code::TooLong);
    let read_at_the_desk = PACK.replacen("class = 2", "class = 1", 1);
    assert_eq!(refused(add(&mut clinic, &read_at_the_desk)), Code::BadValue);
    let odd = "[[item]]\nid = \"paper\"\nlabel = \"Paper\"\nkind = \"attachment\"\naccepts = \"passport\"\n";
    assert_eq!(refused(add(&mut clinic, &format!("{PACK}\n{odd}"))), Code::BadValue);
    choose(&mut clinic, "audit", true).unwrap();
    clinic.crash();
    clinic.sign_in(ADMIN);
    assert!(offered(&mut clinic, &client).contains(&"audit".to_owned()));
}

#[test]
fn a_response_is_shown_under_the_version_it_was_given_in() {
    let mut clinic = TempClinic::new();
    let client = born(&mut clinic, "1985-04-07");
    add(&mut clinic, PACK).unwrap();
    choose(&mut clinic, "audit", true).unwrap();
    let given = clinic.screening(&client, "audit").set("q1", 1).view;
    let title = given.title.clone();
    let newer = PACK.replacen("version = \"1.0.0\"", "version = \"2.0.0\"", 1).replacen(
        &format!("title = \"{title}\""),
        "title = \"Another title\"",
        1,
    );
    add(&mut clinic, &newer).unwrap();
    clinic.crash();
    clinic.sign_in(ADMIN);
    let token = clinic.token.clone();
    let (client_id, record) = (client.clone(), given.record.clone());
    let request = request::OpenResponse { token, client: client_id, record };
    assert_eq!(clinic.desk.open_response(&request).unwrap().title, title);
    assert_eq!(clinic.screening(&client, "audit").view.title, "Another title");
}

#[test]
fn a_response_is_scored_by_what_its_own_version_asks_about() {
    let shipped = include_str!("../../crates/form/defs/screening/audit-c.toml");
    let first = shipped.replacen("id = \"audit-c\"", "id = \"cups\"", 1);
    let by_sex = first.lines().find(|line| line.starts_with("sex_for_scoring.male")).unwrap();
    let next = first.replace(by_sex, "").replacen("version = \"1.0.0\"", "version = \"2.0.0\"", 1);
    let mut clinic = TempClinic::new();
    let client = born(&mut clinic, "1985-04-07");
    clinic.section(&client, "identity").set("sex_for_scoring", "male");
    add(&mut clinic, &first).unwrap();
    choose(&mut clinic, "cups", true).unwrap();
    let _ = clinic.screening(&client, "cups").set("q1", 1).set("q2", 1).set("q3", 1);
    let band =
        |clinic: &mut TempClinic| clinic.page(&client).screenings.remove(0).band.unwrap().code;
    assert_eq!(band(&mut clinic), "negative");
    add(&mut clinic, &next).unwrap();
    assert_eq!(
        band(&mut clinic),
        "negative",
        "the version given asks about sex; the next does not"
    );
}

#[test]
fn what_a_result_asks_for_is_due_and_what_was_given_lately_is_not() {
    let mut clinic = TempClinic::with(Role::Therapist, "Theo Test");
    let client = born(&mut clinic, "1985-04-07");
    let due = |clinic: &mut TempClinic, form: &str| {
        let forms = clinic.page(&client).forms;
        forms.into_iter().find(|choice| choice.form == form).map(|choice| choice.due)
    };
    assert_eq!(due(&mut clinic, "pc-ptsd-5").as_deref(), Some("Not given yet"));
    assert_eq!(due(&mut clinic, "pcl-5").as_deref(), Some(""), "only after a positive");
    let mut screening = clinic.screening(&client, "pc-ptsd-5").set("exposure", "yes");
    for item in ["q1", "q2", "q3", "q4", "q5"] {
        screening = screening.set(item, "yes");
    }
    screening.mark(SectionStatus::Done);
    assert_eq!(due(&mut clinic, "pc-ptsd-5").as_deref(), Some(""));
    assert!(due(&mut clinic, "pcl-5").unwrap().starts_with("After PC-PTSD-5"));
    let today = clinic.desk.open_today(&clinic.signed()).unwrap();
    assert!(today.screenings[0].what.contains("PCL-5"));
}
