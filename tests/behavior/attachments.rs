//! Attachments: kept sealed in two halves, shown without a file, put away and brought back, erased
//! for good; never another person's, never a clinical one at the front desk.

use std::path::PathBuf;

use clinic::view::{AttachmentsPage, Role, request};
use clinic::{AttachmentType, Code, Paper, Result};
use serde_json::json;
use tests::clinic::{ADMIN, TempClinic, asking, chains, refused, whats};
use tests::pictures::png;
use vault::Class;

pub(super) fn file(clinic: &TempClinic, name: &str, bytes: &[u8]) -> PathBuf {
    let path = clinic.folder().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

pub(super) fn add_files(
    clinic: &mut TempClinic,
    client: &str,
    kind: AttachmentType,
    date: &str,
    files: &[PathBuf],
) -> Result<AttachmentsPage> {
    let (token, client) = (clinic.token.clone(), client.to_owned());
    let (date, note) = (date.to_owned(), "Both sides".to_owned());
    let papers = files.iter().map(|file| Paper::read(file)).collect();
    clinic
        .desk
        .add_attachments(&request::AddAttachments { token, client, kind, date, note }, papers)
}

/// A card of noise, attached; its id.
fn card(clinic: &mut TempClinic, client: &str, side: u32) -> String {
    let path = file(clinic, "card.png", &png(side, side, 7));
    let kind = AttachmentType::InsuranceCard;
    let page = add_files(clinic, client, kind, "11/2/2026", &[path]).unwrap();
    assert!(page.refused.is_empty());
    page.added[0].clone()
}

pub(super) fn of(clinic: &TempClinic, client: &str, attachment: &str) -> request::OfAttachment {
    let (token, client) = (clinic.token.clone(), client.to_owned());
    request::OfAttachment { token, client, attachment: attachment.to_owned() }
}

fn look(
    clinic: &mut TempClinic,
    client: &str,
    attachment: &str,
    page: u32,
) -> Result<clinic::view::AttachmentPageView> {
    let (token, client) = (clinic.token.clone(), client.to_owned());
    let attachment = attachment.to_owned();
    let request = request::OpenAttachmentPage { token, client, attachment, page };
    clinic.desk.attachment_content(&request)?.drawn()
}

fn list(clinic: &mut TempClinic, client: &str) -> AttachmentsPage {
    let (token, client) = (clinic.token.clone(), client.to_owned());
    clinic.desk.open_attachments(&request::OfClient { token, client }).unwrap()
}

#[test]
fn a_picture_is_kept_through_a_crash_and_shown_and_no_byte_of_it_lies_open() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let picture = png(300, 200, 3);
    let path = file(&clinic, "front.png", &picture);
    let page = add_files(&mut clinic, &client, AttachmentType::InsuranceCard, "11/2/2026", &[path]);
    let id = page.unwrap().added[0].clone();
    clinic.crash();
    clinic.sign_in(ADMIN);
    let row = list(&mut clinic, &client).rows[0].clone();
    assert_eq!((row.label.as_str(), row.shown_date.as_str()), ("Insurance card", "Nov 2, 2026"));
    assert_eq!((row.pages, row.note.as_str()), (1, "Both sides"));
    let shown = look(&mut clinic, &client, &id, 1).unwrap();
    assert_eq!((shown.width, shown.height, shown.pages), (300, 200, 1));
    assert!(shown.image.starts_with("data:image/"));
    assert_eq!(refused(look(&mut clinic, &client, &id, 2)), Code::NoSuchRecord);
    assert_eq!(refused(look(&mut clinic, &client, &id, 0)), Code::NoSuchRecord);
    let on_disk = std::fs::read(clinic.file()).unwrap();
    let part = &picture[2000..2040];
    assert!(!on_disk.windows(part.len()).any(|window| window == part));
}

#[test]
fn a_large_picture_is_not_opened_at_signing_in_and_is_all_there() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let id = card(&mut clinic, &client, 900);
    let before = look(&mut clinic, &client, &id, 1).unwrap().image;
    assert!(before.len() > 400_000, "{}", before.len());
    clinic.crash();
    clinic.sign_in(ADMIN);
    assert_eq!(look(&mut clinic, &client, &id, 1).unwrap().image, before);
    assert_eq!(clinic.desk.open_today(&clinic.signed()).unwrap().quarantined, 0);
}

