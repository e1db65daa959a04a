//! `goldthread forms`: the screenings a clinic gives, and definitions it adds.

use clinic::view::{FormRow, FormsView, request};

use super::{Done, read_text, signed_in};
use crate::{arguments::FormsCommand, say::say};

pub(super) fn run(command: &FormsCommand, as_json: bool) -> Done {
    let view = match command {
        FormsCommand::List { at } => signed_in(at, |session| session.open_forms())?,
        FormsCommand::Add { at, pack } => {
            let text = read_text(pack)?;
            let file = pack.file_name().map(|name| name.to_string_lossy().into_owned());
            let file = file.unwrap_or_default();
            signed_in(at, |session| session.add_form_pack(&file, &text))?
        }
        FormsCommand::Choose { at, form, off } => signed_in(at, |session| {
            let (token, form) = (String::new(), form.clone());
            session.choose_form(&request::ChooseForm { token, form, on: !off })
        })?,
    };
    say_forms(as_json, &view);
    Ok(())
}

fn say_forms(as_json: bool, view: &FormsView) {
    let line = |row: &FormRow| {
        let on = if row.on { "on " } else { "off" };
        let pack = if row.pack { "  (added)" } else { "" };
        format!("{on}  {:<20}{:<8}{}{pack}", row.form, row.version, row.short_title)
    };
    say(as_json, view, &view.forms.iter().map(line).collect::<Vec<_>>());
}
