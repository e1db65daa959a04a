//! `goldthread vault`: making one, checking, backing up and restoring it.

use std::path::Path;

use clinic::{Chosen, NewClinic, Opening, Prepared, view::Tile};
use serde_json::json;

use super::{Done, machine, signed_in};
use crate::{
    arguments::{At, VaultCommand},
    failure::Failure,
    passphrase,
    say::say,
};

pub(super) fn run(command: &VaultCommand, as_json: bool) -> Done {
    match command {
        VaultCommand::Init { .. } => init(command, as_json),
        VaultCommand::Check { at } => {
            let checked = signed_in(at, |session| session.check())?;
            let mut lines =
                vec![format!("{} clients, {} audit entries", checked.clients, checked.audit)];
            lines.extend(checked.classes.iter().map(|class| {
                format!("class {}: {} records opened, head agrees", class.class, class.records)
            }));
            say(as_json, &checked, &lines);
            if checked.unreadable.is_empty() {
                return Ok(());
            }
            Err(Failure::UnreadableRecords(checked.unreadable))
        }
        VaultCommand::Backup { at, out } => {
            let made = signed_in(at, |session| match out {
                Some(path) => session.back_up_to(path).map(|()| path.clone()),
                None => session.make_backup(),
            })?;
            let lines = [format!("Made and read back {}", made.display())];
            say(as_json, &json!({"file": made}), &lines);
            Ok(())
        }
        VaultCommand::Backups { at } => {
            let backups = signed_in(at, |session| session.open_backups())?;
            let mut lines = vec![format!("In {}", backups.folder)];
            lines.extend(backups.backups.iter().map(|it| format!("{}  {}", it.file, it.size)));
            say(as_json, &backups, &lines);
            Ok(())
        }
        VaultCommand::Restore { at, to, replace } => restore(at, to, *replace, as_json),
    }
}

fn restore(at: &At, to: &Path, replace: bool, as_json: bool) -> Done {
    if to.exists() && !replace {
        return Err(clinic::Error::from(clinic::Code::FileExists).into());
    }
    let (machine, to) = (machine()?, std::path::absolute(to).map_err(clinic::Error::from)?);
    let chosen = Chosen::take(&at.file, &to)?;
    let session = if let Some(path) = &at.recovery_code_file {
        let code = passphrase::first_line(path)?;
        chosen.restore(&Opening::Code(&code), &machine)?
    } else {
        let people = chosen.view()?.people;
        let user = which(&people, at.user.as_deref())?;
        let passphrase = passphrase::of_user(&at.secret)?;
        chosen.restore(&Opening::Passphrase(user, &passphrase), &machine)?
    };
    let (locked, audited) = session.lock();
    locked.close()?;
    audited?;
    let lines = [format!("Restored to {}", to.display())];
    say(as_json, &json!({"file": to}), &lines);
    Ok(())
}

/// Who opens the backup: the only person, or the one that is named.
fn which(people: &[Tile], named: Option<&str>) -> Result<clinic::Id, Failure> {
    let wanted = named.map(|name| name.trim().to_lowercase());
    let same = |tile: &&Tile| {
        wanted.as_ref().is_none_or(|it| tile.user == *it || tile.name.to_lowercase() == *it)
    };
    let found: Vec<&Tile> = people.iter().filter(same).collect();
    match found.as_slice() {
        [one] => one.user.parse().map_err(|_| Failure::WhichUser),
        [] => Err(clinic::Error::from(clinic::Code::NoSuchUser).into()),
        _ => Err(Failure::WhichUser),
    }
}

fn init(command: &VaultCommand, as_json: bool) -> Done {
    let VaultCommand::Init {
        file,
        clinic,
        user,
        credential,
        crisis_steps,
        crisis_no_clinician,
        secret,
    } = command
    else {
        return Ok(());
    };
    if file.exists() {
        return Err(clinic::Error::from(clinic::Code::FileExists).into());
    }
    let given = std::env::var("GOLDTHREAD_PASSPHRASE").unwrap_or_default();
    let passphrase = if secret.passphrase_file.is_none() && given.is_empty() {
        passphrase::chosen(None, "New passphrase: ")?
    } else {
        passphrase::of_user(secret)?
    };
    let prepared = Prepared::new(&NewClinic {
        clinic,
        crisis_steps,
        crisis_no_clinician,
        name: user,
        credential,
        passphrase: &passphrase,
        sample: false,
    })?;
    let code = prepared.recovery_code();
    let session = prepared.write(file, machine()?)?;
    let (locked, audited) = session.lock();
    locked.close()?;
    audited?;
    let lines = [
        format!("Made {}", file.display()),
        format!("Recovery code, shown only now: {code}"),
        "Print it and keep it apart from this machine. It opens everything.".to_owned(),
    ];
    say(as_json, &json!({"file": file, "recovery_code": code}), &lines);
    Ok(())
}
