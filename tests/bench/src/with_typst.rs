//! The plan as Typst sets and writes it.

use bench::{
    asked::{Trouble, answer},
    description::{Client, Plan, TEMPLATE},
    typ::{Desk, source},
};

fn main() -> Result<(), Trouble> {
    let mut desk = Desk::open()?;
    let plan = Plan::read(TEMPLATE)?;
    let template = source(&plan)?;
    answer(|number| desk.written(Client::new(&plan.clients, number).put_into(&template)))
}
