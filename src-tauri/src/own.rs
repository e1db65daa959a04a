//! Commands that need more of the window than the desk: dialogs, and looking at long work while the
//! desk is busy with it.

use clinic::{
    Code, Document, LARGEST_LIST, LARGEST_REFERRALS, LogoFile, Paper, PeopleFile, Result,
    view::{
        AttachmentPageView, AttachmentsPage, BackupView, BackupsView, BatchView, ClientListView,
        Done, Exported, FormsView, IntegrityView, LetterheadView, LibraryView, PeopleFileView,
        PreviewView, ReferralsView, WorkView,
        request::{
            AddAttachments, ChangeLetterhead, ExportAll, ExportAttachment, ExportAudit,
            ExportClientCopy, ExportFhir, ExportPlan, ExportPlanVersion, ExportPlans, ExportTable,
            Nothing, OpenAttachmentPage, OpenRoster, PreviewDocument, PrintForms, Signed,
        },
    },
};
use std::path::Path;

use tauri::{Webview, Wry};

use crate::{places, room::Room};

/// Sets the plan, asks where it shall go with the desk free meanwhile, and writes it there.
pub(crate) fn export_plan(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &ExportPlan,
) -> Result<Option<Exported>> {
    let pdf = room.with_desk(|desk| desk.plan_pdf(asked))?;
    save(webview, room, &asked.token, &pdf)
}

/// Sets one version of the plan, asks where it shall go, and writes it there.
pub(crate) fn export_plan_version(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &ExportPlanVersion,
) -> Result<Option<Exported>> {
    let pdf = room.with_desk(|desk| desk.plan_version_pdf(asked))?;
    save(webview, room, &asked.token, &pdf)
}

/// Sets the client copy of a plan, asks where it shall go, and writes it there.
pub(crate) fn export_client_copy(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &ExportClientCopy,
) -> Result<Option<Exported>> {
    let pdf = room.with_desk(|desk| desk.client_copy_pdf(asked))?;
    save(webview, room, &asked.token, &pdf)
}

/// Sets the safety plan, asks where it shall go, and writes it there.
pub(crate) fn export_safety_plan(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &ExportPlan,
) -> Result<Option<Exported>> {
    let pdf = room.with_desk(|desk| desk.safety_plan_pdf(asked))?;
    save(webview, room, &asked.token, &pdf)
}

/// Sets the summary, asks where it shall go, and writes it there.
pub(crate) fn export_summary(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &ExportPlan,
) -> Result<Option<Exported>> {
    let pdf = room.with_desk(|desk| desk.summary_pdf(asked))?;
    save(webview, room, &asked.token, &pdf)
}

/// Sets the tracer, asks where it shall go, and writes it there.
pub(crate) fn export_tracer(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &ExportPlan,
) -> Result<Option<Exported>> {
    let pdf = room.with_desk(|desk| desk.tracer_pdf(asked))?;
    save(webview, room, &asked.token, &pdf)
}

/// Sets a roster, asks where it shall go, and writes it there.
pub(crate) fn export_roster(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &OpenRoster,
) -> Result<Option<Exported>> {
    let pdf = room.with_desk(|desk| desk.roster_pdf(asked))?;
    save(webview, room, &asked.token, &pdf)
}

/// Sets the intake, asks where it shall go, and writes it there.
pub(crate) fn export_intake(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &PrintForms,
) -> Result<Option<Exported>> {
    let pdf = room.with_desk(|desk| desk.intake_pdf(asked))?;
    save(webview, room, &asked.token, &pdf)
}

/// Gathers the entries, asks where they shall go, and writes them there.
pub(crate) fn export_audit(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &ExportAudit,
) -> Result<Option<Exported>> {
    let file = room.with_desk(|desk| desk.audit_file(asked))?;
    save(webview, room, &asked.token, &file)
}

/// Sets a table, asks where it shall go, and writes it there.
pub(crate) fn export_table(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &ExportTable,
) -> Result<Option<PeopleFileView>> {
    let file = room.with_desk(|desk| desk.table_file(asked))?;
    save_people_file(webview, room, &asked.token, &file)
}

/// Sets records as a FHIR bundle, asks where it shall go, and writes it there.
pub(crate) fn export_fhir(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &ExportFhir,
) -> Result<Option<PeopleFileView>> {
    let file = room.with_desk(|desk| desk.fhir_file(asked))?;
    save_people_file(webview, room, &asked.token, &file)
}

/// Asks for a folder, and writes everything on record to it, with the desk free between two people.
pub(crate) fn export_all(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &ExportAll,
) -> Result<Option<BatchView>> {
    room.with_desk(|desk| desk.may_export_all(asked))?;
    let Some(folder) = places::records(webview)? else { return Ok(None) };
    let mut all = room.with_desk(|desk| desk.begin_everything(&folder, asked))?;
    loop {
        if let Some(view) = room.with_desk(|desk| desk.write_some(&asked.token, &mut all))? {
            return Ok(Some(view));
        }
    }
}