#[test]
fn damage_to_a_large_content_is_named_when_it_is_looked_at_and_by_the_check() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let id = card(&mut clinic, &client, 900);
    let content = clinic.meanwhile(|outside| {
        let keyring = outside.keyring(ADMIN);
        let body = outside.json(&keyring, id.parse().unwrap());
        let content: record::Id = body["body"]["content"].as_str().unwrap().parse().unwrap();
        let mut row = outside.store.rows().record(content.bytes()).unwrap().unwrap();
        row.sealed[5000] ^= 1;
        let write =
            |tx: &store::Transaction<'_>| tx.replace_record(content.bytes(), 1, &row.sealed);
        outside.store.write(write).unwrap();
        content
    });
    clinic.sign_in(ADMIN);
    assert_eq!(clinic.desk.open_today(&clinic.signed()).unwrap().quarantined, 0);
    assert_eq!(refused(look(&mut clinic, &client, &id, 1)), Code::Damaged);
    while clinic.desk.check_some(&clinic.signed()).unwrap().is_none() {}
    let view = clinic.desk.open_integrity(&clinic.signed()).unwrap();
    assert_eq!(view.quarantined[0].record, content.to_string());
    assert_eq!(list(&mut clinic, &client).rows.len(), 1, "what is said of it is still there");
}

#[test]
fn files_that_may_not_be_kept_are_named_and_the_others_are_kept() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let mut cut = png(60, 40, 1);
    cut.truncate(3000);
    let files = [
        file(&clinic, "note.txt", b"Not a picture."),
        file(&clinic, "empty.png", b""),
        file(&clinic, "cut.png", &cut),
        file(&clinic, "huge.png", &vec![0x89; 4 * 1024 * 1024 + 1]),
        file(&clinic, "page.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        file(&clinic, "cut.pdf", b"%PDF-1.7\n1 0 obj\n"),
        file(&clinic, "good.png", &png(60, 40, 2)),
        clinic.folder().join("nothing.png"),
        clinic.folder().to_owned(),
    ];
    let page = add_files(&mut clinic, &client, AttachmentType::PhotoId, "", &files).unwrap();
    let not_taken: Vec<&str> = page.refused.iter().map(|it| it.file.as_str()).collect();
    let folder = clinic.folder().file_name().unwrap().to_string_lossy().into_owned();
    let named = ["note.txt", "empty.png", "cut.png", "huge.png", "page.svg", "cut.pdf"];
    let named: Vec<&str> = named.into_iter().chain(["nothing.png", &folder]).collect();
    assert_eq!(not_taken, named);
    assert!(page.refused[3].why.contains("too large"), "{}", page.refused[3].why);
    assert_eq!((page.added.len(), page.rows.len()), (1, 1));
    let many: Vec<PathBuf> = (0..21).map(|_| files[6].clone()).collect();
    let too_many = add_files(&mut clinic, &client, AttachmentType::PhotoId, "", &many);
    assert_eq!(refused(too_many), Code::TooLong);
    for date in ["tomorrow-ish", "1/1/2199"] {
        let odd = add_files(&mut clinic, &client, AttachmentType::PhotoId, date, &files[6..7]);
        assert_eq!(refused(odd), Code::BadValue, "{date}");
    }
    assert_eq!(list(&mut clinic, &client).rows.len(), 1);
}

#[test]
fn the_front_desk_keeps_cards_and_neither_sees_nor_adds_clinical_records() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let picture = file(&clinic, "letter.png", &png(60, 40, 5));
    let kind = AttachmentType::ClinicalRecord;
    let letter = add_files(&mut clinic, &client, kind, "", std::slice::from_ref(&picture)).unwrap();
    let letter = letter.added[0].clone();
    clinic.add_staff("Lee Test", Role::FrontDesk);
    clinic.sign_in("Lee Test");
    let id = card(&mut clinic, &client, 40);
    let page = list(&mut clinic, &client);
    assert_eq!(page.rows.len(), 1);
    assert!(page.types.iter().all(|it| !it.clinical) && !page.may_erase);
    assert_eq!(refused(add_files(&mut clinic, &client, kind, "", &[picture])), Code::NotAllowed);
    assert_eq!(refused(look(&mut clinic, &client, &letter, 1)), Code::NoSuchRecord);
    let away = of(&clinic, &client, &letter);
    assert_eq!(refused(clinic.desk.remove_attachment(&away)), Code::NoSuchRecord);
    let mine = of(&clinic, &client, &id);
    assert_eq!(clinic.desk.remove_attachment(&mine).unwrap().removed.len(), 1);
    assert_eq!(refused(clinic.desk.erase_attachment(&mine)), Code::NotAllowed);
    clinic.meanwhile(|outside| {
        let keyring = outside.keyring(ADMIN);
        let kinds = |class| outside.of_kind(&keyring, class, "attachment_content").len();
        assert_eq!((kinds(Class::Intake), kinds(Class::Clinical)), (1, 1));
    });
}

