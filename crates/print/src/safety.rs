//! The safety plan as a document: one page for the client's pocket, in the client's language where
//! somebody has put it there.
//!
//! It does not know why the plan was made, and nothing on it says so.

use chrono::NaiveDate;
use record::safety_plan::{CRISIS_LINE, Entry, Part, SafetyPlan};

use crate::{
    Language,
    block::{Block, Bullet, Fact, Facts, Ground, Level, Text},
    page::{Paper, RunningHead, pages},
    pdf::Meta,
};

/// A safety plan and what stands around it.
#[derive(Debug, Clone, PartialEq)]
pub struct SafetyPlanDocument {
    /// The clinic's name.
    pub clinic: String,
    /// The name the person uses.
    pub name_used: String,
    /// The day it is printed.
    pub made_on: NaiveDate,
    /// The plan.
    pub plan: SafetyPlan,
}

/// The words around the plan in one language.
struct Words {
    title: &'static str,
    below: &'static str,
    made: &'static str,
    crisis: &'static str,
    parts: [&'static str; 6],
}

const ENGLISH: Words = Words {
    title: "My safety plan",
    below: "Start at the top. Go on to the next part whenever one does not help enough.",
    made: "Made",
    crisis: CRISIS_LINE.how,
    parts: [
        Part::WarningSigns.heading(),
        Part::OwnSteps.heading(),
        Part::Distractions.heading(),
        Part::Helpers.heading(),
        Part::Professionals.heading(),
        Part::SaferSpace.heading(),
    ],
};

const SPANISH: Words = Words {
    title: "Mi plan de seguridad",
    below: "Empiece por arriba. Pase a la parte siguiente cuando una no ayude lo suficiente.",
    made: "Fecha",
    crisis: "Llame o envíe un mensaje de texto al 988 a cualquier hora. Para español, oprima 2.",
    parts: [
        "Señales de alerta",
        "Lo que puedo hacer por mi cuenta",
        "Personas y lugares que me distraen",
        "Personas a quienes puedo pedir ayuda",
        "Profesionales y líneas de crisis",
        "Hacer mi espacio más seguro",
    ],
};

impl SafetyPlanDocument {
    fn language(&self) -> Language {
        Language::of(&self.plan.language)
    }

    fn words(&self) -> &'static Words {
        self.language().pick(&ENGLISH, &SPANISH)
    }

    /// What stands at the head and foot of the page.
    #[must_use]
    pub fn running_head(&self) -> RunningHead {
        let words = self.words();
        RunningHead {
            clinic: self.clinic.trim().to_owned(),
            document: words.title.to_owned(),
            client: self.name_used.trim().to_owned(),
            version: format!("{} {}", words.made, self.language().date(self.made_on)),
            language: self.language(),
            ..RunningHead::default()
        }
    }

    /// What the file says about itself.
    #[must_use]
    pub fn meta(&self) -> Meta {
        let tag = self.plan.language.trim();
        Meta {
            title: self.words().title.to_owned(),
            author: self.clinic.trim().to_owned(),
            language: if tag.is_empty() { "en-US".to_owned() } else { tag.to_owned() },
            date: Some(self.made_on),
        }
    }
}

/// The plan as blocks: one part below the other, or side by side where that keeps it on one page.
#[must_use]
pub fn safety_plan(document: &SafetyPlanDocument) -> Vec<Block> {
    safety_plan_under(document, &document.running_head())
}

/// The plan as blocks under a head that may carry a letterhead, which leaves less room.
#[must_use]
pub fn safety_plan_under(document: &SafetyPlanDocument, head: &RunningHead) -> Vec<Block> {
    let roomy = below_each_other(document);
    if pages(&roomy, head, Paper::Letter).pages.len() <= 1 {
        return roomy;
    }
    side_by_side(document)
}

fn title(document: &SafetyPlanDocument) -> Block {
    let words = document.words();
    Block::Title {
        kicker: document.name_used.trim().to_owned(),
        text: words.title.to_owned(),
        below: words.below.to_owned(),
    }
}

