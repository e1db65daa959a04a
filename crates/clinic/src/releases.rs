//! What may leave the clinic about a client: the consents of the intake read for the rules, who may
//! be chosen, and the one door that every export about a client goes through.

mod read;

use chrono::{Local, Timelike};
use record::{
    Id,
    disclosure::{self, About, Ask, Basis, Consent, NotLive, Part2, Refused, live_on},
    plan::Program,
    schedule::MinuteOfDay,
};

use read::Consents;

use crate::{
    Code, Result, Session,
    body::{ConsentUsed, EpisodeBody},
    disclosures::{Purpose, Release},
    first_run::{short, text},
    view::{ClosedConsent, ConsentChoice, ExceptionChoice, ReleaseView, request::ExportAsk},
};

/// What the rules are told about a client.
struct Known {
    consents: Consents,
    names: Vec<String>,
    guardians: Vec<String>,
    minor_alone: bool,
    part2: Part2,
    discloser: String,
    now: MinuteOfDay,
}

impl Session {
    /// Who may be chosen for an export, and who may not and why. Consents that are in force come
    /// first, then the exceptions that need none.
    ///
    /// # Errors
    /// No such client.
    pub fn release_choices(&mut self, client: Id) -> Result<ReleaseView> {
        self.note_view(client)?;
        let known = self.known_for_release(client)?;
        let about = self.about(client, &known)?;
        let (mut consents, mut closed) = (Vec::new(), Vec::new());
        for consent in &known.consents.all {
            match usable(consent, &about) {
                Ok(until) => consents.push(choice(consent, &until)),
                Err(refused) => closed.push(shut(consent, &about, &refused)),
            }
        }
        let name = known.names.first().cloned().unwrap_or_default();
        Ok(ReleaseView {
            part2: about.part2,
            part2_why: known.part2.words().to_owned(),
            client: name,
            discloser: known.discloser.clone(),
            consents,
            closed,
            exceptions: exceptions(about.part2),
        })
    }

    /// Decides whether something about a client may leave. Every export about a client asks here,
    /// once when it is set and once more before it is written.
    ///
    /// # Errors
    /// [`crate::Error::Disclosure`] with the reason; [`Code::TooLong`].
    pub(crate) fn disclose(&self, client: Id, ask: &ExportAsk) -> Result<Purpose> {
        let (recipient, purpose) = (short(&ask.recipient)?, short(&ask.purpose)?);
        let basis = ask.basis.as_ref().map(fitting).transpose()?;
        let known = self.known_for_release(client)?;
        let about = self.about(client, &known)?;
        let asked = Ask { basis: basis.as_ref(), recipient: &recipient, purpose: &purpose };
        let allowed = disclosure::decide(&asked, &about)?;
        let used = known.consents.section.zip(allowed.consent);
        Ok(Purpose {
            recipient: allowed.recipient,
            purpose: allowed.purpose,
            release: Some(Release {
                basis: allowed.basis,
                consent: used.map(|((record, rev), row)| ConsentUsed { record, rev, row }),
                scope: allowed.scope,
                statement: allowed.statement,
                part2: about.part2,
            }),
        })
    }

    fn known_for_release(&self, client: Id) -> Result<Known> {
        let today = self.clock().now().with_timezone(&Local);
        let now = MinuteOfDay::new(today.hour() * 60 + today.minute()).ok_or(Code::Internal)?;
        Ok(Known {
            consents: self.consents(client)?,
            names: self.client_names(client)?,
            guardians: self.guardian_names(client)?,
            minor_alone: self.minor_alone(client)?,
            part2: disclosure::part2(self.clinic.part2, self.programs(client)?.as_deref()),
            discloser: self.my_signed_name(),
            now,
        })
    }