/// Nobody is asked for a place for a file that says nothing.
fn save_people_file(
    webview: &Webview<Wry>,
    room: &Room,
    token: &str,
    file: &PeopleFile,
) -> Result<Option<PeopleFileView>> {
    if file.is_empty() {
        return Ok(Some(file.view().clone()));
    }
    let Some(path) = places::save(webview, file.suggested_name())? else { return Ok(None) };
    let written = room.with_desk(|desk| desk.write_people_file(token, &path, file))?;
    room.wrote(token, path);
    Ok(Some(written))
}

fn save(
    webview: &Webview<Wry>,
    room: &Room,
    token: &str,
    document: &Document,
) -> Result<Option<Exported>> {
    let Some(path) = places::save(webview, &document.suggested_name)? else { return Ok(None) };
    let written = room.with_desk(|desk| desk.write_document(token, &path, document))?;
    room.wrote(token, path);
    Ok(Some(written))
}

/// Opens the file that was written last in the system's own viewer, where it can be printed.
pub(crate) fn open_exported(_: &Webview<Wry>, room: &Room, asked: &Signed) -> Result<Done> {
    room.with_desk(|desk| desk.may_view(asked))?;
    let path = room.written(&asked.token).ok_or(Code::NoSuchFile)?;
    if !path.is_file() {
        return Err(Code::NoSuchFile.into());
    }
    platform::view(&path).map_err(|_| Code::NoViewer)?;
    Ok(Done { at: String::new() })
}

/// Draws a page of a document as it would leave, with the desk free meanwhile.
pub(crate) fn preview_document(
    _: &Webview<Wry>,
    room: &Room,
    asked: &PreviewDocument,
) -> Result<PreviewView> {
    room.with_desk(|desk| desk.document_preview(asked))?.drawn()
}

/// Draws a page under the letterhead as it is being written, with the desk free meanwhile.
pub(crate) fn preview_letterhead(
    _: &Webview<Wry>,
    room: &Room,
    asked: &ChangeLetterhead,
) -> Result<PreviewView> {
    room.with_desk(|desk| desk.letterhead_preview(asked))?.drawn()
}

/// Asks for a logo, judges it away from the desk, and takes it for the letterhead.
pub(crate) fn choose_logo(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &Signed,
) -> Result<Option<LetterheadView>> {
    // Nobody is asked for a file that could not be taken.
    room.with_desk(|desk| desk.may_change_letterhead(asked))?;
    let Some(path) = places::logo(webview)? else { return Ok(None) };
    let file = LogoFile::read(&path)?;
    room.with_desk(|desk| desk.take_logo(&asked.token, file)).map(Some)
}

/// Asks for a folder, and writes plans to it with the desk free between two of them.
pub(crate) fn export_plans(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &ExportPlans,
) -> Result<Option<BatchView>> {
    room.with_desk(|desk| desk.may_batch(asked))?;
    let Some(folder) = places::plans(webview)? else { return Ok(None) };
    let mut batch = room.with_desk(|desk| desk.begin_batch(&folder, asked))?;
    loop {
        if let Some(view) = room.with_desk(|desk| desk.write_next(&asked.token, &mut batch))? {
            return Ok(Some(view));
        }
    }
}

/// Sets the sheet with the code that is being shown, and writes it where the person says.
pub(crate) fn save_recovery_sheet(
    webview: &Webview<Wry>,
    room: &Room,
    _: &Nothing,
) -> Result<Option<Exported>> {
    let sheet = room.with_desk(|desk| desk.recovery_sheet())?;
    let Some(path) = places::save(webview, &sheet.suggested_name)? else { return Ok(None) };
    room.with_desk(|desk| desk.write_sheet(&path, &sheet)).map(Some)
}

/// The largest definition that is read; none comes near it.
const LARGEST_PACK: u64 = 512 * 1024;

/// Asks for a definition, and adds it to the screenings.
pub(crate) fn add_form_pack(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &Signed,
) -> Result<Option<FormsView>> {
    // Nobody is asked for a file that the answer could not be used for.
    room.with_desk(|desk| desk.open_forms(asked))?;
    let Some((file, text)) = chosen_text(webview)? else { return Ok(None) };
    room.with_desk(|desk| desk.add_form_pack(&asked.token, &file, &text).map(Some))
}

/// Asks for an area of the library, and adds it to the clinic's own.
pub(crate) fn add_library_area(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &Signed,
) -> Result<Option<LibraryView>> {
    room.with_desk(|desk| desk.open_rule_packs(asked))?;
    let Some((file, text)) = chosen_text(webview)? else { return Ok(None) };
    room.with_desk(|desk| desk.add_library_area(&asked.token, &file, &text).map(Some))
}

