//! `goldthread user add`.

use clinic::NewStaff;

use super::{Done, signed_in};
use crate::{arguments::UserCommand, passphrase, say::say};

pub(super) fn run(command: &UserCommand, as_json: bool) -> Done {
    let UserCommand::Add { at, name, role, credential, new_passphrase_file } = command;
    let chosen = passphrase::chosen(new_passphrase_file.as_deref(), "Their passphrase: ")?;
    let staff = signed_in(at, |session| {
        session.add_user(&NewStaff { name, credential, role: (*role).into(), passphrase: &chosen })
    })?;
    say(as_json, &staff, &[format!("Added {name}")]);
    Ok(())
}
