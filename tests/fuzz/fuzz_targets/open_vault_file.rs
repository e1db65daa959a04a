//! Hands what the fuzzer makes up to [`fuzz_targets::open_vault_file`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz_targets::open_vault_file(bytes));
