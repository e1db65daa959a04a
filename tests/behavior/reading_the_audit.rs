//! Reading the audit: who did what, filtered, as a file; and where it stops being whole.

use clinic::Code;
use clinic::view::{AuditPage, Role, request};
use tests::clinic::{ADMIN, TempClinic, refused, text_of_pdf};

use crate::commands::everything;

fn worked() -> (TempClinic, String) {
    let mut clinic = TempClinic::new();
    clinic.add_staff("Theo Test", Role::Therapist);
    let client = clinic.add_client("Ana", "Luz");
    clinic.add_client("Bo", "Test");
    clinic.sign_in("Theo Test");
    clinic.page(&client);
    clinic.plan(&client).set("vision", "Mornings.");
    clinic.sign_in(ADMIN);
    (clinic, client)
}

fn find(clinic: &mut TempClinic, change: impl FnOnce(&mut request::FindAudit)) -> AuditPage {
    let mut request = everything(clinic.token.clone());
    change(&mut request);
    clinic.desk.open_audit(&request).unwrap()
}

#[test]
fn the_audit_is_shown_newest_first_in_words_and_whole() {
    let (mut clinic, _) = worked();
    let page = find(&mut clinic, |_| {});
    assert!(page.fault.is_none());
    assert_eq!((page.chains, page.matching, page.total as usize), (3, page.total, page.rows.len()));
    assert_eq!((page.rows[0].said.as_str(), page.rows[0].who.as_str()), ("Signed in", ADMIN));
    let viewed = page.rows.iter().find(|row| row.what == "view").unwrap();
    assert_eq!((viewed.who.as_str(), viewed.client.as_str()), ("Theo Test", "CFC-0001"));
    let again = find(&mut clinic, |_| {});
    assert_eq!(again.total, page.total + 1, "that it was read is in it, once a session");
    assert_eq!(find(&mut clinic, |_| {}).total, again.total);
}

#[test]
fn filters_narrow_and_pages_go_on_where_the_last_one_ended() {
    let (mut clinic, client) = worked();
    let theo = find(&mut clinic, |_| {}).people.into_iter().find(|it| it.1 == "Theo Test").unwrap();
    let his = find(&mut clinic, |it| it.who = theo.0.clone());
    assert!(his.rows.iter().all(|row| row.who == "Theo Test" || row.what == "user_added"));
    let hers = find(&mut clinic, |it| it.client = "cfc-1".into());
    assert!(!hers.rows.is_empty() && hers.rows.iter().all(|row| row.client == "CFC-0001"));
    assert_eq!(find(&mut clinic, |it| it.client = client.clone()).matching, hers.matching);
    let views = find(&mut clinic, |it| it.what = "view".into());
    assert!(views.rows.iter().all(|row| row.what == "view") && views.matching == 3);
    assert_eq!(find(&mut clinic, |it| it.from = "11/24/26".into()).matching, 0);
    assert_eq!(find(&mut clinic, |it| it.to = "2026-11-22".into()).matching, 0);
    let first = find(&mut clinic, |it| it.limit = 2);
    let second = find(&mut clinic, |it| (it.skip, it.limit) = (2, 2));
    assert_eq!((first.rows.len(), second.rows.len()), (2, 2));
    assert!(first.rows[1].at >= second.rows[0].at);
    for wrong in ["someday", "99/99/99"] {
        let mut request = everything(clinic.token.clone());
        request.from = wrong.into();
        assert_eq!(refused(clinic.desk.open_audit(&request)), Code::BadValue, "{wrong}");
    }
    let mut request = everything(clinic.token.clone());
    request.what = "dance".into();
    assert_eq!(refused(clinic.desk.open_audit(&request)), Code::BadValue);
}

#[test]
fn an_entry_that_was_changed_is_named_and_nothing_after_it_is_believed() {
    let (mut clinic, _) = worked();
    clinic.meanwhile(|outside| {
        let chain = outside.store.rows().chains().unwrap().remove(0);
        // The first chain's third entry, put in the place of its second: the row is replaced
        // below SQLite's own rules, as somebody with the file could.
        let entries = outside.store.rows().audit(chain.id).unwrap();
        let third = entries[2].sealed.clone();
        let path = outside.store.path().to_owned();
        tests::clinic::replace_audit(outside, chain.id, 1, &third);
        assert!(path.exists());
    });
    clinic.sign_in(ADMIN);
    let page = find(&mut clinic, |_| {});
    let fault = page.fault.unwrap();
    assert_eq!((fault.chain, fault.n), (1, 1));
    assert_eq!(page.total, 1);
}

#[test]
fn the_audit_leaves_as_csv_and_as_a_document_for_somebody_and_that_is_in_it() {
    let (mut clinic, _) = worked();
    let file = |clinic: &TempClinic, format, recipient: &str| {
        let request::FindAudit { token, who, what, client, from, to, .. } =
            everything(clinic.token.clone());
        let (recipient, purpose) = (recipient.to_owned(), "Survey".to_owned());
        request::ExportAudit { token, who, what, client, from, to, format, recipient, purpose }
    };
    let nobody = file(&clinic, request::AuditFormat::Csv, " ");
    assert_eq!(refused(clinic.desk.audit_file(&nobody)), Code::BadValue);
    let token = clinic.token.clone();
    let csv = file(&clinic, request::AuditFormat::Csv, "=The surveyor");
    let document = clinic.desk.audit_file(&csv).unwrap();
    let path = clinic.folder().join("audit.csv");
    clinic.desk.write_document(&token, &path, &document).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("at,session,entry,who,event,client,record,detail\r\n"));
    assert!(text.contains(",Theo Test,view,CFC-0001,") && !text.contains("Luz"));

    let pdf = file(&clinic, request::AuditFormat::Pdf, "The surveyor");
    let document = clinic.desk.audit_file(&pdf).unwrap();
    let path = clinic.folder().join("audit.pdf");
    clinic.desk.write_document(&token, &path, &document).unwrap();
    let text = text_of_pdf(&path);
    assert!(text.contains("Opened a client") && text.contains("The surveyor"));
    let page = find(&mut clinic, |it| it.what = "export".into());
    let details: Vec<&str> = page.rows.iter().map(|row| row.detail.as_str()).collect();
    assert_eq!(details, ["for The surveyor, Survey", "for =The surveyor, Survey"]);
}
