//! A list of clients from another program: read, looked at row by row without anything being saved,
//! and taken in whole, in one transaction. Who may be here already is left out and named.

use std::collections::{BTreeMap, HashMap};

use form::Context;
use interop::csv;
use serde_json::{Map, Value};

use crate::{
    Code, Error, Result, Session,
    admission::{Newcomer, lenient},
    body::Names,
    directory::{Entry, same_person},
    fold,
    forms::shipped,
    person,
    view::{ClientListAdded, ClientListView, ListChoice, ListColumn, ListRow},
};

/// Rows that are told of one kind; the others are counted.
const TOLD: usize = 100;
/// Fields of a column that are shown.
const SAMPLES: usize = 3;

/// A list that was chosen and waits to be taken in.
pub(crate) struct ClientList {
    file: String,
    table: csv::Read,
}

/// What becomes of a row.
enum Judged {
    Ready(Newcomer),
    Wrong(String),
    Known(String),
}

impl Session {
    /// Reads a list of clients, guesses which column is what, and looks at every row. Nothing is
    /// saved.
    ///
    /// # Errors
    /// [`Code::NotAllowed`] for who does not manage the clinic; [`Error::Table`] with its line.
    pub fn take_client_list(&mut self, file: &str, bytes: &[u8]) -> Result<ClientListView> {
        self.require_admin()?;
        let table = csv::read(bytes).map_err(Error::Table)?;
        let columns = guessed(&table.head)?;
        self.client_list = Some(ClientList { file: file.to_owned(), table });
        self.map_client_list(&columns)
    }

    /// Looks at every row with these columns: for each of the file, which question of a new client
    /// it answers, or nothing.
    ///
    /// # Errors
    /// [`Code::NoSuchFile`] when no list was chosen; [`Code::BadValue`] for columns that are not
    /// those of the file, or two that answer one question.
    pub fn map_client_list(&self, columns: &[String]) -> Result<ClientListView> {
        self.require_admin()?;
        let list = self.client_list.as_ref().ok_or(Code::NoSuchFile)?;
        let (mut wrong, mut known, mut ready) = (Vec::new(), Vec::new(), 0_usize);
        for (row, name, judged) in self.judged(list, columns)? {
            let row = |why: String| ListRow { line: row.line as u32, name, why };
            match judged {
                Judged::Ready(_) => ready += 1,
                Judged::Wrong(why) => wrong.push(row(why)),
                Judged::Known(why) => known.push(row(why)),
            }
        }
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (wrong_rows, known_rows) = (count(wrong.len()), count(known.len()));
        wrong.truncate(TOLD);
        known.truncate(TOLD);
        Ok(ClientListView {
            file: list.file.clone(),
            rows: count(list.table.rows.len()),
            columns: shown(&list.table, columns),
            choices: choices()?,
            ready: count(ready),
            wrong_rows,
            wrong,
            known_rows,
            known,
        })
    }

    /// Adds everybody whose row is ready: all of them or none. The list is gone then.
    ///
    /// # Errors
    /// As [`Session::map_client_list`]; when they cannot be saved.
    pub fn add_client_list(&mut self, columns: &[String]) -> Result<ClientListAdded> {
        self.require_admin()?;
        let list = self.client_list.as_ref().ok_or(Code::NoSuchFile)?;
        let rows = list.table.rows.len();
        let judged = self.judged(list, columns)?;
        let ready = judged.into_iter().filter_map(|(_, _, judged)| match judged {
            Judged::Ready(newcomer) => Some(newcomer),
            _ => None,
        });
        let newcomers: Vec<Newcomer> = ready.collect();
        let added = newcomers.len();
        self.admit_all(newcomers)?;
        self.client_list = None;
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(ClientListAdded { added: count(added), left: count(rows - added) })
    }

