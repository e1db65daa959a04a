//! `goldthread program` and `rules`.

use clinic::view::{
    DeliveredRow, Edit, GroupRow, ProgramView, RosterView, SeatRow, WeekView, request,
};

use super::{Done, review, signed_in};
use crate::{
    arguments::{At, AttendanceTick, GroupOnDay, ProgramCommand, RulesCommand, Switch},
    say::say,
};

pub(super) fn run(command: &ProgramCommand, as_json: bool) -> Done {
    let token = String::new;
    match command {
        ProgramCommand::List { at } => {
            let view = signed_in(at, |session| session.open_program())?;
            say(as_json, &view, &groups(&view));
        }
        ProgramCommand::Start { at, template } => {
            let request = request::StartProgram { token: token(), template: template.clone() };
            let view = signed_in(at, |session| session.start_program(&request))?;
            say(as_json, &view, &groups(&view));
        }
        ProgramCommand::Set { at, group, from } => {
            let view = edited(at, group.as_ref(), review::edits(from)?)?;
            say(as_json, &view, &groups(&view));
        }
        ProgramCommand::Retire { at, group, bring_back } => {
            let (path, value) = ("retired".to_owned(), (!bring_back).into());
            let view = edited(at, Some(group), vec![Edit::Set { path, value }])?;
            say(as_json, &view, &groups(&view));
        }
        ProgramCommand::Roster { at, on, out } => {
            let view = signed_in(at, |session| {
                let request = asked(on);
                if let Some(out) = out {
                    let pdf = session.roster_pdf(&request)?;
                    session.write_document(out, &pdf)?;
                }
                session.open_roster(&request)
            })?;
            say(as_json, &view, &roster(&view));
        }
        ProgramCommand::Tick { at, on, tick } => {
            let view = signed_in(at, |session| session.tick_attendance(&ticked(on, tick)))?;
            say(as_json, &view, &roster(&view));
        }
        ProgramCommand::Week { of } => {
            let view = signed_in(&of.at, |session| {
                let client = session.client(&of.client)?;
                session.open_week(client)
            })?;
            say(as_json, &view, &week(&view));
        }
    }
    Ok(())
}

pub(super) fn rules(command: &RulesCommand, as_json: bool) -> Done {
    let view = match command {
        RulesCommand::List { at } => signed_in(at, |session| session.open_rule_packs())?,
        RulesCommand::Choose { at, pack, switch } => {
            let (token, pack, on) = (String::new(), pack.clone(), *switch == Switch::On);
            let request = request::ChooseRulePack { token, pack, on };
            signed_in(at, |session| session.choose_rule_pack(&request))?
        }
    };
    let line = |it: &clinic::view::RulePackRow| {
        let on = if it.on { "on " } else { "off" };
        format!("{on}  {}  {} ({}): {}", it.id, it.name, it.version, it.when)
    };
    let lines: Vec<String> = view.packs.iter().map(line).collect();
    say(as_json, &view, &lines);
    Ok(())
}

fn edited(
    at: &At,
    group: Option<&String>,
    edits: Vec<Edit>,
) -> Result<ProgramView, crate::failure::Failure> {
    signed_in(at, |session| {
        let known = session.open_program()?;
        let row = known.groups.iter().find(|it| Some(&it.group) == group);
        let rev = row.map_or(0, |row| row.rev);
        let (token, group) = (String::new(), group.cloned());
        session.edit_offering(&request::EditOffering { token, group, rev, edits })
    })
}

fn asked(on: &GroupOnDay) -> request::OpenRoster {
    request::OpenRoster {
        token: String::new(),
        group: on.group.clone(),
        meeting: on.meeting.clone(),
        date: on.on.clone(),
    }
}

fn ticked(on: &GroupOnDay, tick: &AttendanceTick) -> request::TickAttendance {
    request::TickAttendance {
        token: String::new(),
        client: tick.client.clone(),
        group: Some(on.group.clone()),
        session: on.meeting.clone(),
        date: on.on.clone(),
        attendance: tick.attendance,
        minutes: tick.minutes,
        reason: tick.reason,
    }
}

fn groups(view: &ProgramView) -> Vec<String> {
    let mut lines = Vec::new();
    let title = |it: &GroupRow| {
        let retired = if it.retired { " (retired)" } else { "" };
        format!("{}  {}{retired}", it.group, it.name)
    };
    for group in &view.groups {
        lines.push(title(group));
        for meeting in &group.meetings {
            let of = group.capacity.map(|all| format!(" of {all}")).unwrap_or_default();
            let retired = if meeting.retired { " (retired)" } else { "" };
            lines.push(format!(
                "  {}  {}{retired}, {}{of} seats taken",
                meeting.meeting, meeting.words, meeting.taken
            ));
            lines.extend(
                Some(&meeting.clash).filter(|it| !it.is_empty()).map(|it| format!("    {it}")),
            );
        }
        lines.extend(group.lacks.iter().map(|lack| format!("  {}: {}", lack.path, lack.message)));
    }
    lines.extend(view.templates.iter().map(|it| format!("To start from: {}  {}", it.id, it.about)));
    lines
}

fn roster(view: &RosterView) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", view.name, view.when)];
    for row in &view.rows {
        let ticked = row.attendance.map(|it| it.label()).unwrap_or("-");
        let note = if row.note.is_empty() { String::new() } else { format!("  ({})", row.note) };
        lines.push(format!("  {}  {}  {ticked}{note}", row.number, row.name));
    }
    lines
}

fn week(view: &WeekView) -> Vec<String> {
    let seat = |it: &SeatRow| format!("{}  {}  {}", it.when, it.name, it.room);
    let mut lines: Vec<String> = view.seats.iter().map(seat).collect();
    let of = |it: &DeliveredRow| format!("Week of {}: {} of {}", it.week, it.delivered, it.planned);
    lines.extend(view.weeks.iter().map(of));
    lines.push(view.words.clone());
    lines
}
