//! The client copy's own words in both languages: short sentences, everyday words, and the person
//! speaks.

use record::{Entered, plan::Intervention};

use crate::Language;

/// Everything the client copy says that no person wrote.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) working_on: &'static str,
    pub(super) why: &'static str,
    pub(super) we_work_on: &'static str,
    pub(super) nothing_yet: &'static str,
    pub(super) goals: &'static str,
    pub(super) goal: &'static str,
    pub(super) no_goals: &'static str,
    pub(super) no_words: &'static str,
    pub(super) i_will: &'static str,
    pub(super) staff_will: &'static str,
    pub(super) by: &'static str,
    pub(super) met: &'static str,
    pub(super) later: &'static str,
    pub(super) with: &'static str,
    pub(super) week: &'static str,
    pub(super) no_week: &'static str,
    pub(super) time_open: &'static str,
    pub(super) in_all: &'static str,
    pub(super) call: &'static str,
    pub(super) clinic: &'static str,
    pub(super) crisis: [(&'static str, &'static str); 2],
    pub(super) working: &'static str,
    pub(super) signs: &'static str,
    pub(super) no_signs: &'static str,
    pub(super) today: &'static str,
    pub(super) aim: &'static str,
    pub(super) change: &'static str,
    pub(super) my_plan: [&'static str; 4],
}

pub(super) const ENGLISH: Words = Words {
    title: "My plan",
    working_on: "What we are working on, and why",
    why: "Why this matters to me, in my own words:",
    we_work_on: "We are working on this together:",
    nothing_yet: "We have not written this down yet. We will do it together.",
    goals: "My goals",
    goal: "Goal",
    no_goals: "I have not set a goal yet. I can take my time and talk it over with my team.",
    no_words: "I have not put this goal in my own words yet.",
    i_will: "What I will do",
    staff_will: "What the staff will do",
    by: "By",
    met: "Done",
    later: "For later",
    with: "with",
    week: "My week",
    no_week: "We have not set the days and times yet. The staff will tell me.",
    time_open: "The day or time is still open:",
    in_all: "in all each week",
    call: "Who to call",
    clinic: "The clinic",
    crisis: [
        (
            "If I feel I can’t go on, or I am not safe",
            "Call or text 988. Somebody is there day and night. It is free.",
        ),
        ("If a life is in danger now", "Call 911."),
    ],
    working: "How we will know it is working",
    signs: "These signs will show us:",
    no_signs: "We will talk about how I feel and what has changed for me.",
    today: "At the start",
    aim: "My aim",
    change: "How to change this plan",
    my_plan: [
        "This is my plan. I can ask to change it at any time.",
        "I can tell anyone on the staff, in a group or on the phone. They will help me.",
        "I can say no to a part of it. I can ask why something is in it.",
        "I can ask for a new copy, and for someone I trust to help me plan.",
    ],
};

pub(super) const SPANISH: Words = Words {
    title: "Mi plan",
    working_on: "En qué estamos trabajando y por qué",
    why: "Por qué me importa, en mis propias palabras:",
    we_work_on: "Juntos trabajamos en esto:",
    nothing_yet: "Todavía no lo hemos escrito. Lo haremos juntos.",
    goals: "Mis metas",
    goal: "Meta",
    no_goals: "Todavía no tengo una meta. Puedo tomarme mi tiempo y hablarlo con mi equipo.",
    no_words: "Todavía no he puesto esta meta en mis propias palabras.",
    i_will: "Lo que yo haré",
    staff_will: "Lo que hará el personal",
    by: "Para el",
    met: "Hecho",
    later: "Para después",
    with: "con",
    week: "Mi semana",
    no_week: "Todavía no hemos fijado los días y las horas. El personal me avisará.",
    time_open: "Falta fijar el día o la hora:",
    in_all: "en total cada semana",
    call: "A quién llamar",
    clinic: "La clínica",
    crisis: [
        (
            "Si siento que no puedo más, o no estoy a salvo",
            "Llame o mande un mensaje de texto al 988. Hay alguien de día y de noche. Es gratis. \
             Para español, oprima 2.",
        ),
        ("Si una vida está en peligro ahora", "Llame al 911."),
    ],
    working: "Cómo sabremos que va funcionando",
    signs: "Estas señales nos lo dirán:",
    no_signs: "Hablaremos de cómo me siento y de qué ha cambiado para mí.",
    today: "Al empezar",
    aim: "Mi meta",
    change: "Cómo cambiar este plan",
    my_plan: [
        "Este es mi plan. Puedo pedir que se cambie en cualquier momento.",
        "Puedo decírselo a cualquier persona del personal, en un grupo o por teléfono. Me ayudarán.",
        "Puedo decir que no a una parte. Puedo preguntar por qué está en el plan.",
        "Puedo pedir otra copia, y que alguien de mi confianza me ayude a planear.",
    ],
};

