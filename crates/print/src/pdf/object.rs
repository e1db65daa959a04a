//! Objects as bytes (ISO 32000-1, 7.3), as short as they can be.

use lopdf::{Dictionary, Object, StringFormat};

use super::number::{decimal, whole};

/// Writes an object. A stream is not one here: it stands by itself in a file.
pub(super) fn object(out: &mut Vec<u8>, value: &Object) {
    match value {
        Object::Null | Object::Stream(_) => out.extend(b"null"),
        Object::Boolean(yes) => out.extend(yes.to_string().as_bytes()),
        Object::Integer(number) => whole(out, *number),
        Object::Real(number) => decimal(out, *number, 6),
        Object::Name(name) => self::name(out, name),
        Object::String(bytes, StringFormat::Hexadecimal) => hexadecimal(out, bytes),
        Object::String(bytes, StringFormat::Literal) => literal(out, bytes),
        Object::Array(parts) => array(out, parts),
        Object::Dictionary(dictionary) => entries(out, dictionary),
        Object::Reference((number, generation)) => {
            whole(out, i64::from(*number));
            out.push(b' ');
            whole(out, i64::from(*generation));
            out.extend(b" R");
        }
    }
}

/// Writes a dictionary.
pub(super) fn entries(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend(b"<<");
    for (key, value) in dictionary {
        name(out, key);
        spaced(out, value);
    }
    out.extend(b">>");
}

fn array(out: &mut Vec<u8>, parts: &[Object]) {
    out.push(b'[');
    for (at, part) in parts.iter().enumerate() {
        match at {
            0 => object(out, part),
            _ => spaced(out, part),
        }
    }
    out.push(b']');
}

/// Writes an object after another, with a blank between them where they would run into one.
fn spaced(out: &mut Vec<u8>, value: &Object) {
    let begins_by_itself = matches!(
        value,
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
    );
    if !begins_by_itself {
        out.push(b' ');
    }
    object(out, value);
}

fn name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        match byte {
            b'!'..=b'~' if !b"#()<>[]{}/%".contains(byte) => out.push(*byte),
            _ => out.extend(format!("#{byte:02X}").as_bytes()),
        }
    }
}

fn literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', *byte]),
            b'\r' => out.extend(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

/// Writes a string as hexadecimal digits.
pub(super) fn hexadecimal(out: &mut Vec<u8>, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(b'<');
    for byte in bytes {
        out.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn every_kind_of_object_is_written_as_short_as_it_can_be() {
        let value = dictionary! {
            "Type" => "Odd name#", "Yes" => true, "No" => Object::Null, "N" => -4, "R" => 0.25,
            "Hex" => Object::String(vec![0xfe, 0x0a], StringFormat::Hexadecimal),
            "Said" => Object::String(b"a(b)\\\r".to_vec(), StringFormat::Literal),
            "Kids" => vec![(12, 0).into(), (13, 0).into(), 5.into(), "X".into()],
            "In" => dictionary! {},
        };
        let mut out = Vec::new();
        object(&mut out, &value.into());
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "<</Type/Odd#20name#23/Yes true/No null/N -4/R 0.25/Hex<FE0A>/Said(a\\(b\\)\\\\\\r)\
             /Kids[12 0 R 13 0 R 5/X]/In<<>>>>"
        );
    }
}
