//! The plan as Goldthread writes it: blocks, pages, PDF.

use bench::{
    asked::{Trouble, answer},
    description::{Plan, TEMPLATE},
    layout::laid,
};

fn main() -> Result<(), Trouble> {
    let clients = Plan::read(TEMPLATE)?.clients;
    answer(|number| {
        let (pages, meta) = laid(&clients, number)?;
        Ok(print::pdf(&pages, &meta)?.bytes)
    })
}
