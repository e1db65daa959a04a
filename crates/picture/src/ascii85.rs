//! ASCII base-85, the coat that some writers of PDFs put over compressed data.

/// The bytes below the coat, up to the end mark or the first letter that is none of it.
pub(crate) fn decoded(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut group = Vec::with_capacity(5);
    for letter in text.iter().filter(|it| !it.is_ascii_whitespace() && **it != 0) {
        match letter {
            b'z' if group.is_empty() => bytes.extend([0; 4]),
            b'!'..=b'u' => group.push(letter - b'!'),
            _ => break,
        }
        if group.len() == 5 {
            bytes.extend(unpacked(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let kept = group.len() - 1;
        group.resize(5, 84);
        bytes.extend(&unpacked(&group)[..kept]);
    }
    bytes
}

fn unpacked(group: &[u8]) -> [u8; 4] {
    let value = group.iter().fold(0_u64, |sum, digit| sum * 85 + u64::from(*digit));
    (value as u32).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn whole_and_short_groups_come_out() {
        assert_eq!(decoded(b"87cUR\nD]i,\"Ebo80~>rest"), b"Hello World!");
        assert_eq!(decoded(b"87cURDZ~>"), b"Hello");
        assert_eq!(decoded(b"z~>"), [0; 4]);
        assert_eq!(decoded(b""), b"");
    }
}