fn below_each_other(document: &SafetyPlanDocument) -> Vec<Block> {
    let mut blocks = vec![title(document)];
    for (n, part) in Part::ALL.into_iter().enumerate() {
        let heading = format!("{}  {}", n + 1, document.words().parts[n]);
        blocks.push(Block::Heading { level: Level::Topic, text: heading });
        let bullet = |line: String| Bullet::plain(line.trim_start_matches(MARK));
        let bullets: Vec<Bullet> = lines(document, part).into_iter().map(bullet).collect();
        blocks.push(match bullets.is_empty() {
            true => Block::Paragraph(Text::quiet(document.language().missing())),
            false => Block::Bullets(bullets),
        });
    }
    blocks
}

fn side_by_side(document: &SafetyPlanDocument) -> Vec<Block> {
    let fact = |(n, part): (usize, Part)| {
        let heading = format!("{}  {}", n + 1, document.words().parts[n]);
        let lines = lines(document, part).join("\n");
        let missing = Text::quiet(document.language().missing());
        let value = if lines.is_empty() { missing } else { Text::plain(lines) };
        Fact { label: heading, value }
    };
    let facts = Part::ALL.into_iter().enumerate().map(fact).collect();
    let facts = Facts { columns: vec![1.0, 1.0], facts, ground: Ground::Bare };
    vec![title(document), Block::Facts(facts)]
}

/// What stands before every line of a part.
const MARK: &str = "• ";

fn lines(document: &SafetyPlanDocument, part: Part) -> Vec<String> {
    let translated = document.plan.is_in_another_language();
    let mut lines = Vec::new();
    if part == Part::Professionals {
        lines.push(format!("{MARK}{}: {}", CRISIS_LINE.name, document.words().crisis));
    }
    let entries = document.plan.part(part).iter();
    lines.extend(entries.map(|entry| line(entry, translated)).filter(|line| line.len() > 4));
    lines
}

/// A line of a part: who, their number, and what the person wrote.
fn line(entry: &Entry, translated: bool) -> String {
    let own = entry.client_wording.text.trim();
    let text = if translated && !own.is_empty() { own } else { entry.text.trim() };
    let parts = [entry.name.trim(), entry.phone.trim(), text];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{MARK}{}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(lines: usize, words: &str) -> SafetyPlanDocument {
        let entry = |n: usize| Entry { text: format!("{words} {n}"), ..Entry::default() };
        let all = || (0..lines).map(entry).collect::<Vec<_>>();
        let plan = SafetyPlan {
            warning_signs: all(),
            own_steps: all(),
            distractions: all(),
            helpers: all(),
            professionals: all(),
            safer_space: all(),
            ..SafetyPlan::default()
        };
        SafetyPlanDocument {
            clinic: "Harbor Light IOP".into(),
            name_used: "Odile Example".into(),
            made_on: NaiveDate::from_ymd_opt(2026, 11, 25).unwrap(),
            plan,
        }
    }

    fn count(document: &SafetyPlanDocument) -> usize {
        pages(&safety_plan(document), &document.running_head(), Paper::Letter).pages.len()
    }

    #[test]
    fn a_plan_of_any_usual_length_is_one_page() {
        for lines in [0, 1, 3, 6] {
            assert_eq!(count(&document(lines, "I stop answering the phone and stay in")), 1);
        }
    }

    #[test]
    fn the_crisis_line_stands_on_every_plan_before_the_professionals() {
        let document = document(1, "Dr. Example");
        let lines = lines(&document, Part::Professionals);
        assert!(lines[0].contains("988") && lines[1].contains("Dr. Example"));
    }

    #[test]
    fn the_clients_language_is_printed_where_there_is_a_wording_for_it() {
        let mut document = document(1, "I walk");
        document.plan.language = "es".into();
        document.plan.own_steps[0].client_wording.text = "Salgo a caminar".into();
        assert_eq!(lines(&document, Part::OwnSteps), ["• Salgo a caminar"]);
        assert_eq!(lines(&document, Part::SaferSpace), ["• I walk 0"]);
        assert_eq!(document.meta().title, "Mi plan de seguridad");
        document.plan.distractions.clear();
        for blocks in [below_each_other(&document), side_by_side(&document)] {
            let all = format!("{blocks:?}");
            assert!(all.contains("Todavía no está escrito"), "{all}");
            assert!(!all.contains("Not recorded yet"), "{all}");
        }
    }
}
