//! The plan in our own blocks.

use chrono::NaiveDate;
use print::{
    Block, Meta, Pages, Paper, RunningHead,
    block::{Align, Bullet, Chart, ChartBand, ChartPoint, Column, Level, Table, Text},
    pages,
};

use crate::{asked::Trouble, description as words};

/// Lays the plan of one of the clients out.
///
/// # Errors
/// When the description is not one.
pub fn laid(clients: &[String], number: usize) -> Result<(Pages, Meta), Trouble> {
    let client = words::Client::new(clients, number);
    let plan = words::Plan::read(&client.put_into(words::TEMPLATE))?;
    let mut blocks = vec![Block::Title {
        kicker: plan.kicker.clone(),
        text: plan.title.clone(),
        below: plan.below.clone(),
    }];
    for part in plan.blocks {
        blocks.push(block(part)?);
    }
    let head = RunningHead {
        clinic: plan.kicker.clone(),
        document: plan.title.clone(),
        client: plan.below,
        version: "DRAFT, not signed".into(),
        ..RunningHead::default()
    };
    let meta = Meta {
        title: plan.title,
        author: plan.kicker,
        language: "en-US".into(),
        date: NaiveDate::from_ymd_opt(2027, 1, 12),
    };
    Ok((pages(&blocks, &head, Paper::Letter), meta))
}

fn block(part: words::Part) -> Result<Block, Trouble> {
    Ok(match part {
        words::Part::Heading { level, text } => {
            Block::Heading { level: if level == 1 { Level::Section } else { Level::Topic }, text }
        }
        words::Part::Paragraph(text) => Block::Paragraph(Text::plain(text)),
        words::Part::Quote(text) => Block::Quote(text),
        words::Part::Bullets(points) => {
            Block::Bullets(points.into_iter().map(Bullet::plain).collect())
        }
        words::Part::Table(table) => Block::Table(Table {
            columns: table
                .columns
                .into_iter()
                .map(|it| Column { title: it.title, align: Align::Start, share: it.share })
                .collect(),
            rows: table
                .rows
                .into_iter()
                .map(|row| row.into_iter().map(Text::plain).collect())
                .collect(),
        }),
        words::Part::Chart(chart) => Block::Chart(drawn(chart)?),
    })
}

fn drawn(chart: words::Chart) -> Result<Chart, Trouble> {
    let mut points = Vec::new();
    for (day, value) in chart.points {
        points.push(ChartPoint { on: day.parse()?, value: Some(value), shown: value.to_string() });
    }
    let bands = chart.bands.into_iter().zip(0..).map(|(band, severity)| ChartBand {
        label: band.label,
        from: band.from,
        to: band.to,
        severity: Some(severity),
    });
    Ok(Chart {
        title: chart.title,
        points,
        bands: bands.collect(),
        range: Some((chart.low, chart.high)),
        target: Some(chart.target),
        ..Chart::default()
    })
}