    fn about<'a>(&self, client: Id, known: &'a Known) -> Result<About<'a>> {
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        Ok(About {
            consents: &known.consents.all,
            birth: entry.birth(),
            names: &known.names,
            guardians: &known.guardians,
            minor_alone: known.minor_alone,
            part2: known.part2.holds(),
            today: self.clock().today(),
            now: known.now,
            discloser: &known.discloser,
        })
    }

    /// The programs of the client's episodes and of every version of their plans; nothing for who
    /// cannot see plans.
    fn programs(&self, client: Id) -> Result<Option<Vec<Program>>> {
        if !self.clinical() {
            return Ok(None);
        }
        let entry = self.directory.entry(client).ok_or(Code::NoSuchClient)?;
        let mut programs = Vec::new();
        for episode in &entry.episodes {
            let answers = self.ledger.load::<EpisodeBody>(episode.record)?.envelope.body.answers;
            programs.extend(match answers.text("program") {
                Some("mental_health") => Some(Program::MentalHealthAdult),
                Some("substance_use") => Some(Program::SubstanceUseAdult),
                Some("both") => Some(Program::BothAdult),
                _ => None,
            });
        }
        for plan in &entry.plans {
            programs.extend(self.plan_version(client, plan.record)?.plan.program);
        }
        Ok(Some(programs))
    }
}

/// A basis whose texts are no longer than a record holds.
fn fitting(basis: &Basis) -> Result<Basis> {
    Ok(match basis.clone() {
        Basis::MedicalEmergency(mut it) => {
            for line in [&mut it.facility, &mut it.discloser, &mut it.on, &mut it.time] {
                *line = short(line)?;
            }
            it.nature = text(&it.nature)?;
            Basis::MedicalEmergency(it)
        }
        Basis::CourtOrder { reference } => Basis::CourtOrder { reference: text(&reference)? },
        Basis::Consent { row } => Basis::Consent { row: short(&row)? },
        other => other,
    })
}

/// Until when a consent lets something out, asked as an export would.
fn usable(consent: &Consent, about: &About<'_>) -> std::result::Result<disclosure::Until, Refused> {
    let basis = Basis::Consent { row: consent.row.clone() };
    let recipient = consent.recipient.as_str();
    disclosure::decide(&Ask { basis: Some(&basis), recipient, purpose: "" }, about)?;
    live_on(consent, about.today, about.birth).map_err(Refused::NotLive)
}

fn choice(consent: &Consent, until: &disclosure::Until) -> ConsentChoice {
    ConsentChoice {
        basis: Basis::Consent { row: consent.row.clone() },
        label: consent.covers.label().to_owned(),
        recipient: consent.recipient.trim().to_owned(),
        class: consent.class,
        purpose: consent.purpose_words(),
        disclosed: consent.disclosed.trim().to_owned(),
        until: until.words(),
        event: matches!(until, disclosure::Until::Event(_)),
    }
}

fn shut(consent: &Consent, about: &About<'_>, refused: &Refused) -> ClosedConsent {
    // What is not in force says so with its day; anything else as an export would.
    let (why, remedy) = match live_on(consent, about.today, about.birth) {
        Err(why) => (why.why(), NotLive::remedy(&why).to_owned()),
        Ok(_) => (sentence(&refused.to_string()), String::new()),
    };
    let (label, recipient) = (consent.covers.label().to_owned(), consent.recipient.clone());
    ClosedConsent { label, recipient, why, remedy }
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn exceptions(part2: bool) -> Vec<ExceptionChoice> {
    let mut all = vec![
        (Basis::ClientCopy, "It goes to the client and to nobody else."),
        (
            Basis::MedicalEmergency(disclosure::Emergency::default()),
            "To medical staff, as far as an emergency needs it, when consent cannot be had.",
        ),
        (Basis::ChildAbuseReport, "The report that state law asks for, and nothing beyond it."),
        (
            Basis::CourtOrder { reference: String::new() },
            "A court has ordered it. A subpoena alone is not enough.",
        ),
        (Basis::Audit, "For those who audit or evaluate the program, under written agreement."),
    ];
    if !part2 {
        let words = "No consent is asked for. Recipient and purpose are recorded all the same.";
        all.push((Basis::NotUnderPart2, words));
    }
    let choice = |(basis, text): (Basis, &str)| ExceptionChoice {
        label: basis.label().to_owned(),
        text: text.to_owned(),
        purpose: basis.usual_purpose().to_owned(),
        basis,
    };
    all.into_iter().map(choice).collect()
}