    /// Every row with a name to know it by, and what becomes of it.
    fn judged<'l>(
        &self,
        list: &'l ClientList,
        columns: &[String],
    ) -> Result<Vec<(&'l csv::Row, String, Judged)>> {
        let form = shipped("client")?;
        let named: Vec<&String> = columns.iter().filter(|it| !it.is_empty()).collect();
        let is_twice = |at: usize| named[..at].contains(&named[at]);
        if columns.len() != list.table.head.len()
            || named.iter().any(|item| form.item(item).is_none())
            || (0..named.len()).any(is_twice)
        {
            return Err(Code::BadValue.into());
        }
        let here = Here::of(self.directory.present());
        let mut lines: BTreeMap<(Vec<String>, String), usize> = BTreeMap::new();
        let mut judged = Vec::new();
        for row in &list.table.rows {
            let answers = answers(row, columns);
            let text = |item: &str| answers.get(item).and_then(Value::as_str).unwrap_or_default();
            let name = format!("{} {}", text("legal_first"), text("legal_last"));
            let words = fold::words(&name).into_iter().collect();
            let same = (words, text("date_of_birth").to_owned());
            let found = match lines.get(&same) {
                Some(line) if !same.0.is_empty() => {
                    Judged::Known(format!("The same name and birth date as on line {line}."))
                }
                _ => self.judge(row, columns.len(), answers, &here)?,
            };
            // A row that is not taken in stands in nobody's way.
            if matches!(found, Judged::Ready(_)) {
                lines.insert(same, row.line);
            }
            judged.push((row, name.trim().to_owned(), found));
        }
        Ok(judged)
    }

    fn judge(
        &self,
        row: &csv::Row,
        columns: usize,
        answers: Map<String, Value>,
        here: &Here<'_>,
    ) -> Result<Judged> {
        if row.fields.len() > columns {
            let why = format!("{} fields where the head has {columns}.", row.fields.len());
            return Ok(Judged::Wrong(why));
        }
        let (form, today) = (shipped("client")?, self.clock().today());
        let answers = Value::Object(answers);
        let typed = match lenient(&answers, today) {
            Ok(typed) => typed,
            Err(Error::Form(refused)) => return Ok(Judged::Wrong(sentence(&refused.to_string()))),
            Err(fault) => return Err(fault),
        };
        let evaluation = form::evaluate(form, &typed, &Context::on(today));
        if !evaluation.is_complete() {
            let wrong = evaluation.issues.iter();
            let wrong = wrong.filter(|issue| issue.level != form::IssueLevel::Recommended);
            let lines = wrong.map(|issue| {
                let label = form.item(&issue.path).map_or(issue.path.as_str(), |it| &it.label);
                match issue.message.starts_with(label) {
                    true => sentence(&issue.message),
                    false => sentence(&format!("{label}: {}", issue.message)),
                }
            });
            return Ok(Judged::Wrong(lines.collect::<Vec<_>>().join(" ")));
        }
        let (names, birth) = (person::names(&typed), typed.date("date_of_birth"));
        let phone = person::text(&typed, "phone");
        let known = here.sharing(&names, &phone);
        let known = known.into_iter().find(|it| same_person(it, &names, birth, &phone));
        Ok(match known {
            Some(entry) => {
                Judged::Known(format!("May be {} {}.", entry.number, entry.shown_name()))
            }
            None => Judged::Ready(self.newcomer(&answers)?),
        })
    }
}

/// Everybody who is here, by the words they are found by: comparing each row of a long list with each
/// person would take a minute.
struct Here<'d>(HashMap<&'d str, Vec<&'d Entry>>);

impl<'d> Here<'d> {
    fn of(present: impl Iterator<Item = &'d Entry>) -> Self {
        let mut by_word: HashMap<&str, Vec<&Entry>> = HashMap::new();
        for entry in present {
            for word in &entry.words {
                by_word.entry(word).or_default().push(entry);
            }
        }
        Self(by_word)
    }

    /// Those who share a name or the phone. Nobody else is ever the same person.
    fn sharing(&self, names: &Names, phone: &str) -> Vec<&'d Entry> {
        let names = [&names.legal_first, &names.name_used, &names.legal_last];
        let words = names.into_iter().flat_map(|name| fold::words(&name.0));
        let words = words.chain([fold::digits(phone)]);
        words.filter_map(|word| self.0.get(word.as_str())).flatten().copied().collect()
    }
}

/// What a row answers.
fn answers(row: &csv::Row, columns: &[String]) -> Map<String, Value> {
    let fields = columns.iter().zip(&row.fields);
    let given = fields.filter(|(item, field)| !item.is_empty() && !field.is_empty());
    given.map(|(item, field)| (item.clone(), Value::from(field.as_str()))).collect()
}

fn sentence(words: &str) -> String {
    let words = words.trim();
    if words.ends_with(['.', '!', '?']) { words.to_owned() } else { format!("{words}.") }
}

fn choices() -> Result<Vec<ListChoice>> {
    let items = shipped("client")?.items.iter();
    Ok(items.map(|it| ListChoice { item: it.id.clone(), label: it.label.clone() }).collect())
}

fn shown(table: &csv::Read, columns: &[String]) -> Vec<ListColumn> {
    let column = |(at, item): (usize, &String)| {
        let fields = table.rows.iter().filter_map(|row| row.fields.get(at));
        let samples = fields.filter(|field| !field.is_empty()).take(SAMPLES).cloned().collect();
        let head = table.head.get(at).cloned().unwrap_or_default();
        ListColumn { head, item: item.clone(), samples }
    };
    columns.iter().enumerate().map(column).collect()
}

/// For each column the question it most likely answers, by its name; each question once.
fn guessed(head: &[String]) -> Result<Vec<String>> {
    const NAMES: [(&str, &[&str]); 6] = [
        ("legal_first", &["legal first", "first", "first name", "given", "given name", "fname"]),
        ("legal_middle", &["legal middle", "middle", "middle name", "middle initial", "mi"]),
        ("legal_last", &["legal last", "last", "last name", "surname", "family name", "lname"]),
        ("name_used", &["name used", "preferred name", "nickname", "goes by", "chosen name"]),
        ("date_of_birth", &["date of birth", "birth date", "dob", "birthdate", "born", "birthday"]),
        (
            "phone",
            &["phone", "phone number", "phones", "cell", "mobile", "cell phone", "telephone"],
        ),
    ];
    let form = shipped("client")?;
    let mut free: Vec<&str> = NAMES.iter().map(|(item, _)| *item).collect();
    let mut guess = |name: &String| {
        let plain: String =
            name.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let plain = plain.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        let item = NAMES.iter().find(|(item, names)| {
            free.contains(item) && (names.contains(&plain.as_str()) || *item == name.as_str())
        });
        let item = item.map(|(item, _)| *item).filter(|item| form.item(item).is_some());
        free.retain(|it| Some(*it) != item);
        item.unwrap_or_default().to_owned()
    };
    Ok(head.iter().map(&mut guess).collect())
}
