//! `goldthread user` and `goldthread recovery`.

use clinic::{
    Error, NewStaff, Session,
    view::{StaffRow, StaffView, request},
};
use serde_json::json;

use super::{Done, signed_in};
use crate::{
    arguments::{RecoveryCommand, UserCommand},
    passphrase,
    say::say,
};

pub(super) fn run(command: &UserCommand, as_json: bool) -> Done {
    match command {
        UserCommand::Add { .. } => add(command, as_json),
        UserCommand::List { at } => {
            let staff = signed_in(at, |session| session.open_staff())?;
            let lines: Vec<String> = staff.people.iter().map(line).collect();
            say(as_json, &staff, &lines);
            Ok(())
        }
        UserCommand::Change { .. } => change(command, as_json),
        UserCommand::Reset { of, new_passphrase_file } => {
            let chosen =
                passphrase::chosen(new_passphrase_file.as_deref(), "Their new passphrase: ")?;
            let staff = signed_in(&of.at, |session| {
                let user = user(session, &of.name)?.user;
                let (token, passphrase) = (String::new(), chosen);
                session.reset_passphrase(&request::ResetPassphrase { token, user, passphrase })
            })?;
            say(as_json, &staff, &[format!("{} has a new passphrase", of.name)]);
            Ok(())
        }
        UserCommand::Remove { of } => {
            let staff = signed_in(&of.at, |session| {
                let user = user(session, &of.name)?.user;
                session.remove_user(&user)
            })?;
            say(as_json, &staff, &[format!("{} has no key any more", of.name)]);
            Ok(())
        }
        UserCommand::Passphrase { at, new_passphrase_file } => {
            let current = passphrase::of_user(&at.secret)?;
            let new = passphrase::chosen(new_passphrase_file.as_deref(), "New passphrase: ")?;
            let done = signed_in(at, |session| {
                let token = String::new();
                session.change_passphrase(&request::ChangePassphrase { token, current, new })
            })?;
            say(as_json, &done, &["The passphrase is changed".to_owned()]);
            Ok(())
        }
    }
}

fn add(command: &UserCommand, as_json: bool) -> Done {
    let UserCommand::Add { at, name, role, credential, new_passphrase_file } = command else {
        return Ok(());
    };
    let chosen = passphrase::chosen(new_passphrase_file.as_deref(), "Their passphrase: ")?;
    let staff = signed_in(at, |session| {
        session.add_user(&NewStaff { name, credential, role: (*role).into(), passphrase: &chosen })
    })?;
    say(as_json, &staff, &[format!("Added {name}")]);
    Ok(())
}

fn change(command: &UserCommand, as_json: bool) -> Done {
    let UserCommand::Change { of, new_name, role, credential } = command else { return Ok(()) };
    let staff: StaffView = signed_in(&of.at, |session| {
        let known = user(session, &of.name)?;
        session.change_user(&request::ChangeUser {
            token: String::new(),
            user: known.user,
            name: new_name.clone().unwrap_or(known.name),
            credential: credential.clone().unwrap_or(known.credential),
            role: role.map_or(known.role, Into::into),
        })
    })?;
    say(as_json, &staff, &[format!("Changed {}", of.name)]);
    Ok(())
}

/// Somebody who may sign in, by the name on the tile in any case, or by id.
pub(super) fn user(session: &Session, name: &str) -> Result<StaffRow, Error> {
    let wanted = name.trim().to_lowercase();
    let people = session.open_staff()?.people;
    let same = |row: &StaffRow| row.user == wanted || row.name.to_lowercase() == wanted;
    let found = people.into_iter().find(|row| row.active && same(row));
    found.ok_or_else(|| clinic::Code::NoSuchUser.into())
}

fn line(row: &StaffRow) -> String {
    let role = format!("{:?}", row.role);
    let left = if row.active { String::new() } else { format!(", left {}", row.left) };
    let code = if row.recovery { ", the recovery code opens this key" } else { "" };
    format!("{:<28}{role:<12}{}{left}{code}", row.name, row.credential)
}

pub(super) fn recovery(command: &RecoveryCommand, as_json: bool) -> Done {
    let RecoveryCommand::New { at, sheet } = command;
    let code = signed_in(at, |session| {
        let code = session.prepare_recovery()?.recovery_code;
        if let Some(path) = sheet {
            let document = session.recovery_sheet()?;
            session.write_document(path, &document)?;
        }
        session.renew_recovery(&code)?;
        Ok(code)
    })?;
    let lines = [
        format!("Recovery code, shown only now: {code}"),
        "Print it and keep it apart from this machine. It opens everything; the old one opens \
         nothing any more."
            .to_owned(),
    ];
    say(as_json, &json!({"recovery_code": code}), &lines);
    Ok(())
}
