//! References: to a part of the same drawing, or to something outside of it.

use crate::Refused;

/// The id that `#id` stands for.
///
/// # Errors
/// [`Refused::Active`] for a script, [`Refused::External`] for anything outside of the drawing.
pub(super) fn inside(link: &str) -> Result<&str, Refused> {
    let link = link.trim();
    if let Some(id) = link.strip_prefix('#') {
        return if is_plain(id) { Ok(id) } else { Err(Refused::Damaged) };
    }
    // Browsers pass over spaces and control characters within the scheme.
    let scheme: String = link.chars().filter(|it| it.is_ascii_graphic()).take(11).collect();
    let is_script = scheme.eq_ignore_ascii_case("javascript:");
    Err(if is_script { Refused::Active } else { Refused::External })
}

/// The id that `url(#id)` stands for, when it is all that is there.
pub(super) fn named(value: &str) -> Option<&str> {
    let inner = value.trim().strip_prefix("url(")?.strip_suffix(')')?.trim();
    let unquoted = ['"', '\'']
        .iter()
        .find_map(|quote| inner.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(inner);
    unquoted.strip_prefix('#').filter(|id| is_plain(id))
}

/// Whether a value refers to anything, in whatever way `url(` is written.
pub(super) fn refers(value: &str) -> bool {
    let small = value.to_ascii_lowercase();
    small.split("url").skip(1).any(|after| after.trim_start().starts_with('('))
}

/// Stricter than XML, so that whoever reads the id after this reads the same one.
fn is_plain(id: &str) -> bool {
    let odd = |it: char| it.is_whitespace() || it.is_control() || "#()\"'\\".contains(it);
    !id.is_empty() && !id.contains(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_inside_or_is_refused() {
        let cases = [
            ("#roof", Ok("roof")),
            (" #roof ", Ok("roof")),
            ("#", Err(Refused::Damaged)),
            ("#a b", Err(Refused::Damaged)),
            ("http://x.test/a.svg#b", Err(Refused::External)),
            ("file:///etc/passwd", Err(Refused::External)),
            ("data:image/png;base64,", Err(Refused::External)),
            ("", Err(Refused::External)),
            ("JavaScript:alert(1)", Err(Refused::Active)),
            ("java\nscript:alert(1)", Err(Refused::Active)),
        ];
        for (link, expected) in cases {
            assert_eq!(inside(link), expected, "{link}");
        }
    }

    #[test]
    fn a_name_is_all_of_the_value_or_nothing() {
        for value in ["url(#a)", " url(#a) ", "url('#a')", "url( \"#a\" )"] {
            assert_eq!(named(value), Some("a"), "{value}");
        }
        for value in ["url(#a) red", "url(a)", "url(#)", "url(#a", "none", "url(#a)url(#b)"] {
            assert_eq!(named(value), None, "{value}");
        }
        assert!(refers("red url(#a)") && refers("URL (x)") && !refers("curl"));
    }
}
