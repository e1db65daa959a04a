//! The product as its users meet it, through the use cases and the command line, over a real vault
//! in a temporary folder. Every test name is a sentence that must be true.

#![cfg(test)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it is surprised")]

mod attachments;
mod audit;
mod backing_up;
mod broken_files;
mod canary;
mod client_copy;
mod client_lists;
mod clients;
mod command_line;
mod commands;
mod crowd;
mod documents;
mod episodes;
mod exchange;
mod export;
mod first_run;
mod form_packs;
mod frozen;
mod handing_over;
mod intake;
mod laws;
mod locked;
mod memory;
mod names;
mod people_leaving;
mod plan;
mod plan_due;
mod plan_file;
mod plan_library;
mod plan_needs;
mod plan_reviews;
mod plan_versions;
mod presence;
mod program;
mod program_history;
mod reading_the_audit;
mod releasing;
mod removing;
mod roles;
mod rows;
mod screening;
mod self_entry;
mod signing_in;
mod suitability;
mod tables;
mod tampering;
mod unreadable;
