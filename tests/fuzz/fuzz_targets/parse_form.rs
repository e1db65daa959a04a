//! Hands what the fuzzer makes up to [`fuzz_targets::parse_form`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz_targets::parse_form(bytes));
