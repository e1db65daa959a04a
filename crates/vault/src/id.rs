//! Identifiers: 16 random bytes each, a type for each thing they name.
//!
//! They carry no meaning, no order and no secret, and may stand in logs.

use std::{fmt, str::FromStr};

use crate::{Error, Result, random};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// Draws a new identifier.
            pub fn make() -> Result<Self> {
                random::make_bytes().map(Self)
            }

            /// The identifier with these bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The bytes, as they stand in contexts and rows.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl From<[u8; 16]> for $name {
            fn from(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }
        }

        impl TryFrom<&[u8]> for $name {
            type Error = Error;

            /// [`Error::NotAnId`] unless there are 16 bytes.
            fn try_from(bytes: &[u8]) -> Result<Self> {
                bytes.try_into().map(Self).map_err(|_| Error::NotAnId)
            }
        }

        impl FromStr for $name {
            type Err = Error;

            /// [`Error::NotAnId`] unless there are 32 hex digits.
            fn from_str(text: &str) -> Result<Self> {
                parse_hex(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    };
}

id! {
    /// Names a vault; it is in every context, so nothing moves from one vault to another.
    VaultId
}
id! {
    /// Names a record (and the drop that becomes it).
    RecordId
}
id! {
    /// Names a user.
    UserId
}
id! {
    /// Names a slot: one way to reach a user's key.
    SlotId
}
id! {
    /// Names an audit chain: one session.
    ChainId
}

fn parse_hex(text: &str) -> Result<[u8; 16]> {
    let digits = text.as_bytes();
    if digits.len() != 32 {
        return Err(Error::NotAnId);
    }
    let mut bytes = [0; 16];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = hex_digit(pair[0])? << 4 | hex_digit(pair[1])?;
    }
    Ok(bytes)
}

fn hex_digit(digit: u8) -> Result<u8> {
    let value = char::from(digit).to_digit(16).ok_or(Error::NotAnId)?;
    u8::try_from(value).map_err(|_| Error::NotAnId)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_reads_back_from_its_own_text() {
        let id = RecordId::make().unwrap();
        assert_eq!(id.to_string().parse::<RecordId>().unwrap(), id);
        assert_eq!(RecordId::try_from(id.as_bytes().as_slice()).unwrap(), id);
    }

    #[test]
    fn text_that_is_not_an_identifier_is_refused() {
        for text in ["", "00", "+1111111111111111111111111111111", &"g".repeat(32), &"0".repeat(33)]
        {
            assert_eq!(text.parse::<UserId>(), Err(Error::NotAnId));
        }
    }
}