/// How long, how often and for how many weeks: "50 minutes, once a week, for 8 weeks". What could
/// not be read stands as it was typed.
pub(super) fn amount(intervention: &Intervention, language: Language) -> String {
    let minutes = match &intervention.minutes {
        Entered::Known(1) => language.pick("1 minute", "1 minuto").to_owned(),
        Entered::Known(minutes) => format!("{minutes} {}", language.pick("minutes", "minutos")),
        Entered::Text(text) => text.trim().to_owned(),
    };
    let weeks = match &intervention.weeks {
        Entered::Known(1) => language.pick("for 1 week", "durante 1 semana").to_owned(),
        Entered::Known(weeks) => {
            language.pick(format!("for {weeks} weeks"), format!("durante {weeks} semanas"))
        }
        Entered::Text(text) => text.trim().to_owned(),
    };
    let often = match &intervention.times_a_week {
        Entered::Known(times) => often(*times, language),
        Entered::Text(text) => text.trim().to_owned(),
    };
    let parts = [minutes, often, weeks];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Times a week as people say it. A part of one is said in weeks where that comes out even.
fn often(times: f64, language: Language) -> String {
    let weeks = 1.0 / times;
    let even = weeks.is_finite() && (weeks - weeks.round()).abs() < 0.05;
    match times {
        _ if times == 1.0 => language.pick("once a week", "una vez por semana").to_owned(),
        _ if times == 2.0 => language.pick("twice a week", "dos veces por semana").to_owned(),
        _ if times == 0.5 => {
            language.pick("every other week", "una semana sí y otra no").to_owned()
        }
        _ if times < 1.0 && even => language.pick(
            format!("every {} weeks", weeks.round()),
            format!("cada {} semanas", weeks.round()),
        ),
        _ => language.pick(format!("{times} times a week"), format!("{times} veces por semana")),
    }
}

#[cfg(test)]
mod tests {
    use record::library::reading_level::Counted;

    use super::*;

    #[test]
    fn how_often_is_said_as_people_say_it() {
        for (times, english, spanish) in [
            (1.0, "once a week", "una vez por semana"),
            (2.0, "twice a week", "dos veces por semana"),
            (3.0, "3 times a week", "3 veces por semana"),
            (0.5, "every other week", "una semana sí y otra no"),
            (0.25, "every 4 weeks", "cada 4 semanas"),
            (0.33, "every 3 weeks", "cada 3 semanas"),
            (1.5, "1.5 times a week", "1.5 veces por semana"),
            (0.0, "0 times a week", "0 veces por semana"),
        ] {
            assert_eq!(often(times, Language::English), english);
            assert_eq!(often(times, Language::Spanish), spanish);
        }
    }

    #[test]
    fn what_was_typed_is_said_when_it_cannot_be_read() {
        let mut one = Intervention { minutes: Entered::Known(50), ..Intervention::default() };
        assert_eq!(amount(&one, Language::English), "50 minutes");
        one.times_a_week = Entered::Text("as needed".into());
        one.weeks = Entered::Known(1);
        assert_eq!(amount(&one, Language::English), "50 minutes, as needed, for 1 week");
        assert_eq!(amount(&one, Language::Spanish), "50 minutos, as needed, durante 1 semana");
    }

    #[test]
    fn the_fixed_words_are_read_by_who_left_school_after_the_sixth_grade() {
        let words = &ENGLISH;
        let sentences = [
            vec![words.why, words.we_work_on, words.nothing_yet, words.no_goals, words.no_words],
            vec![words.no_week, words.signs, words.no_signs, words.time_open],
            words.crisis.iter().flat_map(|(when, how)| [*when, *how]).collect(),
            words.my_plan.to_vec(),
        ];
        let text = sentences.concat().join(". ");
        let grade = Counted::of(&text).grade().unwrap();
        assert!(grade <= 6.0, "{grade}");
        let long = |it: &&str| it.split(" ").count() > 4;
        for sentence in sentences.concat().into_iter().filter(long) {
            let grade = Counted::of(sentence).grade().unwrap();
            assert!(grade <= 7.0, "{grade}: {sentence}");
        }
    }

    #[test]
    fn nothing_is_left_in_the_other_language() {
        let (english, spanish) = (&ENGLISH, &SPANISH);
        let pairs = [
            (english.title, spanish.title),
            (english.working_on, spanish.working_on),
            (english.why, spanish.why),
            (english.we_work_on, spanish.we_work_on),
            (english.nothing_yet, spanish.nothing_yet),
            (english.goals, spanish.goals),
            (english.goal, spanish.goal),
            (english.no_goals, spanish.no_goals),
            (english.no_words, spanish.no_words),
            (english.i_will, spanish.i_will),
            (english.staff_will, spanish.staff_will),
            (english.by, spanish.by),
            (english.met, spanish.met),
            (english.later, spanish.later),
            (english.with, spanish.with),
            (english.week, spanish.week),
            (english.no_week, spanish.no_week),
            (english.time_open, spanish.time_open),
            (english.in_all, spanish.in_all),
            (english.call, spanish.call),
            (english.clinic, spanish.clinic),
            (english.working, spanish.working),
            (english.signs, spanish.signs),
            (english.no_signs, spanish.no_signs),
            (english.today, spanish.today),
            (english.aim, spanish.aim),
            (english.change, spanish.change),
        ];
        for (english, spanish) in pairs {
            assert!(!english.is_empty() && !spanish.is_empty() && english != spanish, "{english}");
        }
        assert!(english.my_plan.iter().zip(spanish.my_plan).all(|(a, b)| *a != b));
        assert!(english.crisis.iter().zip(spanish.crisis).all(|(a, b)| a.0 != b.0 && a.1 != b.1));
    }
}
