//! One vector of the file, read field by field.

use serde_json::Value;

use crate::{
    Class, ClassKey, Epoch, Sealed, UserKey,
    envelope::{self, Fresh},
    padding,
    sealed::Label,
};

const FILE: &str = include_str!("../../tests/fixtures/box-vectors.json");

fn vectors() -> Vec<Value> {
    let file: Value = serde_json::from_str(FILE).unwrap();
    file["vectors"].as_array().unwrap().clone()
}

/// The name of every vector.
pub(super) fn names() -> Vec<String> {
    vectors().iter().map(|vector| vector["name"].as_str().unwrap().to_owned()).collect()
}

/// One vector, or one entry of a chain.
pub(super) struct Vector(pub(super) Value);

impl Vector {
    pub(super) fn named(name: &str) -> Self {
        Self(vectors().into_iter().find(|vector| vector["name"] == name).unwrap())
    }

    pub(super) fn number(&self, field: &str) -> u64 {
        self.0[field].as_u64().unwrap()
    }

    pub(super) fn text(&self, field: &str) -> &str {
        self.0[field].as_str().unwrap()
    }

    pub(super) fn bytes(&self, field: &str) -> Vec<u8> {
        unhex(self.text(field))
    }

    pub(super) fn array<const N: usize>(&self, field: &str) -> [u8; N] {
        self.bytes(field).try_into().unwrap()
    }

    pub(super) fn class(&self) -> Class {
        Class::try_from(u8::try_from(self.number("cls")).unwrap()).unwrap()
    }

    pub(super) fn epoch(&self) -> Epoch {
        Epoch(u32::try_from(self.number("epoch")).unwrap())
    }

    pub(super) fn class_key(&self) -> ClassKey {
        ClassKey::from_opened(self.class(), self.epoch(), &self.bytes("ikm").into()).unwrap()
    }

    pub(super) fn user_key(&self, field: &str) -> UserKey {
        UserKey::from_opened(&self.bytes(field).into()).unwrap()
    }

    /// Seals with the vector's salt and nonce and compares; then parses what the file holds.
    pub(super) fn check_box(&self, label: Label, ctx: &[u8], payload: &[u8]) -> Sealed {
        assert_eq!(ctx, self.bytes("ctx"));
        let fresh = Fresh { salt: self.array("salt"), nonce: self.array("nonce") };
        let sealed = envelope::seal_with(fresh, &self.bytes("ikm"), label, ctx, payload).unwrap();
        assert_eq!(sealed.as_bytes(), self.bytes("box"));
        assert_eq!(sealed.sha256(), self.array("sha256"));
        Sealed::parse(self.bytes("box")).unwrap()
    }

    pub(super) fn check_padding(&self) -> Vec<u8> {
        let padded = padding::pad(self.text("body").as_bytes()).unwrap();
        assert_eq!(padded.as_slice(), self.bytes("plaintext"));
        padded.to_vec()
    }
}

pub(super) fn unhex(text: &str) -> Vec<u8> {
    let digit = |at| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
    (0..text.len()).step_by(2).map(digit).collect()
}
