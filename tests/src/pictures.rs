//! Pictures to attach: small files made here byte by byte, so that no test needs an encoder.

/// A PNG of noise: the same seed, the same picture. Nothing in it can be made smaller.
#[must_use]
pub fn png(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let mut noise = seed | 1;
    let mut next = || {
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        noise.to_le_bytes()[1]
    };
    // Each row begins with the kind of its filter: none.
    let row = |_| std::iter::once(0).chain((0..width * 3).map(|_| next())).collect::<Vec<u8>>();
    let raw: Vec<u8> = (0..height).flat_map(row).collect();
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    chunk(&mut bytes, *b"IHDR", &[size, vec![8, 2, 0, 0, 0]].concat());
    chunk(&mut bytes, *b"IDAT", &stored(&raw));
    chunk(&mut bytes, *b"IEND", &[]);
    bytes
}

fn chunk(bytes: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    bytes.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
    let start = bytes.len();
    bytes.extend(name);
    bytes.extend(content);
    let crc = crc(&bytes[start..]);
    bytes.extend(crc.to_be_bytes());
}

/// RFC 1950 and 1951 without compression.
fn stored(raw: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0x78, 0x01];
    let mut parts = raw.chunks(0xffff).peekable();
    while let Some(part) = parts.next() {
        let length = u16::try_from(part.len()).unwrap();
        bytes.push(u8::from(parts.peek().is_none()));
        bytes.extend(length.to_le_bytes());
        bytes.extend((!length).to_le_bytes());
        bytes.extend(part);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in raw {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    bytes.extend((b << 16 | a).to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    !crc
}
