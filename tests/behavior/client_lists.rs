//! A list of clients from another program: looked at without anything being saved, then taken in.

use clinic::{
    Code,
    view::{ClientListAdded, ClientListView, Role, request::MapClientList},
};
use tests::clinic::{ADMIN, TempClinic, refused};

const LIST: &str = "First Name;Last name;DOB;Phone;Notes\r\n\
    Ana;Núñez;3/9/1994;(555) 010-0101;likes tea\r\n\
    Bo;;1990-01-02;;no last name\r\n\
    Cy;Example;not a day;;\r\n\
    Di;Example;4 Apr 1980;;\r\n\
    di;example;4 Apr 1980;;twice\r\n\
    Ed;Here;;;\r\n\
    Fay;Wide;;;x;y\r\n";

fn look(clinic: &mut TempClinic, list: &str) -> ClientListView {
    clinic.desk.take_client_list(&clinic.token.clone(), "list.csv", list.as_bytes()).unwrap()
}

fn columns(view: &ClientListView) -> Vec<String> {
    view.columns.iter().map(|column| column.item.clone()).collect()
}

fn add(clinic: &mut TempClinic, columns: Vec<String>) -> clinic::Result<ClientListAdded> {
    let token = clinic.token.clone();
    clinic.desk.add_client_list(&MapClientList { token, columns })
}

#[test]
fn a_list_is_looked_at_row_by_row_and_taken_in_whole() {
    let mut clinic = TempClinic::new();
    clinic.add_client("Ed", "Here");
    let view = look(&mut clinic, LIST);
    assert_eq!(columns(&view), ["legal_first", "legal_last", "date_of_birth", "phone", ""]);
    assert_eq!((view.rows, view.ready, view.wrong_rows, view.known_rows), (7, 2, 3, 2));
    let lines =
        |rows: &[clinic::view::ListRow]| rows.iter().map(|row| row.line).collect::<Vec<_>>();
    assert_eq!((lines(&view.wrong), lines(&view.known)), (vec![3, 4, 8], vec![6, 7]));
    assert!(view.wrong[0].why.starts_with("Legal last name is "), "{:?}", view.wrong);
    assert!(view.known[1].why.contains("CFC-0001 Ed Here"), "{:?}", view.known);
    assert_eq!(view.columns[4].samples, ["likes tea", "no last name", "twice"]);
    let done = add(&mut clinic, columns(&view)).unwrap();
    assert_eq!((done.added, done.left), (2, 5));
    assert_eq!(refused(add(&mut clinic, columns(&view))), Code::NoSuchFile, "it is taken in once");
    clinic.crash();
    clinic.sign_in(ADMIN);
    let ana = clinic.rows("Núñez").swap_remove(0);
    assert_eq!((ana.number.as_str(), ana.birth_date.as_str()), ("CFC-0002", "Mar 9, 1994"));
    assert_eq!(ana.phones, ["(555) 010-0101"]);
    assert_eq!(clinic.saved(&ana.client, "identity").rev, 1);
    assert_eq!(clinic.rows("Di Example")[0].number, "CFC-0003");
    clinic.add_client("Gil", "Next");
    assert_eq!(clinic.rows("Gil")[0].number, "CFC-0004");
}

#[test]
fn a_row_that_is_wrong_does_not_keep_the_right_one_out() {
    let mut clinic = TempClinic::new();
    let view = look(&mut clinic, "First,Last,Phone\nAna,Luz,12\nAna,Luz,(555) 010-0101\n");
    assert_eq!((view.ready, view.wrong_rows, view.known_rows), (1, 1, 0), "{view:?}");
}

#[test]
fn columns_are_what_somebody_says_they_are() {
    let mut clinic = TempClinic::new();
    let view = look(&mut clinic, "Vorname,Name\nUta,Beispiel\n");
    assert_eq!((columns(&view), view.ready), (vec![String::new(), String::new()], 0));
    let token = clinic.token.clone();
    let map = |columns: &[&str]| MapClientList {
        token: token.clone(),
        columns: columns.iter().map(|it| (*it).to_owned()).collect(),
    };
    let view = clinic.desk.map_client_list(&map(&["legal_first", "legal_last"])).unwrap();
    assert_eq!((view.ready, view.wrong_rows), (1, 0));
    for wrong in [&["legal_first"][..], &["legal_first", "legal_first"], &["legal_first", "shoe"]] {
        assert_eq!(refused(clinic.desk.map_client_list(&map(wrong))), Code::BadValue, "{wrong:?}");
    }
}

#[test]
fn what_is_no_list_is_refused_and_only_who_manages_the_clinic_takes_one_in() {
    let mut clinic = TempClinic::new();
    for wrong in ["", "First,Last\n", "First,Last\n\"Ana,Luz\n", "\0\0"] {
        let token = clinic.token.clone();
        let error = clinic.desk.take_client_list(&token, "x", wrong.as_bytes()).unwrap_err();
        assert_eq!(error.code(), Code::BadTable, "{wrong:?}");
        assert!(!error.detail().is_empty());
    }
    clinic.add_staff("Fay", Role::FrontDesk);
    clinic.sign_in("Fay");
    let token = clinic.token.clone();
    let answer = clinic.desk.take_client_list(&token, "x", LIST.as_bytes());
    assert_eq!(refused(answer), Code::NotAllowed);
}
