//! Numbers as PDF writes them (ISO 32000-1, 7.3.3): no exponent, no trailing zeros.

/// An integer.
pub(super) fn whole(out: &mut Vec<u8>, number: i64) {
    if number < 0 {
        out.push(b'-');
    }
    digits(out, number.unsigned_abs());
}

/// A number to so many places after its point, nine at most. What is no number is 0.
pub(super) fn decimal(out: &mut Vec<u8>, number: f32, places: u32) {
    let scale = 10_u64.pow(places);
    let scaled = (f64::from(number) * scale as f64).round() as i64;
    if scaled < 0 {
        out.push(b'-');
    }
    let scaled = scaled.unsigned_abs();
    let (above, mut below) = (scaled / scale, scaled % scale);
    digits(out, above);
    if below != 0 {
        out.push(b'.');
        let mut unit = scale / 10;
        while below != 0 {
            out.push(b'0' + (below / unit) as u8);
            below %= unit;
            unit = (unit / 10).max(1);
        }
    }
}

fn digits(out: &mut Vec<u8>, mut number: u64) {
    let mut buffer = [0; 20];
    let mut at = buffer.len();
    loop {
        at -= 1;
        buffer[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&buffer[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let written = |number, places| {
            let mut out = Vec::new();
            decimal(&mut out, number, places);
            String::from_utf8(out).unwrap()
        };
        for (number, places, shown) in [
            (0.0, 3, "0"),
            (-0.0004, 3, "0"),
            (0.05, 3, "0.05"),
            (-0.5, 3, "-0.5"),
            (612.0, 3, "612"),
            (1.0006, 3, "1.001"),
            (-123.4567, 3, "-123.457"),
            (0.000_001, 6, "0.000001"),
            (f32::NAN, 3, "0"),
        ] {
            assert_eq!(written(number, places), shown, "{number}");
        }
        let mut out = Vec::new();
        whole(&mut out, i64::MIN);
        assert_eq!(out, b"-9223372036854775808");
    }
}
