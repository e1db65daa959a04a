//! Every experiment in small. What each of them demands stands beside it.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use faults::{Experiment, SMALL, child};

fn holds(experiment: Experiment) {
    child::set_program(env!("CARGO_BIN_EXE_faults"));
    match experiment(&SMALL) {
        Ok(row) => assert!(row.cases > 0),
        Err(broken) => panic!("{broken}"),
    }
}

#[test]
fn a_killed_process_loses_no_acknowledged_write_and_leaves_none_half_done() {
    holds(faults::kill_writers);
}

#[test]
fn a_power_cut_loses_no_acknowledged_write_and_leaves_none_half_done() {
    holds(faults::cut_power);
}

#[test]
fn a_disk_that_lies_about_syncs_is_seen_to_lose_writes() {
    holds(faults::lie_about_syncs);
}

#[test]
fn a_full_disk_keeps_what_was_acknowledged_and_leaves_room_for_an_audit_entry() {
    holds(faults::fill_the_disk);
}

#[test]
fn a_flipped_bit_is_refused_or_changes_one_value_at_most() {
    holds(faults::flip_bits);
}

#[test]
fn a_flipped_bit_of_a_clinic_sets_one_record_apart_at_most() {
    holds(faults::flip_bits_of_a_clinic);
}

#[test]
fn a_vault_that_ends_early_is_refused() {
    holds(faults::truncate_vaults);
}

#[test]
fn a_log_that_ends_early_leaves_whole_transactions() {
    holds(faults::truncate_logs);
}

#[test]
fn a_migration_killed_between_statements_leaves_the_old_vault_and_its_copy() {
    holds(faults::kill_between_statements);
}

#[test]
fn a_power_cut_in_a_migration_leaves_the_old_vault_or_the_new_one() {
    holds(faults::cut_power_in_a_migration);
}

#[test]
fn a_second_process_is_told_that_the_vault_is_open() {
    holds(faults::open_twice);
}

#[test]
fn every_backup_restores_to_what_the_clinic_was_when_it_was_made() {
    holds(faults::restore_backups);
}
