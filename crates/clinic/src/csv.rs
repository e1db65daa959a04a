//! Lines of text as CSV (RFC 4180, UTF-8). A field that a spreadsheet would take for a formula is
//! written so that it stays text.

/// Writes lines of fields.
pub(crate) fn write(lines: &[Vec<String>]) -> String {
    let mut out = String::new();
    for line in lines {
        let fields: Vec<String> = line.iter().map(|field| quoted(field)).collect();
        out.push_str(&fields.join(","));
        out.push_str("\r\n");
    }
    out
}

fn quoted(field: &str) -> String {
    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let plain = if formula { format!("'{field}") } else { field.to_owned() };
    if plain.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", plain.replace('"', "\"\""))
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn fields_stay_what_they_are_and_formulas_stay_text() {
        let line = ["plain", "a, b", "say \"no\"", "two\nlines", "=1+1", "@x", ""];
        let written = write(&[line.map(str::to_owned).to_vec()]);
        let expected = "plain,\"a, b\",\"say \"\"no\"\"\",\"two\nlines\",'=1+1,'@x,\r\n";
        assert_eq!(written, expected);
    }
}
