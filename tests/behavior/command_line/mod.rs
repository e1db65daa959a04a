//! The command line, as IT staff and automation use it. Vaults here are made with a cheap key
//! derivation, except where making one is the point.

mod clients;
mod clinical;
mod demo;
mod documents;
mod exchange;
mod intake;
mod killed;
mod leaves;
mod library;
mod papers;
mod plan;
mod plan_versions;
mod program;
mod score;
mod tables;
mod usage;
mod vault;

/// The vault's name in the folder that commands run in.
const VAULT: &str = "clinic.goldthread";
