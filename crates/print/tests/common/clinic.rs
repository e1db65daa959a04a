//! The documents of a fictional clinic in full: a sealed plan, its scores, the client's copy, and the
//! letterhead they go out under.

use std::rc::Rc;

use chrono::Days;
use print::{
    Answered, Certified, ClientCopyDocument, Contact, Drawing, Language, Letterhead, Logo, Path,
    Picture, PlanDocument, Samples, Segment, SignedLine, VersionLine,
    block::{Chart, ChartBand, ChartPoint, PlanDate},
};
use record::{
    Entered,
    schedule::{Day, MinuteOfDay, Place, Planned},
};

use super::{day, sample};

/// A sealed version with everything that can stand on its paper.
pub(crate) fn sealed() -> PlanDocument {
    let mut document = sample();
    document.version = "Version 2: in force since Jan 14, 2027".into();
    document.hash = "9f2ac41b7d03".into();
    document.hours = vec![
        "9 of at least 9 hours a week on site (42 CFR 410.44)".into(),
        "3 services on each day (Medicare IOP)".into(),
    ];
    document.review_due = "Feb 11, 2027".into();
    document.plan.reviews.every_days = Entered::Known(30);
    document.plan.reviews.how = "With Mari and her sister, in Spanish where she wants it.".into();
    document.plan.coordination = "Calls with A. Haile, MD after every medication visit.".into();
    document.plan.peer_support = "Meets a certified peer specialist on Fridays.".into();
    document.plan.culture_and_language = "Spanish at home; Sunday Mass with the children.".into();
    document.plan.risk_and_safety =
        "Safety plan of Jan 12, 2027 on file; no intent, no plan, strong ties to her children."
            .into();
    document.plan.schedule.push(Planned {
        title: "Family session".into(),
        day: Some(Day::Thu),
        start: Entered::Known(MinuteOfDay::new(17 * 60).unwrap()),
        minutes: Entered::Known(50),
        place: Place::Remote,
        staff: "M. Okafor, LCSW".into(),
        ..Planned::default()
    });
    document.plan.schedule.push(Planned { title: "Peer support".into(), ..Planned::default() });
    document.answered = vec![Answered {
        finding: "The target date of an objective is more than 90 days away (IOP core)".into(),
        reason: "Agreed with the client; reviewed monthly.".into(),
        by: "M. Okafor, LCSW".into(),
    }];
    document.certifications = vec![Certified {
        title: "Certification".into(),
        statement: "Intensive outpatient services are needed at least nine hours a week.".into(),
        conditions: vec!["Under the care of a physician: yes".into()],
        facts: Vec::new(),
        signed: "A. Haile, MD, Jan 14, 2027, 4:10 PM".into(),
    }];
    document.signed = vec![
        signed("Client", "Marisol Núñez-Ibáñez", "Signed on the screen"),
        signed("Guardian", "Łucja Núñez", "Chose not to sign: wants to read it at home first"),
    ];
    document.signers.retain(|signer| signer.role != "Client");
    document.history = [
        ("Version 2", "In force since Jan 14, 2027", "9f2ac41b7d03"),
        ("Version 1", "Replaced by version 2", "51c0de83aa16"),
    ]
    .map(|(version, standing, hash)| VersionLine {
        version: version.into(),
        standing: standing.into(),
        hash: hash.into(),
    })
    .to_vec();
    document
}

fn signed(role: &str, name: &str, how: &str) -> SignedLine {
    SignedLine {
        role: role.into(),
        name: name.into(),
        how: how.into(),
        on: "Jan 14, 2027, 3:55 PM".into(),
        drawn: None,
    }
}

/// Scores of a questionnaire over eight weeks, and a questionnaire nobody has answered.
pub(crate) fn outcomes() -> Vec<Chart> {
    let scores = [17.0, 15.0, 16.0, 11.0, 8.0];
    let points = scores.into_iter().zip(0_u64..).map(|(value, at)| ChartPoint {
        on: day(2027, 1, 12) + Days::new(14 * at),
        value: Some(value),
        shown: format!("{value}"),
    });
    let bands = [
        ("Minimal", 0.0, 4.0),
        ("Mild", 5.0, 9.0),
        ("Moderate", 10.0, 14.0),
        ("Severe", 15.0, 27.0),
    ];
    let band = |((label, from, to), severity): ((&str, f64, f64), u8)| ChartBand {
        label: label.into(),
        from,
        to,
        severity: Some(severity),
    };
    let phq = Chart {
        title: "PHQ-9, total".into(),
        points: points.collect(),
        bands: bands.into_iter().zip(0..).map(band).collect(),
        range: Some((0.0, 27.0)),
        target: Some(9.0),
        plans: vec![PlanDate { on: day(2027, 1, 14), label: "Version 2".into() }],
        ..Chart::default()
    };
    vec![phq, Chart { title: "GAD-7, total".into(), range: Some((0.0, 21.0)), ..Chart::default() }]
}

