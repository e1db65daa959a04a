//! Properties of style that cannot be drawn as flat paths, wherever they are set.

use super::address;
use crate::Refused;

/// Looks at one property; gives the id of the path that it cuts something with, if it does.
pub(super) fn check<'a>(name: &str, value: &'a str) -> Result<Option<&'a str>, Refused> {
    let name = name.trim().to_ascii_lowercase();
    let value = value.trim();
    let is_off = value.is_empty() || value == "none";
    match name.as_str() {
        "clip-path" if is_off => Ok(None),
        "clip-path" => address::named(value).map(Some).ok_or(Refused::Clip),
        "mask" if !is_off => Err(Refused::Mask),
        "filter" | "vector-effect" if !is_off => Err(Refused::Effects),
        "mix-blend-mode" if value != "normal" => Err(Refused::Effects),
        _ if name.starts_with("marker") && !is_off => Err(Refused::Markers),
        _ if !address::refers(value) => Ok(None),
        "fill" | "stroke" => Err(Refused::Gradient),
        _ => Err(Refused::External),
    }
}

/// Looks at the properties of a `style` attribute; gives the id that something is cut with.
///
/// Cut at every semicolon, even at one within quotes: more is found that way, never less.
pub(super) fn check_all(style: &str) -> Result<Option<&str>, Refused> {
    if style.contains("/*") {
        return Err(Refused::Style);
    }
    let mut clip = None;
    for declaration in style.split(';') {
        let (name, value) = declaration.split_once(':').unwrap_or(("", declaration));
        clip = check(name, value)?.or(clip);
    }
    Ok(clip)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_flat_is_named() {
        let cases = [
            ("fill:red;stroke:none", Ok(None)),
            ("mask:none;filter:none;marker:none;clip-path:none", Ok(None)),
            ("clip-path:url(#a)", Ok(Some("a"))),
            ("clip-path : url(#a); clip-path: none", Ok(Some("a"))),
            ("clip-path:inset(4px)", Err(Refused::Clip)),
            ("clip-path:inherit", Err(Refused::Clip)),
            ("fill:url(#a)", Err(Refused::Gradient)),
            ("STROKE:url(#a) red", Err(Refused::Gradient)),
            ("mask:url(#a)", Err(Refused::Mask)),
            ("filter:blur(2px)", Err(Refused::Effects)),
            ("vector-effect:non-scaling-stroke", Err(Refused::Effects)),
            ("mix-blend-mode:multiply", Err(Refused::Effects)),
            ("marker-end:url(#a)", Err(Refused::Markers)),
            ("cursor:url(http://x.test)", Err(Refused::External)),
            ("x:';fill:url(#a)", Err(Refused::Gradient)),
            ("/**/fill:red", Err(Refused::Style)),
        ];
        for (style, expected) in cases {
            assert_eq!(check_all(style), expected, "{style}");
        }
    }
}
