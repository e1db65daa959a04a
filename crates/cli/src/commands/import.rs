//! `goldthread import`: what comes from other programs.

use std::{fs, path::Path};

use clinic::{
    Error, LARGEST_LIST, LARGEST_REFERRALS, Session,
    view::{ClientListView, ListRow, ReferralRow},
};

use super::{Done, signed_in};
use crate::{
    arguments::{At, ImportCommand},
    failure::Failure,
    passphrase::first_line,
    say::say,
};

pub(super) fn run(command: &ImportCommand, as_json: bool) -> Done {
    match command {
        ImportCommand::Csv { at, from, column, dry_run } => {
            csv(at, from, column, *dry_run, as_json)
        }
        ImportCommand::Fhir { at, from, from_passphrase_file, anyway, dry_run } => {
            let passphrase = from_passphrase_file.as_deref().map(first_line).transpose()?;
            let take = Take { anyway: *anyway, dry_run: *dry_run };
            fhir(at, from, passphrase.as_deref(), &take, as_json)
        }
    }
}

/// Who is taken in.
struct Take {
    /// Those too who may be here already.
    anyway: bool,
    /// Nobody.
    dry_run: bool,
}

fn fhir(at: &At, from: &Path, passphrase: Option<&str>, take: &Take, as_json: bool) -> Done {
    let bytes = whole(from, LARGEST_REFERRALS)?;
    let file = name_of(from);
    let (view, added) = signed_in(at, |session| {
        let mut view = session.take_referrals(&file, &bytes)?;
        if view.locked {
            let passphrase = passphrase.ok_or(clinic::Code::WrongFilePassphrase)?;
            view = session.unlock_referrals(passphrase)?;
        }
        let plain = |it: &ReferralRow| it.known.is_empty() && !it.deceased && !it.twice;
        let fits = |it: &&ReferralRow| it.stop.is_empty() && (take.anyway || plain(it));
        let chosen: Vec<u32> = view.people.iter().filter(fits).map(|it| it.at).collect();
        if take.dry_run || chosen.is_empty() {
            return Ok((view, None));
        }
        let added = session.add_referrals(&chosen)?;
        Ok((view, Some(added)))
    })?;
    let mut lines: Vec<String> = view.people.iter().flat_map(|it| person(it, take)).collect();
    lines.push(match &added {
        Some(added) => format!("Added: {}", added.numbers.join(", ")),
        None if take.dry_run => format!("{} people looked at; nobody was added", view.people.len()),
        None => "Nobody was added".to_owned(),
    });
    match &added {
        Some(added) => say(as_json, added, &lines),
        None => say(as_json, &view, &lines),
    }
    Ok(())
}

/// What a file says of somebody, and what of it would be saved.
fn person(row: &ReferralRow, take: &Take) -> Vec<String> {
    let name = if row.name.is_empty() { "Somebody without a name" } else { &row.name };
    let mut lines = vec![format!("{name} {}", row.birth).trim_end().to_owned()];
    if !row.stop.is_empty() {
        lines.push(format!("  Left out. {}", row.stop));
    }
    let left_out = if take.anyway { "" } else { "Left out. " };
    lines.extend(
        row.known
            .iter()
            .map(|it| format!("  {left_out}May be here already, as {} {}", it.number, it.name)),
    );
    if row.deceased {
        lines.push(format!("  {left_out}The file says that this person has died"));
    }
    if row.twice {
        lines.push(format!("  {left_out}The file has somebody of this name and birth date before"));
    }
    for section in &row.sections {
        lines.push(format!("  {}", section.title));
        lines.extend(section.answers.iter().map(|it| {
            let from = if it.from.is_empty() { String::new() } else { format!("  <- {}", it.from) };
            format!("    {}: {}{from}", it.label, it.value)
        }));
    }
    if row.plan {
        lines.push("  A plan, as a draft".to_owned());
    }
    lines.extend(row.left.iter().map(|it| format!("  Not saved: {} {}", it.why, it.place)));
    lines
}

/// A file that was named, unless it is too large.
fn whole(from: &Path, largest: u64) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: std::io::Error| Failure::unreadable(from, &error);
    if fs::metadata(from).map_err(unreadable)?.len() > largest {
        return Err(Error::from(clinic::Code::TooLong).into());
    }
    fs::read(from).map_err(unreadable)
}

fn name_of(from: &Path) -> String {
    from.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn csv(at: &At, from: &Path, column: &[(String, String)], dry_run: bool, as_json: bool) -> Done {
    let bytes = whole(from, LARGEST_LIST)?;
    let (view, added) = signed_in(at, |session| {
        let view = looked_at(session, from, &bytes, column)?;
        if dry_run {
            return Ok((view, None));
        }
        let columns: Vec<String> = view.columns.iter().map(|it| it.item.clone()).collect();
        let added = session.add_client_list(&columns)?;
        Ok((view, Some(added)))
    })?;
    let mut lines: Vec<String> = view
        .columns
        .iter()
        .map(|it| format!("{:<24} {}", it.head, if it.item.is_empty() { "-" } else { &it.item }))
        .collect();
    let told = |what: &str, it: &ListRow| format!("Line {} {}: {what}{}", it.line, it.name, it.why);
    lines.extend(view.wrong.iter().map(|it| told("", it)));
    lines.extend(view.known.iter().map(|it| told("left out. ", it)));
    lines.push(match &added {
        Some(added) => format!("Added {} clients; {} rows left out", added.added, added.left),
        None => format!("{} of {} rows would be added", view.ready, view.rows),
    });
    match &added {
        Some(added) => say(as_json, added, &lines),
        None => say(as_json, &view, &lines),
    }
    Ok(())
}

/// The list with the columns that were named, the others as they were guessed.
fn looked_at(
    session: &mut Session,
    from: &Path,
    bytes: &[u8],
    named: &[(String, String)],
) -> Result<ClientListView, Error> {
    let view = session.take_client_list(&name_of(from), bytes)?;
    if named.is_empty() {
        return Ok(view);
    }
    let mut columns: Vec<String> = view.columns.iter().map(|it| it.item.clone()).collect();
    for (head, item) in named {
        let at = view.columns.iter().position(|it| it.head == *head);
        let at = at.ok_or(clinic::Code::BadValue)?;
        for other in &mut columns {
            if other == item {
                other.clear();
            }
        }
        columns[at].clone_from(item);
    }
    session.map_client_list(&columns)
}
