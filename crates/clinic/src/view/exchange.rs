//! What a file from another program says, looked at before anything is saved.

use serde::Serialize;

/// A file that was chosen, and everybody in it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReferralsView {
    /// The file's own name.
    pub file: String,
    /// It is behind a passphrase that has not been said yet.
    pub locked: bool,
    /// Everybody in it, in its order.
    pub people: Vec<ReferralRow>,
}

/// Somebody in the file.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReferralRow {
    /// Their place among the people of the file, from 0.
    pub at: u32,
    /// The name used; empty when nobody is named.
    pub name: String,
    /// The birth date in words; empty when it is not known.
    pub birth: String,
    /// The file says that the person has died.
    pub deceased: bool,
    /// Who is here already and may be the same person.
    pub known: Vec<KnownPerson>,
    /// The file has somebody of the same name and birth date before.
    pub twice: bool,
    /// What would be saved, section by section.
    pub sections: Vec<TakenSection>,
    /// A plan comes with it, as a draft.
    pub plan: bool,
    /// What would not be saved, and why.
    pub left: Vec<LeftRow>,
    /// Why nobody can be added; empty when somebody can.
    pub stop: String,
}

/// Somebody who is here already.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct KnownPerson {
    /// The client's id.
    pub client: String,
    /// The client's number.
    pub number: String,
    /// The name used.
    pub name: String,
}

/// A section, or a screening, with what would be saved in it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TakenSection {
    /// The form.
    pub form: String,
    /// Its title.
    pub title: String,
    /// It would be done.
    pub done: bool,
    /// It is a screening.
    pub screening: bool,
    /// The answers, in words.
    pub answers: Vec<TakenAnswer>,
}

/// An answer that would be saved.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TakenAnswer {
    /// What was asked.
    pub label: String,
    /// The answer in words.
    pub value: String,
    /// Where it stands in the file; empty where the file answers this very form.
    pub from: String,
}

/// Something in the file that would not be saved.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LeftRow {
    /// Why.
    pub why: String,
    /// What it says, shortened; empty where there is nothing to type again.
    pub words: String,
    /// Where it stands in the file.
    pub place: String,
}

/// Those who were taken in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReferralsAdded {
    /// Their numbers, in the order they were chosen.
    pub numbers: Vec<String>,
}
