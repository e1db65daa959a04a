//! What is refused in the text of a drawing, before anybody parses it.

use crate::Refused;

/// Namespaces that a file declares. The parser keeps a list of them for each element.
const NAMESPACES: usize = 100;
/// Attributes of one element. The parser compares each with all others.
const ATTRIBUTES: usize = 300;

/// The text of a drawing, when it is one that a parser may be given.
///
/// Entities are refused however few they are: one long entity, named often enough, makes gigabytes
/// out of half a megabyte without ever nesting, and no limit of the parser's counts that.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Refused> {
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Err(Refused::Compressed);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii_start().first() != Some(&b'<') {
        return Err(Refused::NotALogo);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::Damaged)?.trim_start();
    if !text.contains("svg") {
        return Err(Refused::NotALogo);
    }
    if text.split("<!").skip(1).any(declares) {
        return Err(Refused::Entities);
    }
    if text.matches("xmlns").count() > NAMESPACES || text.split('<').any(has_many_attributes) {
        return Err(Refused::TooDetailed);
    }
    Ok(text)
}

/// Whether a declaration stands here that is more than the name of a document type.
fn declares(after: &str) -> bool {
    !["--", "[CDATA[", "DOCTYPE"].iter().any(|it| after.starts_with(it))
}

/// No attribute holds a `<`, so that what stands between two of them is one tag at the most.
fn has_many_attributes(tag: &str) -> bool {
    !tag.starts_with(['!', '?']) && tag.bytes().filter(|it| *it == b'=').count() > ATTRIBUTES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_parser_should_see_is_refused() {
        let many = |part: &str, times: usize| format!("<svg {}>", part.repeat(times));
        let cases: [(&[u8], Option<Refused>); 11] = [
            (b"\xef\xbb\xbf <svg/>", None),
            (b"<!DOCTYPE svg PUBLIC \"a\" \"b\"><!-- a --><svg><![CDATA[ ]]></svg>", None),
            (b"", Some(Refused::NotALogo)),
            (b"<html></html>", Some(Refused::NotALogo)),
            (b"GIF89a", Some(Refused::NotALogo)),
            (b"\x1f\x8b\x08\x00", Some(Refused::Compressed)),
            (b"<svg>\xff</svg>", Some(Refused::Damaged)),
            (b"<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>", Some(Refused::Entities)),
            (b"<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"a\">]><svg/>", Some(Refused::Entities)),
            (many("a='b' ", 301).leak().as_bytes(), Some(Refused::TooDetailed)),
            (many("xmlns:a='b' ", 101).leak().as_bytes(), Some(Refused::TooDetailed)),
        ];
        for (bytes, expected) in cases {
            assert_eq!(text(bytes).err(), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
