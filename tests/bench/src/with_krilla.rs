//! The plan in our layout, written by krilla.

use bench::{
    asked::{Trouble, answer},
    description::{Plan, TEMPLATE},
    krilla::{Fonts, written},
    layout::laid,
};

fn main() -> Result<(), Trouble> {
    let fonts = Fonts::open()?;
    let clients = Plan::read(TEMPLATE)?.clients;
    answer(|number| {
        let (pages, meta) = laid(&clients, number)?;
        written(&pages, &meta, &fonts)
    })
}
