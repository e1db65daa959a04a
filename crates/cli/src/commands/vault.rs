//! `goldthread vault`: making one, and checking one.

use clinic::{NewClinic, Prepared};
use serde_json::json;

use super::{Done, machine, signed_in};
use crate::{arguments::VaultCommand, passphrase, say::say};

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
            Ok(())
        }
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