#[test]
fn what_was_put_away_comes_back_and_what_was_erased_is_gone_from_the_file() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let id = card(&mut clinic, &client, 40);
    let this = of(&clinic, &client, &id);
    assert_eq!(refused(clinic.desk.erase_attachment(&this)), Code::BadValue, "not put away yet");
    let page = clinic.desk.remove_attachment(&this).unwrap();
    assert!(page.rows.is_empty() && page.removed[0].removed_at.is_some());
    let page = clinic.desk.restore_attachment(&this).unwrap();
    assert!(page.removed.is_empty() && page.rows[0].removed_at.is_none());
    clinic.desk.remove_attachment(&this).unwrap();
    let page = clinic.desk.erase_attachment(&this).unwrap();
    assert!(page.rows.is_empty() && page.removed.is_empty());
    assert_eq!(refused(clinic.desk.restore_attachment(&this)), Code::NoSuchRecord);
    let what = clinic.meanwhile(|outside| {
        let keyring = outside.keyring(ADMIN);
        assert!(outside.of_kind(&keyring, Class::Intake, "attachment").is_empty());
        assert!(outside.of_kind(&keyring, Class::Intake, "attachment_content").is_empty());
        chains(outside)
    });
    let last = whats(what.last().unwrap());
    for event in ["attached", "put_away", "erased"] {
        assert!(last.contains(&event), "{event} in {last:?}");
    }
    clinic.sign_in(ADMIN);
    assert_eq!(list(&mut clinic, &client).rows.len(), 0);
}

#[test]
fn what_is_said_of_an_attachment_changes_and_never_its_key() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let id = card(&mut clinic, &client, 40);
    let change = |clinic: &mut TempClinic, rev: u32, kind: AttachmentType, date: &str| {
        let (token, client, attachment) = (clinic.token.clone(), client.clone(), id.clone());
        let (date, note) = (date.to_owned(), "Front".to_owned());
        let request =
            request::ChangeAttachment { token, client, attachment, rev, kind, date, note };
        clinic.desk.change_attachment(&request)
    };
    let page = change(&mut clinic, 1, AttachmentType::PhotoId, "Nov 3 2026").unwrap();
    let row = &page.rows[0];
    assert_eq!((row.label.as_str(), row.date.as_str()), ("Photo ID", "2026-11-03"));
    assert_eq!((row.rev, row.note.as_str()), (2, "Front"));
    let stale = change(&mut clinic, 1, AttachmentType::PhotoId, "");
    assert_eq!(refused(stale), Code::Stale);
    let clinical = change(&mut clinic, 2, AttachmentType::ClinicalRecord, "");
    assert_eq!(refused(clinical), Code::BadValue);
}

#[test]
fn a_form_takes_the_attachments_of_its_own_client_and_of_the_type_it_asks_for() {
    let mut clinic = TempClinic::new();
    let (ana, bo) = (clinic.add_client("Ana", "Luz"), clinic.add_client("Bo", "Test"));
    let (mine, other) = (card(&mut clinic, &ana, 40), card(&mut clinic, &bo, 40));
    let picture = file(&clinic, "id.png", &png(60, 40, 9));
    let photo =
        add_files(&mut clinic, &ana, AttachmentType::PhotoId, "11/2/2026", &[picture]).unwrap();
    let photo = photo.added[0].clone();
    let mut identity = clinic.section(&ana, "identity");
    for odd in [mine.as_str(), other.as_str(), "00112233445566778899aabbccddeeff"] {
        assert_eq!(refused(identity.try_set("photo_id", odd)), Code::NoSuchRecord, "{odd}");
    }
    for odd in [json!("no id"), json!(7), json!(["a"])] {
        assert_eq!(refused(identity.try_set("photo_id", odd)), Code::BadValue);
    }
    identity.try_set("photo_id", photo.as_str()).unwrap();
    assert_eq!(identity.item("photo_id").shown, "Photo ID, Nov 2, 2026");
    assert_eq!(identity.item("photo_id").accepts, "photo_id");
    let mut coverage = clinic.section(&ana, "coverage").set("funding", json!(["medicaid"]));
    let row = coverage.add_row("plans");
    let path = format!("plans/{row}/card_front");
    assert_eq!(refused(coverage.try_set(&path, other.as_str())), Code::NoSuchRecord);
    coverage.try_set(&path, mine.as_str()).unwrap();
    let this = of(&clinic, &ana, &mine);
    clinic.desk.remove_attachment(&this).unwrap();
    let mut coverage = clinic.section(&ana, "coverage");
    assert_eq!(coverage.item(&path).shown, "Insurance card, Nov 2, 2026 (put away)");
    let back = format!("plans/{row}/card_back");
    assert_eq!(refused(coverage.try_set(&back, mine.as_str())), Code::NoSuchRecord, "put away");
    coverage.try_set(&format!("plans/{row}/payer"), "Harbor Health").unwrap();
    clinic.desk.erase_attachment(&this).unwrap();
    let mut coverage = clinic.section(&ana, "coverage");
    assert_eq!(coverage.item(&path).shown, "No longer here");
    coverage.try_set(&format!("plans/{row}/payer"), "Harbor Plan").unwrap();
}

