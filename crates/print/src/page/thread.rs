//! The golden thread: problem, goal, objective and interventions strung along one thin line, with
//! a bead at every station.

use super::{
    Role, TagId,
    lay::{Frame, Layout, baseline, keep_with_next},
    unit::{Bead, Thread},
};
use crate::{
    block::{Knot, Station},
    style::{STATION, Style},
};

/// Where the line runs, from the left of the column.
const LINE: f32 = 5.0;
/// How far in the words of a station stand.
const INDENT: f32 = 20.0;

impl Layout<'_> {
    pub(super) fn thread(&mut self, knots: &[Knot], frame: Frame, parent: Option<TagId>) {
        let number = self.threads;
        self.threads += 1;
        for (index, knot) in knots.iter().enumerate() {
            let first = self.laid.units.len();
            self.knot(knot, frame, parent);
            let bead = bead(knot.station, frame, self.sized(STATION));
            for (unit, at) in self.laid.units[first..].iter_mut().zip(0..) {
                unit.thread = Some(Thread {
                    number,
                    x: frame.x + LINE,
                    begins: index == 0 && at == 0,
                    bead: (at == 0).then_some(bead),
                });
            }
        }
    }

    fn knot(&mut self, knot: &Knot, frame: Frame, parent: Option<TagId>) {
        let part = self.tag(Role::Part, parent);
        let label = self.tag(Role::Paragraph, Some(part));
        let inner = frame.indented(INDENT);
        let mut units = self.text(&knot.label, self.sized(STATION), inner, label);
        keep_with_next(&mut units);
        for unit in &mut units {
            unit.heads = true;
        }
        if let Some(first) = units.first_mut() {
            first.before = match knot.station {
                Station::Problem => 16.0,
                Station::Goal => 14.0,
                Station::Objective => 13.0,
            };
        }
        self.laid.units.extend(units);
        self.blocks(&knot.blocks, inner, Some(part));
    }
}

fn bead(station: Station, frame: Frame, style: Style) -> Bead {
    let (radius, filled) = match station {
        Station::Problem => (4.2, true),
        Station::Goal => (3.4, false),
        Station::Objective => (2.6, false),
    };
    let y = baseline(style) - style.size * 0.36;
    Bead { x: frame.x + LINE, y, radius, filled }
}
