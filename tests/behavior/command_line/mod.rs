//! The command line, as IT staff and automation use it. Vaults here are made with a cheap key
//! derivation, except where making one is the point.

mod clients;
mod clinical;
mod demo;
mod intake;
mod killed;
mod papers;
mod plan;
mod score;
mod usage;
mod vault;

/// The vault's name in the folder that commands run in.
const VAULT: &str = "clinic.goldthread";
