//! Commands that need more of the window than the desk: the save dialog.

use clinic::{
    Result,
    view::{Exported, request::OfClient},
};
use tauri::{Webview, Wry};

use crate::{room::Room, save_place};

/// Sets the plan, asks where it shall go with the desk free meanwhile, and writes it there.
pub(crate) fn export_plan(
    webview: &Webview<Wry>,
    room: &Room,
    asked: &OfClient,
) -> Result<Option<Exported>> {
    let pdf = room.with_desk(|desk| desk.plan_pdf(asked))?;
    let Some(path) = save_place::ask(webview, &pdf.suggested_name)? else { return Ok(None) };
    room.with_desk(|desk| desk.write_plan(&asked.token, &path, &pdf)).map(Some)
}