/// Name and text of a definition that a person chooses; nothing when they thought better of it.
fn chosen_text(webview: &Webview<Wry>) -> Result<Option<(String, String)>> {
    let Some(path) = places::form_pack(webview)? else { return Ok(None) };
    if std::fs::metadata(&path)?.len() > LARGEST_PACK {
        return Err(Code::TooLong.into());
    }
    let text = std::fs::read_to_string(&path)?;
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(Some((file.unwrap_or_default(), text)))
}

/// Asks for pictures and PDFs, judges them away from the desk, and attaches what may be kept.
pub(crate) fn add_attachments(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &AddAttachments,
) -> Result<Option<AttachmentsPage>> {
    // Nobody is asked for files that could not be kept.
    room.with_desk(|desk| desk.may_attach(asked))?;
    let Some(paths) = places::papers(webview)? else { return Ok(None) };
    let papers = paths.iter().map(|path| Paper::read(path)).collect();
    room.with_desk(|desk| desk.add_attachments(asked, papers)).map(Some)
}

/// Asks for a list of clients, and looks at it row by row.
pub(crate) fn choose_client_list(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &Signed,
) -> Result<Option<ClientListView>> {
    room.with_desk(|desk| desk.may_take_client_list(asked))?;
    let Some(path) = places::client_list(webview)? else { return Ok(None) };
    let (file, bytes) = chosen(&path, LARGEST_LIST)?;
    room.with_desk(|desk| desk.take_client_list(&asked.token, &file, &bytes)).map(Some)
}

/// Asks for a file of FHIR, and looks at everybody in it.
pub(crate) fn choose_referrals(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &Signed,
) -> Result<Option<ReferralsView>> {
    room.with_desk(|desk| desk.may_take_referrals(asked))?;
    let Some(path) = places::referrals(webview)? else { return Ok(None) };
    let (file, bytes) = chosen(&path, LARGEST_REFERRALS)?;
    room.with_desk(|desk| desk.take_referrals(&asked.token, &file, &bytes)).map(Some)
}

/// A file that was chosen: its own name, and what is in it.
fn chosen(path: &Path, largest: u64) -> Result<(String, Vec<u8>)> {
    if std::fs::metadata(path)?.len() > largest {
        return Err(Code::TooLong.into());
    }
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok((file.unwrap_or_default(), std::fs::read(path)?))
}

/// Draws a page of an attachment, with the desk free meanwhile.
pub(crate) fn open_attachment_page(
    _: &Webview<Wry>,
    room: &Room,
    asked: &OpenAttachmentPage,
) -> Result<AttachmentPageView> {
    room.with_desk(|desk| desk.attachment_content(asked))?.drawn()
}

/// Makes a picture of a page, asks where it shall go, and writes it there.
pub(crate) fn export_attachment(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &ExportAttachment,
) -> Result<Option<Exported>> {
    let picture = room.with_desk(|desk| desk.attachment_picture(asked))?;
    save(webview, room, &asked.token, &picture)
}

/// Asks for the folder that backups shall go to.
pub(crate) fn choose_backup_folder(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &Signed,
) -> Result<Option<BackupsView>> {
    // Nobody is asked for a folder that the answer could not be used for.
    room.with_desk(|desk| desk.open_backups(asked))?;
    let Some(folder) = places::folder(webview)? else { return Ok(None) };
    room.with_desk(|desk| desk.put_backups_in(&asked.token, &folder)).map(Some)
}

/// Asks for a backup to be restored.
pub(crate) fn choose_backup(
    webview: &Webview<Wry>,
    room: &Room,
    _: &Nothing,
) -> Result<Option<BackupView>> {
    let Some(path) = places::backup(webview)? else { return Ok(None) };
    room.with_desk(|desk| desk.choose_backup(&path)).map(Some)
}

/// Opens every record once, a stretch at a time: work goes on meanwhile.
pub(crate) fn check_everything(
    _: &Webview<Wry>,
    room: &Room,
    asked: &Signed,
) -> Result<IntegrityView> {
    loop {
        if let Some(view) = room.with_desk(|desk| desk.check_some(asked))? {
            return Ok(view);
        }
    }
}

/// Long work under way; the desk is not asked, since it is busy with it.
pub(crate) fn open_work(_: &Webview<Wry>, room: &Room, _: &Nothing) -> Result<Option<WorkView>> {
    Ok(room.work().and_then(|work| work.view()))
}

/// Asks long work to stop.
pub(crate) fn stop_work(_: &Webview<Wry>, room: &Room, _: &Nothing) -> Result<Done> {
    if let Some(work) = room.work() {
        work.stop();
    }
    Ok(Done { at: String::new() })
}