#[test]
fn a_purged_client_leaves_no_content_behind_and_a_page_that_leaves_is_a_disclosure() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let id = card(&mut clinic, &client, 40);
    clinic.consent(&client, json!({}));
    clinic.add_staff("Lee Test", Role::FrontDesk);
    clinic.sign_in("Lee Test");
    let (token, out) = (clinic.token.clone(), clinic.folder().join("card.jpg"));
    let export = |recipient: &str| request::ExportAttachment {
        token: token.clone(),
        client: client.clone(),
        attachment: id.clone(),
        page: 1,
        to: asking(None, recipient, "Verification"),
    };
    assert_eq!(refused(clinic.desk.attachment_picture(&export(""))), Code::BadValue);
    assert_eq!(refused(clinic.desk.attachment_picture(&export("Anybody"))), Code::NoConsent);
    let picture = clinic.desk.attachment_picture(&export("Harbor Health")).unwrap();
    assert!(!picture.suggested_name.contains("Luz"));
    let written = clinic.desk.write_document(&token, &out, &picture).unwrap();
    assert!(written.notice.contains("To: Harbor Health\n"), "{}", written.notice);
    assert!(written.notice.contains("protected by Federal confidentiality rules"));
    assert_eq!(std::fs::read(&out).unwrap(), picture.bytes);
    clinic.sign_in(ADMIN);
    let (token, of_client) = (clinic.token.clone(), client.clone());
    let seen = request::OfClient { token, client: of_client };
    let left = clinic.desk.open_disclosures(&seen).unwrap().rows;
    assert_eq!((left[0].recipient.as_str(), left[0].by.as_str()), ("Harbor Health", "Lee Test"));
    let number = clinic.page(&client).band.number;
    let (token, reason) = (clinic.token.clone(), "Asked for it".to_owned());
    let remove = request::RemoveClient { token, client: client.clone(), reason };
    clinic.desk.remove_client(&remove).unwrap();
    clinic.clock.advance(std::time::Duration::from_secs(31 * 24 * 3600));
    clinic.sign_in(ADMIN);
    let token = clinic.token.clone();
    clinic.desk.purge_client(&request::PurgeClient { token, client, number }).unwrap();
    clinic.meanwhile(|outside| {
        let keyring = outside.keyring(ADMIN);
        assert!(outside.of_kind(&keyring, Class::Intake, "attachment_content").is_empty());
    });
}

#[test]
fn a_pdf_is_kept_as_it_came_and_shown_page_by_page_as_pictures() {
    let mut clinic = TempClinic::new();
    let client = clinic.add_client("Ana", "Luz");
    let (token, form) = (clinic.token.clone(), "consents".to_owned());
    let blank = clinic.desk.intake_pdf(&request::PrintForms {
        token,
        client: client.clone(),
        form,
        blank: true,
        to: None,
    });
    let blank = blank.unwrap();
    let path = file(&clinic, "signed.pdf", &blank.bytes);
    let page = add_files(&mut clinic, &client, AttachmentType::SignedPaper, "", &[path]).unwrap();
    let (id, row) = (page.added[0].clone(), &page.rows[0]);
    assert!(row.is_pdf && row.pages == blank.pages && row.pages > 1);
    let pages = row.pages;
    let first = look(&mut clinic, &client, &id, 1).unwrap();
    let last = look(&mut clinic, &client, &id, pages).unwrap();
    assert!(first.image.starts_with("data:image/") && first.height > first.width);
    assert!(last.image != first.image);
    assert_eq!(refused(look(&mut clinic, &client, &id, pages + 1)), Code::NoSuchRecord);
}
