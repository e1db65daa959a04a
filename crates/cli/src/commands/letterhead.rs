//! `goldthread letterhead`: the paper of documents, and what stands at their head.

use std::path::Path;

use clinic::{
    Code, Error, LogoFile, Session,
    view::{LetterheadView, request::ChangeLetterhead, request::Sheet},
};
use serde_json::Value;

use super::{Done, read_json, signed_in};
use crate::{
    arguments::{At, LetterheadCommand},
    say::say,
};

pub(super) fn run(command: &LetterheadCommand, as_json: bool) -> Done {
    let view = match command {
        LetterheadCommand::Show { at } => signed_in(at, |session| Ok(session.open_letterhead()))?,
        LetterheadCommand::Set { at, from } => {
            let given = read_json(from)?;
            signed_in(at, |session| {
                let request = changed(session.open_letterhead(), &given)?;
                session.change_letterhead(&request)
            })?
        }
        LetterheadCommand::Logo { at, from: Some(path), .. } => take(at, path)?,
        LetterheadCommand::Logo { at, .. } => signed_in(at, Session::remove_logo)?,
    };
    let paper = if view.paper == Sheet::A4 { "A4" } else { "US Letter" };
    let mut lines = vec![format!("Paper     {paper}"), format!("Name      {}", view.name)];
    for (label, text) in [
        ("Address", &view.address),
        ("Phone", &view.phone),
        ("Licences", &view.licences),
        ("Foot", &view.footer),
        ("Logo", &view.logo),
    ] {
        lines.extend(text.lines().map(|line| format!("{label:<10}{line}")));
    }
    say(as_json, &view, &lines);
    Ok(())
}

fn take(at: &At, path: &Path) -> Result<LetterheadView, crate::failure::Failure> {
    let file = LogoFile::read(path)?;
    signed_in(at, |session| session.take_logo(file))
}

/// The letterhead with what was given; anything else that is given is refused.
fn changed(view: LetterheadView, given: &Value) -> Result<ChangeLetterhead, Error> {
    let mut request = ChangeLetterhead {
        token: String::new(),
        paper: view.paper,
        address: view.address,
        phone: view.phone,
        licences: view.licences,
        footer: view.footer,
    };
    for (name, value) in given.as_object().ok_or(Code::BadValue)? {
        let text = value.as_str().ok_or(Code::BadValue)?.to_owned();
        match name.as_str() {
            "address" => request.address = text,
            "phone" => request.phone = text,
            "licences" => request.licences = text,
            "footer" => request.footer = text,
            "paper" => {
                request.paper = match text.as_str() {
                    "letter" => Sheet::Letter,
                    "a4" => Sheet::A4,
                    _ => return Err(Code::BadValue.into()),
                }
            }
            _ => return Err(Code::BadValue.into()),
        }
    }
    Ok(request)
}