/// The client copy of the sample.
pub(crate) fn copy(language: Language) -> ClientCopyDocument {
    let mut plan = sample().plan;
    plan.risk_and_safety = "Thoughts of death in December".into();
    plan.schedule.push(Planned {
        title: "Family session".into(),
        day: Some(Day::Thu),
        start: Entered::Known(MinuteOfDay::new(17 * 60).unwrap()),
        minutes: Entered::Known(50),
        place: Place::Remote,
        ..Planned::default()
    });
    plan.schedule.push(Planned { title: "Peer support".into(), ..Planned::default() });
    let scores = [17.0, 15.0, 11.0];
    let points = scores.into_iter().zip(0_u64..).map(|(value, at)| ChartPoint {
        on: day(2027, 1, 12) + Days::new(14 * at),
        value: Some(value),
        shown: format!("{value}"),
    });
    let chart = Chart {
        title: "PHQ-9".into(),
        points: points.collect(),
        range: Some((0.0, 27.0)),
        target: Some(9.0),
        ..Chart::default()
    };
    let contact = |who: &str, phone: &str, when: &str| Contact {
        who: who.into(),
        phone: phone.into(),
        when: when.into(),
    };
    ClientCopyDocument {
        clinic: "Riverbend sample clinic".into(),
        phone: "(555) 010-0100".into(),
        name_used: "Mari Núñez".into(),
        language,
        version: "Version 2".into(),
        prepared_on: Some(day(2027, 1, 12)),
        contacts: vec![
            contact("M. Okafor, LCSW", "(555) 010-0117", "Mon to Fri, 8 AM to 5 PM"),
            contact("Łucja", "(555) 010-0123", ""),
        ],
        outcomes: vec![chart],
        plan,
    }
}

/// A ring that fades out, as samples.
pub(crate) fn picture() -> Logo {
    let side = 96_i32;
    let sample = |at: i32| {
        let (x, y) = (at % side - side / 2, at / side - side / 2);
        let from_ring = ((x * x + y * y) as f32).sqrt() - 34.0;
        let opacity = (255.0 - from_ring.abs() * 22.0).clamp(0.0, 255.0) as u8;
        [0x0e, 0x5f, 0x63, opacity]
    };
    let bytes: Vec<u8> = (0..side * side).flat_map(sample).collect();
    Logo::Picture(Rc::new(Picture::new(96, 96, Samples::Rgba, &bytes).unwrap()))
}

/// A wave over a sun, as paths; the last one leaves the sheet and is cut off.
pub(crate) fn drawing() -> Logo {
    use Segment::{Close, Curve, Line, Move};
    let sun = Path {
        segments: vec![
            Move(60.0, 10.0),
            Curve([(76.0, 10.0), (90.0, 24.0), (90.0, 40.0)]),
            Line(30.0, 40.0),
            Curve([(30.0, 24.0), (44.0, 10.0), (60.0, 10.0)]),
            Close,
        ],
        fill: Some([0xb9, 0x8a, 0x1c]),
        ..Path::default()
    };
    let wave = Path {
        segments: vec![
            Move(0.0, 44.0),
            Curve([(30.0, 34.0), (60.0, 56.0), (120.0, 44.0)]),
            Line(400.0, 44.0),
        ],
        stroke: Some(([0x0e, 0x5f, 0x63], 4.0)),
        ..Path::default()
    };
    Logo::Drawing(Rc::new(Drawing::new(120.0, 52.0, vec![sun, wave]).unwrap()))
}

pub(crate) fn letterhead(logo: Option<Logo>) -> Letterhead {
    Letterhead {
        name: "Riverbend sample clinic".into(),
        address: vec!["1200 Sample Avenue, Suite 4".into(), "Springfield, OR 97477".into()],
        phone: "(555) 010-0100".into(),
        licences: vec!["State licence 00-1234 (sample)".into(), "CLIA 00D0000000 (sample)".into()],
        footer: "Riverbend is a fictional clinic. Nothing here is about a real person.".into(),
        logo,
    }
}
