//! Hands what the fuzzer makes up to [`fuzz_targets::import_json`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz_targets::import_json(bytes));
