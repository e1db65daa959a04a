//! Where a passphrase comes from: a file, the environment, or a prompt without echo.

use std::{fs, io::IsTerminal, path::Path};

use crate::{arguments::Secret, failure::Failure};

/// The passphrase of whoever signs in.
pub(crate) fn of_user(secret: &Secret) -> Result<String, Failure> {
    if let Some(path) = &secret.passphrase_file {
        return first_line(path);
    }
    match std::env::var("GOLDTHREAD_PASSPHRASE") {
        Ok(passphrase) if !passphrase.is_empty() => Ok(passphrase),
        _ => prompt("Passphrase: "),
    }
}

/// A passphrase that is being chosen; at a terminal it is asked for twice.
pub(crate) fn chosen(file: Option<&Path>, question: &str) -> Result<String, Failure> {
    match file {
        Some(path) => first_line(path),
        None => {
            let first = prompt(question)?;
            let again = prompt("Once more: ")?;
            if first == again { Ok(first) } else { Err(Failure::NotTheSame) }
        }
    }
}

/// The first line of a file that holds a secret.
pub(crate) fn first_line(path: &Path) -> Result<String, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

fn prompt(question: &str) -> Result<String, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::NoPassphrase);
    }
    rpassword::prompt_password(question).map_err(|_| Failure::NoPassphrase)
}
