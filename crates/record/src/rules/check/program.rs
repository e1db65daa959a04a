//! The program against the person: an adult in a program for adolescents, or the reverse, is a slip
//! or a decision that somebody gives a reason for.

use super::Found;
use crate::rules::{Level, pack::adolescent};

pub(super) const RULES: &[&str] = &["program-age"];

impl Found<'_> {
    pub(super) fn program(&mut self) {
        let Some((program, age)) = self.plan.program.zip(self.facts.age) else { return };
        let message = match (adolescent(Some(program), None), age < 18) {
            (true, false) => format!(
                "The program is for adolescents and the person is {age}: the hours of adolescents are asked for."
            ),
            (false, true) => format!(
                "The program is for adults and the person is {age}: the hours of adolescents are asked for."
            ),
            (true, true) | (false, false) => return,
        };
        self.core(RULES[0], Level::Warns, "program", &message);
    }
}
